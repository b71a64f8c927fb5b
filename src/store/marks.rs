//! Marks that something is wrong with an article.
//!
//! Knows nothing of who made them: a mark has no chat.

use jiff::civil::Date;

use super::ids::Day;
use super::{Store, StoreError};

/// Something is wrong with an article.
#[derive(Clone, Debug)]
pub(crate) struct WrongMark {
    /// The article.
    pub(crate) article: String,
    /// The name of the reason.
    pub(crate) reason: String,
    /// The day.
    pub(crate) day: Date,
    /// What was marked before this day is deleted.
    pub(crate) forget_before: Date,
}

impl Store {
    /// Notes that an article was marked as wrong, and for which reason.
    pub(crate) fn mark_wrong(&self, mark: WrongMark) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            let WrongMark { article, reason, day, forget_before } = mark;
            connection.prepare_cached("DELETE FROM wrong WHERE day < ?1")?.execute([Day(forget_before)])?;
            connection
                .prepare_cached("INSERT INTO wrong (article, reason, day) VALUES (?1, ?2, ?3)")?
                .execute((article, reason, Day(day)))?;
            Ok(())
        })
    }

    /// Articles that were marked as wrong since a day: article, reason, how often; the most marked first.
    pub fn marked_wrong(&self, since: Date) -> Result<Vec<(String, String, i64)>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(
                    "SELECT article, reason, COUNT(*) AS times FROM wrong WHERE day >= ?1
                     GROUP BY article, reason ORDER BY times DESC, article, reason",
                )?
                .query_map([Day(since)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect()
        })
    }
}
