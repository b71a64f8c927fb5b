//! Which field of which submitted article the next words of a chat are to change.
//!
//! Knows nothing of fields and values.

use rusqlite::OptionalExtension;

use super::{Store, StoreError};
use crate::messaging::{ChatKey, SubmittedArticleId};

/// A new value that is awaited from a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwaitedEdit {
    /// Of this article.
    pub(crate) article: SubmittedArticleId,
    /// Of this field, by its name.
    pub(crate) field: String,
}

impl Store {
    /// What the chat's next words are to change.
    pub fn awaited_edit(&self, chat: ChatKey) -> Result<Option<AwaitedEdit>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("SELECT article, field FROM edits WHERE chat = ?1")?
                .query_row([chat], |row| Ok(AwaitedEdit { article: row.get(0)?, field: row.get(1)? }))
                .optional()
        })
    }

    /// Notes what the chat's next words are to change, or that they are ordinary words.
    pub(crate) fn await_edit(&self, chat: ChatKey, edit: Option<AwaitedEdit>) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            match edit {
                Some(AwaitedEdit { article, field }) => connection
                    .prepare_cached(
                        "INSERT OR REPLACE INTO edits (chat, article, field) VALUES (?1, ?2, ?3)",
                    )?
                    .execute((chat, article, field))?,
                None => connection.prepare_cached("DELETE FROM edits WHERE chat = ?1")?.execute([chat])?,
            };
            Ok(())
        })
    }
}
