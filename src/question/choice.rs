//! Which of the acts that a turn may be it is taken for: below its bar nothing is assumed, and it is a question.
//!
//! Knows nothing of what was said before.

use crate::{
    acts::{Act, ActReading},
    text::{normalize::fold, spans::is_han},
};

/// What is refused must be this likely: a question on a service that is refused is a harm of its own.
const REFUSED: f32 = 0.5;
/// Small talk must be this likely.
const TALK: f32 = 0.5;

/// What a turn is taken for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActChoice {
    /// The act.
    pub(crate) act: Act,
    /// How likely it is, 0 to 1.
    pub(crate) probability: f32,
}

/// Letters of a word that nobody wrote by chance.
const LATIN: usize = 3;

/// What is known without the classifier: nothing to read, or another language but for the few words of it that everybody
/// knows.
pub(super) fn without_reading(text: &str) -> Option<Act> {
    let folded = fold(text);
    if !folded.chars().any(char::is_alphanumeric) {
        return Some(Act::Unreadable);
    }
    let letters = folded.chars().filter(|character| character.is_alphabetic()).count();
    if folded.chars().any(is_han) {
        return None;
    }
    if letters < LATIN {
        // 666, -1; the numbers to call are known as emergencies.
        return Some(Act::Unreadable);
    }
    let squeezed: String = folded.chars().filter(|character| character.is_alphanumeric()).collect();
    Some(match squeezed.as_str() {
        "hi" | "hello" | "hey" | "nihao" | "ninhao" => Act::Greeting,
        "thanks" | "thankyou" | "thx" | "xiexie" | "ok" => Act::Thanks,
        "bye" | "byebye" | "goodbye" | "zaijian" => Act::Goodbye,
        _ => Act::OtherLanguage,
    })
}

/// The likeliest of the acts of a kind, with the probability of all of them: a dose or a diagnosis, whichever it is, it is
/// refused. Of none, a question with no probability.
pub(crate) fn likeliest(acts: &[(Act, f32)], of_kind: impl Fn(Act) -> bool) -> ActChoice {
    let kind = acts.iter().filter(|(act, _)| of_kind(*act));
    let probability = kind.clone().map(|(_, likely)| likely).sum();
    ActChoice { act: kind.clone().next().map_or(Act::Question, |(act, _)| *act), probability }
}

impl Default for ActChoice {
    fn default() -> Self {
        Self { act: Act::Question, probability: 1.0 }
    }
}

impl ActChoice {
    /// Of a text that stands alone: whatever goes on from something else is a question here.
    pub(super) fn of_question(reading: &ActReading, text: &str) -> Self {
        if let Some(act) = without_reading(text) {
            return Self { act, probability: 1.0 };
        }
        let alone = |act: Act| act.is_talk() || act.is_refused() || act == Act::Question;
        let asks: f32 = reading.acts.iter().filter(|(act, _)| !alone(*act)).map(|(_, likely)| likely).sum();
        let mut best =
            reading.acts.iter().find(|(act, _)| alone(*act)).copied().unwrap_or((Act::Question, 0.0));
        for kind in [likeliest(&reading.acts, Act::is_talk), likeliest(&reading.acts, Act::is_refused)] {
            if kind.probability > best.1 {
                best = (kind.act, kind.probability);
            }
        }
        let bar = if best.0.is_refused() { REFUSED } else { TALK };
        let (act, probability) = if best.0 != Act::Question && best.1 >= bar && best.1 > asks {
            best
        } else {
            (Act::Question, 1.0)
        };
        Self { act, probability }
    }

    /// The papers are asked.
    pub(crate) fn is_searched_for(self) -> bool {
        !self.act.is_talk() && !self.act.is_refused()
    }
}
