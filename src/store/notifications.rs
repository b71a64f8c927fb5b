//! Who subscribed to what, which notices are known, and who has been notified of which.
//!
//! Knows nothing of what is in a notice: texts and numbers. That somebody has been notified and the message
//! that does it are written in one step, so that neither a crash nor a second look notifies twice.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension};

use super::ids::Day;
use super::outbox::{self, QueuedMessage};
use super::{Store, StoreError};
use crate::{
    article::PlacePath,
    messaging::{ChatKey, NoticeId, SubscriptionId},
};

/// What a notice is recognised by, wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct NoticeKey {
    /// The file in which it stands.
    pub(crate) file: String,
    /// Its headline, as a key.
    pub(crate) title: String,
    /// Its opening words, as a key.
    pub(crate) opening: String,
}

/// A notice that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KnownNotice {
    /// Its number; later ones are greater.
    pub(crate) id: NoticeId,
    /// What it is recognised by.
    pub(crate) key: NoticeKey,
}

/// Which new notices a chat wants to be notified of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewSubscription {
    /// The chat that wants it.
    pub(crate) chat: ChatKey,
    /// Of which place; of any without one.
    pub(crate) place: Option<PlacePath>,
    /// Of which service type; of any without one.
    pub(crate) service: Option<String>,
}

/// The same, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Its number.
    pub(crate) id: SubscriptionId,
    /// The chat that wants it.
    pub(crate) chat: ChatKey,
    /// Of which place; of any without one.
    pub(crate) place: Option<PlacePath>,
    /// Of which service type; of any without one.
    pub(crate) service: Option<String>,
    /// Notices up to this number were there already.
    pub(crate) since: NoticeId,
}

/// A chat was notified of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notified {
    /// The chat.
    pub(crate) chat: ChatKey,
    /// The notice.
    pub(crate) notice: NoticeId,
    /// The day.
    pub(crate) day: Date,
}

/// What notifies one chat of notices.
#[derive(Clone, Debug)]
pub(crate) struct NotificationBatch {
    /// The chat.
    pub(crate) chat: ChatKey,
    /// The notices.
    pub(crate) notices: Vec<NoticeId>,
    /// The day.
    pub(crate) day: Date,
    /// Whoever was notified before this day: that is no longer news and is forgotten.
    pub(crate) forget_before: Date,
    /// What tells of them.
    pub(crate) messages: Vec<QueuedMessage>,
}

fn is_known(connection: &Connection, key: &NoticeKey) -> rusqlite::Result<bool> {
    let NoticeKey { file, title, opening } = key;
    let same = connection
        .prepare_cached("SELECT 1 FROM notices WHERE title = ?1 AND opening = ?2")?
        .exists((title, opening))?;
    // A page that is split better gives its articles other headlines or other beginnings, seldom both.
    let split_anew = "SELECT 1 FROM notices WHERE file = ?1 AND (title = ?2 AND title <> '' OR opening = ?3 AND opening <> '')";
    Ok(same || connection.prepare_cached(split_anew)?.exists((file, title, opening))?)
}

impl Store {
    /// Takes note of notices; those that are known already keep their number.
    pub(crate) fn record_notices(&self, keys: Vec<NoticeKey>) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            let mut fresh = Vec::new();
            for key in keys {
                if !is_known(connection, &key)? {
                    fresh.push(key);
                }
            }
            let mut insert = connection
                .prepare_cached("INSERT INTO notices (file, title, opening) VALUES (?1, ?2, ?3)")?;
            for key in &fresh {
                insert.execute((&key.file, &key.title, &key.opening))?;
            }
            Ok(())
        })
    }

    /// The notices that came after that one, oldest first.
    pub(crate) fn notices_after(&self, notice: NoticeId) -> Result<Vec<KnownNotice>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("SELECT seq, file, title, opening FROM notices WHERE seq > ?1 ORDER BY seq")?
                .query_map([notice], |row| {
                    let key = NoticeKey { file: row.get(1)?, title: row.get(2)?, opening: row.get(3)? };
                    Ok(KnownNotice { id: row.get(0)?, key })
                })?
                .collect()
        })
    }

    /// Notifies of notices from now on; a subscription that was there already keeps its number.
    pub(crate) fn subscribe(&self, new: NewSubscription) -> Result<SubscriptionId, StoreError> {
        self.run_blocking(move |connection| {
            let NewSubscription { chat, place, service } = new;
            let place = place.as_ref().map_or("", PlacePath::as_str);
            let service = service.as_deref().unwrap_or_default();
            connection
                .prepare_cached(
                    "INSERT OR IGNORE INTO subscriptions (chat, place, service, since)
                     VALUES (?1, ?2, ?3, (SELECT COALESCE(MAX(seq), 0) FROM notices))",
                )?
                .execute((chat, place, service))?;
            connection
                .prepare_cached(
                    "SELECT seq FROM subscriptions WHERE chat = ?1 AND place = ?2 AND service = ?3",
                )?
                .query_row((chat, place, service), |row| row.get(0))
        })
    }

    /// Ends a subscription of this chat; gives it as it was.
    pub(crate) fn unsubscribe(
        &self,
        chat: ChatKey,
        subscription: SubscriptionId,
    ) -> Result<Option<Subscription>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(
                    "DELETE FROM subscriptions WHERE chat = ?1 AND seq = ?2
                     RETURNING seq, chat, place, service, since",
                )?
                .query_row((chat, subscription), read_subscription)
                .optional()
        })
    }

    /// The subscriptions of one chat or, without one, of all that can be reached.
    pub fn subscriptions(&self, chat: Option<ChatKey>) -> Result<Vec<Subscription>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(
                    "SELECT seq, chat, place, service, since FROM subscriptions
                     WHERE (?1 IS NULL AND chat NOT IN (SELECT chat FROM chats WHERE reachable = 0)) OR chat = ?1
                     ORDER BY chat, seq",
                )?
                .query_map([chat], read_subscription)?
                .collect()
        })
    }

    /// Who was notified of which notice, from that notice on, and on which day.
    pub fn notified_since(&self, notice: NoticeId) -> Result<Vec<Notified>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("SELECT chat, notice, day FROM told WHERE notice >= ?1")?
                .query_map([notice], |row| {
                    let Day(day) = row.get(2)?;
                    Ok(Notified { chat: row.get(0)?, notice: row.get(1)?, day })
                })?
                .collect()
        })
    }

    /// Queues messages to a chat that still wants them and has not been notified of any of these notices; says
    /// whether.
    pub(crate) async fn notify(&self, batch: NotificationBatch) -> Result<bool, StoreError> {
        self.run(move |connection| notify(connection, &batch)).await
    }

    /// The same for threads that may wait.
    pub(crate) fn notify_blocking(&self, batch: NotificationBatch) -> Result<bool, StoreError> {
        self.run_blocking(move |connection| notify(connection, &batch))
    }
}

fn notify(connection: &Connection, batch: &NotificationBatch) -> rusqlite::Result<bool> {
    let NotificationBatch { chat, notices, day, forget_before, messages } = batch;
    if !connection.prepare_cached("SELECT 1 FROM subscriptions WHERE chat = ?1")?.exists([chat])? {
        return Ok(false);
    }
    let mut notified = connection.prepare_cached("SELECT 1 FROM told WHERE chat = ?1 AND notice = ?2")?;
    for notice in notices {
        if notified.exists((chat, notice))? {
            return Ok(false);
        }
    }
    let mut mark = connection.prepare_cached("INSERT INTO told (chat, notice, day) VALUES (?1, ?2, ?3)")?;
    for notice in notices {
        mark.execute((chat, notice, Day(*day)))?;
    }
    connection
        .prepare_cached("DELETE FROM told WHERE chat = ?1 AND day < ?2")?
        .execute((chat, Day(*forget_before)))?;
    messages.iter().try_for_each(|message| outbox::queue(connection, message))?;
    Ok(true)
}

/// A subscription as it stands in the table, where an empty text stands for any.
fn read_subscription(row: &rusqlite::Row<'_>) -> rusqlite::Result<Subscription> {
    let text = |at| row.get(at).map(|text: String| Some(text).filter(|text| !text.is_empty()));
    Ok(Subscription {
        id: row.get(0)?,
        chat: row.get(1)?,
        place: text(2)?.as_deref().map(PlacePath::new),
        service: text(3)?,
        since: row.get(4)?,
    })
}
