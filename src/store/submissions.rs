//! What was handed in, article by article, until somebody has decided on each; a decision is made once.
//!
//! Knows nothing of what an article says or how it is written into the folder: opaque texts, paths and states only.

use jiff::civil::Date;
use rusqlite::{
    Connection, OptionalExtension, Row, ToSql,
    types::{ToSqlOutput, Type},
};

use super::ids::Day;
use super::outbox::{self, QueuedMessage};
use super::{Store, StoreError};
use crate::messaging::{ChatKey, MessageId, SubmissionId, SubmittedArticleId};

/// Something that has come.
#[derive(Clone, Debug)]
pub(crate) struct NewSubmission {
    /// The chat that it came from.
    pub(crate) chat: ChatKey,
    /// What brought it there: the same is kept once.
    pub(crate) origin: SubmissionOrigin,
    /// A resident sent it.
    pub(crate) resident: bool,
    /// It may be decided on; before that its sender must nod.
    pub(crate) handed: bool,
    /// The day.
    pub(crate) day: Date,
    /// What came before this day is deleted.
    pub(crate) forget_before: Date,
    /// Its name.
    pub(crate) name: String,
    /// Its articles, in order.
    pub(crate) articles: Vec<String>,
}

/// What brought something to the editors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SubmissionOrigin {
    /// A message with a file.
    File(MessageId),
    /// Words that were typed, by the number under which they were kept until their writer nodded.
    Words(u64),
}

/// What was decided on an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nothing yet.
    Pending,
    /// It is in the folder.
    Accepted,
    /// It is not wanted.
    Rejected,
}

/// An article that was handed in, with what is known of its submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionRow {
    /// Its number.
    pub(crate) id: SubmittedArticleId,
    /// The number of its submission.
    pub(crate) submission: SubmissionId,
    /// What was decided.
    pub(crate) decision: Decision,
    /// The article.
    pub(crate) body: String,
    /// Where it is, or is about to be, written.
    pub path: Option<String>,
    /// What was written, if it was written because of this decision.
    pub(crate) hash: Option<String>,
    /// The chat that it came from.
    pub(crate) chat: ChatKey,
    /// A resident sent it.
    pub(crate) resident: bool,
    /// The name of its submission.
    pub(crate) name: String,
}

/// A decision with what it brings.
#[derive(Clone, Debug)]
pub struct DecisionRecord {
    /// What was decided.
    pub decision: Decision,
    /// Where the article is, if it was accepted.
    pub path: Option<String>,
    /// What was written there, if it was written for this decision.
    pub hash: Option<String>,
    /// What is said for it.
    pub messages: Vec<QueuedMessage>,
}

/// A submission on which something is to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingSubmission {
    /// Its number.
    pub(crate) id: SubmissionId,
    /// Its name.
    pub(crate) name: String,
    /// A resident sent it.
    resident: bool,
    /// Articles on which nothing is decided.
    pub(crate) articles: usize,
}

const COLUMNS: &str = "p.seq, p.submission, p.state, p.body, p.path, p.hash, f.chat, f.resident, f.name
     FROM submitted_articles p JOIN submissions f ON f.seq = p.submission";

impl ToSql for SubmissionOrigin {
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
            Self::Pending => 0,
            Self::Accepted => 1,
            Self::Rejected => 2,
        }
    }

    fn read(number: i64) -> rusqlite::Result<Self> {
        [Self::Pending, Self::Accepted, Self::Rejected]
            .into_iter()
            .find(|decision| decision.number() == number)
            .ok_or(rusqlite::Error::IntegralValueOutOfRange(2, number))
    }
}

impl DecisionRecord {
    /// A decision for which nothing is written or said.
    #[must_use]
    pub fn of(decision: Decision) -> Self {
        Self { decision, path: None, hash: None, messages: Vec::new() }
    }
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<SubmissionRow> {
    let decision = Decision::read(row.get(2)?)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(2, Type::Integer, Box::new(error)))?;
    Ok(SubmissionRow {
        id: row.get(0)?,
        submission: row.get(1)?,
        decision,
        body: row.get(3)?,
        path: row.get(4)?,
        hash: row.get(5)?,
        chat: row.get(6)?,
        resident: row.get(7)?,
        name: row.get(8)?,
    })
}

fn kept_before(
    connection: &Connection,
    chat: ChatKey,
    origin: SubmissionOrigin,
) -> rusqlite::Result<Option<SubmissionId>> {
    connection
        .prepare_cached("SELECT seq FROM submissions WHERE chat = ?1 AND origin = ?2")?
        .query_row((chat, origin), |row| row.get(0))
        .optional()
}

impl Store {
    /// Keeps a submission and gives its number; what was kept before stays as it is.
    pub(crate) fn keep_submission(&self, submission: NewSubmission) -> Result<SubmissionId, StoreError> {
        self.run_blocking(move |connection| {
            let NewSubmission { chat, origin, resident, handed, day, forget_before, name, articles } =
                submission;
            connection
                .prepare_cached("DELETE FROM submissions WHERE day < ?1")?
                .execute([Day(forget_before)])?;
            if let Some(known) = kept_before(connection, chat, origin)? {
                return Ok(known);
            }
            connection
                .prepare_cached(
                    "INSERT INTO submissions (chat, origin, resident, handed, day, name)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute((chat, origin, resident, handed, Day(day), &name))?;
            let id = SubmissionId(connection.last_insert_rowid());
            let mut insert = connection.prepare_cached(
                "INSERT INTO submitted_articles (submission, state, body) VALUES (?1, 0, ?2)",
            )?;
            for body in &articles {
                insert.execute((id, body))?;
            }
            Ok(id)
        })
    }

    /// Forgets what came before that day.
    pub(crate) fn forget_submissions(&self, before: Date) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            connection.prepare_cached("DELETE FROM submissions WHERE day < ?1")?.execute([Day(before)])?;
            Ok(())
        })
    }

    /// How many files came from a chat on a day.
    pub(crate) fn files_on(&self, chat: ChatKey, day: Date) -> Result<usize, StoreError> {
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

    /// The sender's nod; false when the submission is gone.
    pub(crate) fn hand_over(&self, chat: ChatKey, submission: SubmissionId) -> Result<bool, StoreError> {
        self.run_blocking(move |connection| {
            let changed = connection
                .prepare_cached("UPDATE submissions SET handed = 1 WHERE seq = ?1 AND chat = ?2")?
                .execute((submission, chat))?;
            Ok(changed > 0)
        })
    }

    /// Forgets a submission that its sender does not want to hand over.
    pub(crate) fn forget_submission(
        &self,
        chat: ChatKey,
        submission: SubmissionId,
    ) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("DELETE FROM submissions WHERE seq = ?1 AND chat = ?2")?
                .execute((submission, chat))?;
            Ok(())
        })
    }

    /// One article that may be decided on.
    pub fn submitted_article(&self, id: SubmittedArticleId) -> Result<Option<SubmissionRow>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(&format!("SELECT {COLUMNS} WHERE p.seq = ?1 AND f.handed = 1"))?
                .query_row([id], read_row)
                .optional()
        })
    }

    /// The articles of a submission that may be decided on, in order.
    pub(crate) fn submitted_articles(
        &self,
        submission: SubmissionId,
    ) -> Result<Vec<SubmissionRow>, StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} WHERE p.submission = ?1 AND f.handed = 1 ORDER BY p.seq"
                ))?
                .query_map([submission], read_row)?
                .collect()
        })
    }

    /// Submissions on which something is to be decided, oldest first.
    pub fn pending_submissions(&self) -> Result<Vec<PendingSubmission>, StoreError> {
        self.run_blocking(|connection| {
            connection
                .prepare_cached(
                    "SELECT f.seq, f.name, f.resident, COUNT(*) FROM submissions f JOIN submitted_articles p ON p.submission = f.seq
                     WHERE f.handed = 1 AND p.state = 0 GROUP BY f.seq ORDER BY f.seq",
                )?
                .query_map([], |row| {
                    let articles: i64 = row.get(3)?;
                    Ok(PendingSubmission {
                        id: row.get(0)?,
                        name: row.get(1)?,
                        resident: row.get(2)?,
                        articles: usize::try_from(articles).unwrap_or_default(),
                    })
                })?
                .collect()
        })
    }

    /// Changes an article on which nothing is decided.
    pub(crate) fn edit_submitted(&self, id: SubmittedArticleId, body: String) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            connection
                .prepare_cached(
                    "UPDATE submitted_articles SET body = ?2, path = NULL WHERE seq = ?1 AND state = 0",
                )?
                .execute((id, body))?;
            Ok(())
        })
    }

    /// Notes where an article is about to be written, so that after a crash its own file is known again.
    pub(crate) fn about_to_write(&self, id: SubmittedArticleId, path: &str) -> Result<(), StoreError> {
        let path = path.to_owned();
        self.run_blocking(move |connection| {
            connection
                .prepare_cached("UPDATE submitted_articles SET path = ?2 WHERE seq = ?1 AND state <> 1")?
                .execute((id, path))?;
            Ok(())
        })
    }

    /// Notes a decision, once, and queues what is said for it in the same step.
    pub fn decide(&self, id: SubmittedArticleId, record: DecisionRecord) -> Result<(), StoreError> {
        self.run_blocking(move |connection| {
            let DecisionRecord { decision, path, hash, messages } = record;
            let changed = connection
                .prepare_cached(
                    "UPDATE submitted_articles SET state = ?2, path = ?3, hash = ?4 WHERE seq = ?1 AND state <> ?2",
                )?
                .execute((id, decision.number(), path, hash))?;
            if changed > 0 {
                messages.iter().try_for_each(|message| outbox::queue(connection, message))?;
            }
            Ok(())
        })
    }
}
