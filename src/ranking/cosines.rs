//! Cosines of the question's words with every word of the articles that are compared: they share most of theirs.
//!
//! Knows nothing of sections or signals.

use super::{features::ArticleFeatures, query::Query};
use crate::meaning::{Vectors, WordId};

/// One row for each word of the articles, one column for each word of the question.
#[derive(Debug)]
pub(super) struct Cosines {
    asked: Vec<WordId>,
    /// For each word of the table: its row, from 1 on; 0 for a word of no compared article.
    rows: Vec<u16>,
    /// Row after row; the row 0 holds zeros.
    values: Vec<f32>,
}

impl Cosines {
    pub(super) fn new<'a>(query: &Query<'_>, articles: impl Iterator<Item = &'a ArticleFeatures>) -> Self {
        let vectors = Vectors::builtin();
        let mut asked: Vec<WordId> = Vec::new();
        for id in query.words.iter().filter(|word| word.is_compared()).flat_map(|word| &word.ids) {
            if !asked.contains(id) {
                asked.push(*id);
            }
        }
        let mut rows = vec![0_u16; vectors.count()];
        let mut words: Vec<WordId> = Vec::new();
        for word in articles.flat_map(ArticleFeatures::vocabulary) {
            let Some(row) = rows.get_mut(word.0 as usize).filter(|row| **row == 0) else { continue };
            words.push(*word);
            // The table has fewer words than this can count; one too many would only be unlike everything.
            *row = u16::try_from(words.len()).unwrap_or(0);
        }
        let mut values = vec![0.0; asked.len()];
        vectors.cosines(&vectors.unpack(&asked), &words, &mut values);
        Self { asked, rows, values }
    }

    /// Number of columns.
    pub(super) fn columns(&self) -> usize {
        self.asked.len()
    }

    /// The column of a word of the question.
    pub(super) fn column(&self, word: WordId) -> Option<usize> {
        self.asked.iter().position(|known| *known == word)
    }

    /// Where the rows of an article's words begin.
    pub(super) fn starts(&self, words: &[WordId]) -> Vec<usize> {
        let row = |word: &WordId| self.rows.get(word.0 as usize).copied().unwrap_or(0);
        words.iter().map(|word| usize::from(row(word)) * self.asked.len()).collect()
    }

    /// The row that begins at `start`.
    pub(super) fn row(&self, start: usize) -> &[f32] {
        self.values.get(start..start + self.asked.len()).unwrap_or_default()
    }
}
