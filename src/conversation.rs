//! The conversation of one chat: what was said before, commands and buttons; the same for Telegram and the terminal.
//!
//! Knows nothing of Telegram's library, of the terminal, or of how passages are found.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use jiff::civil::Date;
use moka::sync::Cache;

use crate::{
    article::PlacePath,
    cancellation,
    messaging::{Action, Incoming, MediaKind, Outgoing, Said},
    reply::wording::{settings, sharing, talk},
    store::Store,
};

mod asking;
mod chat;
mod commands;
mod editors;
mod examples;
mod handing_in;
mod forgetting;
mod inline;
mod kept;
mod knowledge;
mod ledger;
mod links;
mod pieces;
mod newest;
mod news;
mod preferences;
mod pressing;
mod printable;
mod sent_file;
#[cfg(test)]
pub(crate) mod tests;
mod wishes;

use chat::{Chat, Speaker};
pub use knowledge::Knowledge;
pub(crate) use ledger::monday;
pub use news::Tidings;
pub(crate) use pieces::{Beside, Pieces, read_piece, undecided_before};
pub(crate) use sent_file::{called, content_of};

/// What was said is forgotten after this long a silence.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(30 * 60);
/// Conversations remembered at most; the longest silent one is forgotten first.
const REMEMBERED: u64 = 3_000;

/// How conversations are held.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the residents are.
    pub home: Option<PlacePath>,
    /// Somebody reads what residents hand in.
    pub editors: bool,
}

/// All conversations.
pub struct Conversations {
    knowledge: Arc<dyn Knowledge>,
    store: Store,
    home: Option<PlacePath>,
    editors: bool,
    chats: Cache<Speaker, Arc<Mutex<Chat>>>,
    /// Names for what is shown while the database does not answer.
    spare_id: AtomicU64,
    /// The example questions of a day.
    examples: Mutex<Option<(Date, Vec<String>)>>,
    /// The newest notices as they were looked through last.
    desk: Mutex<news::Desk>,
}

impl Conversations {
    /// Conversations on `knowledge`; what outlasts them is kept in `store`.
    #[must_use]
    pub fn new(knowledge: Arc<dyn Knowledge>, store: Store, options: Options) -> Self {
        Self {
            knowledge,
            store,
            home: options.home,
            editors: options.editors,
            chats: Cache::builder().max_capacity(REMEMBERED).time_to_idle(FORGOTTEN_AFTER).build(),
            // Far above every number that the database gives.
            spare_id: AtomicU64::new(1 << 62),
            examples: Mutex::new(None),
            desk: Mutex::default(),
        }
    }

    /// Hears what was said and says what to answer. May take a moment: not for an asynchronous thread.
    pub fn hear(&self, incoming: Incoming) -> Outgoing {
        self.hear_printable(Incoming { said: incoming.said.printable(), ..incoming }).printable()
    }

    fn hear_printable(&self, incoming: Incoming) -> Outgoing {
        let Incoming { chat, kind, user, today, .. } = incoming;
        match &incoming.said {
            Said::Inline { query, offset } => {
                return self.inline(&mut Chat::of(Speaker { chat, user }, kind), (query, offset), today);
            }
            Said::Joined { name } => return Outgoing::line(&sharing::hello(name)),
            Said::Left => {
                self.leave(chat);
                return Outgoing::default();
            }
            Said::Text(_)
            | Said::Forwarded(_)
            | Said::Pressed(_)
            | Said::UnknownButton
            | Said::Arrived(_)
            | Said::File(_)
            | Said::Other(_) => {}
        }
        // In a group everyone has a conversation of their own.
        let speaker = Speaker { chat, user };
        let chat = self.chats.get_with(speaker, || Arc::new(Mutex::new(Chat::of(speaker, kind))));
        let mut chat = chat.lock().unwrap_or_else(PoisonError::into_inner);
        // Who waited for the one before may have been given up meanwhile.
        cancellation::check();
        self.settle_in(&mut chat);
        let outgoing = match &incoming.said {
            Said::Text(text) => self.hear_text(&mut chat, text.trim(), incoming.operator, today),
            Said::Forwarded(text) => self.hear_forwarded(&mut chat, text.trim(), today),
            Said::Pressed(Action::Resident(action)) => self.press(&mut chat, action, today),
            // What operators press was heard before, if it was theirs to press.
            Said::Pressed(Action::Operator(_)) | Said::UnknownButton => forgotten(&chat),
            Said::Arrived(link) => self.arrived(&mut chat, link, today),
            Said::File(file) => self.handed_a_file(&mut chat, file, today),
            Said::Other(kind) => Outgoing::line(not_text(*kind)),
            Said::Inline { .. } | Said::Joined { .. } | Said::Left => Outgoing::default(),
        };
        chat.remember_buttons(&outgoing.messages);
        outgoing
    }

    fn hear_text(&self, chat: &mut Chat, text: &str, operator: bool, today: Date) -> Outgoing {
        if let Some(outgoing) = self.written(chat, text, today) {
            return outgoing;
        }
        if let Some(outgoing) = self.command(chat, text, operator, today) {
            return outgoing;
        }
        if let Some(action) = chat.button_named(text).or_else(|| chat.below_last_answer(text)) {
            return Outgoing { edit: false, ..self.press(chat, &action, today) };
        }
        if chat::is_below_answers(text) {
            return Outgoing::line(talk::NOTHING_SHOWN);
        }
        if let Some(outgoing) = self.place_named(chat, text, today) {
            return outgoing;
        }
        Outgoing::of_all(self.ask(chat, &asking::Words::new(text), today))
    }

    /// A question, or the notice that somebody wants to hand in; whatever else it says was not said to us.
    fn hear_forwarded(&self, chat: &mut Chat, text: &str, today: Date) -> Outgoing {
        if text.starts_with('/') {
            return Outgoing::line(talk::NOT_YOUR_WORDS);
        }
        if let Some(outgoing) = self.written(chat, text, today) {
            return outgoing;
        }
        Outgoing::of_all(self.ask(chat, &asking::Words::new(text), today))
    }

    fn spare(&self) -> u64 {
        self.spare_id.fetch_add(1, Ordering::Relaxed)
    }
}

/// An old button. A group is spared the line.
fn forgotten(chat: &Chat) -> Outgoing {
    if chat.is_group() {
        Outgoing::toast(talk::FORGOTTEN_BUTTON)
    } else {
        Outgoing::line(talk::FORGOTTEN_BUTTON)
    }
}

/// What belongs into a private chat only.
fn in_private(chat: &Chat) -> Option<Outgoing> {
    chat.is_group().then(|| Outgoing::line(settings::NOT_IN_A_GROUP))
}

fn not_text(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Voice => talk::NO_VOICE,
        MediaKind::Photo => talk::NO_PHOTO,
        MediaKind::Sticker | MediaKind::Unknown => talk::NO_STICKER,
        MediaKind::Location => talk::NO_LOCATION,
        MediaKind::Document => talk::NO_FILE,
    }
}
