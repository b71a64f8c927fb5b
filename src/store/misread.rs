//! Turns that were read wrongly: taken for a follow-up or for talk, and marked as wrong by whoever said them.
//!
//! Knows nothing of who that was: a turn is kept without its asker.

use jiff::civil::Date;

use super::ids::Day;
use super::{Store, StoreError};

/// A turn that was read wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MisreadTurn {
    /// What it was taken for, by its name.
    pub(crate) act: String,
    /// What was said.
    pub(crate) said: String,
}

impl Store {
    /// Notes a turn; what was noted before `forget_before` is deleted.
    pub(crate) fn note_misread(
        &self,
        turn: MisreadTurn,
        day: Date,
        forget_before: Date,
    ) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            connection.prepare_cached("DELETE FROM misread WHERE day < ?1")?.execute([Day(forget_before)])?;
            connection
                .prepare_cached("INSERT INTO misread (act, said, day) VALUES (?1, ?2, ?3)")?
                .execute((turn.act, turn.said, Day(day)))?;
            Ok(())
        })
    }

    /// Turns that were noted since a day, at most `limit`, the newest first.
    pub(crate) fn misread(&self, since: Date, limit: usize) -> Result<Vec<MisreadTurn>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("SELECT act, said FROM misread WHERE day >= ?1 ORDER BY rowid DESC LIMIT ?2")?
                .query_map((Day(since), limit as i64), |row| {
                    Ok(MisreadTurn { act: row.get(0)?, said: row.get(1)? })
                })?
                .collect()
        })
    }
}
