//! Our cuts of Chinese text as tantivy tokenizers. Text is folded before it comes here.
//!
//! Knows nothing of which field uses which cut.

use std::ops::Range;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::{
    segment::{bigrams, search_words},
    spans::slice,
};

pub(super) const PAIRS: &str = "character_pairs";
pub(super) const WORDS: &str = "words";

pub(super) fn register(index: &tantivy::Index) {
    index.tokenizers().register(PAIRS, Cut(bigrams));
    index.tokenizers().register(WORDS, Cut(search_words));
}

/// A cut of a text into byte ranges.
#[derive(Clone)]
struct Cut(fn(&str) -> Vec<Range<usize>>);

struct Stream<'a> {
    text: &'a str,
    ranges: std::vec::IntoIter<Range<usize>>,
    token: Token,
}

impl Tokenizer for Cut {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream { text, ranges: (self.0)(text).into_iter(), token: Token::default() }
    }
}

impl TokenStream for Stream<'_> {
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
