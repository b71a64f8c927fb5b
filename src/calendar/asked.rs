//! The time for which a resident asks: 这周末, 去年重阳, 10月11号, 过年; and whether the newest or what still goes on is wanted.
//!
//! Knows nothing of articles.

use std::ops::Range;

use jiff::civil::Date;

use crate::text::spans::{occurrences, slice};

use super::{
    expressions::expressions,
    lunar,
    mention::{Period, Precision, When},
    numerals::is_numeral,
    occasions::{Days, shifted},
    resolve::{Frame, Lean, days_between, resolve},
    written::{Month, Point, Written, Year},
};

/// The days that a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedTime {
    /// First day.
    pub from: Date,
    /// Last day, inclusive.
    pub to: Date,
    /// Where the question says so.
    pub range: Range<usize>,
    /// The words mean other days when they are said at another time: 今年, 过年, 周末.
    pub relative: bool,
    /// What sort of time it is.
    pub kind: AskedKind,
}

/// What sort of time is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedKind {
    /// One day.
    Day,
    /// A week, a weekend, some days.
    Days,
    /// A month.
    Month,
    /// A year or half of it.
    Year,
    /// A festival, a school holiday, a season: its days are not sharp.
    Season,
}

/// A wish about time that names no days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recency {
    /// Where the question says so.
    pub range: Range<usize>,
    /// What is wished.
    pub wish: Wish,
}

/// What a question wishes about the age of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// 最近, 最新: the newest there is.
    Newest,
    /// 现在还有吗: whether it still goes on.
    Still,
}

/// The time for which the folded question asks; 什么时候 and 几号 ask for a time instead of naming one.
#[must_use]
pub fn asked_time(question: &str, today: Date) -> Option<AskedTime> {
    let mut frame = Frame { anchor: Some((today, today)), lean: lean(question), ..Frame::default() };
    let named = expressions(question).into_iter().filter_map(|found| {
        let (period, point) = match (resolve(&found.written, &mut frame), found.written) {
            (When::On(period), Written::Point(point)) => (period, point),
            (When::On(period), Written::Range { from, to, .. }) => (period, from.or(to)?),
            _ => return None,
        };
        if point == Point::Now {
            return None;
        }
        let (from, to) = (period.from.or(period.to)?, period.to.or(period.from)?);
        let asked = AskedTime {
            from,
            to,
            range: found.range,
            relative: is_relative(&point),
            kind: kind(&period, &point),
        };
        Some(widened(asked, &point, question))
    });
    named
        .min_by_key(|asked| (days_between(asked.from, asked.to), asked.range.start))
        .or_else(|| around_new_year(question, today))
}

/// The wish for the newest, or for what still goes on.
#[must_use]
pub fn recency(question: &str) -> Option<Recency> {
    const STILL: [&str; 16] = [
        "现在还有",
        "现在还",
        "还有没有",
        "还有吗",
        "还办吗",
        "还办不办",
        "还在办",
        "还在吗",
        "还开吗",
        "还能",
        "还可以",
        "还收",
        "还来得及",
        "现在有",
        "结束了吗",
        "结束没",
    ];
    const NEWEST: [&str; 11] =
        ["最新", "最近", "近期", "近来", "近日", "这阵子", "这段时间", "这几天", "这两天", "刚刚", "新近"];
    // 最近的理发店 is the nearest one; 最近的活动 is the newest.
    const NEWS: [&str; 10] = ["活动", "通知", "消息", "新闻", "公告", "报纸", "讲座", "安排", "政策", "义诊"];
    let nearest = |range: &Range<usize>| {
        let mut rest = slice(question, range.end..question.len());
        let said = slice(question, range.clone()) == "最近";
        said && rest.strip_prefix('的').is_some_and(|after| {
            rest = after;
            !NEWS.iter().any(|news| rest.starts_with(news))
        })
    };
    let first = |words: &[&str], wish| {
        let found = words.iter().flat_map(|word| occurrences(question, word)).filter(|range| !nearest(range));
        found.min_by_key(|range| (range.start, usize::MAX - range.end)).map(|range| Recency { range, wish })
    };
    first(&STILL, Wish::Still).or_else(|| first(&NEWEST, Wish::Newest))
}

/// Whether the question looks back or ahead.
fn lean(question: &str) -> Lean {
    const PAST: [&str; 9] = ["了", "过", "当时", "上次", "上回", "之前", "曾", "那年", "那次"];
    const FUTURE: [&str; 15] = [
        "想",
        "要",
        "能",
        "可以",
        "会",
        "打算",
        "准备",
        "报名",
        "还有",
        "哪里有",
        "开始",
        "开吗",
        "办吗",
        "放假",
        "安排",
    ];
    // Words that hold 了, 过, 要, 会, 能 without their sense.
    const OTHER: [&str; 19] = [
        "过年",
        "过节",
        "过大年",
        "过九",
        "过中秋",
        "过春节",
        "过生日",
        "除了",
        "为了",
        "了解",
        "要钱",
        "主要",
        "需要",
        "协会",
        "社会",
        "会长",
        "晚会",
        "功能",
        "智能",
    ];
    let without = |words: &[&str]| {
        words.iter().any(|word| {
            let covered = |at: &Range<usize>| {
                OTHER
                    .iter()
                    .flat_map(|other| occurrences(question, other))
                    .any(|other| other.start <= at.start && at.end <= other.end)
            };
            occurrences(question, word).any(|at| !covered(&at))
        })
    };
    match (without(&PAST), without(&FUTURE)) {
        (true, false) => Lean::Past,
        (false, true) => Lean::Future,
        _ => Lean::Nearest,
    }
}

fn is_relative(point: &Point) -> bool {
    match point {
        Point::Calendar { year, month, .. } => {
            matches!(year, Year::Away(_)) || matches!(month, Some(Month::Away(_) | Month::Same))
        }
        Point::Lunar { year, .. } | Point::Occasion { year, .. } => !matches!(year, Year::Stated(_)),
        Point::Away(_) | Point::SameDay | Point::Week { .. } | Point::Now => true,
    }
}

fn kind(period: &Period, point: &Point) -> AskedKind {
    match (point, period.precision) {
        (Point::Occasion { .. }, _) => AskedKind::Season,
        (_, Precision::Day) if period.from == period.to || period.from.is_none() || period.to.is_none() => {
            AskedKind::Day
        }
        (_, Precision::Day | Precision::Days) => AskedKind::Days,
        (_, Precision::Month) => AskedKind::Month,
        (_, Precision::Year) => AskedKind::Year,
    }
}

/// Festivals are spoken of with the days around them: 过年 begins with the shopping and ends with the lanterns.
fn widened(asked: AskedTime, point: &Point, question: &str) -> AskedTime {
    let (before, after) = match point {
        Point::Occasion { occasion, .. } if matches!(occasion.days, Days::AroundNewYear(1, _)) => (10, 9),
        _ if slice(question, asked.range.clone()).ends_with("前后") => (5, 5),
        _ if slice(question, asked.range.clone()).ends_with("那阵子") => (5, 5),
        _ => return asked,
    };
    let from = shifted(asked.from, -before).unwrap_or(asked.from);
    let to = shifted(asked.to, after).unwrap_or(asked.to);
    AskedTime { from, to, ..asked }
}

/// 年前 and 年后: before and after the lunar new year, unless they count years.
fn around_new_year(question: &str, today: Date) -> Option<AskedTime> {
    let counted = |at: usize| {
        let before = slice(question, 0..at).chars().next_back();
        before.is_some_and(|before| {
            before.is_ascii_digit() || is_numeral(before) || "多几半去今前明每青少成".contains(before)
        })
    };
    let words = [("年前", -31, -1), ("年后", 0, 30)];
    let (range, from, to) = words.into_iter().find_map(|(word, from, to)| {
        occurrences(question, word).find(|range| !counted(range.start)).map(|range| (range, from, to))
    })?;
    let news = (today.year() - 1..=today.year() + 1).filter_map(|year| lunar::solar_of(year, 1, 1));
    let new_year = news.min_by_key(|day| days_between(today, *day).abs())?;
    let (from, to) = (shifted(new_year, from)?, shifted(new_year, to)?);
    Some(AskedTime { from, to, range, relative: true, kind: AskedKind::Season })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// `words from/to` on Friday, 18 October 2024.
    fn shown(question: &str) -> String {
        let Some(asked) = asked_time(question, date(2024, 10, 18)) else { return String::new() };
        let words = slice(question, asked.range.clone());
        let mark = if asked.relative { "~" } else { "" };
        if asked.from == asked.to {
            format!("{words} {mark}{}", asked.from)
        } else {
            format!("{words} {mark}{}/{}", asked.from, asked.to)
        }
    }

    #[test]
    fn questions_name_their_time() {
        let cases = [
            ("今天有义诊吗", "今天 ~2024-10-18"),
            ("明天哪里能理发", "明天 ~2024-10-19"),
            ("昨天社区搞了啥", "昨天 ~2024-10-17"),
            ("这周末有活动吗", "这周末 ~2024-10-19/2024-10-20"),
            ("周末有活动吗", "周末 ~2024-10-19/2024-10-20"),
            ("本周有什么讲座", "本周 ~2024-10-14/2024-10-20"),
            ("下周三开门吗", "下周三 ~2024-10-23"),
            ("周一能办吗", "周一 ~2024-10-21"),
            ("周一去了哪", "周一 ~2024-10-14"),
            ("上周的讲座", "上周 ~2024-10-07/2024-10-13"),
            ("这个月有啥活动", "这个月 ~2024-10-01/2024-10-31"),
            ("下个月5号", "下个月5号 ~2024-11-05"),
            ("今年的补贴", "今年 ~2024-01-01/2024-12-31"),
            ("去年谁入选了", "去年 ~2023-01-01/2023-12-31"),
            ("前年", "前年 ~2022-01-01/2022-12-31"),
            ("重阳节有什么活动", "重阳节 ~2024-10-11"),
            ("过九月九那阵子有人看老人没", "九月九那阵子 ~2024-10-06/2024-10-16"),
            ("国庆看了啥展", "国庆 ~2024-10-01/2024-10-07"),
            ("十一放假带娃看展", "十一放假 ~2024-10-01/2024-10-07"),
            ("10月11号去了哪", "10月11号 2024-10-11"),
            ("10号去了哪个小区", "10号 2024-10-10"),
            ("3月有什么", "3月 2024-03-01/2024-03-31"),
            ("2021年过年", "2021年过年 2021-02-01/2021-02-27"),
            ("过年不回家有培训吗", "过年 ~2025-01-18/2025-02-13"),
            ("去年春节慰问了谁", "去年春节 ~2023-01-11/2023-02-06"),
            ("年前谁清运垃圾", "年前 ~2024-12-29/2025-01-28"),
            ("寒假有托管班吗", "寒假 ~2025-01-10/2025-02-25"),
            ("暑假办过托管班没", "暑假 ~2024-07-01/2024-08-31"),
            ("2020年2月17日上午", "2020年2月17日 2020-02-17"),
            ("截至2月17日复工多少", "截至2月17日 2024-02-17"),
            ("从1月25日至2月2日派了多少人", "从1月25日至2月2日 2024-01-25/2024-02-02"),
            ("中秋还有活动吗", "中秋 ~2025-10-06"),
            ("什么时候开始", ""),
            ("几号报名", ""),
            ("几月份开的", ""),
            ("星期几上课", ""),
            ("三年级新生怎么报名", ""),
            ("75周年画展", ""),
            ("3年前盖的楼", ""),
            ("70岁以上免费理发", ""),
            ("17号院垃圾谁管", ""),
            ("现在还有吗", ""),
            ("最近的理发店", ""),
            ("12345是什么", ""),
        ];
        let wrong: Vec<_> = cases.iter().filter(|(text, expected)| shown(text) != *expected).collect();
        let wrong: Vec<_> =
            wrong.iter().map(|(text, expected)| format!("{text}: {} not {expected}", shown(text))).collect();
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    #[test]
    fn the_newest_and_what_goes_on_are_wishes() {
        let cases = [
            ("最近有什么活动", Some(("最近", Wish::Newest))),
            ("最近的活动", Some(("最近", Wish::Newest))),
            ("最近的理发店在哪", None),
            ("离我最近的社区医院", None),
            ("现在还有吗", Some(("现在还有", Wish::Still))),
            ("免费理发还办吗", Some(("还办吗", Wish::Still))),
            ("最新通知", Some(("最新", Wish::Newest))),
            ("哪里理发", None),
        ];
        for (text, expected) in cases {
            let found = recency(text);
            let found = found.as_ref().map(|found| (slice(text, found.range.clone()), found.wish));
            assert_eq!(found, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_question_is_read_without_panic(text in "[今明昨去年月日号周末上下这个0-9一二十春节国庆前后还有最近的了吗]{0,30}") {
            if let Some(asked) = asked_time(&text, date(2024, 2, 29)) {
                prop_assert!(asked.from <= asked.to && text.get(asked.range).is_some());
            }
            if let Some(recency) = recency(&text) {
                prop_assert!(text.get(recency.range).is_some());
            }
        }
    }
}
