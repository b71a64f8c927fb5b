//! A first and a last day, both inclusive.
//!
//! Knows nothing of how they were found.

use jiff::civil::Date;

/// Some days on end; the first is never after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateSpan {
    pub(super) first: Date,
    pub(super) last: Date,
}

impl DateSpan {
    pub(super) fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    pub(super) fn year(year: i16) -> Option<Self> {
        Some(Self { first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? })
    }

    /// The day, where it is one only.
    pub(super) fn only_day(self) -> Option<Date> {
        (self.first == self.last).then_some(self.first)
    }

    /// The first day of the month, where all lie in one.
    pub(super) fn only_month(self) -> Option<Date> {
        let month = self.first.first_of_month();
        (month == self.last.first_of_month()).then_some(month)
    }

    /// The year, where all lie in one.
    pub(super) fn only_year(self) -> Option<i16> {
        (self.first.year() == self.last.year()).then(|| self.first.year())
    }
}
