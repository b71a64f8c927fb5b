//! The search index on disk: the home of tantivy. Terms and filters go in, articles come out.
//!
//! Knows nothing of questions, ranking or Telegram. Everything in it can be rebuilt from the knowledge folder.

mod schema;
mod section_words;
mod snapshot;
mod tokenizers;
mod writer;

use std::path::{Path, PathBuf};

pub use section_words::SectionWords;
pub use snapshot::{Doc, Filter, Snapshot, TermField};
use tantivy::{IndexReader, ReloadPolicy, directory::MmapDirectory};
pub use writer::{FileRecord, Update};

/// Raised when what an index holds changes, so that an older one is built anew.
const FORMAT: &str = "linli 3";

/// What can go wrong with the index.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The folder cannot be made or emptied.
    #[error("cannot use index folder `{path}`")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// tantivy could not read or write.
    #[error("cannot read or write the index in `{path}`")]
    Engine {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: tantivy::TantivyError,
    },
}

/// An index in a folder.
pub struct Index {
    inner: tantivy::Index,
    reader: IndexReader,
    fields: schema::Fields,
    path: PathBuf,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Index").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in `folder`; one that is damaged or of another format is emptied (it will be filled again).
    ///
    /// # Errors
    /// The folder cannot be made, read or emptied.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let failed = |source| IndexError::Folder { path: folder.to_owned(), source };
        std::fs::create_dir_all(folder).map_err(failed)?;
        let marker = folder.join("format");
        let current = std::fs::read_to_string(&marker).is_ok_and(|text| text.trim() == FORMAT);
        remove_drafts(folder).map_err(failed)?;
        if current && let Ok(index) = Self::try_open(folder) {
            return Ok(index);
        }
        std::fs::remove_dir_all(folder).map_err(failed)?;
        std::fs::create_dir_all(folder).map_err(failed)?;
        let index = Self::try_open(folder)?;
        std::fs::write(&marker, FORMAT).map_err(failed)?;
        Ok(index)
    }

    /// Opens the index only if it is there, whole and of this format; nothing is written.
    #[must_use]
    pub fn open_existing(folder: &Path) -> Option<Self> {
        let current = std::fs::read_to_string(folder.join("format")).is_ok_and(|text| text.trim() == FORMAT);
        current.then(|| Self::try_open(folder).ok()).flatten()
    }

    fn try_open(folder: &Path) -> Result<Self, IndexError> {
        let failed = |source| IndexError::Engine { path: folder.to_owned(), source };
        let (schema, fields) = schema::build();
        let directory = MmapDirectory::open(folder).map_err(|error| failed(error.into()))?;
        let inner = tantivy::Index::open_or_create(directory, schema).map_err(failed)?;
        tokenizers::register(&inner);
        let reader = inner.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(failed)?;
        Ok(Self { inner, reader, fields, path: folder.to_owned() })
    }

    /// The last commit, as an immutable view.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot, IndexError> {
        self.read().map_err(|source| IndexError::Engine { path: self.path.clone(), source })
    }

    fn read(&self) -> tantivy::Result<Snapshot> {
        self.reader.reload()?;
        let payload = self.inner.load_metas()?.payload.unwrap_or_default();
        Snapshot::new(self.reader.searcher(), self.fields, payload)
    }

    /// Begins a change; nothing is seen by readers before [`Update::commit`]. One at a time.
    ///
    /// # Errors
    /// Another process writes, or the folder is not writable.
    pub fn update(&self) -> Result<Update, IndexError> {
        Update::begin(&self.inner, self.fields, &self.path)
            .map_err(|source| IndexError::Engine { path: self.path.clone(), source })
    }
}

/// Files that were to be renamed when their process was killed; tantivy does not know of them.
fn remove_drafts(folder: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(".tmp") {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
