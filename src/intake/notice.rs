//! A notice: one Markdown file with front matter → an article, and back.
//!
//! Knows nothing of the place tree and the service types: names stay as written here.

use std::collections::BTreeMap;

use super::{
    diagnostics::{Diagnostics, Finding},
    folder::id_of,
    front_matter::{self, FrontMatterEntry},
    keys, markdown,
};
use crate::article::{Article, ArticleId};

mod dates;
mod fields;
mod phone;
mod write;

pub(crate) use dates::{read_partial, weekday_after, wrong_weekday};
pub(crate) use fields::is_place;
pub use write::write_notice;

/// A notice as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Notice {
    pub(crate) article: Article,
    /// As written: `平城区永泰街道`.
    pub(crate) places: Vec<String>,
    /// For each key that the file has, its line.
    pub(crate) key_lines: BTreeMap<String, u32>,
}

/// Reads the text of the file `path`, which lies below the knowledge folder; `None` when it cannot be used.
pub(crate) fn read(path: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<Notice> {
    let split = front_matter::split(text, diagnostics)?;
    let has_block = split.entries.is_some();
    let entries = split.entries.unwrap_or_default();
    let key_lines = entries.iter().map(|entry| (entry.key.clone(), entry.line)).collect();
    let mut notice = Notice { key_lines, ..Notice::default() };
    for entry in &entries {
        if keys::NOTICE.contains(&entry.key.as_str()) {
            fields::fill(&mut notice, entry, diagnostics);
        } else {
            diagnostics.warning(entry.line, unknown(entry, &keys::NOTICE));
        }
    }
    fields::settle(&mut notice);
    let (heading, body) = take_heading(&split.body);
    settle_title(&mut notice.article, heading.as_deref(), has_block, diagnostics)?;
    // A first heading that repeats the title is not body text.
    let repeats = heading.as_deref().is_some_and(|heading| Some(heading) == notice.article.title.as_deref());
    let plain = markdown::plain(if repeats { &body } else { &split.body }, split.body_line, diagnostics);
    let article = &mut notice.article;
    if plain.text.is_empty() && !article.withdrawn {
        let finding = Finding::new("正文是空的", "请在第二行“---”下面写上正文；不要的话请把文件删掉");
        diagnostics.error(split.body_line, finding);
        return None;
    }
    article.id = ArticleId(id_of(path).to_owned());
    article.file = path.to_owned();
    article.lines = vec![[1, text.trim_end().split('\n').count() as u32]];
    article.body = plain.text;
    article.line_starts = plain.line_starts;
    if has_block {
        for (key, finding) in missing(article, &notice.key_lines) {
            diagnostics.warning(notice.key_lines.get(key).copied().unwrap_or(1), finding);
        }
    }
    Some(notice)
}

/// A complaint about a key that nobody reads.
pub(crate) fn unknown(entry: &FrontMatterEntry, known: &[&str]) -> Finding {
    let remedy = match keys::meant(&entry.key, known) {
        Some(key) => format!("是不是想写“{key}”？请改成“{key}: 内容”"),
        None => "这一项不会被读，可以删掉；要给人看的请写进正文".to_owned(),
    };
    Finding::new(format!("不认识“{}”这一项", entry.key), remedy)
}

/// The text of a first line `# …`, and the body with that line blank.
fn take_heading(body: &str) -> (Option<String>, String) {
    let mut lines: Vec<&str> = body.split('\n').collect();
    let Some(first) = lines.iter_mut().find(|line| !line.trim().is_empty()) else {
        return (None, String::new());
    };
    let Some(heading) = first.trim().strip_prefix("# ") else { return (None, body.to_owned()) };
    let heading = markdown::plain(heading, 1, &mut Diagnostics::new("")).text;
    *first = "";
    (Some(heading), lines.join("\n"))
}

fn settle_title(
    article: &mut Article,
    heading: Option<&str>,
    has_block: bool,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    let says_something = |title: &str| title.chars().any(char::is_alphanumeric);
    if article.title.is_some() || article.label.is_some() {
        if says_something(article.headline()) {
            return Some(());
        }
        diagnostics.error(
            1,
            Finding::new("标题只有标点符号", "请写一句能看懂的标题，例如 title: \"永泰街道免费理发\""),
        );
        return None;
    }
    match heading.filter(|heading| says_something(heading)) {
        Some(heading) => {
            let finding = Finding::new(
                "文件头里没有 title，用正文第一行的标题代替",
                format!("请在文件头写：title: \"{heading}\""),
            );
            diagnostics.warning(1, finding);
            article.title = Some(heading.to_owned());
            Some(())
        }
        None => {
            let problem =
                if has_block { "没有标题（title）" } else { "没有文件头，也没有标题" };
            let remedy = "请在文件最前面写三行：第一行 ---，第二行 title: \"标题\"，第三行 ---";
            diagnostics.error(1, Finding::new(problem, remedy));
            None
        }
    }
}

/// What a good notice says and this one does not.
fn missing(article: &Article, key_lines: &BTreeMap<String, u32>) -> Vec<(&'static str, Finding)> {
    let mut findings = Vec::new();
    // A date that is there and cannot be read has had its error.
    let empty_or_absent = |key: &str| !key_lines.contains_key(key);
    if article.published.is_none() && empty_or_absent("published") {
        findings.push((
            "published",
            Finding::new("没有写见报日期（published）", "请加一行，例如 published: 2024-10-18"),
        ));
    }
    if article.source.is_none() {
        findings
            .push(("source", Finding::new("没有写来源（source）", "请加一行，例如 source: \"大同日报\"")));
    }
    findings
}

#[cfg(test)]
mod tests;
