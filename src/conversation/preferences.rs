//! What a resident has set for their own chat, and the screen on which it is changed.
//!
//! Knows nothing of how settings change an answer or when news are sent.

use serde::{Deserialize, Serialize};

use super::{
    Conversations,
    chat::{Awaiting, Chat, Shown},
    in_private,
    kept::Kept,
};
use crate::{
    article::PlacePath,
    messaging::{Message, Outgoing, Preference},
    reply::{self, Settings, notices, wording::settings as wording},
    store::StoreError,
};

/// The hours at which news may come together, each followed by the next; the last by "at once".
const HOURS: [i8; 3] = [8, 12, 18];

/// What is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Preferences {
    /// Where they live.
    pub(super) place: Option<PlacePath>,
    /// Short answers.
    pub(super) brief: bool,
    /// The hour at which news come together.
    pub(super) digest: Option<i8>,
    /// News may come at night.
    pub(super) nights: bool,
}

impl Preferences {
    /// What a chat has set.
    ///
    /// # Errors
    /// It cannot be read back: that is not to say that nothing is set.
    pub(super) fn read(body: Option<&str>) -> Result<Self, StoreError> {
        let Some(body) = body else { return Ok(Self::default()) };
        serde_json::from_str(body).map_err(|_| StoreError::unreadable("preferences", None))
    }

    fn next_digest(&self) -> Option<i8> {
        match self.digest {
            None => HOURS.first().copied(),
            Some(hour) => HOURS.iter().copied().find(|next| *next > hour),
        }
    }
}

impl Conversations {
    /// What the chat has set, to answer by; nothing in a group, and nothing while it cannot be read.
    pub(super) fn preferences(&self, chat: &Chat) -> Preferences {
        chat.preferences.clone().unwrap_or_default()
    }

    /// The same, to be changed; what is said where it cannot be read: it is not written over.
    fn set_before(&self, chat: &Chat) -> Result<Preferences, &'static str> {
        self.look_up(chat).map_err(|error| match error {
            StoreError::Unreadable { .. } => wording::UNREADABLE,
            _ => notices::APOLOGY,
        })
    }

    fn look_up(&self, chat: &Chat) -> Result<Preferences, StoreError> {
        if let Some(known) = &chat.preferences {
            return Ok(known.clone());
        }
        if chat.is_group() {
            return Ok(Preferences::default());
        }
        Preferences::read(self.store.preferences(chat.key())?.as_deref())
    }

    /// Looks the settings up once a conversation, and again while they cannot be read.
    pub(super) fn settle_in(&self, chat: &mut Chat) {
        match self.look_up(chat) {
            Ok(preferences) => chat.preferences = Some(preferences),
            Err(error) => tracing::error!(%error, "settings could not be read; answered without them"),
        }
    }

    /// Where the one who speaks lives.
    pub(super) fn own_place(&self, chat: &Chat) -> Option<PlacePath> {
        self.preferences(chat).place
    }

    /// Keeps them; where that fails, what is said instead of a promise.
    fn prefer(&self, chat: &mut Chat, preferences: Preferences) -> Option<Outgoing> {
        let body = serde_json::to_string(&preferences).expect("settings are a name and numbers");
        if let Err(error) = self.store.prefer(chat.key(), body) {
            tracing::error!(%error, "settings could not be kept");
            return Some(Outgoing::line(reply::notices::APOLOGY));
        }
        chat.preferences = Some(preferences);
        None
    }

    /// 设置.
    pub(super) fn settings(&self, chat: &Chat) -> Outgoing {
        in_private(chat)
            .or_else(|| self.set_before(chat).err().map(Outgoing::line))
            .unwrap_or_else(|| Outgoing::of(self.settings_of(chat)))
    }

    fn settings_of(&self, chat: &Chat) -> Message {
        let set = self.preferences(chat);
        reply::settings(&Settings {
            place: set.place.as_ref(),
            home: self.home.as_ref(),
            brief: set.brief,
            digest: set.digest,
            quiet: !set.nights,
            next_digest: set.next_digest(),
        })
    }

    /// A button of the settings.
    pub(super) fn set(&self, chat: &mut Chat, preference: Preference) -> Outgoing {
        if let Some(outgoing) = in_private(chat) {
            return outgoing;
        }
        let mut set = match self.set_before(chat) {
            Ok(set) => set,
            Err(words) => return Outgoing::line(words),
        };
        match preference {
            Preference::Place => {
                chat.awaiting = Some(Awaiting::Home);
                return Outgoing::line(wording::WHERE_DO_YOU_LIVE);
            }
            Preference::NoPlace => set.place = None,
            Preference::Brief => set.brief = !set.brief,
            Preference::Digest => set.digest = set.next_digest(),
            Preference::Quiet => set.nights = !set.nights,
        }
        if let Some(sorry) = self.prefer(chat, set) {
            return sorry;
        }
        Outgoing { toast: Some(wording::CHANGED.to_owned()), ..Outgoing::instead(self.settings_of(chat)) }
    }

    /// 晚上别打扰.
    pub(super) fn quiet_nights(&self, chat: &mut Chat) -> Outgoing {
        if let Some(outgoing) = in_private(chat) {
            return outgoing;
        }
        let set = match self.set_before(chat) {
            Ok(set) => Preferences { nights: false, ..set },
            Err(words) => return Outgoing::line(words),
        };
        if let Some(sorry) = self.prefer(chat, set) {
            return sorry;
        }
        Outgoing::line(wording::QUIET_NOW)
    }

    /// The name of the place where somebody lives.
    pub(super) fn home_named(&self, chat: &mut Chat, text: &str, today: jiff::civil::Date) -> Outgoing {
        let places = self.knowledge.find_places(text);
        match places.as_slice() {
            [] => {
                chat.awaiting = Some(Awaiting::Home);
                Outgoing::line(&wording::unknown_place(text))
            }
            [only] => self.live(chat, only),
            _ => {
                let id = self.keep(chat, &Kept::Places(places.clone()), today);
                let message = reply::which_home(&places, id);
                chat.show(id, Shown::Places(places));
                Outgoing::of(message)
            }
        }
    }

    /// Keeps the place where somebody lives.
    pub(super) fn live(&self, chat: &mut Chat, place: &PlacePath) -> Outgoing {
        if let Some(outgoing) = in_private(chat) {
            return outgoing;
        }
        let set = match self.set_before(chat) {
            Ok(set) => Preferences { place: Some(place.clone()), ..set },
            Err(words) => return Outgoing::line(words),
        };
        if let Some(sorry) = self.prefer(chat, set) {
            return sorry;
        }
        // What was asked about another place before is over.
        if let Some(before) = &mut chat.before {
            before.places.clear();
        }
        Outgoing::line(&wording::lives(&reply::place_in_words(place)))
    }
}
