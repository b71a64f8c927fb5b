//! `linli import`: splits newspaper pages into articles, for looking at (`--json`) or for filing (`--into`).
//!
//! Knows nothing of the index and needs no knowledge folder.

use std::{io::Write, path::PathBuf, process::ExitCode};

use serde::Serialize;

use super::{Session, json_line};
use crate::{
    article::{Article, Kind, PlacePath, PublishedFrom},
    intake::{self, Reading},
    places::Places,
    services::Services,
};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Pages: .txt .html .docx .pdf, or folders of them
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// An article as one JSON line.
#[derive(Serialize)]
struct Line<'a> {
    title: Option<&'a str>,
    label: Option<&'a str>,
    kicker: Option<&'a str>,
    subtitle: Option<&'a str>,
    byline: Option<&'a str>,
    reporters: &'a [String],
    kind: Kind,
    body: &'a str,
    lines: &'a [[u32; 2]],
    published: Option<String>,
    published_from: Option<PublishedFrom>,
    inference: Option<&'a str>,
    events: Vec<String>,
    source: Option<&'a str>,
    places: &'a [PlacePath],
    services: &'a [String],
    warnings: &'a [String],
}

impl<'a> Line<'a> {
    fn of(article: &'a Article) -> Self {
        let published = article.published.as_ref();
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
            events: article.events.iter().filter(|event| event.from.is_some() || event.to.is_some()).map(ToString::to_string).collect(),
            source: article.source.as_deref(),
            places: &article.places,
            services: &article.services,
            warnings: &article.warnings,
        }
    }
}

pub(super) fn run(session: &Session, arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let places = Places::builtin();
    let services = Services::builtin();
    let reading = Reading { places: &places, services: &services };
    let _ = session;
    for file in &arguments.files {
        let bytes = std::fs::read(file)?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let read = intake::read_page(&format!("pages/{name}"), &bytes, &intake::Given::default(), &reading);
        for article in &read.articles {
            json_line(out, &Line::of(article))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
