//! Reads days that are named from the day of speaking: 昨天, 当天, 下周三, 本周末, 周五.
//!
//! Knows nothing of which day that is.

use super::{cursor::Cursor, written::Point};

/// A word, the days from today, and the characters before it that make another word of it (光明日报, 目前日均).
const DAYS: [(&str, i8, &str); 20] = [
    ("大前天", -3, ""),
    ("大后天", 3, ""),
    ("前天", -2, "目以之此提先当"),
    ("前日", -2, "目以之此提先当近"),
    ("昨天", -1, ""),
    ("昨日", -1, ""),
    ("昨晚", -1, ""),
    ("昨夜", -1, ""),
    ("昨儿", -1, ""),
    ("今天", 0, "如"),
    ("今日", 0, "如"),
    ("今晚", 0, ""),
    ("今早", 0, ""),
    ("今晨", 0, ""),
    ("今儿", 0, ""),
    ("明天", 1, "光文说证透黎"),
    ("明日", 1, "光文说证透黎"),
    ("明早", 1, "证说"),
    ("明晚", 1, "证说"),
    ("后天", 2, "然以之最先"),
];

/// Reads such a day.
pub(super) fn point(start: Cursor<'_>) -> Option<(Point, Cursor<'_>)> {
    let mut cursor = start;
    for (word, away, others) in DAYS {
        if !start.follows(others) && cursor.eat(word) {
            return Some((Point::Away(away), cursor));
        }
    }
    if cursor.eat_any(&["当天", "当日", "同一天", "同日", "当晚"]).is_some() {
        return (!start.follows("节应")).then_some((Point::SameDay, cursor));
    }
    if cursor.eat_any(&["即日", "目前", "今起", "现在"]).is_some() {
        return Some((Point::Now, cursor));
    }
    week(start).or_else(|| weekday(start))
}

/// 本周, 下周三, 上周末, 这个星期天, 本周一至周三.
fn week(start: Cursor<'_>) -> Option<(Point, Cursor<'_>)> {
    const AWAY: [(&str, i8); 11] = [
        ("上上个", -2),
        ("上上", -2),
        ("上个", -1),
        ("上", -1),
        ("下下个", 2),
        ("下下", 2),
        ("下个", 1),
        ("下", 1),
        ("本", 0),
        ("这个", 0),
        ("这", 0),
    ];
    let (away, mut cursor) = AWAY.into_iter().find_map(|(word, away)| {
        let mut ahead = start;
        (ahead.eat(word) && ahead.eat_any(&["周", "星期", "礼拜"]).is_some()).then_some((away, ahead))
    })?;
    // 上周期, 本周边 are other words.
    if cursor.sees(&["期", "边", "围", "年", "岁", "转"]) {
        return None;
    }
    let (from, to) = days_of_week(&mut cursor).unwrap_or((1, 7));
    Some((Point::Week { away: Some(away), from, to }, cursor))
}

/// 周三, 星期日, 周末 alone.
fn weekday(start: Cursor<'_>) -> Option<(Point, Cursor<'_>)> {
    if start.follows_number() || start.follows("每逢两几个上下本这") {
        return None;
    }
    let mut cursor = start;
    let unit = cursor.eat_any(&["周", "星期", "礼拜"])?;
    let (from, to) = days_of_week(&mut cursor)?;
    // 周天 is as often a name as a day.
    if unit == "周" && cursor.follows("天") || cursor.sees(&["名", "围"]) {
        return None;
    }
    Some((Point::Week { away: None, from, to }, cursor))
}

/// 三, 末, 六日; Monday is 1.
fn days_of_week(cursor: &mut Cursor<'_>) -> Option<(i8, i8)> {
    if cursor
        .eat_any(&["末", "六日", "六、日", "六周日", "六和周日", "六、周日", "六至周日", "六到周日"])
        .is_some()
    {
        return Some((6, 7));
    }
    one_weekday(cursor).map(|day| (day, day))
}

/// 一 … 六, 日, 天, or a digit that is not the beginning of a number.
pub(super) fn one_weekday(cursor: &mut Cursor<'_>) -> Option<i8> {
    const DAYS: [(&str, i8); 15] = [
        ("一", 1),
        ("二", 2),
        ("三", 3),
        ("四", 4),
        ("五", 5),
        ("六", 6),
        ("日", 7),
        ("天", 7),
        ("1", 1),
        ("2", 2),
        ("3", 3),
        ("4", 4),
        ("5", 5),
        ("6", 6),
        ("7", 7),
    ];
    let mut ahead = *cursor;
    let (_, day) = DAYS.into_iter().find(|(word, _)| ahead.eat(word))?;
    if ahead.follows_number() && ahead.peek().is_some_and(|next| next.is_ascii_digit()) {
        return None;
    }
    *cursor = ahead;
    Some(day)
}
