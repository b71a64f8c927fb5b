//! Whether a turn is about the notice on the table, or asks for something else.
//!
//! A logistic regression over a few signs: how the turn reads by itself, what the notice has of its words, and what would be
//! found for it alone. Knows nothing of what is done with either.

use jiff::civil::Date;

use super::{Retriever, questions::AloneAnswer};
use crate::{
    acts::Act,
    answer::{Answer, Detail, OutcomeKind, PlaceFrom},
    article::{ArticleId, Fit, PlacePath},
    question::{ActChoice, QuestionRequest, TurnReading},
    text::spans::char_count,
};

/// Signs of the turn's words, and of what it would be answered alone.
const WORD_SIGNS: usize = 8;
const ALONE_SIGNS: usize = 3;
/// Their weights and the constant, by `tools/fit_turns.py`; `docs/quality.md` has the figures.
const WORD_WEIGHTS: [f32; WORD_SIGNS] = [0.38, -0.36, -1.44, -1.15, 4.16, -0.58, 3.03, 0.92];
const ALONE_WEIGHTS: [f32; ALONE_SIGNS] = [1.42, -1.46, -0.86];
const BIAS: f32 = -1.67;
/// The log-odds that what it would be answered alone adds at most, and at least: answered elsewhere counts up to 1.5.
const ALONE_AT_MOST: f32 = 1.42;
const ALONE_AT_LEAST: f32 = -1.46 * 1.5 - 0.86;
/// No probability of an act is nearer to 0 or 1 than this.
const NEAREST: f32 = 0.002;
/// A word this heavy, in units of BM25's idf, is as heavy as any.
const HEAVY: f32 = 4.0;

/// A turn after a notice was shown.
#[derive(Clone, Copy, Debug)]
pub struct TurnAfterNotice<'a> {
    /// The notice.
    pub notice: &'a ArticleId,
    /// What was said.
    pub said: &'a str,
    /// Where the asker lives.
    pub own_place: Option<&'a PlacePath>,
    /// The bot's home place.
    pub home: Option<&'a PlacePath>,
    /// The day of asking.
    pub today: Date,
}

impl TurnAfterNotice<'_> {
    /// The turn is likelier about the notice than not; none where the notice cannot be read any more. `alone` is what it would
    /// be answered as a question of its own: that is looked up only where the words leave it open.
    pub(super) fn is_about_it(
        &self,
        retriever: &dyn Retriever,
        reading: &TurnReading,
        alone: &AloneAnswer<'_>,
    ) -> Option<bool> {
        let detail = self.detail(retriever, reading)?;
        let odds = BIAS + weighed(&self.word_signs(reading, &detail), &WORD_WEIGHTS);
        if odds + ALONE_AT_MOST < 0.0 {
            return Some(false);
        }
        if odds + ALONE_AT_LEAST > 0.0 {
            return Some(true);
        }
        let signs = self.alone_signs(alone.as_ref()?, &detail);
        Some(odds + weighed(&signs, &ALONE_WEIGHTS) > 0.0)
    }

    /// What speaks for the notice and against it, in the order of the weights.
    #[must_use]
    pub fn signs(&self, retriever: &dyn Retriever) -> Option<Vec<f32>> {
        let reading = retriever.read_turn(self.said);
        let detail = self.detail(retriever, &reading)?;
        let alone = retriever.weigh(&self.request(Act::Question)).into_iter().next()?;
        Some([&self.word_signs(&reading, &detail)[..], &self.alone_signs(&alone, &detail)].concat())
    }

    /// The turn by itself is likelier about the notice than not.
    #[must_use]
    pub fn seems_about_it(&self, retriever: &dyn Retriever) -> Option<bool> {
        let weights = [&WORD_WEIGHTS[..], &ALONE_WEIGHTS].concat();
        Some(BIAS + weighed(&self.signs(retriever)?, &weights) > 0.0)
    }

    /// What the notice says of the likeliest detail.
    fn detail(&self, retriever: &dyn Retriever, reading: &TurnReading) -> Option<Detail> {
        let which = reading.acts.iter().map(|(act, _)| *act).find(|act| act.is_detail());
        retriever.detail(&self.request(which.unwrap_or(Act::DetailWhat)), self.notice)
    }

    fn word_signs(&self, reading: &TurnReading, detail: &Detail) -> [f32; WORD_SIGNS] {
        let overlap = detail.overlap;
        let sum = |wanted: &dyn Fn(Act) -> bool| -> f32 {
            reading.acts.iter().filter(|(act, _)| wanted(*act)).map(|(_, likely)| likely).sum()
        };
        [
            log_odds(sum(&Act::is_detail)),
            log_odds(sum(&|act| act == Act::Question)),
            sign(reading.names_service && !overlap.service),
            sign(overlap.service),
            overlap.shared.unwrap_or(0.0),
            (overlap.unmet / HEAVY).min(1.0),
            sign(overlap.shared.is_none()),
            (char_count(self.said).max(1) as f32).ln(),
        ]
    }

    fn alone_signs(&self, alone: &Answer, detail: &Detail) -> [f32; ALONE_SIGNS] {
        let answered = alone.kind() == OutcomeKind::Answered;
        let by_it = alone.passages.first().is_some_and(|passage| passage.article == *self.notice);
        let elsewhere = if answered && !by_it { 0.5 + alone.confidence as f32 } else { 0.0 };
        [sign(answered && by_it), elsewhere, sign(leaves_the_place(alone, detail))]
    }

    /// Nothing else is asked along, whatever it is taken for.
    fn request(&self, act: Act) -> QuestionRequest<'_> {
        QuestionRequest {
            text: self.said,
            before: None,
            chosen_place: None,
            own_place: self.own_place,
            home: self.home,
            today: self.today,
            just_asking: true,
            act: Some(ActChoice { act, probability: 1.0 }),
        }
    }
}

fn weighed(signs: &[f32], weights: &[f32]) -> f32 {
    signs.iter().zip(weights).map(|(sign, weight)| sign * weight).sum()
}

/// The turn names a place that is neither the notice's nor in it.
fn leaves_the_place(alone: &Answer, detail: &Detail) -> bool {
    let mut named = alone.understood.places.iter().filter(|place| place.from == PlaceFrom::Question);
    let of_notice =
        |place: &PlacePath| detail.passage.places.iter().any(|own| own.fit(place) != Fit::Elsewhere);
    named.any(|place| !of_notice(&place.path)) && !detail.overlap.place
}

fn sign(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}

fn log_odds(probability: f32) -> f32 {
    let bounded = probability.clamp(NEAREST, 1.0 - NEAREST);
    (bounded / (1.0 - bounded)).ln()
}
