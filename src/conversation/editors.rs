//! 不对, a word to the editors, and notices that are handed in: nothing is passed on before its writer has nodded.
//!
//! Knows nothing of who the editors are.

use jiff::{ToSpan, civil::Date};

use super::{
    Conversations, Outgoing, To,
    chat::{Awaiting, Chat, Shown},
    in_private,
    kept::Kept,
};
use crate::{
    reply::{
        self, Message, Reason, Ticket,
        wording::{editors as wording, labels, talk},
    },
    store::OnDay,
    text::spans::{char_count, first_chars},
};

/// The longest text that is passed on.
const LONGEST: usize = 1_000;
/// A headline of a notice that was handed in.
const HEADLINE: usize = 40;

/// Marks, and notices that nobody has decided on, are kept for so many days.
const DAYS: i32 = 90;

fn on(today: Date) -> OnDay {
    OnDay { day: today.to_string(), forget_before: today.saturating_sub(DAYS.days()).to_string() }
}

impl Conversations {
    /// 不对: which passage, and why.
    pub(super) fn wrong_because(
        &self,
        chat: &Chat,
        ticket: &Ticket,
        (at, reason): (usize, Reason),
        today: Date,
    ) -> Option<Outgoing> {
        let Shown::Answer { answer, .. } = self.shown(chat, ticket, today)? else { return None };
        let shown = reply::passages_shown(&answer);
        let article = &shown.get(at)?.article;
        if let Err(error) = self.store.mark_wrong(article.as_str(), reason.key(), &on(today)) {
            tracing::error!(%error, "a mark could not be kept");
            return Some(Outgoing::line(reply::notices::APOLOGY));
        }
        let editors = self.editors && !chat.is_group();
        Some(Outgoing::instead(reply::marked(ticket, reason, editors)))
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
        let ticket = self.keep(chat, &Kept::Written { text: text.to_owned(), is_notice }, today);
        let message = reply::is_this_it(text, is_notice, &ticket);
        chat.show(ticket, Shown::Written { text: text.to_owned(), is_notice });
        Some(Outgoing::of(vec![message]))
    }

    /// The nod: the words go to the editors and are kept no longer.
    pub(super) fn send(&self, chat: &mut Chat, ticket: &Ticket, today: Date) -> Option<Outgoing> {
        let Shown::Written { text, is_notice } = self.shown(chat, ticket, today)? else { return None };
        if !chat.hands_in(today) {
            return Some(Outgoing::line(wording::ENOUGH));
        }
        self.drop_shown(chat, ticket);
        let (message, line) = if is_notice {
            match self.store.hand_in(chat.chat, &on(today), &text) {
                Ok(draft) => (reply::notice_arrived(&text, draft), wording::HANDED_IN),
                Err(error) => {
                    tracing::error!(%error, "a notice that was handed in could not be kept");
                    return Some(Outgoing::line(reply::notices::APOLOGY));
                }
            }
        } else {
            (Message::of_text(&wording::note_arrived(&text)), wording::SENT)
        };
        let elsewhere = vec![(To::Operators, message)];
        Some(Outgoing { elsewhere, ..Outgoing::instead(Message::of_text(line)) })
    }

    /// No nod: the words are gone.
    pub(super) fn drop_words(&self, chat: &mut Chat, ticket: &Ticket) -> Outgoing {
        self.drop_shown(chat, ticket);
        Outgoing::instead(Message::of_text(wording::DROPPED))
    }

    /// An operator takes a notice that was handed in, or does not.
    pub(super) fn decide(&self, draft: i64, take: bool, operator: bool, today: Date) -> Outgoing {
        if !operator {
            tracing::info!("a notice was not for this user to decide on");
            return Outgoing::toast(talk::OPERATORS_ONLY);
        }
        match self.store.take_draft(draft) {
            Ok(Some((chat, text))) if take => {
                let (title, body) = text.split_once('\n').unwrap_or((&text, &text));
                let title = first_chars(title.trim(), HEADLINE);
                let file = wording::taken(title, &today.to_string(), body.trim());
                let thanks = (To::Chat(chat), Message::of_text(wording::YOURS_WAS_TAKEN));
                Outgoing { elsewhere: vec![thanks], ..Outgoing::instead(Message::of_text(&file)) }
            }
            Ok(Some(_)) => Outgoing::instead(Message::of_text(wording::LEFT)),
            Ok(None) => Outgoing::instead(Message::of_text(wording::SEEN_ALREADY)),
            Err(error) => {
                tracing::error!(%error, "a notice that was handed in could not be read");
                Outgoing::line(reply::notices::APOLOGY)
            }
        }
    }
}
