//! Whether somebody needs help now: certain words and what was learnt from examples, weighed together.
//!
//! Knows nothing of search. A miss does harm, a false alarm costs a line: so there are two steps, sure and possible.

use super::{Advice, HelpCertainty, Lexicon};
use crate::{
    acts::ActReading,
    text::spans::{char_count, is_han},
};

/// From here on it is taken for sure, and for possible (`docs/quality.md` has the figures of both).
const SURE: f32 = 0.98;
const POSSIBLE: f32 = 0.06;
/// What certain words add to the log-odds.
const CERTAIN_WORDS: f32 = 4.5;
/// A clause speaks for itself from this length on: 「触电昏迷了，我有保险怎么办」 is judged by its first half.
const CLAUSE: usize = 5;
/// Of so few characters little can be learnt: 他火了.
const SHORT: usize = 5;
/// What they lack of the log-odds.
const SHORT_LACKS: f32 = 1.0;
/// What a clause by itself lacks of the log-odds of a whole message.
const CLAUSE_ALONE: f32 = 0.7;
/// What a clause that sounds worse than the whole weighs beside it: of 「跑单累了，哪儿能坐会儿喝口水」 the first half
/// alone could be anything.
const CLAUSE_SHARE: f32 = 0.5;

/// Help that somebody needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HelpNeeded {
    /// Whom to call and what to do.
    pub(crate) advice: Advice,
    /// How sure it is.
    pub(crate) certainty: HelpCertainty,
    /// How likely it is, in hundredths.
    pub(crate) percent: u8,
}

impl HelpNeeded {
    /// Something is surely happening now.
    pub(super) fn is_sure(&self) -> bool {
        self.certainty == HelpCertainty::Sure
    }
}

/// The help that is needed, if any; `reading` is that of the whole text.
pub(super) fn help_needed(text: &str, reading: &ActReading, lexicon: &Lexicon) -> Option<HelpNeeded> {
    // One word is enough, whatever was learnt of words in sentences.
    if let Some(advice) = lexicon.emergencies.named(text) {
        return Some(HelpNeeded { advice, certainty: HelpCertainty::Sure, percent: 100 });
    }
    let certain = lexicon.emergencies.recognise(text);
    // Nothing was learnt of other scripts.
    if certain.is_none() && !text.chars().any(is_han) {
        return None;
    }
    let mut odds = log_odds(reading.now);
    let mut situation = reading.situation.clone();
    let clauses: Vec<&str> = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|clause| char_count(clause) >= CLAUSE)
        .collect();
    if clauses.len() > 1 {
        let mut worst = odds;
        for clause in clauses {
            let alone = lexicon.acts.read(clause);
            let own = log_odds(alone.now) - CLAUSE_ALONE;
            if own > worst {
                worst = own;
                situation = alone.situation;
            }
        }
        odds += CLAUSE_SHARE * (worst - odds);
    }
    if char_count(text) <= SHORT {
        odds -= SHORT_LACKS;
    }
    if let Some(certain) = &certain {
        odds += CERTAIN_WORDS;
        situation.clone_from(&certain.name);
    }
    let probability = 1.0 / (1.0 + (-odds).exp());
    let certainty = if probability >= SURE {
        HelpCertainty::Sure
    } else if probability >= POSSIBLE {
        HelpCertainty::Possible
    } else {
        return None;
    };
    let advice = certain.or_else(|| lexicon.emergencies.advice(&situation))?;
    Some(HelpNeeded { advice, certainty, percent: (probability * 100.0) as u8 })
}

fn log_odds(probability: f32) -> f32 {
    let bounded = probability.clamp(1e-4, 1.0 - 1e-4);
    (bounded / (1.0 - bounded)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danger_is_told_from_questions_about_it() {
        let lexicon = Lexicon::from_files(&[]).0;
        let certainty = |text: &str| {
            let help = help_needed(text, &lexicon.acts.read(text), &lexicon);
            help.map(|help| (help.certainty, help.advice.call.first().map(|call| call.0.clone())))
        };
        for (text, number) in [
            ("家里着火了快来人", "119"),
            ("我爸突然昏倒了叫不应", "120"),
            ("厨房着火了，我有保险怎么办", "119"),
            ("我不想活了", "12356"),
        ] {
            assert_eq!(certainty(text), Some((HelpCertainty::Sure, Some(number.to_owned()))), "{text}");
        }
        for text in ["110", "120", "着火", "救命", "中暑了"] {
            assert!(matches!(certainty(text), Some((HelpCertainty::Sure, _))), "{text}");
        }
        assert!(certainty("我头晕得厉害心口也闷").is_some());
        for text in ["平城区哪里有免费理发", "谢谢", "消防知识讲座在哪儿听", "hello 123", ""]
        {
            assert_eq!(certainty(text), None, "{text}");
        }
    }
}
