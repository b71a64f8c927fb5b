//! Dates as people say them: 2月7日 in the year of asking, else 2024年10月18日; and how old a paper is.
//!
//! Knows nothing of how dates are found.

use jiff::{ToSpan, civil::Date};

use crate::article::PartialDate;

/// A day, with its year unless it is the year of `today`.
pub(crate) fn day(date: Date, today: Date) -> String {
    if date.year() == today.year() {
        format!("{}月{}日", date.month(), date.day())
    } else {
        format!("{}年{}月{}日", date.year(), date.month(), date.day())
    }
}

/// A period, both days inclusive.
pub(crate) fn period(from: Date, to: Date, today: Date) -> String {
    if from == to {
        day(from, today)
    } else if from.year() == to.year() && from.year() != today.year() {
        format!("{}到{}月{}日", day(from, today), to.month(), to.day())
    } else {
        format!("{}到{}", day(from, today), day(to, today))
    }
}

/// The month that a period is, from its first to its last day: whoever wrote 2024年10月 knew no day.
pub(crate) fn whole_month(from: Date, to: Date) -> Option<String> {
    let whole = from == to.first_of_month() && to == from.last_of_month();
    whole.then(|| printed(PartialDate::Month(from.year(), from.month())))
}

/// A print date, always with its year and no more exact than it is known.
pub(crate) fn printed(date: PartialDate) -> String {
    match date {
        PartialDate::Day(day) => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        PartialDate::Month(year, month) => format!("{year}年{month}月"),
        PartialDate::Year(year) => format!("{year}年"),
    }
}

/// Full years between a print date and `today`; none when the date is unknown or the paper younger than a year.
pub(crate) fn years_old(published: Option<PartialDate>, today: Date) -> Option<i16> {
    let last = published?.last_day();
    let mut years = today.year() - last.year();
    if last.checked_add(i32::from(years).years()).ok()? > today {
        years -= 1;
    }
    (years >= 1).then_some(years)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_are_spoken() {
        let today = date(2024, 10, 18);
        assert_eq!(day(date(2024, 2, 7), today), "2月7日");
        assert_eq!(day(date(2021, 2, 7), today), "2021年2月7日");
        assert_eq!(period(date(2024, 2, 3), date(2024, 2, 7), today), "2月3日到2月7日");
        assert_eq!(period(date(2021, 2, 3), date(2021, 2, 7), today), "2021年2月3日到2月7日");
        assert_eq!(period(date(2024, 12, 30), date(2025, 1, 2), today), "12月30日到2025年1月2日");
        assert_eq!(period(today, today, today), "10月18日");
        assert_eq!(whole_month(date(2024, 10, 1), date(2024, 10, 31)).as_deref(), Some("2024年10月"));
        assert_eq!(whole_month(date(2024, 10, 1), date(2024, 10, 30)), None);
        assert_eq!(whole_month(date(2023, 10, 1), date(2024, 10, 31)), None);
        assert_eq!(printed(PartialDate::Month(2022, 5)), "2022年5月");
        assert_eq!(printed(PartialDate::Day(date(2022, 5, 6))), "2022年5月6日");
        assert_eq!(printed(PartialDate::Year(2022)), "2022年");
    }

    #[test]
    fn a_paper_counts_as_old_after_a_full_year() {
        let cases = [
            (Some("2024-10-18"), "2025-10-17", None),
            (Some("2024-10-18"), "2025-10-18", Some(1)),
            (Some("2022-05"), "2024-05-30", Some(1)),
            (Some("2022-05"), "2024-05-31", Some(2)),
            (Some("2020-02-29"), "2021-02-28", Some(1)),
            (Some("2030"), "2024-01-01", None),
            (None, "2024-01-01", None),
        ];
        for (published, today, expected) in cases {
            let printed = published.map(|date| date.parse().unwrap());
            assert_eq!(years_old(printed, today.parse().unwrap()), expected, "{published:?} on {today}");
        }
    }
}
