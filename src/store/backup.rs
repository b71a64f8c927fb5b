//! A whole copy of the database, made while it is written to, and the way back.
//!
//! Knows nothing of what the tables mean to a conversation. A copy is one file without a journal, looked through before
//! it counts; a database that gives way to a copy is put aside, not deleted.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, chown};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::ServiceLock;
use super::migrations::{APPLICATION, newest};
use super::writer::PATIENCE;
use crate::atomic_file::{Access, AtomicFile, folder_of};

/// Attempts to begin the copy while another process has the file for itself.
const ATTEMPTS: usize = 100;
/// The pause between two of them.
const PAUSE: Duration = Duration::from_millis(100);
/// What SQLite puts beside its file.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];
/// The tables that every layout has.
const TABLES: [&str; 4] = ["inbox", "outbox", "chats", "facts"];

/// Why there is no copy, or no way back.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BackupError {
    /// Nothing has been kept yet.
    #[error("there is no database `{0}`; nothing to back up (`--state` names the state folder)")]
    NoDatabase(PathBuf),
    /// The file is there.
    #[error("`{0}` exists already and is left as it is; give another name, or move it away first")]
    Exists(PathBuf),
    /// There is no such copy.
    #[error("cannot read `{path}`: {source}")]
    NoCopy {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is the database itself.
    #[error("`{0}` is the database that is in use, not a copy of it")]
    Itself(PathBuf),
    /// The file is no whole database of linli's.
    #[error("`{path}` is not a sound copy: {fault}; nothing was changed")]
    Unsound {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        fault: String,
    },
    /// A bot, a talk in a terminal or a backup has the database open.
    #[error(
        "the database `{0}` is in use; stop the bot first (Ctrl+C, or `systemctl stop linli`), then try again"
    )]
    InUse(PathBuf),
    /// The disk or the database refuses.
    #[error("failed to write `{path}`: {fault}; make room or choose another folder, then try again")]
    Failed {
        /// The file.
        path: PathBuf,
        /// What the system or SQLite said.
        fault: String,
    },
}

/// What a sound copy holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Holdings {
    /// Bytes of the file.
    pub(crate) bytes: u64,
    /// The layout it is written in.
    pub(crate) layout: i64,
    /// Chats that have set something.
    pub(crate) settings: i64,
    /// Subscriptions.
    pub(crate) wishes: i64,
    /// Articles of files on which somebody is to decide.
    pub(crate) drafts: i64,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Restored {
    /// What the copy holds.
    pub(crate) holds: Holdings,
    /// Where the database that was there lies now.
    pub(crate) before: Option<PathBuf>,
}

/// Copies the database into a new file `to`, whole as it is at one moment. Others may write meanwhile.
///
/// # Errors
/// There is no database, `to` exists, or the disk refuses; then `to` is not there.
pub(crate) fn back_up(database: &Path, to: &Path) -> Result<Holdings, BackupError> {
    if !database.is_file() {
        return Err(BackupError::NoDatabase(database.to_owned()));
    }
    if fs::symlink_metadata(to).is_ok() {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let failed = |fault: String| BackupError::Failed { path: to.to_owned(), fault };
    let draft = CopyDraft::beside(to).map_err(|error| failed(error.to_string()))?;
    copy(database, draft.path()).map_err(|error| failed(error.to_string()))?;
    let holds =
        examine(draft.path()).map_err(|fault| BackupError::Unsound { path: database.to_owned(), fault })?;
    draft.create().map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => BackupError::Exists(to.to_owned()),
        _ => failed(error.to_string()),
    })?;
    sync_folder_of(to).map_err(|error| failed(error.to_string()))?;
    Ok(holds)
}

/// Puts a copy in the place of the database; what was there is put aside under a name that ends in `stamp`.
///
/// # Errors
/// The copy is not sound, somebody has the database open, or the disk refuses; then everything is as it was.
pub(crate) fn restore(database: &Path, from: &Path, stamp: &str) -> Result<Restored, BackupError> {
    let failed = |fault: String| BackupError::Failed { path: database.to_owned(), fault };
    let unread = |source| BackupError::NoCopy { path: from.to_owned(), source };
    let source = fs::canonicalize(from).map_err(unread)?;
    if fs::canonicalize(database).is_ok_and(|database| database == source) {
        return Err(BackupError::Itself(from.to_owned()));
    }
    let folder = folder_of(database);
    fs::create_dir_all(folder).map_err(|error| failed(error.to_string()))?;
    // Held to the end: whoever starts meanwhile waits.
    let _turn = ServiceLock::take(database)
        .map_err(|error| failed(error.to_string()))?
        .ok_or_else(|| BackupError::InUse(database.to_owned()))?;
    let draft = CopyDraft::beside(database).map_err(|error| failed(error.to_string()))?;
    // A copy that was made by hand may have its journal beside it. It is never opened where it lies: it may be on a
    // disk that cannot be written, and it stays as it is.
    for ending in ["", "-wal"] {
        let (part, own) = (with_ending(&source, ending), with_ending(draft.path(), ending));
        if part.exists() {
            let mut part = File::open(&part).map_err(unread)?;
            let mut own = OpenOptions::new()
                .create(true)
                .truncate(true)
                .write(true)
                .mode(0o600)
                .open(own)
                .map_err(|error| failed(error.to_string()))?;
            io::copy(&mut part, &mut own).map_err(|error| failed(error.to_string()))?;
        }
    }
    let holds =
        examine(draft.path()).map_err(|fault| BackupError::Unsound { path: from.to_owned(), fault })?;
    File::open(draft.path()).and_then(|file| file.sync_all()).map_err(|error| failed(error.to_string()))?;
    let before = put_aside(database, stamp)?;
    // Whoever runs this for a service, as root, leaves the service its files.
    if let Ok(owner) = fs::metadata(folder) {
        for file in [draft.path(), &database.with_extension("lock")] {
            let _ = chown(file, Some(owner.uid()), Some(owner.gid()));
        }
    }
    draft.replace().map_err(|error| failed(error.to_string()))?;
    sync_folder_of(database).map_err(|error| failed(error.to_string()))?;
    Ok(Restored { holds, before })
}

/// Gives the database a second name, and makes sure that no journal of it is left to be read into another one.
fn put_aside(database: &Path, stamp: &str) -> Result<Option<PathBuf>, BackupError> {
    let failed =
        |fault: io::Error| BackupError::Failed { path: database.to_owned(), fault: fault.to_string() };
    if !database.exists() {
        // A journal without its database belongs to nothing.
        for ending in BESIDE {
            remove(&with_ending(database, ending)).map_err(failed)?;
        }
        return Ok(None);
    }
    let name = |more: usize| match more {
        0 => with_ending(database, &format!(".before-restore-{stamp}")),
        more => with_ending(database, &format!(".before-restore-{stamp}-{more}")),
    };
    // What was put aside before is never overwritten.
    let aside = (0..).map(name).find(|aside| !aside.exists()).unwrap_or_else(|| name(0));
    // SQLite deletes a journal that it cannot use: what is damaged is put aside as it is.
    let (journal, kept) = (with_ending(database, "-wal"), with_ending(&aside, "-wal"));
    if journal.exists() {
        fs::copy(&journal, &kept).map_err(failed)?;
    }
    match fold(database) {
        Ok(()) => remove(&kept).map_err(failed)?,
        Err(error) if is_busy(&error) => {
            remove(&kept).map_err(failed)?;
            return Err(BackupError::InUse(database.to_owned()));
        }
        Err(error) => tracing::warn!(%error, "the database that is put aside could not be read"),
    }
    for ending in BESIDE {
        let part = with_ending(database, ending);
        if ending == "-wal" {
            remove(&part).map_err(failed)?;
        } else if part.exists() {
            fs::rename(&part, with_ending(&aside, ending)).map_err(failed)?;
        }
    }
    if fs::hard_link(database, &aside).is_err() {
        fs::copy(database, &aside).map_err(failed)?;
    }
    Ok(Some(aside))
}

/// Brings the journal into the file and does without one: possible only while nobody else has the file open.
fn fold(database: &Path) -> rusqlite::Result<()> {
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(Duration::ZERO)?;
    connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    connection.close().map_err(|(_, error)| error)
}

fn is_busy(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(code, Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked))
}

/// SQLite's own copy of a database that is in use, by one reading transaction: who writes meanwhile neither waits nor
/// changes it.
fn copy(database: &Path, to: &Path) -> rusqlite::Result<()> {
    let source = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    source.busy_timeout(PATIENCE)?;
    let mut target = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let backup = Backup::new(&source, &mut target)?;
    for _ in 0..ATTEMPTS {
        if backup.step(-1)? == StepResult::Done {
            drop(backup);
            return target.close().map_err(|(_, error)| error);
        }
        std::thread::sleep(PAUSE);
    }
    Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY), None))
}

/// Looks a copy through, and makes one file of it; tells what is wrong with it otherwise.
fn examine(copy: &Path) -> Result<Holdings, String> {
    let looked = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => "it is no SQLite database".to_owned(),
        _ => error.to_string(),
    };
    let connection = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(looked)?;
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (application, layout) =
        (number("application_id").map_err(looked)?, number("user_version").map_err(looked)?);
    let has = |table: &str| {
        connection
            .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1")
            .and_then(|mut statement| statement.exists([table]))
            .map_err(looked)
    };
    // The first layouts were not marked.
    let marked = [0, APPLICATION].contains(&application);
    for table in TABLES {
        if !marked || layout < 1 || !has(table)? {
            return Err(
                "it holds nothing of linli's (a copy of `linli.sqlite` without its `-wal`?)".to_owned()
            );
        }
    }
    if layout > newest() {
        return Err(format!(
            "it was written by a newer linli (layout {layout}, this one knows {}); update first",
            newest()
        ));
    }
    let whole: String =
        connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(looked)?;
    if whole != "ok" {
        return Err(format!("it is damaged ({})", whole.lines().next().unwrap_or_default()));
    }
    let count = |table: &str| {
        if !has(table)? {
            return Ok(0);
        }
        connection.query_row(&format!("SELECT COUNT(*) FROM {table}"), [], |row| row.get(0)).map_err(looked)
    };
    let holds = Holdings {
        bytes: 0,
        layout,
        settings: count("preferences")?,
        wishes: count("subscriptions")?,
        // Up to layout 6 they were called pieces.
        drafts: count("submitted_articles")? + count("pieces")?,
    };
    connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).map_err(looked)?;
    connection.close().map_err(|(_, error)| error.to_string())?;
    let bytes = fs::metadata(copy).map_err(|error| error.to_string())?.len();
    Ok(Holdings { bytes, ..holds })
}

/// A copy that is being made: gone again, with the journals that SQLite puts beside it, unless it was given its name.
struct CopyDraft(Option<AtomicFile>);

impl CopyDraft {
    /// An empty file that only its owner reads.
    fn beside(path: &Path) -> io::Result<Self> {
        AtomicFile::begin(path, Access::Owner).map(|file| Self(Some(file)))
    }

    fn path(&self) -> &Path {
        self.0.as_ref().map_or(Path::new(""), AtomicFile::path)
    }

    /// Gives it its name, unless something has it.
    fn create(mut self) -> io::Result<()> {
        self.0.take().map_or(Ok(()), AtomicFile::create)
    }

    /// Gives it its name, whatever had it before.
    fn replace(mut self) -> io::Result<()> {
        self.0.take().map_or(Ok(()), AtomicFile::replace)
    }
}

impl Drop for CopyDraft {
    fn drop(&mut self) {
        if self.0.is_some() {
            for ending in BESIDE {
                let _ = remove(&with_ending(self.path(), ending));
            }
        }
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn sync_folder_of(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}
