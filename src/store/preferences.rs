//! What a chat has set: an opaque text, for threads that may wait.
//!
//! Knows nothing of what it says.

use rusqlite::OptionalExtension;

use super::{Store, StoreError};
use crate::messaging::ChatKey;

impl Store {
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
    pub(crate) fn prefer(&self, chat: ChatKey, body: String) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("INSERT OR REPLACE INTO preferences (chat, body) VALUES (?1, ?2)")?
                .execute((chat, &body))?;
            Ok(())
        })
    }
}
