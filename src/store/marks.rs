//! Marks that something is wrong with an article.
//!
//! Knows nothing of who made them: a mark has no chat.

use super::{Store, StoreError};

/// Something is wrong with an article; days as YYYY-MM-DD.
#[derive(Clone, Debug)]
pub struct WrongMark {
    /// The article.
    pub article: String,
    /// The name of the reason.
    pub reason: String,
    /// The day.
    pub day: String,
    /// What was marked before this day is deleted.
    pub forget_before: String,
}

impl Store {
    /// Notes that an article was marked as wrong, and for which reason.
    pub fn mark_wrong(&self, mark: WrongMark) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            let WrongMark { article, reason, day, forget_before } = mark;
            connection.prepare_cached("DELETE FROM wrong WHERE day < ?1")?.execute([forget_before])?;
            connection
                .prepare_cached("INSERT INTO wrong (article, reason, day) VALUES (?1, ?2, ?3)")?
                .execute((article, reason, day))?;
            Ok(())
        })
    }

    /// Articles that were marked as wrong since a day: article, reason, how often; the most marked first.
    pub fn marked_wrong(&self, since: &str) -> Result<Vec<(String, String, i64)>, StoreError> {
        let since = since.to_owned();
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(
                    "SELECT article, reason, COUNT(*) AS times FROM wrong WHERE day >= ?1
                     GROUP BY article, reason ORDER BY times DESC, article, reason",
                )?
                .query_map([since], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect()
        })
    }
}
