//! What may come of a question, with what each outcome alone carries, and the outcomes' names.
//!
//! Knows nothing of how it is decided or said.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::{
    acts::Act,
    article::PlacePath,
    question::{Advice, AnswerType},
};

/// What came of a question, with what only this outcome has. The passages are common to all and stand in [`Answer`](super::Answer).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Every slot fits and the confidence is over the bar.
    Answered {
        /// Passages that fit as well as the first (for 「还有2条」), by position in [`Answer::passages`](super::Answer::passages); ascending.
        others: Vec<usize>,
    },
    /// The first passage is of the right article, which does not print the detail that was asked for.
    DetailMissing {
        /// The detail: a telephone number, an hour, a price.
        want: AnswerType,
        /// Public numbers that may know it.
        hotlines: Vec<Hotline>,
    },
    /// The first passage is nearly what was asked for: one slot does not fit.
    NearMiss {
        /// That slot.
        misfit: Misfit,
        /// Public numbers that may help.
        hotlines: Vec<Hotline>,
    },
    /// The place name exists more than once and it matters.
    WhichPlace {
        /// The places that it may mean, the likeliest first.
        choices: Vec<Choice>,
    },
    /// Nothing fits.
    NotFound {
        /// Public numbers that may help.
        hotlines: Vec<Hotline>,
    },
    /// Something is happening now.
    Emergency(Advice),
    /// Greetings, thanks, anger, what no paper prints.
    Chitchat(Act),
    /// Doses, diagnoses, one's own case.
    Refused {
        /// Which of these.
        act: Act,
        /// Public numbers that may help.
        hotlines: Vec<Hotline>,
    },
}

impl Outcome {
    /// Which kind it is.
    #[must_use]
    pub(crate) fn kind(&self) -> OutcomeKind {
        match self {
            Self::Answered { .. } => OutcomeKind::Answered,
            Self::DetailMissing { .. } | Self::NearMiss { .. } => OutcomeKind::NearMiss,
            Self::WhichPlace { .. } => OutcomeKind::WhichPlace,
            Self::NotFound { .. } => OutcomeKind::NotFound,
            Self::Emergency(_) => OutcomeKind::Emergency,
            Self::Chitchat(_) => OutcomeKind::Chitchat,
            Self::Refused { .. } => OutcomeKind::Refused,
        }
    }

    /// What became of the search; none where nothing was looked for in the articles.
    #[must_use]
    pub(crate) fn retrieval(&self) -> Option<Retrieval> {
        match self {
            // The article is the right one, whatever it leaves unsaid.
            Self::Answered { .. } | Self::DetailMissing { .. } => Some(Retrieval::Hit),
            Self::NearMiss { .. } | Self::NotFound { .. } => Some(Retrieval::Miss),
            Self::WhichPlace { .. } | Self::Emergency(_) | Self::Chitchat(_) | Self::Refused { .. } => None,
        }
    }

    /// Public numbers that may help.
    #[must_use]
    pub(crate) fn hotlines(&self) -> &[Hotline] {
        match self {
            Self::DetailMissing { hotlines, .. }
            | Self::NearMiss { hotlines, .. }
            | Self::NotFound { hotlines }
            | Self::Refused { hotlines, .. } => hotlines,
            Self::Answered { .. } | Self::WhichPlace { .. } | Self::Emergency(_) | Self::Chitchat(_) => &[],
        }
    }
}

/// What became of the search in the articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Retrieval {
    /// The right article is there.
    Hit,
    /// It was asked in vain.
    Miss,
}

/// The slot of a near miss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Misfit {
    /// The same service in another place.
    Place,
    /// It was or will be on other days.
    Time,
    /// Another service.
    Service,
}

/// The kinds of answers, by the names that figures and programs know them by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutcomeKind {
    /// `Outcome::Answered`
    Answered,
    /// `Outcome::NearMiss` and `Outcome::DetailMissing`
    NearMiss,
    /// `Outcome::WhichPlace`
    WhichPlace,
    /// `Outcome::NotFound`
    NotFound,
    /// `Outcome::Emergency`
    Emergency,
    /// `Outcome::Chitchat`
    Chitchat,
    /// `Outcome::Refused`
    Refused,
}

impl OutcomeKind {
    /// The papers answer it.
    #[must_use]
    pub(crate) fn is_answered(self) -> bool {
        matches!(self, Self::Answered | Self::NearMiss)
    }

    /// The name: `near_miss`.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::NearMiss => "near_miss",
            Self::WhichPlace => "which_place",
            Self::NotFound => "not_found",
            Self::Emergency => "emergency",
            Self::Chitchat => "chitchat",
            Self::Refused => "refused",
        }
    }
}

impl Serialize for OutcomeKind {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.name())
    }
}

/// Something a resident may choose, with the question that it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Choice {
    /// Short: 「太原小店 · 新营」.
    pub(crate) label: String,
    /// The place that it means.
    pub(crate) place: PlacePath,
}

/// A public number, apart from passages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hotline {
    /// The number.
    pub(crate) number: String,
    /// Whose it is.
    pub(crate) name: String,
    /// Opening hours, where certain.
    pub(crate) hours: String,
    /// The day on which it was last checked.
    pub(crate) checked: Date,
    /// Service types it helps with.
    pub(crate) services: Vec<String>,
    /// Of these the question has one; any question fits when there are none.
    pub(crate) words: Vec<String>,
}
