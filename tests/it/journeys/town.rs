//! A bot that knows a folder, and the people who write to it. Texts are compared as shown: without marks.

use std::{path::Path, sync::Arc, time::Duration};

use linli::{
    article::PlacePath,
    bot::{Hear, Options, Tuning, announce_now},
    conversation::{self, Conversations, Knowledge},
    knowledge_base::{self, KnowledgeBase, Look},
    store::Store,
    upkeep::{self, By, Upkeep},
};
use serde_json::Value;

use crate::{
    bot::running::{OPERATOR, Running, options_in},
    fake_telegram::{FakeTelegram, Shown, resident},
    workplace::{TODAY, Workplace, shipped},
};

/// Somebody who writes to the bot in private.
pub(super) const RESIDENT: i64 = 7;

pub(super) struct Town {
    pub(super) fake: FakeTelegram,
    pub(super) place: Workplace,
    knowledge: Arc<KnowledgeBase>,
    options: knowledge_base::Options,
    upkeep: Arc<Upkeep>,
    bot: Running,
}

impl Town {
    /// The shipped knowledge, for residents of no place in particular.
    pub(super) async fn shipped() -> Self {
        Self::living_in(None).await
    }

    /// The shipped knowledge, for residents of this place.
    pub(super) async fn living_in(home: Option<&'static str>) -> Self {
        let place = Workplace::new();
        let folder = shipped();
        Self::open(place, &folder, home).await
    }

    /// The knowledge of the workplace's own folder.
    pub(super) async fn of(place: Workplace) -> Self {
        let folder = place.path("knowledge");
        Self::open(place, &folder, None).await
    }

    async fn open(place: Workplace, folder: &Path, home: Option<&'static str>) -> Self {
        let options = knowledge_base::Options {
            knowledge: folder.to_owned(),
            state: place.path("state"),
            look: Look::Always,
            home: home.map(PlacePath::new),
        };
        let knowledge = Arc::new(KnowledgeBase::open(&options).unwrap().0);
        let fake = FakeTelegram::start().await;
        let (bot, upkeep) = start(&fake, &place, &knowledge, &options);
        Self { fake, place, knowledge, options, upkeep, bot }
    }

    /// The bot ends and begins anew, as `serve` does: what was said is forgotten, the folder is not looked at yet.
    pub(super) async fn restarted(self) -> Self {
        let Self { fake, place, knowledge, options, upkeep, bot } = self;
        bot.end_of_day(&fake).await;
        drop((knowledge, upkeep));
        let later = knowledge_base::Options { look: Look::Later, ..options.clone() };
        let knowledge = Arc::new(KnowledgeBase::open(&later).unwrap().0);
        assert!(knowledge.is_writer(), "somebody still holds the former knowledge");
        let (bot, upkeep) = start(&fake, &place, &knowledge, &options);
        Self { fake, place, knowledge, options, upkeep, bot }
    }

    /// The folder is looked at without an operator's asking.
    pub(super) async fn look(&self, by: By) {
        let upkeep = Arc::clone(&self.upkeep);
        let today = TODAY.parse().unwrap();
        tokio::task::spawn_blocking(move || upkeep.look(by, today)).await.unwrap();
    }

    /// The last message to an operator once it shows this.
    pub(super) async fn operator_reads(&self, part: &str) -> Shown {
        let last = |fake: &FakeTelegram| fake.said(OPERATOR).pop().filter(|last| last.text.contains(part));
        self.fake.until(part, last).await
    }

    /// Somebody writes and reads the one message that comes back.
    pub(super) async fn told(&self, user: i64, text: &str) -> Shown {
        let before = self.fake.said(user).len();
        self.fake.says(resident(user), text);
        self.next(user, before).await
    }

    /// The resident asks.
    pub(super) async fn ask(&self, text: &str) -> Shown {
        self.told(RESIDENT, text).await
    }

    /// The resident sends something that is not text.
    pub(super) async fn send(&self, fields: Value) -> Shown {
        let before = self.fake.said(RESIDENT).len();
        self.fake.message(resident(RESIDENT), fields);
        self.next(RESIDENT, before).await
    }

    /// A press that brings another message.
    pub(super) async fn press(&self, shown: &Shown, label: &str) -> Shown {
        let before = self.fake.said(shown.chat).len();
        let press = self.fake.presses(resident(shown.chat), shown, label);
        self.fake.until("the end of the spinner", |fake| fake.press_answer(&press)).await;
        self.next(shown.chat, before).await
    }

    /// A press that changes the message itself.
    pub(super) async fn turn(&self, shown: &Shown, label: &str) -> Shown {
        let before = self.fake.said(shown.chat).len();
        let press = self.fake.presses(resident(shown.chat), shown, label);
        self.fake.until("the end of the spinner", |fake| fake.press_answer(&press)).await;
        let changed = |fake: &FakeTelegram| {
            fake.said(shown.chat).into_iter().find(|now| now.id == shown.id && now.text != shown.text)
        };
        let turned = self.fake.until("the message to change", changed).await;
        assert_eq!(self.fake.said(shown.chat).len(), before, "a new message instead of a changed one");
        turned
    }

    /// A press that brings several messages, the last of which ends like this.
    pub(super) async fn press_until(&self, shown: &Shown, label: &str, ending: &str) -> Vec<Shown> {
        let before = self.fake.said(shown.chat).len();
        self.fake.presses(resident(shown.chat), shown, label);
        let all = |fake: &FakeTelegram| {
            let new = fake.said(shown.chat).split_off(before);
            new.last().is_some_and(|last| last.text.ends_with(ending)).then_some(new)
        };
        self.fake.until(ending, all).await
    }

    async fn next(&self, user: i64, before: usize) -> Shown {
        let said = self.fake.until_said(user, before + 1).await;
        assert_eq!(said.len(), before + 1, "more than one message: {said:#?}");
        said.last().unwrap().clone()
    }

    /// Nothing was refused, nothing is left.
    pub(super) async fn end_of_day(self) {
        self.bot.end_of_day(&self.fake).await;
    }
}

fn start(
    fake: &FakeTelegram,
    place: &Workplace,
    knowledge: &Arc<KnowledgeBase>,
    knowing: &knowledge_base::Options,
) -> (Running, Arc<Upkeep>) {
    let home = knowing.home.clone();
    let options = conversation::Options { home: home.clone(), editors: true };
    let mut bot: Options = options_in(&place.path("state"), fake);
    let store = Store::open(&bot.database).unwrap();
    bot.store = Some(store.clone());
    let conversations =
        Arc::new(Conversations::new(Arc::clone(knowledge) as Arc<dyn Knowledge>, store.clone(), options));
    let operators = store.clone();
    let desk = upkeep::Options {
        home,
        tell: Some(Arc::new(move |message| announce_now(&operators, &[OPERATOR], &message).unwrap())),
        changed: Arc::new(|| {}),
    };
    let upkeep = Arc::new(Upkeep::new(Arc::clone(knowledge), store, desk));
    let desk = Arc::clone(&upkeep);
    let hear: Hear =
        Arc::new(move |incoming| desk.hear(&incoming).unwrap_or_else(|| conversations.hear(incoming)));
    // Answers of the real conversation take longer than an echo; on a busy machine much longer.
    let (defaults, poll_for) = (Tuning::default(), Duration::from_secs(5));
    bot.tuning = Tuning { burst: 100, per_minute: 1000, poll_for, ..defaults };
    (Running::start_with(bot, hear), upkeep)
}

/// What stands on the buttons below a message.
pub(super) fn labels(shown: &Shown) -> Vec<String> {
    let rows = shown.body["reply_markup"]["inline_keyboard"].as_array().cloned().unwrap_or_default();
    let buttons = rows.iter().flat_map(|row| row.as_array().unwrap());
    buttons.map(|button| button["text"].as_str().unwrap().to_owned()).collect()
}

/// Fails unless the message shows all of this, in this order.
#[track_caller]
pub(super) fn shows(shown: &Shown, parts: &[&str]) {
    let mut rest = shown.text.as_str();
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else {
            panic!("`{part}` is not (or not there) in:\n{}", shown.text);
        };
        rest = after;
    }
}

/// Fails if the message shows any of this.
#[track_caller]
pub(super) fn hides(shown: &Shown, parts: &[&str]) {
    for part in parts {
        assert!(!shown.text.contains(part), "`{part}` is in:\n{}", shown.text);
    }
}
