//! Fills in what a file does not say of its articles: publication date, places, service types, events.
//!
//! Knows nothing of files; what the operator wrote is never changed.

use super::{Page, Reading};
use crate::{
    article::{Article, PlacePath, Published, PublishedFrom},
    calendar,
    places::ArticlePlaces,
    text::spans::first_chars,
};

/// Characters of an article that are read for places, services and dates: more than any newspaper prints in one piece.
const READ: usize = 20_000;

/// A notice: places, services and events where it gives none.
pub(super) fn notice(article: &mut Article, reading: &Reading<'_>) {
    fill(article, None, reading);
}

/// The articles of one page, which share their date and their city.
pub(super) fn page(articles: &mut [Article], page: &Page, reading: &Reading<'_>) {
    let place = page_place(articles, page, reading);
    let published = page_date(articles, page);
    for article in articles {
        if article.published.is_none() {
            article.published.clone_from(&published);
        }
        fill(article, place.as_ref(), reading);
    }
}

/// The operator's word, or the city that the articles speak of.
fn page_place(articles: &[Article], page: &Page, reading: &Reading<'_>) -> Option<PlacePath> {
    let given = page.given.place.as_deref().and_then(|place| reading.places.find(place).into_iter().next());
    given.or_else(|| {
        let texts: Vec<&str> = articles.iter().map(|article| first_chars(&article.body, READ)).collect();
        reading.places.page_place(&texts)
    })
}

/// The printed date of the page, or the one that its articles allow.
fn page_date(articles: &[Article], page: &Page) -> Option<Published> {
    let lines: Vec<&str> = page.text.lines().collect();
    if let Some(printed) = calendar::page_date(&lines) {
        let date = crate::article::PartialDate::Day(printed.date);
        return Some(Published { date, from: PublishedFrom::Printed, inference: None });
    }
    let texts: Vec<&str> = articles.iter().map(|article| first_chars(&article.body, READ)).collect();
    calendar::infer_publication(&texts)
}

fn fill(article: &mut Article, page_place: Option<&PlacePath>, reading: &Reading<'_>) {
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
