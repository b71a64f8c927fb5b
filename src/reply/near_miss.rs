//! The reply when one slot does not fit: which one, and the passage behind a button.
//!
//! Knows nothing of how the misfit was found.

use super::{
    ReplyStyle, answered, dates, not_found, places, rows, status, tell_me, understood,
    understood::shortened,
    wording::{self, labels},
};
use crate::{
    answer::{Answer, Misfit, Passage},
    article::{Fit, PlacePath},
    messaging::{Button, ContextId, Message, ResidentAction, RichText, bold, plain},
};

pub(super) fn message(answer: &Answer, misfit: Misfit, id: ContextId, style: ReplyStyle) -> Message {
    let Some(passage) = answer.passages.first() else {
        return not_found::message(answer, id, style);
    };
    let mut lines = vec![bold(&what_misfits(answer, misfit, passage))];
    lines.extend(understood::lines(answer));
    if !passage.headline().is_empty() {
        lines.push(RichText::new());
        lines.push(plain(&wording::near_headline(&shortened(passage.headline(), 60))));
        let date = passage.published.as_ref().map(|published| dates::printed(published.date));
        let place = passage.places.first().map(places::in_list);
        let facts: Vec<&str> = place
            .as_deref()
            .into_iter()
            .chain(status::in_list(&passage.event))
            .chain(date.as_deref())
            .collect();
        if !facts.is_empty() {
            lines.push(plain(&wording::facts(&facts)));
        }
    }
    lines.extend(not_found::hotline_lines(answer.hotlines()));
    let show = match (misfit, misfit_place(answer, passage)) {
        (Misfit::Place, Some(place)) => labels::show_place(&shortened(place.name(), 12)),
        _ => labels::SHOW_IT.to_owned(),
    };
    // The whole city is worth offering only if what was found lies in it.
    let wider = understood::wider_city(answer)
        .filter(|city| passage.places.iter().any(|place| place.is_within(city)));
    let place = understood::asked_place(answer);
    let buttons = rows(
        [
            Some(Button::new(&show, ResidentAction::Passage(id, 0))),
            wider.and_then(|_| answered::wider_button(answer, id)),
            place.map(|_| Button::new(labels::NEWEST_HERE, ResidentAction::Newest(id))),
            place.map(|_| Button::new(labels::OTHER_PLACE, ResidentAction::OtherPlace(id))),
            Some(Button::new(labels::WRONG, ResidentAction::Wrong(id, 0))),
            tell_me(id, style.others_read),
        ],
        2,
    );
    Message::with_buttons(RichText::lines(lines), buttons).showing([&passage.article])
}

/// What does not fit: 「有这样的活动，但是在盐湖区」.
pub(super) fn what_misfits(answer: &Answer, misfit: Misfit, passage: &Passage) -> String {
    match misfit {
        Misfit::Place => wording::near_place(elsewhere(answer, passage).as_deref()),
        Misfit::Time => wording::near_time(period(answer, passage).as_deref()),
        Misfit::Service => wording::OTHER_SERVICE.to_owned(),
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
