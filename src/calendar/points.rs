//! Reads one day or span as it is written: 2024年10月18日, 上月底, 下周三, 春节期间, 腊月廿三.
//!
//! Knows nothing of ranges between two of them, nor of the day of reference.

use super::{
    cursor::Cursor,
    numerals::is_numeral,
    occasions::OCCASIONS,
    written::{Month, Part, Point, Side, Year},
};

/// Years that a four-digit number before 年 may mean.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

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
    Point::Calendar { year, month: None, day: None, part: Part::Whole }
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
        Point::Calendar { year, month: Some(Month::Number(month)), day: Some(day), part: Part::Whole },
        cursor,
    ))
}

/// 2024年, 二〇二四年, 今年, 去年, 24年10月.
pub(super) fn year(cursor: &mut Cursor<'_>) -> Option<Year> {
    const WORDS: [(&str, i8); 13] = [
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
        ("次年", 1),
        ("后年", 2),
        ("转年", 1),
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
    let point = |month, part| Point::Calendar { year, month, day: None, part };
    if cursor.eat_any(&["上半年"]).is_some() {
        return Some((point(None, Part::FirstHalf), cursor));
    }
    if cursor.eat_any(&["下半年"]).is_some() {
        return Some((point(None, Part::SecondHalf), cursor));
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
        return Some((point(Some(Month::Number(12)), Part::Whole), cursor));
    }
    // 年初 is a word; 今年初中招生 is not.
    (cursor.eat("初") && !cursor.sees(&["中", "级", "三", "二", "一", "步"]))
        .then(|| (point(Some(Month::Number(1)), Part::Whole), cursor))
}

/// 10月18日, 10月, 8月底, 本月5号, 上月.
fn month_and_day(start: Cursor<'_>, year: Year) -> Option<(Point, Cursor<'_>)> {
    let mut cursor = start;
    let month = month(&mut cursor)?;
    let after_month = cursor;
    cursor.skip_blanks();
    if let Some(day) = day(&mut cursor) {
        return Some((
            Point::Calendar { year, month: Some(month), day: Some(day), part: Part::Whole },
            cursor,
        ));
    }
    cursor = after_month;
    let part = part_of_month(&mut cursor);
    Some((Point::Calendar { year, month: Some(month), day: None, part }, cursor))
}

fn part_of_month(cursor: &mut Cursor<'_>) -> Part {
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
        Some("上旬" | "初") => Part::Early,
        Some("中旬") => Part::Middle,
        Some("下旬" | "底" | "末") => Part::Late,
        Some("中上旬" | "上半月") => Part::FirstHalf,
        Some("中下旬" | "下半月") => Part::SecondHalf,
        _ => return Part::Whole,
    };
    if part == Part::Early && ahead.sees(&["中", "级", "步"]) && ahead.follows("初") {
        return Part::Whole;
    }
    *cursor = ahead;
    part
}

fn month(cursor: &mut Cursor<'_>) -> Option<Month> {
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
    if ahead.follows_number() || ahead.follows("第.每") {
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
pub(super) fn day(cursor: &mut Cursor<'_>) -> Option<i8> {
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
    Some((Point::Calendar { year: Year::Unstated, month: None, day: Some(day), part: Part::Whole }, cursor))
}

/// 农历九月九日, 腊月廿三, 正月初五, 八月初一.
fn lunar(start: Cursor<'_>, year: Year) -> Option<(Point, Cursor<'_>)> {
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
fn occasion(start: Cursor<'_>, year: Year) -> Option<(Point, Cursor<'_>)> {
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
        && start.before().is_some_and(crate::text::spans::is_han)
        && !start.follows("度祝年秋迎庆在到个过与和及的次于贺双逢了是从连周看约前")
        && !after.sees(&["节", "期间", "假期", "长假", "黄金周", "当天", "前夕", "放假"]);
    person || start.sees(&["过年"]) && start.follows("超经通不路")
}
