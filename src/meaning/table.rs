//! Reads the compiled-in table: words in byte order, weights, scales and int8 vectors.
//!
//! Knows nothing of texts.

use std::sync::LazyLock;

/// Length of a vector: fixed, so that the loops over it are laid out for it.
pub(crate) const DIMS: usize = 128;

/// So many vectors are fetched together: they lie far apart in the table, and waiting for each would take longest of all.
const BLOCK: usize = 16;

static TABLE: &[u8] = include_bytes!("vectors.bin");

/// Position of a word in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordId(pub(crate) u32);

/// The table, read in place: the system pages in what is used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Vectors {
    count: usize,
    offsets: &'static [u8],
    words: &'static [u8],
    weights: &'static [u8],
    scales: &'static [u8],
    values: &'static [[u8; DIMS]],
}

impl Vectors {
    /// The table that ships with the program; empty if its bytes are damaged (a test reads it).
    #[must_use]
    pub(crate) fn builtin() -> Self {
        static BUILTIN: LazyLock<Vectors> = LazyLock::new(|| Vectors::read(TABLE).unwrap_or(Vectors::EMPTY));
        *BUILTIN
    }

    const EMPTY: Self = Self { count: 0, offsets: &[], words: &[], weights: &[], scales: &[], values: &[] };

    fn read(bytes: &'static [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(b"LLWV1\0\0\0")?;
        let header = |index: usize| rest.get(4 * index..4 * index + 4).map(|four| word_at(four, 0) as usize);
        let (count, dims, blob) = (header(0)?, header(1)?, header(2)?);
        let rest = rest.get(16..)?;
        let (offsets, rest) = rest.split_at_checked(4 * (count + 1))?;
        let (words, rest) = rest.split_at_checked(blob.next_multiple_of(4))?;
        let (weights, rest) = rest.split_at_checked(4 * count)?;
        let (scales, values) = rest.split_at_checked(4 * count)?;
        let (values, rest) = values.as_chunks::<DIMS>();
        (dims == DIMS && values.len() == count && rest.is_empty()).then_some(Self {
            count,
            offsets,
            words,
            weights,
            scales,
            values,
        })
    }

    /// Number of words.
    #[must_use]
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    fn word(&self, index: usize) -> &'static [u8] {
        let (from, to) = (word_at(self.offsets, index) as usize, word_at(self.offsets, index + 1) as usize);
        self.words.get(from..to).unwrap_or_default()
    }

    /// The position of a folded word.
    #[must_use]
    pub(crate) fn find(&self, word: &str) -> Option<WordId> {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low.midpoint(high);
            match self.word(middle).cmp(word.as_bytes()) {
                std::cmp::Ordering::Equal => return Some(WordId(middle as u32)),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// How much the word counts in a mean, 0–1: rare words more.
    #[must_use]
    pub(crate) fn weight(&self, word: WordId) -> f32 {
        f32::from_bits(word_at(self.weights, word.0 as usize))
    }

    fn scale(&self, word: WordId) -> f32 {
        f32::from_bits(word_at(self.scales, word.0 as usize))
    }

    fn vector(&self, word: WordId) -> &'static [u8; DIMS] {
        self.values.get(word.0 as usize).unwrap_or(&[0; DIMS])
    }

    /// Adds `factor` times the word's vector.
    pub(crate) fn add(&self, word: WordId, factor: f32, sum: &mut [f32]) {
        let factor = factor * self.scale(word);
        for (sum, value) in sum.iter_mut().zip(self.vector(word)) {
            *sum += factor * f32::from(value.cast_signed());
        }
    }

    /// The words unpacked, for comparing each with many others.
    #[must_use]
    pub(crate) fn unpack(&self, words: &[WordId]) -> Vec<Unpacked> {
        let unpack = |word: &WordId| Unpacked {
            word: *word,
            scale: self.scale(*word),
            values: widened(self.vector(*word)),
        };
        words.iter().map(unpack).collect()
    }

    /// Puts the cosines of each of `others` with the unpacked words behind `cosines`, a row for each; the vectors have unit
    /// length.
    pub(crate) fn cosines(&self, unpacked: &[Unpacked], others: &[WordId], cosines: &mut Vec<f32>) {
        cosines.reserve(unpacked.len() * others.len());
        for block in others.chunks(BLOCK) {
            let mut values = [[0; DIMS]; BLOCK];
            let mut scales = [0.0; BLOCK];
            for ((values, scale), other) in values.iter_mut().zip(&mut scales).zip(block) {
                *values = widened(self.vector(*other));
                *scale = self.scale(*other);
            }
            for ((values, scale), other) in values.iter().zip(scales).zip(block) {
                cosines.extend(unpacked.iter().map(|own| match own.word == *other {
                    true => 1.0,
                    false => dot(&own.values, values) as f32 * own.scale * scale,
                }));
            }
        }
    }
}

/// A word with its vector, ready for many comparisons.
#[derive(Clone, Debug)]
pub(crate) struct Unpacked {
    word: WordId,
    scale: f32,
    values: [i16; DIMS],
}

fn widened(bytes: &[u8; DIMS]) -> [i16; DIMS] {
    bytes.map(|value| i16::from(value.cast_signed()))
}

/// Scalar product; the values come from bytes, so the sum stays far below the limit.
fn dot(left: &[i16; DIMS], right: &[i16; DIMS]) -> i32 {
    left.iter().zip(right).map(|(left, right)| i32::from(*left) * i32::from(*right)).sum()
}

/// The little-endian number at position `index`; 0 outside.
fn word_at(bytes: &[u8], index: usize) -> u32 {
    let four = bytes.get(4 * index..4 * index + 4).and_then(|four| <[u8; 4]>::try_from(four).ok());
    four.map_or(0, u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_finds_every_word_and_knows_likeness() {
        let vectors = Vectors::builtin();
        assert!(vectors.count() > 10_000);
        for index in (0..vectors.count()).step_by(997) {
            let word = std::str::from_utf8(vectors.word(index)).unwrap();
            assert_eq!(vectors.find(word), Some(WordId(index as u32)), "{word}");
        }
        let id = |word: &str| vectors.find(word).unwrap();
        let mut cosines = Vec::new();
        vectors.cosines(&vectors.unpack(&[id("大夫"), id("垃圾"), id("医生")]), &[id("医生")], &mut cosines);
        assert!(cosines[0] > cosines[1] && cosines[2] == 1.0, "{cosines:?}");
        assert!(vectors.find("不存在的一个词").is_none());
    }

    #[test]
    fn damaged_bytes_are_no_table() {
        for bytes in [&b""[..], b"LLWV1\0\0\0", b"LLWV1\0\0\0\xff\xff\xff\xff\0\0\0\0\0\0\0\0\0\0\0\0"] {
            assert!(Vectors::read(bytes).is_none());
        }
    }
}
