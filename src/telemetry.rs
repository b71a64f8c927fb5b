//! What can be seen from outside: the log on standard error, counters, and whether the bot is well.
//!
//! Knows nothing of messages: no text, name, chat number or token is ever written or counted. Other modules say what has
//! happened by a function for each event; out come the figures in [`names`] and the pages `/healthz` and `/metrics`.

mod page;
mod heartbeats;

use std::io::IsTerminal;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

pub(crate) use heartbeats::{Heartbeat, heartbeat};
pub(crate) use page::serve;

/// The names of all figures, as Prometheus sees them.
pub mod names {
    /// Updates stored.
    pub const RECEIVED: &str = "linli_updates_received_total";
    /// Updates that came again and were recognised.
    pub(crate) const REPEATED_UPDATES: &str = "linli_updates_repeated_total";
    /// Messages beyond a user's limit.
    pub(crate) const FLOODED: &str = "linli_updates_flooded_total";
    /// Questions by outcome.
    pub(crate) const QUESTIONS: &str = "linli_questions_total";
    /// Seconds that the conversation took.
    pub const HEARD: &str = "linli_answer_seconds";
    /// Calls that send a message, by result, in seconds.
    pub const SEND: &str = "linli_send_seconds";
    /// Messages that left the outbox, by result.
    pub(crate) const DELIVERED: &str = "linli_messages_total";
    /// Messages sent again because Telegram's answer was lost: each may have arrived twice.
    pub(crate) const REPEATED_SENDS: &str = "linli_messages_repeated_total";
    /// Updates that wait for an answer.
    pub const INBOX: &str = "linli_inbox_depth";
    /// Messages that wait to be sent.
    pub const OUTBOX: &str = "linli_outbox_depth";
    /// Answers that were given up and have not ended.
    pub(crate) const GIVEN_UP: &str = "linli_answers_given_up";
    /// Reloads by result.
    pub(crate) const RELOADS: &str = "linli_reloads_total";
    /// Caught panics by place.
    pub(crate) const PANICS: &str = "linli_panics_total";
    /// Failures by place.
    pub(crate) const FAILURES: &str = "linli_failures_total";
}

/// The bounds of the latency histograms, in seconds.
const SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

static FIGURES: LazyLock<Option<PrometheusHandle>> = LazyLock::new(|| {
    PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("seconds".to_owned()), SECONDS)
        .and_then(PrometheusBuilder::install_recorder)
        .ok()
});
static STATE: AtomicU8 = AtomicU8::new(STARTING);
static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
static CONTACT: std::sync::Mutex<Option<Instant>> = std::sync::Mutex::new(None);

const STARTING: u8 = 0;
const SERVING: u8 = 1;
const STOPPING: u8 = 2;

/// Libraries that would tell addresses, and with them the token, or whole messages when asked for everything.
/// What the PDF reader complains of, the operator is told in plain words.
const TACITURN: [&str; 8] = [
    "hyper=info",
    "hyper_util=info",
    "reqwest=info",
    "h2=info",
    "rustls=info",
    "axum=info",
    "hayro_syntax=off",
    "hayro_cmap=off",
];

/// Sends the log to standard error and begins to count; `filter` as in `LINLI_LOG`. A second call changes nothing.
pub fn start(filter: EnvFilter) {
    start_with(filter, std::io::stderr);
}

/// The same with the log going elsewhere.
pub fn start_with<W>(filter: EnvFilter, writer: W)
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let capped = TACITURN.iter().filter_map(|cap| cap.parse().ok()).fold(filter, EnvFilter::add_directive);
    // Colours are for a terminal; in a journal they are noise.
    let colours = std::io::stderr().is_terminal();
    let _ =
        tracing_subscriber::fmt().with_writer(writer).with_ansi(colours).with_env_filter(capped).try_init();
    LazyLock::force(&FIGURES);
    LazyLock::force(&BEGUN);
}

/// From now on a panic tells where it happened and nothing else: what it says may hold a resident's words. For the
/// program that serves residents, before the bot runs.
pub(crate) fn silence_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic");
    }));
}

/// A question was answered with this outcome.
pub(crate) fn question(outcome: &'static str) {
    counter!(names::QUESTIONS, "outcome" => outcome).increment(1);
}

/// The knowledge was read again.
pub(crate) fn reloaded(well: bool) {
    counter!(names::RELOADS, "result" => if well { "ok" } else { "failed" }).increment(1);
}

pub(crate) fn received(new: usize, repeated: usize) {
    counter!(names::RECEIVED).increment(new as u64);
    counter!(names::REPEATED_UPDATES).increment(repeated as u64);
}

pub(crate) fn flooded() {
    counter!(names::FLOODED).increment(1);
}

pub(crate) fn heard(took: Duration) {
    histogram!(names::HEARD).record(took);
}

pub(crate) fn sent(result: &'static str, took: Duration) {
    if result == "ok" {
        contact();
    }
    histogram!(names::SEND, "result" => result).record(took);
}

pub(crate) fn delivered(result: &'static str) {
    counter!(names::DELIVERED, "result" => result).increment(1);
}

pub(crate) fn repeated() {
    counter!(names::REPEATED_SENDS).increment(1);
}

pub(crate) fn inbox_depth(depth: usize) {
    gauge!(names::INBOX).set(depth as f64);
}

pub(crate) fn outbox_depth(depth: usize) {
    gauge!(names::OUTBOX).set(depth as f64);
}

/// So many answers more, or fewer, were given up and have not ended.
pub(crate) fn given_up(more: f64) {
    gauge!(names::GIVEN_UP).increment(more);
}

pub(crate) fn panicked(place: &'static str) {
    tracing::error!(place, "a panic was caught");
    counter!(names::PANICS, "place" => place).increment(1);
}

pub(crate) fn failed(place: &'static str) {
    counter!(names::FAILURES, "place" => place).increment(1);
}

/// Telegram was heard of.
pub(crate) fn contact() {
    *CONTACT.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(Instant::now());
}

pub(crate) fn serving() {
    STATE.store(SERVING, Ordering::Relaxed);
}

pub(crate) fn stopping() {
    STATE.store(STOPPING, Ordering::Relaxed);
}
