//! Starts and stops.

use std::io::Write;
use std::net::TcpListener;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use linli::delivery::{self, RunError};
use linli::telegram::TelegramError;
use linli::telemetry::{self, names};
use serde_json::Value;
use tracing_subscriber::fmt::MakeWriter;

use super::running::{By, Running, echo, options};
use crate::fake_telegram::{FakeTelegram, Fault, Kind, TOKEN, resident};

#[tokio::test]
async fn the_start_waits_for_telegram() {
    let fake = FakeTelegram::start().await;
    for kind in [Kind::Proxy(502), Kind::CutBefore, Kind::Garbage, Kind::TooMany(0), Kind::Silence] {
        fake.inject(Fault { method: "getMe", times: 1, kind });
    }
    fake.inject(Fault { method: "deleteWebhook", times: 2, kind: Kind::Proxy(500) });
    fake.inject(Fault { method: "setMyCommands", times: 2, kind: Kind::CutAfter });
    let (_folder, options) = options(&fake, By::Polling);
    fake.says(resident(7), "等了一会儿");
    let bot = Running::start(options);
    assert_eq!(fake.until_said(7, 1).await[0].text, "居民：等了一会儿");
    bot.stop().await.unwrap();
}

/// It ended because Telegram does not know the token, and for no other reason.
fn is_wrong_token(ended: &Result<(), RunError>) {
    let Err(RunError::Network(error)) = ended else { panic!("{ended:?}") };
    assert!(matches!(error.downcast_ref(), Some(TelegramError::WrongToken)), "{error:?}");
}

#[tokio::test]
async fn a_wrong_token_ends_the_start() {
    let fake = FakeTelegram::start().await;
    let (_folder, mut options) = options(&fake, By::Polling);
    options.telegram.token = linli::telegram::Secret::new("123456:another_token".to_owned());
    let ended = Running::start(options).end().await;
    is_wrong_token(&ended);
}

#[tokio::test]
async fn a_token_that_is_revoked_ends_the_bot() {
    let fake = FakeTelegram::start().await;
    fake.inject(Fault { method: "getUpdates", times: 1, kind: Kind::Refuse(401, "Unauthorized") });
    let (_folder, options) = options(&fake, By::Polling);
    let ended = Running::start(options).end().await;
    is_wrong_token(&ended);
}

#[tokio::test]
async fn a_stop_while_telegram_is_away_is_a_stop() {
    let fake = FakeTelegram::start().await;
    fake.inject(Fault { method: "getMe", times: 1000, kind: Kind::Proxy(502) });
    let (_folder, options) = options(&fake, By::Polling);
    let bot = Running::start(options);
    fake.until("some tries", |fake| (fake.calls("getMe").len() > 2).then_some(())).await;
    bot.stop().await.unwrap();
}

/// The signals of the system, at the cost of sending them to the tests' own process: whoever else runs a bot in it
/// hears SIGHUP too, and has nothing to reload.
#[test]
fn signals_reload_and_stop() {
    let world = tokio::runtime::Runtime::new().unwrap();
    let fake = world.block_on(FakeTelegram::start());
    let (_folder, mut options) = world.block_on(async { options(&fake, By::Polling) });
    let (told, reloads) = std::sync::mpsc::channel();
    options.delivery.reload = Some(Arc::new(move || told.send(()).unwrap()));
    let bot = std::thread::spawn(move || {
        let networks = options.networks();
        delivery::run(options.delivery, networks, Arc::new(echo))
    });
    fake.says(resident(7), "在吗");
    world.block_on(fake.until_said(7, 1));
    signal("HUP");
    reloads.recv_timeout(Duration::from_secs(20)).unwrap();
    signal("TERM");
    bot.join().unwrap().unwrap();
}

fn signal(name: &str) {
    let command = format!("kill -{name} {}", std::process::id());
    assert!(Command::new("sh").args(["-c", &command]).status().unwrap().success());
}

#[tokio::test]
async fn health_and_figures_can_be_seen_and_no_words() {
    let fake = FakeTelegram::start().await;
    let (_folder, mut options) = options(&fake, By::Polling);
    let listen = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    options.delivery.metrics_listen = Some(listen);
    let log = Log::default();
    // Everything that can be logged, by every test that runs beside this one.
    telemetry::start_with("trace".parse().unwrap(), log.clone());
    let bot = Running::start(options);
    fake.says(resident(7), "在吗");
    fake.says(resident(7), "炸");
    fake.until_said(7, 2).await;
    let client = teloxide::net::default_reqwest_settings().no_proxy().build().unwrap();
    let page = async |path: &str| {
        client.get(format!("http://{listen}{path}")).send().await.unwrap().text().await.unwrap()
    };
    let health: Value = serde_json::from_str(&page("/healthz").await).unwrap();
    assert!(health["last_contact_seconds"].is_number(), "{health}");
    let figures = page("/metrics").await;
    for name in [names::RECEIVED, names::HEARD, names::SEND, names::INBOX, names::OUTBOX] {
        assert!(figures.contains(name), "{name} is missing in {figures}");
    }
    bot.end_of_day(&fake).await;
    let log = log.text();
    assert!(log.contains("serving") && log.contains("a panic was caught"), "{log}");
    for secret in [TOKEN, "在吗", "居民：", "请您再问一次"] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}

/// A log that is kept.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn a_stop_in_the_middle_loses_and_doubles_nothing() {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, By::Polling);
    let bot = Running::start(options.clone());
    for user in 1..=20 {
        fake.says(resident(user), "再见");
        fake.says(resident(user), "再问一句");
    }
    fake.until_said(20, 1).await;
    bot.stop().await.unwrap();
    let bot = Running::start(options);
    for user in 1..=20 {
        let said: Vec<String> = fake.until_said(user, 2).await.into_iter().map(|m| m.text).collect();
        assert_eq!(said, ["居民：再见", "居民：再问一句"]);
    }
    bot.end_of_day(&fake).await;
}
