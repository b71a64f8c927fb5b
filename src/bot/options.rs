//! What the bot is told when it starts: plain values, filled in by `config`.
//!
//! Knows nothing of where they come from.

use std::collections::BTreeSet;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use url::Url;

use crate::conversation::Tidings;
use crate::store::{Store, StoreError};

/// Called on a blocking thread when the operator asks for a reload from outside (SIGHUP).
pub type Reload = Arc<dyn Fn() + Send + Sync>;

/// What is to be told at this moment to those who wished for news. May take a while.
pub type TellNews = Arc<dyn Fn() -> Result<Vec<Tidings>, StoreError> + Send + Sync>;

/// Everything the bot needs to run.
#[derive(Clone)]
pub struct Options {
    /// The bot's key.
    pub token: Secret,
    /// The Bot API server.
    pub api_url: Url,
    /// How updates come in.
    pub intake: Intake,
    /// Users who may reload the knowledge.
    pub operators: BTreeSet<i64>,
    /// Where the residents are: decides which day it is.
    pub time_zone: TimeZone,
    /// A fixed day instead of the clock's, for tests and demonstrations.
    pub today: Option<Date>,
    /// The database file.
    pub database: PathBuf,
    /// The same file, if somebody has opened it already; else the bot does.
    pub store: Option<Store>,
    /// Where health and metrics are served.
    pub metrics_listen: Option<SocketAddr>,
    /// What SIGHUP does.
    pub reload: Option<Reload>,
    /// Where news come from; without it nobody is told of any.
    pub tidings: Option<TellNews>,
    /// Times and sizes; the defaults are right outside tests.
    pub tuning: Tuning,
}

/// How updates come in.
#[derive(Clone, Debug)]
pub enum Intake {
    /// The bot asks Telegram for them.
    Polling,
    /// Telegram brings them.
    Webhook(Webhook),
}

/// Where Telegram brings updates.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The public address, https.
    pub url: Url,
    /// The local address, behind the proxy that holds the certificate.
    pub listen: SocketAddr,
    /// What Telegram shows to prove itself: 1–256 of A–Z a–z 0–9 _ -.
    pub secret: Secret,
}

/// A text that is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps it.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself, for the wire only.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(hidden)")
    }
}

/// Times and sizes that tests shorten.
#[derive(Clone, Copy, Debug)]
pub struct Tuning {
    /// How long Telegram holds a request for updates open when there are none.
    pub poll_for: Duration,
    /// How long any other call may take.
    pub call_within: Duration,
    /// The first pause after a failure; doubled each time.
    pub first_pause: Duration,
    /// The longest pause after failures.
    pub longest_pause: Duration,
    /// How long one answer may take before the resident is told that it failed.
    pub answer_within: Duration,
    /// The same for what an operator wants done.
    pub operator_within: Duration,
    /// An operator hears after this time that it is under way.
    pub under_way_after: Duration,
    /// How long a file may take to be fetched, and then to be read.
    pub file_within: Duration,
    /// A pressed button stops spinning after this time at the latest.
    pub press_within: Duration,
    /// The database counts as well again when it has kept everything for so long.
    pub well_for: Duration,
    /// How long unfinished work may go on after a stop.
    pub drain_within: Duration,
    /// Updates answered at the same time, each in another chat.
    pub answering: usize,
    /// What operators say and press, answered at the same time, besides.
    pub operating: usize,
    /// Answers that were given up and have not ended: with more of them nobody is answered.
    pub given_up: usize,
    /// Files that are fetched and read at the same time, besides.
    pub reading: usize,
    /// Messages on their way at the same time, each to another chat.
    pub sending: usize,
    /// The distance between two messages of a broadcast.
    pub broadcast_every: Duration,
    /// How often it is looked whether there is news to tell.
    pub news_every: Duration,
    /// Messages a user may send in quick succession.
    pub burst: u32,
    /// Messages a user may send in a minute in the long run.
    pub per_minute: u32,
    /// A user who sends more is told so once in this time.
    pub told_for: Duration,
    /// Updates that may wait; beyond that Telegram is asked to keep them.
    pub inbox_limit: usize,
    /// Messages that may wait; beyond that nothing more is answered until some are gone.
    pub outbox_limit: usize,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            poll_for: Duration::from_secs(30),
            call_within: Duration::from_secs(20),
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(60),
            answer_within: Duration::from_secs(20),
            operator_within: Duration::from_secs(30 * 60),
            under_way_after: Duration::from_secs(3),
            file_within: Duration::from_secs(90),
            press_within: Duration::from_millis(700),
            well_for: Duration::from_secs(60),
            drain_within: Duration::from_secs(10),
            answering: 16,
            operating: 4,
            given_up: 16,
            reading: 4,
            sending: 32,
            // 25 a second: Telegram allows about 30 for all chats together, and residents' answers go first.
            broadcast_every: Duration::from_millis(40),
            news_every: Duration::from_secs(60),
            burst: 20,
            per_minute: 30,
            told_for: Duration::from_secs(60),
            inbox_limit: 20_000,
            outbox_limit: 20_000,
        }
    }
}
