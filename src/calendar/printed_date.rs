//! A date with its year in one line: of a signature, a dateline, a page's markup; as precise as it is written.
//!
//! Knows nothing of what the line dates.

use std::ops::Range;

use crate::{
    article::PartialDate,
    text::{
        normalize::fold,
        spans::{char_count, slice},
    },
};

use super::{
    expressions::expressions,
    mention::When,
    resolve::{Frame, resolve},
    written::{CalendarDate, Month, Point, TimeExpression, Year},
};

/// A date in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PrintedDate {
    /// A day or a month.
    pub(crate) date: PartialDate,
    /// Letters and figures of the line that are not the date's, its weekday and its clock time left out.
    pub(crate) beside: usize,
    /// A clock time stands behind it.
    pub(crate) has_time: bool,
}

/// The first date of `line` with a year and a month.
#[must_use]
pub(crate) fn printed_date(line: &str) -> Option<PrintedDate> {
    let line = spaced(&fold(line));
    expressions(&line).into_iter().find_map(|found| {
        let TimeExpression::Point(Point::Calendar(CalendarDate {
            year: Year::Stated(year),
            month: Some(Month::Number(month)),
            day,
            ..
        })) = found.written
        else {
            return None;
        };
        let date = match (day, resolve(&found.written, &mut Frame::default())) {
            (Some(_), When::On(period)) => PartialDate::Day(period.from?),
            (None, _) => PartialDate::Month(year, month),
            _ => return None,
        };
        let after = slice(&line, found.range.end..line.len());
        let rest = without_weekday(after);
        let clock = clock(rest);
        let count = |text: &str| text.chars().filter(|character| character.is_alphanumeric()).count();
        let beside =
            count(slice(&line, 0..found.range.start)) + count(slice(rest, clock.clone().end..rest.len()));
        Some(PrintedDate { date, beside, has_time: !clock.is_empty() })
    })
}

/// 2023-09-08t08:00 with a blank between day and time.
fn spaced(line: &str) -> String {
    let mut before = ' ';
    let mut characters = line.chars().peekable();
    let mut text = String::with_capacity(line.len());
    while let Some(character) = characters.next() {
        let joins = character == 't'
            && before.is_ascii_digit()
            && characters.peek().is_some_and(char::is_ascii_digit);
        text.push(if joins { ' ' } else { character });
        before = character;
    }
    text
}

/// What stands behind 星期日.
fn without_weekday(after: &str) -> &str {
    let trimmed = after.trim_start_matches([' ', '(', ',']);
    let day = ["星期", "周"].iter().find_map(|word| trimmed.strip_prefix(word));
    day.filter(|day| day.starts_with(['一', '二', '三', '四', '五', '六', '日', '天']))
        .map_or(after, |day| slice(day, '一'.len_utf8()..day.len()))
}

/// Bytes of ` 08:14:00` at the beginning of `after`; empty where no clock time stands there.
fn clock(after: &str) -> Range<usize> {
    let begin =
        after.find(|character: char| !matches!(character, ' ' | 't' | '(' | ',')).unwrap_or(after.len());
    let digits = slice(after, begin..after.len());
    let length = digits
        .find(|character: char| !character.is_ascii_digit() && character != ':')
        .unwrap_or(digits.len());
    let time = slice(digits, 0..length);
    let is_time = time.contains(':') && char_count(time) >= 4;
    if is_time { 0..begin + length } else { 0..0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_prints_its_date() {
        let cases = [
            ("2023年4月15日", "2023-04-15 0"),
            ("二〇二四年三月十五日", "2024-03-15 0"),
            ("2021.6.3", "2021-06-03 0"),
            ("2018-5-3", "2018-05-03 0"),
            ("2023/9/25", "2023-09-25 0"),
            ("2020年11月", "2020-11 0"),
            ("2021年1月17日星期日", "2021-01-17 0"),
            ("[ 2020-08-02 11:33:20 ]", "2020-08-02 0 time"),
            ("2023-09-08T08:00:00+08:00", "2023-09-08 4 time"),
            ("2023-10-20 17:30 浙江", "2023-10-20 2 time"),
            ("发布时间：2024-06-18 09:20", "2024-06-18 4 time"),
            ("10月18日", ""),
            ("2024年", ""),
        ];
        for (line, expected) in cases {
            let found = printed_date(line).map(|found| {
                format!("{} {}{}", found.date, found.beside, if found.has_time { " time" } else { "" })
            });
            assert_eq!(found.unwrap_or_default(), expected, "{line}");
        }
    }
}
