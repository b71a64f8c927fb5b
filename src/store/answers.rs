//! Which articles a message to a chat showed, for 30 days: numbers, never a text, so that a correction finds it again.
//!
//! Knows nothing of what is corrected. Who wants to be forgotten is forgotten here as well.

use jiff::civil::Date;
use rusqlite::Connection;

use super::ids::Day;
use super::outbox::{self, OutboxId, QueuedMessage};
use super::{Store, StoreError};
use crate::messaging::{ChatKey, MessageId};

/// A message that its network has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DisplayedMessage {
    /// Its chat.
    pub(crate) chat: ChatKey,
    /// Its number there.
    pub(crate) message: MessageId,
    /// The articles that it shows; none when it shows none any more.
    pub(crate) articles: Vec<String>,
    /// The day.
    pub(crate) day: Date,
}

/// Where an article was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticleDisplay {
    /// The chat.
    pub(crate) chat: ChatKey,
    /// The message.
    pub(crate) message: MessageId,
    /// The message has been turned to something else since.
    pub(crate) turned: bool,
    /// The message shows other articles as well.
    pub(crate) among_others: bool,
}

fn note(connection: &Connection, shown: &DisplayedMessage) -> rusqlite::Result<()> {
    let DisplayedMessage { chat, message, articles, day } = shown;
    // Who has read it has read it, even if the page was turned.
    connection
        .prepare_cached("UPDATE answers SET turned = 1 WHERE chat = ?1 AND message = ?2")?
        .execute((chat, message))?;
    let mut insert = connection.prepare_cached(
        "INSERT OR REPLACE INTO answers (chat, message, article, day, turned) VALUES (?1, ?2, ?3, ?4, 0)",
    )?;
    for article in articles {
        insert.execute((chat, message, article, Day(*day)))?;
    }
    Ok(())
}

impl Store {
    /// Ends a message that its network has, and notes what it shows, in one step.
    pub(crate) async fn sent_showing(&self, id: OutboxId, shown: DisplayedMessage) -> Result<(), StoreError> {
        self.run(move |connection| {
            connection.prepare_cached("DELETE FROM outbox WHERE seq = ?1")?.execute([id])?;
            note(connection, &shown)
        })
        .await
    }

    /// The articles that a message shows.
    pub(crate) fn shown_in(&self, chat: ChatKey, message: MessageId) -> Result<Vec<String>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(
                    "SELECT article FROM answers WHERE chat = ?1 AND message = ?2 AND turned = 0 ORDER BY article",
                )?
                .query_map((chat, message), |row| row.get(0))?
                .collect()
        })
    }

    /// The articles that were shown since that day; what was before is forgotten.
    pub(crate) fn shown_since(&self, day: Date) -> Result<Vec<String>, StoreError> {
        self.run_blocking(move |connection| {
            connection.execute("DELETE FROM answers WHERE day < ?1", [Day(day)])?;
            connection
                .prepare_cached("SELECT DISTINCT article FROM answers ORDER BY article")?
                .query_map([], |row| row.get(0))?
                .collect()
        })
    }

    /// Where an article was read, in order.
    pub fn shown_to(&self, article: &str) -> Result<Vec<ArticleDisplay>, StoreError> {
        let article = article.to_owned();
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(
                    "SELECT chat, message, turned,
                            (SELECT COUNT(*) FROM answers o
                             WHERE o.chat = a.chat AND o.message = a.message AND o.turned = 0) > 1
                     FROM answers a WHERE article = ?1 ORDER BY chat, message",
                )?
                .query_map([article], |row| {
                    Ok(ArticleDisplay {
                        chat: row.get(0)?,
                        message: row.get(1)?,
                        turned: row.get(2)?,
                        among_others: row.get(3)?,
                    })
                })?
                .collect()
        })
    }

    /// Queues the corrections of an article and forgets who was shown it, in one step: each chat hears of it once.
    pub(crate) fn correct(&self, article: &str, messages: Vec<QueuedMessage>) -> Result<(), StoreError> {
        let article = article.to_owned();
        self.run_blocking(move |connection| {
            connection.prepare_cached("DELETE FROM answers WHERE article = ?1")?.execute([article])?;
            messages.iter().try_for_each(|message| outbox::queue(connection, message))
        })
    }
}
