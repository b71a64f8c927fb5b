//! The date that a newspaper page prints at its head or foot: 「2024年10月18日 星期五」, whatever a scan makes of it.
//!
//! Knows nothing of the articles on the page.

use jiff::civil::{Date, Weekday};

use crate::text::{normalize::fold, spans::char_count};

use super::{
    expressions::expressions,
    mention::When,
    resolve::{Frame, resolve},
    written::{CalendarDate, Month, Point, TimeExpression, Year},
};

/// A printed page date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PageDate {
    /// The date.
    pub(crate) date: Date,
    /// Position of its line among the lines, counted from 0.
    line: usize,
    /// The printed weekday is another one than the date's.
    weekday_mismatch: bool,
}

/// Lines from the top or the bottom of a page among which a bare date is the page's own.
const EDGE: usize = 12;
/// A date may be broken over so many short lines.
const BROKEN_OVER: usize = 3;
/// Characters that a line may have beside a date with its weekday: page number, section, editors.
const BESIDE_WEEKDAY: usize = 48;
/// Characters that a line may have beside a bare date, after the words of mastheads.
const BESIDE_DATE: usize = 10;

/// The date printed on the page whose raw lines these are, if it prints one.
#[must_use]
pub(crate) fn page_date(lines: &[&str]) -> Option<PageDate> {
    let filled: Vec<(usize, String)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty() && char_count(line.trim()) <= 90)
        .map(|(at, line)| (at, repaired(&fold(line))))
        .collect();
    let mut best: Option<(DateLine, usize)> = None;
    for (position, (line, text)) in filled.iter().enumerate() {
        let edge = position < EDGE || position + EDGE >= filled.len();
        let joined = || {
            let parts: Vec<&str> =
                filled.iter().skip(position).take(BROKEN_OVER).map(|(_, text)| text.as_str()).collect();
            let short =
                parts.iter().all(|part| char_count(part) <= 12) && expressions_of_days(text).is_none();
            (short && text.starts_with(|first: char| first.is_ascii_digit() || "一二".contains(first)))
                .then(|| parts.concat())
        };
        let found = masthead(text, edge).or_else(|| masthead(&without_blanks(text), edge)).or_else(|| {
            edge.then(joined).flatten().and_then(|joined| masthead(&without_blanks(&joined), edge))
        });
        if let Some(found) = found
            && best.is_none_or(|(known, _)| found.score > known.score)
        {
            best = Some((found, *line));
        }
    }
    best.map(|(found, line)| PageDate {
        date: found.date,
        line,
        weekday_mismatch: found.weekday.is_some_and(|weekday| weekday != found.date.weekday()),
    })
}

/// A line that prints the page's date.
#[derive(Clone, Copy, Debug)]
struct DateLine {
    /// How sure that is.
    score: u8,
    date: Date,
    weekday: Option<Weekday>,
}

/// What a line says that is a date line.
fn masthead(line: &str, edge: bool) -> Option<DateLine> {
    // A sentence has stops and verbs; a date line has neither.
    const SENTENCE: [&str; 16] = [
        "。", "！", "？", "!", "?", ";", ",", "摄", "图为", "截至", "截止", "以来", "成立", "施行", "出生",
        "举办",
    ];
    if SENTENCE.iter().any(|mark| line.contains(mark)) {
        return None;
    }
    let (date, length) = expressions_of_days(line)?;
    let weekday = printed_weekday(line);
    let mut rest = char_count(&without_blanks(line)).saturating_sub(length);
    for word in [
        "星期",
        "农历",
        "责编",
        "责任编辑",
        "版式",
        "美编",
        "校对",
        "编辑",
        "电话",
        "热线",
        "邮箱",
        "国内统一",
        "刊号",
        "邮发代号",
    ] {
        if line.contains(word) {
            rest = rest.saturating_sub(char_count(word) + 4);
        }
    }
    let head = ["版", "日报", "晚报", "时报", "早报", "都市报", "第", "期", "责编", "编辑"]
        .iter()
        .any(|word| line.contains(word));
    match weekday {
        Some(_) if rest <= BESIDE_WEEKDAY => Some(DateLine { score: 2 + u8::from(edge), date, weekday }),
        None if rest <= BESIDE_DATE && edge || head && rest <= BESIDE_DATE + 10 => {
            Some(DateLine { score: u8::from(edge) + u8::from(head), date, weekday })
        }
        _ => None,
    }
}

/// The first full date of the line and the characters that it takes.
fn expressions_of_days(line: &str) -> Option<(Date, usize)> {
    expressions(line).into_iter().find_map(|found| {
        let full = matches!(
            found.written,
            TimeExpression::Point(Point::Calendar(CalendarDate {
                year: Year::Stated(_),
                month: Some(Month::Number(_)),
                day: Some(_),
                ..
            }))
        );
        match resolve(&found.written, &mut Frame::default()) {
            When::On(period) if full => Some((period.from?, char_count(line.get(found.range)?))),
            _ => None,
        }
    })
}

fn printed_weekday(line: &str) -> Option<Weekday> {
    const ENGLISH: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let line = without_blanks(line);
    let after = line.split_once("星期").or_else(|| line.split_once("周")).map(|(_, after)| after);
    let chinese = after.and_then(|after| "一二三四五六日天".chars().position(|day| after.starts_with(day)));
    match chinese {
        Some(day) => Weekday::from_monday_zero_offset(i8::try_from(day.min(6)).ok()?).ok(),
        None => ENGLISH.into_iter().find(|(word, _)| line.contains(word)).map(|(_, day)| day),
    }
}

/// A scan reads 0 as o and 1 as l beside other digits.
fn repaired(line: &str) -> String {
    let characters: Vec<char> = line.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
    let repair = |(at, character): (usize, &char)| match character {
        'o' if digit(at.checked_sub(1)) || digit(at.checked_add(1)) => '0',
        'l' | '|' if digit(at.checked_sub(1)) || digit(at.checked_add(1)) => '1',
        other => *other,
    };
    characters.iter().enumerate().map(repair).collect()
}

fn without_blanks(line: &str) -> String {
    line.chars().filter(|character| !character.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_page_prints_its_date() {
        let cases = [
            ("2024年10月18日 星期五", "2024-10-18"),
            ("2024年10月18日星期五 农历甲辰年九月十六", "2024-10-18"),
            ("2024 年10月18 日 星期五", "2024-10-18"),
            ("2 0 2 4 年 1 0 月 1 8 日", "2024-10-18"),
            ("2O24年1O月l8日 星期五", "2024-10-18"),
            ("二〇二四年十月十八日 星期五", "2024-10-18"),
            ("2024.10.18", "2024-10-18"),
            ("2024-10-18 星期五 05版", "2024-10-18"),
            ("05 2024年10月18日 星期五 责编:某某 美编:某某", "2024-10-18"),
            ("A05 2024.10.18 FRIDAY", "2024-10-18"),
            ("星期五 2024年10月18日 社区", "2024-10-18"),
            ("邻里晚报 2024年10月18日 第05版", "2024-10-18"),
            ("2024年10月18日 星期四", "2024-10-18 mismatch"),
            ("２０２４年１０月１８日　星期五", "2024-10-18"),
            ("2024年10月18日,社区举办义诊。", ""),
            ("2024年10月18日成立", ""),
            ("图为2024年10月18日活动", ""),
            ("10月18日 星期五", ""),
            ("今年10月18日", ""),
            ("2024年13月18日 星期五", ""),
            ("", ""),
        ];
        for (line, expected) in cases {
            let found = page_date(&["家政进社区", "", line, "正文在这里。"]);
            let shown = found.map_or_else(String::new, |found| {
                format!("{}{}", found.date, if found.weekday_mismatch { " mismatch" } else { "" })
            });
            assert_eq!(shown, expected, "{line}");
            assert!(found.is_none_or(|found| found.line == 2), "{line}");
        }
    }

    #[test]
    fn a_date_may_be_broken_over_lines() {
        let found = page_date(&["2024年", "10月18日", "星期五", "社区新闻"]);
        assert_eq!(found.map(|found| found.date.to_string()).as_deref(), Some("2024-10-18"));
    }

    #[test]
    fn a_bare_date_in_the_middle_signs_a_notice() {
        let mut lines = vec!["正文一行又一行。"; 40];
        lines[20] = "2024年9月1日";
        assert_eq!(page_date(&lines), None);
        lines[39] = "2024年10月18日 星期五";
        assert_eq!(page_date(&lines).map(|found| found.line), Some(39));
    }

    proptest! {
        #[test]
        fn any_page_is_read_without_panic(text in "[0-9年月日星期五ol第版 \\n.。二〇四十]{0,80}") {
            let lines: Vec<&str> = text.lines().collect();
            if let Some(found) = page_date(&lines) {
                prop_assert!(found.line < lines.len());
            }
        }
    }
}
