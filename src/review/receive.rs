//! A file that an operator sends is read, kept, and shown article by article.
//!
//! Knows nothing of how it came, and decides nothing.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Catalogue,
    card::{CardNotes, Cards},
    sent_file::{content_of, name_of},
    submission::ReadSubmission,
    undecided_before,
};
use crate::{
    diagnostic::Diagnostic,
    messaging::{ChatKey, Message, NotFetched, Outgoing, SentFile},
    reply::{
        self,
        wording::{editors, submissions as wording},
    },
    store::{NewSubmission, Store, StoreError, SubmissionOrigin},
};

/// Articles of one file: nobody looks at more one by one, and no issue of a paper has more.
const ARTICLES: usize = 300;

/// Why a file that was sent is not taken.
pub(crate) enum ReceiveError {
    /// Its content is not there.
    Content(NotFetched),
    /// Nothing in it can be used.
    Unreadable(Option<Diagnostic>),
    /// It has so many articles: more than an operator looks at.
    TooManyArticles(usize),
    /// It is longer than what a resident may hand in.
    TooLong,
    /// Its sender has brought enough today.
    Enough,
    /// It could not be kept.
    Store(StoreError),
}

impl From<StoreError> for ReceiveError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<NotFetched> for ReceiveError {
    fn from(error: NotFetched) -> Self {
        Self::Content(error)
    }
}

impl ReceiveError {
    /// What the sender of the file is told.
    pub(crate) fn message(&self, file: &SentFile) -> Message {
        let name = &name_of(file);
        let text = match self {
            Self::Content(NotFetched::TooLarge { limit }) => wording::too_large(name, limit >> 20),
            Self::Content(NotFetched::Failed) => wording::not_fetched(name),
            Self::Unreadable(problem) => return reply::unreadable(name, problem.as_ref()),
            Self::TooManyArticles(articles) => wording::too_many(name, *articles),
            Self::TooLong => editors::file_too_long(name),
            Self::Enough => editors::ENOUGH.to_owned(),
            Self::Store(error) => {
                tracing::error!(%error, "a file that was sent could not be kept");
                wording::not_kept(name)
            }
        };
        Message::of_text(&text)
    }
}

/// Takes the files of operators.
pub(super) struct Receiver {
    store: Store,
    catalogue: Arc<dyn Catalogue>,
    cards: Cards,
}

impl Receiver {
    /// Files are kept in `store`, and shown as `cards`.
    pub(super) fn new(store: Store, catalogue: Arc<dyn Catalogue>, cards: Cards) -> Self {
        Self { store, catalogue, cards }
    }

    /// A file has come from an operator's chat: its articles are kept, then the first is shown.
    pub(super) fn receive(&self, chat: ChatKey, file: &SentFile, today: Date) -> Outgoing {
        Outgoing::of(self.received(chat, file, today).unwrap_or_else(|error| error.message(file)))
    }

    fn received(&self, chat: ChatKey, file: &SentFile, today: Date) -> Result<Message, ReceiveError> {
        let name = name_of(file);
        let read = ReadSubmission::of_file(self.catalogue.read_sent(&name, content_of(file)?, today));
        let articles = read.articles.len();
        if articles == 0 {
            return Err(ReceiveError::Unreadable(read.error));
        }
        if articles > ARTICLES {
            return Err(ReceiveError::TooManyArticles(articles));
        }
        let submission = self.store.keep_submission(NewSubmission {
            chat,
            origin: SubmissionOrigin::File(file.message),
            resident: false,
            handed: true,
            day: today,
            forget_before: undecided_before(today),
            name,
            articles: read.bodies(),
        })?;
        tracing::info!(articles, "an operator sent a file");
        Ok(self.cards.first(submission, &CardNotes::default(), today)?)
    }

    /// Submissions on which nobody has decided are not kept for ever.
    pub(super) fn forget_old(&self, today: Date) {
        if let Err(error) = self.store.forget_submissions(undecided_before(today)) {
            tracing::error!(%error, "files that were sent long ago could not be forgotten");
        }
    }
}
