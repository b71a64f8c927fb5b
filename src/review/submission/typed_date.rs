//! A date in any way in which people write one.
//!
//! Knows nothing of what it is the date of, but that it was printed on it.

use jiff::{ToSpan, civil::Date};

use super::EditError;
use crate::{
    article::PartialDate,
    calendar, intake,
    text::{normalize::fold, spans::slice},
};

/// The date that somebody typed.
pub(super) fn read_date(typed: &str, today: Date) -> Result<PartialDate, EditError> {
    let typed = fold(typed);
    let date = intake::read_date(&typed).or_else(|| said_date(&typed, today)).ok_or(EditError::NoDate)?;
    // Tomorrow's paper may be typed in tonight.
    let last = today.saturating_add(1.day());
    if date.first_day() > last { Err(EditError::Future(date)) } else { Ok(date) }
}

/// 昨天, 上周五, 十月十八号: a day that is not to come, where no year is said.
fn said_date(typed: &str, today: Date) -> Option<PartialDate> {
    let asked = calendar::asked_time(typed, today)?;
    let (before, after) = (slice(typed, 0..asked.range.start), slice(typed, asked.range.end..typed.len()));
    // 2024年13月1日 is no 1日.
    if before.chars().chain(after.chars()).any(|beside| beside.is_numeric()) {
        return None;
    }
    let named = |word: &str| typed.contains(word);
    let (mut from, mut to) = (asked.from, asked.to);
    if from > today.saturating_add(1.day()) && !named("年") {
        (from, to) = (from.saturating_sub(1.year()), to.saturating_sub(1.year()));
    }
    if from == to {
        return Some(PartialDate::Day(from));
    }
    if from.day() == 1 && to == from.last_of_month() {
        return Some(PartialDate::Month(from.year(), from.month()));
    }
    let whole_year = from.day_of_year() == 1 && to == from.last_of_year();
    whole_year.then(|| PartialDate::Year(from.year()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        let cases = [
            ("2024-10-18", Ok("2024-10-18")),
            ("2024年10月18日", Ok("2024-10-18")),
            ("20241018", Ok("2024-10-18")),
            ("２０２４．１０．１８", Ok("2024-10-18")),
            ("2024年10月", Ok("2024-10")),
            ("2024", Ok("2024")),
            ("昨天", Ok("2024-10-31")),
            ("今天", Ok("2024-11-01")),
            ("10月18日", Ok("2024-10-18")),
            ("十月十八号", Ok("2024-10-18")),
            ("12月3日", Ok("2023-12-03")),
            ("二〇二四年十月十八日", Ok("2024-10-18")),
            ("去年10月18日", Ok("2023-10-18")),
            ("10/18", Err(EditError::NoDate)),
            ("2024年13月1日", Err(EditError::NoDate)),
            ("不知道", Err(EditError::NoDate)),
            ("", Err(EditError::NoDate)),
            ("2025-01-01", Err(EditError::Future(PartialDate::Day(date(2025, 1, 1))))),
        ];
        let read = |typed| read_date(typed, date(2024, 11, 1)).map(|date| date.to_string());
        let wrong: Vec<_> = cases
            .iter()
            .filter(|(typed, expected)| read(typed) != expected.clone().map(str::to_owned))
            .map(|(typed, _)| format!("{typed}: {:?}", read(typed)))
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
