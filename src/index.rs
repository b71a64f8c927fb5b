//! The search index on disk: the home of tantivy. Terms and filters go in, articles come out.
//!
//! Knows nothing of questions, ranking or networks. Articles are filed through an [`IndexUpdate`], which is one commit; a
//! [`Snapshot`] is an immutable view that is searched. Everything in it can be rebuilt from the knowledge folder.

mod chunk_vectors;
mod schema;
mod section_words;
mod snapshot;
mod tokenizers;
mod unlocked;
mod writer;

use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

pub(crate) use section_words::SectionWords;
pub(crate) use snapshot::{Doc, Filter, Snapshot, TermField};
use tantivy::{IndexReader, ReloadPolicy, directory::MmapDirectory};
use unlocked::Unlocked;
pub(crate) use writer::{FileRecord, IndexUpdate};

/// Raised when what an index holds changes, so that an older one is built anew.
const FORMAT: &str = "linli 4";
/// Where it stands.
const MARKER: &str = "format";

/// The engine's own list of what the last commit holds.
const META: &str = "meta.json";

/// The engine's locks and the files that it has not given their names yet: they come and go, and are no part of a
/// commit.
#[must_use]
pub(crate) fn is_transient(name: &str) -> bool {
    name.ends_with(".lock") || name.starts_with(".tmp")
}

/// When the index in `folder` was last committed; none where there is none.
#[must_use]
pub(crate) fn last_commit(folder: &Path) -> Option<SystemTime> {
    std::fs::metadata(folder.join(META)).ok()?.modified().ok()
}

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

impl IndexError {
    /// The folder of the index.
    #[must_use]
    pub(crate) fn folder(&self) -> &Path {
        match self {
            Self::Folder { path, .. } | Self::Engine { path, .. } => path,
        }
    }
}

/// An index in a folder.
pub(crate) struct Index {
    inner: tantivy::Index,
    reader: IndexReader,
    fields: schema::IndexFields,
    path: PathBuf,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Index").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Index {
    /// Makes an empty index in `folder`; what was there is gone.
    ///
    /// # Errors
    /// The folder cannot be made or emptied.
    pub(crate) fn create(folder: &Path) -> Result<Self, IndexError> {
        let failed = |source| IndexError::Folder { path: folder.to_owned(), source };
        if folder.exists() {
            std::fs::remove_dir_all(folder).map_err(failed)?;
        }
        std::fs::create_dir_all(folder).map_err(failed)?;
        let (schema, fields) = schema::build();
        let engine = |source| IndexError::Engine { path: folder.to_owned(), source };
        let directory = MmapDirectory::open(folder).map_err(|error| engine(error.into()))?;
        let inner = tantivy::Index::open_or_create(directory, schema).map_err(engine)?;
        let index = Self::over(inner, fields, folder)?;
        std::fs::write(folder.join(MARKER), FORMAT).map_err(failed)?;
        Ok(index)
    }

    /// Opens the index that is there. Nothing is written, and nothing has to be writable.
    ///
    /// # Errors
    /// There is none, or the engine cannot read it.
    pub(crate) fn open(folder: &Path) -> Result<Self, IndexError> {
        let engine = |source| IndexError::Engine { path: folder.to_owned(), source };
        let directory = MmapDirectory::open(folder).map_err(|error| engine(error.into()))?;
        let inner = tantivy::Index::open(Unlocked(directory)).map_err(engine)?;
        let (schema, fields) = schema::build();
        if inner.schema() != schema {
            let fault = "the index has other fields".to_owned();
            return Err(engine(tantivy::TantivyError::SchemaError(fault)));
        }
        Self::over(inner, fields, folder)
    }

    /// The index in `folder` was made by another version and has to be built anew: no damage.
    #[must_use]
    pub(crate) fn is_of_another_version(folder: &Path) -> bool {
        std::fs::read_to_string(folder.join(MARKER)).is_ok_and(|text| {
            let number = text.trim().strip_prefix("linli ");
            text.trim() != FORMAT && number.is_some_and(|number| number.parse::<u32>().is_ok())
        })
    }

    fn over(inner: tantivy::Index, fields: schema::IndexFields, folder: &Path) -> Result<Self, IndexError> {
        tokenizers::register(&inner);
        let reader = inner
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(|source| IndexError::Engine { path: folder.to_owned(), source })?;
        Ok(Self { inner, reader, fields, path: folder.to_owned() })
    }

    /// The last commit, as an immutable view.
    ///
    /// # Errors
    /// The index cannot be read.
    pub(crate) fn snapshot(&self) -> Result<Snapshot, IndexError> {
        self.read().map_err(|source| IndexError::Engine { path: self.path.clone(), source })
    }

    fn read(&self) -> tantivy::Result<Snapshot> {
        self.reader.reload()?;
        let payload = self.inner.load_metas()?.payload.unwrap_or_default();
        Snapshot::new(self.reader.searcher(), self.fields, payload)
    }

    /// Begins a change; nothing is seen by readers before [`IndexUpdate::commit`]. One at a time.
    ///
    /// # Errors
    /// Another process writes, or the folder is not writable.
    pub(crate) fn update(&self) -> Result<IndexUpdate, IndexError> {
        IndexUpdate::begin(&self.inner, self.fields, &self.path)
            .map_err(|source| IndexError::Engine { path: self.path.clone(), source })
    }
}
