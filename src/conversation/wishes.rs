//! 有新的告诉我 and 别发了: which news a resident wishes for.
//!
//! Knows nothing of when news are sent.

use jiff::civil::Date;

use super::{
    Conversations,
    chat::{Chat, Shown},
    in_private,
};
use crate::{
    article::PlacePath,
    messaging::Outgoing,
    reply::{
        self, Wish,
        wording::{UNREADY, labels, news as wording},
    },
    store::{StoreError, Subscription},
};

/// Wishes of one resident.
const WISHES: usize = 20;

/// What a wish is about, in words.
pub(super) fn subject(wish: &Subscription) -> String {
    let place = (!wish.place.is_empty()).then(|| reply::place_in_words(&PlacePath::new(&wish.place)));
    let service = Some(wish.service.as_str()).filter(|service| !service.is_empty());
    wording::subject(place.as_deref(), service)
}

impl Conversations {
    /// `/subscribe` or 有新的告诉我, with places and service types after it; without any, of what was asked last.
    pub(super) fn tell_me(&self, chat: &mut Chat, filter: &str, today: Date) -> Outgoing {
        if let Some(outgoing) = in_private(chat) {
            return outgoing;
        }
        // What was shown last says it, where it offers to tell.
        if filter.is_empty()
            && let Some(action) = chat.button_named(labels::TELL)
        {
            return Outgoing { edit: false, ..self.press(chat, &action, today) };
        }
        let (place, service) = match self.read_filter(filter) {
            Ok(read) => read,
            Err(outgoing) => return *outgoing,
        };
        let (place, service) = match (place, service) {
            (None, None) => match chat.before.as_ref() {
                Some(before) => {
                    (before.places.first().map(|place| place.path.clone()), before.services.first().cloned())
                }
                None => return self.my_wishes(chat, wording::WHAT_OF),
            },
            read => read,
        };
        self.wish(chat, (place, service), today)
    }

    /// 有新的告诉我 below an answer or a list.
    pub(super) fn tell_of(&self, chat: &mut Chat, shown: &Shown, today: Date) -> Option<Outgoing> {
        if let Some(outgoing) = in_private(chat) {
            return Some(outgoing);
        }
        let (place, service) = match shown {
            Shown::Answer { answer, .. } => {
                let understood = &answer.understood;
                let place = understood.places.first().map(|place| place.path.clone());
                (place, understood.services.first().cloned())
            }
            Shown::List { place, service, .. } => (place.clone(), service.clone()),
            Shown::Places(_) | Shown::Written { .. } | Shown::Parcel(_) => return None,
        };
        Some(self.wish(chat, (place, service), today))
    }

    fn wish(
        &self,
        chat: &mut Chat,
        (place, service): (Option<PlacePath>, Option<String>),
        today: Date,
    ) -> Outgoing {
        let place = place.or_else(|| self.own_place(chat)).or_else(|| self.home.clone());
        if place.is_none() && service.is_none() {
            return Outgoing::line(wording::WHAT_OF);
        }
        if !self.knowledge.is_made() {
            // All that is about to come would be news.
            return Outgoing::line(UNREADY);
        }
        let wished = || -> Result<Option<Subscription>, StoreError> {
            if self.store.subscriptions(Some(chat.key()))?.len() >= WISHES {
                return Ok(None);
            }
            // What is there already is not news for this resident.
            self.look_through(today)?;
            let (place, service) = (place.as_ref().map_or("", PlacePath::as_str), service.as_deref());
            let seq = self.store.subscribe(chat.key(), place, service.unwrap_or_default())?;
            let all = self.store.subscriptions(Some(chat.key()))?;
            Ok(all.into_iter().find(|wish| wish.seq == seq))
        };
        match wished() {
            Ok(Some(wish)) => {
                let set = self.preferences(chat);
                let wish = (wish.seq, subject(&wish));
                Outgoing::of(reply::wished(&wish, set.digest, !set.nights))
            }
            Ok(None) => Outgoing::line(wording::TOO_MANY),
            Err(error) => failed(&error),
        }
    }

    /// The wishes with a button for each; `without` is said when there are none.
    pub(super) fn my_wishes(&self, chat: &Chat, without: &str) -> Outgoing {
        if let Some(outgoing) = in_private(chat) {
            return outgoing;
        }
        match self.store.subscriptions(Some(chat.key())) {
            Ok(wishes) if wishes.is_empty() => Outgoing::line(without),
            Ok(wishes) => {
                let wishes: Vec<Wish> = wishes.iter().map(|wish| (wish.seq, subject(wish))).collect();
                Outgoing::of(reply::wishes(&wishes))
            }
            Err(error) => failed(&error),
        }
    }

    /// 别发了: at once where there is one wish only.
    pub(super) fn stop_news(&self, chat: &Chat) -> Outgoing {
        match self.store.subscriptions(Some(chat.key())).as_deref() {
            Ok([only]) => self.stop(chat, &[only.seq]),
            _ => self.my_wishes(chat, wording::NONE),
        }
    }

    /// 别发了 below a piece of news, which stays readable.
    pub(super) fn stop(&self, chat: &Chat, wishes: &[i64]) -> Outgoing {
        let stopped: Result<Vec<Option<Subscription>>, StoreError> =
            wishes.iter().map(|wish| self.store.unsubscribe(chat.key(), *wish)).collect();
        match stopped {
            Ok(stopped) => {
                let subjects: Vec<String> = stopped.iter().flatten().map(subject).collect();
                match subjects.as_slice() {
                    [] => Outgoing::line(wording::STOPPED_BEFORE),
                    subjects => Outgoing::line(&wording::stopped(&subjects.join("，"))),
                }
            }
            Err(error) => failed(&error),
        }
    }

    /// 全都别发了.
    pub(super) fn stop_all(&self, chat: &Chat) -> Outgoing {
        let stopped = || -> Result<(), StoreError> {
            for wish in self.store.subscriptions(Some(chat.key()))? {
                self.store.unsubscribe(chat.key(), wish.seq)?;
            }
            Ok(())
        };
        stopped().map_or_else(|error| failed(&error), |()| Outgoing::line(wording::ALL_STOPPED))
    }
}

fn failed(error: &StoreError) -> Outgoing {
    tracing::error!(%error, "a wish for news could not be kept or given up");
    Outgoing::line(reply::notices::APOLOGY)
}
