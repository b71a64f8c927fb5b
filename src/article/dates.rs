//! Print dates of honest precision, event dates, and where an event stands relative to a day.
//!
//! Knows nothing of how dates are written in text: that is the calendar's.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date no more precise than its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PartialDate {
    /// `2022`
    Year(i16),
    /// `2022-05`
    Month(i16, i8),
    /// `2022-05-06`
    Day(Date),
}

impl PartialDate {
    /// First day it may mean.
    #[must_use]
    pub(crate) fn first_day(self) -> Date {
        match self {
            Self::Year(year) => jiff::civil::date(year, 1, 1),
            Self::Month(year, month) => jiff::civil::date(year, month, 1),
            Self::Day(day) => day,
        }
    }

    /// Last day it may mean.
    #[must_use]
    pub(crate) fn last_day(self) -> Date {
        match self {
            Self::Year(year) => jiff::civil::date(year, 12, 31),
            Self::Month(..) => self.first_day().last_of_month(),
            Self::Day(day) => day,
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(out, "{year:04}"),
            Self::Month(year, month) => write!(out, "{year:04}-{month:02}"),
            Self::Day(day) => write!(out, "{day}"),
        }
    }
}

impl FromStr for PartialDate {
    type Err = String;

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a date like 2024-10-18, 2024-10 or 2024");
        let parts: Vec<&str> = text.trim().split('-').collect();
        let number = |part: &str, digits: usize| {
            (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
                .ok_or_else(wrong)
        };
        match parts.as_slice() {
            [year] => Ok(Self::Year(number(year, 4)?)),
            [year, month] => {
                let (year, month) = (number(year, 4)?, number(month, 2)? as i8);
                Date::new(year, month, 1).map_err(|_| wrong())?;
                Ok(Self::Month(year, month))
            }
            [year, month, day] => {
                let (year, month, day) = (number(year, 4)?, number(month, 2)? as i8, number(day, 2)? as i8);
                Date::new(year, month, day).map(Self::Day).map_err(|_| wrong())
            }
            _ => Err(wrong()),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        String::deserialize(input)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Where a publication date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PublishedFrom {
    /// The page prints it.
    Printed,
    /// The operator says it.
    Given,
    /// Worked out from the text.
    Inferred,
}

/// A publication date with its provenance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The date.
    pub(crate) date: PartialDate,
    /// Printed, given or inferred.
    pub from: PublishedFrom,
    /// Why, when it is inferred.
    pub inference: Option<String>,
}

/// Something that happens on days, or always.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Event {
    /// First day; open when the text names only an end.
    pub(crate) from: Option<Date>,
    /// Last day, inclusive; open when the text names only a beginning.
    pub(crate) to: Option<Date>,
    /// A weekly service, a hotline, a standing rule: goes on unless something says otherwise.
    #[serde(default)]
    pub(crate) standing: bool,
    /// Told as done: over, whatever the dates say.
    #[serde(default)]
    pub(crate) reported: bool,
}

impl fmt::Display for Event {
    /// `2021-02-03`, `2021-02-03/2021-02-07`, `/2021-03-31`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(out, "{from}"),
            (from, to) => {
                from.map_or(Ok(()), |day| write!(out, "{day}"))?;
                out.write_str("/")?;
                to.map_or(Ok(()), |day| write!(out, "{day}"))
            }
        }
    }
}

/// Where an event stands relative to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum EventStatus {
    /// Not begun.
    Upcoming,
    /// Going on; recurring and standing services too.
    Ongoing,
    /// Over by its dates.
    Ended,
    /// The article tells what was done and names no later or recurring time.
    Reported,
    /// Nothing is known.
    Undated,
}

/// The status of the event nearest to `today`, and that event: what goes on comes before what is coming, that before what is over.
#[must_use]
pub(crate) fn status(events: &[Event], today: Date) -> (EventStatus, Option<Event>) {
    let of = |event: &Event| {
        if event.reported {
            EventStatus::Reported
        } else if event.from.is_some_and(|from| from > today) {
            EventStatus::Upcoming
        } else if event.to.is_some_and(|to| to < today) {
            EventStatus::Ended
        } else if event.standing || event.from.is_some() || event.to.is_some() {
            EventStatus::Ongoing
        } else {
            EventStatus::Undated
        }
    };
    let pick = |wanted: EventStatus| events.iter().filter(move |event| of(event) == wanted);
    if let Some(event) = pick(EventStatus::Ongoing).max_by_key(|event| event.to) {
        return (EventStatus::Ongoing, Some(event.clone()));
    }
    if let Some(event) = pick(EventStatus::Upcoming).min_by_key(|event| event.from) {
        return (EventStatus::Upcoming, Some(event.clone()));
    }
    if let Some(event) = pick(EventStatus::Ended).max_by_key(|event| event.to) {
        return (EventStatus::Ended, Some(event.clone()));
    }
    if let Some(event) = pick(EventStatus::Reported).max_by_key(|event| event.to) {
        return (EventStatus::Reported, Some(event.clone()));
    }
    (EventStatus::Undated, None)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn partial_dates_read_and_print_the_same() {
        for text in ["2022", "2022-05", "2022-05-06"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for text in ["", "22", "2022-13", "2022-02-30", "2022-5-6", "2022-05-06-07", "+022", "二〇二二"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_nearest_event_gives_the_status() {
        let today = date(2024, 10, 18);
        let on = |from, to| Event { from: Some(from), to: Some(to), ..Event::default() };
        let past = on(date(2024, 10, 1), date(2024, 10, 7));
        let now = on(date(2024, 10, 10), date(2024, 11, 30));
        let later = on(date(2024, 12, 3), date(2024, 12, 3));
        let told = Event { reported: true, ..past.clone() };
        assert_eq!(status(&[], today).0, EventStatus::Undated);
        assert_eq!(status(std::slice::from_ref(&told), today).0, EventStatus::Reported);
        assert_eq!(status(std::slice::from_ref(&past), today).0, EventStatus::Ended);
        assert_eq!(status(&[past.clone(), later.clone()], today).0, EventStatus::Upcoming);
        assert_eq!(status(&[past, later, now], today).0, EventStatus::Ongoing);
    }
}
