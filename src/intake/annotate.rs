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

/// What the articles of one file share.
#[derive(Clone, Copy, Debug)]
pub(super) struct SharedFacts<'a> {
    /// The operator's word for the place.
    pub(super) place: Option<&'a str>,
    /// The day of the page.
    pub(super) published: Option<&'a Published>,
    /// The file is one article.
    pub(super) is_document: bool,
    /// Where the site of a web page says that it is at home.
    pub(super) imprint: &'a str,
}

/// The articles of one file, which share their date and their city.
pub(super) fn page(articles: &mut [Article], shared: &SharedFacts<'_>, reading: &ReadContext<'_>) {
    let place = page_place(articles, shared, reading);
    for article in articles {
        if article.published.is_none() {
            article.published = shared.published.cloned();
        }
        fill(article, place.as_ref(), reading);
        if shared.is_document && article.places.is_empty() {
            article.warnings.push("没有认出是哪里的事，请补上地点，从省写起".to_owned());
        }
    }
}

/// The operator's word, or the city that the articles speak of; a web page that names a province at most is about
/// where its site is at home.
fn page_place(
    articles: &[Article],
    shared: &SharedFacts<'_>,
    reading: &ReadContext<'_>,
) -> Option<PlacePath> {
    let places = reading.places;
    let given = shared.place.and_then(|place| places.find(place).into_iter().next());
    given.or_else(|| {
        let mut texts: Vec<&str> = beginnings(articles);
        if shared.is_document {
            // What heads a text and who published it tell more than a word in it.
            let heads =
                articles.iter().flat_map(|article| [article.title.as_deref(), article.source.as_deref()]);
            texts.extend(heads.flatten());
        }
        let spoken_of = places.page_place(&texts);
        let home = || places.page_place(&[shared.imprint, shared.imprint]);
        match &spoken_of {
            Some(place) if place.depth() > 1 => spoken_of,
            Some(province) => home().filter(|home| home.is_within(province)).or(spoken_of),
            None => home(),
        }
    })
}

/// The date that the page prints, or the one that its articles allow.
pub(super) fn page_date(articles: &[Article], lines: &[&str], is_page: bool) -> Option<Published> {
    if let Some(printed) = calendar::page_date(lines) {
        let date = crate::article::PartialDate::Day(printed.date);
        return Some(Published { date, from: PublishedFrom::Printed, inference: None });
    }
    // What a guide of many years mentions says nothing of its day; the articles of a page bear each other out.
    is_page.then(|| calendar::infer_publication(&beginnings(articles))).flatten()
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
