//! A text as what the classifier sees of it: characters, syllables and words in runs, and the mean of its word vectors.
//!
//! Knows nothing of acts.

use crate::{
    meaning::{self, DIMS, Vectors},
    text::{normalize::fold, segment, sound::syllable, spans::slice},
};

/// Longer texts are read by their beginning and end: what is said in between is a story.
const READ_CHARS: usize = 120;
/// Weight of the mean vector beside the pieces, which together have length 1.
const VECTOR_WEIGHT: f32 = 2.0;

/// A piece of a text: a run of characters, syllables or words, as a number.
pub(super) type Piece = u64;

/// What is seen of a text.
#[derive(Clone, Debug)]
pub(super) struct Features {
    /// Its distinct pieces, ascending.
    pub(super) pieces: Vec<Piece>,
    /// Mean of its word vectors.
    pub(super) vector: [f32; DIMS],
}

impl Features {
    /// Of any text.
    pub(super) fn of(text: &str) -> Self {
        let characters = readable(text);
        let mut pieces = Vec::with_capacity(characters.len() * 8);
        runs(
            &characters,
            3,
            |run| hash(b'c', run.iter().map(|character| u64::from(u32::from(*character)))),
            &mut pieces,
        );
        let syllables: Vec<u64> = characters
            .iter()
            .map(|character| match syllable(*character) {
                Some(syllable) => hash(b's', syllable.bytes().map(u64::from)),
                None => u64::from(u32::from(*character)),
            })
            .collect();
        runs(&syllables, 3, |run| hash(b'p', run.iter().copied()), &mut pieces);
        let spoken: String = characters.iter().collect();
        let words: Vec<&str> = segment::words(&spoken).into_iter().map(|word| slice(&spoken, word)).collect();
        let numbers: Vec<u64> = words.iter().map(|word| hash(b'w', word.bytes().map(u64::from))).collect();
        pieces.extend(&numbers);
        // Two words, however far apart: 老伴 … 不应.
        for (at, left) in numbers.iter().enumerate() {
            for right in numbers.iter().skip(at + 1).take(4) {
                pieces.push(hash(b'2', [*left, *right]));
            }
        }
        pieces.push(hash(b'l', [u64::from(characters.len().ilog2())]));
        pieces.sort_unstable();
        pieces.dedup();
        let vectors = Vectors::builtin();
        let mut vector = meaning::mean(&vectors, &meaning::known_words(&vectors, &words));
        vector.iter_mut().for_each(|value| *value *= VECTOR_WEIGHT);
        Self { pieces, vector }
    }

    /// The pieces of a text that can be read: runs of characters, and words.
    pub(super) fn readable_pieces(text: &str) -> Vec<(String, Piece)> {
        let characters = readable(text);
        let spoken: String = characters.iter().collect();
        let mut named = Vec::new();
        for length in 1..=3 {
            named.extend(characters.windows(length).map(|run| {
                (
                    run.iter().collect(),
                    hash(b'c', run.iter().map(|character| u64::from(u32::from(*character)))),
                )
            }));
        }
        named.extend(segment::words(&spoken).into_iter().map(|word| {
            let word = slice(&spoken, word);
            (word.to_owned(), hash(b'w', word.bytes().map(u64::from)))
        }));
        named
    }

    /// The value of each piece: together they have length 1, so that a long text speaks no louder.
    pub(super) fn value(&self) -> f32 {
        1.0 / (self.pieces.len().max(1) as f32).sqrt()
    }
}

/// Folded letters and characters between two marks, a mark for each stretch of punctuation, a digit for every number.
fn readable(text: &str) -> Vec<char> {
    const MARK: char = '。';
    let mut read = vec![MARK];
    for character in fold(text).chars() {
        let character = match character {
            _ if character.is_ascii_digit() => '0',
            _ if character.is_alphanumeric() => character,
            _ => MARK,
        };
        if !(matches!(character, MARK | '0') && read.last() == Some(&character)) {
            read.push(character);
        }
    }
    if read.last() != Some(&MARK) {
        read.push(MARK);
    }
    if read.len() > READ_CHARS {
        let half = READ_CHARS / 2;
        let end = read.split_off(read.len() - half);
        read.truncate(half);
        read.extend(end);
    }
    read
}

/// Every run of 1 to `longest` items.
fn runs<T>(items: &[T], longest: usize, piece: impl Fn(&[T]) -> Piece, pieces: &mut Vec<Piece>) {
    for length in 1..=longest {
        pieces.extend(items.windows(length).map(&piece));
    }
}

/// FNV-1a over numbers, begun with the kind of piece.
fn hash(kind: u8, numbers: impl IntoIterator<Item = u64>) -> Piece {
    let step = |hash: u64, number: u64| (hash ^ number).wrapping_mul(0x0100_0000_01b3);
    let mixed = numbers.into_iter().fold(step(0xcbf2_9ce4_8422_2325, u64::from(kind)), step);
    // The low bits choose a place in the vocabulary's table.
    mixed ^ (mixed >> 29)
}
