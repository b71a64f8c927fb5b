//! 收下, 不要, 放回去: an article that was handed in is accepted, rejected, or put back among those that wait.
//!
//! Knows nothing of how articles look, and of how they are written into the folder and come to serve.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    card::{CardNotes, Cards},
    filing::{Filing, TakenOut},
    read_back,
};
use crate::{
    cancellation,
    messaging::{Message, Outgoing, Recipient, SubmissionId, SubmittedArticleId},
    reply::{
        headline_of,
        wording::{editors, submissions as wording},
    },
    store::{Decision, DecisionRecord, Store, StoreError, SubmissionRow},
};

/// Failures that are told of many.
const FAILURES: usize = 3;

/// Lets what was just written serve; says what the operator must know where it does not.
pub(crate) type TakeUp = Arc<dyn Fn(Date) -> Option<Message> + Send + Sync>;

/// Decides on what was handed in.
pub(super) struct Decisions {
    store: Store,
    cards: Cards,
    filing: Filing,
    take_up: TakeUp,
}

impl Decisions {
    /// What is accepted is written by `filing`, and serves by `take_up`.
    pub(super) fn new(store: Store, cards: Cards, filing: Filing, take_up: TakeUp) -> Self {
        Self { store, cards, filing, take_up }
    }

    /// 收下.
    pub(super) fn accept(&self, id: SubmittedArticleId, today: Date) -> Result<Outgoing, StoreError> {
        let Some(row) = self.store.submitted_article(id)? else { return self.see(id, None, today) };
        let Ok(submitted) = read_back(&row) else { return self.see(id, None, today) };
        let file = match self.filing.write(&row, today) {
            Ok(file) => file,
            Err(error) => return self.see(id, Some(error.words()?), today),
        };
        let note = Some(wording::accepted(&headline_of(&submitted.article), &file));
        let warning = (self.take_up)(today);
        let notes =
            CardNotes { note, just_accepted: Some(id), not_yet: warning.is_some(), ..CardNotes::default() };
        let message = self.cards.after(&row, &notes, today)?;
        Ok(self.with_thanks(&row, with_warning(message, warning)))
    }

    /// 不要.
    pub(super) fn reject(&self, id: SubmittedArticleId, today: Date) -> Result<Outgoing, StoreError> {
        let Some(row) = self.store.submitted_article(id)? else { return self.see(id, None, today) };
        // A button of before: what is in the folder has a way back of its own.
        if row.decision == Decision::Accepted {
            return self.see(id, None, today);
        }
        self.store.decide(id, DecisionRecord::of(Decision::Rejected))?;
        let note = match read_back(&row) {
            Ok(submitted) => wording::rejected(&headline_of(&submitted.article)),
            Err(_) => wording::REJECTED_UNREADABLE.to_owned(),
        };
        Ok(Outgoing::instead(self.cards.after(&row, &CardNotes::note(&note), today)?))
    }

    /// 放回去.
    pub(super) fn put_back(&self, id: SubmittedArticleId, today: Date) -> Result<Outgoing, StoreError> {
        let Some(row) = self.store.submitted_article(id)? else { return self.see(id, None, today) };
        let note = self.taken_out(&row)?;
        let warning = (self.take_up)(today);
        let message = self.cards.see(id, &CardNotes { note, ..CardNotes::default() }, today)?;
        Ok(with_warning(message, warning))
    }

    /// 剩下的都收下.
    pub(super) fn accept_all(&self, submission: SubmissionId, today: Date) -> Result<Outgoing, StoreError> {
        let rows = self.pending_of(submission)?;
        let mut failures = Vec::new();
        for row in &rows {
            cancellation::check();
            if let Err(error) = self.filing.write(row, today) {
                failures.push(error.words()?);
            }
        }
        failures.truncate(FAILURES);
        let note = Some(failures.join("\n")).filter(|note| !note.is_empty());
        let warning = (self.take_up)(today);
        let notes = CardNotes { note, not_yet: warning.is_some(), ..CardNotes::default() };
        let outgoing = with_warning(self.cards.first(submission, &notes, today)?, warning);
        Ok(match rows.first() {
            Some(row) => self.with_thanks(row, outgoing),
            None => outgoing,
        })
    }

    /// 剩下的都不要.
    pub(super) fn reject_all(&self, submission: SubmissionId, today: Date) -> Result<Outgoing, StoreError> {
        for row in self.pending_of(submission)? {
            self.store.decide(row.id, DecisionRecord::of(Decision::Rejected))?;
        }
        Ok(Outgoing::instead(self.cards.first(submission, &CardNotes::default(), today)?))
    }

    /// 都放回去.
    pub(super) fn put_all_back(&self, submission: SubmissionId, today: Date) -> Result<Outgoing, StoreError> {
        let mut notes = Vec::new();
        for row in self.store.submitted_articles(submission)? {
            notes.extend(self.taken_out(&row)?);
        }
        notes.truncate(FAILURES);
        let warning = (self.take_up)(today);
        let message = self.cards.first(submission, &CardNotes::note(&notes.join("\n")), today)?;
        Ok(with_warning(message, warning))
    }

    fn pending_of(&self, submission: SubmissionId) -> Result<Vec<SubmissionRow>, StoreError> {
        let mut rows = self.store.submitted_articles(submission)?;
        rows.retain(|row| row.decision == Decision::Pending);
        Ok(rows)
    }

    /// Takes an article out of the folder; says what was done, or why not.
    fn taken_out(&self, row: &SubmissionRow) -> Result<Option<String>, StoreError> {
        match self.filing.take_out(row) {
            Ok(out) => Ok(out.map(|TakenOut { title, file }| wording::put_back(&title, &file))),
            Err(error) => error.words().map(Some),
        }
    }

    fn see(&self, id: SubmittedArticleId, note: Option<String>, today: Date) -> Result<Outgoing, StoreError> {
        let notes = CardNotes { note, ..CardNotes::default() };
        Ok(Outgoing::instead(self.cards.see(id, &notes, today)?))
    }

    /// Where nothing can be queued for the resident, it is said at once.
    fn with_thanks(&self, row: &SubmissionRow, outgoing: Outgoing) -> Outgoing {
        if !row.resident || !self.filing.thanks_to(row.chat).is_empty() {
            return outgoing;
        }
        let thanks = (Recipient::Chat(row.chat), Message::of_text(editors::YOURS_WAS_TAKEN));
        Outgoing { elsewhere: vec![thanks], ..outgoing }
    }
}

/// In place of the message whose button was pressed, with the warning below it.
fn with_warning(message: Message, warning: Option<Message>) -> Outgoing {
    Outgoing {
        messages: std::iter::once(message).chain(warning).collect(),
        ..Outgoing::instead(Message::default())
    }
}
