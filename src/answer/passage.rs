//! A passage of an article as it is given, with all that it takes to be trusted.
//!
//! Knows nothing of why it was chosen.

use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::article::{Article, ArticleId, EventStatus, Fit, PartialDate, PlacePath, Published, Wording};

/// The event that matters on the day of asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct EventNow {
    /// First day.
    pub(crate) from: Option<Date>,
    /// Last day.
    pub(crate) to: Option<Date>,
    /// Where it stands.
    pub(crate) status: EventStatus,
}

/// The same notice elsewhere, or the notice that this one replaces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Also {
    /// The other article.
    pub article: ArticleId,
    /// Its source.
    pub(crate) source: String,
    /// Its date.
    pub(crate) published: Option<PartialDate>,
}

/// A passage of an article, word for word.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Passage {
    /// The article.
    pub article: ArticleId,
    /// Its headline.
    pub(crate) title: Option<String>,
    /// Its opening words, when the headline is lost.
    pub(crate) label: Option<String>,
    /// At most 200 characters of its body; none in a list of the newest.
    pub text: String,
    /// Printed or retold.
    pub(crate) wording: Wording,
    /// Path below the knowledge folder: `articles/2024/a.md`.
    pub(crate) file: String,
    /// The file's lines that the text came from, as `[first, last]` runs in reading order, counted from 1.
    pub(crate) lines: Vec<[u32; 2]>,
    /// Name of the source.
    pub(crate) source: String,
    /// Print date, as precise as it is known, and where it comes from.
    #[serde(flatten, serialize_with = "date_and_provenance")]
    pub(crate) published: Option<Published>,
    /// Status on the day of asking.
    pub(crate) event: EventNow,
    /// Places of the article.
    pub(crate) places: Vec<PlacePath>,
    /// Service types of the article.
    pub(crate) services: Vec<String>,
    /// The same notice elsewhere.
    pub also: Vec<Also>,
    /// Ranking score; higher is better, comparable within one answer.
    #[serde(serialize_with = "three_digits")]
    pub(crate) score: f64,
    /// How the article's place answers the asked one.
    #[serde(skip)]
    pub(crate) place_fit: Option<Fit>,
    /// Byte ranges of `text` that hold the answering words, ascending, for emphasis.
    #[serde(skip)]
    pub(crate) emphasis: Vec<std::ops::Range<usize>>,
    /// Byte ranges of `text`, each with the probability that it is part of the answer, for showing less than all.
    #[serde(skip)]
    pub(crate) telling: Vec<(std::ops::Range<usize>, f32)>,
    /// Address of the original.
    #[serde(skip)]
    pub(crate) url: Option<String>,
    /// Phone of the office, as the operator gave it.
    #[serde(skip)]
    pub(crate) phone: Option<String>,
    /// The article's fingerprint, for links and buttons: 16 hexadecimal digits.
    #[serde(skip)]
    pub(crate) link: String,
}

impl Passage {
    /// A passage of `article` with `text` from the body's bytes `from..from + text.len()`.
    #[must_use]
    pub(crate) fn of(article: &Article, text: &str, from: usize, today: Date) -> Self {
        let (status, event) = article.status(today);
        Self {
            article: article.id.clone(),
            title: article.title.clone(),
            label: article.label.clone(),
            text: text.to_owned(),
            wording: article.wording,
            file: article.file.clone(),
            lines: article.lines_of(from, from + text.len()),
            source: article.source_name().to_owned(),
            published: article.published.clone(),
            event: EventNow {
                from: event.as_ref().and_then(|event| event.from),
                to: event.as_ref().and_then(|event| event.to),
                status,
            },
            places: article.places.clone(),
            services: article.services.clone(),
            also: Vec::new(),
            score: 0.0,
            place_fit: None,
            emphasis: Vec::new(),
            telling: Vec::new(),
            url: article.url.clone(),
            phone: article.phone.clone(),
            link: article.fingerprint().link(),
        }
    }

    /// The headline, or the label made from the opening words.
    #[must_use]
    pub(crate) fn headline(&self) -> &str {
        self.title.as_deref().or(self.label.as_deref()).unwrap_or("")
    }
}

/// `"published": "2024-10", "published_from": "given"`, both null where nothing is known.
fn date_and_provenance<S: Serializer>(published: &Option<Published>, out: S) -> Result<S::Ok, S::Error> {
    let mut fields = out.serialize_map(Some(2))?;
    fields.serialize_entry("published", &published.as_ref().map(|published| published.date))?;
    fields.serialize_entry("published_from", &published.as_ref().map(|published| published.from))?;
    fields.end()
}

fn three_digits<S: Serializer>(value: &f64, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_f64((value * 1000.0).round() / 1000.0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::article::PublishedFrom;

    #[test]
    fn a_print_date_and_its_provenance_stand_side_by_side() {
        let json = |published| {
            let article = Article { published, ..Article::default() };
            serde_json::to_string(&Passage::of(&article, "", 0, date(2024, 10, 18))).unwrap()
        };
        let date = PartialDate::Month(2024, 10);
        let given = Published { date, from: PublishedFrom::Given, inference: Some("x".to_owned()) };
        for (published, expected) in [
            (Some(given), r#""published":"2024-10","published_from":"given","event":"#),
            (None, r#""published":null,"published_from":null,"event":"#),
        ] {
            let json = json(published);
            assert!(json.contains(expected), "{json}");
        }
    }
}
