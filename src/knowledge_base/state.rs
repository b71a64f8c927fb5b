//! The state folder: one sub-folder for each knowledge folder, one writer by lock.
//!
//! Knows nothing of what articles hold.

use std::{
    fs::{self, File, TryLockError},
    io, panic,
    path::{Path, PathBuf},
    sync::{
        Mutex, OnceLock,
        atomic::{AtomicBool, AtomicU64},
    },
    time::{Duration, SystemTime},
};

use arc_swap::ArcSwap;

use super::{
    KnowledgeBase, KnowledgeBaseOptions, LOOKED_THROUGH, LoadReport, RefreshPolicy,
    generations::{Generations, ServingState, WORDS},
    knowledge::{DataFile, Knowledge, Vocabulary},
    reload,
    seal::{self, Depth, Flaw},
};
use crate::{
    content_hash::ContentHash,
    index::{self, Index, IndexError, Snapshot},
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
    /// The folder of the index, in the state folder, cannot be used.
    #[error("cannot write the state folder `{path}`")]
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
    /// The index is damaged, and this process cannot make it anew.
    #[error("the index in `{path}` is damaged ({flaw}); {why}")]
    Damaged {
        /// The folder of the index.
        path: PathBuf,
        /// What is wrong with it.
        flaw: Flaw,
        /// Why it is not made anew, and the remedy.
        why: &'static str,
    },
    /// The index cannot be used.
    #[error(transparent)]
    Index(#[from] IndexError),
}

/// An index of up to so many bytes is read through before it is used; that of a larger one is left for later.
const READ_AT_ONCE: u64 = 64 << 20;
/// Another process may put the next generation in the place of the one that is being opened.
const ATTEMPTS: usize = 3;

pub(super) fn open(options: &KnowledgeBaseOptions) -> Result<(KnowledgeBase, LoadReport), OpenError> {
    let unreadable = |source| OpenError::Folder { path: options.knowledge.clone(), source };
    let folder = fs::canonicalize(&options.knowledge).map_err(unreadable)?;
    let home = home_of(&options.state, &folder);
    let lock = WriteLock::new(home.clone());
    let generations = Generations::new(home);
    let depth =
        if options.refresh == RefreshPolicy::Always { Depth::Through } else { Depth::UpTo(READ_AT_ONCE) };
    let mut notes = Vec::new();
    let (serving, opened) = match claim(&folder, &lock) {
        Ok(true) => open_or_create(&generations, depth, &mut notes)?,
        Ok(false) => {
            notes.push("another process is updating this index; answering from its last commit".to_owned());
            let why = "another process has it in use: end that one, and the next start makes the index anew";
            open_read_only(&generations, depth, why)?
                .ok_or_else(|| OpenError::Busy { path: folder.clone() })?
        }
        // Whoever asks for what is new cannot do with what is there.
        Err(error) if options.refresh == RefreshPolicy::Always => return Err(error),
        Err(error) => {
            let why =
                "its folder cannot be written: make it writable, and the next start makes the index anew";
            let Ok(Some(found)) = open_read_only(&generations, depth, why) else { return Err(error) };
            notes.push(format!("{}; answering from its last commit", in_one_line(&error)));
            found
        }
    };
    // What serves is a whole: articles are answered with the words that they were read with.
    let data = match opened.words {
        Some(data) => data,
        None => reload::data_files(&folder, &intake::scan(&folder).map_err(unreadable)?).files,
    };
    let words = Vocabulary::read(data);
    let OpenedGeneration { snapshot, read_through, made_anew, .. } = opened;
    let mut report = LoadReport { articles: snapshot.articles(), ..LoadReport::default() };
    let (empty, files) = (snapshot.payload().is_empty(), snapshot.files());
    let current = Knowledge::new(serving.current, snapshot, &words, options.home.as_ref());
    let knowledge = KnowledgeBase {
        folder,
        home: options.home.clone(),
        reader: options.reader.clone(),
        generations,
        lock,
        revision: AtomicU64::new(0),
        current: ArcSwap::from_pointee(current),
        unread: AtomicBool::new(!read_through),
        damaged: AtomicBool::new(false),
        gate: Mutex::new(()),
    };
    if !knowledge.lock.is_held() {
        report.notes = notes;
        return Ok((knowledge, report));
    }
    let refresh = match options.refresh {
        RefreshPolicy::Always => true,
        RefreshPolicy::IfQuick => empty || (files <= LOOKED_THROUGH && !serving.held),
        RefreshPolicy::Later => false,
    };
    if refresh {
        match knowledge.reload() {
            // Whoever only asks is answered from what was there before: the disk may be full.
            Err(error) if options.refresh == RefreshPolicy::IfQuick && !empty => {
                notes.push(format!("{}; answering from the last commit", in_one_line(&error)));
            }
            reloaded => report = reloaded?,
        }
    } else if serving.held {
        notes.push(
            "an operator went back to former knowledge; --fresh or /reload looks for changes".to_owned(),
        );
    } else if options.refresh == RefreshPolicy::IfQuick {
        let age = age_of_commit(&knowledge.generations.folder(serving.current))
            .map_or_else(String::new, |age| format!(", {} minutes old", age.as_secs() / 60));
        notes.push(format!(
            "the folder has more than {LOOKED_THROUGH} files; answering from the last commit{age} (--fresh looks for changes)"
        ));
    }
    report.made_anew |= made_anew;
    report.notes = notes;
    Ok((knowledge, report))
}

/// Makes the folder of this index and takes its lock; false when another process has it.
fn claim(folder: &Path, lock: &WriteLock) -> Result<bool, OpenError> {
    let failed = |source| OpenError::State { path: lock.home.clone(), source };
    fs::create_dir_all(&lock.home).map_err(failed)?;
    let (serves, name) = (lock.home.join("serves"), folder.to_string_lossy());
    // On a full disk what is there already need not be written.
    if !fs::read(&serves).is_ok_and(|found| found == name.as_bytes()) {
        fs::write(serves, name.as_bytes()).map_err(failed)?;
    }
    lock.take()
}

/// A generation that is whole.
struct OpenedGeneration {
    snapshot: Snapshot,
    words: Option<Vec<DataFile>>,
    /// All of it was looked at.
    read_through: bool,
    /// What was there was damaged.
    made_anew: bool,
}

/// The generation that stands, for the process that writes; a damaged one gives way to an empty one, which is filled
/// from the folder.
fn open_or_create(
    generations: &Generations,
    depth: Depth,
    notes: &mut Vec<String>,
) -> Result<(ServingState, OpenedGeneration), OpenError> {
    let failed = |source| OpenError::State { path: generations.home().to_owned(), source };
    let found = match generations.serving() {
        Ok(Some(serving)) => {
            open_verified(generations, serving.current, depth).map(|opened| (serving, opened))
        }
        Ok(None) => Err(Flaw::Missing("standing".to_owned())),
        Err(flaw) => Err(flaw),
    };
    let flaw = match found {
        Ok((serving, opened)) => {
            generations.remove_unused(serving).map_err(failed)?;
            return Ok((serving, opened));
        }
        Err(flaw) => flaw,
    };
    // At the very first start nothing is there, and a start that was cut short leaves nothing that is finished.
    let served = !matches!(generations.serving(), Ok(None)) || generations.any_sealed().map_err(failed)?;
    let made_anew = flaw != Flaw::OtherVersion && served;
    if made_anew {
        notes.push(format!("the index was damaged ({flaw}); it was made anew from the knowledge folder"));
    }
    let current = generations.create_empty().map_err(failed)?;
    let snapshot = Index::create(&generations.folder(current))?.snapshot()?;
    generations.seal(current, None).map_err(failed)?;
    let serving = ServingState { current, ..ServingState::default() };
    generations.set_serving(serving).and_then(|()| generations.remove_unused(serving)).map_err(failed)?;
    Ok((serving, OpenedGeneration { snapshot, words: None, read_through: true, made_anew }))
}

/// The generation that stands, for a process that cannot write; none when there is none yet.
fn open_read_only(
    generations: &Generations,
    depth: Depth,
    why: &'static str,
) -> Result<Option<(ServingState, OpenedGeneration)>, OpenError> {
    let damaged = |flaw| OpenError::Damaged { path: generations.home().to_owned(), flaw, why };
    let mut attempts = 0;
    loop {
        let Some(serving) = generations.serving().map_err(damaged)? else { return Ok(None) };
        match open_verified(generations, serving.current, depth) {
            Ok(opened) => return Ok(Some((serving, opened))),
            Err(Flaw::OtherVersion) => return Ok(None),
            Err(flaw) => {
                attempts += 1;
                let moved_on = generations.serving() != Ok(Some(serving));
                if attempts == ATTEMPTS || !moved_on {
                    return Err(damaged(flaw));
                }
            }
        }
    }
}

/// Opens a generation after it was looked at.
fn open_verified(generations: &Generations, generation: u64, depth: Depth) -> Result<OpenedGeneration, Flaw> {
    let folder = generations.folder(generation);
    if Index::is_of_another_version(&folder) {
        return Err(Flaw::OtherVersion);
    }
    let read_through = generations.verify(generation, depth)?;
    // The engine does not expect damage where nobody has looked for it.
    let opened = panic::catch_unwind(|| Index::open(&folder).and_then(|index| index.snapshot()));
    let Ok(Ok(snapshot)) = opened else { return Err(Flaw::Unreadable(seal::name_of(&folder))) };
    let words = generations.words(generation)?;
    Ok(OpenedGeneration { snapshot, words, read_through, made_anew: false })
}

/// The former knowledge, to go back to.
pub(super) fn open_former(
    generations: &Generations,
    generation: u64,
) -> Result<(Snapshot, Vocabulary), OpenError> {
    let damaged = |flaw| OpenError::Damaged {
        path: generations.folder(generation),
        flaw,
        why: "there is nothing sound to go back to",
    };
    let opened = open_verified(generations, generation, Depth::Through).map_err(damaged)?;
    // With the words that ship its articles would be answered otherwise than they were.
    let words = opened.words.ok_or_else(|| damaged(Flaw::Missing(WORDS.to_owned())))?;
    Ok((opened.snapshot, Vocabulary::read(words)))
}

/// An error with its causes.
fn in_one_line(error: &OpenError) -> String {
    let cause = std::error::Error::source(error).map(|cause| format!(": {cause}"));
    format!("{error}{}", cause.unwrap_or_default())
}

/// One process at a time writes an index; the system gives the lock back however a process ends.
#[derive(Debug)]
pub(super) struct WriteLock {
    home: PathBuf,
    held: OnceLock<File>,
}

impl WriteLock {
    /// Of the index in this folder.
    fn new(home: PathBuf) -> Self {
        Self { home, held: OnceLock::new() }
    }

    pub(super) fn is_held(&self) -> bool {
        self.held.get().is_some()
    }

    /// Takes the lock if no other process has it; true when this one has it now. One call at a time.
    pub(super) fn take(&self) -> Result<bool, OpenError> {
        if self.is_held() {
            return Ok(true);
        }
        let failed = |source| OpenError::State { path: self.home.clone(), source };
        let file = File::create(self.home.join("lock")).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(self.held.set(file).is_ok()),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

/// Time since the index was last changed.
fn age_of_commit(index_folder: &Path) -> Option<Duration> {
    let committed = index::last_commit(index_folder)?;
    // A clock that was set back makes no negative age.
    Some(SystemTime::now().duration_since(committed).unwrap_or_default())
}

/// The sub-folder for a knowledge folder: its name and a short hash of its whole path.
fn home_of(state: &Path, folder: &Path) -> PathBuf {
    let name: String = folder
        .file_name()
        .map(|name| {
            name.to_string_lossy().chars().filter(|character| character.is_alphanumeric()).take(24).collect()
        })
        .unwrap_or_default();
    let hash = ContentHash::of(folder.to_string_lossy().as_bytes());
    state.join(format!("{name}-{}", hash.short(8)))
}
