//! Finds every expression of time in folded text, in one pass: points, ranges between them, rhythms, hours.
//!
//! Knows nothing of the day of reference.

use super::{
    clock::hours,
    cursor::Cursor,
    numerals::is_numeral,
    points::{day, point, year},
    rhythm::rhythm,
    written::{CalendarDate, ExpressionMatch, Month, PeriodPart, Point, TimeExpression, Year},
};

/// Between the ends of a range; 一 is how a scan misreads a dash.
const JOINTS: [&str; 9] = ["至", "到", "——", "—", "-", "–", "~", "―", "一直到"];

/// All expressions of `text`, in order, without overlaps.
pub(super) fn expressions(text: &str) -> Vec<ExpressionMatch> {
    let mut found = Vec::new();
    let mut cursor = Cursor::new(text);
    while let Some(character) = cursor.peek() {
        let read = may_begin(character).then(|| expression(cursor)).flatten();
        match read {
            Some((written, after)) if after.at() > cursor.at() => {
                found.push(ExpressionMatch { range: cursor.at()..after.at(), written });
                cursor = after;
            }
            _ => {
                cursor.bump();
            }
        }
    }
    found
}

/// Characters with which an expression begins; everything else is stepped over at once.
fn may_begin(character: char) -> bool {
    const FIRST: &str = "今本去上大前明来次后转年月当昨同即目现下这周星礼每逢工天全法节双早清凌中晚傍夜午农阴旧正腊冬\
                         除过新元闹龙端七九重小国妇学植消劳青护母父儿党建教圣平春安敬暑寒开夏秋截直持延近日最连自从到";
    character.is_ascii_digit() || is_numeral(character) || FIRST.contains(character)
}

fn expression(start: Cursor<'_>) -> Option<(TimeExpression, Cursor<'_>)> {
    if let Some((recurrence, after)) = rhythm(start) {
        return Some((TimeExpression::Every(recurrence), after));
    }
    if let Some((hours, after)) = hours(start) {
        return Some((TimeExpression::At(hours), after));
    }
    until(start).or_else(|| range_or_point(start)).or_else(|| lately(start))
}

/// 截至2月17日, 截止到3月底, 持续到月底.
fn until(start: Cursor<'_>) -> Option<(TimeExpression, Cursor<'_>)> {
    let mut cursor = start;
    let word = cursor.eat_any(&[
        "截至",
        "截止到",
        "截止至",
        "截止",
        "直到",
        "持续到",
        "持续至",
        "延长至",
        "延续至",
        "延至",
        "到",
        "自",
        "从",
    ])?;
    cursor.skip_blanks();
    if matches!(word, "自" | "从") {
        // 自2月5日起: the beginning is read as a range with its word.
        let (written, after) = range_or_point(cursor)?;
        let written = match written {
            TimeExpression::Point(point @ Point::Calendar(CalendarDate { day: Some(_), .. })) => {
                TimeExpression::Range { from: Some(point), to: None, asof: false }
            }
            other => other,
        };
        return Some((written, after));
    }
    let (point, after) = end_point(cursor)?;
    let as_of = word.starts_with("截") && !matches!(point, Point::Now);
    if word == "到" && !matches!(point, Point::Calendar(CalendarDate { .. })) {
        return None;
    }
    Some((TimeExpression::Range { from: None, to: Some(point), asof: as_of }, after))
}

/// The end of a range: a point, with 底 or 止 after it.
fn end_point(cursor: Cursor<'_>) -> Option<(Point, Cursor<'_>)> {
    let (point, mut after) = point(cursor)?;
    after.eat_any(&["为止", "止"]);
    Some((point, after))
}

/// 2月3日至2月7日, 10月1—7日, 本月起至3月31日, 8月1日前, or a point alone.
fn range_or_point(start: Cursor<'_>) -> Option<(TimeExpression, Cursor<'_>)> {
    if let Some(range) = shared_unit(start) {
        return Some(range);
    }
    let (first, after) = point(start)?;
    let mut cursor = after;
    let began = begins(&mut cursor);
    let mut tail = cursor;
    skip_time_of_day(&mut tail);
    tail.skip_blanks();
    let joined = tail.eat_any(&JOINTS).is_some() || ocr_dash(&mut tail);
    if joined {
        tail.skip_blanks();
        if let Some((last, after)) = point(tail).or_else(|| bare_end(first, tail))
            && may_join(first, last)
        {
            let mut after = after;
            after.eat_any(&["为止", "止"]);
            return Some((TimeExpression::Range { from: Some(first), to: Some(last), asof: false }, after));
        }
    }
    if began {
        return Some((TimeExpression::Range { from: Some(first), to: None, asof: false }, cursor));
    }
    if let Some(after) = ends(after, first) {
        return Some((TimeExpression::Range { from: None, to: Some(first), asof: false }, after));
    }
    Some((TimeExpression::Point(first), after))
}

/// 起, 开始 after a beginning.
fn begins(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    skip_time_of_day(&mut ahead);
    let word = ahead.eat_any(&["起", "开始", "以来"]);
    if word == Some("起") && ahead.sees(&["草", "火", "床", "诉"]) {
        return false;
    }
    if word.is_some() {
        *cursor = ahead;
    }
    word.is_some()
}

/// 前, 之前, 止 after an end; a festival's 前 belongs to the festival.
fn ends<'a>(cursor: Cursor<'a>, point: Point) -> Option<Cursor<'a>> {
    let Point::Calendar(CalendarDate { .. }) = point else { return None };
    let mut ahead = cursor;
    skip_time_of_day(&mut ahead);
    let word = ahead.eat_any(&["(含)之前", "之前", "以前", "前", "为止", "止", "截止"])?;
    (word != "前"
        || !ahead.sees(&[
            "往", "来", "后", "夕", "三", "两", "期", "台", "景", "列", "沿", "十", "半", "移", "进",
        ]))
    .then_some(ahead)
}

/// The hour inside 2月5日6时起 and 2月17日10时至3月1日.
fn skip_time_of_day(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    ahead.skip_blanks();
    if let Some((_, after)) = hours(ahead) {
        *cursor = after;
    } else {
        cursor.eat_any(&["上午", "下午", "凌晨", "零时", "晚上"]);
    }
}

/// 10月1日一7日: the dash was read as the numeral.
fn ocr_dash(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    let dash =
        cursor.follows("日月") && ahead.eat("一") && ahead.peek().is_some_and(|next| next.is_ascii_digit());
    if dash {
        *cursor = ahead;
    }
    dash
}

/// The 7日 of 10月1日至7日 has its month from the first.
fn bare_end(first: Point, cursor: Cursor<'_>) -> Option<(Point, Cursor<'_>)> {
    let Point::Calendar(CalendarDate { month: Some(_), day: Some(_), .. }) = first else { return None };
    let mut after = cursor;
    let last = day(&mut after)?;
    Some((
        Point::Calendar(CalendarDate {
            year: Year::Unstated,
            month: None,
            day: Some(last),
            part: PeriodPart::Whole,
        }),
        after,
    ))
}

/// A range runs between points of a kind, not from a day to a year that happens to follow 到.
fn may_join(first: Point, last: Point) -> bool {
    match (first, last) {
        (
            Point::Calendar(CalendarDate { day: from, .. }),
            Point::Calendar(CalendarDate { day: to, month, .. }),
        ) => from.is_none() || to.is_some() || month.is_some(),
        (Point::SameDay, _) | (_, Point::SameDay) => false,
        _ => true,
    }
}

/// 10月1—7日, 3-5月, 2021-2023年, 1至7日.
fn shared_unit(start: Cursor<'_>) -> Option<(TimeExpression, Cursor<'_>)> {
    if start.follows_number() || start.follows("-第") {
        return None;
    }
    let mut cursor = start;
    let stated = year(&mut cursor);
    cursor.skip_blanks();
    let year = stated.unwrap_or(Year::Unstated);
    let range = |from, to| TimeExpression::Range { from: Some(from), to: Some(to), asof: false };
    let calendar =
        |year, month, day| Point::Calendar(CalendarDate { year, month, day, part: PeriodPart::Whole });

    let mut months = cursor;
    if let Some(month) = months.small(1, 12)
        && months.eat("月")
    {
        months.skip_blanks();
        let first = months.small(1, 31)?;
        months.eat_any(&JOINTS)?;
        let last = day(&mut months)?;
        let number = Some(Month::Number(month));
        return Some((
            range(calendar(year, number, Some(first)), calendar(Year::Unstated, None, Some(last))),
            months,
        ));
    }
    let first = cursor.number()?;
    cursor.eat_any(&JOINTS)?;
    let mut last = cursor;
    if let Some(to) = last.small(1, 12)
        && last.eat("月")
        && let Ok(from @ 1..=12) = i8::try_from(first)
        // 3-5月 are months, 3月1-5日 was read above.
        && !last.peek().is_some_and(|next| next.is_ascii_digit() || is_numeral(next))
    {
        last.eat("份");
        return Some((
            range(
                calendar(year, Some(Month::Number(from)), None),
                calendar(year, Some(Month::Number(to)), None),
            ),
            last,
        ));
    }
    let mut last = cursor;
    if stated.is_none()
        && let Ok(from @ 1900..=2100) = i16::try_from(first)
        && let Some(Year::Stated(to)) = super::points::year(&mut last)
    {
        return Some((
            range(calendar(Year::Stated(from), None, None), calendar(Year::Stated(to), None, None)),
            last,
        ));
    }
    let mut last = cursor;
    let to = day(&mut last).filter(|_| last.follows("日"))?;
    let from = i8::try_from(first).ok().filter(|from| (1..to).contains(from))?;
    Some((range(calendar(year, None, Some(from)), calendar(year, None, Some(to))), last))
}

/// 近日, 日前, 连日来.
fn lately(start: Cursor<'_>) -> Option<(TimeExpression, Cursor<'_>)> {
    let mut cursor = start;
    let word = cursor.eat_any(&[
        "近日来",
        "近日",
        "日前",
        "近期",
        "前不久",
        "前几天",
        "前段时间",
        "前些天",
        "连日来",
        "连日",
        "近来",
        "最近几天",
        "最近",
        "这几天",
        "近几天",
        "不久前",
    ])?;
    let other = match word {
        "近日" | "近期" => start.follows("附最临远"),
        "日前" => start.follows("目每当0123456789今昨明"),
        _ => false,
    };
    // 最近的诊所 is the nearest one.
    let nearest = word == "最近" && cursor.sees(&["的"]);
    (!other && !nearest).then_some((TimeExpression::Lately, cursor))
}
