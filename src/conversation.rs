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
    reply::{Action, Message, Ticket, wording::talk},
    store::Store,
};

mod asking;
mod chat;
mod commands;
mod examples;
mod knowledge;
mod newest;
#[cfg(test)]
pub(crate) mod tests;

use chat::Chat;
pub use knowledge::Knowledge;

/// What was said is forgotten after this long a silence.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(30 * 60);
/// Conversations remembered at most; the longest silent one is forgotten first.
const REMEMBERED: u64 = 3_000;

/// What comes from a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The chat; one conversation each.
    pub chat: i64,
    /// Who speaks.
    pub user: i64,
    /// The user may reload the knowledge (`LINLI_OPERATORS`).
    pub operator: bool,
    /// What was said or pressed.
    pub said: Said,
    /// The day on which it is answered.
    pub today: Date,
}

/// A message or a pressed button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A typed message; commands begin with `/` (a trailing `@botname` is already cut off).
    Text(String),
    /// The data of a pressed button.
    Pressed(String),
    /// Something that is not text: voice, photo, sticker, location, document.
    Other(OtherKind),
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
}

impl Outgoing {
    fn of(messages: Vec<Message>) -> Self {
        Self { messages, ..Self::default() }
    }

    fn line(text: &str) -> Self {
        Self::of(vec![Message::of_text(text)])
    }
}

/// How conversations are held.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the residents are.
    pub home: Option<PlacePath>,
    /// Buttons are numbered from here on. It differs from one start of the program to the next (its time in seconds
    /// will do), so that a button from before a restart is not taken for a new one.
    pub first_ticket: u64,
}

/// All conversations.
pub struct Conversations {
    knowledge: Arc<dyn Knowledge>,
    #[expect(dead_code, reason = "preferences and buttons come next")]
    store: Store,
    home: Option<PlacePath>,
    chats: Cache<(i64, i64), Arc<Mutex<Chat>>>,
    next_ticket: AtomicU64,
    /// The example questions of a day.
    examples: Mutex<Option<(Date, Vec<String>)>>,
}

impl Conversations {
    /// Conversations on `knowledge`; what outlasts them is kept in `store`.
    #[must_use]
    pub fn new(knowledge: Arc<dyn Knowledge>, store: Store, options: Options) -> Self {
        Self {
            knowledge,
            store,
            home: options.home,
            chats: Cache::builder().max_capacity(REMEMBERED).time_to_idle(FORGOTTEN_AFTER).build(),
            // Room for a million buttons a second of running time.
            next_ticket: AtomicU64::new(options.first_ticket.wrapping_mul(1_000_000)),
            examples: Mutex::new(None),
        }
    }

    /// Hears what was said and says what to answer. May take a moment: not for an asynchronous thread.
    pub fn hear(&self, incoming: Incoming) -> Outgoing {
        // In a group everyone has a conversation of their own.
        let chat = self.chats.get_with((incoming.chat, incoming.user), Arc::default);
        let mut chat = chat.lock().unwrap_or_else(PoisonError::into_inner);
        let today = incoming.today;
        let outgoing = match incoming.said {
            Said::Text(text) => self.hear_text(&mut chat, text.trim(), incoming.operator, today),
            Said::Pressed(data) => match Action::read(&data) {
                Some(action) => self.press(&mut chat, &action, today),
                None => Outgoing::line(talk::FORGOTTEN_BUTTON),
            },
            Said::Other(kind) => Outgoing::line(not_text(kind)),
        };
        chat.remember_buttons(&outgoing.messages);
        outgoing
    }

    fn hear_text(&self, chat: &mut Chat, text: &str, operator: bool, today: Date) -> Outgoing {
        if let Some(outgoing) = self.command(chat, text, operator, today) {
            return outgoing;
        }
        if let Some(action) = chat.button_named(text).or_else(|| chat.below_last_answer(text)) {
            return Outgoing { edit: false, ..self.press(chat, &action, today) };
        }
        if let Some(outgoing) = self.place_named(chat, text, today) {
            return outgoing;
        }
        Outgoing::of(self.ask(chat, &asking::Words::new(text), today))
    }

    fn ticket(&self) -> Ticket {
        Ticket::new(self.next_ticket.fetch_add(1, Ordering::Relaxed))
    }
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
