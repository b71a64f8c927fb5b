//! Gives written dates their days: the year that fits best around the day of reference, and never more precision than there is.
//!
//! Knows nothing of text.

use jiff::civil::Date;

use super::{
    lunar,
    mention::{Period, Precision, When},
    occasions::{Days, Occasion, shifted},
    span::DateSpan,
    written::{CalendarDate, Point, Side, TimeExpression, Year},
};

mod fields;

use fields::{calendar, week};

/// In which direction an unstated year is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Lean {
    /// Whatever is nearest.
    #[default]
    Nearest,
    /// A report: what was.
    Past,
    /// An announcement: what comes.
    Future,
}

/// What is known when a date is resolved.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame {
    /// The days that the day of reference may be.
    pub(super) anchor: Option<DateSpan>,
    /// Direction of the sentence.
    pub(super) lean: Lean,
    /// The first day of what was named last, if that was a month or less.
    pub(super) last: Option<Date>,
    /// The day that was named last.
    pub(super) last_day: Option<Date>,
    /// Year that the sentence has named.
    pub(super) year: Option<i16>,
}

impl Frame {
    /// The day of reference, if it is known to the day.
    fn day(&self) -> Option<Date> {
        self.anchor.and_then(DateSpan::only_day)
    }

    /// The first day of the month of reference.
    fn month(&self) -> Option<Date> {
        self.anchor.and_then(DateSpan::only_month)
    }

    /// The year of reference.
    fn anchor_year(&self) -> Option<i16> {
        self.anchor.and_then(DateSpan::only_year)
    }

    /// How badly a period fits: days from the reference, more in the direction in which it does not look.
    fn cost(&self, period: &Period) -> i64 {
        let Some(DateSpan { first, last }) = self.anchor else { return 0 };
        let (from, to) =
            (period.from.or(period.to).unwrap_or(first), period.to.or(period.from).unwrap_or(last));
        let days = if from > last { days_between(last, from) } else { days_between(to, first).max(0) };
        days * match self.lean {
            // Within a few days even a report looks ahead, and an announcement back.
            Lean::Past if from > last => 25,
            Lean::Future if to < first => 12,
            // A date without a year is more often of the year so far.
            Lean::Nearest if from > last => 2,
            _ => 1,
        }
    }

    fn best(&self, candidates: impl Iterator<Item = Period>) -> Option<Period> {
        candidates.min_by_key(|candidate| self.cost(candidate))
    }

    /// Remembers a resolved period for 当天, for lone days and for the year.
    fn remember(&mut self, period: &Period, stated_year: bool) {
        let Some(day) = period.from.or(period.to).filter(|_| period.precision <= Precision::Month) else {
            return;
        };
        self.last = Some(day);
        if period.precision == Precision::Day {
            self.last_day = Some(day);
        }
        if stated_year {
            self.year = Some(period.to.unwrap_or(day).year());
        }
    }
}

/// Days from the first to the second.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// What `written` means in the frame, which then remembers it.
pub(super) fn resolve(written: &TimeExpression, frame: &mut Frame) -> When {
    match written {
        TimeExpression::Every(recurrence) => return When::Every(*recurrence),
        TimeExpression::At(hours) => return When::At(*hours),
        TimeExpression::Lately => return When::Lately,
        TimeExpression::Point(_) | TimeExpression::Range { .. } => {}
    }
    let (period, first) = match written {
        TimeExpression::Point(first) => (point(first, frame, None), Some(first)),
        TimeExpression::Range { from, to, asof } => {
            let period = range(from.as_ref(), to.as_ref(), *asof, frame)
                .map(|period| Period { as_of: *asof, ..period });
            (period, from.as_ref().or(to.as_ref()))
        }
        _ => (None, None),
    };
    match period {
        Some(period) => {
            frame.remember(&period, first.is_some_and(states_year));
            When::On(period)
        }
        None => When::Unplaced,
    }
}

fn states_year(point: &Point) -> bool {
    match point {
        Point::Calendar(CalendarDate { year, .. })
        | Point::Lunar { year, .. }
        | Point::Occasion { year, .. } => !matches!(year, Year::Unstated | Year::Next),
        _ => false,
    }
}

fn range(from: Option<&Point>, to: Option<&Point>, asof: bool, frame: &Frame) -> Option<Period> {
    let (Some(from), Some(to)) = (from, to) else {
        // 8月1日前 is still to come, unless the sentence looks back.
        let lean =
            if from.is_none() && frame.lean == Lean::Nearest && !asof { Lean::Future } else { frame.lean };
        let only = point(from.or(to)?, &Frame { lean, ..*frame }, None)?;
        let (from, to) = if from.is_some() { (only.from, None) } else { (None, only.to) };
        return Some(Period { from, to, ..only });
    };
    let (first, last) = if states_year(to) && !states_year(from) {
        // 12月20日至2025年1月5日: the beginning is sought before the end.
        let last = point(to, frame, None)?;
        let before =
            Frame { anchor: Some(DateSpan::day(last.from?)), lean: Lean::Past, year: None, ..*frame };
        (point(from, &before, None)?, last)
    } else {
        let first = point(from, frame, None)?;
        (first, point(to, frame, first.from)?)
    };
    let (from, to) = (first.from?, last.to?);
    (from <= to).then_some(Period {
        from: Some(from),
        to: Some(to),
        precision: first.precision.max(last.precision),
        as_of: false,
    })
}

/// The days of a point; `after` is the beginning of the range that it ends.
fn point(point: &Point, frame: &Frame, after: Option<Date>) -> Option<Period> {
    match *point {
        Point::Calendar(date) => calendar(date, frame, after),
        Point::Lunar { year, month, day } => {
            let days = |lunar_year| match day {
                Some(day) => lunar::solar_of(lunar_year, month, day).map(single),
                None => lunar::month_of(lunar_year, month).map(|month| days(month, Precision::Days)),
            };
            yearly(year, frame, after, days)
        }
        Point::Occasion { year, occasion, side } => {
            yearly(year, frame, after, |year| of_occasion(occasion, side, year))
        }
        Point::Away(away) => frame.day().and_then(|day| shifted(day, away.into())).map(single),
        Point::SameDay => frame.last_day.map(single),
        Point::Week { away, from, to } => week(away, from..=to, frame, after),
        Point::Now => {
            let anchor = frame.anchor?;
            let precision = match days_between(anchor.first, anchor.last) {
                0 => Precision::Day,
                1..=31 => Precision::Month,
                _ => Precision::Year,
            };
            Some(days(anchor, precision))
        }
    }
}

fn days(span: DateSpan, precision: Precision) -> Period {
    Period { from: Some(span.first), to: Some(span.last), precision, as_of: false }
}

fn single(day: Date) -> Period {
    days(DateSpan::day(day), Precision::Day)
}

/// The years in which a point is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum YearChoice {
    /// It names none: the one that fits best.
    Any,
    /// The one that it names.
    Only(i16),
}

impl YearChoice {
    /// `None` where a year is named that nobody can tell, as 次年 after no year.
    fn of(year: Year, frame: &Frame, after: Option<Date>) -> Option<Self> {
        match year {
            Year::Unstated => Some(Self::Any),
            Year::Stated(year) => Some(Self::Only(year)),
            Year::Next => after.or(frame.last).map(|day| Self::Only(day.year() + 1)),
            Year::Away(away) => frame.anchor_year().map(|year| Self::Only(year + i16::from(away))),
        }
    }

    fn named(self) -> Option<i16> {
        match self {
            Self::Any => None,
            Self::Only(year) => Some(year),
        }
    }
}

/// Something that comes once a year, in the year that is named or fits best.
fn yearly(
    year: Year,
    frame: &Frame,
    after: Option<Date>,
    of: impl Fn(i16) -> Option<Period>,
) -> Option<Period> {
    let named = YearChoice::of(year, frame, after)?.named();
    let anchor = frame.anchor.map(|anchor| anchor.first.year());
    let middle = named.or(after.map(Date::year)).or(anchor).or(frame.year)?;
    // The last months of a lunar year lie in the next solar one.
    let candidates = (middle - 1..=middle + 1).filter_map(of);
    // A winter is named by its beginning, a new year's eve by the year that it brings in.
    let year_of = |period: &Period| {
        let (from, to) = (period.from?, period.to?);
        Some(if days_between(from, to) > 60 { from.year() } else { to.year() })
    };
    let in_named = |period: &Period| named.is_none_or(|named| year_of(period) == Some(named));
    let mut fitting =
        candidates.filter(in_named).filter(|period| after.is_none_or(|after| period.to >= Some(after)));
    if after.is_some() || named.is_some() { fitting.next() } else { frame.best(fitting) }
}

fn of_occasion(occasion: &Occasion, side: Side, year: i16) -> Option<Period> {
    let long = occasion.days_off.after >= 4;
    let natural = match occasion.days {
        Days::Span(..) => Precision::Month,
        Days::AroundNewYear(..) => Precision::Days,
        _ => Precision::Day,
    };
    let own = occasion.in_year(year)?;
    let first = own.first;
    let off = occasion.with_days_off(year)?;
    Some(match side {
        Side::Bare if long => days(off, Precision::Days),
        Side::Bare => days(own, natural),
        Side::Day if occasion.is_day() => single(first),
        Side::Day => {
            single(lunar::solar_of(year, 1, 1).filter(|_| natural == Precision::Days).unwrap_or(first))
        }
        Side::During => days(off, if off.first == off.last { natural } else { natural.max(Precision::Days) }),
        Side::Before => {
            days(DateSpan { first: shifted(first, -7)?, last: shifted(first, -1)? }, Precision::Days)
        }
        Side::After => {
            days(DateSpan { first: shifted(off.last, 1)?, last: shifted(off.last, 7)? }, Precision::Days)
        }
    })
}
