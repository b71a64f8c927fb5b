//! From a name, official or shortened, to the places that bear it: the home of hashbrown.
//!
//! Knows nothing of which name is meant in a text.

use hashbrown::{HashTable, hash_table};

use super::tree::{Level, NodeId, Tree};
use crate::text::spans::{char_count, first_chars, slice};

/// How a place was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameKind {
    /// By its official name, or a chain that ends in one.
    Official,
    /// Without the official suffix: 平城 for 平城区.
    Short,
    /// By an old or spoken name of `aliases.csv`.
    Alias,
    /// By a name that the tree lacks.
    Learnt,
}

/// A place that bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NamedPlace {
    pub(super) node: NodeId,
    pub(super) kind: NameKind,
}

/// Position of an entry among all entries.
type EntryId = u32;

/// Stands for "no further place of this name".
const NO_ENTRY: EntryId = EntryId::MAX;

/// One name of one place; places of the same name form a list.
#[derive(Clone, Copy, Debug)]
struct NameEntry {
    node: NodeId,
    /// The name is the beginning of the place's own name, so many bytes long.
    bytes: u8,
    kind: NameKind,
    next: EntryId,
}

impl NameEntry {
    fn name<'a>(&self, tree: &'a Tree) -> &'a str {
        slice(tree.name(self.node), 0..self.bytes.into())
    }
}

/// The names of all places. They are beginnings of the places' own names, so nothing is copied.
#[derive(Debug)]
pub(super) struct NameIndex {
    /// For each distinct name: its first entry.
    firsts: HashTable<EntryId>,
    entries: Vec<NameEntry>,
    /// By the last 16 bits of a name's first character.
    lengths: Vec<NameLengths>,
}

impl NameIndex {
    pub(super) fn new(tree: &Tree) -> Self {
        let places = tree.nodes.len();
        let mut index = Self {
            // Many names are short ones of others, many are shared: about three for two places.
            firsts: HashTable::with_capacity(places * 3 / 2),
            entries: Vec::with_capacity(places * 2),
            lengths: vec![NameLengths::default(); 1 << 16],
        };
        // Later entries come first in a list, so wide places are entered last.
        for id in (0..places as NodeId).rev() {
            let name = tree.name(id);
            index.insert(tree, id, name, NameKind::Official);
            if let Some(short) = short_name(name, tree.level(id)) {
                index.insert(tree, id, short, NameKind::Short);
            }
        }
        index
    }

    fn insert(&mut self, tree: &Tree, node: NodeId, name: &str, kind: NameKind) {
        self.note_length(name);
        let Self { firsts, entries, .. } = self;
        let id = entries.len() as EntryId;
        let name_of = |first: EntryId| entries.get(first as usize).map_or("", |entry| entry.name(tree));
        let slot = firsts.entry(
            NameHash::of(name).finish(),
            |first| name_of(*first) == name,
            |first| NameHash::of(name_of(*first)).finish(),
        );
        let next = match slot {
            hash_table::Entry::Occupied(mut first) => std::mem::replace(first.get_mut(), id),
            hash_table::Entry::Vacant(free) => {
                free.insert(id);
                NO_ENTRY
            }
        };
        entries.push(NameEntry { node, bytes: name.len() as u8, kind, next });
    }

    /// Lets [`NameIndex::lengths_from`] tell that `name` exists.
    pub(super) fn note_length(&mut self, name: &str) {
        let first = name.chars().next().map(low_bits);
        if let Some(lengths) = first.and_then(|first| self.lengths.get_mut(first)) {
            lengths.insert(char_count(name));
        }
    }

    /// How long the names are that begin with `first`.
    pub(super) fn lengths_from(&self, first: char) -> NameLengths {
        self.lengths.get(low_bits(first)).copied().unwrap_or_default()
    }

    /// The places called `name`, widest first.
    pub(super) fn get<'a>(&'a self, tree: &Tree, name: &str) -> impl Iterator<Item = NamedPlace> + use<'a> {
        self.get_hashed(tree, name, NameHash::of(name))
    }

    /// Likewise, where the hash of `name` is known already.
    pub(super) fn get_hashed<'a>(
        &'a self,
        tree: &Tree,
        name: &str,
        hash: NameHash,
    ) -> impl Iterator<Item = NamedPlace> + use<'a> {
        let entry = |id: EntryId| self.entries.get(id as usize);
        let bears = |first: &EntryId| entry(*first).is_some_and(|entry| entry.name(tree) == name);
        let first = self.firsts.find(hash.finish(), bears).and_then(|first| entry(*first));
        std::iter::successors(first, move |before| self.entries.get(before.next as usize))
            .map(|entry| NamedPlace { node: entry.node, kind: entry.kind })
    }
}

fn low_bits(first: char) -> usize {
    usize::from(u32::from(first) as u16)
}

/// A set of lengths, in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NameLengths(u32);

impl NameLengths {
    /// This length stands for all longer ones too.
    pub(super) const LONGEST: usize = 31;

    fn insert(&mut self, length: usize) {
        self.0 |= 1 << length.min(Self::LONGEST);
    }

    pub(super) fn contains(self, length: usize) -> bool {
        length <= Self::LONGEST && self.0 & (1 << length) != 0
    }

    /// The greatest of them; none where no name begins so.
    pub(super) fn longest(self) -> Option<usize> {
        self.0.checked_ilog2().map(|bit| bit as usize)
    }
}

/// Hash of a name, taken in one character at a time, so that all beginnings of a text are hashed in one go.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameHash(u64);

impl NameHash {
    pub(super) const START: Self = Self(0x517c_c1b7_2722_0a95);

    fn of(name: &str) -> Self {
        name.chars().fold(Self::START, Self::with)
    }

    /// Of the characters so far and one more.
    pub(super) fn with(self, character: char) -> Self {
        Self((self.0.rotate_left(5) ^ u64::from(u32::from(character))).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn finish(self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

const PEOPLES: [&str; 51] = [
    "蒙古族",
    "蒙古",
    "回族",
    "藏族",
    "维吾尔",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯",
    "阿昌族",
    "普米族",
    "塔吉克",
    "怒族",
    "鄂温克族",
    "裕固族",
    "保安族",
    "独龙族",
    "鄂伦春",
    "门巴",
    "珞巴",
    "各族",
    "民族",
    "哈萨克族",
];

/// The name without its official suffix, where at least two characters are left; `None` where there is none to drop.
fn short_name(name: &str, level: Level) -> Option<&str> {
    let suffixes: &[&str] = match level {
        Level::Province => &["特别行政区", "自治区", "省", "市"],
        Level::City => &["自治州", "地区", "市", "盟", "州"],
        Level::District => &["自治县", "自治旗", "林区", "新区", "县", "区", "市", "旗"],
        Level::Street => &["街道", "地区", "镇", "乡", "苏木"],
        Level::Community => &["社区", "村"],
    };
    let suffix = suffixes.iter().find(|suffix| name.ends_with(**suffix))?;
    let mut short = slice(name, 0..name.len() - suffix.len());
    if matches!(*suffix, "自治区" | "自治州" | "自治县" | "自治旗" | "乡") {
        // 积石山保安族东乡族撒拉族自治县 → 积石山
        while let Some(rest) = PEOPLES.iter().find_map(|people| short.strip_suffix(people)) {
            if char_count(rest) < 2 {
                break;
            }
            short = rest;
        }
    }
    // 城区 has no short form, and a name that is only a number or a compass point neither.
    (char_count(short) >= 2 && short != first_chars(name, 1)).then_some(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn official_suffixes_are_dropped() {
        let cases = [
            ("内蒙古自治区", Level::Province, Some("内蒙古")),
            ("宁夏回族自治区", Level::Province, Some("宁夏")),
            ("新疆维吾尔自治区", Level::Province, Some("新疆")),
            ("大同市", Level::City, Some("大同")),
            ("恩施土家族苗族自治州", Level::City, Some("恩施")),
            ("平城区", Level::District, Some("平城")),
            ("大厂回族自治县", Level::District, Some("大厂")),
            ("城区", Level::District, None),
            ("祁县", Level::District, None),
            ("老军营街道", Level::Street, Some("老军营")),
            ("凯德世家社区", Level::Community, Some("凯德世家")),
        ];
        for (name, level, expected) in cases {
            assert_eq!(short_name(name, level), expected, "{name}");
        }
    }
    #[test]
    fn lengths_are_known_up_to_the_longest() {
        let mut lengths = NameLengths::default();
        assert_eq!(lengths.longest(), None);
        lengths.insert(2);
        lengths.insert(40);
        let known: Vec<usize> = (0..50).filter(|length| lengths.contains(*length)).collect();
        assert_eq!((known, lengths.longest()), (vec![2, 31], Some(31)));
    }
}
