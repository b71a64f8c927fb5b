//! The words of a passage that answer: the asker's words, their printed synonyms, and what is wanted.
//!
//! Knows nothing of how emphasis is shown.

use std::ops::Range;

use crate::{
    question::{AnswerType, Question},
    text::{
        normalize::{Folded, fold_mapped},
        spans::{char_count, occurrences},
    },
};

/// Byte ranges of `text`, ascending and apart.
pub(super) fn of(text: &str, question: &Question) -> Vec<Range<usize>> {
    let folded = fold_mapped(text);
    let asked = question.content.words.iter().filter(|word| !word.place).map(|word| word.text.as_str());
    let printed = question
        .expansions
        .iter()
        .flat_map(|expansion| expansion.print.iter().map(|(word, _)| word.as_str()));
    let mut found: Vec<Range<usize>> = asked
        .chain(printed)
        .filter(|word| char_count(word) >= 2)
        .flat_map(|word| {
            occurrences(&folded.text, word).map(|range| folded.original(range)).collect::<Vec<_>>()
        })
        .collect();
    if question.understood.wants.iter().any(|want| {
        matches!(want, AnswerType::Phone | AnswerType::Cost | AnswerType::Number | AnswerType::Time)
    }) {
        found.extend(figures(&folded));
    }
    joined(found)
}

/// Runs of digits with the marks and measures that belong to them: 0352-5551234, 2月3日, 118种.
fn figures(folded: &Folded) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut run: Option<Range<usize>> = None;
    for (at, character) in folded.text.char_indices().chain([(folded.text.len(), '\n')]) {
        let end = at + character.len_utf8();
        let belongs = character.is_ascii_digit()
            || (run.is_some()
                && matches!(
                    character,
                    '-' | '.'
                        | ':'
                        | '年'
                        | '月'
                        | '日'
                        | '时'
                        | '点'
                        | '元'
                        | '万'
                        | '种'
                        | '人'
                        | '家'
                        | '个'
                        | '名'
                ));
        match (&mut run, belongs) {
            (Some(run), true) => run.end = end,
            (None, true) => run = Some(at..end),
            (Some(_), false) => found.extend(run.take().map(|range| folded.original(range))),
            (None, false) => {}
        }
    }
    found
}

/// Sorted, touching and overlapping ranges joined.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}
