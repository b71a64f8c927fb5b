//! The reply when something is happening now: the number to call first, then what to do, a step a line.
//!
//! Knows nothing of how an emergency is recognised.

use super::{
    Action, Message, Ticket, html, passage, rows,
    wording::{self, labels},
};
use crate::answer::{Answer, Passage};

pub(super) fn messages(answer: &Answer, ticket: &Ticket) -> Vec<Message> {
    let mut lines = Vec::new();
    let (calls, steps) = answer
        .advice
        .as_ref()
        .map_or((&[][..], &[][..]), |advice| (advice.call.as_slice(), advice.steps.as_slice()));
    for (at, (number, what)) in calls.iter().enumerate() {
        lines.push(html::bold(&if at == 0 {
            wording::call_first(number, what)
        } else {
            wording::call_next(number, what)
        }));
    }
    if lines.is_empty() {
        lines.push(html::bold(wording::CALL_HELP));
    }
    if !steps.is_empty() {
        lines.push(String::new());
        lines.extend(steps.iter().enumerate().map(|(at, step)| html::escape(&format!("{}. {step}", at + 1))));
    }
    if let Some(warning) = warning(answer) {
        lines.push(String::new());
        lines.push(html::escape(wording::WARNED_BEFORE));
        lines.push(passage::block(warning));
    }
    let buttons = rows([Action::JustAsking(ticket.clone()).button(labels::JUST_ASKING)], 1);
    let messages = Message::in_parts(&lines.join("\n"), buttons);
    let shown = || warning(answer).map(|passage| &passage.article);
    messages.into_iter().map(|message| message.showing_all(shown())).collect()
}

/// A passage on that very emergency: one that calls it by its name. None for thoughts of self-harm.
fn warning(answer: &Answer) -> Option<&Passage> {
    let advice = answer.advice.as_ref().filter(|advice| !advice.self_harm && !advice.name.is_empty())?;
    let names_it =
        |passage: &&Passage| passage.text.contains(&advice.name) || passage.headline().contains(&advice.name);
    answer.passages.first().filter(names_it)
}
