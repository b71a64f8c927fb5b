//! What goes back to a chat.
//!
//! Knows nothing of how it gets there.

use super::{ChatKey, Message};
use crate::{
    acts::Act,
    answer::{Interpretation, OutcomeKind},
};

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
    /// What the turn was taken for, for whoever measures; no network shows it.
    pub account: TurnAccount,
}

/// What a turn was taken for, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TurnAccount {
    /// What was said does this; none for commands and pressed buttons.
    pub(crate) act: Option<Act>,
    /// What became of each of its questions.
    pub(crate) outcomes: Vec<OutcomeKind>,
    /// What was understood of each.
    pub(crate) understood: Vec<Interpretation>,
    /// It was asked for once more: the same words are no slip.
    pub(crate) may_repeat: bool,
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

    /// The same, with what the turn was taken for.
    pub(crate) fn accounted(self, account: TurnAccount) -> Self {
        Self { account, ..self }
    }

    /// The same, said to a turn that does this.
    pub(crate) fn of_act(mut self, act: Act) -> Self {
        self.account.act = Some(act);
        self
    }

    /// The same, with what came of it.
    pub(crate) fn of_outcome(mut self, outcome: OutcomeKind) -> Self {
        self.account.outcomes.push(outcome);
        self
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
