//! Messages that are to be sent: in order within a chat, deleted once their network has them.
//!
//! Knows nothing of what a message looks like or of how it is sent.

use rusqlite::{Connection, OptionalExtension};

use super::{Store, StoreError};
use crate::messaging::ChatKey;

/// Which queue a message waits in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Somebody waits for it.
    Reply,
    /// One of many that go out at a measured pace; becomes a reply when its turn comes.
    Broadcast,
}

/// A message to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedMessage {
    /// Where it goes.
    pub(crate) chat: ChatKey,
    /// The queue.
    pub(crate) lane: Lane,
    /// The message, in the sender's own form.
    pub(crate) body: String,
}

/// A row of the outbox, by its number; later ones are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OutboxId(pub(crate) i64);

/// A message whose turn it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutboxRow {
    /// Its number.
    pub(crate) id: OutboxId,
    /// The message.
    pub(crate) body: String,
    /// How often nobody knows whether it arrived.
    pub(crate) lost: u32,
    /// It was taken before and nothing is known of what came of it: the process ended meanwhile.
    pub(crate) interrupted: bool,
}

impl Lane {
    fn number(self) -> i64 {
        match self {
            Self::Reply => 0,
            Self::Broadcast => 1,
        }
    }
}

/// Queues a message.
pub(super) fn queue(connection: &Connection, message: &QueuedMessage) -> rusqlite::Result<()> {
    connection.prepare_cached("INSERT INTO outbox (chat, lane, body) VALUES (?1, ?2, ?3)")?.execute((
        message.chat,
        message.lane.number(),
        &message.body,
    ))?;
    Ok(())
}

impl Store {
    /// Queues messages, all or none.
    pub(crate) async fn queue(&self, messages: Vec<QueuedMessage>) -> Result<(), StoreError> {
        self.run(move |connection| messages.iter().try_for_each(|message| queue(connection, message))).await
    }

    /// The same for threads that may wait.
    pub(crate) fn queue_now(&self, messages: Vec<QueuedMessage>) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            messages.iter().try_for_each(|message| queue(connection, message))
        })
    }

    /// Queues messages to those chats that can be reached, as far as is known.
    pub(crate) async fn queue_reachable(&self, messages: Vec<QueuedMessage>) -> Result<(), StoreError> {
        self.run(move |connection| {
            let mut given_up =
                connection.prepare_cached("SELECT 1 FROM chats WHERE chat = ?1 AND reachable = 0")?;
            for message in &messages {
                if !given_up.exists([message.chat])? {
                    queue(connection, message)?;
                }
            }
            Ok(())
        })
        .await
    }

    /// The chat's oldest reply, noted as on its way. It stays in the queue until `sent`; whoever has taken it says what
    /// came of it, by `sent` or `rewrite`.
    pub(crate) async fn next_in_outbox(&self, chat: ChatKey) -> Result<Option<OutboxRow>, StoreError> {
        self.run(move |connection| {
            connection
                .prepare_cached(
                    "UPDATE outbox SET begun = begun + 1
                     WHERE seq = (SELECT seq FROM outbox WHERE lane = 0 AND chat = ?1 ORDER BY seq LIMIT 1)
                     RETURNING seq, body, lost, begun > 1",
                )?
                .query_row([chat], |row| {
                    Ok(OutboxRow {
                        id: row.get(0)?,
                        body: row.get(1)?,
                        lost: row.get(2)?,
                        interrupted: row.get(3)?,
                    })
                })
                .optional()
        })
        .await
    }

    /// Ends a message: its network has it, or never will.
    pub(crate) async fn sent(&self, id: OutboxId) -> Result<(), StoreError> {
        self.run(move |connection| {
            connection.prepare_cached("DELETE FROM outbox WHERE seq = ?1")?.execute([id])?;
            Ok(())
        })
        .await
    }

    /// Keeps a message in its place, perhaps with another form or another count of lost answers; it is on its way no
    /// more.
    pub(crate) async fn rewrite(&self, row: OutboxRow) -> Result<(), StoreError> {
        self.run(move |connection| {
            connection
                .prepare_cached("UPDATE outbox SET body = ?2, lost = ?3, begun = 0 WHERE seq = ?1")?
                .execute((row.id, &row.body, row.lost))?;
            Ok(())
        })
        .await
    }

    /// Chats with replies to send, oldest first.
    pub(crate) async fn chats_in_outbox(&self) -> Result<Vec<ChatKey>, StoreError> {
        self.run(|connection| {
            connection
                .prepare("SELECT chat FROM outbox WHERE lane = 0 GROUP BY chat ORDER BY MIN(seq)")?
                .query_map([], |row| row.get(0))?
                .collect()
        })
        .await
    }

    /// Turns the oldest broadcast message into a reply and says to which chat it goes.
    pub(crate) async fn release_broadcast(&self) -> Result<Option<ChatKey>, StoreError> {
        self.run(|connection| {
            connection
                .prepare_cached(
                    "UPDATE outbox SET lane = 0
                     WHERE seq = (SELECT MIN(seq) FROM outbox WHERE lane = 1) RETURNING chat",
                )?
                .query_row([], |row| row.get(0))
                .optional()
        })
        .await
    }

    /// How many updates wait to be answered, and how many messages to be sent. For threads that may wait.
    pub fn waiting(&self) -> Result<(usize, usize), StoreError> {
        self.run_blocking(|connection| {
            connection.query_row(
                "SELECT (SELECT COUNT(*) FROM inbox WHERE body IS NOT NULL), (SELECT COUNT(*) FROM outbox)",
                [],
                |row| {
                    let count = |at| row.get(at).map(|count: i64| usize::try_from(count).unwrap_or_default());
                    Ok((count(0)?, count(1)?))
                },
            )
        })
    }

    /// How many replies wait.
    pub(crate) async fn outbox_depth(&self) -> Result<usize, StoreError> {
        let depth: i64 = self
            .run(|connection| {
                connection.query_row("SELECT COUNT(*) FROM outbox WHERE lane = 0", [], |row| row.get(0))
            })
            .await?;
        Ok(usize::try_from(depth).unwrap_or_default())
    }
}
