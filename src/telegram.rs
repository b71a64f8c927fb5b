//! Telegram as a network: updates come by polling or webhook, messages go out as HTML with buttons.
//!
//! Knows nothing of the conversation, or of when and in which order things are sent. [`Telegram`] is its
//! [`Network`]: updates become what was said, spans become HTML, actions become at most 64 bytes and come back.
//! teloxide gives the types, the payloads and the handler tree; its dispatcher, listeners, throttle and request sending are
//! replaced, for the reasons given in `routes`, `call` and in [`crate::delivery`].

mod addressed;
mod call;
mod callback;
mod download;
mod envelope;
mod failure;
mod fallback;
mod on_file;
mod on_inline;
mod on_membership;
mod on_move;
mod on_press;
mod on_question;
mod options;
mod outgoing;
mod polling;
mod presses;
mod render;
mod rendered;
mod routes;
mod start;
mod start_link;
mod webhook;

use std::io;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde_json::Value;
use teloxide::Bot;
use teloxide::dispatching::DpHandlerDescription;
use teloxide::dptree::{Handler, deps};
use teloxide::types::{CallbackQueryId, Update};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use url::Host;

use crate::delivery::{
    self, Answering, Attempt, Handled, Network, NetworkError, Placement, Reception, Sent, Tuning, Work,
};
use crate::messaging::{ChatKey, Message, MessageId, NetworkId, UserId};
use crate::store::QueuedMessage;

pub use options::{Intake, Secret, TelegramOptions, Webhook};

use outgoing::Delivery;
use presses::Presses;
use routes::{Account, Surroundings, routes};
use start::Start;

/// Why Telegram cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum TelegramError {
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
    /// Telegram was not asked who the bot is.
    #[error("Telegram was not reached before updates were asked for")]
    NotConnected,
}

/// By which Telegram is known.
#[must_use]
pub fn network() -> NetworkId {
    NetworkId::named("telegram")
}

/// The chat in which somebody is alone with the bot: Telegram gives it the person's own number.
#[must_use]
pub fn private_chat(user: UserId) -> ChatKey {
    network().chat(user.0)
}

/// A message that nobody waits for as it is queued for one of Telegram's chats, or the change of one that is there;
/// nothing for other chats. Needs no contact with Telegram.
#[must_use]
pub(crate) fn notification(chat: ChatKey, edit: Option<MessageId>, message: &Message) -> Vec<QueuedMessage> {
    if chat.network != network() {
        return Vec::new();
    }
    delivery::notification(chat, edit, |placement| outgoing::bodies(message, placement))
}

/// The bot on Telegram.
pub struct Telegram {
    options: TelegramOptions,
    tuning: Tuning,
    start: Start,
    routes: Handler<'static, Handled, DpHandlerDescription>,
    /// Who the bot is, once Telegram has said so.
    account: OnceLock<Arc<Account>>,
    /// Where Telegram brings updates, from the contact on.
    webhook: Mutex<Option<TcpListener>>,
}

impl Telegram {
    /// The bot with that token; nothing is asked of Telegram yet.
    ///
    /// # Errors
    /// The system gives no HTTP client.
    pub fn new(options: TelegramOptions, tuning: Tuning) -> io::Result<Self> {
        let start = Start { bot: client(&options)?, tuning };
        let (account, webhook) = (OnceLock::new(), Mutex::default());
        Ok(Self { options, tuning, start, routes: routes(), account, webhook })
    }

    async fn connected(&self, stop: &CancellationToken) -> Result<Option<UserId>, NetworkError> {
        if let Intake::Webhook(webhook) = &self.options.intake {
            let bound = delivery::bind(webhook.listen).await?;
            *self.webhook.lock().unwrap_or_else(PoisonError::into_inner) = Some(bound);
        }
        let Some(me) = self.start.me(stop).await? else { return Ok(None) };
        let number = UserId(me.user.id.0.cast_signed());
        let presses = Presses::new(self.start.bot.clone(), self.tuning);
        let account = Account::new(me, presses, self.options.operators.clone(), self.tuning);
        let _ = self.account.set(Arc::new(account));
        Ok(Some(number))
    }

    async fn received(&self, mut reception: Reception) -> Result<(), NetworkError> {
        let stop = reception.stop.clone();
        let listener = self.webhook.lock().unwrap_or_else(PoisonError::into_inner).take();
        match (&self.options.intake, listener) {
            // Updates are stored from now on, even while another process still answers.
            (Intake::Webhook(webhook), Some(listener)) => {
                let listening = webhook::listen(listener, webhook, &reception);
                let arranged = async {
                    self.start.arrange(&self.options.intake, &stop).await?;
                    if reception.clone().wait_for_turn().await {
                        self.start.fill_menus(&self.options.operators, &stop).await;
                    }
                    stop.cancelled().await;
                    Ok::<(), TelegramError>(())
                };
                tokio::try_join!(
                    async {
                        listening.await;
                        Ok(())
                    },
                    arranged
                )?;
                Ok(())
            }
            (Intake::Webhook(_), None) => Err(TelegramError::NotConnected.into()),
            (Intake::Polling, _) => {
                if !reception.wait_for_turn().await {
                    return Ok(());
                }
                self.start.arrange(&self.options.intake, &stop).await?;
                let filled = self.start.fill_menus(&self.options.operators, &stop);
                let filled = async {
                    filled.await;
                    Ok::<(), TelegramError>(())
                };
                tokio::try_join!(polling::poll(self, &reception), filled)?;
                Ok(())
            }
        }
    }

    async fn handled(&self, body: &str, answering: &Arc<Answering>) -> Handled {
        let Some(account) = self.account.get() else { return Handled::default() };
        let surroundings = Surroundings { account: Arc::clone(account), answering: Arc::clone(answering) };
        let own = envelope::own_words(body);
        let update = match serde_json::from_str::<Update>(body) {
            Ok(update) if !fallback::is_unread(&update) => update,
            _ => return fallback::answer(body, own, &surroundings).await,
        };
        match self.routes.dispatch(deps![update, surroundings, account.me.clone(), own]).await {
            ControlFlow::Break(handled) => handled,
            ControlFlow::Continue(_) => Handled::default(),
        }
    }
}

impl Network for Telegram {
    fn id(&self) -> NetworkId {
        network()
    }

    fn connect<'a>(&'a self, stop: &'a CancellationToken) -> Work<'a, Result<Option<UserId>, NetworkError>> {
        Box::pin(self.connected(stop))
    }

    fn receive(&self, reception: Reception) -> Work<'_, Result<(), NetworkError>> {
        Box::pin(self.received(reception))
    }

    fn envelope(&self, update: &Value) -> Option<delivery::Envelope> {
        envelope::envelope(update)
    }

    fn handle<'a>(&'a self, update: &'a str, answering: &'a Arc<Answering>) -> Work<'a, Handled> {
        Box::pin(self.handled(update, answering))
    }

    fn turn_away(&self, press: &str, toast: &str) {
        if let Some(account) = self.account.get() {
            account.presses.end(CallbackQueryId(press.to_owned()), Some(toast.to_owned()));
        }
    }

    fn render(&self, message: &Message, placement: &Placement) -> Vec<String> {
        outgoing::bodies(message, placement)
    }

    fn send<'a>(&'a self, chat: ChatKey, attempt: Attempt<'a>) -> Work<'a, Sent> {
        Box::pin(async move {
            let Ok(delivery) = serde_json::from_str::<Delivery>(attempt.body) else {
                return Sent::Unreadable;
            };
            delivery.attempt(&self.start.bot, chat, &attempt, &self.tuning).await
        })
    }
}

/// The client of the Bot API. `HTTPS_PROXY` is heeded, except for a server on this machine.
fn client(options: &TelegramOptions) -> io::Result<Bot> {
    let settings = teloxide::net::default_reqwest_settings();
    let nearby = match options.api_url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let settings = if nearby { settings.no_proxy() } else { settings };
    let client = settings.build().map_err(|_| io::Error::other("no HTTP client can be made"))?;
    Ok(Bot::with_client(options.token.reveal(), client).set_api_url(options.api_url.clone()))
}
