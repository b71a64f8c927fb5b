//! Names of estates and streets that nobody has entered: 恒大绿洲, 振华南街.
//!
//! Knows nothing of what is done about it.

use std::ops::Range;

use crate::text::{
    segment,
    spans::{is_han, occurrences, slice},
};

/// What such a name ends in; a street may have a direction before it.
const ENDINGS: [&str; 13] =
    ["小区", "花园", "家园", "佳苑", "嘉园", "新苑", "新村", "公寓", "绿洲", "国际城", "街", "路", "巷"];
/// Words that lead to a place.
const LEADS: [&str; 7] = ["在", "住", "到", "去", "我们", "那", "我"];
/// Characters before the ending.
const STEM: std::ops::RangeInclusive<usize> = 2..=5;
/// Characters of words that are in no name.
const IN_NO_NAME: &str = "哪什么这那我你他几个每各条附近老旧一在到去住有没旁边";

/// The first such name in a folded text that lies in none of the places that were recognised.
pub(crate) fn unknown_name(folded: &str, known: &[Range<usize>]) -> Option<String> {
    let mut endings: Vec<Range<usize>> =
        ENDINGS.iter().flat_map(|ending| occurrences(folded, ending)).collect();
    endings.sort_by_key(|ending| ending.start);
    endings.into_iter().find_map(|ending| {
        // The stem, from the shortest on, as far as it begins where a name may begin.
        let before = slice(folded, 0..ending.start);
        let starts = before.char_indices().rev().map(|(at, _)| at).take(*STEM.end());
        let mut names = starts.skip(STEM.start() - 1).map(|start| start..ending.end);
        let name = names.find(|name| begins_there(folded, name.start) && is_name(folded, name, &ending))?;
        let touches = known.iter().any(|range| range.start < name.end && name.start < range.end);
        (!touches).then(|| slice(folded, name).to_owned())
    })
}

/// At the beginning of a clause or behind a word that leads to a place.
fn begins_there(folded: &str, start: usize) -> bool {
    let before = slice(folded, 0..start);
    before.chars().next_back().is_none_or(|last| "，。, ".contains(last))
        || LEADS.iter().any(|lead| before.ends_with(lead))
}

fn is_name(folded: &str, name: &Range<usize>, ending: &Range<usize>) -> bool {
    let text = slice(folded, name.clone());
    let good = text.chars().all(|character| is_han(character) && !IN_NO_NAME.contains(character));
    // 健身公寓 and 养老小区 describe.
    let describes = ["小区", "公寓", "花园", "家园"].contains(&slice(folded, ending.clone()))
        && segment::word_frequency(slice(folded, name.start..ending.start)) > 200;
    good && !describes && !segment::is_word(text)
}

#[cfg(test)]
mod tests {
    use super::unknown_name;

    #[test]
    fn names_are_told_from_words() {
        for (text, expected) in [
            ("碧水绿洲有没有理发的", Some("碧水绿洲")),
            ("我在振中南街", Some("振中南街")),
            ("在哪条街上", None),
            ("我们小区有没有理发的", None),
            ("老旧小区改造", None),
            ("平城区哪里有免费理发", None),
        ] {
            assert_eq!(unknown_name(text, &[]).as_deref(), expected, "{text}");
        }
        assert_eq!(
            unknown_name("在碧水绿洲", std::slice::from_ref(&(3..15))),
            None,
            "a place that was recognised"
        );
    }
}
