//! Asks the conversation for an answer without letting it hold up or break anything.
//!
//! Knows nothing of Telegram's messages: `Incoming` goes in, `Outgoing` or an apology comes out.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use moka::sync::Cache;

use super::options::{Options, Tuning};
use super::workers::{Unfinished, Workers};
use crate::conversation::{Incoming, Outgoing, Said};
use crate::reply::wording::operators;
use crate::reply::{Message, notices};
use crate::telemetry;

/// The pictures of an album come within seconds.
const ALBUM: Duration = Duration::from_secs(60);

/// The conversation: may take a while, may panic.
pub type Hear = Arc<dyn Fn(Incoming) -> Outgoing + Send + Sync>;

/// What every handler needs to answer.
pub(super) struct Answering {
    hear: Hear,
    operators: BTreeSet<i64>,
    time_zone: TimeZone,
    today: Option<Date>,
    /// The bot's name, as it is called in groups and links.
    name: String,
    albums: Cache<String, ()>,
    /// Residents' answers are made on these threads, what operators want on those.
    workers: Workers,
    /// Whether there is room for answers at all.
    part: telemetry::Part,
    operating: Workers,
    pub(super) tuning: Tuning,
}

/// Who says what, and where.
pub(super) struct Speech {
    pub(super) chat: i64,
    pub(super) user: i64,
    pub(super) said: Said,
    /// The message of ours that it replies to.
    pub(super) about: Option<i32>,
}

impl Answering {
    pub(super) fn new(options: &Options, name: &str, hear: Hear) -> Self {
        let tuning = options.tuning;
        Self {
            hear,
            name: name.to_owned(),
            operators: options.operators.clone(),
            time_zone: options.time_zone.clone(),
            today: options.today,
            albums: Cache::builder().max_capacity(10_000).time_to_live(ALBUM).build(),
            part: telemetry::part("answers", Duration::MAX),
            workers: Workers::new(tuning.answering + tuning.reading + tuning.given_up),
            operating: Workers::of_operators(tuning.operating + tuning.given_up),
            tuning,
        }
    }

    /// Who reads what residents hand in.
    pub(super) fn operators(&self) -> impl Iterator<Item = i64> {
        self.operators.iter().copied()
    }

    /// May do what operators may.
    pub(super) fn is_operator(&self, user: i64) -> bool {
        self.operators.contains(&user)
    }

    /// True for the first picture of an album: ten pictures at once are one thing to say something about.
    pub(super) fn is_first_of(&self, album: &str) -> bool {
        let first = self.albums.get(album).is_none();
        self.albums.insert(album.to_owned(), ());
        first
    }

    /// The answer, or an apology when it panics or takes too long: its work is told to end then.
    pub(super) async fn answer(&self, speech: Speech) -> Outgoing {
        let own = speech.chat == speech.user && self.is_operator(speech.chat);
        let workers = if own { &self.operating } else { &self.workers };
        let within = match speech.said {
            Said::File(_) => self.tuning.file_within,
            _ if own => self.tuning.operator_within,
            _ => self.tuning.answer_within,
        };
        let incoming = Incoming {
            chat: speech.chat,
            user: speech.user,
            operator: self.is_operator(speech.user),
            said: speech.said,
            today: self.today.unwrap_or_else(|| Timestamp::now().to_zoned(self.time_zone.clone()).date()),
            bot: self.name.clone(),
            about: speech.about,
        };
        let hear = Arc::clone(&self.hear);
        let begun = Instant::now();
        let answer = workers.run(speech.chat, within, move || hear(incoming)).await;
        self.part.round(answer != Err(Unfinished::NoRoom));
        let outgoing = match answer {
            Ok(outgoing) => outgoing,
            // It is for the next start to give the answer.
            Err(Unfinished::Stopped) => std::future::pending().await,
            Err(Unfinished::Panicked) => {
                telemetry::panicked("answer");
                apology()
            }
            Err(Unfinished::TooLate) => {
                telemetry::failed("answer_timeout");
                tracing::error!("an answer took too long and was given up; whoever asked was told so");
                if own { told(operators::GIVEN_UP) } else { apology() }
            }
            Err(Unfinished::NoRoom | Unfinished::Hung) => {
                telemetry::failed("answer_no_room");
                tracing::error!("answers that were given up have not ended; whoever asked was told so");
                apology()
            }
        };
        telemetry::heard(begun.elapsed());
        outgoing
    }
}

/// What is said when no answer could be made.
pub(super) fn apology() -> Outgoing {
    told(notices::APOLOGY)
}

fn told(text: &str) -> Outgoing {
    Outgoing { messages: vec![words(text)], ..Outgoing::default() }
}

/// A message of words alone.
pub(super) fn words(text: &str) -> Message {
    Message { html: text.to_owned(), ..Message::default() }
}
