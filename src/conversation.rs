//! The conversation of one chat: what was said before, commands and buttons; the same for Telegram and the terminal.
//!
//! Knows nothing of Telegram's library, of the terminal, or of how passages are found.

use jiff::civil::Date;

use crate::reply::Message;

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
