//! A bot that knows a folder, and the people who write to it. Texts are compared as shown: without marks.

use std::{
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use jiff::civil::DateTime;

use linli::{
    article::PlacePath,
    conversation::{ConversationOptions, Conversations, Retriever},
    delivery::{Hear, Tuning, announce_now},
    knowledge_base::{self, KnowledgeBase, RefreshPolicy},
    operators::{Operators, OperatorsOptions, Trigger},
    store::Store,
};
use serde_json::Value;
use tokio::sync::watch;

use crate::{
    bot::running::{OPERATOR, Running, chat, options_in},
    fake_telegram::{FakeTelegram, Shown, resident},
    workplace::{TODAY, Workplace, reader, shipped},
};

/// When the tests begin, unless they say otherwise.
const MORNING: &str = "2026-11-22T10:00";
/// Somebody who writes to the bot in private.
pub(super) const RESIDENT: i64 = 7;
/// Nobody else has a number from here on.
const NEWCOMERS: i64 = 5_000;

pub(super) struct Town {
    pub(super) fake: FakeTelegram,
    pub(super) place: Workplace,
    knowledge: Arc<KnowledgeBase>,
    options: knowledge_base::KnowledgeBaseOptions,
    operators: Arc<Operators>,
    /// The clock on the wall, by which news are sent.
    clock: Arc<Mutex<DateTime>>,
    /// What the bot keeps.
    pub(super) store: Store,
    looks: Looks,
    bot: Running,
    /// How many have written who had never written before.
    newcomers: AtomicI64,
}

/// How often it was looked whether there is news.
type Looks = watch::Receiver<usize>;

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

    /// The same at the very first start, before the folder was looked at.
    pub(super) async fn unread(place: Workplace) -> Self {
        let folder = place.path("knowledge");
        Self::opened(place, &folder, (None, RefreshPolicy::Later)).await
    }

    /// The same, for residents of this place.
    pub(super) async fn of_home(place: Workplace, home: &'static str) -> Self {
        let folder = place.path("knowledge");
        Self::open(place, &folder, Some(home)).await
    }

    async fn open(place: Workplace, folder: &Path, home: Option<&'static str>) -> Self {
        Self::opened(place, folder, (home, RefreshPolicy::Always)).await
    }

    async fn opened(
        place: Workplace,
        folder: &Path,
        (home, refresh): (Option<&'static str>, RefreshPolicy),
    ) -> Self {
        let options = knowledge_base::KnowledgeBaseOptions {
            knowledge: folder.to_owned(),
            state: place.path("state"),
            refresh,
            home: home.map(PlacePath::new),
            reader: reader(),
        };
        let knowledge = Arc::new(KnowledgeBase::open(&options).unwrap().0);
        let fake = FakeTelegram::start().await;
        let clock = Arc::new(Mutex::new(MORNING.parse().unwrap()));
        let Begun { bot, operators, store, looks } = start(&fake, &place, &knowledge, (&options, &clock));
        let newcomers = AtomicI64::new(0);
        Self { fake, place, knowledge, options, operators, clock, store, looks, bot, newcomers }
    }

    /// It is that late now, on the bot's day.
    pub(super) fn at(&self, time: &str) {
        *self.clock.lock().unwrap() = format!("2026-11-22T{time}").parse().unwrap();
    }

    /// It was looked for news, twice, since this was asked for.
    pub(super) async fn after_a_look(&self) {
        let mut looks = self.looks.clone();
        let wanted = *looks.borrow_and_update() + 2;
        looks.wait_for(|looks| *looks >= wanted).await.unwrap();
    }

    /// How often anybody was told of anything.
    pub(super) async fn told_so_far(&self) -> usize {
        let store = self.store.clone();
        tokio::task::spawn_blocking(move || {
            store.notified_since(linli::messaging::NoticeId(0)).unwrap().len()
        })
        .await
        .unwrap()
    }

    /// A message that comes by itself, after so many others.
    pub(super) async fn comes(&self, user: i64, before: usize) -> Shown {
        self.next(user, before).await
    }

    /// A notice printed two days ago, in 平城区.
    pub(super) fn prints(&self, id: &str, title: &str, body: &str) {
        let text = format!(
            "---\ntitle: \"{title}\"\npublished: 2026-11-20\nsource: \"邻里小报\"\n\
             places: [\"山西省/大同市/平城区\"]\n---\n\n{body}\n"
        );
        self.place.write(&format!("knowledge/articles/{id}.md"), text);
    }

    /// The bot ends and begins anew, as `serve` does: what was said is forgotten, the folder is not looked at yet.
    pub(super) async fn restarted(self) -> Self {
        let Self { fake, place, knowledge, options, operators, clock, bot, newcomers, .. } = self;
        bot.end_of_day(&fake).await;
        drop((knowledge, operators));
        let later = knowledge_base::KnowledgeBaseOptions { refresh: RefreshPolicy::Later, ..options.clone() };
        let knowledge = Arc::new(KnowledgeBase::open(&later).unwrap().0);
        assert!(knowledge.is_writer(), "somebody still holds the former knowledge");
        let Begun { bot, operators, store, looks } = start(&fake, &place, &knowledge, (&options, &clock));
        Self { fake, place, knowledge, options, operators, clock, store, looks, bot, newcomers }
    }

    /// The folder is looked at without an operator's asking.
    pub(super) async fn look(&self, trigger: Trigger) {
        let operators = Arc::clone(&self.operators);
        let today = TODAY.parse().unwrap();
        tokio::task::spawn_blocking(move || operators.look(trigger, today)).await.unwrap();
    }

    /// That day has come.
    pub(super) async fn tidy_up(&self, today: &str) {
        let operators = Arc::clone(&self.operators);
        let today = today.parse().unwrap();
        tokio::task::spawn_blocking(move || operators.forget_old(today)).await.unwrap();
    }

    /// It is this moment.
    pub(super) async fn moment(&self, now: &str) {
        let operators = Arc::clone(&self.operators);
        let now = now.parse().unwrap();
        tokio::task::spawn_blocking(move || operators.on_mondays(now)).await.unwrap();
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

    /// Somebody asks who has never asked anything: nothing that was said before is repeated or followed.
    pub(super) async fn newcomer_asks(&self, text: &str) -> Shown {
        let number = self.newcomers.fetch_add(1, Ordering::Relaxed);
        self.told(NEWCOMERS + number, text).await
    }

    /// The resident sends something that is not text.
    pub(super) async fn send(&self, fields: Value) -> Shown {
        let before = self.fake.said(RESIDENT).len();
        self.fake.message(resident(RESIDENT), fields);
        self.next(RESIDENT, before).await
    }

    /// The operator sends a file and reads the one message that comes back.
    pub(super) async fn sent(&self, name: &str, bytes: &[u8]) -> Shown {
        let before = self.fake.said(OPERATOR).len();
        self.fake.sends_file(resident(OPERATOR), name, bytes);
        self.next(OPERATOR, before).await
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

    /// A press that changes the message itself into one that shows this, whatever else is said meanwhile.
    pub(super) async fn press_and_see(&self, shown: &Shown, label: &str, part: &str) -> Shown {
        self.fake.presses(resident(shown.chat), shown, label);
        let changed = |fake: &FakeTelegram| {
            fake.said(shown.chat).into_iter().find(|now| now.id == shown.id && now.text.contains(part))
        };
        self.fake.until(part, changed).await
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

    /// The same, with the folder kept to be looked at.
    pub(super) async fn end_of_day_and_keep(self) -> Workplace {
        self.bot.end_of_day(&self.fake).await;
        self.place
    }
}

/// A bot that has begun.
struct Begun {
    bot: Running,
    operators: Arc<Operators>,
    store: Store,
    looks: Looks,
}

fn start(
    fake: &FakeTelegram,
    place: &Workplace,
    knowledge: &Arc<KnowledgeBase>,
    (knowing, clock): (&knowledge_base::KnowledgeBaseOptions, &Arc<Mutex<DateTime>>),
) -> Begun {
    let home = knowing.home.clone();
    let options = ConversationOptions { home: home.clone(), editors: true };
    let mut bot = options_in(&place.path("state"), fake);
    let store = Store::open(&bot.delivery.database).unwrap();
    bot.delivery.store = Some(store.clone());
    let conversations =
        Arc::new(Conversations::new(Arc::clone(knowledge) as Arc<dyn Retriever>, store.clone(), options));
    let (announcing, networks) = (store.clone(), bot.networks());
    let senders = networks.clone();
    let options = OperatorsOptions {
        home,
        notify: Some(Arc::new(move |message| {
            announce_now(&announcing, &networks, &[chat(OPERATOR)], &message).unwrap();
        })),
        queued: Arc::new(move |chat, edit, message| senders.notification(chat, edit, message)),
        changed: Arc::new(|| {}),
    };
    let operators = Arc::new(Operators::new(Arc::clone(knowledge), store.clone(), options));
    let first = Arc::clone(&operators);
    let (looked, looks) = watch::channel(0);
    let (news, clock) = (Arc::clone(&conversations), Arc::clone(clock));
    bot.delivery.news = Some(Arc::new(move |network| {
        let now = *clock.lock().unwrap();
        let due = news.due_notifications(network, now);
        looked.send_modify(|looks| *looks += 1);
        due
    }));
    let hear: Hear =
        Arc::new(move |incoming| first.hear(&incoming).unwrap_or_else(|| conversations.hear(incoming)));
    // Answers of the real conversation take longer than an echo; on a busy machine much longer.
    let (defaults, poll_for) = (Tuning::default(), Duration::from_secs(5));
    let (news_every, broadcast_every) = (Duration::from_millis(20), Duration::from_millis(1));
    let first_pause = Duration::from_millis(5);
    bot.delivery.tuning = Tuning {
        burst: 100,
        per_minute: 1000,
        poll_for,
        news_every,
        broadcast_every,
        first_pause,
        file_within: Duration::from_secs(2),
        // However busy the machine is, what operators want comes as one message.
        under_way_after: Duration::from_secs(600),
        ..defaults
    };
    Begun { bot: Running::start_with(bot, hear), operators, store, looks }
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
