//! What buttons do: those of residents, and those of operators.
//!
//! Knows nothing of how a network brings a button back, and of how an action is carried out.

use super::{SubmissionId, SubmittedArticleId, SubscriptionId};

/// What pressing one of our own buttons asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Whoever talks to the bot may want this.
    Resident(ResidentAction),
    /// Only operators may want this.
    Operator(OperatorAction),
}

/// Names something that was shown and is kept for its buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContextId(u64);

impl ContextId {
    /// Of what is shown without its buttons.
    pub(crate) const UNKEPT: Self = Self(0);

    /// From its number.
    #[must_use]
    pub fn new(number: u64) -> Self {
        Self(number)
    }

    /// Its number.
    #[must_use]
    pub(crate) fn number(self) -> u64 {
        self.0
    }
}

/// Why an answer is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is over, or no longer so.
    Outdated,
    /// It is about another place.
    WrongPlace,
    /// Nobody answers the number.
    DeadPhone,
    /// It is not what was asked.
    NotAsked,
}

impl Reason {
    /// All of them, in the order in which they are offered.
    pub(crate) const ALL: [Self; 4] = [Self::Outdated, Self::WrongPlace, Self::DeadPhone, Self::NotAsked];

    /// The reason of that name.
    #[must_use]
    pub(crate) fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }

    /// A name that does not change: for buttons and for counting.
    #[must_use]
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Outdated => "old",
            Self::WrongPlace => "place",
            Self::DeadPhone => "phone",
            Self::NotAsked => "other",
        }
    }
}

/// What a resident may set for their own chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Where they live.
    Place,
    /// Nowhere in particular.
    NoPlace,
    /// Short answers.
    Brief,
    /// When news come.
    Digest,
    /// Whether news come at night.
    Quiet,
}

impl Preference {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Place, Self::NoPlace, Self::Brief, Self::Digest, Self::Quiet];

    /// The preference of that name.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preference| preference.key() == key)
    }

    /// A name that does not change: buttons carry it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::NoPlace => "noplace",
            Self::Brief => "brief",
            Self::Digest => "digest",
            Self::Quiet => "quiet",
        }
    }
}

/// What a button of residents asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResidentAction {
    /// Ask this question.
    Ask(String),
    /// Show the passage at this position among those that fit.
    Passage(ContextId, usize),
    /// Show the whole article of that passage.
    Whole(ContextId, usize),
    /// Ask again about the place at this position among the choices.
    Choose(ContextId, usize),
    /// Ask again about the whole city.
    Wider(ContextId),
    /// Ask again about the district of the first passage only.
    Narrower(ContextId),
    /// Let the resident name another place.
    OtherPlace(ContextId),
    /// It was no emergency: answer the question as any other.
    JustAsking(ContextId),
    /// The newest notices of the place that was asked for.
    Newest(ContextId),
    /// Another page of the newest notices.
    Page(ContextId, usize),
    /// The whole article at this position on the page.
    Item(ContextId, usize),
    /// The whole article with this headline and opening, whatever has been forgotten since.
    Open(String),
    /// Something is wrong with the passage at this position.
    Wrong(ContextId, usize),
    /// What is wrong with it.
    WrongBecause(ContextId, usize, Reason),
    /// Something is wrong with the article with this headline and opening; what, once it is known.
    WrongOpen(String, Option<Reason>),
    /// Write to the editors.
    Note,
    /// Hand over what was written.
    Send(ContextId),
    /// Do not hand it over.
    Drop(ContextId),
    /// Tell me when there is something new of this kind.
    Tell(ContextId),
    /// Show the subscriptions.
    News,
    /// No longer tell me of these.
    Stop(Vec<SubscriptionId>),
    /// No longer tell me of anything.
    StopAll,
    /// Change a setting.
    Set(Preference),
    /// Live at the place at this position.
    Live(ContextId, usize),
}

impl ResidentAction {
    /// One of several things to choose from: typing its number does the same.
    #[must_use]
    pub(crate) fn is_choice(&self) -> bool {
        matches!(self, Self::Ask(_) | Self::Choose(..) | Self::Item(..) | Self::Live(..))
    }
}

/// What a button of operators asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperatorAction {
    /// Take up the knowledge that waits under this number.
    Switch(u64),
    /// Do not take it up.
    Keep(u64),
    /// Take back the notice with this headline and opening: it is asked once more.
    ChooseToWithdraw(String),
    /// Take it back.
    Withdraw(String),
    /// Send the correction that waits under this number.
    Correct(u64),
    /// Leave everything as it is.
    LeaveAsItIs,
    /// Add a synonym for what was asked in vain, by the key of its group.
    AddSynonym(String),
    /// Nothing is to be done about it.
    PassOver(String),
    /// All that was asked in vain, as a table.
    Table,
    /// Something with what was handed in.
    Submission(SubmissionAction),
}

/// What a button below something that was handed in asks for; it and its articles go by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubmissionAction {
    /// Put this article into the folder.
    Accept(SubmittedArticleId),
    /// Do not take it.
    Reject(SubmittedArticleId),
    /// Take it out of the folder again.
    PutBack(SubmittedArticleId),
    /// Show it.
    See(SubmittedArticleId),
    /// Show all of it.
    ReadWhole(SubmittedArticleId),
    /// Ask for another value of this field.
    Edit(SubmittedArticleId, SubmittedField),
    /// The value of this field holds for all articles of its submission.
    EditAll(SubmittedArticleId, SubmittedField),
    /// Its place is where the residents are.
    AtHome(SubmittedArticleId),
    /// The value that was asked for stays as it is.
    CancelEdit,
    /// Show this submission.
    Open(SubmissionId),
    /// Accept all of its articles on which nothing is decided.
    AcceptAll(SubmissionId),
    /// Accept none of them.
    RejectAll(SubmissionId),
    /// Take all of its articles out of the folder again.
    PutAllBack(SubmissionId),
}

/// What an operator may change in an article before it is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubmittedField {
    /// The headline.
    Title,
    /// The day on which it was printed.
    Date,
    /// What place it is about.
    Place,
    /// Where it was printed.
    Source,
}

impl SubmittedField {
    /// All of them, in the order in which they are offered.
    pub(crate) const ALL: [Self; 4] = [Self::Title, Self::Date, Self::Place, Self::Source];

    /// A name that does not change: for buttons and for the database.
    #[must_use]
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Date => "date",
            Self::Place => "place",
            Self::Source => "source",
        }
    }

    /// The field of that name.
    #[must_use]
    pub(crate) fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }
}

impl From<ResidentAction> for Action {
    fn from(action: ResidentAction) -> Self {
        Self::Resident(action)
    }
}

impl From<OperatorAction> for Action {
    fn from(action: OperatorAction) -> Self {
        Self::Operator(action)
    }
}

impl From<SubmissionAction> for Action {
    fn from(action: SubmissionAction) -> Self {
        Self::Operator(OperatorAction::Submission(action))
    }
}
