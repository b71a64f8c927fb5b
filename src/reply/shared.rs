//! A passage that stands alone, in somebody else's chat or among news: with all that it takes to be trusted.
//!
//! Knows nothing of who reads it.

use jiff::civil::Date;

use super::{
    passage::{PassageStyle, block, original},
    places, rows, status,
    understood::shortened,
    wording::{self, labels},
};
use crate::{
    answer::{AskedPlace, Passage},
    article::Article,
    messaging::{Button, Message, ResidentAction, RichText, SubscriptionId, bold, plain},
    text::{
        sentences::sentences,
        spans::{char_count, slice},
    },
};

/// Characters of an article that open it.
const OPENING: usize = 120;

/// The beginning of an article as a passage: whole sentences as long as they are short.
#[must_use]
pub(crate) fn opening(article: &Article, link: &str, today: Date) -> Passage {
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
pub(crate) fn standalone(passage: &Passage, asked: &[AskedPlace], today: Date) -> Message {
    let style = PassageStyle { asked, ..PassageStyle::unasked(today) };
    let doubts = status::doubts(passage, asked, today).concat();
    let text = block(passage, style).line(plain(&doubts)).trimmed();
    Message { text, buttons: rows([original(passage.url.as_deref())], 1), ..Message::default() }
        .showing([&passage.article])
}

/// Place, status and the first words, in one line.
#[must_use]
pub(crate) fn in_one_line(passage: &Passage) -> String {
    let place = passage.places.first().map(places::in_list);
    let words = shortened(passage.text.trim(), 60);
    let facts: Vec<&str> =
        place.as_deref().into_iter().chain(status::in_list(&passage.event)).chain([words.as_str()]).collect();
    wording::facts(&facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>())
}

/// A new notice for somebody who wanted to hear of it.
#[must_use]
pub(crate) fn piece_of_news(
    passage: &Passage,
    heading: &str,
    subscription: SubscriptionId,
    today: Date,
) -> Message {
    let notice = standalone(passage, &[], today);
    let link = || passage.link.clone();
    let buttons = rows(
        [
            Some(Button::new(labels::WHOLE, ResidentAction::Open(link()))),
            original(passage.url.as_deref()),
            Some(Button::new(labels::WRONG, ResidentAction::WrongOpen(link(), None))),
            Some(Button::new(labels::STOP, ResidentAction::Stop(vec![subscription]))),
        ],
        2,
    );
    Message { text: bold(heading).line(notice.text), buttons, ..notice }
}

/// Several new notices together, each with a button that opens it; `subscriptions` are those that they come from.
#[must_use]
pub(crate) fn several_news(
    passages: &[Passage],
    left_out: usize,
    subscriptions: &[SubscriptionId],
) -> Message {
    let mut entries = vec![bold(&wording::news::several(passages.len() + left_out))];
    let mut buttons = Vec::new();
    for (number, passage) in (1..).zip(passages) {
        let headline = format!("{number}. {}", shortened(passage.headline(), 60));
        entries.push(bold(&headline).line(plain(&in_one_line(passage))));
        let open = ResidentAction::Open(passage.link.clone());
        buttons.push(Some(Button::new(&labels::item(number), open)));
    }
    if left_out > 0 {
        entries.push(plain(&wording::news::more(left_out)));
    }
    let mut buttons = rows(buttons, 2);
    buttons.push(vec![Button::new(labels::STOP, ResidentAction::Stop(subscriptions.to_vec()))]);
    Message { text: RichText::paragraphs(entries), buttons, ..Message::default() }
        .showing(passages.iter().map(|passage| &passage.article))
}
