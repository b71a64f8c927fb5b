//! The reply when a place name means several places: which one?
//!
//! Knows nothing of places' data.

use super::{
    understood::{asked_place, shortened},
    wording,
};
use crate::{
    answer::{Answer, Choice},
    messaging::{Button, ContextId, Message, ResidentAction, RichText, bold, plain},
};

/// More than this cannot be taken in at a glance.
const CHOICES: usize = 6;
/// A longer label is cut off by telephones.
const LABEL: usize = 18;

/// The question which of several places is meant; one button a row.
pub(super) fn message(answer: &Answer, choices: &[Choice], id: ContextId) -> Message {
    let mut lines = vec![bold(&wording::which_place(name(answer, choices)))];
    let mut buttons = Vec::new();
    for (at, choice) in choices.iter().take(CHOICES).enumerate() {
        let label = shortened(&choice.label, LABEL);
        lines.push(plain(&format!("{}. {label}", at + 1)));
        buttons.push(vec![Button::new(&label, ResidentAction::Choose(id, at))]);
    }
    if !buttons.is_empty() {
        lines.push(plain(wording::CHOOSE));
    }
    Message::with_buttons(RichText::lines(lines), buttons)
}

/// The name that means several places. Another place of the question is not it.
fn name<'a>(answer: &'a Answer, choices: &'a [Choice]) -> Option<&'a str> {
    let first = choices.first()?.place.name();
    let shared = choices.iter().all(|choice| choice.place.name() == first);
    let as_written = || asked_place(answer).map(|place| place.as_written.as_str());
    if shared { Some(first) } else { as_written() }
}
