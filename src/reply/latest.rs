//! The newest notices as a numbered list, a page at a time.
//!
//! Knows nothing of how they are found.

use super::{
    dates, places, rows, status, tell_me,
    understood::shortened,
    wording::{self, labels},
};
use crate::{
    answer::Passage,
    article::PlacePath,
    messaging::{Button, ContextId, Message, ResidentAction, RichText, bold, plain},
};

/// One page of the newest notices.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List<'a> {
    /// The place whose notices these are.
    pub(crate) place: Option<&'a PlacePath>,
    /// Their service type.
    pub(crate) service: Option<&'a str>,
    /// The notices of this page, newest first.
    pub(crate) notices: &'a [Passage],
    /// The page, counted from 0.
    pub(crate) page: usize,
    /// There is another page.
    pub(crate) more: bool,
    /// Others read along.
    pub(crate) others_read: bool,
}

/// The list, with a button a notice and those for turning the page.
#[must_use]
pub(crate) fn latest(list: &List<'_>, id: ContextId) -> Message {
    let place = list.place.map(places::in_list);
    if list.notices.is_empty() {
        let text = if list.page == 0 {
            wording::nothing_new(place.as_deref(), list.service)
        } else {
            wording::NO_MORE_NEWS.to_owned()
        };
        return Message { text: bold(&text), buttons: turns(list, id), ..Message::default() };
    }
    let mut heading = bold(&wording::newest(place.as_deref(), list.service));
    if list.page > 0 || list.more {
        heading = heading.plain(&format!("（{}）", wording::page(list.page + 1)));
    }
    let mut entries = vec![heading];
    let mut buttons = Vec::new();
    for (at, notice) in list.notices.iter().enumerate() {
        let number = at + 1;
        entries.push(entry(notice, number, list));
        buttons.push(Some(Button::new(&labels::item(number), ResidentAction::Item(id, at))));
    }
    entries.push(plain(wording::OPEN_BY_NUMBER));
    let mut buttons = rows(buttons, 2);
    buttons.extend(turns(list, id));
    let message = Message::with_buttons(RichText::paragraphs(entries), buttons);
    message.showing(list.notices.iter().map(|notice| &notice.article))
}

/// The notices as a list in plain text.
pub(super) fn entries(notices: &[Passage], place: Option<&PlacePath>) -> String {
    let list = List { place, service: None, notices, page: 0, more: false, others_read: false };
    let entries = notices.iter().enumerate().map(|(at, notice)| entry(notice, at + 1, &list));
    RichText::paragraphs(entries).to_plain()
}

/// Number and headline, then place, status and date on a line of their own.
fn entry(notice: &Passage, number: usize, list: &List<'_>) -> RichText {
    let headline = format!("{number}. {}", shortened(notice.headline(), 60));
    let place = notice.places.first().map(|place| match list.place {
        Some(near) => places::spoken(place, Some(near)),
        None => places::in_list(place),
    });
    let published = notice.published.as_ref();
    let date = published.map_or_else(|| wording::NO_DATE.to_owned(), |known| dates::printed(known.date));
    let facts: Vec<&str> =
        place.as_deref().into_iter().chain(status::in_list(&notice.event)).chain([date.as_str()]).collect();
    bold(&headline).line(plain(&wording::facts(&facts)))
}

fn turns(list: &List<'_>, id: ContextId) -> Vec<Vec<Button>> {
    let turn = |to: usize, label| Button::new(label, ResidentAction::Page(id, to));
    let back = list.page.checked_sub(1).map(|before| turn(before, labels::PAGE_BACK));
    let on = list.more.then(|| turn(list.page + 1, labels::NEXT_PAGE));
    let mut all = rows([back, on], 2);
    all.extend(rows([tell_me(id, list.others_read)], 1));
    all
}
