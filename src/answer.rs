//! What is answered: an outcome, what was understood, and ranked passages.
//!
//! Knows nothing of wording, of Telegram, or of how the passages were found.

use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::SerializeMap};

mod decision;
mod emphasis;
pub mod hotlines;

pub use decision::decide;

use crate::article::{Article, ArticleId, EventStatus, PartialDate, PlacePath, Published, Wording};
pub use crate::question::{Advice, AskedPeriod, AskedPlace, PlaceFrom, Slot, Talk, Understood, Want};

/// What came of a question, with what only this outcome has. The passages are common to all and stand in [`Answer`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Every slot fits and the confidence is over the bar.
    Answered {
        /// Passages that fit as well as the first (for 「还有2条」), by position in [`Answer::passages`]; ascending.
        others: Vec<usize>,
    },
    /// The first passage is of the right article, which does not print the detail that was asked for.
    DetailMissing {
        /// The detail: a telephone number, an hour, a price.
        want: Want,
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
    /// Greetings, thanks, anger.
    Chitchat(Talk),
    /// Doses, diagnoses, one's own case.
    Refused {
        /// Which of these.
        talk: Talk,
        /// Public numbers that may help.
        hotlines: Vec<Hotline>,
    },
}

/// The slot of a near miss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Misfit {
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
    /// [`Outcome::Answered`]
    Answered,
    /// [`Outcome::NearMiss`] and [`Outcome::DetailMissing`]
    NearMiss,
    /// [`Outcome::WhichPlace`]
    WhichPlace,
    /// [`Outcome::NotFound`]
    NotFound,
    /// [`Outcome::Emergency`]
    Emergency,
    /// [`Outcome::Chitchat`]
    Chitchat,
    /// [`Outcome::Refused`]
    Refused,
}

impl OutcomeKind {
    /// The name: `near_miss`.
    #[must_use]
    pub fn name(self) -> &'static str {
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

/// The event that matters on the day of asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventNow {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Where it stands.
    pub status: EventStatus,
}

/// The same notice elsewhere, or the notice that this one replaces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Also {
    /// The other article.
    pub article: ArticleId,
    /// Its source.
    pub source: String,
    /// Its date.
    pub published: Option<PartialDate>,
}

/// A passage of an article, word for word.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Passage {
    /// The article.
    pub article: ArticleId,
    /// Its headline.
    pub title: Option<String>,
    /// Its opening words, when the headline is lost.
    pub label: Option<String>,
    /// At most 200 characters of its body.
    pub text: String,
    /// Printed or retold.
    pub wording: Wording,
    /// File below the knowledge folder.
    pub file: String,
    /// Lines of the file that the text came from.
    pub lines: Vec<[u32; 2]>,
    /// Name of the source.
    pub source: String,
    /// Print date, as precise as it is known, and where it comes from.
    #[serde(flatten, serialize_with = "date_and_provenance")]
    pub published: Option<Published>,
    /// Status on the day of asking.
    pub event: EventNow,
    /// Places of the article.
    pub places: Vec<PlacePath>,
    /// Service types of the article.
    pub services: Vec<String>,
    /// The same notice elsewhere.
    pub also: Vec<Also>,
    /// Ranking score; higher is better, comparable within one answer.
    #[serde(serialize_with = "three_digits")]
    pub score: f64,
    /// How the article's place answers the asked one.
    #[serde(skip)]
    pub place_fit: Option<crate::article::Fit>,
    /// Byte ranges of `text` that hold the answering words, ascending, for emphasis.
    #[serde(skip)]
    pub emphasis: Vec<std::ops::Range<usize>>,
    /// Link to the original.
    #[serde(skip)]
    pub url: Option<String>,
    /// Phone of the office, as the operator gave it.
    #[serde(skip)]
    pub phone: Option<String>,
    /// The article's fingerprint, for links and buttons.
    #[serde(skip)]
    pub link: String,
}

impl Passage {
    /// A passage of `article` with `text` from the body's bytes `from..from + text.len()`.
    #[must_use]
    pub fn of(article: &Article, text: &str, from: usize, today: Date) -> Self {
        let (status, event) = article.status(today);
        Self {
            article: article.id.clone(),
            title: article.title.clone(),
            label: article.label.clone(),
            text: text.to_owned(),
            wording: article.wording,
            file: article.file.clone(),
            lines: article.lines_of(from, from + text.len()),
            source: article.source_name().to_owned(),
            published: article.published.clone(),
            event: EventNow {
                from: event.as_ref().and_then(|event| event.from),
                to: event.as_ref().and_then(|event| event.to),
                status,
            },
            places: article.places.clone(),
            services: article.services.clone(),
            also: Vec::new(),
            score: 0.0,
            place_fit: None,
            emphasis: Vec::new(),
            url: article.url.clone(),
            phone: article.phone.clone(),
            link: article.fingerprint().link(),
        }
    }

    /// The headline, or the label made from the opening words.
    #[must_use]
    pub fn headline(&self) -> &str {
        self.title.as_deref().or(self.label.as_deref()).unwrap_or("")
    }
}

/// Something a resident may choose, with the question that it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Short: 「太原小店 · 新营」.
    pub label: String,
    /// The place that it means.
    pub place: PlacePath,
}

/// A public number, apart from passages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hotline {
    /// The number.
    pub number: String,
    /// Whose it is.
    pub name: String,
    /// Opening hours, where certain.
    pub hours: String,
    /// The day on which it was last checked.
    pub checked: Date,
    /// Service types it helps with.
    pub services: Vec<String>,
    /// Of these the question has one; any question fits when there are none.
    pub words: Vec<String>,
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The question as asked.
    pub question: String,
    /// What was understood.
    pub understood: Understood,
    /// Calibrated probability that the first passage answers the question, 0 to 1.
    pub confidence: f64,
    /// Best first, at most one an article, at most ten; for every outcome.
    pub passages: Vec<Passage>,
    /// What came of it.
    pub outcome: Outcome,
    /// The day of asking.
    pub today: Date,
}

impl Answer {
    /// The kind of answer.
    #[must_use]
    pub fn kind(&self) -> OutcomeKind {
        match self.outcome {
            Outcome::Answered { .. } => OutcomeKind::Answered,
            Outcome::DetailMissing { .. } | Outcome::NearMiss { .. } => OutcomeKind::NearMiss,
            Outcome::WhichPlace { .. } => OutcomeKind::WhichPlace,
            Outcome::NotFound { .. } => OutcomeKind::NotFound,
            Outcome::Emergency(_) => OutcomeKind::Emergency,
            Outcome::Chitchat(_) => OutcomeKind::Chitchat,
            Outcome::Refused { .. } => OutcomeKind::Refused,
        }
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
    pub fn others(&self) -> &[usize] {
        if let Outcome::Answered { others } = &self.outcome { others } else { &[] }
    }

    /// Places to choose from.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        if let Outcome::WhichPlace { choices } = &self.outcome { choices } else { &[] }
    }

    /// Public numbers that may help.
    #[must_use]
    pub fn hotlines(&self) -> &[Hotline] {
        match &self.outcome {
            Outcome::DetailMissing { hotlines, .. }
            | Outcome::NearMiss { hotlines, .. }
            | Outcome::NotFound { hotlines }
            | Outcome::Refused { hotlines, .. } => hotlines,
            Outcome::Answered { .. }
            | Outcome::WhichPlace { .. }
            | Outcome::Emergency(_)
            | Outcome::Chitchat(_) => &[],
        }
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

/// `"published": "2024-10", "published_from": "given"`, both null where nothing is known.
fn date_and_provenance<S: Serializer>(published: &Option<Published>, out: S) -> Result<S::Ok, S::Error> {
    let mut fields = out.serialize_map(Some(2))?;
    fields.serialize_entry("published", &published.as_ref().map(|published| published.date))?;
    fields.serialize_entry("published_from", &published.as_ref().map(|published| published.from))?;
    fields.end()
}

fn three_digits<S: Serializer>(value: &f64, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_f64((value * 1000.0).round() / 1000.0)
}
