//! The reply when something is happening now: the number to call first, then what to do, a step a line.
//!
//! Knows nothing of how an emergency is recognised.

use super::{
    passage,
    wording::{self, labels},
};
use crate::{
    answer::{Advice, Answer, Passage},
    messaging::{Button, ContextId, Message, ResidentAction, RichText, bold, plain},
};

pub(super) fn message(answer: &Answer, advice: &Advice, id: ContextId) -> Message {
    let mut lines = Vec::new();
    for (at, (number, what)) in advice.call.iter().enumerate() {
        lines.push(bold(&if at == 0 {
            wording::call_first(number, what)
        } else {
            wording::call_next(number, what)
        }));
    }
    if lines.is_empty() {
        lines.push(bold(wording::CALL_HELP));
    }
    if !advice.steps.is_empty() {
        lines.push(RichText::new());
        lines.extend(advice.steps.iter().enumerate().map(|(at, step)| plain(&format!("{}. {step}", at + 1))));
    }
    let warning = warning(answer, advice);
    if let Some(warning) = warning {
        lines.push(RichText::new());
        lines.push(plain(wording::WARNED_BEFORE));
        lines.push(passage::block(warning, passage::PassageStyle::of(answer, false)));
    }
    let just_asking = Button::new(labels::JUST_ASKING, ResidentAction::JustAsking(id));
    let message = Message::with_buttons(RichText::lines(lines), vec![vec![just_asking]]);
    message.showing(warning.map(|passage| &passage.article))
}

/// 「有急事先打119（着火）。」 where something may be happening.
pub(super) fn in_one_line(advice: &Advice) -> String {
    let number = advice.call.first().map_or("110", |(number, _)| number.as_str());
    wording::if_urgent(number, &advice.name)
}

/// What to do first, beside calling.
pub(super) fn first_steps(advice: &Advice) -> RichText {
    let done_at_once =
        advice.steps.iter().filter(|step| !step.contains(|digit: char| digit.is_ascii_digit()));
    RichText::lines(done_at_once.take(2).map(|step| plain(step)))
}

/// A passage on that very emergency: one that calls it by its name. None for thoughts of self-harm.
fn warning<'a>(answer: &'a Answer, advice: &Advice) -> Option<&'a Passage> {
    if advice.self_harm || advice.name.is_empty() {
        return None;
    }
    let names_it =
        |passage: &&Passage| passage.text.contains(&advice.name) || passage.headline().contains(&advice.name);
    answer.passages.first().filter(names_it)
}
