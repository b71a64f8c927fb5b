//! What must survive a crash: one SQLite file with the updates to answer, the messages to send, and what is kept for
//! a chat.
//!
//! Knows nothing of any network's library or of conversations: numbers, states and opaque texts only. Order is kept by
//! sequence numbers and never by time, so a clock that jumps changes nothing. Each feature has a file of its own with its
//! tables' rows and its share of [`Store`]'s methods; the layout stands in `migrations`.

mod answers;
mod backup;
mod button_contexts;
mod chats;
mod edits;
mod marks;
mod ids;
mod inbox;
mod migrations;
mod misread;
mod notifications;
mod outbox;
mod preferences;
mod question_log;
mod service_lock;
mod submissions;
mod trouble;
mod writer;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::watch;

pub(crate) use answers::{ArticleDisplay, DisplayedMessage};
pub(crate) use backup::{Holdings, back_up, restore};
pub(crate) use button_contexts::ButtonContextRow;
pub(crate) use edits::AwaitedEdit;
pub use inbox::Update;
pub(crate) use inbox::{InboxRow, Move, Settled};
pub(crate) use marks::WrongMark;
pub(crate) use misread::MisreadTurn;
pub(crate) use notifications::{NewSubscription, NoticeKey, NotificationBatch, Notified, Subscription};
pub(crate) use outbox::{Lane, OutboxId, OutboxRow, QueuedMessage};
pub(crate) use question_log::{LoggedQuestion, UnansweredGroup};
pub(crate) use service_lock::ServiceLock;
pub use submissions::{Decision, DecisionRecord};
pub(crate) use submissions::{NewSubmission, SubmissionOrigin, SubmissionRow};
pub(crate) use trouble::Trouble;

use crate::telemetry;

/// Why the database did not do what it was asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be opened or brought up to date.
    #[error("failed to open the database `{path}`: {fault}")]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite or the system said.
        fault: String,
    },
    /// The file was written by a newer linli.
    #[error("the database `{path}` was written by a newer linli (layout {found}, this one knows {known})")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its layout.
        found: i64,
        /// The newest layout that this program knows.
        known: i64,
    },
    /// A statement failed.
    #[error("the database refused: {0}")]
    Refused(String),
    /// What was kept cannot be read back.
    #[error("{} of `{table}` cannot be read back", row.map_or_else(|| "a row".to_owned(), |row| format!("row {row}")))]
    Unreadable {
        /// The table.
        table: &'static str,
        /// The number of the row; none where that is the number of a chat.
        row: Option<i64>,
    },
    /// Nothing can be kept now.
    #[error("the database `{path}` keeps nothing: {trouble}")]
    Unkept {
        /// The file.
        path: PathBuf,
        /// Why.
        trouble: Trouble,
    },
    /// The writer is gone.
    #[error("the database is closed")]
    Closed,
}

impl StoreError {
    /// A row that cannot be read back: logged and counted here, once.
    pub(crate) fn unreadable(table: &'static str, row: Option<i64>) -> Self {
        let error = Self::Unreadable { table, row };
        telemetry::failed("row_unreadable");
        tracing::error!(%error, "the row is left as it is");
        error
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Refused(error.to_string())
    }
}

/// The database: cheap to clone, one writer behind it.
#[derive(Clone)]
pub struct Store {
    writer: writer::Writer,
    path: PathBuf,
}

impl Store {
    /// Opens or creates the file and brings its layout up to date.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, writer::Timing::default())
    }

    fn open_with(path: &Path, timing: writer::Timing) -> Result<Self, StoreError> {
        let fault = |fault: String| StoreError::Open { path: path.to_path_buf(), fault };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| fault(error.to_string()))?;
        }
        let connection = Connection::open(path).map_err(|error| fault(error.to_string()))?;
        Self::over(connection, path, timing)
    }

    /// A database that is gone with the program: for a terminal without a state folder, and for tests.
    pub(crate) fn in_memory() -> Result<Self, StoreError> {
        let path = Path::new(":memory:");
        let fault =
            |error: rusqlite::Error| StoreError::Open { path: path.to_path_buf(), fault: error.to_string() };
        Self::over(Connection::open_in_memory().map_err(fault)?, path, writer::Timing::default())
    }

    fn over(mut connection: Connection, path: &Path, timing: writer::Timing) -> Result<Self, StoreError> {
        let fault = |fault: String| StoreError::Open { path: path.to_path_buf(), fault };
        prepare(&connection).map_err(|error| fault(error.to_string()))?;
        match migrations::migrate(&mut connection).map_err(|error| fault(error.to_string()))? {
            migrations::Layout::Current => {}
            migrations::Layout::Newer { found, known } => {
                return Err(StoreError::Newer { path: path.to_path_buf(), found, known });
            }
        }
        let file = connection.path().is_some_and(|path| !path.is_empty()).then(|| path.to_path_buf());
        let writer =
            writer::Writer::start(connection, file, timing).map_err(|error| fault(error.to_string()))?;
        Ok(Self { writer, path: path.to_path_buf() })
    }

    /// The file.
    #[must_use]
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// What keeps the database from keeping anything, as it changes; none when all is well.
    #[must_use]
    pub(crate) fn trouble(&self) -> watch::Receiver<Option<Trouble>> {
        self.writer.trouble()
    }

    /// Does what waits and closes the file, so that it is whole by itself, without its journal; whoever comes later
    /// hears [`StoreError::Closed`]. False when that takes longer. Must not be called on the async runtime's own
    /// threads.
    #[must_use]
    pub(crate) fn close(&self, within: Duration) -> bool {
        self.writer.close(within)
    }

    /// Runs `work` on the writer's thread; returns once it is on the disk, together with whatever else came in
    /// meanwhile.
    pub async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        self.writer.run(work).await
    }

    /// The same for threads that may wait. Must not be called on the async runtime's own threads.
    fn run_blocking<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        self.writer.run_blocking(work)
    }
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(writer::PATIENCE)?;
    // What a person wrote is overwritten when it is deleted, not only unlinked.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA secure_delete = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA journal_size_limit = 8388608;",
    )
}

#[cfg(test)]
mod tests;
