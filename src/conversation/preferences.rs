//! What a resident has set for their own chat, and the screen on which it is changed.
//!
//! Knows nothing of how settings change an answer or when news are sent.

use serde::{Deserialize, Serialize};

use super::{
    Conversations, Outgoing,
    chat::{Awaiting, Chat, Shown},
    in_private,
    kept::Kept,
};
use crate::{
    article::PlacePath,
    reply::{self, Setting, Settings, wording::settings as wording},
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
    pub(super) fn read(body: &str) -> Self {
        serde_json::from_str(body).unwrap_or_default()
    }

    fn next_digest(&self) -> Option<i8> {
        match self.digest {
            None => HOURS.first().copied(),
            Some(hour) => HOURS.iter().copied().find(|next| *next > hour),
        }
    }
}

impl Conversations {
    /// What the chat has set; nothing in a group.
    pub(super) fn preferences(&self, chat: &Chat) -> Preferences {
        if let Some(known) = &chat.preferences {
            return known.clone();
        }
        if chat.is_group() {
            return Preferences::default();
        }
        match self.store.preferences(chat.chat) {
            Ok(body) => body.map(|body| Preferences::read(&body)).unwrap_or_default(),
            Err(error) => {
                tracing::error!(%error, "settings could not be read");
                Preferences::default()
            }
        }
    }

    /// Looks the settings up once a conversation.
    pub(super) fn settle_in(&self, chat: &mut Chat) {
        if chat.preferences.is_none() {
            chat.preferences = Some(self.preferences(chat));
        }
    }

    /// Where the one who speaks lives.
    pub(super) fn own_place(&self, chat: &Chat) -> Option<PlacePath> {
        self.preferences(chat).place
    }

    fn prefer(&self, chat: &mut Chat, preferences: Preferences) {
        let body = serde_json::to_string(&preferences).unwrap_or_default();
        if let Err(error) = self.store.prefer(chat.chat, body) {
            tracing::error!(%error, "settings could not be kept");
        }
        chat.preferences = Some(preferences);
    }

    /// 设置.
    pub(super) fn settings(&self, chat: &Chat) -> Outgoing {
        in_private(chat).unwrap_or_else(|| Outgoing::of(vec![self.settings_of(chat)]))
    }

    fn settings_of(&self, chat: &Chat) -> reply::Message {
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
    pub(super) fn set(&self, chat: &mut Chat, setting: Setting) -> Outgoing {
        if let Some(outgoing) = in_private(chat) {
            return outgoing;
        }
        let mut set = self.preferences(chat);
        match setting {
            Setting::Place => {
                chat.awaiting = Some(Awaiting::Home);
                return Outgoing::line(wording::WHERE_DO_YOU_LIVE);
            }
            Setting::NoPlace => set.place = None,
            Setting::Brief => set.brief = !set.brief,
            Setting::Digest => set.digest = set.next_digest(),
            Setting::Quiet => set.nights = !set.nights,
        }
        self.prefer(chat, set);
        Outgoing { toast: Some(wording::CHANGED.to_owned()), ..Outgoing::instead(self.settings_of(chat)) }
    }

    /// 晚上别打扰.
    pub(super) fn quiet_nights(&self, chat: &mut Chat) -> Outgoing {
        if let Some(outgoing) = in_private(chat) {
            return outgoing;
        }
        let set = Preferences { nights: false, ..self.preferences(chat) };
        self.prefer(chat, set);
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
                let ticket = self.keep(chat, &Kept::Places(places.clone()), today);
                let message = reply::which_home(&places, &ticket);
                chat.show(ticket, Shown::Places(places));
                Outgoing::of(vec![message])
            }
        }
    }

    /// Keeps the place where somebody lives.
    pub(super) fn live(&self, chat: &mut Chat, place: &PlacePath) -> Outgoing {
        if let Some(outgoing) = in_private(chat) {
            return outgoing;
        }
        let set = Preferences { place: Some(place.clone()), ..self.preferences(chat) };
        self.prefer(chat, set);
        // What was asked about another place before is over.
        if let Some(before) = &mut chat.before {
            before.places.clear();
        }
        Outgoing::line(&wording::lives(&reply::place_in_words(place)))
    }
}
