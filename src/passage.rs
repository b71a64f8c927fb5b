//! Article → units and passages: at most 200 characters, whole sentences where they fit, never across articles.
//!
//! Knows nothing of questions or of how a passage is chosen. A body goes in; out come ranges of it: [`units`], at whose
//! beginnings a passage may begin, and [`windows`], which are as long as a passage may be.

use std::ops::Range;

use crate::text::{
    sentences::sentences,
    spans::{char_count, slice},
};

/// Longest passage, in characters.
pub(crate) const PASSAGE_CHARS: usize = 200;

/// A unit longer than this is divided at a clause border, so that a passage may begin inside a long sentence.
const UNIT_CHARS: usize = 90;

/// The smallest pieces at whose beginning a passage may begin: sentences, long ones divided at their clauses.
/// Byte ranges of `body`, in order, each at most [`PASSAGE_CHARS`] characters; none reaches across a byte of `mended`,
/// which ascends.
#[must_use]
pub(crate) fn units(body: &str, mended: &[usize]) -> Vec<Range<usize>> {
    let mut units = Vec::new();
    let whole = sentences(body).into_iter();
    for sentence in whole.flat_map(|sentence| apart(sentence, mended)) {
        if char_count(slice(body, sentence.clone())) <= UNIT_CHARS {
            units.push(sentence);
        } else {
            divide(body, sentence, &mut units);
        }
    }
    units
}

/// A sentence, cut where the printed order was mended.
fn apart(sentence: Range<usize>, mended: &[usize]) -> impl Iterator<Item = Range<usize>> {
    let first = mended.partition_point(|at| *at <= sentence.start);
    let last = mended.partition_point(|at| *at < sentence.end).max(first);
    let mut starts = vec![sentence.start];
    starts.extend(mended.get(first..last).unwrap_or_default());
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([sentence.end]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| start..end)
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

/// A body with its units and the bytes across which no passage reaches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Divided<'a> {
    /// The body.
    pub(crate) body: &'a str,
    /// Its [`units`].
    pub(crate) units: &'a [Range<usize>],
    /// Where its printed order was mended.
    pub(crate) mended: &'a [usize],
}

/// From each unit on, the longest run of units that stays within `limit` characters: ranges of units, at least one each.
#[must_use]
pub(crate) fn windows(text: &Divided<'_>, limit: usize) -> Vec<Range<usize>> {
    let Divided { body, units, mended } = *text;
    let (mut counted, mut upto) = (0, 0);
    let mut count = |to: usize| {
        counted += char_count(slice(body, upto..to));
        upto = to;
        counted
    };
    // In characters of the body.
    let bounds: Vec<Range<usize>> = units.iter().map(|unit| count(unit.start)..count(unit.end)).collect();
    let mut last = 0;
    let mut run = |first: usize, start: usize| {
        last = last.max(first);
        while let Some(next) = bounds.get(last + 1) {
            let across = units.get(first).zip(units.get(last + 1)).is_some_and(|(first, next)| {
                let after = mended.partition_point(|at| *at <= first.start);
                mended.get(after).is_some_and(|at| *at <= next.start)
            });
            if across || next.end - start > limit {
                break;
            }
            last += 1;
        }
        first..last + 1
    };
    bounds.iter().enumerate().map(|(first, unit)| run(first, unit.start)).collect()
}

/// The text of a run of units.
#[must_use]
pub(crate) fn text_of<'a>(body: &'a str, units: &[Range<usize>], run: Range<usize>) -> &'a str {
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
        let units = units(body, &[]);
        assert_eq!(units.len(), 3);
        let texts = |limit| -> Vec<&str> {
            let runs = windows(&Divided { body, units: &units, mended: &[] }, limit);
            runs.into_iter().map(|run| text_of(body, &units, run)).collect()
        };
        assert_eq!(texts(8), ["一二三。四五六。", "四五六。七八九。", "七八九。"]);
        assert_eq!(texts(4), ["一二三。", "四五六。", "七八九。"]);
        assert_eq!(texts(2), ["一二三。", "四五六。", "七八九。"]);
        assert!(windows(&Divided { body: "", units: &[], mended: &[] }, 9).is_empty());
    }

    #[test]
    fn a_long_sentence_is_divided_at_its_commas() {
        let body = format!("{}，{}。", "甲".repeat(60), "乙".repeat(60));
        let parts: Vec<usize> =
            units(&body, &[]).into_iter().map(|unit| char_count(slice(&body, unit))).collect();
        assert_eq!(parts, [61, 61]);
        let body = "丙".repeat(450);
        let parts: Vec<usize> =
            units(&body, &[]).into_iter().map(|unit| char_count(slice(&body, unit))).collect();
        assert_eq!(parts, [200, 200, 50]);
    }

    #[test]
    fn no_passage_reaches_across_a_mended_place() {
        let body = "一二三。四五六。七八九。";
        let units = units(body, &[12, 30]);
        let divided = Divided { body, units: &units, mended: &[12, 30] };
        let runs = windows(&divided, 99).into_iter();
        let texts: Vec<&str> = runs.map(|run| text_of(body, &units, run)).collect();
        assert_eq!(texts, ["一二三。", "四五六。七八", "七八", "九。"]);
    }

    proptest! {
        #[test]
        fn no_passage_is_too_long(body in "[社区，。！\n a]{0,600}") {
            let units = units(&body, &[]);
            for unit in &units {
                prop_assert!(char_count(slice(&body, unit.clone())) <= PASSAGE_CHARS);
            }
            for run in windows(&Divided { body: &body, units: &units, mended: &[] }, PASSAGE_CHARS) {
                prop_assert!(!run.is_empty() && char_count(text_of(&body, &units, run)) <= PASSAGE_CHARS);
            }
        }
    }
}
