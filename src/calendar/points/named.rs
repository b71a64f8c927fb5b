//! Reads days that have a name: 春节, 国庆期间, 重阳节当天, 腊月廿三.
//!
//! Knows nothing of which days they are.

use crate::{
    calendar::{
        cursor::Cursor,
        numerals::is_numeral,
        occasions::OCCASIONS,
        written::{Point, Side, Year},
    },
    text::spans::is_han,
};

/// 农历九月九日, 腊月廿三, 正月初五, 八月初一.
pub(super) fn lunar(start: Cursor<'_>, year: Year) -> Option<(Point, Cursor<'_>)> {
    let mut cursor = start;
    let said = cursor.eat_any(&["农历", "阴历", "旧历"]).is_some();
    cursor.skip_blanks();
    let month = match cursor.eat_any(&["正月", "腊月", "冬月"]) {
        Some("正月") => 1,
        Some("腊月") => 12,
        Some(_) => 11,
        None => {
            if cursor.follows_number() {
                return None;
            }
            let month = cursor.small(1, 12)?;
            cursor.eat_any(&["月"])?;
            if !said && !cursor.sees(&["初", "廿"]) {
                return None;
            }
            month
        }
    };
    let after_month = cursor;
    let first_days = cursor.eat("初");
    let day = cursor.small(1, if first_days { 10 } else { 30 });
    if let Some(day) = day {
        cursor.eat("日");
        return Some((Point::Lunar { year, month, day: Some(day) }, cursor));
    }
    Some((Point::Lunar { year, month, day: None }, after_month))
}

/// 春节, 国庆期间, 重阳节当天.
pub(super) fn occasion(start: Cursor<'_>, year: Year) -> Option<(Point, Cursor<'_>)> {
    if start.follows_number() {
        return None;
    }
    let mut cursor = start;
    let occasion = OCCASIONS.iter().find(|occasion| {
        let mut ahead = start;
        let named = ahead.eat_any(occasion.names).is_some();
        let fits = named
            && (occasion.needs.is_empty() || ahead.sees(occasion.needs))
            && !is_part_of_a_name(start, ahead);
        if fits {
            cursor = ahead;
        }
        fits
    })?;
    let after_name = cursor;
    if !cursor.follows("节") {
        cursor.eat("节");
    }
    cursor.skip_blanks();
    let side = match cursor.eat_any(&SIDES) {
        Some("当天" | "当日" | "这天" | "那天" | "当晚") => Side::Day,
        Some("前夕" | "来临之际" | "到来之际" | "前后") if cursor.follows("夕际") => {
            Side::Before
        }
        Some("过后" | "假期后" | "节后") => Side::After,
        Some(_) => Side::During,
        None => {
            cursor = after_name;
            cursor.eat("节");
            let mut ahead = cursor;
            if ahead.eat_any(&["之前", "以前", "前"]).is_some()
                && !ahead.sees(&["往", "来", "面", "台", "进", "列", "景"])
            {
                cursor = ahead;
                Side::Before
            } else {
                Side::Bare
            }
        }
    };
    Some((Point::Occasion { year, occasion, side }, cursor))
}

const SIDES: [&str; 19] = [
    "当天",
    "当日",
    "这天",
    "那天",
    "当晚",
    "前夕",
    "来临之际",
    "到来之际",
    "前后",
    "过后",
    "假期后",
    "假期",
    "期间",
    "长假",
    "小长假",
    "黄金周",
    "那几天",
    "那阵子",
    "放假",
];

/// 五一路, 国庆村, 张国庆.
fn is_part_of_a_name(start: Cursor<'_>, after: Cursor<'_>) -> bool {
    const STREETS: [&str; 23] = [
        "路", "街", "巷", "桥", "广场", "村", "社区", "小区", "大街", "公园", "新村", "大道", "中学", "小学",
        "商场", "厂", "花园", "苑", "渠", "医院", "百货", "大厦", "市场",
    ];
    if after.sees(&STREETS) || after.peek().is_some_and(is_numeral) && !after.follows("节天日") {
        return true;
    }
    let person = start.sees(&["国庆"])
        && start.before().is_some_and(is_han)
        && !start.follows("度祝年秋迎庆在到个过与和及的次于贺双逢了是从连周看约前")
        && !after.sees(&["节", "期间", "假期", "长假", "黄金周", "当天", "前夕", "放假"]);
    person || start.sees(&["过年"]) && start.follows("超经通不路")
}
