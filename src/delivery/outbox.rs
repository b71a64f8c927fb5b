//! Sends what is to be said: in order within a chat, many chats at once, again and again until the network has it.
//!
//! Knows nothing of questions or networks. A message is in the database before its question counts as answered, and
//! stays there until its network has taken it.

use std::future::Future;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio_util::sync::CancellationToken;

use super::backoff::{Backoff, pause};
use super::network::{Arrived, Attempt, Sent};
use super::networks::Networks;
use super::options::{DeliveryOptions, Today, Tuning};
use super::order::PerKey;
use super::storage_alert;
use super::throttle::Throttle;
use crate::messaging::ChatKey;
use crate::store::{DisplayedMessage, OutboxId, OutboxRow, Store, StoreError};
use crate::telemetry;

/// How many beats pass between two looks for a broadcast when there is none.
const IDLE_BEATS: u32 = 20;

/// The queue of messages and those who carry them.
pub(super) struct Outbox {
    networks: Networks,
    store: Store,
    today: Today,
    tuning: Tuning,
    stop: CancellationToken,
    chats: Arc<PerKey<ChatKey>>,
    on_the_way: Semaphore,
    throttle: Throttle,
    depth: AtomicUsize,
}

/// One chat's messages while they are carried.
struct Round {
    chat: ChatKey,
    backoff: Backoff,
}

impl Outbox {
    pub(super) fn new(
        networks: Networks,
        store: Store,
        options: &DeliveryOptions,
        stop: CancellationToken,
    ) -> Arc<Self> {
        Arc::new(Self {
            networks,
            store,
            today: options.today.clone(),
            tuning: options.tuning,
            stop,
            chats: Arc::new(PerKey::default()),
            // None until it is this process's turn.
            on_the_way: Semaphore::new(0),
            throttle: Throttle::default(),
            depth: AtomicUsize::new(0),
        })
    }

    /// Begins to send, with what was left over from before.
    pub(super) async fn resume(self: &Arc<Self>) -> Result<(), StoreError> {
        self.on_the_way.add_permits(self.tuning.sending);
        self.count().await;
        for chat in self.store.chats_in_outbox().await? {
            self.carry(chat);
        }
        Ok(())
    }

    /// Says that so many messages more were queued for the chat.
    pub(super) fn queued(self: &Arc<Self>, chat: ChatKey, messages: usize) {
        if messages > 0 {
            telemetry::outbox_depth(self.depth.fetch_add(messages, Ordering::Relaxed) + messages);
            self.carry(chat);
        }
    }

    /// Returns when the queue has room for more answers; false when the bot stops meanwhile.
    pub(super) async fn has_room(&self) -> bool {
        while self.depth.load(Ordering::Relaxed) >= self.tuning.outbox_limit {
            if !pause(&self.stop, self.tuning.first_pause).await {
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
    pub(super) async fn broadcast(self: &Arc<Self>, stop: CancellationToken) {
        let mut beat = self.tuning.broadcast_every;
        while pause(&stop, beat).await {
            beat = self.tuning.broadcast_every;
            if self.depth.load(Ordering::Relaxed) >= self.tuning.sending * 4 {
                continue;
            }
            match self.store.release_broadcast().await {
                Ok(Some(chat)) => self.queued(chat, 1),
                Ok(None) => beat *= IDLE_BEATS,
                Err(error) => self.stumble("broadcast", &error).await,
            }
        }
    }

    /// Sends what waits for the chat.
    pub(super) fn carry(self: &Arc<Self>, chat: ChatKey) {
        let here = Arc::clone(self);
        self.chats.wake(chat, move |chat| {
            let here = Arc::clone(&here);
            async move { here.carry_all(chat).await }
        });
    }

    async fn carry_all(self: &Arc<Self>, chat: ChatKey) {
        // What waits for a network that is not served waits on.
        let Some(network) = self.networks.of(chat) else { return };
        let backoff = Backoff::new(self.tuning.first_pause, self.tuning.longest_pause);
        let mut round = Round { chat, backoff };
        while !self.stop.is_cancelled() {
            let permit = tokio::select! {
                permit = self.passage() => permit,
                () = self.stop.cancelled() => return,
            };
            let row = match self.store.next_in_outbox(chat).await {
                Ok(Some(row)) => row,
                Ok(None) => return,
                Err(error) => {
                    self.stumble("outbox", &error).await;
                    continue;
                }
            };
            let attempt = Attempt { body: &row.body, lost: row.lost, interrupted: row.interrupted };
            let sent = network.send(chat, attempt).await;
            // A pause keeps nobody else from sending.
            drop(permit);
            if self.go_on(&mut round, row, sent).await.is_break() {
                return;
            }
        }
    }

    async fn passage(&self) -> SemaphorePermit<'_> {
        self.throttle.wait().await;
        self.on_the_way.acquire().await.expect("the semaphore is never closed")
    }

    /// Does what an attempt asks for; a break when the chat's queue has come to an end.
    async fn go_on(self: &Arc<Self>, round: &mut Round, row: OutboxRow, sent: Sent) -> ControlFlow<()> {
        let Round { chat, ref mut backoff } = *round;
        match sent {
            Sent::Arrived(arrived) => {
                backoff.reset();
                self.end_showing(chat, &row, arrived).await;
            }
            Sent::Needless => self.end(row.id, "sent").await,
            Sent::Later(told) => {
                if let Some(told) = told {
                    self.throttle.refused(chat, told);
                }
                self.until_kept(|| self.store.rewrite(row.clone())).await;
                pause(&self.stop, told.unwrap_or_default().max(backoff.next())).await;
            }
            Sent::Unsure(body) => {
                telemetry::repeated();
                let again = OutboxRow { body, lost: row.lost + 1, ..row };
                self.until_kept(|| self.store.rewrite(again.clone())).await;
                pause(&self.stop, backoff.next()).await;
            }
            Sent::Instead(body) => {
                let other = OutboxRow { body, ..row };
                self.until_kept(|| self.store.rewrite(other.clone())).await;
            }
            Sent::Moved(to) => {
                self.until_kept(|| self.store.move_chat(chat, to)).await;
                self.carry(to);
                return ControlFlow::Break(());
            }
            Sent::Unreachable => {
                self.until_kept(|| self.store.set_reachable(chat, false)).await;
                self.count().await;
                return ControlFlow::Break(());
            }
            Sent::Dropped => {
                tracing::warn!(network = chat.network.name(), "a message is not taken; it is dropped");
                self.end(row.id, "dropped").await;
            }
            Sent::Unreadable => {
                telemetry::failed("outbox");
                self.end(row.id, "unreadable").await;
            }
        }
        ControlFlow::Continue(())
    }

    /// Ends a message that has arrived; what it shows is noted, or that it shows nothing any more.
    async fn end_showing(&self, chat: ChatKey, row: &OutboxRow, arrived: Arrived) {
        let Arrived { message, shows, is_edit } = arrived;
        if shows.is_empty() && !is_edit {
            return self.end(row.id, "sent").await;
        }
        let articles = shows.into_iter().map(|article| article.0).collect();
        let shown = DisplayedMessage { chat, message, articles, day: self.today.date() };
        self.until_kept(|| self.store.sent_showing(row.id, shown.clone())).await;
        self.counted("sent");
    }

    async fn end(&self, id: OutboxId, result: &'static str) {
        self.until_kept(|| self.store.sent(id)).await;
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

    /// What has arrived must leave the queue, or it goes out again: tried until it succeeds or the bot stops.
    async fn until_kept<F>(&self, work: impl Fn() -> F)
    where
        F: Future<Output = Result<(), StoreError>>,
    {
        while let Err(error) = work().await {
            self.stumble("outbox", &error).await;
            if self.stop.is_cancelled() {
                return;
            }
        }
    }

    async fn stumble(&self, part: &'static str, error: &StoreError) {
        telemetry::failed(part);
        storage_alert::log(error);
        pause(&self.stop, self.tuning.first_pause.max(Duration::from_millis(1))).await;
    }
}
