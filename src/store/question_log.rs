//! What was asked and what was asked in vain, for 30 days: counts, and words without anything that tells who asked.
//!
//! Knows nothing of chats: no row here has one. Taking the words apart from who said them is the caller's part.

use jiff::civil::Date;
use rusqlite::OptionalExtension;

use super::ids::Day;
use super::{Store, StoreError};

/// A question as it is logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LoggedQuestion {
    /// The day.
    pub(crate) day: Date,
    /// The Monday before it, or itself.
    pub(crate) week: Date,
    /// The service type, where one was understood.
    pub(crate) service: Option<String>,
    /// The place, in words, where one was understood.
    pub(crate) place: Option<String>,
    /// What was asked, when it was asked in vain.
    pub(crate) missed: Option<String>,
}

/// What was asked in vain of one service in one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UnansweredGroup {
    /// The service type, or nothing.
    pub(crate) service: String,
    /// The place, or nothing.
    pub(crate) place: String,
    /// How often in 30 days.
    pub(crate) times: usize,
    /// How often since the given week began.
    pub(crate) lately: usize,
    /// Some of the words, the newest first.
    pub(crate) words: Vec<String>,
}

/// Groups in one list.
const LISTED: i64 = 10;
/// Words shown of a group.
const WORDS: i64 = 3;

impl Store {
    /// Logs a question, some time soon; it is no loss when it is lost.
    pub(crate) fn log_question(&self, question: LoggedQuestion) {
        self.writer.run_later(move |connection| {
            let LoggedQuestion { day, week, service, place, missed } = question;
            let (day, week) = (Day(day), Day(week));
            let (service, place) = (service.unwrap_or_default(), place.unwrap_or_default());
            connection
                .prepare_cached(
                    "INSERT INTO asked (week, service, place, times) VALUES (?1, ?2, ?3, 1)
                     ON CONFLICT DO UPDATE SET times = times + 1",
                )?
                .execute((week, &service, &place))?;
            if let Some(words) = missed {
                connection
                    .prepare_cached(
                        "INSERT INTO misses (day, service, place, words) VALUES (?1, ?2, ?3, ?4)",
                    )?
                    .execute((day, &service, &place, &words))?;
            }
            connection
                .prepare_cached("DELETE FROM misses WHERE day < date(?1, '-30 days')")?
                .execute([day])?;
            connection
                .prepare_cached("DELETE FROM asked WHERE week < date(?1, '-37 days')")?
                .execute([day])?;
            Ok(())
        });
    }

    /// What was asked in vain in the 30 days before `day`, the most asked first, without what need not be cared for.
    pub(crate) fn gaps(&self, day: Date, week: Date) -> Result<Vec<UnansweredGroup>, StoreError> {
        let (day, week) = (Day(day), Day(week));
        self.run_blocking(move |connection| {
            let mut gaps: Vec<UnansweredGroup> = connection
                .prepare_cached(
                    "SELECT service, place, COUNT(*) AS times, SUM(day >= ?2) FROM misses
                     WHERE day >= date(?1, '-30 days') AND NOT EXISTS
                         (SELECT 1 FROM passed_over p WHERE p.service = misses.service AND p.place = misses.place
                          AND p.day >= date(?1, '-30 days'))
                     GROUP BY service, place ORDER BY times DESC, service, place LIMIT ?3",
                )?
                .query_map((day, week, LISTED), |row| {
                    let count = |at| row.get(at).map(|n: i64| usize::try_from(n).unwrap_or_default());
                    let (times, lately) = (count(2)?, count(3)?);
                    Ok(UnansweredGroup {
                        service: row.get(0)?,
                        place: row.get(1)?,
                        times,
                        lately,
                        words: Vec::new(),
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
            let mut words = connection.prepare_cached(
                "SELECT words FROM misses WHERE service = ?1 AND place = ?2 AND words <> ''
                 GROUP BY words ORDER BY MAX(seq) DESC LIMIT ?3",
            )?;
            for gap in &mut gaps {
                let found = words.query_map((&gap.service, &gap.place, WORDS), |row| row.get(0))?;
                gap.words = found.collect::<rusqlite::Result<_>>()?;
            }
            Ok(gaps)
        })
    }

    /// What was asked most since a week began: service, place, how often.
    pub(crate) fn most_asked(&self, week: Date) -> Result<Vec<(String, String, usize)>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(
                    "SELECT service, place, SUM(times) AS times FROM asked
                     WHERE week >= ?1 AND (service <> '' OR place <> '')
                     GROUP BY service, place ORDER BY times DESC, service, place LIMIT 5",
                )?
                .query_map([Day(week)], |row| {
                    let times: i64 = row.get(2)?;
                    Ok((row.get(0)?, row.get(1)?, usize::try_from(times).unwrap_or_default()))
                })?
                .collect()
        })
    }

    /// Every miss of the last 30 days: day, service, place, words.
    pub(crate) fn all_misses(&self) -> Result<Vec<[String; 4]>, StoreError> {
        self.run_blocking(|connection| {
            connection
                .prepare_cached("SELECT day, service, place, words FROM misses ORDER BY seq")?
                .query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))?
                .collect()
        })
    }

    /// These need not be cared for, for 30 days from `day` on.
    pub(crate) fn pass_over(&self, service: &str, place: &str, day: Date) -> Result<(), StoreError> {
        let row = (service.to_owned(), place.to_owned(), Day(day));
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO passed_over (service, place, day) VALUES (?1, ?2, ?3)",
                )?
                .execute(row)?;
            Ok(())
        })
    }

    /// True the first time that a fact takes this value: for what is done once, whatever ends in between.
    pub(crate) fn is_first(&self, name: &str, value: &str) -> Result<bool, StoreError> {
        let (name, value) = (name.to_owned(), value.to_owned());
        self.run_blocking(move |connection| {
            let known: Option<String> = connection
                .query_row("SELECT value FROM facts WHERE name = ?1", [&name], |row| row.get(0))
                .optional()?;
            connection
                .execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?1, ?2)", (&name, &value))?;
            Ok(known.as_deref() != Some(value.as_str()))
        })
    }
}
