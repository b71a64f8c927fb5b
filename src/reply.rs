//! What goes to a chat: messages with their buttons, in our own types.
//!
//! Knows nothing of Telegram's library or of how an answer was found.

use serde::{Deserialize, Serialize};

pub mod notices;
pub mod split;

/// One message to a resident.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Text with Telegram's HTML marks (`<b>`, `<a href>`); everything else is escaped. At most 4096 UTF-16 units once
    /// the marks are parsed.
    pub html: String,
    /// Rows of buttons below it, at most two a row.
    pub buttons: Vec<Vec<Button>>,
}

/// A button below a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// What the resident reads.
    pub label: String,
    /// What pressing it does.
    pub press: Press,
}

/// What pressing a button does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    /// Comes back to the conversation as this text, 1–64 bytes.
    Say(String),
    /// Opens a page, http or https.
    Open(String),
}
