//! A whole article in as many messages as it takes, with its source and date.
//!
//! Knows nothing of where articles are kept.

use jiff::civil::Date;

use super::{
    Message, html,
    passage::{Origin, origin, original},
    rows, split, status, wording,
};
use crate::{
    answer::Passage,
    article::{Article, PublishedFrom, Wording},
};

/// More messages than this in a row would bury the conversation.
const MESSAGES: usize = 5;

/// 「看全文」: headline and status, the whole body, source and date at the end.
#[must_use]
pub fn whole(article: &Article, today: Date) -> Vec<Message> {
    if article.withdrawn {
        return vec![Message::of_text(wording::WITHDRAWN)];
    }
    let passage = Passage::of(article, "", 0, today);
    let mut head: Vec<String> = Vec::new();
    if let Some(title) = article.title.as_deref().filter(|title| !title.trim().is_empty()) {
        head.push(html::bold(title.trim()));
    }
    head.extend(article.subtitle.as_deref().map(html::escape));
    head.extend(status::lines(&passage, &[], today).iter().map(|line| html::escape(line)));
    let date = article.published.as_ref().map(|published| published.date.to_string());
    let origin = origin(&Origin {
        source: article.source_name(),
        published: date.as_deref(),
        inferred: article
            .published
            .as_ref()
            .is_some_and(|published| published.from == PublishedFrom::Inferred),
        retold: article.wording == Wording::Retold,
        also: &[],
    });
    let mut body: String = article
        .body
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(html::escape)
        .collect::<Vec<_>>()
        .join("\n\n");
    if let Some(phone) = article.phone.as_deref().filter(|phone| !article.body.contains(*phone)) {
        body.push_str(&format!("\n\n{}", html::escape(&wording::phone(phone))));
    }
    let buttons = rows([original(article.url.as_deref())], 1);
    let text = format!("{}\n\n{body}\n\n{origin}", head.join("\n"));
    let parts = split::split(text.trim(), split::LIMIT);
    if parts.len() <= MESSAGES {
        let messages = Message::in_parts(text.trim(), buttons);
        return messages.into_iter().map(|message| message.showing(&article.id)).collect();
    }
    // Source and date are said even when the text is too long to be shown to its end.
    let ending = format!("{}\n\n{origin}", html::escape(wording::TOO_LONG));
    let mut messages: Vec<Message> = parts
        .into_iter()
        .take(MESSAGES - 1)
        .map(|part| Message { html: part.trim().to_owned(), ..Message::default() }.showing(&article.id))
        .collect();
    messages.push(Message { html: ending, buttons, ..Message::default() }.showing(&article.id));
    messages
}
