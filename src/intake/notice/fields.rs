//! One entry of a notice's front matter → the article's field.
//!
//! Knows nothing of the file's text. A value that cannot be read is an error and leaves the safe choice.

use super::{Notice, dates, phone};
use crate::{
    article::{ArticleId, ArticleKind, PartialDate, PlacePath, Published, PublishedFrom, Wording},
    intake::{
        diagnostics::{Diagnostics, Finding},
        front_matter::{FrontMatterEntry, Value},
        limits::{ENTRY_CHARS, LIST_ENTRIES, VALUE_CHARS},
    },
    text::spans::{char_count, first_chars},
};

/// Characters of a title beyond which its editor is asked for a shorter one.
const LONG_TITLE: usize = 80;

pub(super) fn fill(notice: &mut Notice, entry: &FrontMatterEntry, diagnostics: &mut Diagnostics) {
    let article = &mut notice.article;
    match entry.key.as_str() {
        "places" | "place" => {
            notice.places = texts(entry, diagnostics);
            notice.places.retain(|place| is_place(place, entry.line, diagnostics));
        }
        "services" | "service" => article.services = texts(entry, diagnostics),
        "reporters" => article.reporters = texts(entry, diagnostics),
        "events" => article.events = dates::events(&texts(entry, diagnostics), entry.line, diagnostics),
        "title" => {
            let title = text(entry, diagnostics);
            if title.as_ref().is_some_and(|title| title.chars().count() > LONG_TITLE) {
                let finding = Finding::new(
                    format!("标题太长（超过 {LONG_TITLE} 个字）"),
                    "标题请写成一句话，其余的放进正文",
                );
                diagnostics.warning(entry.line, finding);
            }
            if article.label.is_some() { article.label = title } else { article.title = title }
        }
        // The title may stand below; until then the label is empty.
        "title_from"
            if choice(entry, &[("printed", false), ("opening", true)], diagnostics) == Some(true) =>
        {
            article.label = article.title.take().or(Some(String::new()));
        }
        "kicker" => article.kicker = text(entry, diagnostics),
        "subtitle" => article.subtitle = text(entry, diagnostics),
        "byline" => article.byline = text(entry, diagnostics),
        "source" => article.source = text(entry, diagnostics),
        "phone" => {
            article.phone =
                text(entry, diagnostics).inspect(|phone| phone::check(phone, entry.line, diagnostics))
        }
        "url" => article.url = text(entry, diagnostics).filter(|url| is_link(url, entry.line, diagnostics)),
        "published" => {
            if let Some(date) =
                text(entry, diagnostics).and_then(|text| dates::read_partial(&text, entry.line, diagnostics))
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
            if let Some(from) = choice(entry, &choices, diagnostics) {
                published(notice).from = from;
            }
        }
        "inference" => {
            if let Some(reason) = text(entry, diagnostics) {
                published(notice).inference = Some(reason);
            }
        }
        "valid" => {
            article.valid =
                text(entry, diagnostics).and_then(|text| dates::period(&text, entry.line, diagnostics))
        }
        "wording" => {
            let choices = [("printed", Wording::Printed), ("retold", Wording::Retold)];
            // In doubt the words are not passed off as the paper's.
            article.wording = choice(entry, &choices, diagnostics).unwrap_or(Wording::Retold);
        }
        "kind" => {
            let choices = [
                ("news", ArticleKind::News),
                ("feature", ArticleKind::Feature),
                ("brief", ArticleKind::Brief),
                ("photo", ArticleKind::Photo),
                ("advert", ArticleKind::Advert),
            ];
            article.kind = choice(entry, &choices, diagnostics).unwrap_or_default();
        }
        // In doubt the notice stays withdrawn: an answer that somebody took back does harm.
        "withdrawn" => {
            article.withdrawn =
                choice(entry, &[("true", true), ("false", false)], diagnostics).unwrap_or(true)
        }
        "supersedes" => article.supersedes = text(entry, diagnostics).map(|id| article_id(&id)),
        "replaces" => article.replaces = text(entry, diagnostics).map(|id| article_id(&id)),
        "lines" => {
            let text = texts(entry, diagnostics).join(",");
            if !text.split(',').all(is_line_run) {
                diagnostics.warning(
                    entry.line,
                    Finding::new("行号（lines）写得不对", "请写成 lines: \"3-9, 12-14\"，或者删掉这一行"),
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
fn text(entry: &FrontMatterEntry, diagnostics: &mut Diagnostics) -> Option<String> {
    let text = match &entry.value {
        Value::Text(text) => text.clone(),
        Value::List(items) => {
            let finding = Finding::new(
                format!("“{}”只能写一个内容，却写成了列表", entry.key),
                "请去掉方括号，只写一个",
            );
            diagnostics.warning(entry.line, finding);
            items.join("、")
        }
    };
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if char_count(&text) > VALUE_CHARS {
        diagnostics.warning(entry.line, too_long(&entry.key, VALUE_CHARS));
        text = first_chars(&text, VALUE_CHARS).to_owned();
    }
    (!text.is_empty()).then_some(text)
}

fn too_long(key: &str, longest: usize) -> Finding {
    Finding::new(
        format!("“{key}”写得太长，只读了前 {longest} 个字"),
        "文件头里只写短的内容，其余的请写进正文",
    )
}

/// A path of places has few steps; with thousands of them every question would be slow.
pub(crate) fn is_place(written: &str, line: u32, diagnostics: &mut Diagnostics) -> bool {
    let steps = written.split(['/', '>', '›']).filter(|step| !step.trim().is_empty()).count();
    let good = steps <= PlacePath::MAX_STEPS && char_count(written) <= ENTRY_CHARS;
    if !good {
        let start = first_chars(written, 12);
        let finding = Finding::new(
            format!("地点“{start}……”太长了（最多 {} 级，{ENTRY_CHARS} 个字）", PlacePath::MAX_STEPS),
            "请从省写起，写到社区为止，例如：山西省/大同市/平城区/永泰街道",
        );
        diagnostics.error(line, finding);
    }
    good
}

/// A list; one text is divided at Chinese and English commas.
fn texts(entry: &FrontMatterEntry, diagnostics: &mut Diagnostics) -> Vec<String> {
    let items = match &entry.value {
        Value::Text(text) => std::slice::from_ref(text),
        Value::List(items) => items.as_slice(),
    };
    let parts = items.iter().flat_map(|item| item.split(['、', '，', ',', '；', ';', '\n']));
    let mut parts = parts.map(str::trim).filter(|part| !part.is_empty());
    let mut found: Vec<String> = parts.by_ref().take(LIST_ENTRIES).map(str::to_owned).collect();
    if parts.next().is_some() {
        let finding = Finding::new(
            format!("“{}”写了太多，只读了前 {LIST_ENTRIES} 个", entry.key),
            "请只留最要紧的几个；真有这么多的话，请分成几条通知",
        );
        diagnostics.warning(entry.line, finding);
    }
    // A place that is too long is no place at all, and is told so.
    if !entry.key.starts_with("place") && found.iter().any(|item| char_count(item) > ENTRY_CHARS) {
        diagnostics.warning(entry.line, too_long(&entry.key, ENTRY_CHARS));
        found.iter_mut().for_each(|item| *item = first_chars(item, ENTRY_CHARS).to_owned());
    }
    found
}

fn choice<T: Copy>(
    entry: &FrontMatterEntry,
    choices: &[(&str, T)],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let written = text(entry, diagnostics)?;
    let found = choices.iter().find(|(name, _)| name.eq_ignore_ascii_case(&written));
    if found.is_none() {
        let names = choices.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" 或 ");
        let finding = Finding::new(
            format!("“{}”写成了“{written}”，读不懂", entry.key),
            format!("请写 {}: {names}；不需要的话删掉这一行", entry.key),
        );
        diagnostics.error(entry.line, finding);
    }
    found.map(|(_, value)| *value)
}

fn is_link(written: &str, line: u32, diagnostics: &mut Diagnostics) -> bool {
    let parsed = url::Url::parse(written).ok();
    let good = parsed.is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        && !written.contains(' ');
    if !good {
        diagnostics.error(
            line,
            Finding::new(
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
