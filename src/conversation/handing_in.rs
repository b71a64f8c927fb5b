//! What is passed on to the editors once its sender has nodded: a word, a notice that was typed, a file.
//!
//! Knows nothing of who the editors are, or of what they decide.

use jiff::civil::Date;

use super::{
    Beside, Conversations, Pieces,
    button_contexts::ButtonContext,
    called,
    chat::{Awaiting, Chat, LoadedContext},
    content_of, undecided_before,
};
use crate::{
    intake,
    messaging::{ContextId, Message, Outgoing, Recipient, SentFile},
    parcel::Piece,
    reply::{
        self, headline_of,
        wording::{editors as wording, parcels},
    },
    store::{Origin, Parcel, StoreError},
    text::spans::char_count,
};

/// Files of one resident on one day.
const FILES: usize = 3;
/// Articles and letters in a resident's file.
const ARTICLES: usize = 40;
const LETTERS: usize = 30_000;
/// Headlines that are shown once more before a file is passed on.
const SHOWN: usize = 8;

impl Conversations {
    /// A file from somebody who is no operator: read, then shown once more before it is passed on.
    pub(super) fn handed_a_file(&self, chat: &mut Chat, file: &SentFile, today: Date) -> Outgoing {
        if !self.editors {
            return Outgoing::line(wording::NO_EDITORS_FOR_FILES);
        }
        // It is what was asked for, if anything was.
        if chat.awaiting == Some(Awaiting::Notice) {
            chat.awaiting = None;
        }
        let name = called(file);
        let name = name.as_str();
        let bytes = match content_of(file) {
            Ok(bytes) => bytes,
            Err(words) => return Outgoing::line(&words),
        };
        match self.store.parcels_on(chat.key(), today) {
            Ok(files) if files >= FILES || !chat.brings_file(today) => {
                return Outgoing::line(wording::ENOUGH);
            }
            Ok(_) => {}
            Err(error) => return failed(&error),
        }
        let read = self.knowledge.read_sent(name, bytes, today);
        let letters: usize = read.articles.iter().map(|article| char_count(&article.body)).sum();
        if read.articles.len() > ARTICLES || letters > LETTERS {
            return Outgoing::line(&wording::file_too_long(name));
        }
        let (pieces, problem) = Piece::of_resident(read, parcels::LETTER_SOURCE);
        if pieces.is_empty() {
            return Outgoing::of(reply::unreadable(name, problem.as_ref()));
        }
        let parcel = Parcel {
            chat: chat.key(),
            origin: Origin::File(file.message),
            resident: true,
            handed: false,
            day: today,
            forget_before: undecided_before(today),
            name: name.to_owned(),
            pieces: pieces.iter().map(Piece::body).collect(),
        };
        let number = match self.store.keep_parcel(parcel) {
            Ok(number) => number,
            Err(error) => return failed(&error),
        };
        let id = self.contexts.keep(chat, &ButtonContext::Submission(number), today);
        let titles: Vec<String> =
            pieces.iter().take(SHOWN).map(|piece| headline_of(&piece.article)).collect();
        let text = wording::file_holds(name, &titles, pieces.len());
        let message = reply::is_this_it(&text, true, id);
        chat.show(id, LoadedContext::Submission(number));
        Outgoing::of(message)
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
        let sent = match &shown {
            LoadedContext::Written { text, is_notice: false } => {
                Ok((Message::of_text(&wording::note_arrived(text)), wording::SENT))
            }
            LoadedContext::Written { text, .. } => self
                .typed(chat, (id, text), today)
                .and_then(|parcel| Ok((self.first_of(parcel, today)?, wording::HANDED_IN))),
            LoadedContext::Submission(parcel) => self
                .store
                .hand_over(chat.key(), *parcel)
                .and_then(|_| Ok((self.first_of(*parcel, today)?, wording::HANDED_IN))),
            _ => return None,
        };
        let (message, line) = match sent {
            Ok(sent) => sent,
            Err(error) => return Some(failed(&error)),
        };
        // What is kept for the editors is safe now.
        self.contexts.forget(chat, id);
        let elsewhere = vec![(Recipient::Operators, message)];
        Some(Outgoing { elsewhere, ..Outgoing::instead(Message::of_text(line)) })
    }

    /// No nod: the words are gone.
    pub(super) fn drop_words(&self, chat: &mut Chat, id: ContextId, today: Date) -> Outgoing {
        if let Some(LoadedContext::Submission(parcel)) = self.contexts.load(chat, id, today)
            && let Err(error) = self.store.forget_parcel(chat.key(), parcel)
        {
            return failed(&error);
        }
        self.contexts.forget(chat, id);
        Outgoing::instead(Message::of_text(wording::DROPPED))
    }

    /// A notice that was typed is kept like a file with one article.
    fn typed(&self, chat: &Chat, (id, text): (ContextId, &str), today: Date) -> Result<i64, StoreError> {
        let article = Piece::typed(text, parcels::LETTER_SOURCE, today);
        let file = format!("{today}.md");
        let read = self.knowledge.read_sent(&file, intake::write_notice(&article).as_bytes(), today);
        let (pieces, _) = Piece::all_of(read);
        self.store.keep_parcel(Parcel {
            chat: chat.key(),
            // The same nod twice is one.
            origin: Origin::Words(id.number()),
            resident: true,
            handed: true,
            day: today,
            forget_before: undecided_before(today),
            name: parcels::LETTER.to_owned(),
            pieces: pieces.iter().map(Piece::body).collect(),
        })
    }

    /// What the editors see first of it.
    fn first_of(&self, parcel: i64, today: Date) -> Result<Message, StoreError> {
        let pieces =
            Pieces { store: &self.store, knowledge: &*self.knowledge, home: self.home.as_ref(), today };
        pieces.next_of(parcel, (0, &Beside::default()))
    }
}

fn failed(error: &StoreError) -> Outgoing {
    tracing::error!(%error, "what was handed in could not be kept");
    Outgoing::line(reply::notices::APOLOGY)
}
