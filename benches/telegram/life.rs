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
use linli::conversation::{self, Conversations};
use linli::delivery::{self, Hear, Network, Networks, Today, Tuning};
use linli::intake::ForeignReader;
use linli::knowledge_base::{self, KnowledgeBase, RefreshPolicy};
use linli::messaging::{Incoming, RichText, Said};
use linli::store::Store;
use linli::telegram::{self, Intake, Secret, Telegram, Webhook};

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
    let store = Store::open(&Path::new(folder).join("linli.sqlite")).unwrap();
    let tuning = Tuning {
        poll_for: Duration::from_secs(5),
        call_within: Duration::from_secs(2),
        first_pause: Duration::from_millis(50),
        longest_pause: Duration::from_secs(2),
        burst: burst.parse().unwrap(),
        ..Tuning::default()
    };
    let options = delivery::DeliveryOptions {
        operators: BTreeSet::new(),
        today: Today { time_zone: TimeZone::UTC, fixed: None },
        database: Path::new(folder).join("linli.sqlite"),
        store: Some(store.clone()),
        metrics_listen: None,
        reload: None,
        news: None,
        tuning,
    };
    let networks = networks(api_url, intake, tuning);
    delivery::run(options, networks, conversation(Path::new(folder), store)).unwrap();
}

/// Telegram alone.
pub(crate) fn networks(api_url: &str, intake: Intake, tuning: Tuning) -> Networks {
    let options = telegram::TelegramOptions {
        token: Secret::new(TOKEN.to_owned()),
        api_url: api_url.parse().unwrap(),
        intake,
        operators: BTreeSet::new(),
    };
    let telegram = Telegram::new(options, tuning).unwrap();
    Networks::new([Arc::new(telegram) as Arc<dyn Network>])
}

/// The shipped knowledge, with its index beside the database.
pub(crate) fn knowledge(folder: &Path) -> KnowledgeBase {
    let options = knowledge_base::KnowledgeBaseOptions {
        knowledge: Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge"),
        state: folder.join("state"),
        refresh: RefreshPolicy::IfQuick,
        home: None,
        reader: ForeignReader::new(env!("CARGO_BIN_EXE_linli")),
    };
    KnowledgeBase::open(&options).unwrap().0
}

/// The real conversation; a number that stands before a question is put before its answer.
fn conversation(folder: &Path, store: Store) -> Hear {
    let options = conversation::ConversationOptions::default();
    let conversations = Conversations::new(Arc::new(knowledge(folder)), store, options);
    Arc::new(move |incoming| {
        let Said::Text(text) = &incoming.said else { return conversations.hear(incoming) };
        let (number, question) = text.split_once(' ').unwrap_or(("", text));
        let said = Said::Text(question.to_owned());
        let number = number.to_owned();
        let mut outgoing = conversations.hear(Incoming { said, ..incoming });
        if let Some(first) = outgoing.messages.first_mut() {
            first.text = RichText::new().plain(&number).line(std::mem::take(&mut first.text));
        }
        outgoing
    })
}

/// What residents ask: the cases of the shipped folder, each with its number in front.
pub(crate) fn questions(count: usize) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge/cases");
    let mut asked: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .flat_map(|file| {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            text.lines().filter_map(question).collect::<Vec<_>>()
        })
        .collect();
    asked.sort();
    (0..count).map(|number| format!("第{number}问 {}", asked[number % asked.len()])).collect()
}

fn question(line: &str) -> Option<String> {
    let case: serde_json::Value = serde_json::from_str(line).ok()?;
    Some(case["q"].as_str()?.to_owned())
}

/// The number before an answer.
pub(crate) fn number(text: &str) -> Option<usize> {
    text.lines().next()?.strip_prefix('第')?.strip_suffix('问')?.parse().ok()
}

/// Resident memory of a process in MiB.
pub(crate) fn memory(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or_default() / 1024
}
