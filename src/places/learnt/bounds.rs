//! Where the name before a suffix begins: 走进|魏都新城小区, 老军营街道|桃南二社区, and no name at all in 各社区.
//!
//! Knows nothing of where the place lies.

use std::ops::Range;

use super::words::{GENERIC_WORDS, NAMES_OF_PLACES, NO_ROADS, STOP_WORDS};
use crate::{
    places::{
        NameKind,
        recognise::{PlaceMatch, PlaceRecogniser},
        tree::Level,
    },
    text::{
        segment::{is_action, words},
        spans::{char_count, is_han, slice},
    },
};

/// What a name with this ending is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Suffix {
    /// Where people live, or a house they go to.
    Home,
    /// A village: too often an everyday word to stand without a chain.
    Village,
    /// A road: said of a place that is not in the tree of communities.
    Road,
}

const SUFFIXES: [(&str, Suffix); 26] = [
    ("社区", Suffix::Home),
    ("小区", Suffix::Home),
    ("家园", Suffix::Home),
    ("嘉园", Suffix::Home),
    ("佳园", Suffix::Home),
    ("花园", Suffix::Home),
    ("公寓", Suffix::Home),
    ("大院", Suffix::Home),
    ("大厦", Suffix::Home),
    ("佳苑", Suffix::Home),
    ("嘉苑", Suffix::Home),
    ("雅苑", Suffix::Home),
    ("新苑", Suffix::Home),
    ("馨苑", Suffix::Home),
    ("苑", Suffix::Home),
    ("街道", Suffix::Home),
    ("村", Suffix::Village),
    ("镇", Suffix::Village),
    ("乡", Suffix::Village),
    ("大街", Suffix::Road),
    ("大道", Suffix::Road),
    ("胡同", Suffix::Road),
    ("南路", Suffix::Road),
    ("路", Suffix::Road),
    ("街", Suffix::Road),
    ("巷", Suffix::Road),
];

/// Words of one character that are in no name: 由该社区, 我们村.
const IN_NO_NAME: [char; 16] =
    ['该', '每', '某', '这', '那', '们', '的', '了', '把', '被', '此', '吗', '您', '我', '你', '他'];

/// A name with a suffix, and the mention directly before it.
pub(super) struct NameCandidate {
    pub(super) range: Range<usize>,
    /// Position in the list of named places.
    pub(super) chained_to: Option<usize>,
    is_road: bool,
    /// Begins after a mark or another place, so that its beginning is sure.
    clean: bool,
}

/// The names of the text that the tree lacks, in order.
pub(super) fn candidates(recogniser: &PlaceRecogniser<'_>, named: &[PlaceMatch]) -> Vec<NameCandidate> {
    let mut found: Vec<NameCandidate> = Vec::new();
    let mut after = 0;
    for &(start, _) in &recogniser.characters {
        let rest = slice(recogniser.text, start..recogniser.text.len());
        if start < after {
            continue;
        }
        let Some((ending, suffix)) = SUFFIXES.iter().find(|(ending, _)| rest.starts_with(ending)) else {
            continue;
        };
        let end = start + ending.len();
        if !recogniser.may_end(end)
            && !matches!(*ending, "社区" | "小区" | "街道")
            && !opens_word(recogniser, start, end)
        {
            continue;
        }
        let Some(candidate) = candidate(recogniser, named, start..end, *suffix) else { continue };
        after = candidate.range.end;
        found.push(candidate);
    }
    trim_to_clean(recogniser, &mut found);
    found
}

/// 柳树|巷有|积水: the cutter of words joined the suffix with a small word after it.
fn opens_word(recogniser: &PlaceRecogniser<'_>, start: usize, end: usize) -> bool {
    const SMALL: &str = "有在的上口边东西南北旁内里两与和到为是一";
    let next = slice(recogniser.text, end..recogniser.text.len()).chars().next();
    next.is_some_and(|next| SMALL.contains(next)) && recogniser.may_end(start)
}

fn candidate(
    recogniser: &PlaceRecogniser<'_>,
    named: &[PlaceMatch],
    ending: Range<usize>,
    suffix: Suffix,
) -> Option<NameCandidate> {
    let rest = slice(recogniser.text, ending.end..recogniser.text.len());
    if suffix != Suffix::Home
        && ["社区", "小区", "街道", "村", "口村"].iter().any(|next| rest.starts_with(next))
    {
        return None;
    }
    let beginning = walk_back(recogniser, named, &ending, suffix)?;
    let name = slice(recogniser.text, beginning.start..ending.start);
    let chained = beginning.chained_to.is_some();
    let whole = slice(recogniser.text, beginning.start..ending.end);
    if suffix == Suffix::Road && NO_ROADS.iter().any(|no_road| whole.ends_with(no_road)) {
        return None;
    }
    // A village stands below its town; 江苏省农业农村厅 is none.
    let outer = beginning.chained_to.and_then(|at| named.get(at)?.options.first()?.node);
    let in_district = outer.is_some_and(|outer| recogniser.places.tree.level(outer) >= Level::District);
    if suffix == Suffix::Village && !in_district {
        return None;
    }
    let is_short = char_count(name) < 2 && !(chained && suffix == Suffix::Village && !name.is_empty());
    if is_short || is_generic(name) || name.contains(IN_NO_NAME) {
        return None;
    }
    let known = named.iter().find(|found| found.range.end >= ending.end && found.range.start < ending.end);
    if known.is_some_and(|known| reads_better(recogniser, known, beginning.start..ending.end)) {
        return None;
    }
    let NameBeginning { start, chained_to, clean } = beginning;
    let end = ending.end + yard_number(rest);
    Some(NameCandidate { range: start..end, chained_to, is_road: suffix == Suffix::Road, clean })
}

/// A name of the tree that reaches the suffix is the better reading, unless it lies in another city.
fn reads_better(recogniser: &PlaceRecogniser<'_>, known: &PlaceMatch, learnt: Range<usize>) -> bool {
    let tree = &recogniser.places.tree;
    let at_home = known.options.first().and_then(|place| place.node).is_some_and(|node| {
        tree.level(node) < Level::Community || recogniser.city.is_some_and(|city| tree.is_within(node, city))
    });
    let whole_word = recogniser.city.is_none() && recogniser.may_end(known.range.start);
    known.range.start <= learnt.start || known.range.end > learnt.end || at_home || whole_word
}

struct NameBeginning {
    start: usize,
    chained_to: Option<usize>,
    clean: bool,
}

/// Goes back word by word from a suffix to where its name begins.
fn walk_back(
    recogniser: &PlaceRecogniser<'_>,
    named: &[PlaceMatch],
    ending: &Range<usize>,
    suffix: Suffix,
) -> Option<NameBeginning> {
    let limit = if suffix == Suffix::Road { 4 } else { 8 };
    let last_word = recogniser.words.partition_point(|word| word.start < ending.end).checked_sub(1)?;
    let mut beginning = NameBeginning { start: ending.start, chained_to: None, clean: true };
    for word in recogniser.words.get(..=last_word)?.iter().rev() {
        let start = beginning.start;
        if let Some(at) =
            named.iter().position(|found| found.range.end == start && is_outer(recogniser, found))
        {
            beginning.chained_to = Some(at);
            break;
        }
        // The piece of the word that is not yet taken.
        let piece = word.start..word.end.min(start);
        if piece.is_empty() {
            continue;
        }
        let text = slice(recogniser.text, piece.clone());
        if piece.end != start
            || !text.chars().all(|character| is_han(character) || character.is_ascii_digit())
        {
            break;
        }
        // 洛阳村|新北街: a place that ends inside the word ends the way.
        if let Some(at) =
            named.iter().position(|found| piece.start < found.range.end && found.range.end < piece.end)
        {
            let found = named.get(at)?;
            if found.kind == NameKind::Official {
                beginning.start = found.range.end;
                beginning.chained_to = is_outer(recogniser, found).then_some(at);
                break;
            }
        }
        // 胜利东街|铁路小区 stands in 胜利东街; 工农路北社区 is a name.
        let taken = char_count(slice(recogniser.text, start..ending.start));
        let estate = suffix == Suffix::Home && slice(recogniser.text, ending.clone()) != "社区";
        if estate && taken >= 2 && text.ends_with(['路', '街', '巷']) && char_count(text) >= 2 {
            break;
        }
        let action = !NAMES_OF_PLACES.contains(text) && is_action(text);
        let number = text.chars().all(|character| character.is_ascii_digit());
        let too_long = char_count(slice(recogniser.text, piece.start..ending.start)) > limit;
        if STOP_WORDS.contains(text) || action || number || too_long {
            beginning.clean = false;
            break;
        }
        beginning.start = piece.start;
        if word.end > ending.start && char_count(slice(recogniser.text, piece.start..ending.start)) >= 3 {
            // The dictionary sees the whole name as one word.
            beginning.clean = false;
            break;
        }
    }
    skip_openers(recogniser, &mut beginning, ending);
    Some(beginning)
}

/// 令南屯苑: the cutter of words takes unknown names together with what stands before them.
fn skip_openers(recogniser: &PlaceRecogniser<'_>, beginning: &mut NameBeginning, ending: &Range<usize>) {
    let name = slice(recogniser.text, beginning.start..ending.start);
    let opener = name
        .chars()
        .next()
        .filter(|first| ['令', '在', '到', '从', '由', '让', '被', '把', '是', '与', '的'].contains(first));
    if let Some(opener) = opener
        && char_count(name) >= 3
        && beginning.chained_to.is_none()
    {
        beginning.start += opener.len_utf8();
    }
}

/// A place that may stand before a learnt name: 平城区, 老军营街道, 大同; not 龙城, which may be a piece of the name.
fn is_outer(recogniser: &PlaceRecogniser<'_>, found: &PlaceMatch) -> bool {
    let tree = &recogniser.places.tree;
    let Some(node) = found.options.first().and_then(|place| place.node) else { return false };
    match found.kind {
        NameKind::Official => tree.level(node) <= Level::Street,
        // 魏都 of 魏都新城小区 is no district of another city.
        NameKind::Short => {
            let home = recogniser.city.is_some_and(|city| tree.is_within(node, city));
            tree.level(node) <= Level::City || (tree.level(node) == Level::District && home)
        }
        NameKind::Alias | NameKind::Learnt => false,
    }
}

/// The whole name, or each of two halves of it, is no name: 智慧小区, 美丽幸福家园.
fn is_generic(name: &str) -> bool {
    let plain = |part: &str| GENERIC_WORDS.contains(part) || STOP_WORDS.contains(part);
    let halves =
        name.char_indices().skip(1).map(|(cut, _)| (slice(name, 0..cut), slice(name, cut..name.len())));
    GENERIC_WORDS.contains(name)
        || halves.into_iter().any(|(first, second)| char_count(second) > 1 && plain(first) && plain(second))
}

/// A word that is in no name, or a row of words that say what somebody does.
pub(super) fn is_plain_word(stem: &str) -> bool {
    let plain = |word: &str| {
        STOP_WORDS.contains(word)
            || GENERIC_WORDS.contains(word)
            || is_action(word) && !NAMES_OF_PLACES.contains(word)
    };
    plain(stem) || stem.contains(IN_NO_NAME) || words(stem).into_iter().any(|word| plain(slice(stem, word)))
}

/// Bytes of 17号院 at the beginning of `rest`.
fn yard_number(rest: &str) -> usize {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = slice(rest, digits..rest.len());
    let unit = ["号院", "号楼"].iter().find(|unit| after.starts_with(**unit));
    if digits == 0 { 0 } else { unit.map_or(0, |unit| digits + unit.len()) }
}

/// 帮助民生小区 is 民生小区 where the text elsewhere says so with a sure beginning.
fn trim_to_clean(recogniser: &PlaceRecogniser<'_>, candidates: &mut [NameCandidate]) {
    let clean: Vec<&str> = candidates
        .iter()
        .filter(|candidate| candidate.clean && !candidate.is_road)
        .map(|candidate| slice(recogniser.text, candidate.range.clone()))
        .collect();
    for candidate in candidates.iter_mut().filter(|candidate| candidate.chained_to.is_none()) {
        let name = slice(recogniser.text, candidate.range.clone());
        let shorter = clean
            .iter()
            .filter(|other| other.len() < name.len() && name.ends_with(**other) && char_count(other) >= 4);
        if let Some(shortest) = shorter.min_by_key(|other| other.len()) {
            candidate.range.start = candidate.range.end - shortest.len();
        }
    }
}
