//! Word vectors: how near two words, or a question and a passage, are in meaning.
//!
//! Knows nothing of indexes, questions' slots or ranking. Words go in, vectors come out ([`Vectors`], [`mean`]). The
//! table (`vectors.bin`) is made by `tools/distill_vectors.py`; see `meaning/VECTORS.md` for its origin and licence.

mod table;

pub(crate) use table::{DIMS, Vectors, WordId};

use crate::text::{normalize::fold, segment, spans::slice};

/// The words of a text that the table knows, with their weights; an unknown word stands as its known parts.
#[must_use]
pub(crate) fn known_words(vectors: &Vectors, words: &[&str]) -> Vec<WordId> {
    let mut known = Vec::with_capacity(words.len());
    for word in words {
        match vectors.find(word) {
            Some(id) => known.push(id),
            None if word.chars().nth(WORD).is_none() => parts(vectors, word, &mut known),
            None => {}
        }
    }
    known
}

/// Characters of the longest word of Chinese in the table: a longer piece is not looked up.
const LONGEST: usize = 10;
/// A word longer than this is a number or an address, and has no parts that mean anything.
const WORD: usize = 32;

/// The longest known pieces of an unknown word, from its beginning.
fn parts(vectors: &Vectors, word: &str, known: &mut Vec<WordId>) {
    let mut rest = word;
    while !rest.is_empty() {
        let ends: Vec<usize> =
            rest.char_indices().take(LONGEST).map(|(at, character)| at + character.len_utf8()).collect();
        let piece = ends.iter().rev().find_map(|end| {
            let piece = crate::text::spans::slice(rest, 0..*end);
            (piece.len() < word.len()).then(|| vectors.find(piece)).flatten().map(|id| (id, *end))
        });
        let step = match piece {
            Some((id, end)) => {
                known.push(id);
                end
            }
            None => ends.first().copied().unwrap_or(rest.len()),
        };
        rest = crate::text::spans::slice(rest, step..rest.len());
    }
}

/// Weighted mean of the words' vectors, scaled to unit length; all zero when no word is known.
#[must_use]
pub(crate) fn mean(vectors: &Vectors, words: &[WordId]) -> [f32; DIMS] {
    let mut sum = [0.0; DIMS];
    for word in words {
        vectors.add(*word, vectors.weight(*word), &mut sum);
    }
    let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
    if length > 0.0 {
        sum.iter_mut().for_each(|value| *value /= length);
    }
    sum
}

/// The line whose mean vector is nearest to that of `text`; none where nothing is near.
#[must_use]
pub(crate) fn nearest_line(text: &str, lines: &[String]) -> Option<usize> {
    const NEAR: f32 = 0.35;
    let vectors = Vectors::builtin();
    let of = |text: &str| {
        let folded = fold(text);
        let words: Vec<&str> = segment::words(&folded).into_iter().map(|word| slice(&folded, word)).collect();
        mean(&vectors, &known_words(&vectors, &words))
    };
    let asked = of(text);
    let cosine = |line: &String| of(line).iter().zip(&asked).map(|(left, right)| left * right).sum::<f32>();
    let nearest = lines.iter().map(cosine).enumerate().max_by(|left, right| left.1.total_cmp(&right.1));
    nearest.filter(|(_, near)| *near >= NEAR).map(|(at, _)| at)
}

/// A unit vector in one byte a dimension: `round(127 · value / greatest)`.
#[must_use]
pub(crate) fn quantise(vector: &[f32; DIMS]) -> [i8; DIMS] {
    let top = vector.iter().fold(0.0_f32, |top, value| top.max(value.abs()));
    if top == 0.0 {
        return [0; DIMS];
    }
    vector.map(|value| (127.0 * value / top).round() as i8)
}

/// A quantised vector in two bytes a dimension, for many products.
#[must_use]
pub(crate) fn widened(vector: &[i8; DIMS]) -> [i16; DIMS] {
    vector.map(i16::from)
}

/// Scalar product of two quantised vectors.
#[must_use]
pub(crate) fn product(left: &[i16; DIMS], right: &[i8; DIMS]) -> i32 {
    left.iter().zip(right).map(|(left, right)| i32::from(*left) * i32::from(*right)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_word_stands_as_its_longest_parts() {
        let vectors = Vectors::builtin();
        let ids = |words: &[&str]| words.iter().filter_map(|word| vectors.find(word)).collect::<Vec<_>>();
        assert!(vectors.find("社区理发新时代文明实践中心").is_none());
        let parts = ["社区", "理发", "新时代文明实践中心"];
        assert_eq!(known_words(&vectors, &["社区理发新时代文明实践中心"]), ids(&parts));
        assert!(known_words(&vectors, &["1".repeat(33).as_str()]).is_empty());
    }
}
