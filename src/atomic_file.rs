//! Writes files whole: under its name is the old content or the new one at any moment, also after a loss of power.
//!
//! Knows nothing of what the files hold. The home of tempfile.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

/// What a draft is called: hidden, so that a scan of the folder that comes in between passes it over.
const PREFIX: &str = ".";
const SUFFIX: &str = ".tmp";

/// Who may read and write the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Whoever the process lets by its umask.
    Default,
    /// Nobody but its owner.
    Owner,
    /// Whoever could read and write the file whose place it takes.
    AsBefore,
}

/// A draft beside the file that it is to become: dropped without that name, it is gone.
#[derive(Debug)]
pub(crate) struct AtomicFile {
    draft: NamedTempFile,
    destination: PathBuf,
}

impl AtomicFile {
    /// An empty draft of `destination`.
    ///
    /// # Errors
    /// The folder is not there or not writable.
    pub(crate) fn begin(destination: &Path, access: Access) -> io::Result<Self> {
        let mode = if access == Access::Owner { 0o600 } else { 0o666 };
        // Opened here, so that an error is the system's own, without the name of the draft.
        let open =
            |path: &Path| OpenOptions::new().read(true).write(true).create_new(true).mode(mode).open(path);
        let mut builder = Builder::new();
        let draft = builder.prefix(PREFIX).suffix(SUFFIX).make_in(folder_of(destination), open)?;
        if access == Access::AsBefore {
            draft.as_file().set_permissions(fs::metadata(destination)?.permissions())?;
        }
        Ok(Self { draft, destination: destination.to_owned() })
    }

    /// Where the draft is, for those who write it by its path.
    #[must_use]
    pub(crate) fn path(&self) -> &Path {
        self.draft.path()
    }

    /// The draft itself.
    fn file(&mut self) -> &mut File {
        self.draft.as_file_mut()
    }

    /// Gives it its name, whatever had it before.
    ///
    /// # Errors
    /// The disk refuses; then everything is as it was.
    pub(crate) fn replace(self) -> io::Result<()> {
        self.draft.as_file().sync_all()?;
        self.draft.persist(&self.destination).map(drop).map_err(|failed| failed.error)
    }

    /// Gives it its name, unless something has it: then the error is [`io::ErrorKind::AlreadyExists`].
    ///
    /// # Errors
    /// Something is there, or the disk refuses; then everything is as it was.
    pub(crate) fn create(self) -> io::Result<()> {
        self.draft.as_file().sync_all()?;
        let Err(failed) = self.draft.persist_noclobber(&self.destination) else { return Ok(()) };
        if failed.error.kind() == io::ErrorKind::AlreadyExists {
            return Err(failed.error);
        }
        // Not every file system can do that in one step.
        if self.destination.exists() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        failed.file.persist(&self.destination).map(drop).map_err(|failed| failed.error)
    }
}

/// Puts a file that holds `bytes` in the place of the one at `path`.
///
/// # Errors
/// The disk refuses; then everything is as it was.
pub(crate) fn replace(path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    let mut file = AtomicFile::begin(path, access)?;
    file.file().write_all(bytes)?;
    file.replace()
}

/// Writes a new file, unless something has its name: then the error is [`io::ErrorKind::AlreadyExists`].
///
/// # Errors
/// Something is there, or the disk refuses; then everything is as it was.
pub(crate) fn create(path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    let mut file = AtomicFile::begin(path, access)?;
    file.file().write_all(bytes)?;
    file.create()
}

/// The file of this name is a draft: one that is being written, or that a process left which was killed.
#[must_use]
pub(crate) fn is_draft(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

/// The folder in which a file of this path lies: the current one for a bare name.
#[must_use]
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_file_is_replaced_or_created_and_no_draft_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        create(&path, b"one", Access::Default).unwrap();
        assert_eq!(create(&path, b"two", Access::Default).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        replace(&path, b"three", Access::Default).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
        let draft = AtomicFile::begin(&path, Access::Owner).unwrap();
        assert!(is_draft(&draft.path().file_name().unwrap().to_string_lossy()) && !is_draft("a.md"));
        assert_eq!(mode(draft.path()), 0o600);
        drop(draft);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_may_be_read_by_whoever_could_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let (path, plain) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&plain, "").unwrap();
        create(&path, b"one", Access::Default).unwrap();
        assert_eq!(mode(&path), mode(&plain), "as any other new file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        replace(&path, b"two", Access::AsBefore).unwrap();
        assert_eq!(mode(&path), 0o640);
    }
}
