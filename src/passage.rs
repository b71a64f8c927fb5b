//! Article → units and passages: at most 200 characters, whole sentences where they fit, never across articles.
//!
//! Knows nothing of questions or of how a passage is chosen.

use std::ops::Range;

use crate::text::{
    sentences::sentences,
    spans::{char_count, slice},
};

/// Longest passage, in characters.
pub const PASSAGE_CHARS: usize = 200;

/// A unit longer than this is divided at a clause border, so that a passage may begin inside a long sentence.
const UNIT_CHARS: usize = 90;

/// The smallest pieces at whose beginning a passage may begin: sentences, long ones divided at their clauses.
/// Byte ranges of `body`, in order, each at most [`PASSAGE_CHARS`] characters.
#[must_use]
pub fn units(body: &str) -> Vec<Range<usize>> {
    let mut units = Vec::new();
    for sentence in sentences(body) {
        if char_count(slice(body, sentence.clone())) <= UNIT_CHARS {
            units.push(sentence);
        } else {
            divide(body, sentence, &mut units);
        }
    }
    units
}

/// Divides a long sentence after commas and the like, or, where it has none, at the length limit.
fn divide(body: &str, sentence: Range<usize>, units: &mut Vec<Range<usize>>) {
    let mut start = sentence.start;
    let (mut count, mut border) = (0, None);
    for (offset, character) in slice(body, sentence.clone()).char_indices() {
        let end = sentence.start + offset + character.len_utf8();
        count += 1;
        if matches!(character, '，' | ',' | '、' | '：' | ':' | ' ' | '　') {
            border = Some((end, count));
        }
        if count < UNIT_CHARS || end == sentence.end {
            continue;
        }
        match border.take() {
            Some((cut, upto)) if upto >= UNIT_CHARS / 3 => {
                units.push(start..cut);
                (start, count) = (cut, count - upto);
            }
            _ if count >= PASSAGE_CHARS => {
                units.push(start..end);
                (start, count) = (end, 0);
            }
            other => border = other,
        }
    }
    if start < sentence.end {
        units.push(start..sentence.end);
    }
}

/// The longest run of units from `first` on that stays within `limit` characters: the range of units, at least one.
#[must_use]
pub fn window(body: &str, units: &[Range<usize>], first: usize, limit: usize) -> Range<usize> {
    let Some(start) = units.get(first) else { return first..first };
    let mut last = first;
    for (index, unit) in units.iter().enumerate().skip(first + 1) {
        if char_count(slice(body, start.start..unit.end)) > limit {
            break;
        }
        last = index;
    }
    first..last + 1
}

/// The text of a run of units.
#[must_use]
pub fn text_of<'a>(body: &'a str, units: &[Range<usize>], run: Range<usize>) -> &'a str {
    match (units.get(run.start), run.end.checked_sub(1).and_then(|last| units.get(last))) {
        (Some(first), Some(last)) => slice(body, first.start..last.end),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_window_holds_whole_sentences_up_to_its_limit() {
        let body = "一二三。四五六。七八九。";
        let units = units(body);
        assert_eq!(units.len(), 3);
        assert_eq!(text_of(body, &units, window(body, &units, 0, 8)), "一二三。四五六。");
        assert_eq!(text_of(body, &units, window(body, &units, 1, 4)), "四五六。");
        assert_eq!(text_of(body, &units, window(body, &units, 9, 4)), "");
    }

    #[test]
    fn a_long_sentence_is_divided_at_its_commas() {
        let body = format!("{}，{}。", "甲".repeat(60), "乙".repeat(60));
        let parts: Vec<usize> = units(&body).into_iter().map(|unit| char_count(&body[unit])).collect();
        assert_eq!(parts, [61, 61]);
        let body = "丙".repeat(450);
        let parts: Vec<usize> = units(&body).into_iter().map(|unit| char_count(&body[unit])).collect();
        assert_eq!(parts, [200, 200, 50]);
    }

    proptest! {
        #[test]
        fn no_passage_is_too_long(body in "[社区，。！\n a]{0,600}", first in 0_usize..20) {
            let units = units(&body);
            for unit in &units {
                prop_assert!(char_count(&body[unit.clone()]) <= PASSAGE_CHARS);
            }
            let passage = text_of(&body, &units, window(&body, &units, first, PASSAGE_CHARS));
            prop_assert!(char_count(passage) <= PASSAGE_CHARS);
        }
    }
}
