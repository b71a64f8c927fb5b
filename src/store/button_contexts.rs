//! What a chat's buttons stand for: opaque texts, for threads that may wait.
//!
//! Knows nothing of what they say.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension};

use super::ids::Day;
use super::{Store, StoreError};
use crate::messaging::{ChatKey, ContextId, UserId};

/// Buttons of this many messages work in a chat; those of older ones are forgotten.
const KEPT_PER_CHAT: i64 = 30;

/// Something shown whose buttons are to work for a while.
#[derive(Clone, Debug)]
pub(crate) struct ButtonContextRow {
    /// The chat in which it was shown.
    pub(crate) chat: ChatKey,
    /// To whom.
    pub(crate) user: UserId,
    /// The day.
    pub(crate) day: Date,
    /// What was shown before this day is forgotten.
    pub(crate) forget_before: Date,
    /// What it takes to show it again.
    pub(crate) body: String,
}

fn keep(connection: &Connection, context: &ButtonContextRow) -> rusqlite::Result<ContextId> {
    let ButtonContextRow { chat, user, day, forget_before, body } = context;
    let id = connection
        .prepare_cached("INSERT INTO shown (chat, user, day, body) VALUES (?1, ?2, ?3, ?4) RETURNING seq")?
        .query_row((chat, user, Day(*day), body), |row| row.get(0))?;
    connection.prepare_cached("DELETE FROM shown WHERE day < ?1")?.execute([Day(*forget_before)])?;
    connection
        .prepare_cached(
            "DELETE FROM shown WHERE chat = ?1 AND user = ?2 AND seq <=
             (SELECT seq FROM shown WHERE chat = ?1 AND user = ?2 ORDER BY seq DESC LIMIT 1 OFFSET ?3)",
        )?
        .execute((chat, user, KEPT_PER_CHAT))?;
    Ok(id)
}

impl Store {
    /// Keeps what was shown and gives the number under which it is found again; no number is given twice.
    pub(crate) fn keep_button_context(&self, context: ButtonContextRow) -> Result<ContextId, StoreError> {
        self.run_blocking(move |connection| keep(connection, &context))
    }

    /// What was shown to this user in this chat under that number.
    pub fn button_context(
        &self,
        chat: ChatKey,
        user: UserId,
        id: ContextId,
    ) -> Result<Option<String>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("SELECT body FROM shown WHERE seq = ?3 AND chat = ?1 AND user = ?2")?
                .query_row((chat, user, id), |row| row.get(0))
                .optional()
        })
    }

    /// Forgets one thing that was shown.
    pub(crate) fn forget_button_context(&self, id: ContextId) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            connection.prepare_cached("DELETE FROM shown WHERE seq = ?1")?.execute([id])?;
            Ok(())
        })
    }
}
