//! What is answered: an outcome, what was understood, and ranked passages.
//!
//! Knows nothing of wording, of networks, or of how the passages were found. A question and its ranking go in, an
//! [`Answer`] comes out (`decide`): its `Outcome` carries what only that outcome has.

use jiff::civil::Date;

mod decision;
pub(crate) mod detail;
mod emphasis;
pub(crate) mod hotlines;
mod outcome;
mod passage;

pub(crate) use decision::decide;
#[cfg(test)]
pub(crate) use detail::ArticleOverlap;
pub(crate) use detail::Aspect;
pub use detail::Detail;
pub use outcome::OutcomeKind;
pub(crate) use outcome::{Choice, Hotline, Misfit, Outcome, Retrieval};
pub(crate) use passage::{Also, EventNow, Passage};

pub(crate) use crate::question::{
    ActChoice, Advice, AnswerType, AskedPlace, HelpNeeded, Interpretation, PlaceFrom, Slot,
};

/// The answer to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The question as asked.
    pub(crate) question: String,
    /// What was understood.
    pub(crate) understood: Interpretation,
    /// Calibrated probability that the first passage answers the question, 0 to 1.
    pub confidence: f64,
    /// Best first, at most one an article, at most ten; for every outcome.
    pub passages: Vec<Passage>,
    /// What came of it.
    pub(crate) outcome: Outcome,
    /// What the question does.
    pub(crate) act: ActChoice,
    /// Something may be happening now: whom to call if it is, before all else.
    pub(crate) first_call: Option<HelpNeeded>,
    /// The day of asking.
    pub(crate) today: Date,
}

impl Answer {
    /// The kind of answer.
    #[must_use]
    pub fn kind(&self) -> OutcomeKind {
        self.outcome.kind()
    }

    /// The slot that does not fit, or the detail that the article lacks.
    #[must_use]
    pub fn missing(&self) -> Option<Slot> {
        match self.outcome {
            Outcome::DetailMissing { .. } => Some(Slot::Detail),
            Outcome::NearMiss { misfit: Misfit::Place, .. } => Some(Slot::Place),
            Outcome::NearMiss { misfit: Misfit::Time, .. } => Some(Slot::Time),
            Outcome::NearMiss { misfit: Misfit::Service, .. } => Some(Slot::Service),
            _ => None,
        }
    }

    /// Passages after the first that fit as well, by position.
    #[must_use]
    pub(crate) fn others(&self) -> &[usize] {
        if let Outcome::Answered { others } = &self.outcome { others } else { &[] }
    }

    /// Places to choose from.
    #[must_use]
    pub(crate) fn choices(&self) -> &[Choice] {
        if let Outcome::WhichPlace { choices } = &self.outcome { choices } else { &[] }
    }

    /// Public numbers that may help.
    #[must_use]
    pub(crate) fn hotlines(&self) -> &[Hotline] {
        self.outcome.hotlines()
    }

    /// Keeps the first `passages`, and of those that fit as well as the first at most `others`.
    pub(crate) fn shorten(&mut self, passages: usize, others: usize) {
        self.passages.truncate(passages);
        if let Outcome::Answered { others: kept } = &mut self.outcome {
            kept.retain(|at| *at < passages);
            kept.truncate(others);
        }
    }

    /// Of the answers to one message, the one that speaks for all: the surest of those that answer, else the surest.
    #[must_use]
    pub fn foremost(answers: Vec<Self>) -> Option<Self> {
        let answered = |answer: &Self| answer.kind() == OutcomeKind::Answered;
        answers.into_iter().max_by(|left, right| {
            answered(left).cmp(&answered(right)).then(left.confidence.total_cmp(&right.confidence))
        })
    }
}
