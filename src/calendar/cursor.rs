//! A place in folded text from which words and numbers are taken one after another; copying it makes going back free.
//!
//! Knows nothing of dates.

use super::numerals::{is_numeral, leading_number};

/// A position in a text, and the character before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    rest: &'a str,
    at: usize,
    before: Option<char>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, at: 0, before: None }
    }

    /// Byte offset in the text.
    pub(super) fn at(self) -> usize {
        self.at
    }

    /// What is still to be read.
    pub(super) fn rest(self) -> &'a str {
        self.rest
    }

    pub(super) fn before(self) -> Option<char> {
        self.before
    }

    pub(super) fn peek(self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Steps over one character.
    pub(super) fn bump(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let character = characters.next()?;
        self.rest = characters.as_str();
        self.at += character.len_utf8();
        self.before = Some(character);
        Some(character)
    }

    /// Steps over `word` if it stands here.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        let Some(rest) = self.rest.strip_prefix(word) else { return false };
        self.rest = rest;
        self.at += word.len();
        self.before = word.chars().next_back().or(self.before);
        true
    }

    /// Steps over the first of `words` that stands here; longer words must come before their own beginnings.
    pub(super) fn eat_any(&mut self, words: &[&'static str]) -> Option<&'static str> {
        words.iter().copied().find(|word| self.eat(word))
    }

    /// True when one of `words` stands here.
    pub(super) fn sees(self, words: &[&str]) -> bool {
        words.iter().any(|word| self.rest.starts_with(word))
    }

    /// True when the character before is one of `characters`.
    pub(super) fn follows(self, characters: &str) -> bool {
        self.before.is_some_and(|before| characters.contains(before))
    }

    /// True when the character before is a digit or a numeral.
    pub(super) fn follows_number(self) -> bool {
        self.before.is_some_and(|before| before.is_ascii_digit() || is_numeral(before))
    }

    /// Steps over one or two blanks, as scanned pages have them inside dates.
    pub(super) fn skip_blanks(&mut self) {
        for _ in 0..2 {
            if !(self.eat(" ") || self.eat("\n")) {
                return;
            }
        }
    }

    /// A numeral in Arabic digits or Chinese characters.
    pub(super) fn number(&mut self) -> Option<u32> {
        let (value, length) = leading_number(self.rest)?;
        let word = self.rest.get(..length)?;
        self.eat(word);
        Some(value)
    }

    /// A numeral that is a day, a month, an hour: between `least` and `most`.
    pub(super) fn small(&mut self, least: i8, most: i8) -> Option<i8> {
        let mut ahead = *self;
        let value = i8::try_from(ahead.number()?).ok()?;
        if !(least..=most).contains(&value) {
            return None;
        }
        *self = ahead;
        Some(value)
    }
}
