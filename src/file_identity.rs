//! Which file or folder it is that lies at a path: another one may come under the same name.
//!
//! Knows nothing of what is in it.

use std::{fs, os::unix::fs::MetadataExt, path::Path};

/// What makes a file or a folder this very one, until it is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileIdentity {
    device: u64,
    inode: u64,
}

impl FileIdentity {
    /// Of what lies at `path` now; none when nothing does.
    #[must_use]
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        Some(Self { device: metadata.dev(), inode: metadata.ino() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_under_the_same_name_is_another() {
        let folder = tempfile::TempDir::new().unwrap();
        let [path, aside] = ["a", "b"].map(|name| folder.path().join(name));
        fs::write(&path, "one").unwrap();
        let first = FileIdentity::of(&path);
        fs::write(&path, "two").unwrap();
        assert!(first.is_some() && FileIdentity::of(&path) == first);
        fs::rename(&path, &aside).unwrap();
        assert_eq!(FileIdentity::of(&path), None);
        fs::write(&path, "two").unwrap();
        assert!(FileIdentity::of(&path) != first && FileIdentity::of(&aside) == first);
    }
}
