//! Every mention of time in a text, with its days.
//!
//! Knows nothing of what happens on them.

use std::ops::Range;

use jiff::civil::Date;

use crate::{
    article::PartialDate,
    text::{sentences::sentences, spans::slice},
};

use super::{
    expressions::expressions,
    mention::TimeMention,
    resolve::{Frame, resolve},
    span::DateSpan,
    tone::{Tone, tone},
    written::TimeExpression,
};

/// From which day relative and yearless dates count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reference {
    /// Publication date of the text.
    pub(crate) published: Option<PartialDate>,
    /// The day on which somebody speaks; counts when there is no publication date.
    pub(crate) today: Option<Date>,
}

impl Reference {
    /// The days that the day of reference may be.
    pub(super) fn anchor(&self) -> Option<DateSpan> {
        self.published
            .map(|date| DateSpan { first: date.first_day(), last: date.last_day() })
            .or(self.today.map(DateSpan::day))
    }
}

/// A mention with what was written and the sentence around it.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) mention: TimeMention,
    pub(super) written: TimeExpression,
    /// Position among the sentences.
    pub(super) sentence: usize,
}

/// A sentence and its tone.
#[derive(Clone, Debug)]
pub(super) struct TonedSentence {
    pub(super) range: Range<usize>,
    pub(super) tone: Tone,
}

/// The sentences of `text` and the mentions in them.
pub(super) fn placed(text: &str, reference: &Reference) -> (Vec<TonedSentence>, Vec<Placed>) {
    let told: Vec<TonedSentence> = sentences(text)
        .into_iter()
        .map(|range| TonedSentence { tone: tone(slice(text, range.clone())), range })
        .collect();
    let mut frame = Frame { anchor: reference.anchor(), ..Frame::default() };
    let mut found = Vec::new();
    let mut sentence = 0;
    for expression in expressions(text) {
        let before = sentence;
        while told.get(sentence + 1).is_some_and(|next| next.range.start <= expression.range.start) {
            sentence += 1;
        }
        if sentence != before {
            frame.year = None;
        }
        frame.lean = told.get(sentence).map(|told| told.tone.lean()).unwrap_or_default();
        let when = resolve(&expression.written, &mut frame);
        let mention = TimeMention { range: expression.range, when };
        found.push(Placed { mention, written: expression.written, sentence });
    }
    (told, found)
}

#[cfg(test)]
mod tests;
