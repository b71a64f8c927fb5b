//! What a question is read into: places, services, period, wants; or talk and emergencies, which are not searched for.
//!
//! Knows nothing of how it is read or of what is found.

use jiff::civil::Date;
use serde::Serialize;

use crate::article::PlacePath;

/// What a question is read into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// The place.
    Place,
    /// The day or period.
    Time,
    /// The kind of service.
    Service,
    /// The phone, time, cost or sign-up that was asked for.
    Detail,
}

/// Where an asked place comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PlaceFrom {
    /// Named in the question.
    Question,
    /// Named earlier in the conversation.
    Conversation,
    /// The user's own setting.
    User,
    /// Where the bot's residents live.
    Home,
}

/// What of an article is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AnswerType {
    /// A telephone number.
    Phone,
    /// A day or an hour.
    Time,
    /// Where.
    Place,
    /// What it costs.
    Cost,
    /// Who may.
    Conditions,
    /// How to apply, what to bring.
    How,
    /// Who does it.
    Who,
    /// How many, how much.
    Number,
    /// An enumeration.
    List,
}

impl AnswerType {
    /// Number of wants; `want as usize` is below it.
    pub(crate) const COUNT: usize = Self::List as usize + 1;
}

/// A place that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct AskedPlace {
    /// Where it is.
    pub(crate) path: PlacePath,
    /// The asker's word for it.
    pub(crate) as_written: String,
    /// Who named it.
    pub(crate) from: PlaceFrom,
}

/// A period that was asked for, both days inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct AskedPeriod {
    /// First day.
    pub(crate) from: Date,
    /// Last day.
    pub(crate) to: Date,
    /// Days or a month, not a year or a season: what happens at another time is something else.
    #[serde(skip)]
    pub(crate) sharp: bool,
}

/// What was understood of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Interpretation {
    /// Places asked for.
    pub(crate) places: Vec<AskedPlace>,
    /// Service types asked for, most fitting first.
    pub(crate) services: Vec<String>,
    /// Period asked for.
    pub(crate) time: Option<AskedPeriod>,
    /// What is wanted.
    pub(crate) wants: Vec<AnswerType>,
    /// The right form of a mistyped word that was read in its place.
    pub(crate) corrected: Option<String>,
    /// A name of an estate or a street that nobody has entered.
    #[serde(skip)]
    pub(crate) unknown_place: Option<String>,
    /// The asker's own word for the period: 明天.
    #[serde(skip)]
    pub(crate) time_words: Option<String>,
    /// The asker's own content words, for 「您问的是」.
    #[serde(skip)]
    pub(crate) topic: Vec<String>,
}

/// Whom to call and what to do when something is happening now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Advice {
    /// Kind of emergency: 煤气中毒.
    pub(crate) name: String,
    /// Numbers in the order in which to call, each with what it is.
    pub(crate) call: Vec<(String, String)>,
    /// One line each: what to do now.
    pub(crate) steps: Vec<String>,
    /// Who published what to do.
    pub(crate) source: String,
    /// Thoughts of self-harm: never a passage.
    pub(crate) self_harm: bool,
}

/// How sure it is that somebody needs help now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HelpCertainty {
    /// The number and what to do come first, and nothing else.
    Sure,
    /// One line comes first, then the ordinary answer.
    Possible,
}
