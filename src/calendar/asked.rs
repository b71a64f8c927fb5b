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
    span::DateSpan,
    written::{CalendarDate, Month, Point, TimeExpression, Year},
};

/// The days that a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AskedTime {
    /// First day.
    pub(crate) from: Date,
    /// Last day, inclusive.
    pub(crate) to: Date,
    /// Where the question says so.
    pub(crate) range: Range<usize>,
    /// The words mean other days when they are said at another time: 今年, 过年, 周末.
    pub(crate) relative: bool,
    /// What sort of time it is.
    pub(crate) kind: AskedKind,
}

/// What sort of time is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AskedKind {
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

/// What is asked about time without naming days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recency {
    /// Where the question says so.
    pub(crate) range: Range<usize>,
    /// How new the answer has to be.
    kind: RecencyKind,
}

/// How new a question wants the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RecencyKind {
    /// 最近, 最新: the newest there is.
    Newest,
    /// 现在还有吗: whether it still goes on.
    Still,
}

/// The time for which the folded question asks; 什么时候 and 几号 ask for a time instead of naming one.
#[must_use]
pub(crate) fn asked_time(question: &str, today: Date) -> Option<AskedTime> {
    let mut frame = Frame { anchor: Some(DateSpan::day(today)), lean: lean(question), ..Frame::default() };
    let named = expressions(question).into_iter().filter_map(|found| {
        let (period, point) = match (resolve(&found.written, &mut frame), found.written) {
            (When::On(period), TimeExpression::Point(point)) => (period, point),
            (When::On(period), TimeExpression::Range { from, to, .. }) => (period, from.or(to)?),
            _ => return None,
        };
        // 周一休息吗 asks for a habit, not for a Monday.
        let habit =
            ["休息", "开门", "关门", "上班", "营业", "开不开"].iter().any(|word| question.contains(word));
        if point == Point::Now || habit && matches!(point, Point::Week { away: None, .. }) {
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
pub(crate) fn recency(question: &str) -> Option<Recency> {
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
    let first = |words: &[&str], kind| {
        let found = words.iter().flat_map(|word| occurrences(question, word)).filter(|range| !nearest(range));
        found.min_by_key(|range| (range.start, usize::MAX - range.end)).map(|range| Recency { range, kind })
    };
    first(&STILL, RecencyKind::Still).or_else(|| first(&NEWEST, RecencyKind::Newest))
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
    let plain = OTHER.iter().fold(question.to_owned(), |text, word| text.replace(word, " "));
    let says = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    match (says(&PAST), says(&FUTURE)) {
        (true, false) => Lean::Past,
        (false, true) => Lean::Future,
        _ => Lean::Nearest,
    }
}

fn is_relative(point: &Point) -> bool {
    match point {
        Point::Calendar(CalendarDate { year, month, .. }) => {
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
mod tests;
