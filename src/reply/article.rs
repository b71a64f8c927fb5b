//! A whole article, with its source and date.
//!
//! Knows nothing of where articles are kept.

use jiff::civil::Date;

use super::{
    passage::{Origin, origin, original},
    rows, status, wording,
};
use crate::{
    answer::Passage,
    article::{Article, Wording},
    messaging::{Message, Overflow, RichText, bold, plain},
};

/// More messages than this in a row would bury the conversation.
const MESSAGES: usize = 5;

/// 「看全文」: headline and status, the whole body, source and date at the end.
#[must_use]
pub(crate) fn whole(article: &Article, today: Date) -> Message {
    if article.withdrawn {
        return Message::of_text(wording::WITHDRAWN);
    }
    let origin = origin_of(article);
    let text = head(article, today).paragraph(body(article)).paragraph(origin.clone());
    let buttons = rows([original(article.url.as_deref())], 1);
    // Source and date are said even when the text is too long to be shown to its end.
    let ending = Message::with_buttons(plain(wording::TOO_LONG).paragraph(origin), buttons.clone());
    let overflow = Overflow {
        longer_than: MESSAGES,
        shown: MESSAGES - 1,
        instead: Some(Box::new(ending.showing([&article.id]))),
    };
    let whole = Message { overflow: Some(overflow), ..Message::with_buttons(text, buttons) };
    whole.showing([&article.id])
}

/// Headline and status.
fn head(article: &Article, today: Date) -> RichText {
    let passage = Passage::of(article, "", 0, today);
    let mut lines = Vec::new();
    if let Some(title) = article.title.as_deref().filter(|title| !title.trim().is_empty()) {
        lines.push(bold(title.trim()));
    }
    lines.extend(article.subtitle.as_deref().map(plain));
    lines.extend(status::lines(&passage, &[], today).iter().map(|line| plain(line)));
    RichText::lines(lines)
}

/// A paragraph for each line, and the telephone where they do not name it.
fn body(article: &Article) -> RichText {
    let lines = article.body.lines().map(str::trim).filter(|line| !line.is_empty());
    let body = RichText::paragraphs(lines.map(plain));
    match article.phone.as_deref().filter(|phone| !article.body.contains(*phone)) {
        Some(phone) => body.paragraph(plain(&wording::phone(phone))),
        None => body,
    }
}

fn origin_of(article: &Article) -> RichText {
    origin(&Origin {
        source: article.source_name(),
        published: article.published.as_ref(),
        retold: article.wording == Wording::Retold,
    })
}
