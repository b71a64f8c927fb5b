//! What delivery asks of a network: to bring updates, to handle one, to give a message its form, to send it.
//!
//! Knows nothing of any network. Each lies in a folder of its own and is put into place by one line in `cli`.

use std::{error::Error, future::Future, pin::Pin, sync::Arc, time::Duration};

use serde_json::Value;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::{answering::Answering, inbox::Inbox};
use crate::{
    article::ArticleId,
    messaging::{ChatKey, ChatKind, Message, MessageId, NetworkId, Outgoing, UpdateId, UserId},
    store::Move,
};

/// What a network does in its own time.
pub type Work<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Why a network cannot be served at all, in its own words.
pub type NetworkError = Box<dyn Error + Send + Sync>;

/// A network on which people talk to the bot.
pub trait Network: Send + Sync {
    /// Which one it is.
    fn id(&self) -> NetworkId;

    /// Makes contact and says under which account; waits while the network is away. None when `stop` comes first.
    fn connect<'a>(&'a self, stop: &'a CancellationToken) -> Work<'a, Result<Option<UserId>, NetworkError>>;

    /// Brings updates to the inbox until it is told to stop.
    fn receive(&self, reception: Reception) -> Work<'_, Result<(), NetworkError>>;

    /// What must be known of an update before it is handled; none when it has no number.
    fn envelope(&self, update: &Value) -> Option<Envelope>;

    /// Makes of an update what was said, and has it answered.
    fn handle<'a>(&'a self, update: &'a str, answering: &'a Arc<Answering>) -> Work<'a, Handled>;

    /// Tells whoever pressed a button that the press is not answered.
    fn turn_away(&self, press: &str, toast: &str);

    /// A message in the form in which this network sends it, in as many parts as it takes: what waits in the outbox.
    /// Only the first part takes the place of `placement.edit`.
    fn render(&self, message: &Message, placement: &Placement) -> Vec<String>;

    /// Sends one such part.
    fn send<'a>(&'a self, chat: ChatKey, attempt: Attempt<'a>) -> Work<'a, Sent>;
}

/// Where updates are brought to, and when.
#[derive(Clone)]
pub struct Reception {
    /// Takes them.
    pub inbox: Arc<Inbox>,
    /// True once it is this process that answers. Until then another one may ask for updates; those that are brought
    /// unasked are taken all the same.
    pub(crate) turn: watch::Receiver<bool>,
    /// The bot is told to stop.
    pub stop: CancellationToken,
}

impl Reception {
    /// Returns once it is this process that answers; false when it is told to stop before.
    pub async fn wait_for_turn(&mut self) -> bool {
        tokio::select! {
            turn = self.turn.wait_for(|turn| *turn) => turn.is_ok(),
            () = self.stop.cancelled() => false,
        }
    }
}

/// The outside of an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Its number.
    pub update: UpdateId,
    /// The chat in which it is handled in turn; what belongs to none is passed over.
    pub chat: Option<ChatKey>,
    /// Who reads along there.
    pub kind: ChatKind,
    /// Who sent it, where somebody did: for the limit per person.
    pub user: Option<UserId>,
    /// What it is.
    pub content: Content,
}

/// What an update is, as far as it matters before it is handled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A file in a private chat, which takes its time.
    File,
    /// A pressed button, by what ends its waiting.
    Press(String),
    /// Letters that are being typed and wait for suggestions.
    Inline,
    /// Anything else.
    Other,
}

/// What handling an update came to.
#[derive(Debug, Default)]
pub struct Handled {
    /// What is answered; nothing, where nothing is to be said.
    pub outgoing: Outgoing,
    /// Where the answer stands.
    pub placement: Placement,
    /// Whether the chat can be reached from now on, where the update tells.
    pub reachable: Option<bool>,
    /// The chat goes on under another number.
    pub moved: Option<Move>,
}

/// Where and how a message stands in its chat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Placement {
    /// The topic of a forum.
    pub thread: Option<i64>,
    /// The message that it answers.
    pub reply_to: Option<MessageId>,
    /// The message whose place it takes.
    pub edit: Option<MessageId>,
    /// One of many to many chats: rather lost than doubled.
    pub broadcast: bool,
}

/// One attempt to send what waits.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// The message, as [`Network::render`] or the last attempt has left it.
    pub body: &'a str,
    /// How often nobody knows whether it arrived.
    pub(crate) lost: u32,
    /// The process ended in the middle of the last attempt.
    pub(crate) interrupted: bool,
}

/// What an attempt came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The network has it.
    Arrived(Arrived),
    /// It needs no more: what it would have changed is so already, or is gone.
    Needless,
    /// It has certainly not arrived: the same again after this time, or after the usual pause.
    Later(Option<Duration>),
    /// Nobody knows whether it arrived: in this form after the usual pause.
    Unsure(String),
    /// Again at once in this form.
    Instead(String),
    /// The chat has another number.
    Moved(ChatKey),
    /// The chat cannot be reached any more.
    Unreachable,
    /// This message will never be taken.
    Dropped,
    /// It cannot be read.
    Unreadable,
}

/// A message that its network has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    /// Its number.
    pub message: MessageId,
    /// The articles whose words it shows.
    pub shows: Vec<ArticleId>,
    /// It took the place of another, which showed something else.
    pub is_edit: bool,
}
