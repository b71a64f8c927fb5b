//! 有新的告诉我 and 别发了: which new notices a resident is notified of.
//!
//! Knows nothing of when notifications are sent.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Retriever,
    chat::Chat,
    filter::NoticeFilter,
    in_private,
    notifications::{Notifications, subject_of},
};
use crate::{
    article::PlacePath,
    messaging::{Outgoing, SubscriptionId},
    reply::{
        self, ListedSubscription,
        wording::{UNREADY, news as wording},
    },
    store::{NewSubscription, Store, StoreError, Subscription},
};

/// Subscriptions of one resident.
const AT_MOST: usize = 20;

/// Makes subscriptions, shows them and ends them.
pub(super) struct Subscriptions {
    pub(super) store: Store,
    pub(super) retriever: Arc<dyn Retriever>,
    pub(super) notifications: Arc<Notifications>,
    pub(super) home: Option<PlacePath>,
}

impl Subscriptions {
    /// Notifies a resident from now on of what passes the filter; without a place, of where they live.
    pub(super) fn subscribe(&self, chat: &Chat, filter: NoticeFilter, today: Date) -> Outgoing {
        if let Some(outgoing) = in_private(chat) {
            return outgoing;
        }
        let filter = filter.near(chat, self.home.as_ref());
        if filter.is_open() {
            return Outgoing::line(wording::WHAT_OF);
        }
        if !self.retriever.is_made() {
            // All that is about to come would be news.
            return Outgoing::line(UNREADY);
        }
        match self.add(chat, filter, today) {
            Ok(Some(subscription)) => {
                let set = chat.preferences();
                Outgoing::of(reply::subscribed(&listed(&subscription), set.digest, !set.nights))
            }
            Ok(None) => Outgoing::line(wording::TOO_MANY),
            Err(error) => failed(&error),
        }
    }

    /// `None` where there are enough.
    fn add(
        &self,
        chat: &Chat,
        filter: NoticeFilter,
        today: Date,
    ) -> Result<Option<Subscription>, StoreError> {
        if self.store.subscriptions(Some(chat.key()))?.len() >= AT_MOST {
            return Ok(None);
        }
        // What is there already is not news for this resident.
        self.notifications.look_through(today)?;
        let id = self.store.subscribe(NewSubscription {
            chat: chat.key(),
            place: filter.place,
            service: filter.service,
        })?;
        let all = self.store.subscriptions(Some(chat.key()))?;
        Ok(all.into_iter().find(|subscription| subscription.id == id))
    }

    /// The subscriptions with a button for each; `without` is said when there are none.
    pub(super) fn list(&self, chat: &Chat, without: &str) -> Outgoing {
        if let Some(outgoing) = in_private(chat) {
            return outgoing;
        }
        match self.store.subscriptions(Some(chat.key())) {
            Ok(all) if all.is_empty() => Outgoing::line(without),
            Ok(all) => {
                let all: Vec<ListedSubscription> = all.iter().map(listed).collect();
                Outgoing::of(reply::subscriptions(&all))
            }
            Err(error) => failed(&error),
        }
    }

    /// 别发了: at once where there is one subscription only.
    pub(super) fn unsubscribe_or_choose(&self, chat: &Chat) -> Outgoing {
        match self.store.subscriptions(Some(chat.key())).as_deref() {
            Ok([only]) => self.unsubscribe(chat, &[only.id]),
            _ => self.list(chat, wording::NONE),
        }
    }

    /// 别发了 below a notification, which stays readable.
    pub(super) fn unsubscribe(&self, chat: &Chat, subscriptions: &[SubscriptionId]) -> Outgoing {
        let ended: Result<Vec<Option<Subscription>>, StoreError> =
            subscriptions.iter().map(|id| self.store.unsubscribe(chat.key(), *id)).collect();
        match ended {
            Ok(ended) => {
                let subjects: Vec<String> = ended.iter().flatten().map(subject_of).collect();
                match subjects.as_slice() {
                    [] => Outgoing::line(wording::STOPPED_BEFORE),
                    subjects => Outgoing::line(&wording::stopped(&subjects.join("，"))),
                }
            }
            Err(error) => failed(&error),
        }
    }

    /// 全都别发了.
    pub(super) fn unsubscribe_all(&self, chat: &Chat) -> Outgoing {
        let ended = || -> Result<(), StoreError> {
            for subscription in self.store.subscriptions(Some(chat.key()))? {
                self.store.unsubscribe(chat.key(), subscription.id)?;
            }
            Ok(())
        };
        ended().map_or_else(|error| failed(&error), |()| Outgoing::line(wording::ALL_STOPPED))
    }
}

fn listed(subscription: &Subscription) -> ListedSubscription {
    ListedSubscription { id: subscription.id, subject: subject_of(subscription) }
}

fn failed(error: &StoreError) -> Outgoing {
    tracing::error!(%error, "a subscription could not be kept or ended");
    Outgoing::line(reply::notices::APOLOGY)
}
