//! What is handed in: files and notices are read, shown article by article, corrected, and accepted or not.
//!
//! Knows nothing of networks, of who is an operator, and of how new knowledge comes to serve. A file or typed words go in;
//! out come cards with buttons, and, once an article is accepted, a notice in the knowledge folder. What it
//! asks of the knowledge is a [`Catalogue`].

use std::{path::Path, sync::Arc};

use jiff::{ToSpan, civil::Date};

mod card;
mod catalogue;
mod decide;
mod edit;
mod filing;
mod from_residents;
mod receive;
mod sent_file;
mod submission;

pub(crate) use catalogue::Catalogue;
pub(crate) use decide::TakeUp;
pub(crate) use from_residents::{ResidentSubmissions, TypedNotice};
pub(crate) use receive::ReceiveError;

use crate::{
    article::PlacePath,
    messaging::{ChatKey, Message, MessageId, Outgoing, SentFile, SubmissionAction, SubmittedArticleId},
    reply::{self, wording::submissions as wording},
    store::{QueuedMessage, Store, StoreError, SubmissionRow},
};
use card::{CardNotes, Cards};
use decide::Decisions;
use edit::Edits;
use filing::Filing;
use receive::Receiver;
use submission::SubmittedArticle;

/// Makes of a message to a chat, or of the change of one that is there, what is queued.
pub(crate) type RenderQueued =
    Arc<dyn Fn(ChatKey, Option<MessageId>, &Message) -> Vec<QueuedMessage> + Send + Sync>;

/// Submissions on which nobody decides are kept for so many days.
const DAYS: i32 = 14;

/// What the review is built on.
pub(crate) struct ReviewOptions<'a> {
    /// Where submissions are kept.
    pub(crate) store: Store,
    /// What the knowledge says of them.
    pub(crate) catalogue: Arc<dyn Catalogue>,
    /// The knowledge folder.
    pub(crate) folder: &'a Path,
    /// Where the residents are.
    pub(crate) home: Option<PlacePath>,
    /// Reaches those who handed something in.
    pub(crate) queued: RenderQueued,
    /// Lets what was written serve.
    pub(crate) take_up: TakeUp,
}

/// What operators do with what is handed in.
pub(crate) struct Review {
    cards: Cards,
    receiver: Receiver,
    decisions: Decisions,
    edits: Edits,
}

impl Review {
    /// A review with all its parts.
    pub(crate) fn new(options: ReviewOptions<'_>) -> Self {
        let ReviewOptions { store, catalogue, folder, home, queued, take_up } = options;
        let cards = Cards::new(store.clone(), Arc::clone(&catalogue), home.clone());
        let filing = Filing::new(store.clone(), folder, queued);
        Self {
            receiver: Receiver::new(store.clone(), Arc::clone(&catalogue), cards.clone()),
            decisions: Decisions::new(store.clone(), cards.clone(), filing, take_up),
            edits: Edits::new(store, catalogue, cards.clone(), home),
            cards,
        }
    }

    /// A file has come from an operator's chat.
    pub(crate) fn receive(&self, chat: ChatKey, file: &SentFile, today: Date) -> Outgoing {
        self.receiver.receive(chat, file, today)
    }

    /// A button below an article, or below its submission, was pressed in an operator's chat.
    pub(crate) fn press(&self, chat: ChatKey, action: SubmissionAction, today: Date) -> Outgoing {
        let none = &CardNotes::default();
        let done = match action {
            SubmissionAction::Accept(id) => self.decisions.accept(id, today),
            SubmissionAction::Reject(id) => self.decisions.reject(id, today),
            SubmissionAction::PutBack(id) => self.decisions.put_back(id, today),
            SubmissionAction::AcceptAll(submission) => self.decisions.accept_all(submission, today),
            SubmissionAction::RejectAll(submission) => self.decisions.reject_all(submission, today),
            SubmissionAction::PutAllBack(submission) => self.decisions.put_all_back(submission, today),
            SubmissionAction::See(id) => self.cards.see(id, none, today).map(Outgoing::instead),
            SubmissionAction::ReadWhole(id) => self.cards.whole(id, today).map(Outgoing::of),
            SubmissionAction::Open(submission) => self.cards.first(submission, none, today).map(Outgoing::of),
            SubmissionAction::Edit(id, field) => self.edits.ask(chat, id, field),
            SubmissionAction::EditAll(id, field) => self.edits.edit_all(id, field, today),
            SubmissionAction::AtHome(id) => self.edits.at_home(id, today),
            SubmissionAction::CancelEdit => self.edits.cancel(chat, today),
        };
        done.unwrap_or_else(|error| stuck(&error))
    }

    /// What was typed in an operator's chat, when a new value is awaited; none when it is about something else.
    pub(crate) fn hear(&self, chat: ChatKey, text: &str, today: Date) -> Option<Outgoing> {
        self.edits.hear(chat, text, today)
    }

    /// No new value is awaited any more. Says only where that cannot be noted.
    pub(crate) fn give_up_edit(&self, chat: ChatKey) -> Option<Outgoing> {
        self.edits.give_up(chat)
    }

    /// `/drafts`.
    pub(crate) fn pending(&self) -> Outgoing {
        self.cards.pending().map_or_else(|error| stuck(&error), Outgoing::of)
    }

    /// Submissions on which nobody has decided are not kept for ever.
    pub(crate) fn forget_old(&self, today: Date) {
        self.receiver.forget_old(today);
    }
}

/// What came before this day and is still undecided is forgotten; YYYY-MM-DD.
fn undecided_before(today: Date) -> Date {
    today.saturating_sub(DAYS.days())
}

/// An article that was kept.
///
/// # Errors
/// It cannot be read back.
fn read_back(row: &SubmissionRow) -> Result<SubmittedArticle, StoreError> {
    SubmittedArticle::read(&row.body)
        .ok_or_else(|| StoreError::unreadable("submitted_articles", Some(row.id.0)))
}

/// What is said where the database does not do what it was asked.
fn stuck(error: &StoreError) -> Outgoing {
    if let StoreError::Unreadable { row: Some(row), .. } = error {
        return Outgoing::line(&wording::unreadable_article(SubmittedArticleId(*row)));
    }
    tracing::error!(%error, "what was sent cannot be looked up, or a decision cannot be kept");
    Outgoing::line(reply::notices::APOLOGY)
}
