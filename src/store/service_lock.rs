//! Whose turn it is to answer: one process at a time works on what the database holds, others may only add to it.
//!
//! Knows nothing of the tables. In a rolling restart the new process stores updates at once and begins to answer when
//! the old one has finished; the system gives the turn back however a process ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// The turn; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct ServiceLock(#[expect(dead_code, reason = "the open file is the lock")] File);

impl ServiceLock {
    /// Takes the turn on a database, if nobody has it.
    pub(crate) fn take(database: &Path) -> io::Result<Option<Self>> {
        let lock = database.with_extension("lock");
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(lock)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}
