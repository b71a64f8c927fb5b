//! What is on the table: the notice that was shown last, the list that it comes from, and an emergency.
//!
//! Knows nothing of how turns are read.

use crate::{
    answer::{Advice, Passage},
    article::ArticleId,
    messaging::ContextId,
};

/// Turns without a word of it after which an emergency is no longer what is spoken of.
const TURNS: u8 = 6;

/// The notice that was shown last.
#[derive(Clone, Debug)]
pub(super) struct Topic {
    /// The passage as it was shown.
    pub(super) passage: Passage,
    /// The answer that it comes from, and its position among what that shows; none where it was opened from a list.
    pub(super) from: Option<TopicAnswer>,
    /// How often it was made simpler.
    pub(super) simplified: u8,
}

/// Where among the passages of an answer a topic stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TopicAnswer {
    pub(super) id: ContextId,
    pub(super) at: usize,
}

impl Topic {
    /// A passage that was shown.
    pub(super) fn new(passage: Passage, from: Option<TopicAnswer>) -> Self {
        Self { passage, from, simplified: 0 }
    }

    /// Its article.
    pub(super) fn article(&self) -> &ArticleId {
        &self.passage.article
    }
}

/// An emergency that was spoken of.
#[derive(Clone, Debug)]
pub(super) struct OngoingEmergency {
    /// What was advised.
    pub(super) advice: Advice,
    /// Which of the steps was said last.
    pub(super) step: usize,
    /// It was taken for sure.
    pub(super) sure: bool,
    quiet: u8,
}

impl OngoingEmergency {
    pub(super) fn new(advice: Advice, sure: bool) -> Self {
        Self { advice, step: 0, sure, quiet: 0 }
    }

    /// A turn passed in which it was not spoken of; false when it is over.
    pub(super) fn outlasts_a_turn(&mut self) -> bool {
        self.quiet += 1;
        self.quiet < TURNS
    }
}
