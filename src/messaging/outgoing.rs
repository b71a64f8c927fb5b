//! What goes back to a chat.
//!
//! Knows nothing of how it gets there.

use super::{ChatKey, Message};

/// What goes back to the chat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outgoing {
    /// Messages in order; empty when nothing is to be said.
    pub messages: Vec<Message>,
    /// The first message takes the place of the one whose button was pressed.
    pub edit: bool,
    /// A short line shown over the chat when a button was pressed.
    pub toast: Option<String>,
    /// Messages for others than this chat.
    pub elsewhere: Vec<(Recipient, Message)>,
    /// What was found for [`Said::Inline`](super::Said::Inline).
    pub found: Vec<InlineResult>,
    /// From where on there is more of it; empty when there is not.
    pub next: String,
}

/// Who gets a message that is not for the chat itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// Everyone who may reload the knowledge.
    Operators,
    /// Another chat.
    Chat(ChatKey),
}

/// A result of words typed in another chat: what is seen of it in the list, and the message that it becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineResult {
    /// Differs from result to result.
    pub id: String,
    /// The headline.
    pub title: String,
    /// One line below it.
    pub description: String,
    /// What is put into the chat.
    pub message: Message,
}

impl Outgoing {
    pub(crate) fn of(message: Message) -> Self {
        Self { messages: vec![message], ..Self::default() }
    }

    pub(crate) fn of_all(messages: Vec<Message>) -> Self {
        Self { messages, ..Self::default() }
    }

    pub(crate) fn line(text: &str) -> Self {
        Self::of(Message::of_text(text))
    }

    /// In place of the message whose button was pressed.
    pub(crate) fn instead(message: Message) -> Self {
        Self { edit: true, ..Self::of(message) }
    }

    pub(crate) fn toast(text: &str) -> Self {
        Self { toast: Some(text.to_owned()), ..Self::default() }
    }
}
