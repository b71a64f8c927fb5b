//! The lunar calendar: the home of tyme4rs.
//!
//! Knows nothing of how dates are written, nor of which festivals there are.

use std::sync::OnceLock;

use jiff::civil::Date;
use tyme4rs::tyme::{
    lunar::LunarMonth,
    solar::{SolarDay, SolarTerm},
};

use super::{occasions::shifted, span::DateSpan};

/// Years for which the tables are asked; beyond them nothing is resolved.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// Years of the rat, the ox and so on, as they are named in print.
pub(super) const ZODIAC: [char; 12] =
    ['鼠', '牛', '虎', '兔', '龙', '蛇', '马', '羊', '猴', '鸡', '狗', '猪'];

/// A month of the lunar calendar.
#[derive(Clone, Copy, Debug)]
struct LunarMonthDays {
    first: Date,
    days: i8,
}

/// The months of a lunar year, without the leap month, which no festival is in.
type LunarYear = [LunarMonthDays; 12];

/// The months of the lunar year that begins in spring of `year`: astronomy, so each year is worked out once.
fn months(year: i16) -> Option<&'static LunarYear> {
    static KNOWN: [OnceLock<Option<LunarYear>>; 201] = [const { OnceLock::new() }; 201];
    let at = usize::try_from(year - YEARS.start()).ok()?;
    KNOWN.get(at)?.get_or_init(|| worked_out(year)).as_ref()
}

fn worked_out(year: i16) -> Option<LunarYear> {
    let mut months = [LunarMonthDays { first: Date::ZERO, days: 0 }; 12];
    for (number, month) in (1..).zip(&mut months) {
        let lunar = LunarMonth::new(year.into(), number).ok()?;
        *month = LunarMonthDays {
            first: civil(&lunar.get_first_day().get_solar_day())?,
            days: i8::try_from(lunar.get_day_count()).ok()?,
        };
    }
    Some(months)
}

/// The solar day of a day of the lunar year that begins in spring of `year`.
pub(super) fn solar_of(year: i16, month: i8, day: i8) -> Option<Date> {
    let LunarMonthDays { first, days } = *months(year)?.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    (1..=days).contains(&day).then(|| shifted(first, i64::from(day) - 1)).flatten()
}

/// First and last day of a month of the lunar year.
pub(super) fn month_of(year: i16, month: i8) -> Option<DateSpan> {
    let first = solar_of(year, month, 1)?;
    Some(DateSpan { first, last: solar_of(year, month, 30).or_else(|| solar_of(year, month, 29))? })
}

/// The day before the lunar new year that begins in spring of `year`.
pub(super) fn new_years_eve(year: i16) -> Option<Date> {
    solar_of(year, 1, 1)?.yesterday().ok()
}

/// The day on which the solar term begins, such as 清明 or 冬至 of `year`.
pub(super) fn term(year: i16, name: &str) -> Option<Date> {
    if !YEARS.contains(&year) {
        return None;
    }
    // The tables let a solar year begin at the winter solstice before it.
    let year = if name == "冬至" { year + 1 } else { year };
    civil(&SolarTerm::new(year.into(), name).ok()?.get_solar_day())
}

/// The animal of the lunar year that begins in spring of `year`.
pub(super) fn zodiac(year: i16) -> char {
    // 2020 was a year of the rat.
    let turn = (i32::from(year) - 2020).rem_euclid(12);
    usize::try_from(turn).ok().and_then(|turn| ZODIAC.get(turn)).copied().unwrap_or('鼠')
}

fn civil(day: &SolarDay) -> Option<Date> {
    let (year, month) = (i16::try_from(day.get_year()).ok()?, i8::try_from(day.get_month()).ok()?);
    Date::new(year, month, i8::try_from(day.get_day()).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn lunar_days_have_their_solar_day() {
        let cases = [
            (solar_of(2020, 12, 23), date(2021, 2, 4)),
            (solar_of(2021, 1, 1), date(2021, 2, 12)),
            (solar_of(2024, 9, 9), date(2024, 10, 11)),
            (solar_of(2024, 8, 15), date(2024, 9, 17)),
            (solar_of(2023, 5, 5), date(2023, 6, 22)),
            (new_years_eve(2025), date(2025, 1, 28)),
            (term(2024, "清明"), date(2024, 4, 4)),
            (term(2024, "冬至"), date(2024, 12, 21)),
        ];
        for (found, expected) in cases {
            assert_eq!(found, Some(expected));
        }
        assert_eq!(solar_of(2024, 1, 31), None);
        assert_eq!(solar_of(32000, 1, 1), None);
        assert_eq!((zodiac(2021), zodiac(2022), zodiac(2024)), ('牛', '虎', '龙'));
        let first_month = DateSpan { first: date(2024, 2, 10), last: date(2024, 3, 9) };
        assert_eq!(month_of(2024, 1), Some(first_month));
    }
}
