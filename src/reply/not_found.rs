//! The reply when nothing fits: that this does not mean there is none, what was looked for, and what to do next.
//!
//! Knows nothing of how the search went.

use super::{
    ReplyStyle, answered, dates, places, rows, tell_me, understood,
    wording::{self, labels},
};
use crate::{
    answer::{Answer, Hotline},
    article::PartialDate,
    messaging::{Button, ContextId, Message, ResidentAction, RichText, bold, plain},
};

/// More numbers than this are a list, not a help.
const HOTLINES: usize = 2;

pub(super) fn message(answer: &Answer, id: ContextId, style: ReplyStyle) -> Message {
    if style.unready {
        let mut lines = vec![plain(wording::UNREADY)];
        lines.extend(hotline_lines(answer.hotlines()));
        return Message::with_buttons(RichText::lines(lines), Vec::new());
    }
    let mut lines = vec![bold(wording::NOT_FOUND)];
    lines.extend(understood::lines(answer));
    lines.push(RichText::new());
    lines.push(plain(wording::NEXT_STEPS));
    let wider = answered::wider_button(answer, id);
    let place = understood::asked_place(answer);
    if let Some(button) = &wider {
        lines.push(plain(&wording::step_wider(&button.label)));
    } else if place.is_some() {
        lines.push(plain(&wording::step_other_place()));
    }
    let name = place.map(|place| places::in_list(&place.path));
    lines.push(plain(&wording::step_newest(name.as_deref())));
    if answer.hotlines().is_empty() {
        lines.push(plain(wording::STEP_REPHRASE));
    }
    lines.extend(hotline_lines(answer.hotlines()));
    let other = place.map(|_| Button::new(labels::OTHER_PLACE, ResidentAction::OtherPlace(id)));
    let newest = Button::new(labels::NEWEST_HERE, ResidentAction::Newest(id));
    let buttons = rows([wider, Some(newest), other, tell_me(id, style.others_read)], 2);
    Message::with_buttons(RichText::lines(lines), buttons)
}

/// Public numbers, each on a line of its own so that a telephone makes it something to tap.
pub(super) fn hotline_lines(hotlines: &[Hotline]) -> Vec<RichText> {
    let mut lines = Vec::new();
    for hotline in hotlines.iter().take(HOTLINES) {
        if lines.is_empty() {
            lines.push(RichText::new());
            lines.push(plain(wording::HOTLINES));
        }
        lines.push(bold(&hotline.number));
        let checked = dates::printed(PartialDate::Day(hotline.checked));
        lines.push(plain(&wording::hotline(&hotline.name, &hotline.hours, &checked)));
    }
    lines
}
