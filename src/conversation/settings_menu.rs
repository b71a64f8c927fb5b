//! The screen on which a resident changes what is set for their own chat.
//!
//! Knows nothing of how settings change an answer or when notifications are sent.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Retriever,
    button_contexts::{ButtonContext, ButtonContexts},
    chat::{Awaiting, Chat, LoadedContext},
    preferences::Preferences,
    questions::PLACE_NAME,
};
use crate::{
    article::PlacePath,
    messaging::{Message, Outgoing, Preference},
    reply::{self, Settings, notices, wording::settings as wording},
    store::{Store, StoreError},
    text::spans::char_count,
};

/// Words of questions.
const ASKING: [&str; 9] = ["哪", "什么", "怎么", "多少", "几点", "吗", "呢", "？", "?"];

/// A line that says why nothing was changed.
type NotSet = &'static str;

/// Shows and changes settings.
pub(super) struct SettingsMenu {
    pub(super) store: Store,
    pub(super) retriever: Arc<dyn Retriever>,
    pub(super) contexts: Arc<ButtonContexts>,
    pub(super) home: Option<PlacePath>,
}

impl SettingsMenu {
    /// Looks the settings up once a conversation, and again while they cannot be read.
    pub(super) fn settle_in(&self, chat: &mut Chat) {
        match Preferences::of_chat(chat, &self.store) {
            Ok(preferences) => chat.preferences = Some(preferences),
            Err(error) => tracing::error!(%error, "settings could not be read; answered without them"),
        }
    }

    /// What is set in a private chat, to be changed. What cannot be read is not written over.
    fn own(&self, chat: &Chat) -> Result<Preferences, NotSet> {
        if chat.is_group() {
            return Err(wording::NOT_IN_A_GROUP);
        }
        Preferences::of_chat(chat, &self.store).map_err(|error| match error {
            StoreError::Unreadable { .. } => wording::UNREADABLE,
            _ => notices::APOLOGY,
        })
    }

    /// Keeps them; where that fails, what is said instead of a promise.
    fn keep(&self, chat: &mut Chat, preferences: Preferences) -> Result<(), NotSet> {
        if let Err(error) = self.store.prefer(chat.key(), preferences.body()) {
            tracing::error!(%error, "settings could not be kept");
            return Err(notices::APOLOGY);
        }
        chat.preferences = Some(preferences);
        Ok(())
    }

    /// 设置.
    pub(super) fn show(&self, chat: &Chat) -> Outgoing {
        self.own(chat).map_or_else(Outgoing::line, |_| Outgoing::of(self.screen(chat)))
    }

    fn screen(&self, chat: &Chat) -> Message {
        let set = chat.preferences();
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
    pub(super) fn change(&self, chat: &mut Chat, preference: Preference) -> Outgoing {
        self.changed(chat, preference).unwrap_or_else(Outgoing::line)
    }

    fn changed(&self, chat: &mut Chat, preference: Preference) -> Result<Outgoing, NotSet> {
        let mut set = self.own(chat)?;
        match preference {
            Preference::Place => {
                chat.awaiting = Some(Awaiting::Home);
                return Ok(Outgoing::line(wording::WHERE_DO_YOU_LIVE));
            }
            Preference::NoPlace => set.place = None,
            Preference::Brief => set.brief = !set.brief,
            Preference::Digest => set.digest = set.next_digest(),
            Preference::Quiet => set.nights = !set.nights,
        }
        self.keep(chat, set)?;
        Ok(Outgoing { toast: Some(wording::CHANGED.to_owned()), ..Outgoing::instead(self.screen(chat)) })
    }

    /// 晚上别打扰.
    pub(super) fn quiet_nights(&self, chat: &mut Chat) -> Outgoing {
        let quiet = self.own(chat).and_then(|set| self.keep(chat, Preferences { nights: false, ..set }));
        quiet.map_or_else(Outgoing::line, |()| Outgoing::line(wording::QUIET_NOW))
    }

    /// The name of the place where somebody lives; a longer text, or one that asks, is a question.
    pub(super) fn home_named(&self, chat: &mut Chat, text: &str, today: Date) -> Option<Outgoing> {
        if char_count(text) > PLACE_NAME || ASKING.iter().any(|word| text.contains(word)) {
            return None;
        }
        let places = self.retriever.find_places(text);
        Some(match places.as_slice() {
            [] => {
                chat.awaiting = Some(Awaiting::Home);
                Outgoing::line(&wording::unknown_place(text))
            }
            [only] => self.live(chat, only),
            _ => {
                let id = self.contexts.keep(chat, &ButtonContext::Places(places.clone()), today);
                let message = reply::which_home(&places, id);
                chat.show(id, LoadedContext::Places(places));
                Outgoing::of(message)
            }
        })
    }

    /// Keeps the place where somebody lives.
    pub(super) fn live(&self, chat: &mut Chat, place: &PlacePath) -> Outgoing {
        let kept =
            self.own(chat).and_then(|set| self.keep(chat, Preferences { place: Some(place.clone()), ..set }));
        if let Err(line) = kept {
            return Outgoing::line(line);
        }
        // What was asked about another place before is over.
        if let Some(before) = &mut chat.before {
            before.places.clear();
        }
        Outgoing::line(&wording::lives(&reply::place_in_words(place)))
    }
}
