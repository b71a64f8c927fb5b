//! Dates as they are written, before any day of reference gives them a year.
//!
//! Knows nothing of how they are read from text.

use std::ops::Range;

use super::{
    mention::{Hours, Recurrence},
    occasions::Occasion,
};

/// An expression and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ExpressionMatch {
    pub(super) range: Range<usize>,
    pub(super) written: TimeExpression,
}

/// What an expression says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum TimeExpression {
    /// A day or span.
    Point(Point),
    /// From one to another, or open at one end; `asof` marks 截至, the day of a count.
    Range { from: Option<Point>, to: Option<Point>, asof: bool },
    /// Again and again.
    Every(Recurrence),
    /// A time of day.
    At(Hours),
    /// 近日.
    Lately,
}

/// A day or span that has a place in the calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Point {
    /// Year, month, day, as far as written.
    Calendar(CalendarDate),
    /// Lunar month and day.
    Lunar { year: Year, month: i8, day: Option<i8> },
    /// A festival, a school holiday, a season.
    Occasion { year: Year, occasion: &'static Occasion, side: Side },
    /// So many days from the day of reference.
    Away(i8),
    /// 当天: the day that was named last.
    SameDay,
    /// Days of a week so many weeks away, from one weekday to another (Monday is 1); 周三 alone names no week.
    Week { away: Option<i8>, from: i8, to: i8 },
    /// 即日, 目前.
    Now,
}

/// Year, month, day, as far as they are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CalendarDate {
    pub(super) year: Year,
    pub(super) month: Option<Month>,
    pub(super) day: Option<i8>,
    pub(super) part: PeriodPart,
}

/// How a year is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    Unstated,
    Stated(i16),
    /// 今年 0, 去年 -1.
    Away(i8),
    /// 次年: the one after the year that was named last.
    Next,
}

/// How a month is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Month {
    Number(i8),
    /// 本月 0, 上月 -1.
    Away(i8),
    /// 当月.
    Same,
}

/// Part of a month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PeriodPart {
    Whole,
    /// 初, 上旬
    Early,
    /// 中旬
    Middle,
    /// 底, 末, 下旬
    Late,
    /// 上半
    FirstHalf,
    /// 下半
    SecondHalf,
}

/// Which days of an occasion are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The name alone.
    Bare,
    /// 当天
    Day,
    /// 期间
    During,
    /// 前夕
    Before,
    /// 过后
    After,
}
