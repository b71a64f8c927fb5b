//! Which chats can be reached, and chats that got another number.
//!
//! Knows nothing of why a chat cannot be reached.

use rusqlite::{Connection, OptionalExtension};

use super::{Store, StoreError};

/// Notes whether a chat can be reached; what waits for one that cannot is dropped.
pub(super) fn mark(connection: &Connection, chat: i64, reachable: bool) -> rusqlite::Result<()> {
    if reachable {
        // Only a chat that was given up has a row: the many ordinary ones need none.
        connection.prepare_cached("UPDATE chats SET reachable = 1 WHERE chat = ?1")?.execute([chat])?;
    } else {
        connection
            .prepare_cached("INSERT OR REPLACE INTO chats (chat, reachable) VALUES (?1, 0)")?
            .execute([chat])?;
        connection.prepare_cached("DELETE FROM outbox WHERE chat = ?1")?.execute([chat])?;
    }
    Ok(())
}

/// Moves what belongs to a chat to its new number.
pub(super) fn rename(connection: &Connection, from: i64, to: i64) -> rusqlite::Result<()> {
    connection.execute("UPDATE inbox SET chat = ?2 WHERE chat = ?1 AND body IS NOT NULL", (from, to))?;
    connection.execute("UPDATE outbox SET chat = ?2 WHERE chat = ?1", (from, to))?;
    connection.execute("UPDATE OR REPLACE chats SET chat = ?2 WHERE chat = ?1", (from, to))?;
    Ok(())
}

impl Store {
    /// Notes that a chat cannot be reached any more (or again); what waits for one that cannot is dropped.
    pub async fn set_reachable(&self, chat: i64, reachable: bool) -> Result<(), StoreError> {
        self.run(move |connection| mark(connection, chat, reachable)).await
    }

    /// Moves what belongs to a chat to its new number.
    pub async fn move_chat(&self, from: i64, to: i64) -> Result<(), StoreError> {
        self.run(move |connection| rename(connection, from, to)).await
    }

    /// Whether a chat can be reached, as far as is known.
    pub async fn is_reachable(&self, chat: i64) -> Result<bool, StoreError> {
        self.run(move |connection| {
            let known: Option<bool> = connection
                .prepare_cached("SELECT reachable FROM chats WHERE chat = ?1")?
                .query_row([chat], |row| row.get(0))
                .optional()?;
            Ok(known.unwrap_or(true))
        })
        .await
    }
}
