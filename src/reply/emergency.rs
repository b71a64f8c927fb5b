//! The reply when something is happening now: the number to call first, then what to do, a step a line.
//!
//! Knows nothing of how an emergency is recognised.

use super::{
    passage,
    wording::{self, labels},
};
use crate::{
    answer::{Answer, Passage},
    messaging::{Button, ContextId, Message, ResidentAction, RichText, bold, plain},
};

pub(super) fn message(answer: &Answer, id: ContextId) -> Message {
    let mut lines = Vec::new();
    let (calls, steps) = answer
        .advice
        .as_ref()
        .map_or((&[][..], &[][..]), |advice| (advice.call.as_slice(), advice.steps.as_slice()));
    for (at, (number, what)) in calls.iter().enumerate() {
        lines.push(bold(&if at == 0 {
            wording::call_first(number, what)
        } else {
            wording::call_next(number, what)
        }));
    }
    if lines.is_empty() {
        lines.push(bold(wording::CALL_HELP));
    }
    if !steps.is_empty() {
        lines.push(RichText::new());
        lines.extend(steps.iter().enumerate().map(|(at, step)| plain(&format!("{}. {step}", at + 1))));
    }
    if let Some(warning) = warning(answer) {
        lines.push(RichText::new());
        lines.push(plain(wording::WARNED_BEFORE));
        lines.push(passage::block(warning));
    }
    let just_asking = Button::new(labels::JUST_ASKING, ResidentAction::JustAsking(id));
    let message = Message::with_buttons(RichText::lines(lines), vec![vec![just_asking]]);
    message.showing(warning(answer).map(|passage| &passage.article))
}

/// A passage on that very emergency: one that calls it by its name. None for thoughts of self-harm.
fn warning(answer: &Answer) -> Option<&Passage> {
    let advice = answer.advice.as_ref().filter(|advice| !advice.self_harm && !advice.name.is_empty())?;
    let names_it =
        |passage: &&Passage| passage.text.contains(&advice.name) || passage.headline().contains(&advice.name);
    answer.passages.first().filter(names_it)
}
