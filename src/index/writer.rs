//! Changes of the index: what a file brings, what goes when it goes, one commit.
//!
//! Knows nothing of where files are or how they are read.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::{IndexWriter, TantivyDocument, indexer::LogMergePolicy, schema::Term};

use super::{IndexError, schema::IndexFields, section_words::SectionWords};
use crate::{
    article::{Article, PlacePath},
    diagnostic::Diagnostic,
    meaning::{self, Vectors, WordId},
    passage,
    text::{normalize::fold, segment},
};

/// Memory for documents before they go to disk.
const WRITER_BYTES: usize = 64 << 20;
/// Segments with more deleted documents than this share are merged away, so that counts stay honest and files small.
const DELETED_SHARE: f32 = 0.1;
/// Characters that one meaning vector stands for.
const CHUNK_CHARS: usize = 240;

/// What was read of a file, to know whether it has changed and what was wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileRecord {
    /// Path below the knowledge folder.
    pub(crate) file: String,
    /// Size in bytes.
    pub(crate) size: u64,
    /// Time of the last change, nanoseconds since 1970.
    pub(crate) modified: i64,
    /// Hash of the content; empty when nobody could look at it.
    pub(crate) hash: String,
    /// Number of articles it gave.
    pub(crate) articles: usize,
    /// What is wrong with it: told again at every look, though it is not read again.
    #[serde(default)]
    pub(crate) problems: Vec<Diagnostic>,
}

impl FileRecord {
    /// The file is still the one that was read, as far as its size and its time tell.
    #[must_use]
    pub(crate) fn stands(&self, size: u64, modified: i64) -> bool {
        self.size == size && self.modified == modified && !self.hash.is_empty()
    }

    /// It gave nothing, and would give nothing again.
    #[must_use]
    pub(crate) fn is_refused(&self) -> bool {
        self.articles == 0 && !self.problems.is_empty() && !self.hash.is_empty()
    }
}

/// A change that readers see as a whole or not at all.
pub(crate) struct IndexUpdate {
    writer: IndexWriter,
    fields: IndexFields,
    path: PathBuf,
}

impl std::fmt::Debug for IndexUpdate {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Update").finish_non_exhaustive()
    }
}

impl IndexUpdate {
    pub(super) fn begin(index: &tantivy::Index, fields: IndexFields, path: &Path) -> tantivy::Result<Self> {
        let writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES)?;
        let mut merging = LogMergePolicy::default();
        merging.set_del_docs_ratio_before_merge(DELETED_SHARE);
        writer.set_merge_policy(Box::new(merging));
        // A process that was killed before its commit leaves files whose names the next one would want to use.
        writer.garbage_collect_files().wait()?;
        Ok(Self { writer, fields, path: path.to_owned() })
    }

    /// Forgets a file and its articles.
    pub(crate) fn remove_file(&mut self, file: &str) {
        self.writer.delete_term(Term::from_field_text(self.fields.file, file));
        self.remove_record(file);
    }

    /// Forgets the record of a file, not its articles.
    pub(crate) fn remove_record(&mut self, file: &str) {
        self.writer.delete_term(Term::from_field_text(self.fields.record_file, file));
    }

    fn add(&mut self, document: TantivyDocument) -> Result<(), IndexError> {
        self.writer.add_document(document).map(|_| ()).map_err(|source| self.failure(source))
    }

    /// The form in which it is kept; what cannot be written is not kept as nothing.
    fn written(&self, value: &impl Serialize) -> Result<Vec<u8>, IndexError> {
        serde_json::to_vec(value)
            .map_err(|error| self.failure(tantivy::TantivyError::InternalError(error.to_string())))
    }

    fn failure(&self, source: tantivy::TantivyError) -> IndexError {
        IndexError::Engine { path: self.path.clone(), source }
    }

    /// Adds the record of a file.
    ///
    /// # Errors
    /// The index cannot be written.
    pub(crate) fn add_record(&mut self, record: &FileRecord) -> Result<(), IndexError> {
        let mut document = TantivyDocument::default();
        document.add_text(self.fields.record_file, &record.file);
        document.add_bool(self.fields.is_record, true);
        document.add_bytes(self.fields.stored_record, &self.written(record)?);
        self.add(document)
    }

    /// Adds an article.
    ///
    /// # Errors
    /// The index cannot be written.
    pub(crate) fn add_article(&mut self, article: &Article) -> Result<(), IndexError> {
        let fields = self.fields;
        let (head, body) = (fold(&article.headlines()), fold(&article.body));
        let mut document = TantivyDocument::default();
        document.add_text(fields.id, article.id.as_str());
        document.add_text(fields.link, article.fingerprint().link());
        document.add_text(fields.file, &article.file);
        for text in [&head, &body] {
            document.add_text(fields.bigrams, text);
            document.add_text(fields.words, text);
        }
        for service in &article.services {
            document.add_text(fields.service, service);
        }
        let mut steps: Vec<PlacePath> = article.places.iter().flat_map(PlacePath::ancestry).collect();
        steps.sort();
        steps.dedup();
        for step in &steps {
            document.add_text(fields.place_ancestry, step.as_str());
        }
        for place in &article.places {
            document.add_text(fields.place_leaf, place.as_str());
        }
        for (field, other) in [(fields.replaces, &article.replaces), (fields.supersedes, &article.supersedes)]
        {
            if let Some(other) = other {
                document.add_text(field, other.as_str());
            }
        }
        if let Some(published) = &article.published {
            document.add_i64(fields.published_day, days(published.date.last_day()));
        }
        document.add_u64(
            fields.bigram_count,
            (segment::bigrams(&head).len() + segment::bigrams(&body).len()) as u64,
        );
        let mended = article.mended();
        let units = passage::units(&article.body, &mended);
        let words = SectionWords::of(article, &units);
        for number in
            chunk_vectors(&passage::Divided { body: &article.body, units: &units, mended: &mended }, &words)
        {
            document.add_u64(fields.chunk_vectors, number);
        }
        document.add_bytes(fields.stored_section_words, &words.to_bytes());
        document.add_bytes(fields.stored_article, &self.written(article)?);
        self.add(document)
    }

    /// Makes the change visible at once; `payload` says what the articles were read with.
    ///
    /// # Errors
    /// The index cannot be written; readers keep the old state.
    pub(crate) fn commit(mut self, payload: &str) -> Result<(), IndexError> {
        let path = self.path.clone();
        let commit = || -> tantivy::Result<()> {
            let mut commit = self.writer.prepare_commit()?;
            commit.set_payload(payload);
            commit.commit()?;
            self.writer.wait_merging_threads()
        };
        commit().map_err(|source| IndexError::Engine { path, source })
    }
}

/// Days since the first of January of year 1.
fn days(date: jiff::civil::Date) -> i64 {
    let start = jiff::civil::date(1, 1, 1);
    (date - start).get_days().into()
}

/// One quantised vector for the headline and each stretch of the body, eight values in a number.
fn chunk_vectors(divided: &passage::Divided<'_>, words: &SectionWords) -> Vec<u64> {
    let vectors = Vectors::builtin();
    let windows = passage::windows(divided, CHUNK_CHARS);
    let mut numbers = Vec::new();
    let mut first = 0;
    loop {
        // Without a body the headline stands alone.
        let run = windows.get(first).cloned().unwrap_or_default();
        let sections = std::iter::once(0).chain(run.start + 1..run.end + 1);
        let spoken: Vec<WordId> = sections.flat_map(|section| words.section(section)).copied().collect();
        let chunk_vector = meaning::quantise(&meaning::mean(&vectors, &spoken));
        let (eights, _) = chunk_vector.as_chunks::<8>();
        numbers.extend(eights.iter().map(|eight| u64::from_le_bytes(eight.map(i8::cast_unsigned))));
        first = run.end.max(first + 1);
        if first >= divided.units.len() {
            return numbers;
        }
    }
}
