//! One message: its text, and the buttons below it.
//!
//! Knows nothing of how much a network takes at a time: a text of any length is one message.

use serde::{Deserialize, Serialize};

use super::{Action, RichText, StartLink, rich_text::plain};
use crate::article::ArticleId;

/// One message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// What it says.
    pub text: RichText,
    /// Rows of buttons below it, at most two a row.
    pub buttons: Vec<Vec<Button>>,
    /// The articles whose words it shows.
    pub about: Vec<ArticleId>,
    /// A file that goes with it; the text is its caption then.
    pub file: Option<Document>,
    /// What becomes of a text that is too long to be shown to its end; without it, all of it is shown.
    pub overflow: Option<Overflow>,
}

/// How a text is cut short where a network needs too many messages for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overflow {
    /// More messages than this in a row would bury the conversation.
    pub(crate) longer_than: usize,
    /// So many of them are shown then.
    pub(crate) shown: usize,
    /// What stands in the place of the rest; without it, the buttons stand below what is shown.
    pub(crate) instead: Option<Box<Message>>,
}

/// A text as a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its name.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) text: String,
}

/// A button below a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What the reader sees.
    pub label: String,
    /// What pressing it does.
    pub press: Press,
}

/// What pressing a button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// Comes back to us.
    Do(Action),
    /// Opens a page, http or https.
    Open(String),
    /// Opens the private chat with us there.
    Start(StartLink),
}

impl Button {
    /// A button that comes back to us.
    #[must_use]
    pub fn new(label: &str, action: impl Into<Action>) -> Self {
        Self { label: label.to_owned(), press: Press::Do(action.into()) }
    }
}

impl Message {
    /// A message of plain text, without buttons.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self { text: plain(text), ..Self::default() }
    }

    /// A text of any length with buttons below it.
    #[must_use]
    pub(crate) fn with_buttons(text: RichText, buttons: Vec<Vec<Button>>) -> Self {
        Self { text: text.trimmed(), buttons, ..Self::default() }
    }

    /// A line in bold with plain text below it.
    pub(crate) fn headed(heading: &str, text: &str) -> Self {
        Self { text: RichText::new().bold(heading).line(plain(text)), ..Self::default() }
    }

    /// The same message, said to show these articles.
    pub(crate) fn showing<'a>(self, articles: impl IntoIterator<Item = &'a ArticleId>) -> Self {
        Self { about: articles.into_iter().cloned().collect(), ..self }
    }

    /// The same message, said to show no article of the knowledge.
    pub(crate) fn showing_nothing(self) -> Self {
        let overflow = self.overflow.map(|overflow| {
            let instead = overflow.instead.map(|instead| Box::new(instead.showing_nothing()));
            Overflow { instead, ..overflow }
        });
        Self { about: Vec::new(), overflow, ..self }
    }

    /// With one more row of buttons below its end, also where it is cut short.
    pub(crate) fn with_row_below(mut self, row: &[Button]) -> Self {
        self.buttons.push(row.to_vec());
        if let Some(instead) = self.overflow.as_mut().and_then(|overflow| overflow.instead.as_mut()) {
            instead.buttons.push(row.to_vec());
        }
        self
    }
}
