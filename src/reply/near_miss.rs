//! The reply when one slot does not fit: which one, and the passage behind a button.
//!
//! Knows nothing of how the misfit was found.

use super::{
    ReplyStyle, answered, dates, not_found, passage, places, rows, status, tell_me, understood,
    understood::shortened,
    wording::{self, labels},
};
use crate::{
    answer::{Answer, Misfit, Passage},
    article::{Fit, PlacePath},
    messaging::{Button, ContextId, Message, ResidentAction, RichText, bold, plain},
};

pub(super) fn message(answer: &Answer, misfit: Misfit, id: ContextId, style: ReplyStyle) -> Message {
    let Some(nearest) = answer.passages.first() else {
        return not_found::message(answer, id, style);
    };
    let mut lines = vec![bold(&what_misfits(answer, misfit, nearest))];
    let status = status::bracketed(nearest, answer.today).map(|status| wording::in_brackets(&status));
    let origin = passage::origin_line(nearest, &answer.understood.places);
    lines.push(plain(&format!("{}{origin}", status.unwrap_or_default())));
    let mut rest: Vec<String> = answer.hotlines().first().map(not_found::call).into_iter().collect();
    rest.extend(understood::taken_for_granted(answer));
    if !rest.is_empty() {
        lines.push(plain(&rest.concat()));
    }
    let show = match (misfit, misfit_place(answer, nearest)) {
        (Misfit::Place, Some(place)) => labels::show_place(&shortened(place.name(), 12)),
        _ => labels::SHOW_IT.to_owned(),
    };
    // The whole city is worth offering only if what was found lies in it.
    let wider = understood::wider_city(answer)
        .filter(|city| nearest.places.iter().any(|place| place.is_within(city)));
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
    Message::with_buttons(RichText::lines(lines), buttons).showing([&nearest.article])
}

/// What does not fit: 「有这样的活动，但是在盐湖区」.
pub(super) fn what_misfits(answer: &Answer, misfit: Misfit, passage: &Passage) -> String {
    match misfit {
        Misfit::Place => {
            let asked = understood::asked_place(answer).map(|place| places::in_list(&place.path));
            wording::near_place(asked.as_deref(), elsewhere(answer, passage).as_deref())
        }
        Misfit::Time => {
            let asked = answer.understood.time.map(|time| dates::period(time.from, time.to, answer.today));
            let said = answer.understood.time_words.as_deref();
            let asked = asked.map(|asked| {
                match said.filter(|said| !said.starts_with(|first: char| first.is_ascii_digit())) {
                    Some(said) => format!("{said}（{asked}）"),
                    None => asked,
                }
            });
            wording::near_time(asked.as_deref(), period(answer, passage).as_deref())
        }
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
