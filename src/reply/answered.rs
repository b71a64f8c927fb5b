//! The reply when a passage answers the question: what it lacks and its status first, one passage, the way to the others.
//!
//! Knows nothing of how passages are ranked.

use super::{
    Action, Button, Manner, Message, Ticket, html, near_miss, not_found, passage,
    places::{city, district, short},
    rows, status, tell_me, understood,
    wording::{self, labels},
};
use crate::{
    answer::{Answer, Outcome, Passage, PlaceFrom, Slot},
    article::{Fit, PlacePath},
};

pub(super) fn messages(answer: &Answer, ticket: &Ticket, manner: Manner) -> Vec<Message> {
    if answer.passages.is_empty() {
        not_found::messages(answer, ticket, manner)
    } else {
        page(answer, ticket, 0, manner)
    }
}

/// The passages that may be paged through: the first, then those that fit as well.
#[must_use]
pub fn sequence(answer: &Answer) -> Vec<&Passage> {
    let others = answer.others.iter().copied().filter(|at| *at != 0);
    std::iter::once(0).chain(others).filter_map(|at| answer.passages.get(at)).collect()
}

/// The passage at position `at` among those that fit; no message when there is none.
#[must_use]
pub fn page(answer: &Answer, ticket: &Ticket, at: usize, manner: Manner) -> Vec<Message> {
    let sequence = sequence(answer);
    let Some(passage) = sequence.get(at).copied() else { return Vec::new() };
    let mut first = Vec::new();
    if at > 0 {
        first.push(wording::position(at + 1, sequence.len()));
    } else if answer.missing == Some(Slot::Detail) {
        first.push(wording::missing_detail(answer.missing_want).to_owned());
    } else if answer.outcome == Outcome::NearMiss {
        first.push(near_miss::misfit(answer, passage));
    }
    first.extend(status::lines(passage, &answer.understood.places, answer.today));
    let mut lines: Vec<String> = first
        .iter()
        .enumerate()
        .map(|(at, line)| if at == 0 { html::bold(line) } else { html::escape(line) })
        .collect();
    lines.extend(if manner.brief { understood::surprises(answer) } else { understood::lines(answer) });
    let mut text = lines.join("\n");
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(&if manner.brief { passage::brief(passage) } else { passage::block(passage) });
    if at == 0 && answer.missing == Some(Slot::Detail) {
        for line in not_found::hotline_lines(answer) {
            text.push('\n');
            text.push_str(&line);
        }
    }
    if at == 0 && sequence.len() > 1 {
        text.push_str("\n\n");
        text.push_str(&html::escape(&wording::others(sequence.len() - 1)));
    }
    let messages = Message::in_parts(&text, buttons(answer, ticket, (at, manner), &sequence));
    messages.into_iter().map(|message| message.showing(&passage.article)).collect()
}

fn buttons(
    answer: &Answer,
    ticket: &Ticket,
    (at, manner): (usize, Manner),
    sequence: &[&Passage],
) -> Vec<Vec<Button>> {
    let turn = |to: usize, label| Action::Passage(ticket.clone(), to).button(label);
    let back = if at > 0 { turn(at - 1, labels::BACK) } else { None };
    let on = if at + 1 < sequence.len() {
        turn(at + 1, if at == 0 { labels::MORE } else { labels::NEXT })
    } else {
        None
    };
    let mut all = rows([back, on], 2);
    let whole = Action::Whole(ticket.clone(), at).button(labels::WHOLE);
    let url = sequence.get(at).and_then(|passage| passage.url.as_deref());
    all.extend(rows([whole, passage::original(url)], 2));
    if at == 0 {
        all.extend(rows([narrower(answer, ticket, sequence), other_place(answer, ticket)], 2));
    }
    let wrong = Action::Wrong(ticket.clone(), at).button(labels::WRONG);
    all.extend(rows([wrong, tell_me(ticket, manner.others_read)], 2));
    all
}

/// 「只看平城区」, when a wider place was asked for and not all that fits lies in the first passage's district.
fn narrower(answer: &Answer, ticket: &Ticket, sequence: &[&Passage]) -> Option<Button> {
    let district = first_district(answer)?;
    let elsewhere = |passage: &&&Passage| !passage.places.iter().any(|place| place.is_within(&district));
    sequence.iter().find(elsewhere)?;
    Action::Narrower(ticket.clone()).button(&labels::narrower(district.name()))
}

/// The district of the first passage, when it is smaller than what was asked for.
pub(crate) fn first_district(answer: &Answer) -> Option<PlacePath> {
    let asked = understood::asked_place(answer).map(|place| &place.path);
    let first = answer.passages.first()?;
    let inside = |place: &&PlacePath| asked.is_none_or(|asked| place.fit(asked) == Fit::Inside);
    district(first.places.iter().find(inside)?).filter(|district| asked != Some(district))
}

/// 「换个地方」, when the place was not the asker's own word for this question.
fn other_place(answer: &Answer, ticket: &Ticket) -> Option<Button> {
    let inherited = understood::asked_place(answer)?.from != PlaceFrom::Question;
    inherited.then(|| Action::OtherPlace(ticket.clone()).button(labels::OTHER_PLACE))?
}

/// 「看全大同」, when the asked place is smaller than its city.
pub(crate) fn wider_button(answer: &Answer, ticket: &Ticket) -> Option<Button> {
    let city = understood::wider_city(answer).filter(|place| city(place).is_some())?;
    Action::Wider(ticket.clone()).button(&labels::wider(short(city.name())))
}
