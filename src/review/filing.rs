//! Writes an accepted article into the knowledge folder, and takes it out again.
//!
//! Knows nothing of how articles look, or of what is said of it. Each step is noted before and after it is done, so that
//! a process that ends in the middle goes on where it was: a file is written once, and only what was written here is
//! removed.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::{RenderQueued, read_back, submission::words_only};
use crate::{
    content_hash::ContentHash,
    intake::{
        self,
        write_notices::{self, WriteOutcome},
    },
    messaging::{ChatKey, Message, SubmittedArticleId},
    reply::{
        headline_of,
        wording::{editors, submissions as wording},
    },
    store::{Decision, DecisionRecord, QueuedMessage, Store, StoreError, SubmissionRow},
};

/// Why an article was not written or not taken out.
pub(super) enum FilingError {
    /// What was kept of it cannot be read back.
    Unreadable(SubmittedArticleId),
    /// The file is there, and says something else.
    OtherContent(String),
    /// The file was there before.
    NotOurs(String),
    /// Somebody has changed the file since.
    Edited(String),
    /// The disk does not do it.
    Refused { file: String, error: io::Error },
    /// The database does not do it.
    Store(StoreError),
}

impl From<StoreError> for FilingError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl FilingError {
    /// In words for the operator; what the database does not do is an error of its own.
    pub(super) fn words(self) -> Result<String, StoreError> {
        Ok(match self {
            Self::Unreadable(id) => wording::unreadable_article(id),
            Self::OtherContent(file) => wording::other_content(&file),
            Self::NotOurs(file) => wording::file_was_there(&file),
            Self::Edited(file) => wording::file_edited(&file),
            Self::Refused { file, error } => wording::not_written(&file, &error.to_string()),
            Self::Store(error) => return Err(error),
        })
    }
}

/// An article that was taken out of the folder.
pub(super) struct TakenOut {
    /// Its headline, or its file.
    pub(super) title: String,
    /// The file that is no more.
    pub(super) file: String,
}

/// The knowledge folder, as far as submissions go into it.
pub(super) struct Filing {
    store: Store,
    folder: PathBuf,
    queued: RenderQueued,
}

impl Filing {
    /// For this knowledge folder; `queued` reaches those who handed something in.
    pub(super) fn new(store: Store, folder: &Path, queued: RenderQueued) -> Self {
        Self { store, folder: folder.to_owned(), queued }
    }

    /// Writes an article into the folder, once; gives its file.
    pub(super) fn write(&self, row: &SubmissionRow, today: Date) -> Result<String, FilingError> {
        if row.decision == Decision::Accepted {
            return Ok(row.path.clone().unwrap_or_default());
        }
        let mut submitted = read_back(row).map_err(|_| FilingError::Unreadable(row.id))?;
        if row.resident {
            // Whatever was kept of it, and by which version: nothing else gets into the folder.
            submitted.article = words_only(submitted.article);
        }
        let article = &submitted.article;
        let folder = self.folder.join("articles").join(submitted.year(today).to_string());
        let path = match &row.path {
            Some(path) => self.folder.join(path),
            None => write_notices::destination(&folder, article)
                .map_err(|error| refused(&self.below(&folder), error))?,
        };
        let file = self.below(&path);
        // What is there already was put there by somebody else, unless it was begun here.
        let ours = row.path.is_some() || !path.exists();
        if ours {
            self.store.about_to_write(row.id, &file)?;
        }
        match write_notices::write_article(&path, article).map_err(|error| refused(&file, error))? {
            WriteOutcome::KeptEdited => return Err(FilingError::OtherContent(file)),
            WriteOutcome::New | WriteOutcome::Same => {}
        }
        // Of what was meant to be written: whatever else is there is somebody's edit.
        let hash = ours.then(|| hash(intake::write_notice(article).as_bytes()));
        let messages = self.thanks(row)?;
        let record =
            DecisionRecord { decision: Decision::Accepted, path: Some(file.clone()), hash, messages };
        self.store.decide(row.id, record)?;
        tracing::info!(file, "an operator filed an article");
        Ok(file)
    }

    /// Removes the file that was written for an article, if nobody has changed it; none where there is no such file.
    pub(super) fn take_out(&self, row: &SubmissionRow) -> Result<Option<TakenOut>, FilingError> {
        let (Decision::Accepted, Some(file)) = (row.decision, row.path.clone()) else { return Ok(None) };
        let Some(written) = &row.hash else { return Err(FilingError::NotOurs(file)) };
        let path = self.folder.join(&file);
        match fs::read(&path) {
            Ok(bytes) if hash(&bytes) != *written => return Err(FilingError::Edited(file)),
            Ok(_) => fs::remove_file(&path).map_err(|error| refused(&file, error))?,
            // Somebody has removed it, or this was begun before.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(refused(&file, error)),
        }
        self.store.decide(row.id, DecisionRecord::of(Decision::Pending))?;
        tracing::info!(file, "an operator took a filed article out again");
        let title = read_back(row).map_or_else(|_| file.clone(), |submitted| headline_of(&submitted.article));
        Ok(Some(TakenOut { title, file }))
    }

    /// The resident who handed it in hears of the first article that is accepted.
    fn thanks(&self, row: &SubmissionRow) -> Result<Vec<QueuedMessage>, StoreError> {
        if !row.resident {
            return Ok(Vec::new());
        }
        let all = self.store.submitted_articles(row.submission)?;
        let first = all.iter().all(|row| row.decision != Decision::Accepted);
        Ok(if first { self.thanks_to(row.chat) } else { Vec::new() })
    }

    /// Thanks for that chat; none where nothing can be queued.
    pub(super) fn thanks_to(&self, chat: ChatKey) -> Vec<QueuedMessage> {
        (self.queued)(chat, None, &Message::of_text(editors::YOURS_WAS_TAKEN))
    }

    /// The path below the folder, as it is shown.
    fn below(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.folder).unwrap_or(path);
        below.iter().map(|step| step.to_string_lossy()).collect::<Vec<_>>().join("/")
    }
}

fn refused(file: &str, error: io::Error) -> FilingError {
    tracing::error!(%error, file, "an article could not be filed or taken out");
    FilingError::Refused { file: file.to_owned(), error }
}

fn hash(bytes: &[u8]) -> String {
    ContentHash::of(bytes).to_string()
}
