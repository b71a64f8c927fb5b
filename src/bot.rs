//! The Telegram bot: everything that stands between a resident's message and the conversation, and back.
//!
//! Knows nothing of knowledge, search or wording. An update goes `polling` or `webhook` → `inbox` (stored, confirmed) →
//! `tree` (the routes) → `answering` (the conversation) → `outbox` (stored, sent, deleted). teloxide gives the types,
//! the payloads and the handler tree; its dispatcher, listeners, throttle and request sending are replaced, for the
//! reasons given in `tree`, `inbox`, `outbox` and `call`.

mod addressed;
mod answering;
mod call;
mod download;
mod envelope;
mod flood;
mod inbox;
mod keeping;
mod news;
mod on_file;
mod on_inline;
mod on_membership;
mod on_move;
mod on_press;
mod on_question;
mod options;
mod outbox;
mod pause;
mod per_chat;
mod polling;
mod presses;
mod rescue;
mod signals;
mod start;
mod tree;
mod webhook;
mod workers;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use teloxide::Bot;
use tokio::net::TcpListener;
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, timeout_at};
use url::Host;

use crate::listener;
use crate::store::{Store, StoreError, Turn};
use crate::telemetry;

pub use answering::Hear;
pub use options::{Intake, Options, Reload, Secret, TellNews, Tuning, Webhook};
pub use outbox::{announce, announce_now, letters};

use answering::Answering;
use inbox::Inbox;
use keeping::Keeping;
use outbox::Outbox;
use pause::Stop;
use presses::Presses;
use start::Start;
use tree::Surroundings;

/// Why the bot cannot run.
#[derive(Debug, thiserror::Error)]
pub enum BotError {
    /// Telegram does not know the token.
    #[error(
        "Telegram does not know the token in `TELOXIDE_TOKEN`; get one from @BotFather, and leave `TELEGRAM_API_URL` empty unless you run a server of your own"
    )]
    WrongToken,
    /// Telegram refuses something that the bot cannot do without.
    #[error("Telegram refuses `{method}`: {reason}")]
    Refused {
        /// The method of the Bot API.
        method: &'static str,
        /// Telegram's words.
        reason: String,
    },
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
pub fn run(options: Options, hear: Hear) -> Result<(), BotError> {
    listener::raise_open_files();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = runtime.block_on(async {
        let stop = signals::asked_to_stop()?;
        run_until(stop, options, hear).await
    });
    // An answer that hangs must not keep the process: its question is in the database.
    runtime.shutdown_background();
    outcome
}

/// Runs the bot until `stop` comes to its end, then finishes what is under way.
pub async fn run_until(
    stop: impl Future<Output = ()> + Send,
    options: Options,
    hear: Hear,
) -> Result<(), BotError> {
    let drain_within = options.tuning.drain_within;
    let bot = line(&options)?;
    let store = match &options.store {
        Some(store) => store.clone(),
        None => Store::open(&options.database)?,
    };
    // Two wishes to stop: nothing new is begun after the first, nothing at all goes on after the second.
    let (begin_no_more, no_more) = Stop::new();
    let (end_all, ended) = Stop::new();
    let mut parts = Parts::new();
    if let Some(address) = options.metrics_listen {
        let listener = bind(address).await?;
        let ended = ended.clone();
        parts.spawn(async move {
            telemetry::serve(listener, async move { ended.wait().await }).await.map_err(BotError::System)
        });
    }
    let (reload, until) = (options.reload.clone(), no_more.clone());
    parts.spawn(async move { signals::reload_when_asked(reload, until).await.map_err(BotError::System) });

    let keeping = Keeping {
        bot: bot.clone(),
        operators: options.operators.clone(),
        tuning: options.tuning,
        stop: no_more.clone(),
    };
    let watched = store.clone();
    parts.spawn(async move {
        keeping.watch(&watched).await;
        Ok(())
    });

    let work = Work { options, hear, bot, store, no_more, ended };
    let mut held = Held::default();
    let outcome = {
        tokio::pin!(stop);
        tokio::select! {
            outcome = work.serve(&mut parts, &mut held) => outcome,
            () = &mut stop => Ok(()),
        }
    };
    telemetry::stopping();
    let _ = begin_no_more.send(true);
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
    let _ = end_all.send(true);
    let _ = timeout_at(deadline, async { while parts.join_next().await.is_some() {} }).await;
    parts.shutdown().await;
    outcome
}

/// What runs side by side.
type Parts = JoinSet<Result<(), BotError>>;

/// What must last until the end of the stop.
#[derive(Default)]
struct Held {
    queues: Option<(Arc<Inbox>, Arc<Outbox>)>,
    turn: Option<Turn>,
}

struct Work {
    options: Options,
    hear: Hear,
    bot: Bot,
    store: Store,
    no_more: Stop,
    ended: Stop,
}

impl Work {
    /// Starts every part; returns only when one of them ends before it should.
    async fn serve(&self, parts: &mut Parts, held: &mut Held) -> Result<(), BotError> {
        let Self { options, bot, store, no_more, ended, .. } = self;
        let tuning = options.tuning;
        let listener = match &options.intake {
            Intake::Polling => None,
            Intake::Webhook(webhook) => Some((bind(webhook.listen).await?, webhook.clone())),
        };
        let start = Start { bot: bot.clone(), tuning, stop: no_more.clone() };
        let Some(me) = start.me().await? else { return Ok(()) };
        if store.serve_bot(me.user.id.0.cast_signed()).await? {
            tracing::warn!("the database served another bot before; what waited there was dropped");
        }
        let name = me.user.username.clone().unwrap_or_default();
        let answering = Arc::new(Answering::new(options, &name, Arc::clone(&self.hear)));
        let outbox = Outbox::new(bot.clone(), store.clone(), tuning, ended.clone());
        let surroundings = Surroundings { me, presses: Presses::new(bot.clone(), tuning), answering };
        let inbox = Inbox::new(surroundings, store.clone(), Arc::clone(&outbox), no_more.clone());
        held.queues = Some((Arc::clone(&inbox), Arc::clone(&outbox)));
        // By webhook, updates are stored from now on, even while another process still has the turn to answer.
        let listening = matches!(options.intake, Intake::Webhook(_));
        if let Some((listener, webhook)) = listener {
            let (inbox, stop) = (Arc::clone(&inbox), no_more.clone());
            parts.spawn(async move { webhook::listen(listener, &webhook, inbox, stop).await });
            start.arrange(&options.intake).await?;
        }
        held.turn = start.turn(&options.database).await?;
        if held.turn.is_none() {
            return Ok(());
        }
        outbox.resume().await?;
        inbox.resume().await?;
        if let Some(tidings) = options.tidings.clone() {
            let (store, stop) = (store.clone(), no_more.clone());
            parts.spawn(async move {
                news::tell(&tidings, &store, &tuning, &stop).await;
                Ok(())
            });
        }
        let stop = no_more.clone();
        parts.spawn(async move {
            outbox.broadcast(stop).await;
            Ok(())
        });
        if !listening {
            start.arrange(&options.intake).await?;
            parts.spawn(polling::poll(bot.clone(), inbox, tuning, no_more.clone()));
        }
        let operators = options.operators.clone();
        let menus = start.clone();
        tokio::spawn(async move { menus.fill_menus(&operators).await });
        telemetry::serving();
        tracing::info!("serving");
        match parts.join_next().await {
            Some(ended) => ended?,
            None => Ok(()),
        }
    }
}

/// The line to the Bot API. `HTTPS_PROXY` is heeded, except for a server on this machine.
fn line(options: &Options) -> Result<Bot, BotError> {
    let settings = teloxide::net::default_reqwest_settings();
    let nearby = match options.api_url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let settings = if nearby { settings.no_proxy() } else { settings };
    let client = settings.build().map_err(|_| std::io::Error::other("no HTTP client can be made"))?;
    Ok(Bot::with_client(options.token.reveal(), client).set_api_url(options.api_url.clone()))
}

async fn bind(address: SocketAddr) -> Result<TcpListener, BotError> {
    TcpListener::bind(address).await.map_err(|error| BotError::Listen { address, fault: error.to_string() })
}
