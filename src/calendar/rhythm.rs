//! Reads what happens again and again: 每周三, 周一至周五, 每月5日, 工作日, 24小时.
//!
//! Knows nothing of the days on which that falls.

use super::{
    cursor::Cursor,
    mention::{Recurrence, Weekdays},
    points::day,
    relative::one_weekday,
};

/// Reads a rhythm and returns it with what stands after it.
pub(super) fn rhythm(start: Cursor<'_>) -> Option<(Recurrence, Cursor<'_>)> {
    words(start).or_else(|| every(start)).or_else(|| weekdays_alone(start))
}

fn words(start: Cursor<'_>) -> Option<(Recurrence, Cursor<'_>)> {
    const WORDS: [(&str, Recurrence); 17] = [
        ("每天24小时", Recurrence::AroundTheClock),
        ("每天", Recurrence::Daily),
        ("每日", Recurrence::Daily),
        ("天天", Recurrence::Daily),
        ("每晚", Recurrence::Daily),
        ("每早", Recurrence::Daily),
        ("全年无休", Recurrence::Daily),
        ("每个工作日", Recurrence::Workdays),
        ("工作日", Recurrence::Workdays),
        ("法定节假日除外", Recurrence::ExceptHolidays),
        ("节假日除外", Recurrence::ExceptHolidays),
        ("节假日休息", Recurrence::ExceptHolidays),
        ("全天候", Recurrence::AroundTheClock),
        ("每年", Recurrence::Yearly),
        ("双休日", Recurrence::On(Weekdays::WEEKEND)),
        ("逢周末", Recurrence::On(Weekdays::WEEKEND)),
        ("7×24小时", Recurrence::AroundTheClock),
    ];
    let mut cursor = start;
    for (word, recurrence) in WORDS {
        if cursor.eat(word) {
            // 5个工作日 is a span of time; 蓝天天气 holds no 天天.
            let counted = matches!(recurrence, Recurrence::Workdays)
                && (start.follows_number() || start.follows("个数几"));
            let inside = word == "天天" && start.before().is_some_and(crate::text::spans::is_han);
            return (!counted && !inside && !cursor.sees(&["内"])).then_some((recurrence, cursor));
        }
    }
    if !start.follows_number() && cursor.eat("24") {
        cursor.skip_blanks();
        return (cursor.eat("小时") && !cursor.sees(&["内", "以", "之", "后", "前"]))
            .then_some((Recurrence::AroundTheClock, cursor));
    }
    None
}

/// 每周三, 每周二、四, 每逢周五, 每月5日, 每周, 每月.
fn every(start: Cursor<'_>) -> Option<(Recurrence, Cursor<'_>)> {
    let mut cursor = start;
    cursor.eat_any(&["每个", "每逢", "每", "逢"])?;
    if cursor.eat("月") {
        let after = cursor;
        cursor.skip_blanks();
        cursor.eat("的");
        return Some(match day(&mut cursor) {
            Some(day) => (Recurrence::MonthDay(day), cursor),
            None => (Recurrence::Monthly, after),
        });
    }
    cursor.eat_any(&["周", "星期", "礼拜"])?;
    if cursor.sees(&["期", "岁", "年"]) {
        return None;
    }
    let after = cursor;
    // 每周2~3次 counts.
    let days = weekdays(&mut cursor)
        .filter(|_| !cursor.sees(&["次", "个", "回", "人", "天", "场", "小", "篇", "期", "节"]));
    Some(days.map_or((Recurrence::Weekly, after), |days| (Recurrence::On(days), cursor)))
}

/// 周一至周五, 星期一到星期六: a rhythm without 每, unless a week is named before.
fn weekdays_alone(start: Cursor<'_>) -> Option<(Recurrence, Cursor<'_>)> {
    if start.follows("上下本这个") || start.follows_number() {
        return None;
    }
    let mut cursor = start;
    cursor.eat_any(&["周", "星期", "礼拜"])?;
    let first = one_weekday(&mut cursor)?;
    cursor.eat_any(&["至", "到", "-", "—", "–", "~"])?;
    cursor.eat_any(&["周", "星期", "礼拜"]);
    let last = one_weekday(&mut cursor)?;
    Some((Recurrence::On(Weekdays::between(first, last)), cursor))
}

/// 三; 二、四; 一至五; 末; 六和周日.
fn weekdays(cursor: &mut Cursor<'_>) -> Option<Weekdays> {
    if cursor.eat("末") {
        return Some(Weekdays::WEEKEND);
    }
    let first = one_weekday(cursor)?;
    let mut days = Weekdays::between(first, first);
    for _ in 0..6 {
        let mut ahead = *cursor;
        let joint = ahead.eat_any(&["至", "到", "-", "—", "~", "、", ",", "和", "及", "与"]);
        ahead.eat("每");
        ahead.eat_any(&["周", "星期", "礼拜"]);
        let Some(next) = one_weekday(&mut ahead) else { break };
        // 每周日、每周三 joins; 每周三3人 does not.
        match joint {
            Some("至" | "到" | "-" | "—" | "~") => days = Weekdays::between(first, next),
            _ => days.insert(next),
        }
        *cursor = ahead;
        if joint.is_none() {
            break;
        }
    }
    Some(days)
}
