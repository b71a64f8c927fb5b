//! Which chats can be reached, chats that got another number, and chats that want to be forgotten.
//!
//! Knows nothing of why a chat cannot be reached.

use rusqlite::Connection;

use super::{Store, StoreError};
use crate::messaging::{ChatKey, NetworkId, UserId};

/// Notes whether a chat can be reached; what waits for one that cannot is dropped.
pub(super) fn mark(connection: &Connection, chat: ChatKey, reachable: bool) -> rusqlite::Result<()> {
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
pub(super) fn rename(connection: &Connection, from: ChatKey, to: ChatKey) -> rusqlite::Result<()> {
    for table in tables_with(connection, "chat")? {
        // An answered update is remembered by its number alone: its chat is not noted any more.
        connection
            .execute(&format!("UPDATE OR REPLACE {table} SET chat = ?2 WHERE chat = ?1"), (from, to))?;
    }
    // What was on its way has not arrived: that is how the move was heard of.
    connection.execute("UPDATE outbox SET begun = 0 WHERE chat = ?1", [to])?;
    Ok(())
}

/// Deletes what belongs to any chat of a network, and the numbers of the updates that it brought.
pub(super) fn forget_network(connection: &Connection, network: NetworkId) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM inbox WHERE network = ?1", [network])?;
    for table in tables_with(connection, "chat")? {
        connection.execute(&format!("DELETE FROM {table} WHERE chat GLOB ?1"), [chats_of(network)])?;
    }
    Ok(())
}

/// What the keys of a network's chats look like.
fn chats_of(network: NetworkId) -> String {
    format!("{}:*", network.name())
}

/// Deletes what belongs to a chat, in every table that has chats, whoever made it. What still waits to be answered
/// stays: it came after the request to be forgotten.
fn forget(connection: &Connection, chat: ChatKey, person: Option<UserId>) -> rusqlite::Result<()> {
    for table in tables_with(connection, "chat")?.iter().filter(|table| *table != "inbox") {
        connection.execute(&format!("DELETE FROM {table} WHERE chat = ?1"), [chat])?;
    }
    // Whoever it is may have been heard in groups too.
    if let Some(person) = person {
        for table in tables_with(connection, "user")? {
            let own = format!("DELETE FROM {table} WHERE user = ?1 AND chat GLOB ?2");
            connection.execute(&own, (person, chats_of(chat.network)))?;
        }
    }
    Ok(())
}

/// Every table that has such a column.
fn tables_with(connection: &Connection, column: &str) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached(
            "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c
             WHERE m.type = 'table' AND c.name = ?1",
        )?
        .query_map([column], |row| row.get(0))?
        .collect()
}

impl Store {
    /// Notes that a chat cannot be reached any more (or again); what waits for one that cannot is dropped.
    pub async fn set_reachable(&self, chat: ChatKey, reachable: bool) -> Result<(), StoreError> {
        self.run(move |connection| mark(connection, chat, reachable)).await
    }

    /// Moves what belongs to a chat to its new number.
    pub(crate) async fn move_chat(&self, from: ChatKey, to: ChatKey) -> Result<(), StoreError> {
        self.run(move |connection| rename(connection, from, to)).await
    }

    /// Deletes everything that belongs to a chat and, wherever else it was said, to the person whose private chat it
    /// is. For threads that may wait.
    pub(crate) fn forget_chat(&self, chat: ChatKey, person: Option<UserId>) -> Result<(), StoreError> {
        self.run_blocking(move |connection| forget(connection, chat, person))?;
        self.writer.sweep();
        Ok(())
    }

    /// Deletes what was shown to one of a group. For threads that may wait.
    pub(crate) fn forget_member(&self, chat: ChatKey, user: UserId) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            connection.execute("DELETE FROM shown WHERE chat = ?1 AND user = ?2", (chat, user))?;
            Ok(())
        })?;
        self.writer.sweep();
        Ok(())
    }
}
