//! The reply when nothing fits: that this does not mean there is none, what was looked for, and what to do next.
//!
//! Knows nothing of how the search went.

use super::{
    Action, Manner, Message, Ticket, answered, dates, html, places, rows, tell_me, understood,
    wording::{self, labels},
};
use crate::answer::Answer;

/// More numbers than this are a list, not a help.
const HOTLINES: usize = 2;

pub(super) fn messages(answer: &Answer, ticket: &Ticket, manner: Manner) -> Vec<Message> {
    if manner.unready {
        let mut lines = vec![html::escape(wording::UNREADY)];
        lines.extend(hotline_lines(answer));
        return Message::in_parts(&lines.join("\n"), Vec::new());
    }
    let mut lines = vec![html::bold(wording::NOT_FOUND)];
    lines.extend(understood::lines(answer));
    lines.push(String::new());
    lines.push(html::escape(wording::NEXT_STEPS));
    let wider = answered::wider_button(answer, ticket);
    let place = understood::asked_place(answer);
    if let Some(button) = &wider {
        lines.push(html::escape(&wording::step_wider(&button.label)));
    } else if place.is_some() {
        lines.push(html::escape(&wording::step_other_place()));
    }
    let name = place.map(|place| places::in_list(&place.path));
    lines.push(html::escape(&wording::step_newest(name.as_deref())));
    if answer.hotlines.is_empty() {
        lines.push(html::escape(wording::STEP_REPHRASE));
    }
    lines.extend(hotline_lines(answer));
    let other = place.and_then(|_| Action::OtherPlace(ticket.clone()).button(labels::OTHER_PLACE));
    let newest = Action::Newest(ticket.clone()).button(labels::NEWEST_HERE);
    Message::in_parts(&lines.join("\n"), rows([wider, newest, other, tell_me(ticket, manner.others_read)], 2))
}

/// Public numbers, each on a line of its own so that a telephone makes it something to tap; escaped.
pub(super) fn hotline_lines(answer: &Answer) -> Vec<String> {
    let mut lines = Vec::new();
    for hotline in answer.hotlines.iter().take(HOTLINES) {
        if lines.is_empty() {
            lines.push(String::new());
            lines.push(html::escape(wording::HOTLINES));
        }
        lines.push(html::bold(&hotline.number));
        let checked = dates::printed(&hotline.checked);
        lines.push(html::escape(&wording::hotline(&hotline.name, &hotline.hours, &checked)));
    }
    lines
}
