//! An article → the text of a notice that reads back as the same article.
//!
//! Knows nothing of files and folders.

use super::dates::event_text;
use crate::{
    article::{Article, ArticleId, ArticleKind, PublishedFrom, Wording},
    text::spans::is_han,
};

/// The notice's file: front matter with quoted values, doubts of the splitter as comments, paragraphs between blank lines.
#[must_use]
pub fn write_notice(article: &Article) -> String {
    let mut out = String::from("---\n");
    for warning in &article.warnings {
        let line = warning.split_whitespace().collect::<Vec<_>>().join(" ");
        out.push_str(&format!("# 请核对：{line}\n"));
    }
    for (key, value) in values(article) {
        out.push_str(&format!("{key}: {value}\n"));
    }
    out.push_str("---\n");
    for paragraph in article.body.lines().map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        out.push_str(&format!("\n{}\n", escape(paragraph)));
    }
    out
}

fn values(article: &Article) -> Vec<(&'static str, String)> {
    let published = article.published.as_ref();
    let of_page = !article.file.ends_with(".md");
    let id = |id: &Option<ArticleId>| id.as_ref().map(|id| id.0.clone());
    let runs: Vec<String> = article.lines.iter().map(|[from, to]| format!("{from}-{to}")).collect();
    let texts = [
        ("title", Some(article.headline().to_owned())),
        ("title_from", article.title.is_none().then(|| "opening".to_owned())),
        ("kicker", article.kicker.clone()),
        ("subtitle", article.subtitle.clone()),
        ("byline", article.byline.clone()),
        ("kind", kind(article.kind).map(str::to_owned)),
        ("published", published.map(|published| published.date.to_string())),
        ("published_from", published.and_then(|published| published_from(published.from)).map(str::to_owned)),
        ("inference", published.and_then(|published| published.inference.clone())),
        ("source", article.source.clone()),
        ("wording", (article.wording == Wording::Retold).then(|| "retold".to_owned())),
        ("url", article.url.clone()),
        ("valid", article.valid.as_ref().map(event_text)),
        ("phone", article.phone.clone()),
        ("supersedes", id(&article.supersedes)),
        ("withdrawn", article.withdrawn.then(|| "true".to_owned())),
        ("replaces", id(&article.replaces)),
        ("page", of_page.then(|| article.file.clone())),
        ("lines", of_page.then(|| runs.join(", "))),
    ];
    let lists = [
        ("reporters", article.reporters.clone()),
        ("places", article.places.iter().map(|place| place.as_str().to_owned()).collect()),
        ("services", article.services.clone()),
        ("events", article.events.iter().map(event_text).filter(|event| !event.is_empty()).collect()),
    ];
    let texts = texts
        .into_iter()
        .filter_map(|(key, value)| value.filter(|value| !value.is_empty()).map(|value| (key, quote(&value))));
    let lists = lists.into_iter().filter(|(_, items)| !items.is_empty());
    texts.chain(lists.map(|(key, items)| (key, list(&items)))).collect()
}

fn list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| quote(item)).collect();
    format!("[{}]", items.join(", "))
}

fn kind(kind: ArticleKind) -> Option<&'static str> {
    match kind {
        ArticleKind::News => None,
        ArticleKind::Feature => Some("feature"),
        ArticleKind::Brief => Some("brief"),
        ArticleKind::Photo => Some("photo"),
        ArticleKind::Advert => Some("advert"),
    }
}

fn published_from(from: PublishedFrom) -> Option<&'static str> {
    match from {
        PublishedFrom::Given => None,
        PublishedFrom::Printed => Some("printed"),
        PublishedFrom::Inferred => Some("inferred"),
    }
}

/// A YAML text in double quotes, in which nothing but these has a meaning.
fn quote(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\u{feff}' | '\u{2028}' | '\u{2029}' => quoted.push_str(&format!("\\u{:04x}", character as u32)),
            control if control.is_control() => quoted.push_str(&format!("\\u{:04x}", control as u32)),
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}

/// A paragraph in which Markdown finds nothing to take away.
fn escape(paragraph: &str) -> String {
    let mut escaped = String::with_capacity(paragraph.len());
    if opens_block(paragraph) {
        escaped.push('\\');
    }
    let mut characters = paragraph.chars().peekable();
    let mut number = Some(String::new());
    while let Some(character) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        match &mut number {
            Some(digits) if character.is_ascii_digit() => digits.push(character),
            // 「1. 理发」 reads back as it is; 「2024. 」 with anything else behind it might not.
            Some(digits) if matches!(character, '.' | ')') && !digits.is_empty() => {
                let mut rest = characters.clone().skip(1);
                if !(next == ' ' && digits.len() < 10 && rest.next().is_some_and(is_han)) {
                    escaped.push('\\');
                }
                number = None;
            }
            _ => number = None,
        }
        let special = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' => true,
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => next.is_ascii_alphanumeric() || next == '#',
            _ => false,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Headings, quotations, bullets, fences.
fn opens_block(paragraph: &str) -> bool {
    paragraph.starts_with(['#', '>', '-', '+', '=']) || paragraph.starts_with("~~~")
}
