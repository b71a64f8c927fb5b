//! Reads one day or span as it is written: 2024年10月18日, 上月底, 下周三, 春节期间, 腊月廿三.
//!
//! Knows nothing of ranges between two of them, nor of the day of reference.

use super::{
    cursor::Cursor,
    written::{CalendarDate, Month, PeriodPart, Point, Year},
};

mod fields;
mod named;

use fields::{YEARS, month, part_of_month};
pub(super) use fields::{day, year};
use named::{lunar, occasion};

/// Reads a point and returns it with what stands after it.
pub(super) fn point(start: Cursor<'_>) -> Option<(Point, Cursor<'_>)> {
    if let Some(found) = numeric(start) {
        return Some(found);
    }
    let mut after_year = start;
    let year = year(&mut after_year);
    if let Some(year) = year {
        let mut tail = after_year;
        tail.skip_blanks();
        tail.eat("的");
        let found = within_year(tail, year);
        return Some(found.unwrap_or((whole_year(year), after_year)));
    }
    super::relative::point(start).or_else(|| within_year(start, Year::Unstated)).or_else(|| lone_day(start))
}

fn whole_year(year: Year) -> Point {
    Point::Calendar(CalendarDate { year, month: None, day: None, part: PeriodPart::Whole })
}

/// 2024-10-18, 2024.10.18, 2024/10/18.
fn numeric(start: Cursor<'_>) -> Option<(Point, Cursor<'_>)> {
    if start.before().is_some_and(|before| before.is_ascii_alphanumeric() || before == '.' || before == '-') {
        return None;
    }
    let mut cursor = start;
    if !start.peek()?.is_ascii_digit() {
        return None;
    }
    let year = cursor.number().filter(|year| YEARS.contains(year))?;
    let mark = cursor.eat_any(&["-", ".", "/"])?;
    cursor.skip_blanks();
    let month = cursor.small(1, 12)?;
    cursor.eat_any(&[mark])?;
    cursor.skip_blanks();
    let day = cursor.small(1, 31)?;
    if cursor.peek().is_some_and(|next| next.is_ascii_alphanumeric()) {
        return None;
    }
    let year = Year::Stated(i16::try_from(year).ok()?);
    Some((
        Point::Calendar(CalendarDate {
            year,
            month: Some(Month::Number(month)),
            day: Some(day),
            part: PeriodPart::Whole,
        }),
        cursor,
    ))
}

/// What may follow a year, or stand without one.
fn within_year(start: Cursor<'_>, year: Year) -> Option<(Point, Cursor<'_>)> {
    lunar(start, year)
        .or_else(|| occasion(start, year))
        .or_else(|| month_and_day(start, year))
        .or_else(|| part_of_year(start, year))
}

/// 上半年, 年底.
fn part_of_year(start: Cursor<'_>, year: Year) -> Option<(Point, Cursor<'_>)> {
    let mut cursor = start;
    let point = |month, part| Point::Calendar(CalendarDate { year, month, day: None, part });
    if cursor.eat_any(&["上半年"]).is_some() {
        return Some((point(None, PeriodPart::FirstHalf), cursor));
    }
    if cursor.eat_any(&["下半年"]).is_some() {
        return Some((point(None, PeriodPart::SecondHalf), cursor));
    }
    let stated = year != Year::Unstated;
    // 10年底 counts years; 去年底 and 年底 name December.
    if !stated && (start.follows_number() || start.follows("周多几半")) {
        return None;
    }
    let written_out = cursor.eat("年");
    if !written_out && !stated {
        return None;
    }
    if cursor.eat_any(&["底", "末"]).is_some() || written_out && cursor.eat("终") {
        return Some((point(Some(Month::Number(12)), PeriodPart::Whole), cursor));
    }
    // 年初 is a word; 今年初中招生 is not.
    (cursor.eat("初") && !cursor.sees(&["中", "级", "三", "二", "一", "步"]))
        .then(|| (point(Some(Month::Number(1)), PeriodPart::Whole), cursor))
}

/// 10月18日, 10月, 8月底, 本月5号, 上月.
fn month_and_day(start: Cursor<'_>, year: Year) -> Option<(Point, Cursor<'_>)> {
    let mut cursor = start;
    let month = month(&mut cursor)?;
    let after_month = cursor;
    cursor.skip_blanks();
    if let Some(day) = day(&mut cursor) {
        return Some((
            Point::Calendar(CalendarDate {
                year,
                month: Some(month),
                day: Some(day),
                part: PeriodPart::Whole,
            }),
            cursor,
        ));
    }
    cursor = after_month;
    let part = part_of_month(&mut cursor);
    Some((Point::Calendar(CalendarDate { year, month: Some(month), day: None, part }), cursor))
}

/// 18日 without its month, after a month was named.
fn lone_day(start: Cursor<'_>) -> Option<(Point, Cursor<'_>)> {
    if !start.peek()?.is_ascii_digit()
        || start.follows_number()
        || start.follows("第.每-号路街巷弄道村院区楼")
    {
        return None;
    }
    let mut cursor = start;
    let day = day(&mut cursor)?;
    if cursor.sees(&["内", "以内", "之内", "游", "龄", "间", "以上", "左右", "后", "制"]) {
        return None;
    }
    // 10号 alone is as often a house as a day.
    let sure = [
        "上午", "下午", "早", "晚", "中午", "起", "前", "之前", "至", "到", "那天", "当天", "开始", "截止",
        "有", "的", "去",
    ];
    if cursor.follows("号") && !cursor.rest().is_empty() && !cursor.sees(&sure) {
        return None;
    }
    Some((
        Point::Calendar(CalendarDate {
            year: Year::Unstated,
            month: None,
            day: Some(day),
            part: PeriodPart::Whole,
        }),
        cursor,
    ))
}
