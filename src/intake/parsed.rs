//! What the bytes of a file say by themselves: decoding, format, splitting. All that a hostile file can drag out.
//!
//! Knows nothing of the place tree and the service types, and nothing of the process in which it runs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    FileFormat, FileRole, annotate,
    diagnostics::{Diagnostics, Finding},
    document, encoding,
    limits::NOTICE_BYTES,
    newspaper, notice,
    page::{self, Given, PageSource},
};
use crate::{
    article::{Article, Published, PublishedFrom},
    diagnostic::Diagnostic,
};

/// A file before it is looked at with the words of the folder.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Parsed {
    /// In the order of the file; without ids.
    pub(crate) articles: Vec<Article>,
    /// In the order of the file.
    pub(crate) problems: Vec<Diagnostic>,
    /// What a page's own block says.
    pub(crate) given: Given,
    /// Names of places as a notice writes them.
    pub(crate) places: Vec<String>,
    /// For each key of the front matter, its line.
    pub(crate) key_lines: BTreeMap<String, u32>,
    /// The day of a page: printed there, or the one that its articles allow.
    pub(crate) published: Option<Published>,
    /// One article, no newspaper page.
    pub(crate) is_document: bool,
    /// Where the site of a web page says that it is at home.
    pub(crate) imprint: String,
    /// Nobody could look at the bytes: not the file's fault, so the next look tries again.
    #[serde(skip)]
    pub(crate) unread: bool,
}

impl Parsed {
    /// The file tells its day, which nobody has to guess.
    #[must_use]
    pub(crate) fn is_dated(&self) -> bool {
        let sure = |published: &Published| published.from != PublishedFrom::Inferred;
        let of_articles = self.articles.iter().filter_map(|article| article.published.as_ref());
        self.given.published.is_some() || of_articles.chain(&self.published).any(sure)
    }
}

/// Reads the bytes of a notice or a page; `path` tells the format.
pub(crate) fn parse(role: FileRole, path: &str, bytes: &[u8]) -> Parsed {
    let mut diagnostics = Diagnostics::new(path);
    let parsed = match role {
        FileRole::Page => parse_page(path, bytes, &mut diagnostics),
        _ => parse_notice(path, bytes, &mut diagnostics),
    };
    Parsed { problems: diagnostics.into_problems(), ..parsed.unwrap_or_default() }
}

fn parse_notice(path: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Parsed> {
    let text = encoding::decode(bytes, diagnostics)?;
    if text.len() > NOTICE_BYTES {
        diagnostics.error(None, Finding::new("通知太长，不像一条通知", "请拆成几条；整版报纸请放进 pages"));
        return None;
    }
    let notice::Notice { article, places, key_lines } = notice::read(path, &text, diagnostics)?;
    Some(Parsed { articles: vec![article], places, key_lines, ..Parsed::default() })
}

fn parse_page(path: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Parsed> {
    let page = page::read(path, bytes, diagnostics)?;
    let format = FileFormat::of_path(path);
    let mut articles = match &page.laid_out {
        Some(laid_out) => articles(newspaper::assemble(laid_out)),
        None if page.marks.is_empty() => split(&page.text),
        None => split(&document::without_imprints(&page)),
    };
    let is_document = match &page.laid_out {
        Some(laid_out) => laid_out.is_document,
        None => !document::is_newspaper(&page, format, &articles),
    };
    let mut imprint = String::new();
    if is_document {
        imprint = document::imprint(&page);
        articles = vec![document::article(&page, format == Some(FileFormat::PlainText))];
    }
    // A bare day at the edge of a page is its own; in a document it is as often the day of a meeting.
    let dates: Vec<&str> = if is_document { document::mastheads(&page) } else { page.text.lines().collect() };
    let published = annotate::page_date(&articles, &dates, !is_document);
    let PageSource { given, key_lines, .. } = page;
    Some(Parsed { articles, given, key_lines, published, is_document, imprint, ..Parsed::default() })
}

fn split(text: &str) -> Vec<Article> {
    articles(newspaper::split(&newspaper::PageText::new(text)))
}

/// The articles of a page, with what the page itself tells of them.
fn articles(page: newspaper::SplitPage) -> Vec<Article> {
    let newspaper::SplitPage { articles, paper, .. } = page;
    articles
        .into_iter()
        .map(|part| Article {
            title: part.title,
            label: part.label,
            kicker: part.kicker,
            subtitle: part.subtitle,
            byline: part.byline,
            reporters: part.reporters,
            kind: part.kind,
            body: part.body,
            line_starts: part.line_starts,
            lines: part.lines,
            certainty: Some(part.certainty),
            warnings: part.warnings,
            source: paper.clone(),
            ..Article::default()
        })
        .collect()
}
