//! Which new notices a chat is notified of, and when: at once or together, never at night unless it is wanted.
//!
//! Knows nothing of how notifications are sent. A chat is notified of what came into the folder after it subscribed.

mod recent;

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

use jiff::{ToSpan, civil::Date, civil::DateTime};

use super::{Retriever, preferences::Preferences};
use crate::{
    answer::Passage,
    article::{Fit, PlacePath},
    messaging::{ChatKey, Message, NetworkId, NoticeId, SubscriptionId},
    reply::{self, wording::news as wording},
    store::{NoticeKey, NotificationBatch, Notified, Store, StoreError, Subscription},
};
use recent::{LookedThrough, RecentNotices, key_of};

/// The newest notices of the folder that are looked through.
const LOOKED_THROUGH: usize = 5_000;
/// For so many days it is remembered who was notified.
const REMEMBERED: i32 = 400;
/// More notices than this at once come as a list.
const ONE_BY_ONE: usize = 2;
/// The longest list.
const LISTED: usize = 8;
/// Hours in which nobody is disturbed.
const EVENING: i8 = 21;
const MORNING: i8 = 8;

/// Messages that notify a chat of new notices.
#[derive(Clone, Debug)]
pub struct Notification {
    /// The chat.
    pub(crate) chat: ChatKey,
    /// The notices.
    pub(crate) notices: Vec<NoticeId>,
    /// The day.
    pub(crate) day: Date,
    /// That a chat was notified before this day may be forgotten.
    pub(crate) forget_before: Date,
    /// What is said.
    pub(crate) messages: Vec<Message>,
}

/// A notice that is news.
#[derive(Clone)]
struct NewNotice {
    id: NoticeId,
    passage: Passage,
}

/// A notice that is news, and the subscription that it passes.
struct SubscribedNotice {
    notice: NewNotice,
    subscription: Subscription,
}

/// What a chat subscribed to and has not been notified of.
struct PendingNotification {
    chat: ChatKey,
    notices: Vec<SubscribedNotice>,
    /// The last day on which it was notified of something.
    notified_last: Option<Date>,
}

/// Finds out who is to be notified of what.
pub(super) struct Notifications {
    retriever: Arc<dyn Retriever>,
    store: Store,
    recent: Mutex<RecentNotices>,
}

impl Notifications {
    pub(super) fn new(retriever: Arc<dyn Retriever>, store: Store) -> Self {
        Self { retriever, store, recent: Mutex::default() }
    }

    /// The notifications of a network that are due at this moment, where the residents are.
    pub(super) fn due(&self, network: NetworkId, now: DateTime) -> Result<Vec<Notification>, StoreError> {
        let today = now.date();
        self.look_through(today)?;
        let mut subscriptions = self.store.subscriptions(None)?;
        subscriptions.retain(|subscription| subscription.chat.network == network);
        let mut due = Vec::new();
        for pending in self.pending(&subscriptions)? {
            let set = self.store.preferences(pending.chat)?;
            // Who cannot be asked is notified by day, as somebody who has set nothing; the subscriptions stand.
            let set = Preferences::read(set.as_deref()).unwrap_or_default();
            let notified_today = pending.notified_last == Some(today);
            if is_time(&set, now.hour(), notified_today) {
                due.push(self.notification(&pending, today));
            }
        }
        Ok(due)
    }

    /// What is new for a chat that is looked at: it is notified at once, by being shown.
    pub(super) fn at_once(&self, chat: ChatKey, today: Date) -> Result<Vec<Message>, StoreError> {
        let subscriptions = self.store.subscriptions(Some(chat))?;
        if subscriptions.is_empty() {
            return Ok(Vec::new());
        }
        self.look_through(today)?;
        let mut shown = Vec::new();
        for pending in self.pending(&subscriptions)? {
            let Notification { chat, notices, day, forget_before, messages } =
                self.notification(&pending, today);
            let batch = NotificationBatch { chat, notices, day, forget_before, messages: Vec::new() };
            if self.store.notify_blocking(batch)? {
                shown.extend(messages);
            }
        }
        Ok(shown)
    }

    /// For each chat that subscribed to something, what it has not been notified of.
    fn pending(&self, subscriptions: &[Subscription]) -> Result<Vec<PendingNotification>, StoreError> {
        let since = subscriptions.iter().map(|subscription| subscription.since).min();
        let Some(since) = since else { return Ok(Vec::new()) };
        let notices = self.new_notices(since)?;
        let Some(first) = notices.first() else { return Ok(Vec::new()) };
        let notified = self.store.notified_since(first.id)?;
        let mut all: BTreeMap<ChatKey, PendingNotification> = BTreeMap::new();
        for notice in &notices {
            let mut served = HashSet::new();
            for subscription in subscriptions.iter().filter(|subscription| passes(notice, subscription)) {
                let chat = subscription.chat;
                // Two subscriptions to the same notice are one.
                if served.insert(chat) {
                    let pending = all.entry(chat).or_insert_with(|| PendingNotification {
                        chat,
                        notices: Vec::new(),
                        notified_last: None,
                    });
                    let (notice, subscription) = (notice.clone(), subscription.clone());
                    pending.notices.push(SubscribedNotice { notice, subscription });
                }
            }
        }
        for Notified { chat, notice, day } in notified {
            if let Some(pending) = all.get_mut(&chat) {
                pending.notices.retain(|subscribed| subscribed.notice.id != notice);
                pending.notified_last = pending.notified_last.max(Some(day));
            }
        }
        Ok(all.into_values().filter(|pending| !pending.notices.is_empty()).collect())
    }

    /// Takes note of what is in the folder, once for each state of the knowledge and each day.
    pub(super) fn look_through(&self, today: Date) -> Result<(), StoreError> {
        let now = LookedThrough { revision: self.retriever.revision(), day: today };
        let mut known = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if known.is_of(now) {
            return Ok(());
        }
        let recent = self.retriever.recent(LOOKED_THROUGH, today);
        let keys: Vec<NoticeKey> = recent.iter().map(key_of).collect();
        let unseen = known.unseen(&keys);
        if !unseen.is_empty() {
            self.store.record_notices(unseen)?;
        }
        known.take(now, recent, keys);
        Ok(())
    }

    /// What came after that notice and is still news, oldest first.
    fn new_notices(&self, since: NoticeId) -> Result<Vec<NewNotice>, StoreError> {
        let known = self.store.notices_after(since)?;
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let new = known
            .into_iter()
            .filter_map(|known| Some(NewNotice { id: known.id, passage: recent.news(known.key)? }));
        Ok(new.collect())
    }

    fn notification(&self, pending: &PendingNotification, today: Date) -> Notification {
        let notices = &pending.notices;
        let messages = if notices.len() <= ONE_BY_ONE {
            let one = |subscribed: &SubscribedNotice| {
                let heading = wording::heading(&subject_of(&subscribed.subscription));
                let passage = self.opening(&subscribed.notice, today);
                reply::piece_of_news(&passage, &heading, subscribed.subscription.id, today)
            };
            notices.iter().map(one).collect()
        } else {
            let newest = notices.iter().rev().take(LISTED);
            let passages: Vec<Passage> =
                newest.map(|subscribed| self.opening(&subscribed.notice, today)).collect();
            let subscriptions: BTreeSet<SubscriptionId> =
                notices.iter().map(|subscribed| subscribed.subscription.id).collect();
            let subscriptions: Vec<SubscriptionId> = subscriptions.into_iter().collect();
            vec![reply::several_news(&passages, notices.len() - passages.len(), &subscriptions)]
        };
        Notification {
            chat: pending.chat,
            notices: notices.iter().map(|subscribed| subscribed.notice.id).collect(),
            day: today,
            forget_before: today.saturating_sub(REMEMBERED.days()),
            messages,
        }
    }

    /// How the notice begins.
    fn opening(&self, notice: &NewNotice, today: Date) -> Passage {
        let passage = &notice.passage;
        let article = self.retriever.article(&passage.article);
        article.map_or_else(|| passage.clone(), |article| reply::opening(&article, &passage.link, today))
    }
}

/// What a subscription is about, in words.
pub(super) fn subject_of(subscription: &Subscription) -> String {
    let place = subscription.place.as_ref().map(reply::place_in_words);
    wording::subject(place.as_deref(), subscription.service.as_deref())
}

fn passes(notice: &NewNotice, subscription: &Subscription) -> bool {
    let reaches =
        |place: &PlacePath| notice.passage.places.iter().any(|own| own.fit(place) != Fit::Elsewhere);
    let there = subscription.place.as_ref().is_none_or(reaches);
    let of_it = subscription.service.as_ref().is_none_or(|service| notice.passage.services.contains(service));
    notice.id > subscription.since && there && of_it
}

/// Never in quiet hours; together once a day, from the chosen hour on.
fn is_time(set: &Preferences, hour: i8, notified_today: bool) -> bool {
    let night = !(MORNING..EVENING).contains(&hour);
    if night && !set.nights {
        return false;
    }
    set.digest.is_none_or(|chosen| hour >= chosen && !notified_today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_come_at_their_hour() {
        let at_once = Preferences::default();
        let at_noon = Preferences { digest: Some(12), ..Preferences::default() };
        let awake = Preferences { nights: true, ..Preferences::default() };
        let cases = [
            (&at_once, 10, false, true),
            (&at_once, 10, true, true),
            (&at_once, 21, false, false),
            (&at_once, 7, false, false),
            (&at_once, 8, false, true),
            (&awake, 3, false, true),
            (&at_noon, 11, false, false),
            (&at_noon, 12, false, true),
            (&at_noon, 20, false, true),
            (&at_noon, 13, true, false),
            (&at_noon, 22, false, false),
        ];
        for (set, hour, told_today, expected) in cases {
            assert_eq!(is_time(set, hour, told_today), expected, "{set:?} at {hour}, told: {told_today}");
        }
    }
}
