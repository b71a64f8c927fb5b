//! What keeps the database from keeping anything, and whether its file is still the one that was opened.
//!
//! Knows nothing of tables.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::file_identity::FileIdentity;

/// Why nothing can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// No room is left.
    #[error("the disk is full")]
    Full,
    /// The file or its folder may not be written.
    #[error("it is read-only")]
    ReadOnly,
    /// The file is not at its path any more: what is written into it now is lost.
    #[error("it was removed or replaced while the program ran")]
    Gone,
    /// The file holds what no database holds.
    #[error("it is damaged")]
    Damaged,
    /// Another program has it for itself.
    #[error("another program keeps it locked")]
    Locked,
    /// The disk fails, or refuses.
    #[error("the system refuses to read or write it")]
    Refused,
}

impl Trouble {
    /// The trouble behind an error; none where the database is well and the statement was not.
    pub(super) fn of(error: &rusqlite::Error) -> Option<Self> {
        Some(match error.sqlite_error_code()? {
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::ReadOnly => Self::ReadOnly,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Locked,
            ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => Self::Refused,
            _ => return None,
        })
    }
}

/// Where the database lies, and which file it is.
pub(super) struct Place {
    path: PathBuf,
    identity: FileIdentity,
}

impl Place {
    /// Of the file that is at this path now; none when there is none.
    pub(super) fn of(path: &Path) -> Option<Self> {
        // Relative paths would follow the process.
        let path = fs::canonicalize(path).ok()?;
        Some(Self { identity: FileIdentity::of(&path)?, path })
    }

    /// The very same file is still there.
    pub(super) fn is_here(&self) -> bool {
        FileIdentity::of(&self.path) == Some(self.identity)
    }
}
