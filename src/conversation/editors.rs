//! Words for the editors, which are shown once more before they are passed on.
//!
//! Knows nothing of who the editors are.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    button_contexts::{ButtonContext, ButtonContexts},
    chat::{Awaiting, Chat, LoadedContext},
    in_private,
};
use crate::{
    messaging::Outgoing,
    reply::{
        self,
        wording::{editors as wording, labels},
    },
    text::spans::char_count,
};

/// The longest text that is passed on.
const LONGEST: usize = 1_000;

/// Takes words for the editors.
pub(super) struct WordsForEditors {
    pub(super) contexts: Arc<ButtonContexts>,
    /// Somebody reads what residents hand in.
    pub(super) editors: bool,
}

impl WordsForEditors {
    /// 给编辑部留话, or a notice for them: asks for the words.
    pub(super) fn ask(&self, chat: &mut Chat, awaiting: Awaiting) -> Outgoing {
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
    pub(super) fn hear(&self, chat: &mut Chat, text: &str, today: Date) -> Option<Outgoing> {
        let is_notice = match chat.awaiting {
            Some(Awaiting::Note) => false,
            Some(Awaiting::Notice) => true,
            _ => return None,
        };
        chat.awaiting = None;
        if text == labels::NEVER_MIND {
            return Some(Outgoing::line(wording::DROPPED));
        }
        // Asked for once more, it still waits for the words.
        if matches!(text, labels::NOTE | "我有通知" | "登通知" | "投稿") {
            return Some(self.ask(chat, if is_notice { Awaiting::Notice } else { Awaiting::Note }));
        }
        // A command is no word for the editors.
        if text.starts_with('/') || text.is_empty() {
            return None;
        }
        if char_count(text) > LONGEST {
            chat.awaiting = Some(if is_notice { Awaiting::Notice } else { Awaiting::Note });
            return Some(Outgoing::line(wording::TOO_LONG));
        }
        let id =
            self.contexts.keep(chat, &ButtonContext::Written { text: text.to_owned(), is_notice }, today);
        let message = reply::is_this_it(text, is_notice, id);
        chat.show(id, LoadedContext::Written { text: text.to_owned(), is_notice });
        Some(Outgoing::of(message))
    }
}
