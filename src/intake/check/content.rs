//! What an article says that cannot be so.
//!
//! Knows nothing of other articles.

use jiff::{ToSpan, civil::Date};

use super::Known;
use crate::{
    article::{Article, PartialDate},
    intake::{
        ReadFile,
        notice::{weekday_after, wrong_weekday},
        report::{Fault, Report},
    },
    problem::Problem,
    services::Services,
    text::spans::{char_count, slice},
};

/// Shorter bodies say nothing that a title does not.
const SHORT_BODY: usize = 10;

pub(super) fn check(file: &ReadFile, known: &Known<'_>) -> Vec<Problem> {
    let mut report = Report::new(&file.file);
    let line = |keys: &[&str]| keys.iter().find_map(|key| file.key_lines.get(*key)).copied();
    for name in &file.given_places {
        if let Some(fault) = place_fault(name, known) {
            report.warning(line(&["places", "place"]), fault);
        }
    }
    for article in &file.articles {
        dates(article, file, known.today, &mut report);
        if file.key_lines.contains_key("services") || file.key_lines.contains_key("service") {
            for service in article.services.iter().filter(|service| known.services.get(service).is_none()) {
                report.warning(line(&["services", "service"]), unknown_service(service, known.services));
            }
        }
        body(article, &mut report);
    }
    report.into_problems()
}

fn place_fault(name: &str, known: &Known<'_>) -> Option<Fault> {
    let found = known.places.find(name);
    match found.as_slice() {
        [] => Some(Fault::new(
            format!("找不到地方“{name}”"),
            "请从市、区写起，例如“大同市平城区永泰街道”；新地方请加进 places 文件夹的表里",
        )),
        [_] => None,
        [one, other, ..] => Some(Fault::new(
            format!(
                "“{name}”有 {} 个：{one}、{other}{}",
                found.len(),
                if found.len() > 2 { "……" } else { "" }
            ),
            "请在前面写上区或市，例如“平城区”再加街道",
        )),
    }
}

fn unknown_service(service: &str, known: &Services) -> Fault {
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
    Fault::new(format!("没有“{service}”这种服务"), remedy)
}

fn dates(article: &Article, file: &ReadFile, today: Date, report: &mut Report) {
    let line = file.key_lines.get("published").copied();
    if let Some(published) = &article.published {
        let first = published.date.first_day();
        // Tomorrow's paper may be typed in tonight.
        if first > today.saturating_add(1.day()) {
            report
                .warning(line, Fault::new(format!("见报日期 {} 还没到", published.date), "请核对年份和月份"));
        } else if first.year() < 1949 {
            report.warning(line, Fault::new(format!("见报日期 {} 太早", published.date), "请核对年份"));
        }
        let over = article.valid.as_ref().and_then(|valid| valid.to).filter(|to| *to < first);
        if let (Some(to), PartialDate::Day(_)) = (over, published.date) {
            let fault =
                Fault::new(format!("有效期到 {to}，比见报日期还早"), "请核对 valid 和 published 的年份");
            report.warning(file.key_lines.get("valid").copied(), fault);
        }
    }
    if article.file.ends_with(".md") && !article.withdrawn && char_count(&article.body) < SHORT_BODY {
        let line = article.line_starts.first().map(|start| start.line);
        report.warning(line, Fault::new("正文太短", "请写清楚时间、地点、找谁，居民才用得上"));
    }
}

fn body(article: &Article, report: &mut Report) {
    let line = |at: usize| article.lines_of(at, at + 1).first().map(|[from, _]| *from);
    for (at, _) in article.body.match_indices('年') {
        if let Some(fault) = weekday_fault(&article.body, at) {
            report.warning(line(at), fault);
        }
    }
    if let Some(at) = identity_number(&article.body) {
        let fault = Fault::new("正文里有身份证号", "请删掉或只留最后四位：居民都能看到");
        report.warning(line(at), fault);
    }
}

/// 2024年10月18日 星期六, where that day is a Friday; `year` is the place of 年.
fn weekday_fault(body: &str, year: usize) -> Option<Fault> {
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
