//! Words of Chinese text: the home of jieba-rs.
//!
//! Knows nothing of which words matter.

use std::{io::BufReader, ops::Range, sync::LazyLock};

use flate2::read::GzDecoder;
use jieba_rs::{Jieba, Token};

use super::spans::{is_han, slice};

/// Characters of the longest word of Latin letters and digits: the dictionary's time grows with the square of it.
const LONGEST: usize = 64;

/// jieba's dictionary, a word a line with its frequency; `segment/DICTIONARY.md` says where it comes from. The copy in
/// jieba-rs would bring a compiler of zstd with it, a twentieth of the whole build.
static DICTIONARY: &[u8] = include_bytes!("segment/dictionary.txt.gz");

static JIEBA: LazyLock<Jieba> = LazyLock::new(|| {
    let mut lines = BufReader::new(GzDecoder::new(DICTIONARY));
    Jieba::with_dict(&mut lines).expect("the dictionary that is built in is whole")
});

/// Loads the dictionary now (some 0.1 s) rather than at the first question.
pub(crate) fn warm_up() {
    LazyLock::force(&JIEBA);
}

/// The dictionary has `text` as a word.
#[must_use]
pub(crate) fn is_word(text: &str) -> bool {
    JIEBA.has_word(text)
}

/// How often the dictionary has seen `text` as a word; 0 when it is none.
#[must_use]
pub(crate) fn word_frequency(text: &str) -> usize {
    if is_word(text) { JIEBA.suggest_freq(text) } else { 0 }
}

/// Byte ranges of the words of folded `text` that hold a letter, a digit or a Han character, in order, without overlaps.
#[must_use]
pub(crate) fn words(text: &str) -> Vec<Range<usize>> {
    cut(text, |text| JIEBA.cut(text, true))
}

/// The words of `text` that hold something; long runs of letters are divided without the dictionary.
fn cut<'a>(text: &'a str, words: impl Fn(&'a str) -> Vec<Token<'a>>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let known = |from: usize, to: usize, found: &mut Vec<Range<usize>>| {
        let tokens = words(slice(text, from..to)).into_iter();
        let words = tokens.filter(|token| token.word.chars().any(char::is_alphanumeric));
        found.extend(words.map(|token| from + token.byte_start..from + token.byte_start + token.word.len()));
    };
    let mut done = 0;
    for run in long_runs(text) {
        known(done, run.start, &mut found);
        done = run.end;
        let mut start = run.start;
        for (count, (at, character)) in (1..).zip(slice(text, run.clone()).char_indices()) {
            let end = run.start + at + character.len_utf8();
            if count % LONGEST == 0 || end == run.end {
                // A line of dashes holds nothing.
                if slice(text, start..end).contains(char::is_alphanumeric) {
                    found.push(start..end);
                }
                start = end;
            }
        }
    }
    known(done, text.len(), &mut found);
    found
}

/// Runs of more than [`LONGEST`] characters that the dictionary would take for one word.
fn long_runs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut count) = (0, 0);
    for (at, character) in text.char_indices().chain([(text.len(), '\0')]) {
        let joins = character.is_alphanumeric() && !is_han(character) || "+#&._%-".contains(character);
        if joins {
            if count == 0 {
                start = at;
            }
            count += 1;
            continue;
        }
        if count > LONGEST {
            found.push(start..at);
        }
        count = 0;
    }
    found
}

/// The dictionary knows `word` as something that happens or joins (verb, adverb, preposition, conjunction, pronoun, set phrase),
/// not as a name or a thing.
#[must_use]
pub(crate) fn is_action(word: &str) -> bool {
    let tagged = JIEBA.tag(word, false);
    matches!(tagged.as_slice(), [only] if only.word == word && only.tag.starts_with(['v', 'd', 'p', 'c', 'r', 'u', 'l', 'i']))
}

/// The dictionary knows `word` as a verb.
#[must_use]
pub(crate) fn is_verb(word: &str) -> bool {
    let tagged = JIEBA.tag(word, false);
    matches!(tagged.as_slice(), [only] if only.word == word && only.tag.starts_with('v'))
}

/// Like [`words`], and also the shorter words inside long ones, as a search index wants them.
#[must_use]
pub(crate) fn search_words(text: &str) -> Vec<Range<usize>> {
    cut(text, |text| JIEBA.cut_for_search(text, true))
}

/// The Han character before the one that is looked at.
struct LastHan {
    range: Range<usize>,
    /// No other Han character stands before it.
    alone: bool,
}

/// Byte ranges of the character pairs of folded `text`: every two neighbours in a run of Han characters, every whole
/// run of Latin letters or digits, and a lone Han character by itself.
#[must_use]
pub(crate) fn bigrams(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(text.len() / 3);
    let mut han: Option<LastHan> = None;
    let mut run: Option<Range<usize>> = None;
    let mut length = 0;
    for (at, character) in text.char_indices().chain([(text.len(), '\0')]) {
        let end = at + character.len_utf8();
        if is_han(character) {
            found.extend(run.take());
            let previous = han.take();
            han = Some(LastHan { range: at..end, alone: previous.is_none() });
            found.extend(previous.map(|previous| previous.range.start..end));
            continue;
        }
        found.extend(han.take().filter(|last| last.alone).map(|last| last.range));
        if character.is_alphanumeric() {
            // A longer run is no word of anybody: it comes in parts.
            if length >= LONGEST {
                found.extend(run.take());
            }
            length = if run.is_none() { 1 } else { length + 1 };
            run = Some(run.map_or(at, |run| run.start)..end);
        } else {
            found.extend(run.take());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(cut: fn(&str) -> Vec<Range<usize>>, text: &str, expected: &[&str]) {
        let parts: Vec<&str> =
            cut(text).into_iter().map(|range| crate::text::spans::slice(text, range)).collect();
        assert_eq!(parts, expected, "{text}");
    }

    #[test]
    fn bigrams_stay_inside_runs() {
        check(bigrams, "免费理发", &["免费", "费理", "理发"]);
        check(bigrams, "39校abc,去", &["39", "校", "abc", "去"]);
        check(bigrams, "老人 12345 电话", &["老人", "12345", "电话"]);
        check(bigrams, "", &[]);
    }

    #[test]
    fn words_leave_out_punctuation() {
        check(words, "社区,免费理发。", &["社区", "免费", "理发"]);
    }

    #[test]
    fn long_runs_of_letters_come_in_parts() {
        let text = format!("理发{}店", "ab1".repeat(50));
        for cut in [words, search_words, bigrams] {
            let lengths: Vec<usize> = cut(&text).into_iter().map(|range| range.len()).collect();
            assert!(lengths.iter().all(|length| *length <= LONGEST), "{lengths:?}");
            assert!(lengths.windows(3).any(|parts| parts == [64, 64, 22]), "{lengths:?}");
        }
        // As many parts as the text is long, no more.
        assert_eq!(search_words(&"a".repeat(64_000)).len(), 1_000);
        check(words, &"a".repeat(64), &[&"a".repeat(64)]);
    }

    proptest! {
        #[test]
        fn every_cut_is_on_character_borders(text in "\\PC{0,60}") {
            for cut in [words, search_words, bigrams] {
                for range in cut(&text) {
                    prop_assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()));
                }
            }
            let starts: Vec<usize> = words(&text).into_iter().map(|range| range.start).collect();
            prop_assert!(starts.is_sorted());
        }
    }
}
