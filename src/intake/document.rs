//! A document with one article (a notice, a saved web page, a letter) → that article.
//!
//! Knows nothing of places and services, and nothing of how newspapers are laid out.

use super::{
    formats::{LineMark, Properties},
    page::PageSource,
};
use crate::{
    article::{Article, Published, PublishedFrom},
    text::spans::{first_chars, squeezed},
};

mod bounds;
mod credits;
mod furniture;
mod kind;
mod paragraphs;
mod signature;
mod title;
mod words;

pub(super) use kind::{is_newspaper, mastheads};

/// How sure it is that a document is one article: all of 40 files of many kinds were (`docs/quality.md`); others may be more.
const ONE_ARTICLE: f32 = 0.95;
/// Characters of the opening words that stand for a lost title.
const LABEL: usize = 24;

/// A line of a document.
#[derive(Clone, Copy, Debug)]
struct DocumentLine<'a> {
    /// Line of the file, counted from 1.
    number: u32,
    /// Without the blanks around it.
    text: &'a str,
    /// It begins further in than its neighbours.
    is_indented: bool,
    mark: LineMark,
}

impl DocumentLine<'_> {
    /// A sentence of the article rather than a word of what stands around it.
    fn is_prose(&self) -> bool {
        !self.mark.is_linked && words::is_prose(self.text)
    }
}

/// The lines of a document, without the empty ones.
fn lines(page: &PageSource) -> Vec<DocumentLine<'_>> {
    let numbered = page.text.lines().enumerate().map(|(at, line)| DocumentLine {
        number: u32::try_from(at + 1).unwrap_or(u32::MAX),
        text: line.trim(),
        is_indented: line.starts_with(['\u{3000}', ' ', '\t']),
        mark: page.marks.get(at).copied().unwrap_or_default(),
    });
    numbered.filter(|line| !line.text.is_empty()).collect()
}

/// The one article of a document. `is_wrapped` where the format breaks lines at the edge of the paper.
pub(super) fn article(page: &PageSource, is_wrapped: bool) -> Article {
    let lines = lines(page);
    let Properties { published, source, site, .. } = &page.properties;
    let title = title::find(&lines, &page.properties);
    let body = bounds::body(&lines, title.lines.end);
    let credits = credits::read(&lines, &title.lines, &body);
    let kept = |line: &&DocumentLine<'_>| {
        let repeats = title.text.as_deref() == Some(line.text);
        !repeats && !furniture::is_furniture(line) && !credits.lines.contains(&line.number)
    };
    let kept: Vec<DocumentLine<'_>> =
        lines.get(body).unwrap_or_default().iter().filter(kept).copied().collect();
    let signature = signature::read(&kept);
    let mut article = Article { title: title.text, certainty: Some(ONE_ARTICLE), ..Article::default() };
    paragraphs::write(&mut article, &kept, is_wrapped);
    article.lines = runs(lines.get(title.lines).unwrap_or_default(), &kept);
    let day = published.as_deref().and_then(credits::day).or(credits.published).or(signature.published);
    article.published = day.map(|date| Published { date, from: PublishedFrom::Printed, inference: None });
    let site = site.clone().filter(|site| !words::is_platform(site));
    article.source = source
        .clone()
        .filter(|source| words::is_source(source))
        .or(credits.source)
        .or(signature.office)
        .or(site);
    if article.title.is_none() {
        article.label = article.body.lines().find(|line| words::is_prose(line)).map(label);
        article.warnings.push("没有认出标题，用开头的几个字代替".to_owned());
    }
    article
}

/// The lines of a test's text.
#[cfg(test)]
fn fixture(text: &str) -> Vec<DocumentLine<'_>> {
    let line = |(at, text): (usize, &'static str)| DocumentLine {
        number: at as u32 + 1,
        text,
        is_indented: false,
        mark: LineMark::default(),
    };
    text.to_owned().leak().lines().enumerate().map(line).collect()
}

/// The opening words, up to the first stop.
fn label(line: &str) -> String {
    let end = line.find(['。', '，', '！', '？', '；', '：']).unwrap_or(line.len());
    first_chars(line.get(..end).unwrap_or(line), LABEL).to_owned()
}

/// The lines of a web page without those that the site puts at the foot of each; the others keep their numbers.
pub(super) fn without_imprints(page: &PageSource) -> String {
    let kept = |line: &str| !furniture::is_imprint(&squeezed(line).to_lowercase());
    page.text.lines().map(|line| if kept(line) { line } else { "" }).collect::<Vec<_>>().join("\n")
}

/// Where a site says that it is at home: its name, and the address at the foot of its pages.
pub(super) fn imprint(page: &PageSource) -> String {
    const ADDRESS: &[&str] = &["地址", "主办", "承办", "版权所有"];
    let Properties { site, titles, .. } = &page.properties;
    let foot = page.text.lines().filter(|line| {
        !page.marks.is_empty() && ADDRESS.iter().any(|word| line.contains(word)) && !words::is_prose(line)
    });
    let named = titles.iter().filter_map(|title| title.rsplit(['_', '-', '|', ' ']).next());
    named.chain(site.as_deref()).chain(foot).collect::<Vec<_>>().join("\n")
}

/// Numbers of lines as `[from, to]` runs.
fn runs(title: &[DocumentLine<'_>], body: &[DocumentLine<'_>]) -> Vec<[u32; 2]> {
    let mut runs: Vec<[u32; 2]> = Vec::new();
    for number in title.iter().chain(body).map(|line| line.number) {
        match runs.last_mut() {
            Some([_, to]) if number >= *to && number <= *to + 2 => *to = number,
            _ => runs.push([number, number]),
        }
    }
    runs
}
