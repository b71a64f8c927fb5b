//! From a name, official or shortened, to the places that bear it.
//!
//! Knows nothing of which name is meant in a text.

use super::tree::{Level, NodeId, Tree};
use crate::text::spans::{char_count, first_chars, slice};

/// How a place was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// By its official name, or a chain that ends in one.
    Official,
    /// Without the official suffix: 平城 for 平城区.
    Short,
    /// By an old or spoken name of `aliases.csv`.
    Alias,
    /// By a name that the tree lacks.
    Learnt,
}

const NONE: u32 = u32::MAX;

/// One name of one place; places of the same name form a list.
#[derive(Clone, Copy, Debug)]
struct Entry {
    node: NodeId,
    bytes: u8,
    how: How,
    next: u32,
}

/// An open-addressing table of the names. They are prefixes of the places' own names, so nothing is copied.
#[derive(Debug)]
pub(super) struct NameIndex {
    slots: Vec<u32>,
    entries: Vec<Entry>,
    /// For each first character: bit `n` is set when a name of `n` characters begins with it.
    lengths: Vec<u32>,
}

impl NameIndex {
    pub(super) fn new(tree: &Tree) -> Self {
        let slots = (tree.nodes.len() * 3).next_power_of_two().max(64);
        let entries = Vec::with_capacity(tree.nodes.len() * 2);
        let mut index = Self { slots: vec![NONE; slots], entries, lengths: vec![0; 1 << 16] };
        // Later entries come first in a list, so wide places are entered last.
        for id in (0..tree.nodes.len() as NodeId).rev() {
            let name = tree.name(id);
            index.insert(tree, id, name, How::Official);
            if let Some(short) = short_name(name, tree.level(id)) {
                index.insert(tree, id, short, How::Short);
            }
        }
        index
    }

    fn insert(&mut self, tree: &Tree, node: NodeId, name: &str, how: How) {
        self.note_length(name);
        let slot = self.slot(tree, name, name_hash(name.chars()));
        let next = self.slots[slot];
        self.slots[slot] = self.entries.len() as u32;
        self.entries.push(Entry { node, bytes: name.len() as u8, how, next });
    }

    /// Lets [`NameIndex::lengths_from`] tell that `name` exists.
    pub(super) fn note_length(&mut self, name: &str) {
        if let Some(first) = name.chars().next() {
            self.lengths[first as usize & 0xffff] |= 1 << char_count(name).min(31);
        }
    }

    /// Bit `n` is set when a name of `n` characters (31: or more) begins with `first`.
    pub(super) fn lengths_from(&self, first: char) -> u32 {
        self.lengths[first as usize & 0xffff]
    }

    /// The slot of `name`, or the free one where it belongs.
    fn slot(&self, tree: &Tree, name: &str, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while let Some(entry) = self.entries.get(self.slots[slot] as usize) {
            if entry.bytes as usize == name.len() && tree.name(entry.node).starts_with(name) {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// The places called `name`, widest first.
    pub(super) fn get<'a>(
        &'a self,
        tree: &Tree,
        name: &str,
    ) -> impl Iterator<Item = (NodeId, How)> + use<'a> {
        self.get_hashed(tree, name, name_hash(name.chars()))
    }

    pub(super) fn get_hashed<'a>(
        &'a self,
        tree: &Tree,
        name: &str,
        hash: u64,
    ) -> impl Iterator<Item = (NodeId, How)> + use<'a> {
        let first = self.entries.get(self.slots[self.slot(tree, name, hash)] as usize);
        std::iter::successors(first, |entry| self.entries.get(entry.next as usize))
            .map(|entry| (entry.node, entry.how))
    }
}

/// Hash of a name, one character at a time, so that all beginnings of a text are hashed in one go.
pub(super) fn name_hash(name: impl Iterator<Item = char>) -> u64 {
    mix(name.fold(HASH_START, hash_step))
}

pub(super) const HASH_START: u64 = 0x517c_c1b7_2722_0a95;

pub(super) fn hash_step(hash: u64, character: char) -> u64 {
    (hash.rotate_left(5) ^ u64::from(u32::from(character))).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The finished hash of the characters so far.
pub(super) fn mix(hash: u64) -> u64 {
    hash ^ (hash >> 29)
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
pub(super) fn short_name(name: &str, level: Level) -> Option<&str> {
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
}
