//! Fills in what a file does not say of its articles: publication date, places, service types, events.
//!
//! Knows nothing of files; what the operator wrote is never changed.

use super::ReadContext;
use crate::{
    article::{Article, PlacePath, Published, PublishedFrom},
    calendar,
    places::ArticlePlaces,
    text::spans::first_chars,
};

/// Characters of an article that are read for places, services and dates: more than any newspaper prints in one piece.
const READ: usize = 20_000;

/// A notice: places, services and events where it gives none.
pub(super) fn notice(article: &mut Article, reading: &ReadContext<'_>) {
    fill(article, None, reading);
}

/// The articles of one page, which share their date and their city; `given` is the operator's word for the place.
pub(super) fn page(
    articles: &mut [Article],
    given: Option<&str>,
    published: Option<&Published>,
    reading: &ReadContext<'_>,
) {
    let place = page_place(articles, given, reading);
    for article in articles {
        if article.published.is_none() {
            article.published = published.cloned();
        }
        fill(article, place.as_ref(), reading);
    }
}

/// The operator's word, or the city that the articles speak of.
fn page_place(articles: &[Article], given: Option<&str>, reading: &ReadContext<'_>) -> Option<PlacePath> {
    let given = given.and_then(|place| reading.places.find(place).into_iter().next());
    given.or_else(|| reading.places.page_place(&beginnings(articles)))
}

/// The date that the page prints, or the one that its articles allow.
pub(super) fn page_date(articles: &[Article], text: &str) -> Option<Published> {
    let lines: Vec<&str> = text.lines().collect();
    if let Some(printed) = calendar::page_date(&lines) {
        let date = crate::article::PartialDate::Day(printed.date);
        return Some(Published { date, from: PublishedFrom::Printed, inference: None });
    }
    calendar::infer_publication(&beginnings(articles))
}

fn beginnings(articles: &[Article]) -> Vec<&str> {
    articles.iter().map(|article| first_chars(&article.body, READ)).collect()
}

fn fill(article: &mut Article, page_place: Option<&PlacePath>, reading: &ReadContext<'_>) {
    let headlines = article.headlines();
    let body = first_chars(&article.body, READ);
    if article.places.is_empty() {
        let text = ArticlePlaces { headlines: &headlines, body, given: None, page: page_place };
        article.places = reading.places.of_article(&text);
    }
    if article.services.is_empty() {
        article.services = reading.services.of_article(&headlines, body);
    }
    if article.events.is_empty() {
        article.events = calendar::events(body, article.published.as_ref());
    }
}
