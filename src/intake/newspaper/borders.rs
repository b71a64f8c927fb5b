//! Borders: how likely the characters at the end of one line and those at the beginning of another stand side by side in
//! running text.
//!
//! Counts of one, two and three characters on end, learnt by `tools/fit_page_borders.py`; no text can be read from them.

use std::sync::LazyLock;

static SHIPPED: &[u8] = include_bytes!("borders.bin");

static COUNTS: LazyLock<CharacterCounts> = LazyLock::new(|| CharacterCounts::read(SHIPPED));

/// How the file divides a hash: into a bucket and a mark in it; the rest of an entry is the count's level.
const BUCKETS: usize = 1 << 16;
const MARK_BITS: u64 = 0x7FF;
const LEVEL_BITS: u16 = 5;
/// A level more is so much more of the count's logarithm.
const STEP: f32 = 0.4;
/// Added to counts of two and of three characters, so that what was never seen is not impossible.
const UNSEEN_PAIR: f32 = 0.5;
const UNSEEN_TRIPLE: f32 = 0.3;

/// How often characters were seen.
struct CharacterCounts {
    total: f32,
    /// Where each bucket begins among the entries.
    starts: Vec<u32>,
    entries: Vec<u16>,
}

impl CharacterCounts {
    fn read(bytes: &[u8]) -> Self {
        let (total, rest) = bytes.split_at_checked(4).unwrap_or_default();
        let (lengths, rest) = rest.split_at_checked(BUCKETS).unwrap_or_default();
        let mut starts = vec![0];
        let mut end = 0;
        for length in lengths {
            end += u32::from(*length);
            starts.push(end);
        }
        let total = <[u8; 4]>::try_from(total).map_or(0, u32::from_le_bytes) as f32;
        let entries = rest.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
        Self { total, starts, entries }
    }

    /// How often `characters` were seen on end; 0 for rare ones.
    fn of(&self, characters: &[char]) -> f32 {
        let hash = hash(characters);
        let bucket = (hash >> 40) as usize & (BUCKETS - 1);
        let mark = (hash >> 20 & MARK_BITS) as u16;
        let bounds = self.starts.get(bucket).zip(self.starts.get(bucket + 1));
        let Some((from, to)) = bounds else { return 0.0 };
        let entries = self.entries.get(*from as usize..*to as usize).unwrap_or_default();
        let found = entries.iter().find(|entry| **entry >> LEVEL_BITS == mark);
        found.map_or(0.0, |entry| (f32::from(entry & ((1 << LEVEL_BITS) - 1)) * STEP - STEP).exp())
    }
}

/// FNV-1a over code points.
fn hash(characters: &[char]) -> u64 {
    let mixed = characters.iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, one| {
        (hash ^ u64::from(*one as u32)).wrapping_mul(0x100_0000_01B3)
    });
    mixed ^ (mixed >> 29)
}

/// Straight punctuation stands for full-width marks, and each digit for all.
fn folded(character: char) -> char {
    match character {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '!' => '！',
        '?' => '？',
        '(' => '（',
        ')' => '）',
        '"' => '”',
        digit if digit.is_numeric() => '0',
        other => other,
    }
}

/// How much likelier than by chance `after` goes on where `before` ends: the sum of the logarithms of the ratios for the
/// two characters at the border, and for those two with one more on either side.
pub(super) fn score(before: &str, after: &str) -> f32 {
    let printed = |character: &char| !character.is_whitespace();
    let mut tail = before.chars().rev().filter(printed).map(folded);
    let mut head = after.chars().filter(printed).map(folded);
    let (Some(last), Some(first)) = (tail.next(), head.next()) else { return 0.0 };
    // A straight quotation mark opens at a line's beginning, and closes elsewhere.
    let first = if first == '”' && after.starts_with('"') { '“' } else { first };
    let counts = &*COUNTS;
    let share = |character: char| counts.of(&[character]) / counts.total.max(1.0);
    let ratio = |seen: f32, expected: f32, unseen: f32| ((seen + unseen) / (expected + unseen)).ln();
    let pair = ratio(counts.of(&[last, first]), counts.of(&[last]) * share(first), UNSEEN_PAIR);
    let left = tail.next().map_or(0.0, |second| {
        ratio(counts.of(&[second, last, first]), counts.of(&[second, last]) * share(first), UNSEEN_TRIPLE)
    });
    let right = head.next().map_or(0.0, |second| {
        ratio(counts.of(&[last, first, second]), counts.of(&[first, second]) * share(last), UNSEEN_TRIPLE)
    });
    pair + left + right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_scores_more() {
        for (before, after, other) in [
            ("社区的老", "人们来了", "食堂开张"),
            ("我们要进", "一步做好", "老人免费"),
            ("他说", "：“好", "二楼"),
        ] {
            assert!(score(before, after) > score(before, other) + 1.0, "{before}|{after}");
        }
        assert_eq!(score("", "社区"), 0.0);
    }
}
