//! What goes to a chat: answers made into messages with their buttons, in our own types.
//!
//! Knows nothing of Telegram's library or of how an answer was found.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Outcome, Passage, Slot};

mod action;
mod answered;
mod article;
mod dates;
mod emergency;
mod html;
mod latest;
mod near_miss;
mod not_found;
mod operators;
mod passage;
mod places;
pub mod plain;
#[cfg(test)]
pub(crate) mod samples;
mod small_talk;
pub mod split;
mod status;
#[cfg(test)]
mod tests;
mod understood;
mod which_place;
pub(crate) mod wording;

pub use action::{Action, PRESS_BYTES, Ticket};
pub(crate) use answered::first_district;
pub use answered::{page as passage_page, sequence as passages_shown};
pub use article::whole as article;
pub use latest::{List, latest};
pub use operators::{reload_failed, reloaded};
pub(crate) use places::{in_list as place_in_words, spoken as place_spoken};
pub(crate) use understood::wider_city;
pub(crate) use wording::notices;

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

impl Message {
    /// A message of plain text, without buttons.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self { html: html::escape(text), buttons: Vec::new() }
    }

    /// A line in bold with plain text below it.
    pub(crate) fn headed(heading: &str, text: &str) -> Self {
        Self { html: format!("{}\n{}", html::bold(heading), html::escape(text)), buttons: Vec::new() }
    }

    /// A text of any length as messages; the buttons stand below the last.
    fn in_parts(html: &str, buttons: Vec<Vec<Button>>) -> Vec<Self> {
        let mut messages: Vec<Self> = split::split(html, split::LIMIT)
            .into_iter()
            .map(|part| Self { html: part.trim().to_owned(), buttons: Vec::new() })
            .collect();
        if let Some(last) = messages.last_mut() {
            last.buttons = buttons;
        }
        messages
    }
}

/// The messages for one answer; `ticket` is the name under which the conversation remembers it.
#[must_use]
pub fn answer(answer: &Answer, ticket: &Ticket) -> Vec<Message> {
    match answer.outcome {
        Outcome::Answered => answered::messages(answer, ticket),
        // The article is the right one: what it lacks is said, and the rest is read all the same.
        Outcome::NearMiss if answer.missing == Some(Slot::Detail) => answered::messages(answer, ticket),
        Outcome::NearMiss => near_miss::messages(answer, ticket),
        Outcome::WhichPlace => which_place::messages(answer, ticket),
        Outcome::NotFound => not_found::messages(answer, ticket),
        Outcome::Emergency => emergency::messages(answer, ticket),
        Outcome::Chitchat | Outcome::Refused => small_talk::messages(answer),
    }
}

/// The messages for all answers to one text, numbered when there are several; what needs help at once comes first.
#[must_use]
pub fn answers<'a>(answers: impl IntoIterator<Item = (&'a Answer, &'a Ticket)>) -> Vec<Message> {
    let mut all: Vec<(usize, &Answer, &Ticket)> =
        answers.into_iter().enumerate().map(|(at, (answer, ticket))| (at + 1, answer, ticket)).collect();
    if let [(_, only, ticket)] = all.as_slice() {
        return answer(only, ticket);
    }
    all.sort_by_key(|(_, answer, _)| answer.outcome != Outcome::Emergency);
    let mut messages = Vec::new();
    for (number, one, ticket) in all {
        let mut own = answer(one, ticket);
        // The number to call stays the first thing that is read.
        if let Some(first) = own.first_mut().filter(|_| one.outcome != Outcome::Emergency) {
            let question = understood::shortened(one.question.trim(), 40);
            let headed =
                format!("{}\n{}", html::escape(&wording::nth_question(number, &question)), first.html);
            if split::units(&headed) <= split::LIMIT {
                first.html = headed;
            }
        }
        messages.append(&mut own);
    }
    messages
}

/// What a resident reads as the answers to one text, a message each, without marks and buttons.
#[must_use]
pub fn plain_texts(answers: &[Answer]) -> Vec<String> {
    let tickets = vec![Ticket::new(0); answers.len()];
    self::answers(answers.iter().zip(&tickets)).iter().map(plain::text).collect()
}

/// Notices as a numbered list, without marks and buttons.
#[must_use]
pub fn plain_list(notices: &[Passage], today: Date) -> String {
    latest::entries(notices, None, today)
}

/// Rows of at most `width` buttons; missing ones are left out.
fn rows(buttons: impl IntoIterator<Item = Option<Button>>, width: usize) -> Vec<Vec<Button>> {
    let buttons: Vec<Button> = buttons.into_iter().flatten().collect();
    buttons.chunks(width.max(1)).map(<[Button]>::to_vec).collect()
}
