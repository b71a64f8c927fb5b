//! Who wants to hear of what, which notices are known, and who has been told of which.
//!
//! Knows nothing of places, services or notices: texts and numbers. That somebody has been told and the message that
//! tells it are written in one step, so that neither a crash nor a second look tells it twice.

use rusqlite::{Connection, OptionalExtension};

use super::outbox::{self, QueuedMessage};
use super::{Store, StoreError};
use crate::messaging::ChatKey;

/// What a notice is recognised by, wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Print {
    /// The file in which it stands.
    pub file: String,
    /// Its headline, as a key.
    pub title: String,
    /// Its opening words, as a key.
    pub opening: String,
}

/// A notice that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its number; later ones are greater.
    pub seq: i64,
    /// What it is recognised by.
    pub print: Print,
}

/// A wish to hear of new notices; empty texts stand for any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Its number.
    pub seq: i64,
    /// The chat that wants it.
    pub chat: ChatKey,
    /// Of which place.
    pub place: String,
    /// Of which service.
    pub service: String,
    /// Notices up to this number were there already.
    pub since: i64,
}

/// A chat was told of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The chat.
    pub chat: ChatKey,
    /// The number of the notice.
    pub notice: i64,
    /// The day, as YYYY-MM-DD.
    pub day: String,
}

/// Letters that tell a chat of notices.
#[derive(Clone, Debug)]
pub struct News {
    /// The chat.
    pub chat: ChatKey,
    /// The notices.
    pub notices: Vec<i64>,
    /// The day, as YYYY-MM-DD.
    pub day: String,
    /// What was told before this day is no longer news and is forgotten.
    pub forget_before: String,
    /// What tells of them.
    pub messages: Vec<QueuedMessage>,
}

fn is_known(connection: &Connection, print: &Print) -> rusqlite::Result<bool> {
    let Print { file, title, opening } = print;
    let same = connection
        .prepare_cached("SELECT 1 FROM notices WHERE title = ?1 AND opening = ?2")?
        .exists((title, opening))?;
    // A page that is split better gives its articles other headlines or other beginnings, seldom both.
    let split_anew = "SELECT 1 FROM notices WHERE file = ?1 AND (title = ?2 AND title <> '' OR opening = ?3 AND opening <> '')";
    Ok(same || connection.prepare_cached(split_anew)?.exists((file, title, opening))?)
}

impl Store {
    /// Takes note of notices; those that are known already keep their number.
    pub fn know(&self, prints: Vec<Print>) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            let mut fresh = Vec::new();
            for print in prints {
                if !is_known(connection, &print)? {
                    fresh.push(print);
                }
            }
            let mut insert = connection
                .prepare_cached("INSERT INTO notices (file, title, opening) VALUES (?1, ?2, ?3)")?;
            for print in &fresh {
                insert.execute((&print.file, &print.title, &print.opening))?;
            }
            Ok(())
        })
    }

    /// The notices that came after that number, oldest first.
    pub fn known_after(&self, seq: i64) -> Result<Vec<Known>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("SELECT seq, file, title, opening FROM notices WHERE seq > ?1 ORDER BY seq")?
                .query_map([seq], |row| {
                    let print = Print { file: row.get(1)?, title: row.get(2)?, opening: row.get(3)? };
                    Ok(Known { seq: row.get(0)?, print })
                })?
                .collect()
        })
    }

    /// Wants to hear of notices from now on; a wish that was there already keeps its number.
    pub fn subscribe(&self, chat: ChatKey, place: &str, service: &str) -> Result<i64, StoreError> {
        let wish = (chat, place.to_owned(), service.to_owned());
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(
                    "INSERT OR IGNORE INTO subscriptions (chat, place, service, since)
                     VALUES (?1, ?2, ?3, (SELECT COALESCE(MAX(seq), 0) FROM notices))",
                )?
                .execute((wish.0, &wish.1, &wish.2))?;
            connection
                .prepare_cached(
                    "SELECT seq FROM subscriptions WHERE chat = ?1 AND place = ?2 AND service = ?3",
                )?
                .query_row((wish.0, &wish.1, &wish.2), |row| row.get(0))
        })
    }

    /// Wants it no longer; gives the wish as it was.
    pub fn unsubscribe(&self, chat: ChatKey, seq: i64) -> Result<Option<Subscription>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(
                    "DELETE FROM subscriptions WHERE chat = ?1 AND seq = ?2
                     RETURNING seq, chat, place, service, since",
                )?
                .query_row((chat, seq), subscription)
                .optional()
        })
    }

    /// The wishes of one chat or, without one, of all that can be reached.
    pub fn subscriptions(&self, chat: Option<ChatKey>) -> Result<Vec<Subscription>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(
                    "SELECT seq, chat, place, service, since FROM subscriptions
                     WHERE (?1 IS NULL AND chat NOT IN (SELECT chat FROM chats WHERE reachable = 0)) OR chat = ?1
                     ORDER BY chat, seq",
                )?
                .query_map([chat], subscription)?
                .collect()
        })
    }

    /// Who was told of which notice, from that notice on, and on which day.
    pub fn told_since(&self, notice: i64) -> Result<Vec<Told>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("SELECT chat, notice, day FROM told WHERE notice >= ?1")?
                .query_map([notice], |row| {
                    Ok(Told { chat: row.get(0)?, notice: row.get(1)?, day: row.get(2)? })
                })?
                .collect()
        })
    }

    /// Queues messages to a chat that still wants them and has not been told of any of these notices; says whether.
    pub async fn tell(&self, news: News) -> Result<bool, StoreError> {
        self.run(move |connection| tell(connection, &news)).await
    }

    /// The same for threads that may wait.
    pub fn tell_now(&self, news: News) -> Result<bool, StoreError> {
        self.run_blocking(move |connection| tell(connection, &news))
    }
}

fn tell(connection: &Connection, news: &News) -> rusqlite::Result<bool> {
    let News { chat, notices, day, forget_before, messages } = news;
    if !connection.prepare_cached("SELECT 1 FROM subscriptions WHERE chat = ?1")?.exists([chat])? {
        return Ok(false);
    }
    let mut told = connection.prepare_cached("SELECT 1 FROM told WHERE chat = ?1 AND notice = ?2")?;
    for notice in notices {
        if told.exists((chat, notice))? {
            return Ok(false);
        }
    }
    let mut mark = connection.prepare_cached("INSERT INTO told (chat, notice, day) VALUES (?1, ?2, ?3)")?;
    for notice in notices {
        mark.execute((chat, notice, day))?;
    }
    connection
        .prepare_cached("DELETE FROM told WHERE chat = ?1 AND day < ?2")?
        .execute((chat, forget_before))?;
    messages.iter().try_for_each(|message| outbox::queue(connection, message))?;
    Ok(true)
}

fn subscription(row: &rusqlite::Row<'_>) -> rusqlite::Result<Subscription> {
    Ok(Subscription {
        seq: row.get(0)?,
        chat: row.get(1)?,
        place: row.get(2)?,
        service: row.get(3)?,
        since: row.get(4)?,
    })
}
