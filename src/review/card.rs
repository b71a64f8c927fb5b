//! Submissions, article by article, as those see them who decide on them.
//!
//! Knows nothing of how a decision is carried out.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Catalogue, read_back};
use crate::{
    article::{ArticleId, PlacePath},
    messaging::{Message, SubmissionId, SubmittedArticleId, SubmittedField},
    reply::{
        self, ActsOn, AllDecided, ArticleCard, CardDecision, CardPosition, PendingEntry,
        wording::submissions as wording,
    },
    store::{Decision, Store, StoreError, SubmissionRow},
};

/// What is said beside an article.
#[derive(Clone, Debug, Default)]
pub(super) struct CardNotes {
    /// What was just done.
    pub(super) note: Option<String>,
    /// An article that was just accepted.
    pub(super) just_accepted: Option<SubmittedArticleId>,
    /// What the whole submission may take from this article.
    pub(super) for_all: Option<SubmittedField>,
    /// What was accepted does not serve yet.
    pub(super) not_yet: bool,
}

impl CardNotes {
    /// What was just done, and nothing else.
    pub(super) fn note(note: &str) -> Self {
        Self { note: Some(note.to_owned()), ..Self::default() }
    }
}

/// Shows what was handed in.
#[derive(Clone)]
pub(super) struct Cards {
    store: Store,
    catalogue: Arc<dyn Catalogue>,
    /// Where the residents are.
    home: Option<PlacePath>,
}

impl Cards {
    /// For what is kept in `store`.
    pub(super) fn new(store: Store, catalogue: Arc<dyn Catalogue>, home: Option<PlacePath>) -> Self {
        Self { store, catalogue, home }
    }

    /// One article, whatever was decided on it.
    pub(super) fn see(
        &self,
        id: SubmittedArticleId,
        notes: &CardNotes,
        today: Date,
    ) -> Result<Message, StoreError> {
        let Some(row) = self.store.submitted_article(id)? else { return Ok(Message::of_text(wording::GONE)) };
        let all = self.store.submitted_articles(row.submission)?;
        let at = all.iter().position(|row| row.id == id);
        Ok(at.map_or_else(|| Message::of_text(wording::GONE), |at| self.shown(&all, at, notes, today)))
    }

    /// The first article on which something is to be decided, or what was decided when there is none.
    pub(super) fn first(
        &self,
        submission: SubmissionId,
        notes: &CardNotes,
        today: Date,
    ) -> Result<Message, StoreError> {
        let all = self.store.submitted_articles(submission)?;
        Ok(match all.iter().position(is_pending) {
            Some(at) => self.shown(&all, at, notes, today),
            None => all_decided(&all, submission, notes),
        })
    }

    /// The next article after this one on which something is to be decided, then from the beginning; or what was
    /// decided, when it was the last.
    pub(super) fn after(
        &self,
        row: &SubmissionRow,
        notes: &CardNotes,
        today: Date,
    ) -> Result<Message, StoreError> {
        let all = self.store.submitted_articles(row.submission)?;
        match all.iter().position(|next| is_pending(next) && next.id > row.id) {
            Some(at) => Ok(self.shown(&all, at, notes, today)),
            None => self.first(row.submission, notes, today),
        }
    }

    /// All of an article.
    pub(super) fn whole(&self, id: SubmittedArticleId, today: Date) -> Result<Message, StoreError> {
        Ok(match self.store.submitted_article(id)? {
            Some(row) => reply::whole_submitted(&read_back(&row)?.article, today),
            None => Message::of_text(wording::GONE),
        })
    }

    /// Submissions on which something is to be decided.
    pub(super) fn pending(&self) -> Result<Message, StoreError> {
        let pending = self.store.pending_submissions()?;
        let entries: Vec<PendingEntry<'_>> = pending
            .iter()
            .map(|one| PendingEntry { submission: one.id, name: &one.name, articles: one.articles })
            .collect();
        Ok(reply::pending_submissions(&entries))
    }

    fn shown(&self, all: &[SubmissionRow], at: usize, notes: &CardNotes, today: Date) -> Message {
        let Some(row) = all.get(at) else { return Message::of_text(wording::GONE) };
        let Ok(submitted) = read_back(row) else {
            return reply::unreadable_article(row.id, is_pending(row));
        };
        let article = &submitted.article;
        let known = self.file_of(self.catalogue.linked(&article.fingerprint().link()));
        let acts_on = ActsOn {
            supersedes: self.headline(article.supersedes.as_ref()),
            replaces: self.headline(article.replaces.as_ref()),
        };
        let id_at = |at: Option<usize>| at.and_then(|at| all.get(at)).map(|row| row.id);
        let (before, after) = (id_at(at.checked_sub(1)), id_at(Some(at + 1)));
        reply::article_card(&ArticleCard {
            id: row.id,
            submission: row.submission,
            name: &row.name,
            resident: row.resident,
            article,
            doubts: &submitted.doubts,
            left_out: &submitted.left_out,
            acts_on: &acts_on,
            position: CardPosition { at: at + 1, of: all.len(), before, after },
            decision: match row.decision {
                Decision::Pending => CardDecision::Pending,
                Decision::Accepted => CardDecision::Accepted(row.path.as_deref().unwrap_or_default()),
                Decision::Rejected => CardDecision::Rejected,
            },
            pending: all.iter().filter(|row| is_pending(row)).count(),
            note: notes.note.as_deref(),
            just_accepted: notes.just_accepted,
            for_all: notes.for_all,
            known: known.as_deref(),
            home: self.home.as_ref(),
            today,
        })
    }

    fn headline(&self, id: Option<&ArticleId>) -> Option<String> {
        id.and_then(|id| self.catalogue.article(id)).map(|article| reply::headline_of(&article))
    }

    fn file_of(&self, id: Option<ArticleId>) -> Option<String> {
        id.and_then(|id| self.catalogue.article(&id)).map(|article| article.file)
    }
}

fn is_pending(row: &SubmissionRow) -> bool {
    row.decision == Decision::Pending
}

fn all_decided(all: &[SubmissionRow], submission: SubmissionId, notes: &CardNotes) -> Message {
    let Some(first) = all.first() else { return Message::of_text(wording::GONE) };
    let accepted: Vec<&SubmissionRow> = all.iter().filter(|row| row.decision == Decision::Accepted).collect();
    let files: Vec<String> = accepted.iter().filter_map(|row| row.path.clone()).collect();
    reply::all_decided(&AllDecided {
        name: &first.name,
        submission,
        note: notes.note.as_deref(),
        not_yet: notes.not_yet,
        files: &files,
        rejected: all.len() - accepted.len(),
        only: accepted.first().filter(|_| accepted.len() == 1).map(|row| row.id),
        first: Some(first.id),
    })
}
