//! The state folder: one sub-folder for each knowledge folder, one writer by lock.
//!
//! Knows nothing of what articles hold.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::{Mutex, OnceLock, atomic::AtomicU64},
    time::{Duration, SystemTime},
};

use arc_swap::ArcSwap;

use super::{
    KnowledgeBase, LOOKED_THROUGH, LoadReport, Look, Options,
    generations::{Generations, Standing},
    knowledge::{Knowledge, Words},
    reload,
};
use crate::{
    index::{Index, IndexError},
    intake,
};

/// Why knowledge cannot be opened or brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such folder.
    #[error("cannot read knowledge folder `{path}`")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The state folder cannot be used.
    #[error("cannot use state folder `{path}`")]
    State {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another process writes the index.
    #[error("another process is updating the index of `{path}`; try again when it is done")]
    Busy {
        /// The knowledge folder.
        path: PathBuf,
    },
    /// The index cannot be used.
    #[error(transparent)]
    Index(#[from] IndexError),
}

pub(super) fn open(options: &Options) -> Result<(KnowledgeBase, LoadReport), OpenError> {
    let unreadable = |source| OpenError::Folder { path: options.knowledge.clone(), source };
    let folder = fs::canonicalize(&options.knowledge).map_err(unreadable)?;
    let home = home_of(&options.state, &folder);
    let failed = |source| OpenError::State { path: home.clone(), source };
    fs::create_dir_all(&home).map_err(failed)?;
    fs::write(home.join("serves"), folder.to_string_lossy().as_bytes()).map_err(failed)?;
    let lock = WriteLock::new(home.join("lock"));
    let generations = Generations::new(home.clone());
    let standing = if lock.take()? {
        let standing = generations.standing().unwrap_or(Standing { current: 1, ..Standing::default() });
        generations.stand(standing).and_then(|()| generations.tidy()).map_err(failed)?;
        standing
    } else {
        generations.standing().unwrap_or_default()
    };
    let index_folder = generations.folder(standing.current);
    let index = if lock.is_held() {
        Index::open(&index_folder)?
    } else {
        Index::open_existing(&index_folder).ok_or_else(|| OpenError::Busy { path: folder.clone() })?
    };
    // What serves is a whole: articles are answered with the words that they were read with.
    let data = match generations.words(standing.current) {
        Some(data) => data,
        None => reload::data_files(&folder, &intake::scan(&folder).map_err(unreadable)?).0,
    };
    let words = Words::read(data);
    let snapshot = index.snapshot()?;
    let mut report = LoadReport { articles: snapshot.articles(), ..LoadReport::default() };
    let (empty, files) = (snapshot.payload().is_empty(), snapshot.files());
    let current = Knowledge::new(standing.current, snapshot, &words, options.home.as_ref());
    let knowledge = KnowledgeBase {
        folder,
        home: options.home.clone(),
        generations,
        lock,
        generation: AtomicU64::new(0),
        current: ArcSwap::from_pointee(current),
        gate: Mutex::new(()),
    };
    if !knowledge.lock.is_held() {
        report
            .notes
            .push("another process is updating this index; answering from its last commit".to_owned());
        return Ok((knowledge, report));
    }
    let look = match options.look {
        Look::Always => true,
        Look::IfQuick => empty || (files <= LOOKED_THROUGH && !standing.held),
        Look::Later => false,
    };
    if look {
        report = knowledge.reload()?;
    } else if standing.held {
        report.notes.push(
            "an operator went back to former knowledge; --fresh or /reload looks for changes".to_owned(),
        );
    } else if options.look == Look::IfQuick {
        let age = age_of_commit(&index_folder)
            .map_or_else(String::new, |age| format!(", {} minutes old", age.as_secs() / 60));
        report.notes.push(format!(
            "the folder has more than {LOOKED_THROUGH} files; answering from the last commit{age} (--fresh looks for changes)"
        ));
    }
    Ok((knowledge, report))
}

/// One process at a time writes an index; the system gives the lock back however a process ends.
#[derive(Debug)]
pub(super) struct WriteLock {
    path: PathBuf,
    held: OnceLock<File>,
}

impl WriteLock {
    fn new(path: PathBuf) -> Self {
        Self { path, held: OnceLock::new() }
    }

    pub(super) fn is_held(&self) -> bool {
        self.held.get().is_some()
    }

    /// Takes the lock if no other process has it; true when this one has it now. One call at a time.
    pub(super) fn take(&self) -> Result<bool, OpenError> {
        if self.is_held() {
            return Ok(true);
        }
        let failed = |source| OpenError::State { path: self.path.clone(), source };
        let file = File::create(&self.path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(self.held.set(file).is_ok()),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

/// Time since the index was last changed.
#[must_use]
pub fn age_of_commit(index_folder: &Path) -> Option<Duration> {
    let modified = fs::metadata(index_folder.join("meta.json")).ok()?.modified().ok()?;
    // A clock that was set back makes no negative age.
    Some(SystemTime::now().duration_since(modified).unwrap_or_default())
}

/// The sub-folder for a knowledge folder: its name and a short hash of its whole path.
fn home_of(state: &Path, folder: &Path) -> PathBuf {
    let hash = blake3::hash(folder.to_string_lossy().as_bytes()).to_hex();
    let name: String = folder
        .file_name()
        .map(|name| {
            name.to_string_lossy().chars().filter(|character| character.is_alphanumeric()).take(24).collect()
        })
        .unwrap_or_default();
    let short: String = hash.chars().take(8).collect();
    state.join(format!("{name}-{short}"))
}
