//! One life of a bot: a process that can be killed.
//!
//! Knows nothing of the trial that it is part of.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use linli::bot::{self, Intake, Options, Secret, Tuning, Webhook};
use linli::conversation::{Incoming, Outgoing, Said};
use linli::reply::Message;

use crate::fake_telegram::TOKEN;

/// The secret of the webhook.
pub(crate) const SECRET: &str = "a-secret-of-the-bench";

/// How a life begins.
pub(crate) struct Birth<'a> {
    pub(crate) api_url: &'a str,
    pub(crate) folder: &'a Path,
    /// By webhook at this address, else by polling.
    pub(crate) listen: Option<SocketAddr>,
    /// Messages that a user may send in quick succession.
    pub(crate) burst: u32,
}

impl Birth<'_> {
    pub(crate) fn spawn(&self) -> Child {
        let listen = self.listen.map_or_else(|| "-".to_owned(), |listen| listen.to_string());
        Command::new(std::env::current_exe().unwrap())
            .args(["bot", self.api_url])
            .arg(self.folder)
            .args([&listen, &self.burst.to_string()])
            .stdin(Stdio::null())
            .spawn()
            .unwrap()
    }
}

/// Lives until it is killed.
pub(crate) fn live(words: &[&str]) {
    let [api_url, folder, listen, burst] = words else { panic!("a life has four words, not {words:?}") };
    linli::telemetry::start("error".parse().unwrap());
    let intake = listen.parse().map_or(Intake::Polling, |listen| {
        let url = "https://bot.example.org/telegram".parse().unwrap();
        Intake::Webhook(Webhook { url, listen, secret: Secret::new(SECRET.to_owned()) })
    });
    let options = Options {
        token: Secret::new(TOKEN.to_owned()),
        api_url: api_url.parse().unwrap(),
        intake,
        operators: BTreeSet::new(),
        time_zone: TimeZone::UTC,
        today: None,
        database: Path::new(folder).join("linli.sqlite"),
        store: None,
        metrics_listen: None,
        reload: None,
        tuning: Tuning {
            poll_for: Duration::from_secs(5),
            call_within: Duration::from_secs(2),
            first_pause: Duration::from_millis(50),
            longest_pause: Duration::from_secs(2),
            burst: burst.parse().unwrap(),
            ..Tuning::default()
        },
    };
    bot::run(options, Arc::new(echo)).unwrap();
}

/// What a short search costs, then the question itself.
fn echo(incoming: Incoming) -> Outgoing {
    std::thread::sleep(Duration::from_millis(2));
    let Said::Text(text) = incoming.said else { return Outgoing::default() };
    Outgoing { messages: vec![Message { html: text, buttons: Vec::new() }], edit: false, toast: None }
}

/// Resident memory of a process in MiB.
pub(crate) fn memory(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or_default() / 1024
}
