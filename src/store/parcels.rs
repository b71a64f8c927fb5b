//! Files that were sent, article by article, until somebody has decided on each; a decision is made once.
//!
//! Knows nothing of what an article says or how it is filed: opaque texts, paths and states only.

use jiff::civil::Date;
use rusqlite::{
    Connection, OptionalExtension, Row, ToSql,
    types::{ToSqlOutput, Type},
};

use super::ids::Day;
use super::outbox::{self, QueuedMessage};
use super::{Store, StoreError};
use crate::messaging::{ChatKey, MessageId};

/// A file that has come.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// The chat that it came from.
    pub chat: ChatKey,
    /// What brought it there: the same is kept once.
    pub origin: Origin,
    /// A resident sent it.
    pub resident: bool,
    /// It may be decided on; before that its sender must nod.
    pub handed: bool,
    /// The day.
    pub day: Date,
    /// What came before this day is deleted.
    pub forget_before: Date,
    /// Its name.
    pub name: String,
    /// Its articles, in order.
    pub pieces: Vec<String>,
}

/// What brought something to the editors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A message with a file.
    File(MessageId),
    /// Words that were typed, by the number under which they were kept until their writer nodded.
    Words(u64),
}

/// What was decided on an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nothing yet.
    Waits,
    /// It is in the folder.
    Filed,
    /// It is not wanted.
    Left,
}

/// An article of a file that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its number.
    pub seq: i64,
    /// The number of its file.
    pub parcel: i64,
    /// What was decided.
    pub decision: Decision,
    /// The article.
    pub body: String,
    /// Where it is, or is about to be, written.
    pub path: Option<String>,
    /// What was written, if it was written because of this decision.
    pub hash: Option<String>,
    /// The chat that the file came from.
    pub chat: ChatKey,
    /// A resident sent it.
    pub resident: bool,
    /// The name of the file.
    pub name: String,
}

/// A decision with what it brings.
#[derive(Clone, Debug)]
pub struct Decided {
    /// What was decided.
    pub decision: Decision,
    /// Where the article is, if it was filed.
    pub path: Option<String>,
    /// What was written there, if it was written for this decision.
    pub hash: Option<String>,
    /// What is said for it.
    pub messages: Vec<QueuedMessage>,
}

/// A file on which something is to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its number.
    pub parcel: i64,
    /// Its name.
    pub name: String,
    /// A resident sent it.
    pub resident: bool,
    /// Articles that wait.
    pub pieces: usize,
}

const COLUMNS: &str = "p.seq, p.submission, p.state, p.body, p.path, p.hash, f.chat, f.resident, f.name
     FROM submitted_articles p JOIN submissions f ON f.seq = p.submission";

impl ToSql for Origin {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::File(MessageId(message)) => format!("file:{message}"),
            Self::Words(number) => format!("words:{number}"),
        }
        .into())
    }
}

impl Decision {
    fn number(self) -> i64 {
        match self {
            Self::Waits => 0,
            Self::Filed => 1,
            Self::Left => 2,
        }
    }

    fn read(number: i64) -> rusqlite::Result<Self> {
        [Self::Waits, Self::Filed, Self::Left]
            .into_iter()
            .find(|decision| decision.number() == number)
            .ok_or(rusqlite::Error::IntegralValueOutOfRange(2, number))
    }
}

fn piece(row: &Row<'_>) -> rusqlite::Result<Piece> {
    let decision = Decision::read(row.get(2)?)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(2, Type::Integer, Box::new(error)))?;
    Ok(Piece {
        seq: row.get(0)?,
        parcel: row.get(1)?,
        decision,
        body: row.get(3)?,
        path: row.get(4)?,
        hash: row.get(5)?,
        chat: row.get(6)?,
        resident: row.get(7)?,
        name: row.get(8)?,
    })
}

fn number_of(connection: &Connection, chat: ChatKey, origin: Origin) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT seq FROM submissions WHERE chat = ?1 AND origin = ?2")?
        .query_row((chat, origin), |row| row.get(0))
        .optional()
}

impl Store {
    /// Keeps a file and gives its number; what was kept before stays as it is.
    pub fn keep_parcel(&self, parcel: Parcel) -> Result<i64, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("DELETE FROM submissions WHERE day < ?1")?
                .execute([Day(parcel.forget_before)])?;
            if let Some(known) = number_of(connection, parcel.chat, parcel.origin)? {
                return Ok(known);
            }
            connection
                .prepare_cached(
                    "INSERT INTO submissions (chat, origin, resident, handed, day, name)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute((
                    parcel.chat,
                    parcel.origin,
                    parcel.resident,
                    parcel.handed,
                    Day(parcel.day),
                    &parcel.name,
                ))?;
            let seq = connection.last_insert_rowid();
            let mut insert = connection.prepare_cached(
                "INSERT INTO submitted_articles (submission, state, body) VALUES (?1, 0, ?2)",
            )?;
            for body in &parcel.pieces {
                insert.execute((seq, body))?;
            }
            Ok(seq)
        })
    }

    /// Forgets what came before that day.
    pub fn forget_parcels(&self, before: Date) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            connection.prepare_cached("DELETE FROM submissions WHERE day < ?1")?.execute([Day(before)])?;
            Ok(())
        })
    }

    /// How many files came from a chat on a day.
    pub fn parcels_on(&self, chat: ChatKey, day: Date) -> Result<usize, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(
                    "SELECT COUNT(*) FROM submissions WHERE chat = ?1 AND day = ?2 AND origin GLOB 'file:*'",
                )?
                .query_row((chat, Day(day)), |row| {
                    row.get(0).map(|count: i64| usize::try_from(count).unwrap_or(0))
                })
        })
    }

    /// The sender's nod; false when the file is gone.
    pub fn hand_over(&self, chat: ChatKey, parcel: i64) -> Result<bool, StoreError> {
        self.run_blocking(move |connection| {
            let changed = connection
                .prepare_cached("UPDATE submissions SET handed = 1 WHERE seq = ?1 AND chat = ?2")?
                .execute((parcel, chat))?;
            Ok(changed > 0)
        })
    }

    /// Forgets a file that its sender does not want to hand over.
    pub fn forget_parcel(&self, chat: ChatKey, parcel: i64) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("DELETE FROM submissions WHERE seq = ?1 AND chat = ?2")?
                .execute((parcel, chat))?;
            Ok(())
        })
    }

    /// One article of a file that may be decided on.
    pub fn piece(&self, seq: i64) -> Result<Option<Piece>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(&format!("SELECT {COLUMNS} WHERE p.seq = ?1 AND f.handed = 1"))?
                .query_row([seq], piece)
                .optional()
        })
    }

    /// The articles of a file that may be decided on, in order.
    pub fn pieces(&self, parcel: i64) -> Result<Vec<Piece>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} WHERE p.submission = ?1 AND f.handed = 1 ORDER BY p.seq"
                ))?
                .query_map([parcel], piece)?
                .collect()
        })
    }

    /// Files on which something is to be decided, oldest first.
    pub fn parcels_waiting(&self) -> Result<Vec<Waiting>, StoreError> {
        self.run_blocking(|connection| {
            connection
                .prepare_cached(
                    "SELECT f.seq, f.name, f.resident, COUNT(*) FROM submissions f JOIN submitted_articles p ON p.submission = f.seq
                     WHERE f.handed = 1 AND p.state = 0 GROUP BY f.seq ORDER BY f.seq",
                )?
                .query_map([], |row| {
                    let pieces: i64 = row.get(3)?;
                    Ok(Waiting {
                        parcel: row.get(0)?,
                        name: row.get(1)?,
                        resident: row.get(2)?,
                        pieces: usize::try_from(pieces).unwrap_or_default(),
                    })
                })?
                .collect()
        })
    }

    /// Changes an article on which nothing is decided.
    pub fn change_piece(&self, seq: i64, body: String) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(
                    "UPDATE submitted_articles SET body = ?2, path = NULL WHERE seq = ?1 AND state = 0",
                )?
                .execute((seq, body))?;
            Ok(())
        })
    }

    /// Notes where an article is about to be written, so that after a crash its own file is known again.
    pub fn about_to_file(&self, seq: i64, path: &str) -> Result<(), StoreError> {
        let path = path.to_owned();
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("UPDATE submitted_articles SET path = ?2 WHERE seq = ?1 AND state <> 1")?
                .execute((seq, path))?;
            Ok(())
        })
    }

    /// Notes a decision, once, and queues what is said for it in the same step.
    pub fn decide_piece(&self, seq: i64, decided: Decided) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            let Decided { decision, path, hash, messages } = decided;
            let changed = connection
                .prepare_cached(
                    "UPDATE submitted_articles SET state = ?2, path = ?3, hash = ?4 WHERE seq = ?1 AND state <> ?2",
                )?
                .execute((seq, decision.number(), path, hash))?;
            if changed > 0 {
                messages.iter().try_for_each(|message| outbox::queue(connection, message))?;
            }
            Ok(())
        })
    }

    /// What the chat's next words are to change: an article and which part of it.
    pub fn changing(&self, chat: ChatKey) -> Result<Option<(i64, String)>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("SELECT article, field FROM edits WHERE chat = ?1")?
                .query_row([chat], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
        })
    }

    /// Notes what the chat's next words are to change, or that they are ordinary words.
    pub fn set_changing(&self, chat: ChatKey, what: Option<(i64, &str)>) -> Result<(), StoreError> {
        let what = what.map(|(piece, field)| (piece, field.to_owned()));
        self.run_blocking(move |connection| {
            match what {
                Some((piece, field)) => connection
                    .prepare_cached(
                        "INSERT OR REPLACE INTO edits (chat, article, field) VALUES (?1, ?2, ?3)",
                    )?
                    .execute((chat, piece, field))?,
                None => connection.prepare_cached("DELETE FROM edits WHERE chat = ?1")?.execute([chat])?,
            };
            Ok(())
        })
    }
}
