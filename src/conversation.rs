//! The conversation of one chat: what was said before, commands and buttons; the same for Telegram and the terminal.
//!
//! Knows nothing of Telegram's library, of the terminal, or of how passages are found.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use jiff::civil::Date;
use moka::sync::Cache;

use crate::{
    article::PlacePath,
    cancellation,
    messaging::{ChatKey, ChatKind, MessageId, UserId},
    reply::{Action, Message, wording::settings, wording::sharing, wording::talk},
    store::Store,
};

mod asking;
mod chat;
mod commands;
mod editors;
mod examples;
mod handing_in;
mod forgetting;
mod inline;
mod kept;
mod knowledge;
mod ledger;
mod links;
mod pieces;
mod newest;
mod news;
mod preferences;
mod pressing;
mod printable;
mod sent_file;
#[cfg(test)]
pub(crate) mod tests;
mod wishes;

use chat::{Chat, Speaker};
pub use inline::Found;
pub use knowledge::Knowledge;
pub(crate) use ledger::monday;
pub use news::Tidings;
pub(crate) use pieces::{Beside, Pieces, read_piece, undecided_before};
pub use sent_file::{NotFetched, SentFile};

/// What was said is forgotten after this long a silence.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(30 * 60);
/// Conversations remembered at most; the longest silent one is forgotten first.
const REMEMBERED: u64 = 3_000;

/// What comes from a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The chat; one conversation each.
    pub chat: ChatKey,
    /// Who reads along there.
    pub kind: ChatKind,
    /// Who speaks.
    pub user: UserId,
    /// The user may reload the knowledge (`LINLI_OPERATORS`).
    pub operator: bool,
    /// What was said or pressed.
    pub said: Said,
    /// The day on which it is answered.
    pub today: Date,
    /// The name by which the bot is called in groups and links; empty in a terminal.
    pub bot: String,
    /// The number of the message that it replies to.
    pub about: Option<MessageId>,
}

/// A message or a pressed button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A typed message; commands begin with `/` (a trailing `@botname` is already cut off).
    Text(String),
    /// Words that somebody else may have written: forwarded, brought by another bot, said in the name of a channel.
    /// They are a question or a notice, never a command, a choice or what was asked for.
    Forwarded(String),
    /// The data of a pressed button.
    Pressed(String),
    /// A file, in a private chat.
    File(SentFile),
    /// Something that is not text: voice, photo, sticker, location, document.
    Other(OtherKind),
    /// Typed behind the bot's name in any chat, and from where on results are wanted.
    Inline {
        /// What was typed.
        query: String,
        /// What [`Outgoing::next`] said before; empty at first.
        offset: String,
    },
    /// The bot was taken into a group.
    Joined,
    /// The bot was put out of a group.
    Left,
}

/// Kinds of messages without text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherKind {
    /// A voice or video note.
    Voice,
    /// A photograph.
    Photo,
    /// A sticker or animation.
    Sticker,
    /// A location or venue.
    Location,
    /// A file.
    Document,
    /// Anything else.
    Unknown,
}

/// What goes back to the chat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outgoing {
    /// Messages in order; empty when nothing is to be said.
    pub messages: Vec<Message>,
    /// The first message takes the place of the one whose button was pressed.
    pub edit: bool,
    /// A short line shown over the chat when a button was pressed, at most 200 characters.
    pub toast: Option<String>,
    /// Messages for others than this chat.
    pub elsewhere: Vec<(To, Message)>,
    /// What was found for [`Said::Inline`].
    pub found: Vec<Found>,
    /// From where on there is more of it; empty when there is not.
    pub next: String,
}

/// Who gets a message that is not for the chat itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// Everyone who may reload the knowledge.
    Operators,
    /// Another chat.
    Chat(ChatKey),
}

impl Outgoing {
    fn of(messages: Vec<Message>) -> Self {
        Self { messages, ..Self::default() }
    }

    fn line(text: &str) -> Self {
        Self::of(vec![Message::of_text(text)])
    }

    /// In place of the message whose button was pressed.
    fn instead(message: Message) -> Self {
        Self { messages: vec![message], edit: true, ..Self::default() }
    }

    fn toast(text: &str) -> Self {
        Self { toast: Some(text.to_owned()), ..Self::default() }
    }
}

/// How conversations are held.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the residents are.
    pub home: Option<PlacePath>,
    /// Somebody reads what residents hand in.
    pub editors: bool,
}

/// All conversations.
pub struct Conversations {
    knowledge: Arc<dyn Knowledge>,
    store: Store,
    home: Option<PlacePath>,
    editors: bool,
    chats: Cache<Speaker, Arc<Mutex<Chat>>>,
    /// Names for what is shown while the database does not answer.
    spare_ticket: AtomicU64,
    /// The example questions of a day.
    examples: Mutex<Option<(Date, Vec<String>)>>,
    /// The newest notices as they were looked through last.
    desk: Mutex<news::Desk>,
}

impl Conversations {
    /// Conversations on `knowledge`; what outlasts them is kept in `store`.
    #[must_use]
    pub fn new(knowledge: Arc<dyn Knowledge>, store: Store, options: Options) -> Self {
        Self {
            knowledge,
            store,
            home: options.home,
            editors: options.editors,
            chats: Cache::builder().max_capacity(REMEMBERED).time_to_idle(FORGOTTEN_AFTER).build(),
            // Far above every number that the database gives.
            spare_ticket: AtomicU64::new(1 << 62),
            examples: Mutex::new(None),
            desk: Mutex::default(),
        }
    }

    /// Hears what was said and says what to answer. May take a moment: not for an asynchronous thread.
    pub fn hear(&self, incoming: Incoming) -> Outgoing {
        self.hear_printable(Incoming { said: incoming.said.printable(), ..incoming }).printable()
    }

    fn hear_printable(&self, incoming: Incoming) -> Outgoing {
        let Incoming { chat, kind, user, today, .. } = incoming;
        match &incoming.said {
            Said::Inline { query, offset } => {
                return self.inline(&mut Chat::of(Speaker { chat, user }, kind), (query, offset), today);
            }
            Said::Joined => return Outgoing::line(&sharing::hello(&incoming.bot)),
            Said::Left => {
                self.leave(chat);
                return Outgoing::default();
            }
            Said::Text(_) | Said::Forwarded(_) | Said::Pressed(_) | Said::File(_) | Said::Other(_) => {}
        }
        // In a group everyone has a conversation of their own.
        let speaker = Speaker { chat, user };
        let chat = self.chats.get_with(speaker, || Arc::new(Mutex::new(Chat::of(speaker, kind))));
        let mut chat = chat.lock().unwrap_or_else(PoisonError::into_inner);
        // Who waited for the one before may have been given up meanwhile.
        cancellation::check();
        incoming.bot.clone_into(&mut chat.bot);
        self.settle_in(&mut chat);
        let outgoing = match &incoming.said {
            Said::Text(text) => self.hear_text(&mut chat, text.trim(), incoming.operator, today),
            Said::Forwarded(text) => self.hear_forwarded(&mut chat, text.trim(), today),
            Said::Pressed(data) => match Action::read(data) {
                Some(action) => self.press(&mut chat, &action, today),
                None => forgotten(&chat),
            },
            Said::File(file) => self.handed_a_file(&mut chat, file, today),
            Said::Other(kind) => Outgoing::line(not_text(*kind)),
            Said::Inline { .. } | Said::Joined | Said::Left => Outgoing::default(),
        };
        chat.remember_buttons(&outgoing.messages);
        outgoing
    }

    fn hear_text(&self, chat: &mut Chat, text: &str, operator: bool, today: Date) -> Outgoing {
        if let Some(outgoing) = self.written(chat, text, today) {
            return outgoing;
        }
        if let Some(outgoing) = self.command(chat, text, operator, today) {
            return outgoing;
        }
        if let Some(action) = chat.button_named(text).or_else(|| chat.below_last_answer(text)) {
            return Outgoing { edit: false, ..self.press(chat, &action, today) };
        }
        if chat::is_below_answers(text) {
            return Outgoing::line(talk::NOTHING_SHOWN);
        }
        if let Some(outgoing) = self.place_named(chat, text, today) {
            return outgoing;
        }
        Outgoing::of(self.ask(chat, &asking::Words::new(text), today))
    }

    /// A question, or the notice that somebody wants to hand in; whatever else it says was not said to us.
    fn hear_forwarded(&self, chat: &mut Chat, text: &str, today: Date) -> Outgoing {
        if text.starts_with('/') {
            return Outgoing::line(talk::NOT_YOUR_WORDS);
        }
        if let Some(outgoing) = self.written(chat, text, today) {
            return outgoing;
        }
        Outgoing::of(self.ask(chat, &asking::Words::new(text), today))
    }

    fn spare(&self) -> u64 {
        self.spare_ticket.fetch_add(1, Ordering::Relaxed)
    }
}

/// An old button. A group is spared the line.
fn forgotten(chat: &Chat) -> Outgoing {
    if chat.is_group() {
        Outgoing::toast(talk::FORGOTTEN_BUTTON)
    } else {
        Outgoing::line(talk::FORGOTTEN_BUTTON)
    }
}

/// What belongs into a private chat only.
fn in_private(chat: &Chat) -> Option<Outgoing> {
    chat.is_group().then(|| Outgoing::line(settings::NOT_IN_A_GROUP))
}

fn not_text(kind: OtherKind) -> &'static str {
    match kind {
        OtherKind::Voice => talk::NO_VOICE,
        OtherKind::Photo => talk::NO_PHOTO,
        OtherKind::Sticker | OtherKind::Unknown => talk::NO_STICKER,
        OtherKind::Location => talk::NO_LOCATION,
        OtherKind::Document => talk::NO_FILE,
    }
}
