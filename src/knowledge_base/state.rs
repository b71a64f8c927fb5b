//! The state folder: one sub-folder for each knowledge folder, one writer by lock.
//!
//! Knows nothing of what articles hold.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::Mutex,
    time::{Duration, SystemTime},
};

use arc_swap::ArcSwap;

use super::{
    KnowledgeBase, LOOKED_THROUGH, LoadReport, Look, Options,
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
    let lock = File::create(home.join("lock")).map_err(failed)?;
    let lock = match lock.try_lock() {
        Ok(()) => Some(lock),
        Err(TryLockError::WouldBlock) => None,
        Err(TryLockError::Error(source)) => return Err(failed(source)),
    };
    let index_folder = home.join("index");
    let index = match &lock {
        Some(_) => Index::open(&index_folder)?,
        None => {
            Index::open_existing(&index_folder).ok_or_else(|| OpenError::Busy { path: folder.clone() })?
        }
    };
    let scan = intake::scan(&folder).map_err(unreadable)?;
    let (data, problems) = reload::data_files(&folder, &scan);
    let mut words = Words::read(&data);
    words.problems.extend(problems);
    let snapshot = index.snapshot()?;
    let mut report = LoadReport { articles: snapshot.articles(), ..LoadReport::default() };
    let (empty, files) = (snapshot.payload().is_empty(), snapshot.files());
    let knowledge = KnowledgeBase {
        folder,
        home: options.home.clone(),
        index,
        lock,
        current: ArcSwap::from_pointee(Knowledge::new(snapshot, &words, options.home.as_ref())),
        gate: Mutex::new(()),
    };
    if knowledge.lock.is_none() {
        report
            .notes
            .push("another process is updating this index; answering from its last commit".to_owned());
        return Ok((knowledge, report));
    }
    let look = match options.look {
        Look::Always => true,
        Look::IfQuick => empty || files <= LOOKED_THROUGH,
        Look::Later => empty,
    };
    if look {
        report = reload::with_words(&knowledge, &words, &scan)?;
    } else if options.look == Look::IfQuick {
        let age = age_of_commit(&index_folder)
            .map_or_else(String::new, |age| format!(", {} minutes old", age.as_secs() / 60));
        report.notes.push(format!(
            "the folder has more than {LOOKED_THROUGH} files; answering from the last commit{age} (--fresh looks for changes)"
        ));
    }
    Ok((knowledge, report))
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
