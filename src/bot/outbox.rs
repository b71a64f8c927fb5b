//! Sends what is to be said: in order within a chat, many chats at once, again and again until Telegram has it.
//!
//! Knows nothing of questions. A message is in the database before its question counts as answered, and stays there
//! until Telegram has taken it.

mod delivery;
mod gate;
mod verdict;

use std::future::Future;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use teloxide::Bot;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::call::Fault;
use super::keeping;
use super::options::Tuning;
use super::pause::{Pauses, Stop};
use super::per_chat::PerChat;
use crate::reply::{Message, split};
use crate::store::{Lane, Letter, Post, Shown, Store, StoreError};
use crate::telemetry;

pub(super) use delivery::{Delivery, Spot, keyboard};

use delivery::try_line;
use gate::Gate;
use verdict::Next;

/// Chats whose messages are queued in one step: other work of the database waits no longer than for these.
const ANNOUNCE_AT_ONCE: usize = 500;

/// How many beats pass between two looks for a broadcast when there is none.
const IDLE_BEATS: u32 = 20;

/// The queue of messages and those who carry them.
pub(super) struct Outbox {
    bot: Bot,
    store: Store,
    tuning: Tuning,
    stop: Stop,
    chats: Arc<PerChat>,
    on_the_way: Semaphore,
    gate: Gate,
    depth: AtomicUsize,
}

/// One chat's messages while they are carried.
struct Round {
    chat: i64,
    pauses: Pauses,
}

/// The form in which a delivery waits in the database.
pub(super) fn letter(chat: i64, delivery: &Delivery) -> Letter {
    let lane = if delivery.broadcast { Lane::Broadcast } else { Lane::Reply };
    let body = serde_json::to_string(delivery).expect("a delivery is made of texts and numbers only");
    Letter { chat, lane, body }
}

/// Queues one message to many chats. They go out at a measured pace, behind every answer that a resident waits for;
/// chats that cannot be reached are left out.
pub async fn announce(store: &Store, chats: &[i64], message: &Message) -> Result<(), StoreError> {
    let deliver = |message| Delivery { message, broadcast: true, ..Delivery::default() };
    let deliveries: Vec<Delivery> = split::parts(message).into_iter().map(deliver).collect();
    for chats in chats.chunks(ANNOUNCE_AT_ONCE) {
        let letters =
            chats.iter().flat_map(|&chat| deliveries.iter().map(move |delivery| letter(chat, delivery)));
        store.post_reachable(letters.collect()).await?;
    }
    Ok(())
}

/// A message to one chat, as it waits behind every answer, or the change of one that is there.
#[must_use]
pub fn letters(chat: i64, edit: Option<i32>, message: &Message) -> Vec<Letter> {
    let deliver = |message| Delivery { message, edit, broadcast: true, ..Delivery::default() };
    // A change is of one message.
    let parts = split::parts(message).into_iter().take(if edit.is_some() { 1 } else { usize::MAX });
    parts.map(|part| letter(chat, &deliver(part))).collect()
}

/// Queues one message to many chats at once: all of it or nothing. For threads that may wait.
pub fn announce_now(store: &Store, chats: &[i64], message: &Message) -> Result<(), StoreError> {
    store.post_now(chats.iter().flat_map(|&chat| letters(chat, None, message)).collect())
}

impl Outbox {
    pub(super) fn new(bot: Bot, store: Store, tuning: Tuning, stop: Stop) -> Arc<Self> {
        Arc::new(Self {
            bot,
            store,
            tuning,
            stop,
            chats: Arc::new(PerChat::default()),
            // None until it is this process's turn.
            on_the_way: Semaphore::new(0),
            gate: Gate::default(),
            depth: AtomicUsize::new(0),
        })
    }

    /// Begins to send, with what was left over from before.
    pub(super) async fn resume(self: &Arc<Self>) -> Result<(), StoreError> {
        self.on_the_way.add_permits(self.tuning.sending);
        self.count().await;
        for chat in self.store.posting_chats().await? {
            self.carry(chat);
        }
        Ok(())
    }

    /// Says that `letters` more were queued for the chat.
    pub(super) fn posted(self: &Arc<Self>, chat: i64, letters: usize) {
        if letters > 0 {
            telemetry::outbox_depth(self.depth.fetch_add(letters, Ordering::Relaxed) + letters);
            self.carry(chat);
        }
    }

    /// Returns when the queue has room for more answers; false when the bot stops meanwhile.
    pub(super) async fn has_room(&self) -> bool {
        while self.depth.load(Ordering::Relaxed) >= self.tuning.outbox_limit {
            if !self.stop.pause(self.tuning.first_pause).await {
                return false;
            }
            // Counted afresh: a number that has gone astray must not stop the answers for ever.
            self.count().await;
        }
        true
    }

    /// How many chats are being served.
    pub(super) fn busy(&self) -> usize {
        self.chats.len()
    }

    /// Returns when everything is sent that can be sent.
    pub(super) async fn idle(&self) {
        self.chats.idle().await;
    }

    /// Lets one message of a broadcast go at each beat, unless those before it are still on their way.
    pub(super) async fn broadcast(self: &Arc<Self>, stop: Stop) {
        let mut beat = self.tuning.broadcast_every;
        while stop.pause(beat).await {
            beat = self.tuning.broadcast_every;
            if self.depth.load(Ordering::Relaxed) >= self.tuning.sending * 4 {
                continue;
            }
            match self.store.release_broadcast().await {
                Ok(Some(chat)) => self.posted(chat, 1),
                Ok(None) => beat *= IDLE_BEATS,
                Err(error) => self.stumble("broadcast", &error).await,
            }
        }
    }

    /// Sends what waits for the chat.
    pub(super) fn carry(self: &Arc<Self>, chat: i64) {
        let here = Arc::clone(self);
        self.chats.wake(chat, move |chat| {
            let here = Arc::clone(&here);
            async move { here.carry_all(chat).await }
        });
    }

    async fn carry_all(self: &Arc<Self>, chat: i64) {
        let pauses = Pauses::new(self.tuning.first_pause, self.tuning.longest_pause);
        let mut round = Round { chat, pauses };
        while !self.stop.is_set() {
            let permit = tokio::select! {
                permit = self.passage() => permit,
                () = self.stop.wait() => return,
            };
            let mut post = match self.store.next_post(chat).await {
                Ok(Some(post)) => post,
                Ok(None) => return,
                Err(error) => {
                    self.stumble("outbox", &error).await;
                    continue;
                }
            };
            let Ok(delivery) = serde_json::from_str::<Delivery>(&post.body) else {
                telemetry::failed("outbox");
                self.end(post.seq, "unreadable").await;
                continue;
            };
            let next = match self.send(chat, &delivery, &post).await {
                Ok(message) if delivery.unsure => {
                    let edit = Some(message);
                    Next::Instead(Box::new(Delivery { edit, unsure: false, ..delivery }))
                }
                Ok(message) => {
                    round.pauses.reset();
                    self.end_showing(&post, &delivery, (chat, message)).await;
                    continue;
                }
                Err(fault) => {
                    post.lost += u32::from(matches!(fault, Fault::Lost(_)));
                    verdict::next(&delivery, &fault, post.lost)
                }
            };
            drop(permit);
            if self.go_on(&mut round, post, next).await.is_break() {
                return;
            }
        }
    }

    async fn passage(&self) -> SemaphorePermit<'_> {
        self.gate.wait().await;
        self.on_the_way.acquire().await.expect("the semaphore is never closed")
    }

    async fn send(&self, chat: i64, delivery: &Delivery, post: &Post) -> Result<i32, Fault> {
        if post.begun {
            return Err(Fault::Lost("the process ended"));
        }
        // What could be doubled is not said again into a line that is away: while it is, nothing is counted.
        if post.lost > 0
            && delivery.edit.is_none()
            && let Err(fault) = try_line(&self.bot, chat, &self.tuning).await
        {
            match fault {
                Fault::Lost(_) | Fault::NoConnection | Fault::Server(_) => return Err(Fault::NoConnection),
                Fault::Wait(_) => return Err(fault),
                // It was answered, whatever the answer.
                Fault::Moved(_) | Fault::Refused { .. } => {}
            }
        }
        let begun = Instant::now();
        let sent = delivery.send(&self.bot, chat, &self.tuning).await;
        telemetry::sent(sent.as_ref().map_or_else(Fault::kind, |_| "ok"), begun.elapsed());
        sent
    }

    /// Does what a failure asks for; a break when the chat's queue has come to an end.
    async fn go_on(self: &Arc<Self>, round: &mut Round, post: Post, next: Next) -> ControlFlow<()> {
        let Round { chat, ref mut pauses, .. } = *round;
        match next {
            Next::Arrived => self.end(post.seq, "sent").await,
            Next::Later(told) => {
                if let Some(told) = told {
                    self.gate.refused(chat, told);
                }
                self.retry_store(|| self.store.rewrite(post.clone())).await;
                self.stop.pause(told.unwrap_or_default().max(pauses.next())).await;
            }
            Next::Unsure(again) => {
                telemetry::repeated();
                let again = Post { body: letter(chat, &again).body, ..post };
                self.retry_store(|| self.store.rewrite(again.clone())).await;
                self.stop.pause(pauses.next()).await;
            }
            Next::Instead(other) => {
                let other = Post { body: letter(chat, &other).body, ..post };
                self.retry_store(|| self.store.rewrite(other.clone())).await;
            }
            Next::Moved(to) => {
                self.retry_store(|| self.store.move_chat(chat, to)).await;
                self.carry(to);
                return ControlFlow::Break(());
            }
            Next::Unreachable => {
                self.retry_store(|| self.store.set_reachable(chat, false)).await;
                self.count().await;
                return ControlFlow::Break(());
            }
            Next::Dropped => {
                tracing::warn!("Telegram does not take a message; it is dropped");
                self.end(post.seq, "dropped").await;
            }
        }
        ControlFlow::Continue(())
    }

    /// Ends a message that Telegram has taken; what it shows is noted, or that it shows nothing any more.
    async fn end_showing(&self, post: &Post, delivery: &Delivery, (chat, message): (i64, i32)) {
        if delivery.message.about.is_empty() && delivery.edit.is_none() {
            return self.end(post.seq, "sent").await;
        }
        let articles = delivery.message.about.iter().map(|article| article.0.clone()).collect();
        let shown = Shown { chat, message, articles };
        self.retry_store(|| self.store.sent_showing(post.seq, shown.clone())).await;
        self.counted("sent");
    }

    async fn end(&self, seq: i64, result: &'static str) {
        self.retry_store(|| self.store.sent(seq)).await;
        self.counted(result);
    }

    fn counted(&self, result: &'static str) {
        telemetry::delivered(result);
        let before =
            self.depth.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| Some(n.saturating_sub(1)));
        telemetry::outbox_depth(before.unwrap_or(0).saturating_sub(1));
    }

    async fn count(&self) {
        if let Ok(depth) = self.store.outbox_depth().await {
            self.depth.store(depth, Ordering::Relaxed);
            telemetry::outbox_depth(depth);
        }
    }

    /// What Telegram has taken must leave the queue, or it goes out again: tried until it succeeds or the bot stops.
    async fn retry_store<F>(&self, work: impl Fn() -> F)
    where
        F: Future<Output = Result<(), StoreError>>,
    {
        while let Err(error) = work().await {
            self.stumble("outbox", &error).await;
            if self.stop.is_set() {
                return;
            }
        }
    }

    async fn stumble(&self, part: &'static str, error: &StoreError) {
        telemetry::failed(part);
        keeping::log(error);
        self.stop.pause(self.tuning.first_pause.max(Duration::from_millis(1))).await;
    }
}
