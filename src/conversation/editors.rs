//! 不对, and words for the editors, which are shown once more before they are passed on.
//!
//! Knows nothing of who the editors are.

use jiff::{ToSpan, civil::Date};

use super::{
    Conversations,
    button_contexts::ButtonContext,
    chat::{Awaiting, Chat, LoadedContext},
    in_private,
};
use crate::{
    article::ArticleId,
    messaging::{ContextId, Outgoing, Reason, ResidentAction},
    reply::{
        self,
        wording::{editors as wording, labels, sharing},
    },
    store::MarkDay,
    text::spans::char_count,
};

/// The longest text that is passed on.
const LONGEST: usize = 1_000;

/// Marks are kept for so many days.
const DAYS: i32 = 90;

fn on(today: Date) -> MarkDay {
    MarkDay { day: today.to_string(), forget_before: today.saturating_sub(DAYS.days()).to_string() }
}

impl Conversations {
    /// 不对: which passage, and why.
    pub(super) fn wrong_because(
        &self,
        chat: &Chat,
        id: ContextId,
        (at, reason): (usize, Reason),
        today: Date,
    ) -> Option<Outgoing> {
        let LoadedContext::Answer { answer, .. } = self.contexts.load(chat, id, today)? else { return None };
        let shown = reply::passages_shown(&answer);
        Some(self.marked(chat, (&shown.get(at)?.article, reason), Some(id), today))
    }

    /// 不对 below a whole article or a piece of news: what is wrong, then the mark.
    pub(super) fn wrong_open(
        &self,
        chat: &Chat,
        (link, reason): (&str, Option<Reason>),
        today: Date,
    ) -> Outgoing {
        let Some(article) = self.knowledge.linked(link) else { return Outgoing::line(sharing::LINK_GONE) };
        match reason {
            Some(reason) => self.marked(chat, (&article, reason), None, today),
            None => {
                let because = |reason| ResidentAction::WrongOpen(link.to_owned(), Some(reason));
                Outgoing::of(reply::what_is_wrong(because))
            }
        }
    }

    fn marked(
        &self,
        chat: &Chat,
        (article, reason): (&ArticleId, Reason),
        id: Option<ContextId>,
        today: Date,
    ) -> Outgoing {
        if let Err(error) = self.store.mark_wrong(article.as_str(), reason.key(), &on(today)) {
            tracing::error!(%error, "a mark could not be kept");
            return Outgoing::line(reply::notices::APOLOGY);
        }
        let editors = self.editors && !chat.is_group();
        Outgoing::instead(reply::marked(id, reason, editors))
    }

    /// 给编辑部留话, or a notice for them: asks for the words.
    pub(super) fn ask_for_words(&self, chat: &mut Chat, awaiting: Awaiting) -> Outgoing {
        if let Some(outgoing) = in_private(chat) {
            return outgoing;
        }
        if !self.editors {
            return Outgoing::line(wording::NO_EDITORS);
        }
        let line = if awaiting == Awaiting::Notice { wording::HAND_IN } else { wording::WRITE };
        chat.awaiting = Some(awaiting);
        Outgoing::line(line)
    }

    /// Words for the editors, when they are awaited: shown once more before they are passed on.
    pub(super) fn written(&self, chat: &mut Chat, text: &str, today: Date) -> Option<Outgoing> {
        let is_notice = match chat.awaiting {
            Some(Awaiting::Note) => false,
            Some(Awaiting::Notice) => true,
            _ => return None,
        };
        chat.awaiting = None;
        if text == labels::NEVER_MIND {
            return Some(Outgoing::line(wording::DROPPED));
        }
        // A command is no letter.
        if text.starts_with('/') || text.is_empty() {
            return None;
        }
        if char_count(text) > LONGEST {
            chat.awaiting = Some(if is_notice { Awaiting::Notice } else { Awaiting::Note });
            return Some(Outgoing::line(wording::TOO_LONG));
        }
        let id = self.contexts.keep(chat, &ButtonContext::Written { text: text.to_owned(), is_notice }, today);
        let message = reply::is_this_it(text, is_notice, id);
        chat.show(id, LoadedContext::Written { text: text.to_owned(), is_notice });
        Some(Outgoing::of(message))
    }
}
