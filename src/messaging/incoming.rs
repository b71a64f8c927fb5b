//! What comes from a chat.
//!
//! Knows nothing of how it came.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Action, ChatKey, ChatKind, MessageId, StartLink, UserId};

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
    /// The number of the message that it replies to.
    pub about: Option<MessageId>,
}

/// A message or a pressed button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A typed message; commands begin with `/` (the name of the bot behind it is already cut off).
    Text(String),
    /// Words that somebody else may have written: forwarded, brought by another bot, said in the name of a channel.
    /// They are a question or a notice, never a command, a choice or what was asked for.
    Forwarded(String),
    /// A pressed button.
    Pressed(Action),
    /// A pressed button of which nobody knows what it does.
    UnknownButton,
    /// The chat was opened by an address that leads there.
    Arrived(StartLink),
    /// A file, in a private chat.
    File(SentFile),
    /// Something that is not text: voice, photo, sticker, location, document.
    Other(MediaKind),
    /// Typed behind the bot's name in any chat, and from where on results are wanted.
    Inline {
        /// What was typed.
        query: String,
        /// What [`Outgoing::next`](super::Outgoing::next) said before; empty at first.
        offset: String,
    },
    /// The bot was taken into a group.
    Joined {
        /// The name by which it is called there; may be empty.
        name: String,
    },
    /// The bot was put out of a group.
    Left,
}

/// Kinds of messages without text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
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

/// A file that came to a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentFile {
    /// Its name, as the sender has it.
    pub name: String,
    /// The message that brought it: the same message brings the same file.
    pub(crate) message: MessageId,
    /// What is in it.
    pub content: Result<Arc<[u8]>, NotFetched>,
}

/// Why a file's content is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFetched {
    /// It has more bytes than are taken from this sender.
    TooLarge {
        /// So many are taken.
        limit: u64,
    },
    /// The network did not give it.
    Failed,
}
