//! What passes between residents and editors, with its buttons.
//!
//! Knows nothing of who the editors are.

use super::{
    rows,
    wording::{editors as wording, labels},
};
use crate::messaging::{Button, ContextId, Message, Reason, ResidentAction, bold};

/// What is wrong with a passage? `because` is what naming a reason does.
#[must_use]
pub(crate) fn what_is_wrong(because: impl Fn(Reason) -> ResidentAction) -> Message {
    let label = |reason| match reason {
        Reason::Outdated => labels::OUTDATED,
        Reason::WrongPlace => labels::WRONG_PLACE,
        Reason::DeadPhone => labels::DEAD_PHONE,
        Reason::NotAsked => labels::NOT_ASKED,
    };
    let buttons = Reason::ALL.map(|reason| Some(Button::new(label(reason), because(reason))));
    Message { text: bold(wording::WHAT_IS_WRONG), buttons: rows(buttons, 2), ..Message::default() }
}

/// Thanks for a mark; who wants to say more may write to the editors, and ask about another place below an answer.
#[must_use]
pub(crate) fn marked(id: Option<ContextId>, reason: Reason, editors: bool) -> Message {
    let text = if reason == Reason::NotAsked { wording::MARKED_NOT_ASKED } else { wording::MARKED };
    let place = id
        .filter(|_| reason == Reason::WrongPlace)
        .map(|id| Button::new(labels::OTHER_PLACE, ResidentAction::OtherPlace(id)));
    let note = editors.then(|| Button::new(labels::NOTE, ResidentAction::Note));
    Message { buttons: rows([place, note], 2), ..Message::of_text(text) }
}

/// What somebody wrote, to be looked at once more before it goes to the editors.
#[must_use]
pub(crate) fn is_this_it(text: &str, is_notice: bool, id: ContextId) -> Message {
    let send = if is_notice { labels::HAND_IN } else { labels::SEND };
    let send = Button::new(send, ResidentAction::Send(id));
    let never_mind = Button::new(labels::NEVER_MIND, ResidentAction::Drop(id));
    Message { buttons: vec![vec![send, never_mind]], ..Message::of_text(&wording::is_this_it(text)) }
}
