//! The generations of an index: each reload makes the next one beside the one that serves, which stays whole meanwhile.
//!
//! Knows nothing of what they hold. A generation is a folder whose files share the disk with those of the one before;
//! the file `standing` names the one that serves, so a process that ends at any moment leaves one that is whole.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    knowledge::DataFile,
    seal::{self, Depth, Flaw},
};
use crate::atomic_file::{self, Access, is_draft};

/// Which generation serves.
const STANDING: &str = "standing";

/// The data files that a generation was made with.
pub(super) const WORDS: &str = "words.json";

/// Which generation serves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ServingState {
    /// The one that serves.
    pub(super) current: u64,
    /// The one before, as long as it can be had back.
    pub(super) former: Option<u64>,
    /// It was had back: nothing new is taken up until somebody asks for it.
    pub(super) held: bool,
}

/// The folder of all generations.
#[derive(Debug)]
pub(super) struct Generations {
    home: PathBuf,
}

impl Generations {
    pub(super) fn new(home: PathBuf) -> Self {
        Self { home }
    }

    pub(super) fn folder(&self, generation: u64) -> PathBuf {
        self.home.join(format!("index-{generation}"))
    }

    /// The folder of all of them.
    pub(super) fn home(&self) -> &Path {
        &self.home
    }

    /// Which one serves; none when none ever did.
    pub(super) fn serving(&self) -> Result<Option<ServingState>, Flaw> {
        stored(&self.home.join(STANDING))
    }

    /// From now on, and after every restart, this stands.
    pub(super) fn set_serving(&self, serving: ServingState) -> io::Result<()> {
        atomic_file::replace(&self.home.join(STANDING), &serde_json::to_vec(&serving)?, Access::Default)
    }

    /// One of them was finished once.
    pub(super) fn any_sealed(&self) -> io::Result<bool> {
        Ok(self.all()?.into_iter().any(|generation| seal::is_sealed(&self.folder(generation))))
    }

    /// Makes room for one that has nothing of the others.
    pub(super) fn create_empty(&self) -> io::Result<u64> {
        let next = self.all()?.into_iter().max().unwrap_or_default() + 1;
        fs::create_dir(self.folder(next))?;
        Ok(next)
    }

    /// Makes the next generation out of the one that stands.
    pub(super) fn create_next(&self, serving: ServingState) -> io::Result<u64> {
        self.remove_unused(serving)?;
        let next = self.create_empty()?;
        let (from, to) = (self.folder(serving.current), self.folder(next));
        for entry in fs::read_dir(&from)? {
            let entry = entry?;
            let name = entry.file_name();
            let text = name.to_string_lossy();
            if seal::is_transient(&text) {
                continue;
            }
            // Every file is written once or replaced as a whole, so both generations may share it.
            if fs::hard_link(entry.path(), to.join(&name)).is_err() {
                fs::copy(entry.path(), to.join(&name))?;
            }
        }
        Ok(next)
    }

    /// Removes what neither serves nor can be had back: what was left over, or not wanted.
    pub(super) fn remove_unused(&self, serving: ServingState) -> io::Result<()> {
        for entry in fs::read_dir(&self.home)? {
            let entry = entry?;
            if is_draft(&entry.file_name().to_string_lossy()) {
                fs::remove_file(entry.path())?;
            }
        }
        for generation in self.all()? {
            if generation != serving.current && Some(generation) != serving.former {
                fs::remove_dir_all(self.folder(generation))?;
            }
        }
        Ok(())
    }

    /// The data files that the generation was made with.
    pub(super) fn words(&self, generation: u64) -> Result<Option<Vec<DataFile>>, Flaw> {
        stored(&self.folder(generation).join(WORDS))
    }

    pub(super) fn store_words(&self, generation: u64, words: &[DataFile]) -> io::Result<()> {
        let path = self.folder(generation).join(WORDS);
        atomic_file::replace(&path, &serde_json::to_vec(words)?, Access::Default)
    }

    /// Nothing more is written into it; what it has of the former one was looked at there.
    pub(super) fn seal(&self, generation: u64, former: Option<u64>) -> io::Result<()> {
        seal::write(&self.folder(generation), former.map(|former| self.folder(former)).as_deref())
    }

    /// Looks whether it is what was written; true when all of it was read.
    pub(super) fn verify(&self, generation: u64, depth: Depth) -> Result<bool, Flaw> {
        seal::verify(&self.folder(generation), depth)
    }

    fn all(&self) -> io::Result<Vec<u64>> {
        let mut all = Vec::new();
        for entry in fs::read_dir(&self.home)? {
            let name = entry?.file_name();
            all.extend(
                name.to_string_lossy().strip_prefix("index-").and_then(|number| number.parse::<u64>().ok()),
            );
        }
        Ok(all)
    }
}

/// What a file holds; a file that is not there is told apart from one that cannot be read.
fn stored<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, Flaw> {
    let unreadable = || Flaw::Unreadable(seal::name_of(path));
    match fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|_| unreadable()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(_) => Err(unreadable()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generation_shares_what_it_does_not_change() {
        let home = tempfile::tempdir().unwrap();
        let generations = Generations::new(home.path().to_owned());
        let words = |text: &str| DataFile { name: "a".to_owned(), text: text.to_owned() };
        let first = ServingState { current: 1, ..ServingState::default() };
        assert_eq!(generations.serving(), Ok(None));
        generations.set_serving(first).unwrap();
        assert_eq!((generations.create_empty().unwrap(), generations.any_sealed().unwrap()), (1, false));
        fs::write(generations.folder(1).join("segment"), "same").unwrap();
        assert_eq!(generations.words(1), Ok(None));
        generations.store_words(1, &[words("old")]).unwrap();
        let next = generations.create_next(first).unwrap();
        generations.store_words(next, &[words("new")]).unwrap();
        generations.seal(next, Some(1)).unwrap();
        assert_eq!(generations.verify(next, Depth::Through), Ok(true));
        assert_eq!(fs::read_to_string(generations.folder(next).join("segment")).unwrap(), "same");
        assert_eq!(generations.words(1).unwrap().unwrap()[0].text, "old");
        assert_eq!(generations.words(next).unwrap().unwrap()[0].text, "new");
        // It was not wanted.
        assert_eq!(generations.create_next(first).unwrap(), 2);
        let second = ServingState { current: 2, former: Some(1), held: false };
        generations.set_serving(second).unwrap();
        assert_eq!(generations.create_next(second).unwrap(), 3);
        let third = ServingState { current: 3, former: Some(2), held: false };
        generations.set_serving(third).unwrap();
        generations.remove_unused(third).unwrap();
        assert_eq!((generations.folder(1).exists(), generations.folder(2).exists()), (false, true));
    }

    #[test]
    fn what_cannot_be_read_is_not_taken_for_what_is_not_there() {
        let home = tempfile::tempdir().unwrap();
        let generations = Generations::new(home.path().to_owned());
        generations.create_empty().unwrap();
        for text in ["", "{", "null", "{\"current\":\"x\"}"] {
            fs::write(home.path().join(STANDING), text).unwrap();
            assert_eq!(generations.serving(), Err(Flaw::Unreadable(STANDING.to_owned())), "{text}");
            fs::write(generations.folder(1).join(WORDS), text).unwrap();
            assert_eq!(generations.words(1), Err(Flaw::Unreadable(WORDS.to_owned())), "{text}");
        }
    }
}
