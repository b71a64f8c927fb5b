//! An article as one JSON line of `import --json`.
//!
//! Knows nothing of how it was found.

use serde::Serialize;

use crate::article::{Article, ArticleKind, PlacePath, PublishedFrom};

#[derive(Serialize)]
pub(super) struct JsonArticle<'a> {
    title: Option<&'a str>,
    label: Option<&'a str>,
    kicker: Option<&'a str>,
    subtitle: Option<&'a str>,
    byline: Option<&'a str>,
    reporters: &'a [String],
    kind: ArticleKind,
    body: &'a str,
    lines: &'a [[u32; 2]],
    published: Option<String>,
    published_from: Option<PublishedFrom>,
    inference: Option<&'a str>,
    events: Vec<String>,
    source: Option<&'a str>,
    places: &'a [PlacePath],
    services: &'a [String],
    certainty: Option<f32>,
    warnings: &'a [String],
}

impl<'a> JsonArticle<'a> {
    pub(super) fn of(article: &'a Article) -> Self {
        let published = article.published.as_ref();
        let events = article.events.iter().filter(|event| event.from.is_some() || event.to.is_some());
        Self {
            title: article.title.as_deref(),
            label: article.label.as_deref(),
            kicker: article.kicker.as_deref(),
            subtitle: article.subtitle.as_deref(),
            byline: article.byline.as_deref(),
            reporters: &article.reporters,
            kind: article.kind,
            body: &article.body,
            lines: &article.lines,
            published: published.map(|published| published.date.to_string()),
            published_from: published.map(|published| published.from),
            inference: published.and_then(|published| published.inference.as_deref()),
            events: events.map(ToString::to_string).collect(),
            source: article.source.as_deref(),
            places: &article.places,
            services: &article.services,
            certainty: article.certainty,
            warnings: &article.warnings,
        }
    }
}
