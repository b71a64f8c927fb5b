//! Dates in front matter: exact, or in another way of writing that has one meaning only.
//!
//! Knows nothing of dates in running text, and nothing of today.

use jiff::civil::{Date, Weekday};

use crate::{
    article::{Event, PartialDate},
    intake::diagnostics::{Diagnostics, Finding},
};

/// A publication date; other ways of writing are read with a warning, a weekday behind it is checked.
pub(crate) fn read_partial(written: &str, line: u32, diagnostics: &mut Diagnostics) -> Option<PartialDate> {
    let (text, weekday) = split_weekday(written);
    let Some(date) = lenient(&text) else {
        diagnostics.error(
            line,
            Finding::new(
                format!("日期“{written}”读不懂"),
                "请写成 2024-10-18；只知道月份写 2024-10，只知道年份写 2024",
            ),
        );
        return None;
    };
    if let (PartialDate::Day(day), Some(weekday)) = (date, weekday)
        && day.weekday() != weekday
    {
        diagnostics.warning(line, wrong_weekday(day, weekday));
    } else if written != date.to_string() {
        diagnostics.warning(
            line,
            Finding::new(format!("日期“{written}”的写法不标准，按 {date} 读了"), format!("请改成 {date}")),
        );
    }
    Some(date)
}

/// A period `2024-10-18/2024-11-30`; either end may be open or less precise.
pub(super) fn period(written: &str, line: u32, diagnostics: &mut Diagnostics) -> Option<Event> {
    let exact = |text: &str| text.is_empty() || text.parse::<PartialDate>().is_ok();
    let slash = written.split_once('/');
    let standard = exact(written) || slash.is_some_and(|(from, to)| exact(from) && exact(to));
    let ends = match slash {
        Some(_) if standard || lenient(written).is_none() => slash,
        _ => written.split_once(['至', '到', '~', '～', '—']),
    };
    let (from, to) =
        ends.map_or((written, written), |(from, to)| (from.trim(), to.trim_start_matches('—').trim()));
    // An end may be open; one that is written has to be read.
    let end = |text: &str| if text.is_empty() { Ok(None) } else { lenient(text).map(Some).ok_or(()) };
    let (Ok(from_date), Ok(to_date)) = (end(from), end(to)) else {
        diagnostics.error(line, unreadable_period(written));
        return None;
    };
    let event = Event {
        from: from_date.map(PartialDate::first_day),
        to: to_date.map(PartialDate::last_day),
        ..Event::default()
    };
    match (event.from, event.to) {
        (None, None) => {
            diagnostics.error(line, unreadable_period(written));
            return None;
        }
        (Some(from), Some(to)) if to < from => {
            let finding = Finding::new(
                format!("期限前后颠倒了：“{written}”"),
                "请把开始的日子写在前面，结束的写在后面",
            );
            diagnostics.error(line, finding);
            return None;
        }
        _ => {}
    }
    if !standard {
        let finding =
            Finding::new(format!("期限“{written}”的写法不标准，按 {event} 读了"), format!("请改成 {event}"));
        diagnostics.warning(line, finding);
    }
    Some(event)
}

/// Events as [`event_text`] writes them.
pub(super) fn events(written: &[String], line: u32, diagnostics: &mut Diagnostics) -> Vec<Event> {
    let read = |text: &String| {
        let mut event = Event::default();
        for word in text.split_whitespace() {
            match word {
                "standing" => event.standing = true,
                "reported" => event.reported = true,
                days => {
                    let days = period(days, line, diagnostics)?;
                    (event.from, event.to) = (days.from, days.to);
                }
            }
        }
        Some(event)
    };
    written.iter().filter_map(read).collect()
}

/// `2021-02-03/2021-02-07`, `2021-02-03 reported`, `standing`.
pub(super) fn event_text(event: &Event) -> String {
    let days = (event.from.is_some() || event.to.is_some()).then(|| event.to_string());
    let flags = [(event.standing, "standing"), (event.reported, "reported")];
    let flags = flags.into_iter().filter(|(set, _)| *set).map(|(_, flag)| flag.to_owned());
    days.into_iter().chain(flags).collect::<Vec<_>>().join(" ")
}

fn unreadable_period(written: &str) -> Finding {
    Finding::new(format!("期限“{written}”读不懂"), "请写成 2024-10-18/2024-11-30；只知道结束写 /2024-11-30")
}

pub(crate) fn wrong_weekday(day: Date, written: Weekday) -> Finding {
    Finding::new(
        format!("{day} 是{}，却写成了{}", weekday_name(day.weekday()), weekday_name(written)),
        "请对照原文核对日期和星期",
    )
}

fn weekday_name(day: Weekday) -> &'static str {
    ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]
        [day.to_monday_zero_offset() as usize]
}

/// The weekday that `text` names after 星期, 周 or 礼拜.
pub(crate) fn weekday_after(text: &str) -> Option<Weekday> {
    let name = ["星期", "礼拜", "周"].into_iter().find_map(|word| text.strip_prefix(word))?.chars().next()?;
    let offset = match name {
        '天' => 6,
        name => "一二三四五六日".chars().position(|day| day == name)?,
    };
    Weekday::from_monday_zero_offset(offset as i8).ok()
}

/// The date without its weekday, and the weekday.
fn split_weekday(written: &str) -> (String, Option<Weekday>) {
    let at = ["星期", "礼拜", "周"].into_iter().filter_map(|word| written.find(word)).min();
    let Some((date, rest)) = at.and_then(|at| written.split_at_checked(at)) else {
        return (written.to_owned(), None);
    };
    match weekday_after(rest) {
        Some(weekday) => (date.trim_end_matches([' ', '(', '（']).to_owned(), Some(weekday)),
        None => (written.to_owned(), None),
    }
}

/// Year, month and day in this order, whatever stands between them; eight digits in a row too.
fn lenient(text: &str) -> Option<PartialDate> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let digits: String = text.trim().chars().map(plain_digit).collect();
    if digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let (year, rest) = digits.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        return format!("{year}-{month}-{day}").parse().ok();
    }
    let known = |mark: char| {
        mark.is_ascii_digit() || matches!(mark, '年' | '月' | '日' | '号' | '.' | '/' | '-' | '－' | ' ')
    };
    if !digits.chars().all(known) {
        return None;
    }
    let parts: Vec<&str> =
        digits.split(|mark: char| !mark.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [year] => year.parse().ok(),
        [year, month] => format!("{year}-{month:0>2}").parse().ok(),
        [year, month, day] => format!("{year}-{month:0>2}-{day:0>2}").parse().ok(),
        _ => None,
    }
}

/// Full-width digits as plain ones.
fn plain_digit(character: char) -> char {
    match character {
        '０'..='９' => char::from_digit(character as u32 - '０' as u32, 10).unwrap_or(character),
        _ => character,
    }
}
