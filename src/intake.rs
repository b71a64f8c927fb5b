//! Files of the knowledge folder → articles, with every problem and its remedy.
//!
//! Knows nothing of indexes, questions or Telegram. The place tree and the service types come in from
//! outside ([`Reading`]), for an operator may have other ones than those that ship.

use std::{collections::BTreeMap, path::Path};

use crate::{
    article::{Article, ArticleId, LineStart, PlacePath, Published, PublishedFrom},
    places::Places,
    problem::Problem,
    services::Services,
    text::spans::char_count,
};

mod annotate;
mod cases;
pub mod check;
mod encoding;
pub mod folder;
mod formats;
mod front_matter;
pub mod into;
mod keys;
mod markdown;
pub mod newspaper;
mod notice;
mod page;
mod printable;
mod report;

pub use cases::{Case, Expected, read_cases, shipped_emergencies};
pub use folder::{FileStamp, Role, Scan, scan};
pub use notice::write_notice;
pub use page::{Given, Page};
use report::{Fault, Report};

/// Characters of the longest article: ten times what any newspaper prints in one piece.
const MAX_BODY: usize = 200_000;

/// Bytes of the longest notice with its head and its marks.
const MAX_NOTICE: usize = 2 << 20;

/// The words with which files are read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The place tree.
    pub places: &'a Places,
    /// Service types.
    pub services: &'a Services,
}

/// A file as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadFile {
    /// Below the knowledge folder.
    pub file: String,
    /// Of the bytes: the same hash, the same articles.
    pub hash: Option<[u8; 32]>,
    /// In the order of the file.
    pub articles: Vec<Article>,
    /// In the order of the file.
    pub problems: Vec<Problem>,
    /// Names of places as the operator wrote them.
    pub given_places: Vec<String>,
    /// For each key of the front matter, its line.
    pub key_lines: BTreeMap<String, u32>,
}

/// Reads a notice or a page of `folder`; what cannot be read is a problem.
#[must_use]
pub fn read_file(folder: &Path, stamp: &FileStamp, reading: &Reading<'_>) -> ReadFile {
    let mut report = Report::new(&stamp.path);
    match folder::read_bytes(&folder.join(&stamp.path), &mut report) {
        Some(bytes) if stamp.role == Role::Page => read_page(&stamp.path, &bytes, &Given::default(), reading),
        Some(bytes) => read_notice(&stamp.path, &bytes, reading),
        None => {
            ReadFile { file: stamp.path.clone(), problems: report.into_problems(), ..ReadFile::default() }
        }
    }
}

/// The text of one of the folder's data files; what is wrong with its bytes is a problem.
#[must_use]
pub fn read_text(folder: &Path, stamp: &FileStamp) -> (Option<String>, Vec<Problem>) {
    let mut report = Report::new(&stamp.path);
    let bytes = folder::read_bytes(&folder.join(&stamp.path), &mut report);
    let text = bytes.and_then(|bytes| encoding::decode(&bytes, &mut report));
    (text, report.into_problems())
}

/// The same for a file that lies anywhere: `name` is what problems call it.
#[must_use]
pub fn decode_text(name: &str, bytes: &[u8]) -> (Option<String>, Vec<Problem>) {
    let mut report = Report::new(name);
    let text = encoding::decode(bytes, &mut report);
    (text, report.into_problems())
}

/// Reads the bytes of a notice.
#[must_use]
pub fn read_notice(path: &str, bytes: &[u8], reading: &Reading<'_>) -> ReadFile {
    let mut report = Report::new(path);
    let text = encoding::decode(bytes, &mut report);
    let text = text.filter(|text| {
        let fits = text.len() <= MAX_NOTICE;
        if !fits {
            report.error(None, Fault::new("通知太长，不像一条通知", "请拆成几条；整版报纸请放进 pages"));
        }
        fits
    });
    let notice = text.and_then(|text| notice::read(path, &text, &mut report)).and_then(|mut notice| {
        notice.article.places = notice.places.iter().filter_map(|name| place(name, reading)).collect();
        if !is_fit(&mut notice.article, &mut report) {
            return None;
        }
        annotate::notice(&mut notice.article, reading);
        Some(notice)
    });
    let hash = Some(*blake3::hash(bytes).as_bytes());
    let file = path.to_owned();
    let problems = report.into_problems();
    match notice {
        Some(notice::Notice { article, places, key_lines }) => {
            ReadFile { file, hash, articles: vec![article], problems, given_places: places, key_lines }
        }
        None => ReadFile { file, hash, problems, ..ReadFile::default() },
    }
}

/// Reads the bytes of a page; what is `given` counts before what the page's own block says.
#[must_use]
pub fn read_page(path: &str, bytes: &[u8], given: &Given, reading: &Reading<'_>) -> ReadFile {
    let mut report = Report::new(path);
    let page = page::read(path, bytes, &mut report);
    let mut file = ReadFile {
        file: path.to_owned(),
        hash: Some(*blake3::hash(bytes).as_bytes()),
        ..ReadFile::default()
    };
    if let Some(mut page) = page {
        page.given = given.clone().or(page.given);
        file.articles = match &page.single {
            Some(single) => vec![single_article(single)],
            None => split(&page),
        };
        for (index, article) in file.articles.iter_mut().enumerate() {
            complete(article, &page, &Position { path, number: index + 1 });
        }
        file.articles.retain_mut(|article| is_fit(article, &mut report));
        annotate::page(&mut file.articles, &page, reading);
        file.given_places = page.given.place.into_iter().collect();
        file.key_lines = page.key_lines;
    }
    file.problems = report.into_problems();
    file
}

/// Takes away what cannot be printed; false, with the reason, where the article cannot be used.
fn is_fit(article: &mut Article, report: &mut Report) -> bool {
    if printable::clean(article) {
        report.lost(None);
    }
    let first = article.lines.first().map(|[from, _]| *from);
    let length = char_count(&article.body);
    if length > MAX_BODY {
        let problem = format!("文章太长（{length} 个字，最多 {MAX_BODY} 个字）");
        report.error(first, Fault::new(problem, "请拆成几篇；不是文章的话请删掉"));
        return false;
    }
    true
}

/// A date as people write it who were asked for one, year first; none when it cannot be read.
#[must_use]
pub fn read_date(written: &str) -> Option<crate::article::PartialDate> {
    notice::read_partial(written.trim(), 1, &mut Report::new(""))
}

/// Where on which page an article stands.
struct Position<'a> {
    path: &'a str,
    number: usize,
}

/// What the page says about each of its articles.
fn complete(article: &mut Article, page: &Page, position: &Position<'_>) {
    article.id = ArticleId(format!("{}#{}", folder::id_of(position.path), position.number));
    article.file = position.path.to_owned();
    if let Some(date) = page.given.published {
        article.published = Some(Published { date, from: PublishedFrom::Given, inference: None });
    }
    article.source = page.given.source.clone().or(article.source.take());
    article.source.get_or_insert_with(|| format!("报名未印（{}）", page.name));
}

/// The place that an operator's name means; a whole path needs no tree.
fn place(name: &str, reading: &Reading<'_>) -> Option<PlacePath> {
    let found = reading.places.find(name).into_iter().next();
    let path = || name.contains('/').then(|| PlacePath::new(name));
    found.or_else(path).filter(|path| path.depth() <= PlacePath::MAX_STEPS)
}

/// The articles of a page, with what the page itself tells of them.
fn split(page: &Page) -> Vec<Article> {
    let newspaper::SplitPage { articles, paper, .. } =
        newspaper::split(&newspaper::PageText::new(&page.text));
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
            warnings: part.warnings,
            source: paper.clone(),
            ..Article::default()
        })
        .collect()
}

fn single_article(single: &formats::Single) -> Article {
    let mut article =
        Article { title: Some(single.title.clone()), body: single.text.clone(), ..Article::default() };
    let mut at = 0;
    for (index, line) in single.text.split('\n').enumerate() {
        article.line_starts.push(LineStart { at, line: index as u32 + 1 });
        at += line.len() as u32 + 1;
    }
    article.lines = vec![[1, article.line_starts.len() as u32]];
    // 2024-10-18T08:00:00+08:00
    let day = single.published.as_deref().and_then(|time| time.split(['T', ' ']).next());
    if let Some(date) = day.and_then(|day| day.parse().ok()) {
        article.published = Some(Published { date, from: PublishedFrom::Printed, inference: None });
    }
    article
}
