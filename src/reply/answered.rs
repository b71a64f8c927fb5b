//! The reply when a passage answers the question: what it lacks and its status first, one passage, the way to the others.
//!
//! Knows nothing of how passages are ranked.

use super::{
    ReplyStyle, near_miss, not_found,
    passage::{self, PassageStyle},
    places::{city, district, short},
    rows, status, tell_me, understood,
    wording::{self, labels},
};
use crate::{
    answer::{Answer, Outcome, Passage, PlaceFrom},
    article::{Fit, PlacePath},
    messaging::{Button, ContextId, Message, ResidentAction, RichText, bold, plain},
};

pub(super) fn message(answer: &Answer, id: ContextId, style: ReplyStyle) -> Message {
    page(answer, id, 0, style).unwrap_or_else(|| not_found::message(answer, id, style))
}

/// The passages that may be paged through: the first, then those that fit as well.
#[must_use]
pub(crate) fn sequence(answer: &Answer) -> Vec<&Passage> {
    let others = answer.others().iter().copied().filter(|at| *at != 0);
    std::iter::once(0).chain(others).filter_map(|at| answer.passages.get(at)).collect()
}

/// The passage at position `at` among those that fit; no message when there is none.
#[must_use]
pub(crate) fn page(answer: &Answer, id: ContextId, at: usize, style: ReplyStyle) -> Option<Message> {
    let sequence = sequence(answer);
    let passage = sequence.get(at).copied()?;
    let mut text = match &answer.outcome {
        Outcome::DetailMissing { want, .. } if at == 0 => bold(wording::missing_detail(*want)),
        Outcome::NearMiss { misfit, .. } if at == 0 => {
            bold(&near_miss::what_misfits(answer, *misfit, passage))
        }
        _ => RichText::new(),
    };
    text = text.line(passage::block(passage, PassageStyle::of(answer, style.brief)));
    let mut doubts = status::doubts(passage, &answer.understood.places, answer.today);
    if let (0, Outcome::DetailMissing { hotlines, .. }) = (at, &answer.outcome) {
        doubts.extend(hotlines.first().map(not_found::call));
    }
    if at == 0 {
        doubts.extend(understood::taken_for_granted(answer));
    } else {
        doubts.push(wording::position(at + 1, sequence.len()));
    }
    if !doubts.is_empty() {
        text = text.line(plain(&doubts.concat()));
    }
    let message = Message::with_buttons(text, buttons(answer, id, at, style, &sequence));
    Some(message.showing([&passage.article]))
}

fn buttons(
    answer: &Answer,
    id: ContextId,
    at: usize,
    style: ReplyStyle,
    sequence: &[&Passage],
) -> Vec<Vec<Button>> {
    let turn = |to: usize, label| Button::new(label, ResidentAction::Passage(id, to));
    let back = at.checked_sub(1).map(|before| turn(before, labels::BACK));
    let more = at + 1 < sequence.len();
    let more_label = labels::more(sequence.len() - 1);
    let on = more.then(|| turn(at + 1, if at == 0 { &more_label } else { labels::NEXT }));
    let mut all = rows([back, on], 2);
    let whole = Button::new(labels::WHOLE, ResidentAction::Whole(id, at));
    let url = sequence.get(at).and_then(|passage| passage.url.as_deref());
    all.extend(rows([Some(whole), passage::original(url)], 2));
    if at == 0 {
        all.extend(rows([narrower(answer, id, sequence), other_place(answer, id)], 2));
    }
    let wrong = Button::new(labels::WRONG, ResidentAction::Wrong(id, at));
    all.extend(rows([Some(wrong), tell_me(id, style.others_read)], 2));
    all
}

/// 「只看平城区」, when a wider place was asked for and not all that fits lies in the first passage's district.
fn narrower(answer: &Answer, id: ContextId, sequence: &[&Passage]) -> Option<Button> {
    let district = first_district(answer)?;
    let elsewhere = |passage: &&&Passage| !passage.places.iter().any(|place| place.is_within(&district));
    sequence.iter().find(elsewhere)?;
    Some(Button::new(&labels::narrower(district.name()), ResidentAction::Narrower(id)))
}

/// The district of the first passage, when it is smaller than what was asked for.
pub(crate) fn first_district(answer: &Answer) -> Option<PlacePath> {
    let asked = understood::asked_place(answer).map(|place| &place.path);
    let first = answer.passages.first()?;
    let inside = |place: &&PlacePath| asked.is_none_or(|asked| place.fit(asked) == Fit::Inside);
    district(first.places.iter().find(inside)?).filter(|district| asked != Some(district))
}

/// 「换个地方」, when the place was not the asker's own word for this question.
fn other_place(answer: &Answer, id: ContextId) -> Option<Button> {
    let inherited = understood::asked_place(answer)?.from != PlaceFrom::Question;
    inherited.then(|| Button::new(labels::OTHER_PLACE, ResidentAction::OtherPlace(id)))
}

/// 「看全大同」, when the asked place is smaller than its city.
pub(crate) fn wider_button(answer: &Answer, id: ContextId) -> Option<Button> {
    let city = understood::wider_city(answer).filter(|place| city(place).is_some())?;
    Some(Button::new(&labels::wider(short(city.name())), ResidentAction::Wider(id)))
}
