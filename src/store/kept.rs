//! What a chat's buttons stand for, and what a chat has set: opaque texts, for threads that may wait.
//!
//! Knows nothing of what they say.

use rusqlite::{Connection, OptionalExtension};

use super::{Store, StoreError};
use crate::messaging::{ChatKey, UserId};

/// Buttons of this many messages work in a chat; those of older ones are forgotten.
const SHOWN: i64 = 30;

/// Something shown whose buttons are to work for a while.
#[derive(Clone, Debug)]
pub struct Keeping {
    /// The chat in which it was shown.
    pub chat: ChatKey,
    /// To whom.
    pub user: UserId,
    /// The day, as YYYY-MM-DD.
    pub day: String,
    /// What was shown before this day is forgotten.
    pub forget_before: String,
    /// What it takes to show it again.
    pub body: String,
}

fn keep(connection: &Connection, keeping: &Keeping) -> rusqlite::Result<i64> {
    let Keeping { chat, user, day, forget_before, body } = keeping;
    connection
        .prepare_cached("INSERT INTO shown (chat, user, day, body) VALUES (?1, ?2, ?3, ?4)")?
        .execute((chat, user, day, body))?;
    let seq = connection.last_insert_rowid();
    connection.prepare_cached("DELETE FROM shown WHERE day < ?1")?.execute([forget_before])?;
    connection
        .prepare_cached(
            "DELETE FROM shown WHERE chat = ?1 AND user = ?2 AND seq <=
             (SELECT seq FROM shown WHERE chat = ?1 AND user = ?2 ORDER BY seq DESC LIMIT 1 OFFSET ?3)",
        )?
        .execute((chat, user, SHOWN))?;
    Ok(seq)
}

impl Store {
    /// Keeps what was shown and gives the number under which it is found again; no number is given twice.
    pub fn keep_shown(&self, keeping: Keeping) -> Result<i64, StoreError> {
        self.run_blocking(move |connection| keep(connection, &keeping))
    }

    /// What was shown to this user in this chat under that number.
    pub fn shown(&self, chat: ChatKey, user: UserId, seq: i64) -> Result<Option<String>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("SELECT body FROM shown WHERE seq = ?3 AND chat = ?1 AND user = ?2")?
                .query_row((chat, user, seq), |row| row.get(0))
                .optional()
        })
    }

    /// Forgets one thing that was shown.
    pub fn forget_shown(&self, seq: i64) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            connection.prepare_cached("DELETE FROM shown WHERE seq = ?1")?.execute([seq])?;
            Ok(())
        })
    }

    /// What the chat has set.
    pub fn preferences(&self, chat: ChatKey) -> Result<Option<String>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("SELECT body FROM preferences WHERE chat = ?1")?
                .query_row([chat], |row| row.get(0))
                .optional()
        })
    }

    /// Keeps what the chat has set.
    pub fn prefer(&self, chat: ChatKey, body: String) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("INSERT OR REPLACE INTO preferences (chat, body) VALUES (?1, ?2)")?
                .execute((chat, &body))?;
            Ok(())
        })
    }
}
