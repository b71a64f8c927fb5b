//! Our cuts of Chinese text as tantivy tokenizers. Text is folded before it comes here.
//!
//! Knows nothing of which field uses which cut.

use std::ops::Range;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::{
    segment::{bigrams, search_words},
    spans::slice,
};

pub(super) const BIGRAMS: &str = "character_pairs";
pub(super) const WORDS: &str = "words";

pub(super) fn register(index: &tantivy::Index) {
    index.tokenizers().register(BIGRAMS, RangeTokenizer(bigrams));
    index.tokenizers().register(WORDS, RangeTokenizer(search_words));
}

/// A cut of a text into byte ranges.
#[derive(Clone)]
struct RangeTokenizer(fn(&str) -> Vec<Range<usize>>);

struct RangeTokenStream<'a> {
    text: &'a str,
    ranges: std::vec::IntoIter<Range<usize>>,
    token: Token,
}

impl Tokenizer for RangeTokenizer {
    type TokenStream<'a> = RangeTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> RangeTokenStream<'a> {
        RangeTokenStream { text, ranges: (self.0)(text).into_iter(), token: Token::default() }
    }
}

impl TokenStream for RangeTokenStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(range) = self.ranges.next() else { return false };
        self.token.text.clear();
        self.token.text.push_str(slice(self.text, range.clone()));
        self.token.offset_from = range.start;
        self.token.offset_to = range.end;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
