//! What residents hand in: marks that something is wrong, and texts for an operator to look at.
//!
//! Knows nothing of what they say. A mark has no chat: who made it is nobody's business.

use rusqlite::OptionalExtension;

use super::{Store, StoreError};

/// When something was handed in, and how long such things are kept; days as YYYY-MM-DD.
#[derive(Clone, Debug)]
pub struct OnDay {
    /// The day.
    pub day: String,
    /// What was handed in before this day is deleted.
    pub forget_before: String,
}

impl Store {
    /// Notes that an article was marked as wrong, and for which reason.
    pub fn mark_wrong(&self, article: &str, reason: &str, on: &OnDay) -> Result<(), StoreError> {
        let (article, reason, on) = (article.to_owned(), reason.to_owned(), on.clone());
        self.run_blocking(move |connection| {
            connection.prepare_cached("DELETE FROM wrong WHERE day < ?1")?.execute([&on.forget_before])?;
            connection
                .prepare_cached("INSERT INTO wrong (article, reason, day) VALUES (?1, ?2, ?3)")?
                .execute((article, reason, &on.day))?;
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

    /// Keeps a text that somebody handed in and gives its number.
    pub fn hand_in(&self, chat: i64, on: &OnDay, body: &str) -> Result<i64, StoreError> {
        let (on, body) = (on.clone(), body.to_owned());
        self.run_blocking(move |connection| {
            connection.prepare_cached("DELETE FROM drafts WHERE day < ?1")?.execute([&on.forget_before])?;
            connection
                .prepare_cached("INSERT INTO drafts (chat, day, body) VALUES (?1, ?2, ?3)")?
                .execute((chat, &on.day, body))?;
            Ok(connection.last_insert_rowid())
        })
    }

    /// Takes a handed-in text out: it is looked at once. Gives the chat it came from and the text.
    pub fn take_draft(&self, seq: i64) -> Result<Option<(i64, String)>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("DELETE FROM drafts WHERE seq = ?1 RETURNING chat, body")?
                .query_row([seq], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
        })
    }
}
