//! What goes to a chat: messages with their buttons, in our own types.
//!
//! Knows nothing of Telegram's library or of how an answer was found.

/// One message to a resident.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Text with Telegram's HTML marks (`<b>`, `<a href>`); everything else is escaped. At most 4096 UTF-16 units once
    /// the marks are parsed.
    pub html: String,
    /// Rows of buttons below it, at most two a row.
    pub buttons: Vec<Vec<Button>>,
}

/// A button below a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What the resident reads.
    pub label: String,
    /// What pressing it does.
    pub press: Press,
}

/// What pressing a button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// Comes back to the conversation as this text, 1–64 bytes.
    Say(String),
    /// Opens a page, http or https.
    Open(String),
}
pub fn plain_texts(answers: &[crate::answer::Answer]) -> Vec<String> { answers.iter().map(|a| format!("{:?} {:?}\n{}", a.outcome, a.missing, a.passages.first().map_or("", |p| p.text.as_str()))).collect() }
pub fn plain_list(p: &[crate::answer::Passage], _t: jiff::civil::Date) -> String { p.iter().map(|p| p.headline().to_owned()).collect::<Vec<_>>().join("\n") }
