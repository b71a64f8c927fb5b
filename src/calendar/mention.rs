//! A date, a time of day or a rhythm that a text mentions.
//!
//! Knows nothing of how it was written.

use std::ops::Range;

use jiff::civil::{Date, Time};

/// Something about time in a text, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TimeMention {
    /// Byte range in the text.
    pub(crate) range: Range<usize>,
    /// What it says.
    pub(crate) when: When,
}

/// What a mention says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum When {
    /// Days: one, several, or open at one end.
    On(Period),
    /// Again and again: 每周三, 工作日.
    Every(Recurrence),
    /// A time of day: 上午9时至11时30分.
    At(Hours),
    /// 近日, 日前: lately, without a date.
    Lately,
    /// A date which the reference does not suffice to place: 3月5日 without any year, 昨日 without a printed day.
    Unplaced,
}

/// Inclusive days, no more precise than what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    /// First day; none when only an end is named.
    pub(crate) from: Option<Date>,
    /// Last day; none when only a beginning is named.
    pub(crate) to: Option<Date>,
    /// How exact the ends are.
    pub(crate) precision: Precision,
    /// The day of a count (截至2月17日), not of an event.
    pub(crate) as_of: bool,
}

/// How exact a period is, from the finest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Precision {
    /// To the day.
    Day,
    /// Some days: a week, the end of a month, a festival with its days off.
    Days,
    /// To the month.
    Month,
    /// To the year, or half a year.
    Year,
}

/// How often something happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recurrence {
    /// 每天
    Daily,
    /// 工作日
    Workdays,
    /// 每周三, 周一至周五
    On(Weekdays),
    /// 每周
    Weekly,
    /// 每月
    Monthly,
    /// 每月5日
    MonthDay(i8),
    /// 每年
    Yearly,
    /// 节假日除外
    ExceptHolidays,
    /// 24小时, 全天候
    AroundTheClock,
}

/// A set of weekdays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weekdays(u8);

impl Weekdays {
    /// Saturday and Sunday.
    pub(super) const WEEKEND: Self = Self(1 << 6 | 1 << 7);

    /// The days from one to another, over the weekend if need be; Monday is 1.
    pub(super) fn between(from: i8, to: i8) -> Self {
        let mut days = Self::default();
        let mut day = from;
        for _ in 0..7 {
            days.insert(day);
            if day == to {
                break;
            }
            day = day % 7 + 1;
        }
        days
    }

    /// Adds a day; Monday is 1.
    pub(super) fn insert(&mut self, day: i8) {
        self.0 |= 1u8.checked_shl(u32::try_from(day).unwrap_or(0)).unwrap_or(0);
    }

    /// True when `day` is one of them.
    #[cfg(test)]
    pub(super) fn contains(self, day: jiff::civil::Weekday) -> bool {
        let number = u32::try_from(day.to_monday_one_offset()).unwrap_or(0);
        self.0 & 1u8.checked_shl(number).unwrap_or(0) != 0
    }
}

/// A time of day, or a span of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hours {
    /// When it begins.
    pub(crate) from: Time,
    /// When it ends, if that is said.
    pub(crate) to: Option<Time>,
}
