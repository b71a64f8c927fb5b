//! Characters that sound the same, tones left out: a register keyboard writes 平成区 for 平城区.
//!
//! Knows nothing of places.

use std::{collections::HashMap, sync::LazyLock};

/// For each common character the number of its syllable; one line of the table is one syllable.
static SYLLABLES: LazyLock<HashMap<char, u16>> = LazyLock::new(|| {
    let lines = include_str!("homophones.txt").lines().zip(0..);
    lines.flat_map(|(line, syllable)| line.chars().map(move |character| (character, syllable))).collect()
});

/// A key that two texts share when they sound the same.
pub(super) fn sound_of(text: &str) -> Vec<u32> {
    // Characters without a syllable stand for themselves, above all syllable numbers.
    let sound = |character: char| {
        SYLLABLES.get(&character).map_or_else(|| u32::from(character) + 1000, |&syllable| syllable.into())
    };
    text.chars().map(sound).collect()
}

/// Number of characters that differ; the texts have the same length.
pub(super) fn differences(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).filter(|(one, other)| one != other).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn homophones_share_a_sound() {
        let cases = [
            ("平成区", "平城区", true),
            ("天月", "天悦", true),
            ("平城", "平定", false),
            ("绿园", "旅园", true),
        ];
        for (one, other, same) in cases {
            assert_eq!(sound_of(one) == sound_of(other), same, "{one} {other}");
        }
    }
}
