//! What an article says that cannot be so.
//!
//! Knows nothing of other articles.

use jiff::{ToSpan, civil::Date};

use super::CheckContext;
use crate::{
    article::{Article, PartialDate},
    diagnostic::Diagnostic,
    intake::{
        ReadFile,
        diagnostics::{Diagnostics, Finding},
        notice::{weekday_after, wrong_weekday},
    },
    services::Services,
    text::spans::{char_count, slice},
};

/// Shorter bodies say nothing that a title does not.
const SHORT_BODY: usize = 10;

pub(super) fn check(file: &ReadFile, known: &CheckContext<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Diagnostics::new(&file.file);
    let line = |keys: &[&str]| keys.iter().find_map(|key| file.key_lines.get(*key)).copied();
    for name in &file.given_places {
        if let Some(finding) = place_finding(name, known) {
            diagnostics.warning(line(&["places", "place"]), finding);
        }
    }
    for article in &file.articles {
        dates(article, file, known.today, &mut diagnostics);
        if file.key_lines.contains_key("services") || file.key_lines.contains_key("service") {
            for service in article.services.iter().filter(|service| known.services.get(service).is_none()) {
                diagnostics.warning(line(&["services", "service"]), unknown_service(service, known.services));
            }
        }
        body(article, &mut diagnostics);
    }
    diagnostics.into_problems()
}

fn place_finding(name: &str, known: &CheckContext<'_>) -> Option<Finding> {
    let found = known.places.find(name);
    match found.as_slice() {
        [] => Some(Finding::new(
            format!("找不到地方“{name}”"),
            "请从市、区写起，例如“大同市平城区永泰街道”；新地方请加进 places 文件夹的表里",
        )),
        [_] => None,
        [one, other, ..] => Some(Finding::new(
            format!(
                "“{name}”有 {} 个：{one}、{other}{}",
                found.len(),
                if found.len() > 2 { "……" } else { "" }
            ),
            "请在前面写上区或市，例如“平城区”再加街道",
        )),
    }
}

fn unknown_service(service: &str, known: &Services) -> Finding {
    let shared = |name: &str| name.chars().filter(|character| service.contains(*character)).count();
    let nearest = known
        .types()
        .iter()
        .map(|known| known.name.as_str())
        .max_by_key(|name| shared(name))
        .filter(|name| shared(name) * 2 >= char_count(service));
    let remedy = match nearest {
        Some(name) => format!("是不是想写“{name}”？"),
        None => "请用 services.toml 里的名称；删掉这一项，机器人会自己从正文里认".to_owned(),
    };
    Finding::new(format!("没有“{service}”这种服务"), remedy)
}

fn dates(article: &Article, file: &ReadFile, today: Date, diagnostics: &mut Diagnostics) {
    let line = file.key_lines.get("published").copied();
    if let Some(published) = &article.published {
        let first = published.date.first_day();
        // Tomorrow's paper may be typed in tonight.
        if first > today.saturating_add(1.day()) {
            diagnostics.warning(
                line,
                Finding::new(format!("见报日期 {} 还没到", published.date), "请核对年份和月份"),
            );
        } else if first.year() < 1949 {
            diagnostics
                .warning(line, Finding::new(format!("见报日期 {} 太早", published.date), "请核对年份"));
        }
        let over = article.valid.as_ref().and_then(|valid| valid.to).filter(|to| *to < first);
        if let (Some(to), PartialDate::Day(_)) = (over, published.date) {
            let finding =
                Finding::new(format!("有效期到 {to}，比见报日期还早"), "请核对 valid 和 published 的年份");
            diagnostics.warning(file.key_lines.get("valid").copied(), finding);
        }
    }
    if article.file.ends_with(".md") && !article.withdrawn && char_count(&article.body) < SHORT_BODY {
        let line = article.line_starts.first().map(|start| start.line);
        diagnostics.warning(line, Finding::new("正文太短", "请写清楚时间、地点、找谁，居民才用得上"));
    }
}

fn body(article: &Article, diagnostics: &mut Diagnostics) {
    let line = |at: usize| article.lines_of(at, at + 1).first().map(|[from, _]| *from);
    for (at, _) in article.body.match_indices('年') {
        if let Some(finding) = weekday_finding(&article.body, at) {
            diagnostics.warning(line(at), finding);
        }
    }
    if let Some(at) = identity_number(&article.body) {
        let finding = Finding::new("正文里有身份证号", "请删掉或只留最后四位：居民都能看到");
        diagnostics.warning(line(at), finding);
    }
}

/// 2024年10月18日 星期六, where that day is a Friday; `year` is the place of 年.
fn weekday_finding(body: &str, year: usize) -> Option<Finding> {
    let before = slice(body, 0..year);
    let digits = before.len() - before.trim_end_matches(|digit: char| digit.is_ascii_digit()).len();
    let year_number: i16 = slice(before, year.checked_sub(digits)?..year).parse().ok()?;
    let rest = slice(body, year + '年'.len_utf8()..year + 60);
    let (month, rest) = rest.split_once('月')?;
    let (day, rest) = rest.split_once('日')?;
    let date = Date::new(year_number, month.trim().parse().ok()?, day.trim().parse().ok()?).ok()?;
    let weekday = weekday_after(rest.trim_start_matches([' ', '\u{3000}', '（', '(', '，', ',']))?;
    (date.weekday() != weekday).then(|| wrong_weekday(date, weekday))
}

/// Seventeen digits and a digit or X, by themselves, with a possible birthday inside.
fn identity_number(body: &str) -> Option<usize> {
    let mut at = 0;
    for run in
        body.split_inclusive(|character: char| !character.is_ascii_digit() && !matches!(character, 'X' | 'x'))
    {
        let number: String = run
            .chars()
            .filter(|character| character.is_ascii_digit() || matches!(character, 'X' | 'x'))
            .collect();
        let year: Option<u16> = number.get(6..10).and_then(|year| year.parse().ok());
        if number.len() == 18 && year.is_some_and(|year| (1900..2100).contains(&year)) {
            return Some(at);
        }
        at += run.len();
    }
    None
}
