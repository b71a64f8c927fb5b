//! What is passed on to the editors once its sender has nodded: a word, a notice that was typed, a file.
//!
//! Knows nothing of who the editors are, or of what they decide.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    button_contexts::{ButtonContext, ButtonContexts},
    chat::{Awaiting, Chat, LoadedContext},
};
use crate::{
    messaging::{ContextId, Message, Outgoing, Recipient, SentFile},
    reply::{self, wording::editors as wording},
    review::{ReceiveError, ResidentSubmissions, TypedNotice},
    store::StoreError,
};

/// Passes on what residents hand in.
pub(super) struct HandingIn {
    pub(super) submissions: ResidentSubmissions,
    pub(super) contexts: Arc<ButtonContexts>,
    /// Somebody reads what residents hand in.
    pub(super) editors: bool,
}

impl HandingIn {
    /// A file from somebody who is no operator: read, then shown once more before it is passed on.
    pub(super) fn receive_file(&self, chat: &mut Chat, file: &SentFile, today: Date) -> Outgoing {
        if !self.editors {
            return Outgoing::line(wording::NO_EDITORS_FOR_FILES);
        }
        // It is what was asked for, if anything was.
        if chat.awaiting == Some(Awaiting::Notice) {
            chat.awaiting = None;
        }
        self.file_to_nod_at(chat, file, today).unwrap_or_else(|error| match error {
            ReceiveError::Store(error) => failed(&error),
            error => Outgoing::of(error.message(file)),
        })
    }

    fn file_to_nod_at(
        &self,
        chat: &mut Chat,
        file: &SentFile,
        today: Date,
    ) -> Result<Outgoing, ReceiveError> {
        let opened = self.submissions.open(chat.key(), file, today)?;
        if !chat.brings_file(today) {
            return Err(ReceiveError::Enough);
        }
        let kept = self.submissions.keep(chat.key(), opened, today)?;
        let id = self.contexts.keep(chat, &ButtonContext::Submission(kept.submission), today);
        chat.show(id, LoadedContext::Submission(kept.submission));
        Ok(Outgoing::of(reply::is_this_it(&kept.contents, true, id)))
    }

    /// The nod: it goes to the editors and is kept here no longer.
    pub(super) fn send(&self, chat: &mut Chat, id: ContextId, today: Date) -> Option<Outgoing> {
        let shown = self.contexts.load(chat, id, today)?;
        if !matches!(shown, LoadedContext::Submission(_) | LoadedContext::Written { .. }) {
            return None;
        }
        if !chat.hands_in(today) {
            return Some(Outgoing::line(wording::ENOUGH));
        }
        let (sent, line) = match &shown {
            LoadedContext::Written { text, is_notice: false } => {
                (Ok(Message::of_text(&wording::note_arrived(text))), wording::SENT)
            }
            LoadedContext::Written { text, .. } => {
                let notice = TypedNotice { chat: chat.key(), context: id, text };
                (self.submissions.hand_over_typed(&notice, today), wording::HANDED_IN)
            }
            LoadedContext::Submission(submission) => {
                (self.submissions.hand_over(chat.key(), *submission, today), wording::HANDED_IN)
            }
            _ => return None,
        };
        let message = match sent {
            Ok(message) => message,
            Err(error) => return Some(failed(&error)),
        };
        // What is kept for the editors is safe now.
        self.contexts.forget(chat, id);
        let elsewhere = vec![(Recipient::Operators, message)];
        Some(Outgoing { elsewhere, ..Outgoing::instead(Message::of_text(line)) })
    }

    /// No nod: what was to be passed on is gone.
    pub(super) fn cancel(&self, chat: &mut Chat, id: ContextId, today: Date) -> Outgoing {
        if let Some(LoadedContext::Submission(submission)) = self.contexts.load(chat, id, today)
            && let Err(error) = self.submissions.forget(chat.key(), submission)
        {
            return failed(&error);
        }
        self.contexts.forget(chat, id);
        Outgoing::instead(Message::of_text(wording::DROPPED))
    }
}

fn failed(error: &StoreError) -> Outgoing {
    tracing::error!(%error, "what was handed in could not be kept");
    Outgoing::line(reply::notices::APOLOGY)
}
