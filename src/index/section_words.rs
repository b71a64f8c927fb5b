//! The known words of an article, section by section: found once when it is indexed, read at every question.
//!
//! Knows nothing of questions or of what the words are compared with.

use std::ops::Range;

use crate::{
    article::Article,
    meaning::{self, Vectors, WordId},
    text::{normalize::fold, segment, spans::slice},
};

/// The words that the vector table knows: of the headline, then of each unit of the body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SectionWords {
    /// All words, section after section.
    words: Vec<WordId>,
    /// Where each section's words end.
    ends: Vec<u32>,
}

impl SectionWords {
    /// Segments the headline and the `units` of the body.
    #[must_use]
    pub(crate) fn of(article: &Article, units: &[Range<usize>]) -> Self {
        let vectors = Vectors::builtin();
        let head = article.headlines();
        let units = units.iter().map(|unit| slice(&article.body, unit.clone()));
        let mut sections = Self::default();
        for text in std::iter::once(head.as_str()).chain(units) {
            let text = fold(text);
            let words: Vec<&str> = segment::words(&text).into_iter().map(|word| slice(&text, word)).collect();
            sections.words.extend(meaning::known_words(&vectors, &words));
            sections.ends.push(sections.words.len() as u32);
        }
        sections
    }

    /// The words of a section; none beyond the last.
    #[must_use]
    pub(crate) fn section(&self, section: usize) -> &[WordId] {
        let end = |index: usize| self.ends.get(index).copied().unwrap_or(0) as usize;
        let start = section.checked_sub(1).map_or(0, end);
        self.words.get(start..end(section)).unwrap_or_default()
    }

    /// As bytes: how many sections, their ends, the words, each number little-endian in four bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let count = std::iter::once(self.ends.len() as u32);
        let numbers = count.chain(self.ends.iter().copied()).chain(self.words.iter().map(|word| word.0));
        numbers.flat_map(u32::to_le_bytes).collect()
    }

    /// What [`SectionWords::to_bytes`] made; none of bytes that it did not make.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (numbers, rest) = bytes.as_chunks::<4>();
        let mut numbers = numbers.iter().map(|four| u32::from_le_bytes(*four));
        let count = numbers.next()? as usize;
        let ends: Vec<u32> = numbers.by_ref().take(count).collect();
        let words: Vec<WordId> = numbers.map(WordId).collect();
        let fits = ends.len() == count && ends.last().copied().unwrap_or(0) as usize == words.len();
        (fits && rest.is_empty()).then_some(Self { words, ends })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_they_were_written() {
        let article = Article { body: "社区免费理发。老人都来。".into(), ..Article::default() };
        let words = SectionWords::of(&article, &crate::passage::units(&article.body, &[]));
        assert!(words.section(0).is_empty(), "there is no headline");
        assert!(!words.section(1).is_empty() && !words.section(2).is_empty());
        assert!(words.section(3).is_empty());
        let bytes = words.to_bytes();
        assert_eq!(SectionWords::from_bytes(&bytes), Some(words));
        for cut in [&bytes[..bytes.len() - 1], &bytes[..bytes.len() - 4], &[1, 2], &[]] {
            assert_eq!(SectionWords::from_bytes(cut), None, "{cut:?}");
        }
    }
}
