//! What passes between residents and editors, with its buttons.
//!
//! Knows nothing of who the editors are.

use super::{
    Action, Message, Reason, Ticket, html, rows,
    wording::{editors as wording, labels},
};

/// What is wrong with a passage? `because` is what naming a reason does.
#[must_use]
pub fn what_is_wrong(because: impl Fn(Reason) -> Action) -> Message {
    let label = |reason| match reason {
        Reason::Outdated => labels::OUTDATED,
        Reason::WrongPlace => labels::WRONG_PLACE,
        Reason::DeadPhone => labels::DEAD_PHONE,
        Reason::NotAsked => labels::NOT_ASKED,
    };
    let buttons = Reason::ALL.map(|reason| because(reason).button(label(reason)));
    Message { html: html::bold(wording::WHAT_IS_WRONG), buttons: rows(buttons, 2), ..Message::default() }
}

/// Thanks for a mark; who wants to say more may write to the editors, and ask about another place below an answer.
#[must_use]
pub fn marked(ticket: Option<&Ticket>, reason: Reason, editors: bool) -> Message {
    let text = if reason == Reason::NotAsked { wording::MARKED_NOT_ASKED } else { wording::MARKED };
    let place = ticket
        .filter(|_| reason == Reason::WrongPlace)
        .and_then(|ticket| Action::OtherPlace(ticket.clone()).button(labels::OTHER_PLACE));
    let note = editors.then(|| Action::Note.button(labels::NOTE)).flatten();
    Message { buttons: rows([place, note], 2), ..Message::of_text(text) }
}

/// What somebody wrote, to be looked at once more before it goes to the editors.
#[must_use]
pub fn is_this_it(text: &str, is_notice: bool, ticket: &Ticket) -> Message {
    let send = if is_notice { labels::HAND_IN } else { labels::SEND };
    let buttons =
        [Action::Send(ticket.clone()).button(send), Action::Drop(ticket.clone()).button(labels::NEVER_MIND)];
    Message { buttons: rows(buttons, 2), ..Message::of_text(&wording::is_this_it(text)) }
}
