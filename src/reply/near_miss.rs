//! The reply when one slot does not fit: which one, and the passage behind a button.
//!
//! Knows nothing of how the misfit was found.

use super::{
    Action, Manner, Message, Ticket, answered, dates, html, not_found, places, rows, status, tell_me,
    understood,
    understood::shortened,
    wording::{self, labels},
};
use crate::{
    answer::{Answer, Passage, Slot},
    article::{Fit, PlacePath},
};

pub(super) fn messages(answer: &Answer, ticket: &Ticket, manner: Manner) -> Vec<Message> {
    let Some(passage) = answer.passages.first() else {
        return not_found::messages(answer, ticket, manner);
    };
    let mut lines = vec![html::bold(&misfit(answer, passage))];
    lines.extend(understood::lines(answer));
    if !passage.headline().is_empty() {
        lines.push(String::new());
        lines.push(html::escape(&wording::near_headline(&shortened(passage.headline(), 60))));
        let date = passage.published.as_deref().map(dates::printed);
        let place = passage.places.first().map(places::in_list);
        let facts: Vec<&str> = place
            .as_deref()
            .into_iter()
            .chain(status::in_list(&passage.event))
            .chain(date.as_deref())
            .collect();
        if !facts.is_empty() {
            lines.push(html::escape(&wording::facts(&facts)));
        }
    }
    lines.extend(not_found::hotline_lines(answer));
    let show = match (answer.missing, misfit_place(answer, passage)) {
        (Some(Slot::Place), Some(place)) => labels::show_place(&shortened(place.name(), 12)),
        _ => labels::SHOW_IT.to_owned(),
    };
    // The whole city is worth offering only if what was found lies in it.
    let wider = understood::wider_city(answer)
        .filter(|city| passage.places.iter().any(|place| place.is_within(city)));
    let buttons = rows(
        [
            Action::Passage(ticket.clone(), 0).button(&show),
            wider.and_then(|_| answered::wider_button(answer, ticket)),
            understood::asked_place(answer)
                .and_then(|_| Action::Newest(ticket.clone()).button(labels::NEWEST_HERE)),
            understood::asked_place(answer)
                .and_then(|_| Action::OtherPlace(ticket.clone()).button(labels::OTHER_PLACE)),
            Action::Wrong(ticket.clone(), 0).button(labels::WRONG),
            tell_me(ticket, manner.others_read),
        ],
        2,
    );
    let messages = Message::in_parts(&lines.join("\n"), buttons);
    messages.into_iter().map(|message| message.showing(&passage.article)).collect()
}

/// What does not fit: 「有这样的活动，但是在盐湖区」.
pub(super) fn misfit(answer: &Answer, passage: &Passage) -> String {
    match (answer.missing, elsewhere(answer, passage)) {
        (Some(Slot::Place), Some(place)) => wording::near_place(&place),
        (Some(Slot::Time), _) => wording::near_time(period(answer, passage).as_deref()),
        (missing, _) => wording::near_slot(missing, answer.missing_want),
    }
}

/// The article's place that is not the asked one, as exact as that.
fn misfit_place(answer: &Answer, passage: &Passage) -> Option<PlacePath> {
    let Some(asked) = understood::asked_place(answer) else { return passage.places.first().cloned() };
    let misfit = passage.places.iter().find(|place| place.fit(&asked.path) == Fit::Elsewhere)?;
    Some(places::elsewhere(misfit, &asked.path))
}

fn elsewhere(answer: &Answer, passage: &Passage) -> Option<String> {
    let near = understood::asked_place(answer).map(|place| &place.path);
    misfit_place(answer, passage).map(|place| places::spoken(&place, near))
}

fn period(answer: &Answer, passage: &Passage) -> Option<String> {
    let (from, to) = (passage.event.from, passage.event.to);
    let (from, to) = (from.or(to)?, to.or(from)?);
    Some(dates::period(from, to, answer.today))
}
