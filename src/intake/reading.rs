//! One file of the folder → its articles, with places, services and events filled in where the file does not say them.
//!
//! Knows nothing of indexes.

use std::{fs, io, path::Path};

use super::{
    encoding, folder::{self, FileStamp, Role, id_of, read_bytes},
    newspaper::{self, PageText},
    notice,
    report::Report,
};
use crate::{
    article::{Article, ArticleId, PlacePath},
    places::Places,
    problem::Problem,
    services::Services,
};

/// The words with which articles are read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The place tree.
    pub places: &'a Places,
    /// Service types.
    pub services: &'a Services,
}

/// What a file gave.
#[derive(Clone, Debug, Default)]
pub struct FileRead {
    /// Hash of its bytes.
    pub hash: String,
    /// Its articles.
    pub articles: Vec<Article>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// The data files of a folder, decoded: name below the folder and text, and what is wrong with them.
///
/// # Errors
/// The folder cannot be read.
pub fn data_files(folder: &Path) -> io::Result<(Vec<(String, String)>, Vec<Problem>)> {
    fs::read_dir(folder)?;
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for name in ["services.toml", "synonyms.toml", "emergencies.toml", "hotlines.toml"] {
        if folder.join(name).is_file() {
            files.push(name.to_owned());
        }
    }
    if let Ok(entries) = fs::read_dir(folder.join("places")) {
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".csv") {
                files.push(format!("places/{name}"));
            }
        }
    }
    files.sort();
    let mut texts = Vec::new();
    for file in files {
        let mut report = Report::new(&file);
        if let Some(text) = read_bytes(&folder.join(&file), &mut report).and_then(|bytes| encoding::decode(&bytes, &mut report)) {
            texts.push((file, text));
        }
        problems.extend(report.into_problems());
    }
    Ok((texts, problems))
}

/// Reads a notice or page.
#[must_use]
pub fn read_file(folder: &Path, file: &FileStamp, reading: &Reading<'_>) -> FileRead {
    let mut report = Report::new(&file.path);
    let mut read = FileRead::default();
    if let Some(bytes) = read_bytes(&folder.join(&file.path), &mut report) {
        read.hash = blake3::hash(&bytes).to_hex().to_string();
        if let Some(text) = encoding::decode(&bytes, &mut report) {
            match file.role {
                Role::Notice => read.articles.extend(notice_of(&file.path, &text, reading, &mut report)),
                _ => read.articles = page_of(&file.path, &text, reading),
            }
        }
    }
    read.problems = report.into_problems();
    read
}

fn notice_of(path: &str, text: &str, reading: &Reading<'_>, report: &mut Report) -> Option<Article> {
    let notice = notice::read(path, text, report)?;
    let mut article = notice.article;
    article.places = notice.places.iter().flat_map(|written| reading.places.find(written).into_iter().take(1)).collect();
    annotate(&mut article, reading);
    Some(article)
}

pub fn page_of(path: &str, text: &str, reading: &Reading<'_>) -> Vec<Article> {
    let split = newspaper::split(&PageText::new(text));
    let id = id_of(path);
    (1..)
        .zip(split.articles)
        .map(|(number, part)| {
            let mut article = Article {
                id: ArticleId(format!("{id}#{number}")),
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
                file: path.to_owned(),
                source: Some(format!("报名未印（{}）", folder::id_of(path).rsplit('/').next().unwrap_or_default())),
                warnings: part.warnings,
                ..Article::default()
            };
            annotate(&mut article, reading);
            article
        })
        .collect()
}

fn annotate(article: &mut Article, reading: &Reading<'_>) {
    let head = article.headlines();
    if article.services.is_empty() {
        article.services = reading.services.of_article(&head, &article.body);
    }
    if article.places.is_empty() {
        let text = crate::text::normalize::fold(&format!("{head}\n{}", article.body));
        let mut places: Vec<PlacePath> =
            reading.places.recognise(&text, None).into_iter().filter_map(|mention| mention.options.into_iter().next()).collect();
        places.sort();
        places.dedup();
        article.places = places;
    }
}
