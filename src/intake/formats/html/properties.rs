//! What a web page's markup says of the article: its title, day and source.
//!
//! Knows nothing of the text that a visitor sees.

use dom_query::Document;
use serde_json::Value;

use crate::{intake::formats::Properties, text::printable::printable_line};

/// Where pages name the title, surest first; the site's name may stand behind it.
const TITLES: &[&str] = &["og:title", "articletitle", "twitter:title"];
/// Where they name the day.
const DAYS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "og:release_date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publishtime",
    "publish_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "weibo:article:create_at",
    "date",
];
/// Where they name who published it first.
const SOURCES: &[&str] = &["contentsource", "source", "mediaid", "og:article:source"];
/// Where they name the site.
const SITES: &[&str] = &["og:site_name", "sitename", "site_name"];

/// Nodes of the data that a page gives to search engines; more is no description.
const MOST_DATA: usize = 2_000;

pub(super) fn read(document: &Document) -> Properties {
    let metas = metas(document);
    let named = |names: &[&str]| names.iter().find_map(|name| value(&metas, name));
    let data = described(document);
    let mut titles: Vec<String> = data.title.into_iter().chain(named(TITLES)).collect();
    titles.extend(document.select("title").nodes().first().map(|title| line(&title.text())));
    titles.retain(|title| !title.is_empty());
    titles.dedup();
    Properties {
        titles,
        published: data.published.or_else(|| named(DAYS)),
        source: named(SOURCES),
        site: named(SITES),
    }
}

/// Names in small letters, and what they say.
fn metas(document: &Document) -> Vec<(String, String)> {
    let name = |node: &dom_query::NodeRef<'_>| {
        ["name", "property", "itemprop"].iter().find_map(|attribute| node.attr(attribute))
    };
    let meta = |node: &dom_query::NodeRef<'_>| {
        Some((name(node)?.trim().to_lowercase(), line(&node.attr("content")?)))
    };
    document
        .select("meta")
        .nodes()
        .iter()
        .filter_map(meta)
        .filter(|(_, content)| !content.is_empty())
        .collect()
}

fn value(metas: &[(String, String)], name: &str) -> Option<String> {
    metas.iter().find(|(known, _)| known == name).map(|(_, content)| content.clone())
}

/// What the page's data for search engines (JSON-LD) say.
#[derive(Default)]
struct Described {
    title: Option<String>,
    published: Option<String>,
}

/// The first thing in them that has a headline or a day of publication, however deep.
fn described(document: &Document) -> Described {
    for script in document.select(r#"script[type="application/ld+json"]"#).nodes() {
        let Ok(data) = serde_json::from_str::<Value>(&script.text()) else { continue };
        let mut open = vec![&data];
        let mut looked_at = 0;
        while let Some(value) = open.pop().filter(|_| looked_at < MOST_DATA) {
            looked_at += 1;
            let text =
                |key: &str| value.get(key).and_then(Value::as_str).map(line).filter(|text| !text.is_empty());
            let (title, published) = (text("headline"), text("datePublished"));
            if title.is_some() || published.is_some() {
                return Described { title, published };
            }
            match value {
                Value::Array(values) => open.extend(values.iter().rev()),
                Value::Object(values) => open.extend(values.values()),
                _ => {}
            }
        }
    }
    Described::default()
}

/// One line that can be printed.
fn line(text: &str) -> String {
    printable_line(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
