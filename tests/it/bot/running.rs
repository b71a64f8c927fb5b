//! A bot that runs for one test, with a small conversation of its own.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use linli::delivery::{self, Hear, Network, Networks, RunError, Today, Tuning};
use linli::messaging::{
    Action, Button, ChatKey, Incoming, InlineResult, Message, Outgoing, ResidentAction, RichText, Said,
    UserId,
};
use linli::telegram::{self, Intake, Secret, Telegram, Webhook};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::fake_telegram::{FakeTelegram, TOKEN};

pub(crate) const OPERATOR: i64 = 4242;
/// A chat of Telegram's.
pub(crate) fn chat(id: i64) -> ChatKey {
    telegram::network().chat(id)
}

pub(crate) const SECRET: &str = "a-secret-of-the-tests";

/// How updates come in: a journey is the same either way.
#[derive(Clone, Copy, Debug)]
pub(crate) enum By {
    Polling,
    Webhook,
}

pub(crate) struct Running {
    stop: Option<oneshot::Sender<()>>,
    bot: JoinHandle<Result<(), RunError>>,
}

impl Running {
    pub(crate) fn start(options: Options) -> Self {
        Self::start_with(options, Arc::new(echo))
    }

    pub(crate) fn start_with(options: Options, hear: Hear) -> Self {
        let (stop, stopped) = oneshot::channel();
        let stopped = async {
            let _ = stopped.await;
        };
        Self { stop: Some(stop), bot: tokio::spawn(options.run_until(stopped, hear)) }
    }

    /// Stops it after an ordinary day: everything was confirmed, nothing refused, no button still spins.
    pub(crate) async fn end_of_day(self, fake: &FakeTelegram) {
        self.end_of_day_with(fake, &[]).await;
    }

    /// The same for a day on which these words of refusal were heard.
    pub(crate) async fn end_of_day_with(self, fake: &FakeTelegram, refusals: &[&str]) {
        fake.until("all confirmations", |fake| (fake.unconfirmed() == 0).then_some(())).await;
        self.stop().await.unwrap();
        assert_eq!(fake.spinning(), Vec::<String>::new(), "presses without an answer");
        let heard = fake.refusals();
        let expected =
            heard.len() == refusals.len() && heard.iter().zip(refusals).all(|(h, r)| h.contains(r));
        assert!(expected, "{heard:?} instead of {refusals:?}");
    }

    /// As SIGTERM does.
    pub(crate) async fn stop(mut self) -> Result<(), RunError> {
        let _ = self.stop.take().unwrap().send(());
        self.bot.await.unwrap()
    }

    /// Until it ends by itself.
    pub(crate) async fn end(self) -> Result<(), RunError> {
        let Self { stop: _stop, bot } = self;
        bot.await.unwrap()
    }
}

/// A bot on Telegram.
#[derive(Clone)]
pub(crate) struct Options {
    pub(crate) telegram: telegram::TelegramOptions,
    pub(crate) delivery: delivery::DeliveryOptions,
}

impl Options {
    pub(crate) async fn run_until(
        self,
        stop: impl Future<Output = ()> + Send,
        hear: Hear,
    ) -> Result<(), RunError> {
        let networks = self.networks();
        delivery::run_until(stop, self.delivery, networks, hear).await
    }

    pub(crate) fn networks(&self) -> Networks {
        let telegram = Telegram::new(self.telegram.clone(), self.delivery.tuning).unwrap();
        Networks::new([Arc::new(telegram) as Arc<dyn Network>])
    }
}

/// A folder for the database, and options with short waits.
pub(crate) fn options(fake: &FakeTelegram, by: By) -> (TempDir, Options) {
    let folder = TempDir::new().unwrap();
    let mut options = options_in(folder.path(), fake);
    if let By::Webhook = by {
        // A port that was free a moment ago.
        let listen = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let url = "https://bot.example.org/telegram".parse().unwrap();
        options.telegram.intake =
            Intake::Webhook(Webhook { url, listen, secret: Secret::new(SECRET.to_owned()) });
        fake.bring_to(format!("http://{listen}/telegram"));
    }
    (folder, options)
}

pub(crate) fn options_in(folder: &Path, fake: &FakeTelegram) -> Options {
    let telegram = telegram::TelegramOptions {
        token: Secret::new(TOKEN.to_owned()),
        api_url: fake.api_url().parse().unwrap(),
        intake: Intake::Polling,
        operators: BTreeSet::from([UserId(OPERATOR)]),
    };
    let delivery = delivery::DeliveryOptions {
        operators: BTreeSet::from([telegram::private_chat(UserId(OPERATOR))]),
        today: Today { time_zone: TimeZone::UTC, fixed: Some("2026-11-22".parse().unwrap()) },
        database: folder.join("linli.sqlite"),
        store: None,
        metrics_listen: None,
        reload: None,
        news: None,
        tuning: Tuning {
            poll_for: Duration::from_secs(5),
            call_within: Duration::from_millis(600),
            first_pause: Duration::from_millis(5),
            longest_pause: Duration::from_millis(40),
            news_every: Duration::from_millis(20),
            well_for: Duration::from_millis(50),
            drain_within: Duration::from_secs(3),
            under_way_after: Duration::from_secs(600),
            ..Tuning::default()
        },
    };
    Options { telegram, delivery }
}

/// Says back what it hears; `按钮` gives buttons, `炸` panics, `长` is very long.
pub(crate) fn echo(incoming: Incoming) -> Outgoing {
    let who = if incoming.operator { "管理员" } else { "居民" };
    match &incoming.said {
        Said::Text(text) if text == "炸" => panic!("as the test wants it"),
        Said::Text(text) if text == "长" => one(&"这是一句话。".repeat(1500), &[]),
        Said::Text(text) if text == "坏" => {
            let text = RichText::new().bold("半截").plain(" & <图>");
            Outgoing { messages: vec![Message { text, ..Message::default() }], ..Outgoing::default() }
        }
        Said::Text(text) if text.starts_with("按钮") => one("选一个", &["甲", "乙"]),
        Said::Text(text) => one(&format!("{who}：{text}"), &[]),
        Said::Forwarded(text) => one(&format!("转来：{text}"), &[]),
        Said::Pressed(Action::Resident(ResidentAction::Ask(label))) if label == "慢" => {
            std::thread::sleep(Duration::from_millis(300));
            one("慢慢来", &[])
        }
        Said::Pressed(Action::Resident(ResidentAction::Ask(label))) => {
            let mut answer = one(&format!("您选了{label}"), &["甲", "乙"]);
            answer.edit = true;
            answer.toast = Some(format!("好的，{label}"));
            answer
        }
        Said::Pressed(_) | Said::UnknownButton | Said::Arrived(_) => {
            one(&format!("{:?}", incoming.said), &[])
        }
        Said::File(file) => {
            one(&format!("{}：{:?}", file.name, file.content.as_ref().map(|bytes| bytes.len())), &[])
        }
        Said::Other(kind) => one(&format!("{kind:?}"), &[]),
        Said::Joined { name } => one(&format!("我叫{name}"), &[]),
        Said::Left => Outgoing::default(),
        Said::Inline { query, offset } => {
            let found = |at: usize| InlineResult {
                id: format!("{at}"),
                title: format!("{query}{offset}第{at}"),
                description: "一行".to_owned(),
                message: Message { text: RichText::new().bold(query), ..Message::default() },
            };
            Outgoing { found: vec![found(1), found(2)], next: "2".to_owned(), ..Outgoing::default() }
        }
    }
}

fn one(text: &str, labels: &[&str]) -> Outgoing {
    let button = |label: &&str| Button::new(label, ResidentAction::Ask((*label).to_owned()));
    let buttons = labels.iter().map(|label| vec![button(label)]).collect();
    Outgoing { messages: vec![Message { buttons, ..Message::of_text(text) }], ..Outgoing::default() }
}
