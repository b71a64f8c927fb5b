//! A word of services that voice input wrote with other characters of the same sound: 免废理发 is 免费理发.
//!
//! Knows nothing of places, which have names of their own, and of what is asked.

use std::collections::HashMap;

use crate::{
    services::Services,
    text::{
        segment,
        sound::sound,
        spans::{char_count, is_han, slice},
    },
};

/// A rarer word is no likelier than the slip.
const FREQUENCY: usize = 100;
/// Characters of the longest word that is looked at.
const LONGEST: usize = 4;
/// Characters that stand alone in good sentences.
const ALONE: &str = "的了吗呢啊呀吧么在有我你您他她它们不没是要想去来给和跟把被让叫说问做办开会能可就也都还又再很太最多少几个位家次回天年月日号点上下里外前后大小老好这那哪谁啥甚咋";
/// A longer text was written with care.
const SPOKEN: usize = 24;

/// Words of services by their sound.
#[derive(Debug, Default)]
pub(super) struct Spelling(HashMap<String, String>);

/// A text put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mended {
    /// All of it.
    pub(super) text: String,
    /// The word that was read.
    pub(super) word: String,
}

impl Spelling {
    /// The words of all service types, and the words that they are made of.
    pub(super) fn of(services: &Services) -> Self {
        let mut words = HashMap::new();
        for service in services.types() {
            let phrases = service.words.iter().chain(&service.hints).chain(&service.asks);
            for phrase in phrases {
                for word in segment::words(phrase).into_iter().map(|word| slice(phrase, word)) {
                    let right_length = (2..=LONGEST).contains(&char_count(word));
                    if right_length && word.chars().all(is_han) && segment::word_frequency(word) >= FREQUENCY
                    {
                        words.insert(sound(word), word.to_owned());
                    }
                }
            }
        }
        Self(words)
    }

    /// The folded text with its first slip put right.
    pub(super) fn mended(&self, folded: &str) -> Option<Mended> {
        if char_count(folded) > SPOKEN {
            return None;
        }
        // The segmenter leaves what it does not know as single characters, or makes words of it.
        let stray = |word: &std::ops::Range<usize>| {
            let text = slice(folded, word.clone());
            let alone = |character: char| is_han(character) && !ALONE.contains(character);
            text.chars().all(alone) && (char_count(text) == 1 || !segment::is_word(text))
        };
        let words = segment::words(folded);
        for (at, first) in words.iter().enumerate() {
            let run = words.iter().skip(at).take_while(|word| stray(word));
            for last in run.take(LONGEST) {
                let written = slice(folded, first.start..last.end);
                if char_count(written) < 2 || segment::is_word(written) {
                    continue;
                }
                if let Some(word) = self.0.get(&sound(written)).filter(|word| *word != written) {
                    let parts = [slice(folded, 0..first.start), word, slice(folded, last.end..folded.len())];
                    return Some(Mended { text: parts.concat(), word: word.clone() });
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_same_sound_are_put_right() {
        let spelling = Spelling::of(&Services::builtin());
        for (text, expected) in [
            ("平城区免废理发", Some("平城区免费理发")),
            ("高龄补帖找谁领", Some("高龄补贴找谁领")),
            ("社区易诊在哪", None),
            ("平城区免费理发", None),
            ("哪里有理发的", None),
            ("", None),
        ] {
            assert_eq!(spelling.mended(text).map(|mended| mended.text).as_deref(), expected, "{text}");
        }
    }
}
