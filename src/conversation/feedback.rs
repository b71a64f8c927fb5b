//! 不对: marks that something is wrong with an article, and why.
//!
//! Knows nothing of who makes them: what is kept says which article it is about, and never who said so.

use std::sync::Arc;

use jiff::{ToSpan, civil::Date};

use super::{
    Retriever,
    button_contexts::{ButtonContexts, without_numbers},
    chat::{Chat, LoadedContext},
};
use crate::{
    acts::Act,
    article::ArticleId,
    messaging::{ContextId, Outgoing, Reason, ResidentAction},
    reply::{self, wording::sharing},
    store::{MisreadTurn, Store, WrongMark},
};

/// Marks are kept for so many days.
const DAYS: i32 = 90;

/// Takes marks.
pub(super) struct Feedback {
    pub(super) store: Store,
    pub(super) retriever: Arc<dyn Retriever>,
    pub(super) contexts: Arc<ButtonContexts>,
    /// Somebody reads what residents write.
    pub(super) editors: bool,
}

impl Feedback {
    /// Why the passage at this position is wrong.
    pub(super) fn passage_wrong(
        &self,
        chat: &Chat,
        id: ContextId,
        at: usize,
        reason: Reason,
        today: Date,
    ) -> Option<Outgoing> {
        let LoadedContext::Answer { answer, .. } = self.contexts.load(chat, id, today)? else { return None };
        let article = &reply::passages_shown(&answer).get(at)?.article;
        Some(match self.mark(article, reason, today) {
            Ok(()) => Outgoing::instead(reply::marked(Some(id), reason, self.may_write(chat))),
            Err(sorry) => Outgoing::line(sorry),
        })
    }

    /// Below a whole article or a notification: what is wrong, then the mark.
    pub(super) fn article_wrong(
        &self,
        chat: &Chat,
        link: &str,
        reason: Option<Reason>,
        today: Date,
    ) -> Outgoing {
        let Some(article) = self.retriever.linked(link) else { return Outgoing::line(sharing::LINK_GONE) };
        let Some(reason) = reason else {
            let because = |reason| ResidentAction::WrongOpen(link.to_owned(), Some(reason));
            return Outgoing::of(reply::what_is_wrong(because));
        };
        match self.mark(&article, reason, today) {
            Ok(()) => Outgoing::instead(reply::marked(None, reason, self.may_write(chat))),
            Err(sorry) => Outgoing::line(sorry),
        }
    }

    /// The turn before this one was read wrongly: noted for the operators, without its asker.
    pub(super) fn misread(&self, chat: &Chat, today: Date) {
        let Some(turn) = chat.last_turn.as_ref().filter(|turn| turn.act != Act::Question) else { return };
        let noted = MisreadTurn { act: turn.act.name().to_owned(), said: without_numbers(&turn.said) };
        if let Err(error) = self.store.note_misread(noted, today, today.saturating_sub(DAYS.days())) {
            tracing::error!(%error, "a turn that was read wrongly could not be noted");
        }
    }

    /// What is said where the mark cannot be kept.
    fn mark(&self, article: &ArticleId, reason: Reason, today: Date) -> Result<(), &'static str> {
        let mark = WrongMark {
            article: article.as_str().to_owned(),
            reason: reason.key().to_owned(),
            day: today,
            forget_before: today.saturating_sub(DAYS.days()),
        };
        self.store.mark_wrong(mark).map_err(|error| {
            tracing::error!(%error, "a mark could not be kept");
            reply::notices::APOLOGY
        })
    }

    /// More may be said to the editors.
    fn may_write(&self, chat: &Chat) -> bool {
        self.editors && !chat.is_group()
    }
}
