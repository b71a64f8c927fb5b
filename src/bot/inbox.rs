//! Updates from their arrival to their end: stored, then confirmed, handled once in their chat's order, then settled.
//!
//! Knows nothing of how updates come in or what they say.

use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures::FutureExt;
use serde_json::Value;
use teloxide::dispatching::DpHandlerDescription;
use teloxide::dptree::{Handler, deps};
use teloxide::types::{CallbackQueryId, Update};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use super::answering::{apology, words};
use super::envelope::{Envelope, brings_file, envelope, is_press, own_words};
use super::flood::{Flood, Pass};
use super::keeping;
use super::on_question::deliveries;
use super::options::Tuning;
use super::outbox::{Delivery, Outbox, Spot, letter};
use super::pause::Stop;
use super::per_chat::PerChat;
use super::rescue::{is_unread, said_in_private};
use super::tree::{Done, Surroundings, tree};
use crate::conversation::Outgoing;
use crate::reply::notices;
use crate::reply::wording::operators;
use crate::store::{self, Letter, Settled, Store, StoreError, Taken};
use crate::telemetry;

/// An update that was begun this often without coming to an end took the whole process down with it: it is apologised
/// for instead of tried again.
const TRIES: i64 = 5;

/// The same for an update that brings a file: what ends the process while a file is read is most likely the file.
const TRIES_OF_A_FILE: i64 = 2;

/// Why updates were not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotTaken {
    #[error("too many updates wait")]
    Full,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl NotTaken {
    /// Says it in the log, unless `keeping` says it once for all.
    pub(super) fn log(&self) {
        telemetry::failed("inbox");
        match self {
            Self::Store(StoreError::Unkept { .. }) => {
                tracing::debug!(error = %self, "updates are left with Telegram")
            }
            _ => tracing::error!(error = %self, "updates are left with Telegram for now"),
        }
    }
}

pub(super) struct Inbox {
    store: Store,
    outbox: Arc<Outbox>,
    surroundings: Surroundings,
    tree: Handler<'static, Done, DpHandlerDescription>,
    flood: Flood,
    tuning: Tuning,
    stop: Stop,
    chats: Arc<PerChat>,
    /// What operators want and what takes its time, by the numbers of the updates.
    under_way: Arc<PerChat>,
    answering: Arc<Semaphore>,
    /// Operators have a place of their own: what they want takes none from residents.
    operating: Arc<Semaphore>,
    /// Files take their time: they have a place of their own, so that questions never wait for them.
    reading: Arc<Semaphore>,
    depth: AtomicUsize,
}

impl Inbox {
    pub(super) fn new(
        surroundings: Surroundings,
        store: Store,
        outbox: Arc<Outbox>,
        stop: Stop,
    ) -> Arc<Self> {
        let tuning = surroundings.answering.tuning;
        Arc::new(Self {
            store,
            outbox,
            surroundings,
            tree: tree(),
            flood: Flood::new(&tuning),
            tuning,
            stop,
            chats: Arc::default(),
            under_way: Arc::default(),
            // None until it is this process's turn.
            answering: Arc::new(Semaphore::new(0)),
            operating: Arc::new(Semaphore::new(0)),
            reading: Arc::new(Semaphore::new(tuning.reading)),
            depth: AtomicUsize::new(0),
        })
    }

    /// Begins to answer, with what was left over from before.
    pub(super) async fn resume(self: &Arc<Self>) -> Result<(), StoreError> {
        self.answering.add_permits(self.tuning.answering);
        self.operating.add_permits(self.tuning.operating);
        self.depth.store(self.store.inbox_depth().await?, Ordering::Relaxed);
        for chat in self.store.waiting_chats().await? {
            self.serve(chat);
        }
        Ok(())
    }

    /// Stores updates. Once this returns they may be confirmed: they will be answered even if the process ends now.
    pub(super) async fn receive(self: &Arc<Self>, updates: Vec<Value>) -> Result<(), NotTaken> {
        if self.depth.load(Ordering::Relaxed) >= self.tuning.inbox_limit {
            // Counted afresh: a number that has gone astray must not shut the door for ever.
            let depth = self.store.inbox_depth().await?;
            self.depth.store(depth, Ordering::Relaxed);
            if depth >= self.tuning.inbox_limit {
                return Err(NotTaken::Full);
            }
        }
        let mut welcome = Vec::new();
        for update in updates {
            let Some(envelope) = envelope(&update) else {
                telemetry::failed("update_unreadable");
                continue;
            };
            match envelope.user.map_or(Pass::Welcome, |user| self.flood.pass(user)) {
                Pass::Welcome => {
                    let Envelope { update_id, chat, .. } = envelope;
                    welcome.push(store::Update { update_id, chat, body: update.to_string() });
                }
                // The next letter that is typed asks again.
                _ if envelope.inline => telemetry::flooded(),
                pass => self.turn_away(envelope, pass).await?,
            }
        }
        if welcome.is_empty() {
            return Ok(());
        }
        let arrival = self.store.receive(welcome).await?;
        telemetry::received(arrival.chats.len(), arrival.repeated);
        telemetry::inbox_depth(
            self.depth.fetch_add(arrival.chats.len(), Ordering::Relaxed) + arrival.chats.len(),
        );
        for chat in arrival.chats {
            self.serve(chat);
        }
        Ok(())
    }

    /// How many chats are being served, and how much else is under way.
    pub(super) fn busy(&self) -> usize {
        self.chats.len() + self.under_way.len()
    }

    /// Returns when no update is being handled.
    pub(super) async fn idle(&self) {
        self.chats.idle().await;
        self.under_way.idle().await;
    }

    async fn turn_away(self: &Arc<Self>, envelope: Envelope, pass: Pass) -> Result<(), NotTaken> {
        telemetry::flooded();
        let tell = pass == Pass::TellOnce;
        if let Some(press) = envelope.press {
            // Each of a flood's presses would cost a call: the spinner of those after the first ends by itself.
            if tell {
                let toast = Some(notices::SLOW_DOWN.to_owned());
                self.surroundings.presses.end(CallbackQueryId(press), toast);
            }
        } else if tell {
            let delivery = Delivery { message: words(notices::SLOW_DOWN), ..Delivery::default() };
            self.store.post(vec![letter(envelope.chat, &delivery)]).await?;
            self.outbox.posted(envelope.chat, 1);
        }
        Ok(())
    }

    fn serve(self: &Arc<Self>, chat: i64) {
        let here = Arc::clone(self);
        self.chats.wake(chat, move |chat| {
            let here = Arc::clone(&here);
            async move { here.serve_all(chat).await }
        });
    }

    async fn serve_all(self: &Arc<Self>, chat: i64) {
        let of_operator = self.surroundings.answering.is_operator(chat);
        let room = if of_operator { &self.operating } else { &self.answering };
        while !self.stop.is_set() && self.outbox.has_room().await {
            let Some(place) = self.place(room).await else { return };
            let taken = match self.store.take_beside(chat, &self.under_way.all()).await {
                Ok(Some(taken)) => taken,
                Ok(None) => return,
                Err(error) => {
                    self.stumble(&error).await;
                    continue;
                }
            };
            let place = if brings_file(&taken.body) {
                drop(place);
                let Some(place) = self.place(&self.reading).await else { return };
                place
            } else {
                place
            };
            if of_operator {
                self.handle_or_tell(chat, taken, place).await;
            } else {
                let done = self.handle(&taken, chat).await;
                drop(place);
                self.settle(chat, taken.update_id, done).await;
            }
        }
    }

    /// A place among those who are answered; none when the bot is to stop.
    async fn place(&self, room: &Arc<Semaphore>) -> Option<OwnedSemaphorePermit> {
        tokio::select! {
            place = Arc::clone(room).acquire_owned() => Some(place.expect("the semaphore is never closed")),
            () = self.stop.wait() => None,
        }
    }

    /// What an operator wants may take minutes: then that is said, and the chat goes on meanwhile.
    async fn handle_or_tell(self: &Arc<Self>, chat: i64, taken: Taken, place: OwnedSemaphorePermit) {
        let (update_id, begun) = (taken.update_id, Instant::now());
        let said = under_way(&taken.body);
        let here = Arc::clone(self);
        let mut handled = Box::pin(async move { here.handle(&taken, chat).await });
        let early = tokio::time::timeout(self.tuning.under_way_after, &mut handled).await;
        if let Ok(done) = early {
            drop(place);
            return self.settle(chat, update_id, done).await;
        }
        let delivery = Delivery { message: words(said), ..Delivery::default() };
        match self.store.post(vec![letter(chat, &delivery)]).await {
            Ok(()) => self.outbox.posted(chat, 1),
            // What was wanted is done all the same.
            Err(error) => {
                tracing::error!(%error, "an operator could not be told that something is under way")
            }
        }
        // Files are read so many at a time; for the rest the threads are counted.
        let place = Some(place).filter(|_| said == operators::READING);
        let here = Arc::clone(self);
        let rest = Mutex::new(Some(async move {
            let done = handled.await.into_news();
            drop(place);
            done
        }));
        self.under_way.wake(update_id, move |_| {
            let here = Arc::clone(&here);
            let rest = rest.lock().unwrap_or_else(PoisonError::into_inner).take();
            async move {
                let Some(rest) = rest else { return };
                let done = rest.await;
                tracing::info!(
                    seconds = begun.elapsed().as_secs(),
                    "something that an operator wanted is done"
                );
                here.settle(chat, update_id, done).await;
            }
        });
    }

    async fn handle(&self, taken: &Taken, chat: i64) -> Done {
        let file = brings_file(&taken.body);
        if taken.begun >= if file { TRIES_OF_A_FILE } else { TRIES } {
            telemetry::failed("update_given_up");
            return if file { unread(chat) } else { sorry(chat) };
        }
        let update = match serde_json::from_str::<Update>(&taken.body) {
            Ok(update) if !is_unread(&update) => update,
            _ => return self.rescue(&taken.body).await,
        };
        let own = own_words(&taken.body);
        let Surroundings { me, .. } = &self.surroundings;
        let handled = self.tree.dispatch(deps![update, self.surroundings.clone(), me.clone(), own]);
        match AssertUnwindSafe(handled).catch_unwind().await {
            Ok(ControlFlow::Break(done)) => done,
            Ok(ControlFlow::Continue(_)) => Done::default(),
            Err(_) => {
                telemetry::panicked("handler");
                sorry(chat)
            }
        }
    }

    async fn rescue(&self, body: &str) -> Done {
        telemetry::failed("update_unreadable");
        let update = serde_json::from_str(body).ok();
        let Some(speech) = update.as_ref().and_then(|update| said_in_private(update, own_words(body))) else {
            return Done::default();
        };
        let outgoing = self.surroundings.answering.answer(speech).await;
        Done { deliveries: deliveries(outgoing, Spot::default(), None), ..Done::default() }
    }

    async fn settle(&self, chat: i64, update_id: i64, done: Done) {
        let mut letters: Vec<Letter> =
            done.deliveries.iter().map(|delivery| letter(chat, delivery)).collect();
        let queued = letters.len();
        letters.extend(done.elsewhere.iter().map(|(other, delivery)| letter(*other, delivery)));
        let moved = done.moved;
        let settled = Settled { letters, reachable: done.reachable, moved: done.moved };
        while let Err(error) = self.store.settle(chat, update_id, settled.clone()).await {
            self.stumble(&error).await;
            if self.stop.is_set() {
                return;
            }
        }
        let before =
            self.depth.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| Some(n.saturating_sub(1)));
        telemetry::inbox_depth(before.unwrap_or(0).saturating_sub(1));
        self.outbox.posted(chat, queued);
        for (other, _) in &done.elsewhere {
            self.outbox.posted(*other, 1);
        }
        if let Some((_, to)) = moved {
            self.outbox.carry(to);
        }
    }

    async fn stumble(&self, error: &StoreError) {
        telemetry::failed("inbox");
        keeping::log(error);
        self.stop.pause(self.tuning.first_pause).await;
    }
}

/// What an operator hears whose wish takes its time.
fn under_way(update: &str) -> &'static str {
    if brings_file(update) {
        return operators::READING;
    }
    if is_press(update) { operators::CARRYING_OUT } else { operators::UNDER_WAY }
}

/// What is said of a file that was begun and never came to its end.
fn unread(chat: i64) -> Done {
    let outgoing = Outgoing { messages: vec![words(notices::FILE_GIVEN_UP)], ..Outgoing::default() };
    if chat <= 0 {
        Done::default()
    } else {
        Done { deliveries: deliveries(outgoing, Spot::default(), None), ..Done::default() }
    }
}

/// The apology where the update itself could not be handled; groups are spared what nobody there may have asked for.
fn sorry(chat: i64) -> Done {
    if chat <= 0 {
        return Done::default();
    }
    Done { deliveries: deliveries(apology(), Spot::default(), None), ..Done::default() }
}
