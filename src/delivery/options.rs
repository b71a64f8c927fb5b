//! What delivery is told when it starts: plain values, filled in by `config` and `cli`.
//!
//! Knows nothing of where they come from.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::conversation::Notification;
use crate::messaging::{ChatKey, NetworkId};
use crate::store::{Store, StoreError};

/// Called on a blocking thread when the operator asks for a reload from outside (SIGHUP).
pub(crate) type Reload = Arc<dyn Fn() + Send + Sync>;

/// What is to be told at this moment to those of a network who subscribed. May take a while.
pub(crate) type FindNews = Arc<dyn Fn(NetworkId) -> Result<Vec<Notification>, StoreError> + Send + Sync>;

/// Everything that delivery needs to run.
#[derive(Clone)]
pub struct DeliveryOptions {
    /// The operators' own chats.
    pub operators: BTreeSet<ChatKey>,
    /// Which day it is.
    pub today: Today,
    /// The database file.
    pub database: PathBuf,
    /// The same file, if somebody has opened it already; else it is opened here.
    pub store: Option<Store>,
    /// Where health and metrics are served.
    pub metrics_listen: Option<SocketAddr>,
    /// What SIGHUP does.
    pub reload: Option<Reload>,
    /// Where news come from; without it nobody is told of any.
    pub news: Option<FindNews>,
    /// Times and sizes; the defaults are right outside tests.
    pub tuning: Tuning,
}

/// Which day it is where the residents are.
#[derive(Clone, Debug)]
pub struct Today {
    /// Where they are.
    pub time_zone: TimeZone,
    /// A fixed day instead of the clock's, for tests and demonstrations.
    pub fixed: Option<Date>,
}

impl Today {
    /// The day.
    #[must_use]
    pub(crate) fn date(&self) -> Date {
        self.fixed.unwrap_or_else(|| self.now().date())
    }

    /// What a clock on the wall shows, whatever day is fixed.
    #[must_use]
    pub(crate) fn now(&self) -> DateTime {
        Timestamp::now().to_zoned(self.time_zone.clone()).datetime()
    }
}

/// Times and sizes that tests shorten.
#[derive(Clone, Copy, Debug)]
pub struct Tuning {
    /// How long a network holds a request for updates open when there are none.
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
    /// Updates that may wait; beyond that they are left where they come from.
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
