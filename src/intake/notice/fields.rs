//! One entry of a notice's front matter → the article's field.
//!
//! Knows nothing of the file's text. A value that cannot be read is an error and leaves the safe choice.

use super::{Notice, dates, phone};
use crate::{
    article::{ArticleId, Kind, PartialDate, PlacePath, Published, PublishedFrom, Wording},
    intake::{
        front_matter::{Entry, Value},
        limits::{ENTRY_CHARS, LIST_ENTRIES, VALUE_CHARS},
        report::{Fault, Report},
    },
    text::spans::{char_count, first_chars},
};

/// Characters of a title beyond which its editor is asked for a shorter one.
const LONG_TITLE: usize = 80;

pub(super) fn fill(notice: &mut Notice, entry: &Entry, report: &mut Report) {
    let article = &mut notice.article;
    match entry.key.as_str() {
        "places" | "place" => {
            notice.places = texts(entry, report);
            notice.places.retain(|place| is_place(place, entry.line, report));
        }
        "services" | "service" => article.services = texts(entry, report),
        "reporters" => article.reporters = texts(entry, report),
        "events" => article.events = dates::events(&texts(entry, report), entry.line, report),
        "title" => {
            let title = text(entry, report);
            if title.as_ref().is_some_and(|title| title.chars().count() > LONG_TITLE) {
                let fault = Fault::new(
                    format!("标题太长（超过 {LONG_TITLE} 个字）"),
                    "标题请写成一句话，其余的放进正文",
                );
                report.warning(entry.line, fault);
            }
            if article.label.is_some() { article.label = title } else { article.title = title }
        }
        // The title may stand below; until then the label is empty.
        "title_from" if choice(entry, &[("printed", false), ("opening", true)], report) == Some(true) => {
            article.label = article.title.take().or(Some(String::new()));
        }
        "kicker" => article.kicker = text(entry, report),
        "subtitle" => article.subtitle = text(entry, report),
        "byline" => article.byline = text(entry, report),
        "source" => article.source = text(entry, report),
        "phone" => {
            article.phone = text(entry, report).inspect(|phone| phone::check(phone, entry.line, report))
        }
        "url" => article.url = text(entry, report).filter(|url| is_link(url, entry.line, report)),
        "published" => {
            if let Some(date) =
                text(entry, report).and_then(|text| dates::read_partial(&text, entry.line, report))
            {
                published(notice).date = date;
            }
        }
        "published_from" => {
            let choices = [
                ("printed", PublishedFrom::Printed),
                ("given", PublishedFrom::Given),
                ("inferred", PublishedFrom::Inferred),
            ];
            if let Some(from) = choice(entry, &choices, report) {
                published(notice).from = from;
            }
        }
        "inference" => {
            if let Some(reason) = text(entry, report) {
                published(notice).inference = Some(reason);
            }
        }
        "valid" => {
            article.valid = text(entry, report).and_then(|text| dates::period(&text, entry.line, report))
        }
        "wording" => {
            let choices = [("printed", Wording::Printed), ("retold", Wording::Retold)];
            // In doubt the words are not passed off as the paper's.
            article.wording = choice(entry, &choices, report).unwrap_or(Wording::Retold);
        }
        "kind" => {
            let choices = [
                ("news", Kind::News),
                ("feature", Kind::Feature),
                ("brief", Kind::Brief),
                ("photo", Kind::Photo),
                ("advert", Kind::Advert),
            ];
            article.kind = choice(entry, &choices, report).unwrap_or_default();
        }
        // In doubt the notice stays withdrawn: an answer that somebody took back does harm.
        "withdrawn" => {
            article.withdrawn = choice(entry, &[("true", true), ("false", false)], report).unwrap_or(true)
        }
        "supersedes" => article.supersedes = text(entry, report).map(|id| article_id(&id)),
        "replaces" => article.replaces = text(entry, report).map(|id| article_id(&id)),
        "lines" => {
            let text = texts(entry, report).join(",");
            if !text.split(',').all(is_line_run) {
                report.warning(
                    entry.line,
                    Fault::new("行号（lines）写得不对", "请写成 lines: \"3-9, 12-14\"，或者删掉这一行"),
                );
            }
        }
        // Where the article comes from, for people.
        _ => {}
    }
}

/// Makes a date that a later key completes; [`settle`] drops it when none does.
fn published(notice: &mut Notice) -> &mut Published {
    notice.article.published.get_or_insert(Published {
        date: UNKNOWN,
        from: PublishedFrom::Given,
        inference: None,
    })
}

/// Stands for a date that has not been read yet.
const UNKNOWN: PartialDate = PartialDate::Year(0);

/// Drops what only says where a missing date comes from, and a label without a title.
pub(super) fn settle(notice: &mut Notice) {
    let article = &mut notice.article;
    article.published = article.published.take().filter(|published| published.date != UNKNOWN);
    article.label = article.label.take().filter(|label| !label.is_empty());
}

/// One line of text; `None` when there is nothing in it.
pub(crate) fn text(entry: &Entry, report: &mut Report) -> Option<String> {
    let text = match &entry.value {
        Value::Text(text) => text.clone(),
        Value::List(items) => {
            let fault =
                Fault::new(format!("“{}”只能写一个内容，却写成了列表", entry.key), "请去掉方括号，只写一个");
            report.warning(entry.line, fault);
            items.join("、")
        }
    };
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if char_count(&text) > VALUE_CHARS {
        report.warning(entry.line, too_long(&entry.key, VALUE_CHARS));
        text = first_chars(&text, VALUE_CHARS).to_owned();
    }
    (!text.is_empty()).then_some(text)
}

fn too_long(key: &str, longest: usize) -> Fault {
    Fault::new(format!("“{key}”写得太长，只读了前 {longest} 个字"), "文件头里只写短的内容，其余的请写进正文")
}

/// A path of places has few steps; with thousands of them every question would be slow.
pub(crate) fn is_place(written: &str, line: u32, report: &mut Report) -> bool {
    let steps = written.split(['/', '>', '›']).filter(|step| !step.trim().is_empty()).count();
    let good = steps <= PlacePath::MAX_STEPS && char_count(written) <= ENTRY_CHARS;
    if !good {
        let start = first_chars(written, 12);
        let fault = Fault::new(
            format!("地点“{start}……”太长了（最多 {} 级，{ENTRY_CHARS} 个字）", PlacePath::MAX_STEPS),
            "请从省写起，写到社区为止，例如：山西省/大同市/平城区/永泰街道",
        );
        report.error(line, fault);
    }
    good
}

/// A list; one text is divided at Chinese and English commas.
fn texts(entry: &Entry, report: &mut Report) -> Vec<String> {
    let items = match &entry.value {
        Value::Text(text) => std::slice::from_ref(text),
        Value::List(items) => items.as_slice(),
    };
    let parts = items.iter().flat_map(|item| item.split(['、', '，', ',', '；', ';', '\n']));
    let mut parts = parts.map(str::trim).filter(|part| !part.is_empty());
    let mut found: Vec<String> = parts.by_ref().take(LIST_ENTRIES).map(str::to_owned).collect();
    if parts.next().is_some() {
        let fault = Fault::new(
            format!("“{}”写了太多，只读了前 {LIST_ENTRIES} 个", entry.key),
            "请只留最要紧的几个；真有这么多的话，请分成几条通知",
        );
        report.warning(entry.line, fault);
    }
    // A place that is too long is no place at all, and is told so.
    if !entry.key.starts_with("place") && found.iter().any(|item| char_count(item) > ENTRY_CHARS) {
        report.warning(entry.line, too_long(&entry.key, ENTRY_CHARS));
        found.iter_mut().for_each(|item| *item = first_chars(item, ENTRY_CHARS).to_owned());
    }
    found
}

fn choice<T: Copy>(entry: &Entry, choices: &[(&str, T)], report: &mut Report) -> Option<T> {
    let written = text(entry, report)?;
    let found = choices.iter().find(|(name, _)| name.eq_ignore_ascii_case(&written));
    if found.is_none() {
        let names = choices.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" 或 ");
        let fault = Fault::new(
            format!("“{}”写成了“{written}”，读不懂", entry.key),
            format!("请写 {}: {names}；不需要的话删掉这一行", entry.key),
        );
        report.error(entry.line, fault);
    }
    found.map(|(_, value)| *value)
}

fn is_link(written: &str, line: u32, report: &mut Report) -> bool {
    let parsed = url::Url::parse(written).ok();
    let good = parsed.is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        && !written.contains(' ');
    if !good {
        report.error(
            line,
            Fault::new(
                format!("网址“{written}”打不开"),
                "网址要以 http:// 或 https:// 开头，请从浏览器地址栏整段复制",
            ),
        );
    }
    good
}

/// An id as people copy it: with folder and extension too.
fn article_id(written: &str) -> ArticleId {
    let id = written.strip_prefix("knowledge/").unwrap_or(written);
    let id = id.strip_prefix("articles/").unwrap_or(id);
    ArticleId(id.strip_suffix(".md").unwrap_or(id).to_owned())
}

fn is_line_run(text: &str) -> bool {
    let numbers: Vec<Option<u32>> = text.split('-').map(|number| number.trim().parse().ok()).collect();
    match numbers.as_slice() {
        [Some(line)] => *line > 0,
        [Some(from), Some(to)] => *from > 0 && from <= to,
        _ => false,
    }
}
