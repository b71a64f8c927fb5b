//! Words of Chinese text: the home of jieba-rs.
//!
//! Knows nothing of which words matter.

use std::{ops::Range, sync::LazyLock};

use jieba_rs::Jieba;

use super::spans::is_han;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Loads the dictionary now (some 0.1 s) rather than at the first question.
pub fn warm_up() {
    LazyLock::force(&JIEBA);
}

/// The dictionary has `text` as a word.
#[must_use]
pub fn is_word(text: &str) -> bool {
    JIEBA.has_word(text)
}

/// How often the dictionary has seen `text` as a word; 0 when it is none.
#[must_use]
pub fn word_frequency(text: &str) -> usize {
    if is_word(text) { JIEBA.suggest_freq(text) } else { 0 }
}

/// Byte ranges of the words of folded `text` that hold a letter, a digit or a Han character, in order, without overlaps.
#[must_use]
pub fn words(text: &str) -> Vec<Range<usize>> {
    JIEBA
        .cut(text, true)
        .into_iter()
        .filter(|token| token.word.chars().any(char::is_alphanumeric))
        .map(|token| token.byte_start..token.byte_start + token.word.len())
        .collect()
}

/// The dictionary knows `word` as something that happens or joins (verb, adverb, preposition, conjunction, pronoun, set phrase),
/// not as a name or a thing.
#[must_use]
pub fn is_action(word: &str) -> bool {
    let tagged = JIEBA.tag(word, false);
    matches!(tagged.as_slice(), [only] if only.word == word && only.tag.starts_with(['v', 'd', 'p', 'c', 'r', 'u', 'l', 'i']))
}

/// The dictionary knows `word` as a verb.
#[must_use]
pub fn is_verb(word: &str) -> bool {
    let tagged = JIEBA.tag(word, false);
    matches!(tagged.as_slice(), [only] if only.word == word && only.tag.starts_with('v'))
}

/// Like [`words`], and also the shorter words inside long ones, as a search index wants them.
#[must_use]
pub fn search_words(text: &str) -> Vec<Range<usize>> {
    JIEBA
        .cut_for_search(text, true)
        .into_iter()
        .filter(|token| token.word.chars().any(char::is_alphanumeric))
        .map(|token| token.byte_start..token.byte_start + token.word.len())
        .collect()
}

/// Byte ranges of the character pairs of folded `text`: every two neighbours in a run of Han characters, every whole
/// run of Latin letters or digits, and a lone Han character by itself.
#[must_use]
pub fn bigrams(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(text.len() / 3);
    let mut han: Option<(Range<usize>, bool)> = None;
    let mut run: Option<Range<usize>> = None;
    for (at, character) in text.char_indices().chain([(text.len(), '\0')]) {
        let end = at + character.len_utf8();
        if is_han(character) {
            found.extend(run.take());
            match han.replace((at..end, true)) {
                Some((previous, _)) => {
                    found.push(previous.start..end);
                    han = Some((at..end, false));
                }
                None => han = Some((at..end, true)),
            }
            continue;
        }
        if let Some((alone, true)) = han.take() {
            found.push(alone);
        }
        if character.is_alphanumeric() {
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
