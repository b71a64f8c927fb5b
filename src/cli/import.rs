//! `linli import`: splits newspaper pages into articles, for looking at (`--json`) or for filing (`--into`).
//!
//! Knows nothing of the index and needs no knowledge folder; where one is there, its services and places count.

mod files;
mod json;
mod summary;
mod words;

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::{Session, in_a_line, json_line};
use crate::{
    article::PartialDate,
    diagnostic::{Diagnostic, Severity},
    intake::{FileBytes, FileRole, Given, ReadContext, ReadFile, page_roles, write_notices},
};
use files::Input;
use summary::ImportSummary;
use words::ImportWords;

/// Pages read at the same time; their articles wait in memory until those before them are written.
const AT_ONCE: usize = 64;

#[derive(Debug, clap::Args)]
pub(super) struct ImportArguments {
    /// Pages: .txt .html .docx .pdf, or folders of them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write one reviewable Markdown file an article into this folder; a file that was edited is never overwritten
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// Print the role of each line (headline, byline, start …) and how sure it is, instead of the articles: .txt only
    #[arg(long)]
    explain: bool,
    /// Name of the paper, where the pages do not print it
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Date of the paper, where the pages do not print it: YYYY-MM-DD, YYYY-MM or YYYY
    #[arg(long, value_name = "DATE", value_parser = partial_date)]
    published: Option<PartialDate>,
    /// Where the paper appears: 山西省/大同市
    #[arg(long)]
    place: Option<String>,
}

pub(super) fn run(
    session: &Session,
    arguments: &ImportArguments,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let words = ImportWords::of(&session.knowledge);
    for problem in &words.problems {
        session.note(&in_a_line(problem));
    }
    let reading = ReadContext { places: &words.places, services: &words.services };
    let given = Given {
        source: arguments.source.clone(),
        published: arguments.published,
        place: arguments.place.clone(),
    };
    let found = files::find(&arguments.files, &session.knowledge);
    for problem in &found.problems {
        session.note(&in_a_line(problem));
    }
    if arguments.explain {
        return explain(session, &found, out);
    }
    let mut import =
        Import { session, arguments, summary: ImportSummary::default(), unreadable: found.unreadable };
    let bar = progress(found.inputs.len());
    for inputs in found.inputs.chunks(AT_ONCE) {
        let read: Vec<ReadFile> = inputs
            .par_iter()
            .map(|input| {
                let read = read(session, input, &given, &reading);
                bar.inc(1);
                read
            })
            .collect();
        bar.suspend(|| inputs.iter().zip(&read).try_for_each(|(input, read)| import.take(input, read, out)))?;
    }
    bar.finish_and_clear();
    if !session.json {
        writeln!(out, "{}", import.summary.text(arguments.into.as_deref()))?;
    }
    Ok(ExitCode::from(u8::from(import.unreadable)))
}

/// Writes the role of each line of the pages.
fn explain(session: &Session, found: &files::FoundPages, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let mut unreadable = found.unreadable;
    for input in &found.inputs {
        match input.bytes().ok().and_then(|bytes| page_roles(&input.name, &bytes)) {
            Some(roles) => out.write_all(roles.as_bytes())?,
            None => {
                session
                    .note(&format!("{} 不是纯文本 .txt，或者读不了，看不了每行的角色", input.path.display()));
                unreadable |= input.named;
            }
        }
    }
    Ok(ExitCode::from(u8::from(unreadable)))
}

struct Import<'a> {
    session: &'a Session,
    arguments: &'a ImportArguments,
    summary: ImportSummary,
    /// A file that was named could not be read at all.
    unreadable: bool,
}

impl Import<'_> {
    /// Writes and shows what one page gave.
    fn take(&mut self, input: &Input, read: &ReadFile, out: &mut dyn Write) -> anyhow::Result<()> {
        for problem in &read.problems {
            self.session
                .note(&in_a_line(&Diagnostic { file: input.path.display().to_string(), ..problem.clone() }));
        }
        if read.articles.is_empty() && read.problems.iter().any(|problem| problem.severity == Severity::Error)
        {
            self.unreadable |= input.named;
            self.summary.unreadable += 1;
            return Ok(());
        }
        let written = match &self.arguments.into {
            Some(folder) => write_notices::write_articles(folder, &read.articles)
                .with_context(|| format!("cannot write into `{}`", folder.display()))?,
            None => Vec::new(),
        };
        for kept in written.iter().filter(|file| file.outcome == write_notices::WriteOutcome::KeptEdited) {
            self.session.note(&format!("{} 已经有了，内容不一样，没有覆盖", kept.path.display()));
        }
        self.summary.count(&read.articles, &written);
        if self.session.json {
            return read
                .articles
                .iter()
                .try_for_each(|article| json_line(out, &json::JsonArticle::of(article)));
        }
        self.summary.page(input, &read.articles, out)?;
        Ok(())
    }
}

fn read(session: &Session, input: &Input, given: &Given, reading: &ReadContext<'_>) -> ReadFile {
    match input.bytes() {
        Ok(bytes) => {
            let file = FileBytes { role: FileRole::Page, path: &input.name, bytes: &bytes };
            session.reader.read(&file, given, reading)
        }
        Err(problem) => ReadFile { file: input.name.clone(), problems: vec![problem], ..ReadFile::default() },
    }
}

/// Drawn on standard error, and only where that is a terminal.
fn progress(pages: usize) -> ProgressBar {
    let bar = ProgressBar::new(pages as u64);
    match ProgressStyle::with_template("{bar:30} {pos}/{len} 版 {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn partial_date(text: &str) -> Result<PartialDate, String> {
    text.parse().map_err(|_| "give a day, a month or a year: 2024-10-18, 2024-10, 2024".to_owned())
}

/// What the system says of a file that cannot be read, as a problem.
fn cannot_read(file: String, error: &io::Error) -> Diagnostic {
    let (problem, remedy) = match error.kind() {
        io::ErrorKind::NotFound => ("没有这个文件".to_owned(), "请核对文件名和文件夹"),
        io::ErrorKind::PermissionDenied => ("没有权限读".to_owned(), "请把文件的权限改成可读"),
        _ => (format!("读不了（{error}）"), "请检查磁盘，或把文件重新复制一次"),
    };
    Diagnostic { severity: Severity::Error, file, line: None, problem, remedy: remedy.to_owned() }
}
