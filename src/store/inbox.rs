//! Updates that came and are to be answered: stored before they are confirmed, each answered once, text and chat
//! deleted then.
//!
//! Knows nothing of what an update says.

use rusqlite::{Connection, OptionalExtension};

use super::outbox::{self, QueuedMessage};
use super::{Store, StoreError};
use crate::messaging::{ChatKey, NetworkId, UpdateId, UserId};

/// How many answered updates are remembered (number only) to recognise a repetition. Telegram repeats for a day.
const REMEMBERED: i64 = 200_000;

/// An update as it came.
#[derive(Clone, Debug)]
pub struct Update {
    /// Its network's number for it.
    pub update_id: UpdateId,
    /// The chat in which it is answered in turn.
    pub chat: ChatKey,
    /// The update itself.
    pub body: String,
}

/// What storing updates came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// Chats with something new, in order.
    pub(crate) chats: Vec<ChatKey>,
    /// Updates that had come before.
    pub(crate) repeated: usize,
}

/// An update whose turn it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxRow {
    /// Its network's number for it.
    pub(crate) update_id: UpdateId,
    /// The update itself.
    pub(crate) body: String,
    /// How often it was taken before, without having been settled: the process ended in the middle of it.
    pub begun: i64,
}

/// What became of an update.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settled {
    /// What is to be sent for it, in order.
    pub(crate) messages: Vec<QueuedMessage>,
    /// Whether the chat can be reached from now on, if that changed.
    pub(crate) reachable: Option<bool>,
    /// What belonged to a chat belongs to another from now on.
    pub(crate) moved: Option<Move>,
}

/// A chat that goes on under another number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Its number before.
    pub(crate) from: ChatKey,
    /// Its number from now on.
    pub(crate) to: ChatKey,
}

impl Store {
    /// Stores updates, leaving out those that had come before; all or none.
    pub async fn receive(&self, updates: Vec<Update>) -> Result<Arrival, StoreError> {
        self.run(move |connection| {
            let mut insert = connection.prepare_cached(
                "INSERT OR IGNORE INTO inbox (network, update_id, chat, body) VALUES (?1, ?2, ?3, ?4)",
            )?;
            let mut arrival = Arrival::default();
            for update in &updates {
                if insert.execute((update.chat.network, update.update_id, update.chat, &update.body))? == 0 {
                    arrival.repeated += 1;
                } else {
                    arrival.chats.push(update.chat);
                    if connection.last_insert_rowid() % 1_000 == 0 {
                        forget_oldest(connection)?;
                    }
                }
            }
            Ok(arrival)
        })
        .await
    }

    /// The chat's oldest update that is not settled.
    pub async fn take(&self, chat: ChatKey) -> Result<Option<InboxRow>, StoreError> {
        self.take_beside(chat, &[]).await
    }

    /// The same, apart from those that are under way, by their numbers.
    pub(crate) async fn take_beside(
        &self,
        chat: ChatKey,
        under_way: &[UpdateId],
    ) -> Result<Option<InboxRow>, StoreError> {
        let numbers: Vec<i64> = under_way.iter().map(|update| update.0).collect();
        let under_way = serde_json::Value::from(numbers).to_string();
        self.run(move |connection| {
            connection
                .prepare_cached(
                    "UPDATE inbox SET begun = begun + 1
                     WHERE seq = (SELECT seq FROM inbox WHERE chat = ?1 AND body IS NOT NULL
                                  AND update_id NOT IN (SELECT value FROM json_each(?2))
                                  ORDER BY update_id LIMIT 1)
                     RETURNING update_id, body, begun - 1",
                )?
                .query_row((chat, under_way), |row| {
                    Ok(InboxRow { update_id: row.get(0)?, body: row.get(1)?, begun: row.get(2)? })
                })
                .optional()
        })
        .await
    }

    /// Ends an update: its answer is queued and its text deleted in one step, so that neither happens alone.
    pub(crate) async fn settle(
        &self,
        chat: ChatKey,
        update_id: UpdateId,
        settled: Settled,
    ) -> Result<(), StoreError> {
        self.run(move |connection| {
            let open = connection
                .prepare_cached(
                    "UPDATE inbox SET body = NULL, chat = NULL
                     WHERE network = ?1 AND update_id = ?2 AND body IS NOT NULL",
                )?
                .execute((chat.network, update_id))?;
            if open == 0 {
                return Ok(());
            }
            for message in &settled.messages {
                outbox::queue(connection, message)?;
            }
            if let Some(reachable) = settled.reachable {
                super::chats::mark(connection, chat, reachable)?;
            }
            if let Some(Move { from, to }) = settled.moved {
                super::chats::rename(connection, from, to)?;
            }
            Ok(())
        })
        .await
    }

    /// Chats with updates that are not settled, oldest first.
    pub(crate) async fn waiting_chats(&self) -> Result<Vec<ChatKey>, StoreError> {
        self.run(|connection| {
            connection
                .prepare("SELECT chat FROM inbox WHERE body IS NOT NULL GROUP BY chat ORDER BY MIN(seq)")?
                .query_map([], |row| row.get(0))?
                .collect()
        })
        .await
    }

    /// How many updates are not settled.
    pub(crate) async fn inbox_depth(&self) -> Result<usize, StoreError> {
        let depth: i64 = self
            .run(|connection| {
                connection
                    .query_row("SELECT COUNT(*) FROM inbox WHERE body IS NOT NULL", [], |row| row.get(0))
            })
            .await?;
        Ok(usize::try_from(depth).unwrap_or_default())
    }

    /// Notes under which account this database serves a network, and says whether it was another one before. Update
    /// numbers are counted per account: the remembered ones would hide new questions, so they and what was meant for
    /// the other account's chats are dropped.
    pub(crate) async fn serve_account(
        &self,
        network: NetworkId,
        account: UserId,
    ) -> Result<bool, StoreError> {
        self.run(move |connection| {
            let fact = format!("account {}", network.name());
            let before: Option<String> = connection
                .query_row("SELECT value FROM facts WHERE name = ?1", [&fact], |row| row.get(0))
                .optional()?;
            let account = account.0.to_string();
            let other = before.is_some_and(|before| before != account);
            if other {
                super::chats::forget_network(connection, network)?;
            }
            connection
                .execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?1, ?2)", [&fact, &account])?;
            Ok(other)
        })
        .await
    }
}

fn forget_oldest(connection: &Connection) -> rusqlite::Result<()> {
    let newest = connection.last_insert_rowid();
    connection
        .prepare_cached("DELETE FROM inbox WHERE seq < ?1 AND body IS NULL")?
        .execute([newest - REMEMBERED])?;
    Ok(())
}
