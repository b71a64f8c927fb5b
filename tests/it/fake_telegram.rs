//! A Bot API server on loopback that behaves as Telegram does, as strictly, and on demand as badly.
//!
//! Knows nothing of linli: it speaks JSON over HTTP like the real one.

mod bringing;
mod faults;
mod files;
mod inline;
mod methods;
mod rules;
mod server;
mod updates;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

pub(crate) use faults::{Fault, Kind, Rate};
pub(crate) use updates::{bot_user, forward_origin, group, resident};

pub(crate) const TOKEN: &str = "123456:AAFfake_token_for_tests";
pub(crate) const BOT_ID: i64 = 123_456;
pub(crate) const BOT_NAME: &str = "LinliTestBot";
/// Nothing on loopback takes longer unless it has gone wrong.
const PATIENCE: Duration = Duration::from_secs(20);

/// A call as it came.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) body: Value,
    /// What was answered: 0 when the answer did not arrive.
    pub(crate) code: u16,
    /// The description of a refusal.
    pub(crate) answer: String,
    pub(crate) at: Instant,
}

/// A message as a chat shows it.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) id: i64,
    pub(crate) chat: i64,
    pub(crate) by_bot: bool,
    /// The text without marks.
    pub(crate) text: String,
    /// The sender's fields of the call.
    pub(crate) body: Value,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) next_update: i64,
    pub(super) next_message: i64,
    pub(super) next_press: i64,
    pub(super) waiting: VecDeque<Value>,
    pub(super) chats: BTreeSet<i64>,
    pub(super) gone: BTreeMap<i64, &'static str>,
    pub(super) moved: HashMap<i64, i64>,
    pub(super) messages: Vec<Shown>,
    pub(super) presses: HashMap<String, Option<Value>>,
    pub(super) files: Vec<files::Kept>,
    /// Words typed behind the bot's name, and what was answered.
    pub(super) queries: HashMap<String, Option<Value>>,
    pub(super) calls: Vec<Call>,
    pub(super) faults: Vec<Fault>,
    pub(super) rate: Option<Rate>,
    pub(super) webhook: Option<Value>,
    pub(super) chat_limit: Option<Duration>,
    pub(super) last_send: HashMap<i64, Instant>,
    pub(super) total_limit: Option<(usize, Duration)>,
    pub(super) last_sends: VecDeque<Instant>,
    /// Calls are not recorded: for long runs.
    pub(super) forgetful: bool,
    /// Brings every update twice, as if the answer to the first time had been lost.
    pub(super) twice: bool,
    /// The offset that was ignored last, where everything is brought twice.
    pub(super) confirmed: i64,
    /// What was answered, and when first.
    pub(super) arrivals: HashMap<String, Instant>,
    /// Messages that were taken without the bot being told.
    pub(super) lost_answers: usize,
}

#[derive(Clone)]
pub(crate) struct FakeTelegram {
    address: SocketAddr,
    pub(super) state: Arc<Mutex<State>>,
    pub(super) changed: Arc<Notify>,
    _server: Arc<Server>,
}

struct Server(JoinHandle<()>);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl FakeTelegram {
    pub(crate) async fn start() -> Self {
        let state = Arc::new(Mutex::new(State { next_update: 1000, next_message: 1, ..State::default() }));
        let changed = Arc::new(Notify::new());
        let (address, server) = server::start(Arc::clone(&state), Arc::clone(&changed)).await;
        Self { address, state, changed, _server: Arc::new(Server(server)) }
    }

    pub(crate) fn api_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Makes calls fail.
    pub(crate) fn inject(&self, fault: Fault) {
        self.lock().faults.push(fault);
    }

    /// Makes calls fail now and then.
    pub(crate) fn fail_at_random(&self, rate: Rate) {
        self.lock().rate = Some(rate);
    }

    /// Records no calls from now on: for long runs.
    pub(crate) fn forget_calls(&self) {
        self.lock().forgetful = true;
    }

    /// How many different texts of this kind the bot has said.
    pub(crate) fn answered(&self, wanted: impl Fn(&str) -> bool) -> usize {
        self.lock().arrivals.keys().filter(|text| wanted(text)).count()
    }

    /// How many messages of the bot have such a text.
    pub(crate) fn answered_by(&self, wanted: impl Fn(&str) -> bool) -> usize {
        self.lock().messages.iter().filter(|shown| shown.by_bot && wanted(&shown.text)).count()
    }

    /// When the bot said each text first.
    pub(crate) fn arrivals(&self) -> HashMap<String, Instant> {
        self.lock().arrivals.clone()
    }

    /// Messages that were taken without the bot being told.
    pub(crate) fn lost_answers(&self) -> usize {
        self.lock().lost_answers
    }

    /// Nothing fails any more.
    pub(crate) fn heal(&self) {
        self.lock().faults.clear();
    }

    /// Every update is brought twice from now on.
    pub(crate) fn bring_twice(&self) {
        self.lock().twice = true;
    }

    /// The chat exists without anybody having spoken.
    pub(crate) fn meet(&self, chat: i64) {
        self.lock().chats.insert(chat);
    }

    /// From now on the chat answers every message with this refusal.
    pub(crate) fn lose_chat(&self, chat: i64, refusal: &'static str) {
        self.lock().gone.insert(chat, refusal);
    }

    /// The group has another number from now on.
    pub(crate) fn move_chat(&self, from: i64, to: i64) {
        let mut state = self.lock();
        state.chats.insert(to);
        state.moved.insert(from, to);
    }

    /// At most one message in this time in each chat.
    pub(crate) fn limit_chats(&self, distance: Duration) {
        self.lock().chat_limit = Some(distance);
    }

    /// At most that many messages in this time, all chats together.
    pub(crate) fn limit_all(&self, count: usize, time: Duration) {
        self.lock().total_limit = Some((count, time));
    }

    pub(crate) fn calls(&self, method: &str) -> Vec<Call> {
        let state = self.lock();
        state.calls.iter().filter(|call| call.method.eq_ignore_ascii_case(method)).cloned().collect()
    }

    /// Everything that the bot has said in the chat, as it stands now.
    pub(crate) fn said(&self, chat: i64) -> Vec<Shown> {
        let state = self.lock();
        state.messages.iter().filter(|shown| shown.chat == chat && shown.by_bot).cloned().collect()
    }

    /// Presses that nobody has answered.
    pub(crate) fn spinning(&self) -> Vec<String> {
        let state = self.lock();
        state.presses.iter().filter(|(_, answer)| answer.is_none()).map(|(press, _)| press.clone()).collect()
    }

    /// What Telegram refused, apart from menus for people whom it does not know and edits that change nothing.
    pub(crate) fn refusals(&self) -> Vec<String> {
        let state = self.lock();
        let refused = state.calls.iter().filter(|call| (400..429).contains(&call.code));
        let told = refused.map(|call| format!("{}: {}", call.method, call.answer));
        told.filter(|told| !told.starts_with("setmycommands") && !told.contains("not modified")).collect()
    }

    pub(crate) fn webhook(&self) -> Option<Value> {
        self.lock().webhook.clone()
    }

    /// What the press was answered with, once it was.
    pub(crate) fn press_answer(&self, press: &str) -> Option<Value> {
        self.lock().presses.get(press).cloned().flatten()
    }

    /// Updates that were not confirmed.
    pub(crate) fn unconfirmed(&self) -> usize {
        self.lock().waiting.len()
    }

    /// Waits until the bot has said that many messages in the chat and gives them.
    pub(crate) async fn until_said(&self, chat: i64, count: usize) -> Vec<Shown> {
        self.until(&format!("{count} messages in chat {chat}"), |fake| {
            let said = fake.said(chat);
            (said.len() >= count).then_some(said)
        })
        .await
    }

    /// Waits until the bot has said exactly this in the chat.
    pub(crate) async fn until_shown(&self, chat: i64, text: &str) -> Shown {
        self.until(text, |fake| fake.said(chat).into_iter().find(|shown| shown.text == text)).await
    }

    /// Waits until `look` finds something; looks again at every call.
    pub(crate) async fn until<T>(&self, what: &str, look: impl Fn(&Self) -> Option<T>) -> T {
        let found = tokio::time::timeout(PATIENCE, async {
            loop {
                let changed = self.changed.notified();
                if let Some(found) = look(self) {
                    return found;
                }
                changed.await;
            }
        });
        match found.await {
            Ok(found) => found,
            Err(_) => panic!("waited in vain for {what}; calls: {:#?}", self.lock().calls),
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}
