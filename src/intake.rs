//! Files of the knowledge folder → articles, with every problem and its remedy.
//!
//! Knows nothing of indexes, questions or networks. The place tree and the service types come in from outside
//! ([`ReadContext`]), for an operator may have other ones than those that ship. A `Scan` lists what lies in a folder, the
//! [`ForeignReader`] makes a [`ReadFile`] of each file: articles, diagnostics, and the hash by which an unchanged file is known.

use std::{collections::BTreeMap, path::Path};

use crate::{
    article::{Article, ArticleId, PlacePath, Published, PublishedFrom},
    content_hash::ContentHash,
    diagnostic::Diagnostic,
    places::Places,
    services::Services,
};

mod annotate;
mod bounds;
mod cases;
mod talks;
pub(crate) mod check;
mod diagnostics;
mod document;
mod encoding;
mod file_format;
pub(crate) mod folder;
mod formats;
mod front_matter;
mod keys;
mod layout;
mod limits;
mod line_box;
mod markdown;
pub mod newspaper;
mod notice;
mod page;
mod parsed;
mod printable;
pub mod reader;
pub(crate) mod write_notices;

pub(crate) use cases::{Case, shipped_emergencies};
pub use cases::{Expected, read_cases};
use diagnostics::Diagnostics;
pub(crate) use file_format::FileFormat;
pub use folder::{FileRole, scan};
pub(crate) use folder::{FileStamp, Scan};
pub use notice::write_notice;
pub use page::Given;
pub use parsed::Parsed;
pub use reader::{FileBytes, ForeignReader};
pub(crate) use talks::{ExpectedTurn, TalkCase, read_talks};

/// The words with which files are read.
#[derive(Clone, Copy, Debug)]
pub struct ReadContext<'a> {
    /// The place tree.
    pub places: &'a Places,
    /// Service types.
    pub services: &'a Services,
}

/// A file as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadFile {
    /// Below the knowledge folder.
    pub(crate) file: String,
    /// Of the bytes: the same hash, the same articles. None when nobody could look at them.
    pub hash: Option<ContentHash>,
    /// In the order of the file.
    pub articles: Vec<Article>,
    /// In the order of the file.
    pub problems: Vec<Diagnostic>,
    /// Names of places as the operator wrote them.
    pub(crate) given_places: Vec<String>,
    /// For each key of the front matter, its line.
    pub(crate) key_lines: BTreeMap<String, u32>,
}

/// The bytes of a file that lies anywhere, at most as many as are ever read; `name` is what problems call it.
pub(crate) fn load(name: &str, path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let mut diagnostics = Diagnostics::new(name);
    let bytes = folder::read_bytes(path, &mut diagnostics);
    bytes.ok_or_else(|| diagnostics.into_problems().remove(0))
}

/// The text of one of the folder's data files; what is wrong with its bytes is a problem.
#[must_use]
pub fn read_text(folder: &Path, stamp: &FileStamp) -> (Option<String>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::new(&stamp.path);
    let bytes = folder::read_bytes(&folder.join(&stamp.path), &mut diagnostics);
    let text = bytes.and_then(|bytes| encoding::decode(&bytes, &mut diagnostics));
    (text, diagnostics.into_problems())
}

/// The same for a file that lies anywhere: `name` is what problems call it.
#[must_use]
pub(crate) fn decode_text(name: &str, bytes: &[u8]) -> (Option<String>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::new(name);
    let text = encoding::decode(bytes, &mut diagnostics);
    (text, diagnostics.into_problems())
}

/// Reads the bytes of a notice, in this process: for bytes of one's own.
#[must_use]
pub fn read_notice(path: &str, bytes: &[u8], reading: &ReadContext<'_>) -> ReadFile {
    let file = FileBytes { role: FileRole::Notice, path, bytes };
    reader::finished(&file, parsed::parse(FileRole::Notice, path, bytes), &Given::default(), reading)
}

/// Reads the bytes of a page, in this process: for bytes of one's own. What is `given` counts before what the page's
/// own block says.
#[must_use]
pub fn read_page(path: &str, bytes: &[u8], given: &Given, reading: &ReadContext<'_>) -> ReadFile {
    let file = FileBytes { role: FileRole::Page, path, bytes };
    reader::finished(&file, parsed::parse(FileRole::Page, path, bytes), given, reading)
}

/// The role of each line of a page that is plain text, and how sure it is; `None` for other files, and for what cannot
/// be read.
#[must_use]
pub(crate) fn page_roles(path: &str, bytes: &[u8]) -> Option<String> {
    if FileFormat::of_path(path).is_some_and(FileFormat::is_foreign) {
        return None;
    }
    let page = page::read(path, bytes, &mut Diagnostics::new(path))?;
    Some(newspaper::reports::roles(&newspaper::PageText::new(&page.text)))
}

/// Looks at what a file says with the words of the folder.
fn finish(
    role: FileRole,
    path: &str,
    mut parsed: Parsed,
    given: &Given,
    reading: &ReadContext<'_>,
) -> ReadFile {
    let mut diagnostics = Diagnostics::new(path);
    diagnostics.take(std::mem::take(&mut parsed.problems));
    let mut file = ReadFile { file: path.to_owned(), ..ReadFile::default() };
    if !bounds::bound(&mut parsed, &mut diagnostics) {
        diagnostics.error(None, reader::garbled(path));
        return ReadFile { problems: diagnostics.into_problems(), ..file };
    }
    let Parsed { articles, given: own, places, key_lines, published, is_document, imprint, .. } = parsed;
    file.articles = articles;
    file.key_lines = key_lines;
    if role == FileRole::Page {
        let given = given.clone().or(own);
        for (index, article) in file.articles.iter_mut().enumerate() {
            complete(article, &given, &Position { path, number: index + 1 });
        }
        file.articles.retain_mut(|article| is_fit(article, &mut diagnostics));
        let page = annotate::SharedFacts {
            place: given.place.as_deref(),
            published: published.as_ref(),
            is_document,
            imprint: &imprint,
        };
        annotate::page(&mut file.articles, &page, reading);
        file.given_places = given.place.into_iter().collect();
    } else {
        for article in &mut file.articles {
            article.id = ArticleId(folder::id_of(path).to_owned());
            article.file = path.to_owned();
            article.places = places.iter().filter_map(|name| place(name, reading)).collect();
        }
        file.articles.retain_mut(|article| is_fit(article, &mut diagnostics));
        for article in &mut file.articles {
            annotate::notice(article, reading);
        }
        file.given_places = places;
    }
    file.problems = diagnostics.into_problems();
    file
}

/// Takes away what cannot be printed; false, with the reason, where the article cannot be used.
fn is_fit(article: &mut Article, diagnostics: &mut Diagnostics) -> bool {
    if printable::clean(article) {
        diagnostics.lost(None);
    }
    bounds::fits(article, diagnostics)
}

/// A date as people write it who were asked for one, year first; none when it cannot be read.
#[must_use]
pub(crate) fn read_date(written: &str) -> Option<crate::article::PartialDate> {
    notice::read_partial(written.trim(), 1, &mut Diagnostics::new(""))
}

/// Where on which page an article stands.
struct Position<'a> {
    path: &'a str,
    number: usize,
}

/// What the page says about each of its articles.
fn complete(article: &mut Article, given: &Given, position: &Position<'_>) {
    article.id = ArticleId(format!("{}#{}", folder::id_of(position.path), position.number));
    article.file = position.path.to_owned();
    if let Some(date) = given.published {
        article.published = Some(Published { date, from: PublishedFrom::Given, inference: None });
    }
    article.source = given.source.clone().or(article.source.take());
    article.source.get_or_insert_with(|| format!("报名未印（{}）", page::name(position.path)));
}

/// The place that an operator's name means; a whole path needs no tree.
fn place(name: &str, reading: &ReadContext<'_>) -> Option<PlacePath> {
    let found = reading.places.find(name).into_iter().next();
    let path = || name.contains('/').then(|| PlacePath::new(name));
    found.or_else(path).filter(|path| path.depth() <= PlacePath::MAX_STEPS)
}
