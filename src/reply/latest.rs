//! The newest notices as a numbered list, a page at a time.
//!
//! Knows nothing of how they are found.

use jiff::civil::Date;

use super::{
    Action, Button, Message, Ticket, dates, html, places, rows, split, status, tell_me,
    understood::shortened,
    wording::{self, labels},
};
use crate::{answer::Passage, article::PlacePath};

/// One page of the newest notices.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    /// The place whose notices these are.
    pub place: Option<&'a PlacePath>,
    /// Their service type.
    pub service: Option<&'a str>,
    /// The notices of this page, newest first.
    pub notices: &'a [Passage],
    /// The page, counted from 0.
    pub page: usize,
    /// There is another page.
    pub more: bool,
    /// Others read along.
    pub others_read: bool,
    /// The day of asking.
    pub today: Date,
}

/// The list as messages, with a button a notice and those for turning the page.
#[must_use]
pub fn latest(list: &List<'_>, ticket: &Ticket) -> Vec<Message> {
    let place = list.place.map(places::in_list);
    if list.notices.is_empty() {
        let text = if list.page == 0 {
            wording::nothing_new(place.as_deref(), list.service)
        } else {
            wording::NO_MORE_NEWS.to_owned()
        };
        return vec![Message { html: html::bold(&text), buttons: turns(list, ticket), ..Message::default() }];
    }
    let mut heading = html::bold(&wording::newest(place.as_deref(), list.service));
    if list.page > 0 || list.more {
        heading.push_str(&html::escape(&format!("（{}）", wording::page(list.page + 1))));
    }
    let mut entries = vec![heading];
    let mut buttons = Vec::new();
    for (at, notice) in list.notices.iter().enumerate() {
        let number = at + 1;
        entries.push(entry(notice, number, list));
        buttons.push(Action::Item(ticket.clone(), at).button(&labels::item(number)));
    }
    entries.push(html::escape(wording::OPEN_BY_NUMBER));
    let mut buttons = rows(buttons, 2);
    buttons.extend(turns(list, ticket));
    let messages = Message::in_parts(&entries.join("\n\n"), buttons);
    let shown = || list.notices.iter().map(|notice| &notice.article);
    messages.into_iter().map(|message| message.showing_all(shown())).collect()
}

/// The notices as a list in plain text.
pub(super) fn entries(notices: &[Passage], place: Option<&PlacePath>, today: Date) -> String {
    let list = List { place, service: None, notices, page: 0, more: false, others_read: false, today };
    let entries = notices.iter().enumerate().map(|(at, notice)| split::plain(&entry(notice, at + 1, &list)));
    entries.collect::<Vec<_>>().join("\n\n")
}

/// Number and headline, then place, status and date on a line of their own.
fn entry(notice: &Passage, number: usize, list: &List<'_>) -> String {
    let headline = format!("{number}. {}", shortened(notice.headline(), 60));
    let place = notice.places.first().map(|place| match list.place {
        Some(near) => places::spoken(place, Some(near)),
        None => places::in_list(place),
    });
    let date = notice.published.as_deref().map_or_else(|| wording::NO_DATE.to_owned(), dates::printed);
    let facts: Vec<&str> =
        place.as_deref().into_iter().chain(status::in_list(&notice.event)).chain([date.as_str()]).collect();
    format!("{}\n{}", html::bold(&headline), html::escape(&wording::facts(&facts)))
}

fn turns(list: &List<'_>, ticket: &Ticket) -> Vec<Vec<Button>> {
    let turn = |to: usize, label| Action::Page(ticket.clone(), to).button(label);
    let back = if list.page > 0 { turn(list.page - 1, labels::PAGE_BACK) } else { None };
    let on = if list.more { turn(list.page + 1, labels::NEXT_PAGE) } else { None };
    let mut all = rows([back, on], 2);
    all.extend(rows([tell_me(ticket, list.others_read)], 1));
    all
}
