//! What residents hand in: a word, a notice that was typed, a file; kept until its sender nods, then shown to whoever
//! decides on it.
//!
//! Knows nothing of who the editors are, and of how often somebody may hand something in while they talk.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Catalogue,
    card::{CardNotes, Cards},
    receive::ReceiveError,
    sent_file::{content_of, name_of},
    submission::{ReadSubmission, typed_notice},
    undecided_before,
};
use crate::{
    article::PlacePath,
    intake,
    messaging::{ChatKey, ContextId, Message, SentFile, SubmissionId},
    reply::{
        headline_of,
        wording::{editors, submissions as wording},
    },
    store::{NewSubmission, Store, StoreError, SubmissionOrigin},
    text::spans::char_count,
};

/// Files of one resident on one day.
const FILES: usize = 3;
/// Articles and characters in a resident's file.
const ARTICLES: usize = 40;
const LETTERS: usize = 30_000;
/// Headlines that are shown once more before a file is passed on.
const SHOWN: usize = 8;

/// A file that may be read.
pub(crate) struct OpenedFile<'a> {
    file: &'a SentFile,
    bytes: &'a [u8],
    name: String,
}

/// A file that waits for its sender's nod.
pub(crate) struct AwaitingNod {
    /// Its number.
    pub(crate) submission: SubmissionId,
    /// What is in it, in words.
    pub(crate) contents: String,
}

/// A notice that somebody typed and nodded at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TypedNotice<'a> {
    /// From this chat.
    pub(crate) chat: ChatKey,
    /// Under this name it was kept before: the same nod twice is one.
    pub(crate) context: ContextId,
    /// Its words.
    pub(crate) text: &'a str,
}

/// Takes what residents hand in.
pub(crate) struct ResidentSubmissions {
    store: Store,
    catalogue: Arc<dyn Catalogue>,
    cards: Cards,
}

impl ResidentSubmissions {
    /// Submissions are kept in `store`; the residents are at `home`.
    pub(crate) fn new(store: Store, catalogue: Arc<dyn Catalogue>, home: Option<PlacePath>) -> Self {
        let cards = Cards::new(store.clone(), Arc::clone(&catalogue), home);
        Self { store, catalogue, cards }
    }

    /// The content of a file, if this chat has not brought enough today.
    pub(crate) fn open<'a>(
        &self,
        chat: ChatKey,
        file: &'a SentFile,
        today: Date,
    ) -> Result<OpenedFile<'a>, ReceiveError> {
        let bytes = content_of(file)?;
        if self.store.files_on(chat, today)? >= FILES {
            return Err(ReceiveError::Enough);
        }
        Ok(OpenedFile { file, bytes, name: name_of(file) })
    }

    /// Reads and keeps a file until its sender nods.
    pub(crate) fn keep(
        &self,
        chat: ChatKey,
        opened: OpenedFile<'_>,
        today: Date,
    ) -> Result<AwaitingNod, ReceiveError> {
        let OpenedFile { file, bytes, name } = opened;
        let read = self.catalogue.read_sent(&name, bytes, today);
        let letters: usize = read.articles.iter().map(|article| char_count(&article.body)).sum();
        if read.articles.len() > ARTICLES || letters > LETTERS {
            return Err(ReceiveError::TooLong);
        }
        let read = ReadSubmission::of_resident(read, wording::RESIDENT_SOURCE);
        if read.articles.is_empty() {
            return Err(ReceiveError::Unreadable(read.error));
        }
        let headlines: Vec<String> =
            read.articles.iter().take(SHOWN).map(|submitted| headline_of(&submitted.article)).collect();
        let contents = editors::file_holds(&name, &headlines, read.articles.len());
        let submission = self.store.keep_submission(NewSubmission {
            chat,
            origin: SubmissionOrigin::File(file.message),
            resident: true,
            handed: false,
            day: today,
            forget_before: undecided_before(today),
            name,
            articles: read.bodies(),
        })?;
        Ok(AwaitingNod { submission, contents })
    }

    /// The nod for a file; gives what is shown first to those who decide.
    pub(crate) fn hand_over(
        &self,
        chat: ChatKey,
        submission: SubmissionId,
        today: Date,
    ) -> Result<Message, StoreError> {
        self.store.hand_over(chat, submission)?;
        self.cards.first(submission, &CardNotes::default(), today)
    }

    /// The nod for a notice that was typed, which is kept like a file with one article; gives the same.
    pub(crate) fn hand_over_typed(
        &self,
        notice: &TypedNotice<'_>,
        today: Date,
    ) -> Result<Message, StoreError> {
        let article = typed_notice(notice.text, wording::RESIDENT_SOURCE, today);
        let file = format!("{today}.md");
        let read = self.catalogue.read_sent(&file, intake::write_notice(&article).as_bytes(), today);
        let submission = self.store.keep_submission(NewSubmission {
            chat: notice.chat,
            origin: SubmissionOrigin::Words(notice.context.number()),
            resident: true,
            handed: true,
            day: today,
            forget_before: undecided_before(today),
            name: wording::TYPED_NOTICE.to_owned(),
            articles: ReadSubmission::of_file(read).bodies(),
        })?;
        self.cards.first(submission, &CardNotes::default(), today)
    }

    /// No nod: the file is gone.
    pub(crate) fn forget(&self, chat: ChatKey, submission: SubmissionId) -> Result<(), StoreError> {
        self.store.forget_submission(chat, submission)
    }
}
