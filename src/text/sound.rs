//! How characters sound, tones left out: the home of pinyin.
//!
//! Knows nothing of words.

use pinyin::ToPinyin;

/// The syllable of a Han character, `zhi`; none of anything else.
#[must_use]
pub(crate) fn syllable(character: char) -> Option<&'static str> {
    character.to_pinyin().map(|syllable| syllable.plain())
}

/// The syllables of a text, joined; characters without one stand for themselves.
#[must_use]
pub(crate) fn sound(text: &str) -> String {
    let mut sound = String::with_capacity(3 * text.len());
    for character in text.chars() {
        match syllable(character) {
            Some(syllable) => sound.push_str(syllable),
            None => sound.push(character),
        }
        sound.push(' ');
    }
    sound
}
