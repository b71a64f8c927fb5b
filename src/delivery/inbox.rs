//! Updates from their arrival to their end: stored, then confirmed, handled once in their chat's order, then settled.
//!
//! Knows nothing of how updates come in or what they say.

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures::FutureExt;
use serde_json::Value;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::answering::Answering;
use super::backoff::pause;
use super::network::{Content, Envelope, Handled, Network, Placement};
use super::networks::Networks;
use super::not_taken::NotTaken;
use super::options::{DeliveryOptions, Tuning};
use super::order::PerKey;
use super::outbox::Outbox;
use super::rate_limit::{Pass, Sender, SenderLimits};
use super::storage_alert;
use crate::messaging::{ChatKey, ChatKind, Message, NetworkId, Outgoing, Recipient, UpdateId};
use crate::reply::notices;
use crate::reply::wording::operators;
use crate::store::{self, InboxRow, Move, Settled, Store, StoreError};
use crate::telemetry;

/// An update that was begun this often without coming to an end took the whole process down with it: it is apologised
/// for instead of tried again.
const TRIES: i64 = 5;

/// The same for an update that brings a file: what ends the process while a file is read is most likely the file.
const TRIES_OF_A_FILE: i64 = 2;

/// The queue of updates and those who have them answered.
pub struct Inbox {
    store: Store,
    networks: Networks,
    outbox: Arc<Outbox>,
    answers: Arc<Answering>,
    operators: BTreeSet<ChatKey>,
    limits: SenderLimits,
    tuning: Tuning,
    stop: CancellationToken,
    chats: Arc<PerKey<ChatKey>>,
    /// What operators want and what takes its time.
    under_way: Arc<PerKey<UpdateUnderWay>>,
    answering: Arc<Semaphore>,
    /// Operators have a place of their own: what they want takes none from residents.
    operating: Arc<Semaphore>,
    /// Files take their time: they have a place of their own, so that questions never wait for them.
    reading: Arc<Semaphore>,
    depth: AtomicUsize,
}

/// An update that is under way beside its chat's queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct UpdateUnderWay {
    network: NetworkId,
    update: UpdateId,
}

/// What an inbox works with.
pub(super) struct InboxParts {
    pub(super) store: Store,
    pub(super) networks: Networks,
    pub(super) outbox: Arc<Outbox>,
    pub(super) answers: Answering,
    pub(super) stop: CancellationToken,
}

/// An update whose turn it is, with what its network says of it.
struct Turn {
    taken: InboxRow,
    envelope: Envelope,
    network: Arc<dyn Network>,
}

impl Inbox {
    pub(super) fn new(parts: InboxParts, options: &DeliveryOptions) -> Arc<Self> {
        let InboxParts { store, networks, outbox, answers, stop } = parts;
        let tuning = options.tuning;
        Arc::new(Self {
            store,
            networks,
            outbox,
            answers: Arc::new(answers),
            operators: options.operators.clone(),
            limits: SenderLimits::new(&tuning),
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

    /// Stores updates of a network. Once this returns they may be confirmed: they will be answered even if the process
    /// ends now.
    ///
    /// # Errors
    /// None of them is stored.
    pub async fn receive(self: &Arc<Self>, network: NetworkId, updates: Vec<Value>) -> Result<(), NotTaken> {
        let Some(network) = self.networks.get(network) else { return Ok(()) };
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
            let Some(envelope) = network.envelope(&update) else {
                telemetry::failed("update_unreadable");
                continue;
            };
            let Some(chat) = envelope.chat else {
                telemetry::failed("update_unreadable");
                continue;
            };
            let inline = envelope.content == Content::Inline;
            let sender = envelope.user.map(|user| Sender { network: network.id(), user, inline });
            match sender.map_or(Pass::Welcome, |sender| self.limits.pass(sender)) {
                Pass::Welcome => {
                    welcome.push(store::Update { update_id: envelope.update, chat, body: update.to_string() })
                }
                // The next letter that is typed asks again.
                _ if inline => telemetry::flooded(),
                pass => self.turn_away(&**network, &envelope, chat, pass == Pass::TellOnce).await?,
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

    async fn turn_away(
        self: &Arc<Self>,
        network: &dyn Network,
        envelope: &Envelope,
        chat: ChatKey,
        tell: bool,
    ) -> Result<(), NotTaken> {
        telemetry::flooded();
        if let Content::Press(press) = &envelope.content {
            // Each of a flood's presses would cost a call: the spinner of those after the first ends by itself.
            if tell {
                network.turn_away(press, notices::SLOW_DOWN);
            }
        } else if tell {
            self.say(chat, notices::SLOW_DOWN).await?;
        }
        Ok(())
    }

    /// Queues a line for a chat.
    async fn say(self: &Arc<Self>, chat: ChatKey, text: &str) -> Result<(), StoreError> {
        let queued = self.networks.queued(chat, &Message::of_text(text), &Placement::default());
        let count = queued.len();
        self.store.queue(queued).await?;
        self.outbox.queued(chat, count);
        Ok(())
    }

    fn serve(self: &Arc<Self>, chat: ChatKey) {
        let here = Arc::clone(self);
        self.chats.wake(chat, move |chat| {
            let here = Arc::clone(&here);
            async move { here.serve_all(chat).await }
        });
    }

    async fn serve_all(self: &Arc<Self>, chat: ChatKey) {
        // What came from a network that is not served now waits on.
        let Some(network) = self.networks.of(chat) else { return };
        let of_operator = self.operators.contains(&chat);
        let room = if of_operator { &self.operating } else { &self.answering };
        while !self.stop.is_cancelled() && self.outbox.has_room().await {
            let Some(place) = self.place(room).await else { return };
            let taken = match self.store.take_beside(chat, &self.under_way_of(chat.network)).await {
                Ok(Some(taken)) => taken,
                Ok(None) => return,
                Err(error) => {
                    self.stumble(&error).await;
                    continue;
                }
            };
            let turn = Turn { envelope: envelope(&**network, chat, &taken), taken, network: network.clone() };
            let place = if turn.envelope.content == Content::File {
                drop(place);
                let Some(place) = self.place(&self.reading).await else { return };
                place
            } else {
                place
            };
            if of_operator {
                self.handle_or_tell(chat, turn, place).await;
            } else {
                let handled = self.handle(&turn).await;
                drop(place);
                self.settle(chat, turn.taken.update_id, handled).await;
            }
        }
    }

    fn under_way_of(&self, network: NetworkId) -> Vec<UpdateId> {
        let running = self.under_way.all().into_iter();
        running.filter(|running| running.network == network).map(|running| running.update).collect()
    }

    /// A place among those who are answered; none when the bot is to stop.
    async fn place(&self, room: &Arc<Semaphore>) -> Option<OwnedSemaphorePermit> {
        tokio::select! {
            place = Arc::clone(room).acquire_owned() => Some(place.expect("the semaphore is never closed")),
            () = self.stop.cancelled() => None,
        }
    }

    /// What an operator wants may take minutes: then that is said, and the chat goes on meanwhile.
    async fn handle_or_tell(self: &Arc<Self>, chat: ChatKey, turn: Turn, place: OwnedSemaphorePermit) {
        let (update, begun) = (turn.taken.update_id, Instant::now());
        let said = under_way(&turn.envelope.content);
        let here = Arc::clone(self);
        let mut handled = Box::pin(async move { here.handle(&turn).await });
        let early = tokio::time::timeout(self.tuning.under_way_after, &mut handled).await;
        if let Ok(handled) = early {
            drop(place);
            return self.settle(chat, update, handled).await;
        }
        if let Err(error) = self.say(chat, said).await {
            // What was wanted is done all the same.
            tracing::error!(%error, "an operator could not be told that something is under way");
        }
        // Files are read so many at a time; for the rest the threads are counted.
        let place = Some(place).filter(|_| said == operators::READING);
        let here = Arc::clone(self);
        let rest = Mutex::new(Some(async move {
            let mut handled = handled.await;
            // What stands above the answer was said long ago.
            handled.placement.edit = None;
            drop(place);
            handled
        }));
        self.under_way.wake(UpdateUnderWay { network: chat.network, update }, move |_| {
            let here = Arc::clone(&here);
            let rest = rest.lock().unwrap_or_else(PoisonError::into_inner).take();
            async move {
                let Some(rest) = rest else { return };
                let handled = rest.await;
                tracing::info!(
                    seconds = begun.elapsed().as_secs(),
                    "something that an operator wanted is done"
                );
                here.settle(chat, update, handled).await;
            }
        });
    }

    async fn handle(&self, turn: &Turn) -> Handled {
        let Turn { taken, envelope, network } = turn;
        let is_file = envelope.content == Content::File;
        if taken.begun >= if is_file { TRIES_OF_A_FILE } else { TRIES } {
            telemetry::failed("update_given_up");
            return sorry(envelope, if is_file { notices::FILE_GIVEN_UP } else { notices::APOLOGY });
        }
        let handled = network.handle(&taken.body, &self.answers);
        AssertUnwindSafe(handled).catch_unwind().await.unwrap_or_else(|_| {
            telemetry::panicked("handler");
            sorry(envelope, notices::APOLOGY)
        })
    }

    async fn settle(self: &Arc<Self>, chat: ChatKey, update: UpdateId, handled: Handled) {
        let Handled { outgoing, placement, reachable, moved } = handled;
        let mut messages = Vec::new();
        for (at, message) in outgoing.messages.iter().enumerate() {
            // Only the first takes the place of what was there.
            let edit = placement.edit.filter(|_| outgoing.edit && at == 0);
            messages.extend(self.networks.queued(chat, message, &Placement { edit, ..placement }));
        }
        for (to, message) in &outgoing.elsewhere {
            let chats: Vec<ChatKey> = match to {
                Recipient::Operators => self.operators.iter().copied().collect(),
                Recipient::Chat(chat) => vec![*chat],
            };
            let queued = |chat: ChatKey| self.networks.queued(chat, message, &Placement::default());
            messages.extend(chats.into_iter().flat_map(queued));
        }
        let chats: Vec<ChatKey> = messages.iter().map(|message| message.chat).collect();
        let settled = Settled { messages, reachable, moved };
        while let Err(error) = self.store.settle(chat, update, settled.clone()).await {
            self.stumble(&error).await;
            if self.stop.is_cancelled() {
                return;
            }
        }
        let before =
            self.depth.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| Some(n.saturating_sub(1)));
        telemetry::inbox_depth(before.unwrap_or(0).saturating_sub(1));
        for chat in chats {
            self.outbox.queued(chat, 1);
        }
        if let Some(Move { to, .. }) = moved {
            self.outbox.carry(to);
        }
    }

    async fn stumble(&self, error: &StoreError) {
        telemetry::failed("inbox");
        storage_alert::log(error);
        pause(&self.stop, self.tuning.first_pause).await;
    }
}

/// What is known of an update that was stored; one that its network cannot read any more is nobody's in particular.
fn envelope(network: &dyn Network, chat: ChatKey, taken: &InboxRow) -> Envelope {
    let read = serde_json::from_str(&taken.body).ok().and_then(|update: Value| network.envelope(&update));
    read.unwrap_or(Envelope {
        update: taken.update_id,
        chat: Some(chat),
        kind: ChatKind::Group,
        user: None,
        content: Content::Other,
    })
}

/// What an operator hears whose request takes its time.
fn under_way(content: &Content) -> &'static str {
    match content {
        Content::File => operators::READING,
        Content::Press(_) => operators::CARRYING_OUT,
        Content::Inline | Content::Other => operators::UNDER_WAY,
    }
}

/// What is said where the update itself could not be handled; groups are spared what nobody there may have asked for.
fn sorry(envelope: &Envelope, text: &str) -> Handled {
    match envelope.kind {
        ChatKind::Private => Handled { outgoing: Outgoing::line(text), ..Handled::default() },
        ChatKind::Group => Handled::default(),
    }
}
