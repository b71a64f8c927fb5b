//! The days of a date by its year, month and day, and of a weekday.
//!
//! Knows nothing of festivals.

use std::ops::RangeInclusive;

use jiff::{ToSpan, civil::Date};

use crate::calendar::{
    mention::{Period, Precision},
    occasions::shifted,
    span::DateSpan,
    written::{CalendarDate, Month, PeriodPart},
};

use super::{Frame, Lean, YearChoice, days, single};

pub(super) fn calendar(date: CalendarDate, frame: &Frame, after: Option<Date>) -> Option<Period> {
    let CalendarDate { year, month, day, part } = date;
    let named = YearChoice::of(year, frame, after)?.named();
    match (month, day) {
        (None, None) => whole_year(named.or(frame.anchor_year())?, part),
        (None, Some(day)) => lone_day(day, frame, after),
        (Some(Month::Number(number)), day) => {
            let of = |year| of_month(Date::new(year, number, 1).ok()?, day, part);
            if let Some(year) = named {
                return of(year);
            }
            if let Some(after) = after {
                return (after.year()..=after.year() + 1)
                    .filter_map(of)
                    .find(|period| period.to >= Some(after));
            }
            if let Some(year) = frame.year {
                return of(year);
            }
            let middle = frame.anchor?.first.year();
            frame.best((middle - 1..=middle + 1).filter_map(of))
        }
        (Some(Month::Away(away)), day) => {
            let month = frame.month()?.checked_add(i32::from(away).months()).ok()?;
            of_month(month, day, part)
        }
        (Some(Month::Same), day) => of_month(frame.last?.first_of_month(), day, part),
    }
}

fn whole_year(year: i16, part: PeriodPart) -> Option<Period> {
    let DateSpan { mut first, mut last } = DateSpan::year(year)?;
    match part {
        PeriodPart::FirstHalf => last = Date::new(year, 6, 30).ok()?,
        PeriodPart::SecondHalf => first = Date::new(year, 7, 1).ok()?,
        _ => {}
    }
    Some(days(DateSpan { first, last }, Precision::Year))
}

fn of_month(month: Date, day: Option<i8>, part: PeriodPart) -> Option<Period> {
    if let Some(day) = day {
        return Date::new(month.year(), month.month(), day).ok().map(single);
    }
    let end = month.last_of_month();
    let at = |day| Date::new(month.year(), month.month(), day).ok();
    let (first, last) = match part {
        PeriodPart::Whole => (month, end),
        PeriodPart::Early => (month, at(10)?),
        PeriodPart::Middle => (at(11)?, at(20)?),
        PeriodPart::Late => (at(21)?, end),
        PeriodPart::FirstHalf => (month, at(15)?),
        PeriodPart::SecondHalf => (at(16)?, end),
    };
    let precision = if part == PeriodPart::Whole { Precision::Month } else { Precision::Days };
    Some(days(DateSpan { first, last }, precision))
}

/// 18日: in the month that was named last, or near the day of reference.
fn lone_day(day: i8, frame: &Frame, after: Option<Date>) -> Option<Period> {
    let in_month = |month: Date| Date::new(month.year(), month.month(), day).ok();
    let moved = |start: Date, months: i32| {
        start.first_of_month().checked_add(months.months()).ok().and_then(in_month)
    };
    if let Some(start) = after {
        return in_month(start).filter(|found| *found >= start).or_else(|| moved(start, 1)).map(single);
    }
    if let Some(start) = frame.last {
        // A report of February that tells of the 24日 after a day of February means January's.
        let to_come = |found: &Date| {
            frame.anchor.is_some_and(|anchor| *found > anchor.last) && frame.lean == Lean::Past
        };
        return in_month(start).filter(|found| !to_come(found)).or_else(|| moved(start, -1)).map(single);
    }
    let month = frame.month()?;
    let months = (-1..=1).filter_map(|away: i32| month.checked_add(away.months()).ok());
    frame.best(months.filter_map(in_month).map(single))
}

pub(super) fn week(
    away: Option<i8>,
    weekdays: RangeInclusive<i8>,
    frame: &Frame,
    after: Option<Date>,
) -> Option<Period> {
    let today = frame.day()?;
    let (from, to) = weekdays.into_inner();
    let precision = if from == to { Precision::Day } else { Precision::Days };
    let of = |weeks: i8| {
        let monday = shifted(today, -i64::from(today.weekday().to_monday_zero_offset()))?;
        let day = |number: i8| shifted(monday, i64::from(weeks) * 7 + i64::from(number) - 1);
        Some(days(DateSpan { first: day(from)?, last: day(to)? }, precision))
    };
    match (away, after) {
        (Some(away), _) => of(away),
        (None, Some(after)) => (-2..=2).filter_map(of).find(|period| period.from >= Some(after)),
        // A weekday alone is the coming one, unless the sentence looks back.
        (None, None) => {
            let lean = if frame.lean == Lean::Past { Lean::Past } else { Lean::Future };
            Frame { lean, ..*frame }.best((-1..=1).filter_map(of))
        }
    }
}
