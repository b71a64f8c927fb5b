//! The generations of an index: each reload makes the next one beside the one that serves, which stays whole meanwhile.
//!
//! Knows nothing of what they hold. A generation is a folder whose files share the disk with those of the one before;
//! the file `standing` names the one that serves, so a process that ends at any moment leaves one that is whole.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

/// The data files that a generation was made with.
const WORDS: &str = "words.json";

/// Which generation serves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Standing {
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

    pub(super) fn standing(&self) -> Option<Standing> {
        serde_json::from_slice(&fs::read(self.home.join("standing")).ok()?).ok()
    }

    /// From now on, and after every restart, this stands.
    pub(super) fn stand(&self, standing: Standing) -> io::Result<()> {
        replace(&self.home.join("standing"), &serde_json::to_vec(&standing)?)
    }

    /// Makes the next generation out of one.
    pub(super) fn next(&self, of: u64) -> io::Result<u64> {
        self.tidy()?;
        let next = of.max(self.all()?.into_iter().max().unwrap_or_default()) + 1;
        let (from, to) = (self.folder(of), self.folder(next));
        fs::create_dir(&to)?;
        for entry in fs::read_dir(&from)? {
            let entry = entry?;
            let name = entry.file_name();
            let text = name.to_string_lossy();
            if text.ends_with(".lock") || text.starts_with(".tmp") {
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
    pub(super) fn tidy(&self) -> io::Result<()> {
        let standing = self.standing().unwrap_or_default();
        for generation in self.all()? {
            if generation != standing.current && Some(generation) != standing.former {
                fs::remove_dir_all(self.folder(generation))?;
            }
        }
        Ok(())
    }

    /// The data files that the generation was made with: name and text.
    pub(super) fn words(&self, generation: u64) -> Option<Vec<(String, String)>> {
        serde_json::from_slice(&fs::read(self.folder(generation).join(WORDS)).ok()?).ok()
    }

    pub(super) fn keep_words(&self, generation: u64, words: &[(String, String)]) -> io::Result<()> {
        replace(&self.folder(generation).join(WORDS), &serde_json::to_vec(words)?)
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

/// Writes a file so that it is the old one or the new one at any moment, also after a loss of power.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = path.with_extension("new");
    let mut file = File::create(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&draft, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generation_shares_what_it_does_not_change() {
        let home = tempfile::tempdir().unwrap();
        let generations = Generations::new(home.path().to_owned());
        generations.stand(Standing { current: 1, ..Standing::default() }).unwrap();
        fs::create_dir(generations.folder(1)).unwrap();
        fs::write(generations.folder(1).join("segment"), "same").unwrap();
        generations.keep_words(1, &[("a".to_owned(), "old".to_owned())]).unwrap();
        let next = generations.next(1).unwrap();
        generations.keep_words(next, &[("a".to_owned(), "new".to_owned())]).unwrap();
        assert_eq!(fs::read_to_string(generations.folder(next).join("segment")).unwrap(), "same");
        assert_eq!(generations.words(1).unwrap()[0].1, "old");
        assert_eq!(generations.words(next).unwrap()[0].1, "new");
        // It was not wanted.
        assert_eq!(generations.next(1).unwrap(), 2);
        generations.stand(Standing { current: 2, former: Some(1), held: false }).unwrap();
        assert_eq!(generations.next(2).unwrap(), 3);
        generations.stand(Standing { current: 3, former: Some(2), held: false }).unwrap();
        generations.tidy().unwrap();
        assert_eq!((generations.folder(1).exists(), generations.folder(2).exists()), (false, true));
    }
}
