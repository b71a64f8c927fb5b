//! A passage that stands alone, in somebody else's chat or among news: with all that it takes to be trusted.
//!
//! Knows nothing of who reads it.

use jiff::civil::Date;

use super::{
    Action, Message, html,
    passage::{block, original},
    places, rows, status,
    understood::shortened,
    wording::{self, labels},
};
use crate::{
    answer::{AskedPlace, Passage},
    article::Article,
    text::{
        sentences::sentences,
        spans::{char_count, slice},
    },
};

/// Letters of an article that open it.
const OPENING: usize = 120;

/// The beginning of an article as a passage: whole sentences as long as they are short.
#[must_use]
pub fn opening(article: &Article, link: &str, today: Date) -> Passage {
    let mut end = 0;
    for sentence in sentences(&article.body) {
        let longer = char_count(slice(&article.body, 0..sentence.end));
        if longer > OPENING && end > 0 || longer > OPENING * 2 {
            break;
        }
        end = sentence.end;
    }
    let text = slice(&article.body, 0..end).trim();
    let mut passage = Passage::of(article, text, 0, today);
    link.clone_into(&mut passage.link);
    passage
}

/// A passage with its status, source and date, and its link where there is one.
#[must_use]
pub fn standalone(passage: &Passage, asked: &[AskedPlace], today: Date) -> Message {
    let mut text = String::new();
    for line in status::lines(passage, asked, today) {
        text.push_str(&html::escape(&line));
        text.push('\n');
    }
    if let Some(place) = passage.places.first() {
        text.push_str(&html::escape(&wording::happens_in(&places::in_list(place))));
        text.push('\n');
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&block(passage));
    Message { html: text, buttons: rows([original(passage.url.as_deref())], 1), ..Message::default() }
        .showing(&passage.article)
}

/// Place, status and the first words, in one line.
#[must_use]
pub fn in_one_line(passage: &Passage) -> String {
    let place = passage.places.first().map(places::in_list);
    let words = shortened(passage.text.trim(), 60);
    let facts: Vec<&str> =
        place.as_deref().into_iter().chain(status::in_list(&passage.event)).chain([words.as_str()]).collect();
    wording::facts(&facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>())
}

/// A new notice for somebody who wanted to hear of it.
#[must_use]
pub fn piece_of_news(passage: &Passage, heading: &str, wish: i64, today: Date) -> Message {
    let Message { html, .. } = standalone(passage, &[], today);
    let whole = Action::Open(passage.link.clone()).button(labels::WHOLE);
    Message {
        html: format!("{}\n{html}", html::bold(heading)),
        buttons: rows(
            [
                whole,
                original(passage.url.as_deref()),
                Action::WrongOpen(passage.link.clone(), None).button(labels::WRONG),
                Action::Stop(vec![wish]).button(labels::STOP),
            ],
            2,
        ),
        about: vec![passage.article.clone()],
        file: None,
    }
}

/// Several new notices together, each with a button that opens it; `wishes` are those that they come from.
#[must_use]
pub fn several_news(passages: &[Passage], left_out: usize, wishes: &[i64]) -> Message {
    let mut entries = vec![html::bold(&wording::news::several(passages.len() + left_out))];
    let mut buttons = Vec::new();
    for (number, passage) in (1..).zip(passages) {
        let headline = format!("{number}. {}", shortened(passage.headline(), 60));
        entries.push(format!("{}\n{}", html::bold(&headline), html::escape(&in_one_line(passage))));
        buttons.push(Action::Open(passage.link.clone()).button(&labels::item(number)));
    }
    if left_out > 0 {
        entries.push(html::escape(&wording::news::more(left_out)));
    }
    let mut buttons = rows(buttons, 2);
    // More wishes than a button can carry are chosen from.
    let stop = Action::Stop(wishes.to_vec()).button(labels::STOP).or(Action::News.button(labels::STOP));
    buttons.extend(rows([stop], 1));
    Message { html: entries.join("\n\n"), buttons, ..Message::default() }
        .showing_all(passages.iter().map(|passage| &passage.article))
}
