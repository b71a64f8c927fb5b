//! Reads the fields of a date: a year, a month and its parts, a day.
//!
//! Knows nothing of how they are put together.

use crate::calendar::{
    cursor::Cursor,
    numerals::is_numeral,
    written::{Month, PeriodPart, Year},
};

/// Years that a four-digit number before 年 may mean.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// 2024年, 二〇二四年, 今年, 去年, 24年10月.
pub(in crate::calendar) fn year(cursor: &mut Cursor<'_>) -> Option<Year> {
    const WORDS: [(&str, i8); 11] = [
        ("今年", 0),
        ("本年度", 0),
        ("本年", 0),
        ("去年", -1),
        ("上年度", -1),
        ("上一年", -1),
        ("大前年", -3),
        ("前年", -2),
        ("明年", 1),
        ("来年", 1),
        ("后年", 2),
    ];
    let mut ahead = *cursor;
    for (word, away) in WORDS {
        // 以前年度, 目前年产: not 前年.
        if !cursor.follows("以目之此生提先本") && ahead.eat(word) {
            ahead.eat("度");
            *cursor = ahead;
            return Some(Year::Away(away));
        }
    }
    if ahead.eat_any(&["次年", "翌年"]).is_some() {
        *cursor = ahead;
        return Some(Year::Next);
    }
    if ahead.follows_number() || ahead.follows("第.") {
        return None;
    }
    let digits = ahead
        .rest()
        .chars()
        .take_while(|character| character.is_ascii_digit() || is_numeral(*character))
        .count();
    let number = ahead.number()?;
    ahead.skip_blanks();
    if !ahead.eat("年") || ahead.sees(&["代", "前", "级", "期", "来", "间", "多", "以"]) && digits != 4
    {
        return None;
    }
    if ahead.sees(&["代"]) {
        return None;
    }
    let year = match digits {
        4 if YEARS.contains(&number) => number,
        // 24年10月: a short year only when a month follows.
        2 if (18..=40).contains(&number) && month_follows(ahead) => 2000 + number,
        _ => return None,
    };
    if !ahead.sees(&["度假"]) {
        ahead.eat("度");
    }
    *cursor = ahead;
    i16::try_from(year).ok().map(Year::Stated)
}

fn month_follows(mut cursor: Cursor<'_>) -> bool {
    cursor.skip_blanks();
    cursor.small(1, 12).is_some() && cursor.eat("月")
}

pub(super) fn part_of_month(cursor: &mut Cursor<'_>) -> PeriodPart {
    let mut ahead = *cursor;
    let part = match ahead.eat_any(&[
        "上旬",
        "初",
        "中上旬",
        "中旬",
        "中下旬",
        "下旬",
        "底",
        "末",
        "上半月",
        "下半月",
    ]) {
        Some("上旬" | "初") => PeriodPart::Early,
        Some("中旬") => PeriodPart::Middle,
        Some("下旬" | "底" | "末") => PeriodPart::Late,
        Some("中上旬" | "上半月") => PeriodPart::FirstHalf,
        Some("中下旬" | "下半月") => PeriodPart::SecondHalf,
        _ => return PeriodPart::Whole,
    };
    if part == PeriodPart::Early && ahead.sees(&["中", "级", "步"]) && ahead.follows("初") {
        return PeriodPart::Whole;
    }
    *cursor = ahead;
    part
}

pub(super) fn month(cursor: &mut Cursor<'_>) -> Option<Month> {
    let mut ahead = *cursor;
    let word = ahead.eat_any(&[
        "本月",
        "这个月",
        "这月",
        "当月",
        "上个月",
        "上月",
        "下个月",
        "下月",
        "月底",
        "月末",
        "月初",
    ]);
    if let Some(word) = word {
        let month = match word {
            "当月" => Month::Same,
            "上个月" | "上月" => Month::Away(-1),
            "下个月" | "下月" => Month::Away(1),
            "月底" | "月末" | "月初" => {
                // The part of the month is read again by the caller.
                if cursor.follows_number() || cursor.follows("个每半满") {
                    return None;
                }
                cursor.eat("月");
                return Some(Month::Away(0));
            }
            _ => Month::Away(0),
        };
        ahead.eat("份");
        *cursor = ahead;
        return Some(month);
    }
    if ahead.follows_number() || ahead.follows("第每") {
        return None;
    }
    let spoken = ahead.peek().is_some_and(is_numeral);
    let number = ahead.small(1, 12)?;
    ahead.skip_blanks();
    if !ahead.eat("月") || ahead.sees(&["龄", "饼", "嫂", "子", "租", "薪", "票", "卡", "经"]) {
        return None;
    }
    // 一周一调度、一月一分析 is a rhythm.
    if spoken && (number == 1 && ahead.sees(&["一", "两"]) || cursor.follows("半隔近")) {
        return None;
    }
    ahead.eat("份");
    *cursor = ahead;
    Some(Month::Number(number))
}

/// 18日, 18号; not 18号楼.
pub(in crate::calendar) fn day(cursor: &mut Cursor<'_>) -> Option<i8> {
    let mut ahead = *cursor;
    let day = ahead.small(1, 31)?;
    ahead.skip_blanks();
    let unit = ahead.eat_any(&["日", "号"])?;
    if unit == "号" && ahead.sees(&HOUSES)
        || unit == "日" && ahead.sees(&["均", "元", "报社", "报讯", "报记者"])
    {
        return None;
    }
    *cursor = ahead;
    Some(day)
}

/// What follows the number of a house, a line, a document.
const HOUSES: [&str; 21] = [
    "楼", "院", "线", "门", "栋", "单元", "房", "店", "铺", "室", "机", "库", "文", "公告", "令", "附", "馆",
    "厅", "车", "小区", "桌",
];
