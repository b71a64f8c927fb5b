//! What the files of a folder were when it was finished, so that damage is found before anything is read from it.
//!
//! Knows nothing of what the files hold. The engine reads its files without looking at their checksums: a flipped bit
//! would be a wrong answer, or the end of the process at every start.

use std::{collections::BTreeMap, fs, io, path::Path};

use serde::{Deserialize, Serialize};

use crate::{
    atomic_file::{self, Access},
    content_hash::ContentHash,
    file_identity::FileIdentity,
    index,
};

/// The list of files.
const SEAL: &str = "seal";

/// What a file was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SealedFile {
    size: u64,
    hash: String,
}

/// By name.
type SealedFiles = BTreeMap<String, SealedFile>;

/// How thoroughly a folder is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// Every file is there and has its size; a folder of at most so many bytes is read through as well.
    UpTo(u64),
    /// Every file is read through.
    Through,
}

/// What is wrong with a folder.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// It is gone, or was never finished.
    #[error("`{0}` is missing")]
    Missing(String),
    /// A file cannot be read, or does not say what it should.
    #[error("`{0}` cannot be read")]
    Unreadable(String),
    /// A file is not what was written.
    #[error("`{0}` is not as it was written")]
    Altered(String),
    /// It was made by another version: no damage.
    #[error("it was made by another version")]
    OtherVersion,
}

/// Notes what every file is. Files that the finished folder `former` has as well are not read again.
pub(super) fn write(folder: &Path, former: Option<&Path>) -> io::Result<()> {
    // Without a former list everything is read.
    let known = former.and_then(|former| Some((former, read(former).ok()?)));
    let mut entries = SealedFiles::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(SEAL) || is_transient(&name) || !entry.metadata()?.is_file() {
            continue;
        }
        let shared = known.as_ref().and_then(|(former, entries)| {
            let same = FileIdentity::of(&former.join(&name)) == FileIdentity::of(&entry.path());
            same.then(|| entries.get(&name).cloned()).flatten()
        });
        let found = match shared {
            Some(found) => found,
            None => SealedFile {
                size: entry.metadata()?.len(),
                hash: ContentHash::of_file(&entry.path())?.to_string(),
            },
        };
        entries.insert(name, found);
    }
    atomic_file::replace(&folder.join(SEAL), &serde_json::to_vec(&entries)?, Access::Default)
}

/// Looks whether every file is what was written; true when every file was read through.
pub(super) fn verify(folder: &Path, depth: Depth) -> Result<bool, Flaw> {
    if !folder.is_dir() {
        return Err(Flaw::Missing(name_of(folder)));
    }
    let entries = read(folder)?;
    for (name, entry) in &entries {
        let missing = || Flaw::Missing(name.clone());
        let metadata = fs::metadata(folder.join(name)).map_err(|_| missing())?;
        if !metadata.is_file() || metadata.len() != entry.size {
            return Err(Flaw::Altered(name.clone()));
        }
    }
    let bytes: u64 = entries.values().map(|entry| entry.size).sum();
    if matches!(depth, Depth::UpTo(most) if bytes > most) {
        return Ok(false);
    }
    for (name, entry) in &entries {
        let hash = ContentHash::of_file(&folder.join(name)).map_err(|_| Flaw::Unreadable(name.clone()))?;
        if hash.to_string() != entry.hash {
            return Err(Flaw::Altered(name.clone()));
        }
    }
    Ok(true)
}

/// The folder was finished once, whatever has become of it.
pub(super) fn is_sealed(folder: &Path) -> bool {
    folder.join(SEAL).exists()
}

fn read(folder: &Path) -> Result<SealedFiles, Flaw> {
    let bytes = fs::read(folder.join(SEAL)).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Flaw::Missing(SEAL.to_owned()),
        _ => Flaw::Unreadable(SEAL.to_owned()),
    })?;
    let entries: SealedFiles =
        serde_json::from_slice(&bytes).map_err(|_| Flaw::Unreadable(SEAL.to_owned()))?;
    // Nothing finished is empty.
    if entries.is_empty() { Err(Flaw::Unreadable(SEAL.to_owned())) } else { Ok(entries) }
}

/// Locks, and files that were to be renamed.
pub(super) fn is_transient(name: &str) -> bool {
    index::is_transient(name) || atomic_file::is_draft(name)
}

pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a"), "one").unwrap();
        fs::write(folder.path().join("b"), "two").unwrap();
        write(folder.path(), None).unwrap();
        folder
    }

    #[test]
    fn damage_of_every_kind_is_named() {
        let altered = || Flaw::Altered("a".to_owned());
        type Damage = fn(&Path);
        let cases: [(Damage, Flaw); 6] = [
            (|at| fs::write(at.join("a"), "onE").unwrap(), altered()),
            (|at| fs::write(at.join("a"), "on").unwrap(), altered()),
            (|at| fs::write(at.join("a"), "").unwrap(), altered()),
            (|at| fs::remove_file(at.join("a")).unwrap(), Flaw::Missing("a".to_owned())),
            (|at| fs::write(at.join(SEAL), "{}").unwrap(), Flaw::Unreadable(SEAL.to_owned())),
            (|at| fs::remove_file(at.join(SEAL)).unwrap(), Flaw::Missing(SEAL.to_owned())),
        ];
        for (damage, flaw) in cases {
            let folder = folder();
            assert_eq!(verify(folder.path(), Depth::Through), Ok(true));
            damage(folder.path());
            assert_eq!(verify(folder.path(), Depth::Through), Err(flaw));
        }
    }

    #[test]
    fn a_large_folder_is_read_through_when_it_is_asked_for() {
        let folder = folder();
        fs::write(folder.path().join("a"), "onE").unwrap();
        assert_eq!(verify(folder.path(), Depth::UpTo(5)), Ok(false));
        assert!(verify(folder.path(), Depth::UpTo(6)).is_err());
        assert!(verify(folder.path(), Depth::Through).is_err());
    }

    #[test]
    fn damage_is_not_carried_over_as_sound() {
        let (former, next) = (folder(), tempfile::tempdir().unwrap());
        fs::write(former.path().join("a"), "onE").unwrap();
        fs::hard_link(former.path().join("a"), next.path().join("a")).unwrap();
        fs::write(next.path().join("lock.lock"), "").unwrap();
        fs::write(next.path().join("c"), "three").unwrap();
        write(next.path(), Some(former.path())).unwrap();
        assert_eq!(verify(next.path(), Depth::Through), Err(Flaw::Altered("a".to_owned())));
    }
}
