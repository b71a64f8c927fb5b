//! Carries what is said between the networks and the conversation, and loses nothing of it.
//!
//! Knows nothing of any network, of knowledge or search, or of what an answer says. An update goes [`Network::receive`] → `Inbox`
//! (stored, confirmed) → [`Network::handle`] → [`Answering`] (the conversation) → [`Network::render`] → outbox (stored,
//! sent by [`Network::send`], deleted). What is common to all networks lies here: order within a chat, repetition,
//! back-off, limits, what waits when the process ends.

mod answering;
mod backoff;
mod inbox;
mod network;
mod networks;
mod not_taken;
mod notifications;
mod options;
mod order;
mod outbox;
mod rate_limit;
mod signals;
mod storage_alert;
mod throttle;
mod workers;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, timeout_at};
use tokio_util::sync::CancellationToken;

use crate::listener;
use crate::messaging::{ChatKey, Message};
use crate::store::{QueuedMessage, ServiceLock, Store, StoreError};
use crate::telemetry;

pub use answering::{Answering, Hear, Speech};
pub(crate) use backoff::{Backoff, pause};
pub(crate) use inbox::Inbox;
pub use network::{
    Arrived, Attempt, Content, Envelope, Handled, Network, NetworkError, Placement, Reception, Sent, Work,
};
pub use networks::Networks;
pub(crate) use networks::notification;
pub use options::{DeliveryOptions, Today, Tuning};
pub(crate) use options::{FindNews, Reload};

use notifications::Notifier;
use outbox::Outbox;
use storage_alert::StorageAlert;

/// Chats whose messages are queued in one step: other work of the database waits no longer than for these.
const ANNOUNCE_AT_ONCE: usize = 500;

/// Why the bot cannot run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// A network cannot be served.
    #[error(transparent)]
    Network(NetworkError),
    /// An address cannot be listened on.
    #[error("failed to listen on `{address}`: {fault}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        fault: String,
    },
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system refuses something basic.
    #[error("failed to start: {0}")]
    System(#[from] std::io::Error),
    /// A part that runs for ever has ended.
    #[error("a part of the bot has ended: {0}")]
    Broken(#[from] JoinError),
}

/// Runs the bot until the process is asked to end (SIGTERM, SIGINT), then finishes what is under way.
pub fn run(options: DeliveryOptions, networks: Networks, hear: Hear) -> Result<(), RunError> {
    listener::raise_open_files();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = runtime.block_on(async {
        let stop = signals::asked_to_stop()?;
        run_until(stop, options, networks, hear).await
    });
    // An answer that hangs must not keep the process: its question is in the database.
    runtime.shutdown_background();
    outcome
}

/// Runs the bot until `stop` comes to its end, then finishes what is under way.
pub async fn run_until(
    stop: impl Future<Output = ()> + Send,
    options: DeliveryOptions,
    networks: Networks,
    hear: Hear,
) -> Result<(), RunError> {
    let drain_within = options.tuning.drain_within;
    let store = match &options.store {
        Some(store) => store.clone(),
        None => Store::open(&options.database)?,
    };
    // Nothing new is begun after the first of these, nothing at all goes on after the second.
    let (no_more, ended) = (CancellationToken::new(), CancellationToken::new());
    let mut parts = Tasks::new();
    if let Some(address) = options.metrics_listen {
        let listener = bind(address).await?;
        let ended = ended.clone();
        parts.spawn(async move {
            let ended = async move { ended.cancelled().await };
            telemetry::serve(listener, ended).await.map_err(RunError::System)
        });
    }
    let (reload, until) = (options.reload.clone(), no_more.clone());
    parts.spawn(async move { signals::reload_when_asked(reload, until).await.map_err(RunError::System) });

    let alert = StorageAlert {
        networks: networks.clone(),
        operators: options.operators.clone(),
        tuning: options.tuning,
        stop: no_more.clone(),
    };
    let watched = store.clone();
    parts.spawn(async move {
        alert.watch(&watched).await;
        Ok(())
    });

    let service = Service { options, hear, networks, store, no_more, ended };
    let mut held = Held::default();
    let outcome = {
        tokio::pin!(stop);
        tokio::select! {
            outcome = service.serve(&mut parts, &mut held) => outcome,
            () = &mut stop => Ok(()),
        }
    };
    telemetry::stopping();
    service.no_more.cancel();
    let deadline = Instant::now() + drain_within;
    if let Some((inbox, outbox)) = &held.queues {
        let drained = async {
            inbox.idle().await;
            outbox.idle().await;
        };
        if timeout_at(deadline, drained).await.is_err() {
            let (updates, chats) = (inbox.busy(), outbox.busy());
            tracing::info!(updates, chats, "stopped with work under way; it goes on after the next start");
        }
    }
    service.ended.cancel();
    let _ = timeout_at(deadline, async { while parts.join_next().await.is_some() {} }).await;
    parts.shutdown().await;
    outcome
}

/// Queues one message to many chats. They go out at a measured pace, behind every answer that a resident waits for;
/// chats that cannot be reached are left out.
pub async fn announce(
    store: &Store,
    networks: &Networks,
    chats: &[ChatKey],
    message: &Message,
) -> Result<(), StoreError> {
    for chats in chats.chunks(ANNOUNCE_AT_ONCE) {
        let queued = chats.iter().flat_map(|&chat| networks.notification(chat, None, message));
        store.queue_reachable(queued.collect()).await?;
    }
    Ok(())
}

/// Queues one message to many chats at once: all of it or nothing. For threads that may wait.
pub fn announce_now(
    store: &Store,
    networks: &Networks,
    chats: &[ChatKey],
    message: &Message,
) -> Result<(), StoreError> {
    let queued: Vec<QueuedMessage> =
        chats.iter().flat_map(|&chat| networks.notification(chat, None, message)).collect();
    store.queue_now(queued)
}

/// What runs side by side.
type Tasks = JoinSet<Result<(), RunError>>;

/// What must last until the end of the stop.
#[derive(Default)]
struct Held {
    queues: Option<(Arc<Inbox>, Arc<Outbox>)>,
    lock: Option<ServiceLock>,
}

struct Service {
    options: DeliveryOptions,
    hear: Hear,
    networks: Networks,
    store: Store,
    no_more: CancellationToken,
    ended: CancellationToken,
}

impl Service {
    /// Starts every part; returns only when one of them ends before it should.
    async fn serve(&self, parts: &mut Tasks, held: &mut Held) -> Result<(), RunError> {
        let Self { options, networks, store, no_more, .. } = self;
        for network in networks.iter() {
            let account = network.connect(no_more).await.map_err(RunError::Network)?;
            let Some(account) = account else { return Ok(()) };
            if store.serve_account(network.id(), account).await? {
                tracing::warn!("the database served another bot before; what waited there was dropped");
            }
        }
        let (inbox, outbox) = self.queues();
        held.queues = Some((Arc::clone(&inbox), Arc::clone(&outbox)));
        let (our_turn, turn) = watch::channel(false);
        for network in networks.iter() {
            let (network, inbox) = (Arc::clone(network), Arc::clone(&inbox));
            let reception = Reception { inbox, turn: turn.clone(), stop: no_more.clone() };
            parts.spawn(async move { network.receive(reception).await.map_err(RunError::Network) });
        }
        let lock = tokio::select! {
            lock = self.lock() => lock?,
            // A network that cannot receive need not wait for its turn.
            Some(ended) = parts.join_next() => return ended?,
        };
        held.lock = lock;
        if held.lock.is_none() {
            return Ok(());
        }
        outbox.resume().await?;
        inbox.resume().await?;
        let _ = our_turn.send(true);
        if let Some(find) = options.news.clone() {
            let every = options.tuning.news_every;
            let notifier = Notifier { find, networks: networks.clone(), store: store.clone(), every };
            let stop = no_more.clone();
            parts.spawn(async move {
                notifier.run(&stop).await;
                Ok(())
            });
        }
        let stop = no_more.clone();
        parts.spawn(async move {
            outbox.broadcast(stop).await;
            Ok(())
        });
        telemetry::serving();
        tracing::info!("serving");
        match parts.join_next().await {
            Some(ended) => ended?,
            None => Ok(()),
        }
    }

    fn queues(&self) -> (Arc<Inbox>, Arc<Outbox>) {
        let Self { options, hear, networks, store, no_more, ended } = self;
        let outbox = Outbox::new(networks.clone(), store.clone(), options, ended.clone());
        let parts = inbox::InboxParts {
            store: store.clone(),
            networks: networks.clone(),
            outbox: Arc::clone(&outbox),
            answers: Answering::new(options, Arc::clone(hear)),
            stop: no_more.clone(),
        };
        (Inbox::new(parts, options), outbox)
    }

    /// Waits until no other process answers from this database: one that is about to end may still do.
    async fn lock(&self) -> Result<Option<ServiceLock>, RunError> {
        let mut told = false;
        loop {
            if let Some(lock) = ServiceLock::take(&self.options.database)? {
                return Ok(Some(lock));
            }
            if !told {
                tracing::info!("another process still answers from this database; waiting for its end");
                told = true;
            }
            if !pause(&self.no_more, self.options.tuning.first_pause).await {
                return Ok(None);
            }
        }
    }
}

/// Listens on an address.
pub(crate) async fn bind(address: SocketAddr) -> Result<TcpListener, RunError> {
    TcpListener::bind(address).await.map_err(|error| RunError::Listen { address, fault: error.to_string() })
}
