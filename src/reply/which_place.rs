//! The reply when a place name means several places: which one?
//!
//! Knows nothing of places' data.

use super::{Action, Message, Ticket, html, understood::asked_place, wording};
use crate::answer::{Answer, Choice};

/// More than this cannot be taken in at a glance.
const CHOICES: usize = 6;

pub(super) fn messages(answer: &Answer, ticket: &Ticket) -> Vec<Message> {
    let written = asked_place(answer).map(|place| place.as_written.as_str());
    choices(written, &answer.choices, ticket)
}

/// The question which of several places is meant; one button a row.
pub(crate) fn choices(as_written: Option<&str>, choices: &[Choice], ticket: &Ticket) -> Vec<Message> {
    let mut lines = vec![html::bold(&wording::which_place(as_written))];
    let mut buttons = Vec::new();
    for (at, choice) in choices.iter().take(CHOICES).enumerate() {
        lines.push(html::escape(&format!("{}. {}", at + 1, choice.label)));
        buttons.extend(Action::Choose(ticket.clone(), at).button(&choice.label).map(|button| vec![button]));
    }
    lines.push(html::escape(wording::CHOOSE));
    Message::in_parts(&lines.join("\n"), buttons)
}
