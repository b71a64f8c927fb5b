//! The reply when nothing fits: that this does not mean there is none, what was looked for, and what to do next.
//!
//! Knows nothing of how the search went.

use super::{
    ReplyStyle, answered, dates, rows, tell_me, understood,
    wording::{self, labels},
};
use crate::{
    answer::{Answer, Hotline},
    article::PartialDate,
    messaging::{Button, ContextId, Message, ResidentAction, RichText, bold, plain},
};

pub(super) fn message(answer: &Answer, id: ContextId, style: ReplyStyle) -> Message {
    if style.unready {
        let number = answer.hotlines().first().map(|hotline| plain(&call(hotline)));
        let lines = std::iter::once(plain(wording::UNREADY)).chain(number);
        return Message::with_buttons(RichText::lines(lines), Vec::new());
    }
    let subject = understood::own_words(answer).or_else(|| understood::subject(answer));
    let first = if style.comforted { wording::not_found_either } else { wording::not_found };
    let wider = answered::wider_button(answer, id);
    let place = understood::asked_place(answer);
    let step = match (answer.hotlines().first(), &wider) {
        (Some(hotline), _) => call(hotline),
        (None, Some(button)) => wording::step_wider(&button.label),
        (None, None) => wording::STEP_REPHRASE.to_owned(),
    };
    let mut granted = understood::taken_for_granted(answer);
    granted.push(step);
    let lines = vec![bold(&first(subject.as_deref())), plain(&granted.concat())];
    let other = place.map(|_| Button::new(labels::OTHER_PLACE, ResidentAction::OtherPlace(id)));
    let newest = Button::new(labels::NEWEST_HERE, ResidentAction::Newest(id));
    let buttons = rows([wider, Some(newest), other, tell_me(id, style.others_read)], 2);
    Message::with_buttons(RichText::lines(lines), buttons)
}

/// The advice to call a public number.
pub(super) fn call(hotline: &Hotline) -> String {
    let checked = dates::printed(PartialDate::Day(hotline.checked));
    wording::step_call(&hotline.number, &hotline.name, &checked)
}
