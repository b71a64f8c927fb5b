//! Which new notices are to be told to whom, and when: at once or together, never at night unless it is wished.
//!
//! Knows nothing of how they are sent. A notice is news if it came into the folder after the wish was made, and was
//! printed within a month or is about something that is still ahead: an old page that is dropped in today is new to
//! the folder, not to a resident.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::PoisonError,
};

use jiff::{ToSpan, civil::Date, civil::DateTime};

use super::{Conversations, preferences::Preferences, wishes::subject};
use crate::{
    answer::Passage,
    article::{EventStatus, Fit, PartialDate, PlacePath, PublishedFrom},
    knowledge_base::Recent,
    messaging::{ChatKey, Message, NetworkId},
    reply::{self, wording::news as wording},
    store::{News, Print, StoreError, Subscription, Told},
};

/// The newest notices of the folder that are looked through.
const LOOKED_THROUGH: usize = 5_000;
/// For so many days a notice is news.
const DAYS: i32 = 30;
/// For so many days it is remembered who was told of it.
const REMEMBERED: i32 = 400;
/// More notices than this at once come as a list.
const ONE_BY_ONE: usize = 2;
/// The longest list.
const LISTED: usize = 8;
/// Hours in which nobody is disturbed.
const EVENING: i8 = 21;
const MORNING: i8 = 8;

/// Messages that tell a chat of new notices.
#[derive(Clone, Debug)]
pub struct Tidings {
    /// The chat.
    pub chat: ChatKey,
    /// The notices, by their numbers in the database.
    pub notices: Vec<i64>,
    /// The day, as YYYY-MM-DD.
    pub day: String,
    /// What was told before this day may be forgotten.
    pub forget_before: String,
    /// What is said.
    pub messages: Vec<Message>,
}

/// The newest notices as they were looked through last.
#[derive(Debug, Default)]
pub(super) struct Desk {
    /// The state of the knowledge and the day.
    at: Option<(u64, Date)>,
    seen: HashSet<Print>,
    /// Those that are news, by what they are recognised by.
    news: HashMap<(String, String), Passage>,
}

/// What a chat wishes to hear and has not been told.
struct Wanted {
    chat: ChatKey,
    notices: Vec<(Fresh, Subscription)>,
    /// The last day on which it was told something.
    told_last: Option<String>,
}

impl Wanted {
    fn of(chat: ChatKey) -> Self {
        Self { chat, notices: Vec::new(), told_last: None }
    }
}

/// A notice that is news.
#[derive(Clone)]
struct Fresh {
    seq: i64,
    passage: Passage,
}

impl Conversations {
    /// What is to be told on a network at this moment, where the residents are. May take a while: not for an
    /// asynchronous thread.
    ///
    /// # Errors
    /// The database cannot be used.
    pub fn tidings(&self, network: NetworkId, now: DateTime) -> Result<Vec<Tidings>, StoreError> {
        let today = now.date();
        self.look_through(today)?;
        let mut wishes = self.store.subscriptions(None)?;
        wishes.retain(|wish| wish.chat.network == network);
        let mut tidings = Vec::new();
        for wanted in self.wanted(&wishes)? {
            let set = self.store.preferences(wanted.chat)?;
            // Who cannot be asked is told by day, as somebody who has set nothing; the wishes stand.
            let set = Preferences::read(set.as_deref()).unwrap_or_default();
            let told_today = wanted.told_last.as_deref() == Some(today.to_string().as_str());
            if is_time(&set, now.hour(), told_today) {
                tidings.push(self.tell(&wanted, today));
            }
        }
        Ok(tidings)
    }

    /// What is new for a chat that is looked at: told at once, by being shown.
    ///
    /// # Errors
    /// The database cannot be used.
    pub fn tidings_at_once(&self, chat: ChatKey, today: Date) -> Result<Vec<Message>, StoreError> {
        let wishes = self.store.subscriptions(Some(chat))?;
        if wishes.is_empty() {
            return Ok(Vec::new());
        }
        self.look_through(today)?;
        let mut shown = Vec::new();
        for wanted in self.wanted(&wishes)? {
            let Tidings { chat, notices, day, forget_before, messages: told } = self.tell(&wanted, today);
            let messages = Vec::new();
            if self.store.tell_now(News { chat, notices, day, forget_before, messages })? {
                shown.extend(told);
            }
        }
        Ok(shown)
    }

    /// For each chat that wishes for news, those that it has not been told.
    fn wanted(&self, wishes: &[Subscription]) -> Result<Vec<Wanted>, StoreError> {
        let Some(since) = wishes.iter().map(|wish| wish.since).min() else { return Ok(Vec::new()) };
        let fresh = self.fresh(since)?;
        let Some(first) = fresh.first() else { return Ok(Vec::new()) };
        let told = self.store.told_since(first.seq)?;
        let mut all: BTreeMap<ChatKey, Wanted> = BTreeMap::new();
        for fresh in &fresh {
            let mut served = HashSet::new();
            for wish in wishes.iter().filter(|wish| is_wanted(fresh, wish)) {
                // Two wishes for the same notice are one.
                if served.insert(wish.chat) {
                    let entry = all.entry(wish.chat).or_insert_with(|| Wanted::of(wish.chat));
                    entry.notices.push((fresh.clone(), wish.clone()));
                }
            }
        }
        for Told { chat, notice, day } in told {
            if let Some(wanted) = all.get_mut(&chat) {
                wanted.notices.retain(|(fresh, _)| fresh.seq != notice);
                wanted.told_last = wanted.told_last.take().max(Some(day));
            }
        }
        Ok(all.into_values().filter(|wanted| !wanted.notices.is_empty()).collect())
    }

    /// Takes note of what is in the folder, once for each state of the knowledge and each day.
    pub(super) fn look_through(&self, today: Date) -> Result<(), StoreError> {
        let now = (self.knowledge.generation(), today);
        let mut desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        if desk.at == Some(now) {
            return Ok(());
        }
        let recent = self.knowledge.recent(LOOKED_THROUGH, today);
        let prints: Vec<Print> = recent.iter().map(print).collect();
        let unseen: Vec<Print> = prints.iter().filter(|print| !desk.seen.contains(print)).cloned().collect();
        if !unseen.is_empty() {
            self.store.know(unseen)?;
        }
        desk.seen = prints.into_iter().collect();
        desk.news = recent
            .into_iter()
            .filter(|recent| is_news(&recent.notice, today))
            .map(|recent| ((recent.fingerprint.title, recent.fingerprint.opening), recent.notice))
            .collect();
        desk.at = Some(now);
        Ok(())
    }

    /// What came after that number and is still news, oldest first.
    fn fresh(&self, since: i64) -> Result<Vec<Fresh>, StoreError> {
        let known = self.store.known_after(since)?;
        let desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = known.into_iter().filter_map(|known| {
            let passage = desk.news.get(&(known.print.title, known.print.opening))?.clone();
            Some(Fresh { seq: known.seq, passage })
        });
        Ok(fresh.collect())
    }

    fn tell(&self, Wanted { chat, notices: wanted, .. }: &Wanted, today: Date) -> Tidings {
        let opened = |fresh: &Fresh| {
            let notice = &fresh.passage;
            let article = self.knowledge.article(&notice.article);
            article.map_or_else(|| notice.clone(), |article| reply::opening(&article, &notice.link, today))
        };
        let messages = if wanted.len() <= ONE_BY_ONE {
            let one = |(fresh, wish): &(Fresh, Subscription)| {
                reply::piece_of_news(&opened(fresh), &wording::heading(&subject(wish)), wish.seq, today)
            };
            wanted.iter().map(one).collect()
        } else {
            let newest = wanted.iter().rev().take(LISTED);
            let passages: Vec<Passage> = newest.map(|(fresh, _)| opened(fresh)).collect();
            let wishes: BTreeSet<i64> = wanted.iter().map(|(_, wish)| wish.seq).collect();
            let wishes: Vec<i64> = wishes.into_iter().collect();
            vec![reply::several_news(&passages, wanted.len() - passages.len(), &wishes)]
        };
        let notices = wanted.iter().map(|(fresh, _)| fresh.seq).collect();
        let forget_before = today.saturating_sub(REMEMBERED.days()).to_string();
        Tidings { chat: *chat, notices, day: today.to_string(), forget_before, messages }
    }
}

fn print(recent: &Recent) -> Print {
    let id = recent.notice.article.as_str();
    let file = id.split_once('#').map_or(id, |(page, _)| page);
    Print {
        file: file.to_owned(),
        title: recent.fingerprint.title.clone(),
        opening: recent.fingerprint.opening.clone(),
    }
}

/// Printed within a month, or about something that is not over.
fn is_news(notice: &Passage, today: Date) -> bool {
    let printed: Option<PartialDate> = notice.published.as_deref().and_then(|date| date.parse().ok());
    let printed_lately = notice.published_from != Some(PublishedFrom::Inferred)
        && printed.is_some_and(|date| date.last_day() >= today.saturating_sub(DAYS.days()));
    let ahead = match notice.event.status {
        EventStatus::Upcoming => true,
        EventStatus::Ongoing => notice.event.to.is_some_and(|to| to >= today),
        EventStatus::Ended | EventStatus::Reported | EventStatus::Undated => false,
    };
    printed_lately && notice.event.status != EventStatus::Ended || ahead
}

fn is_wanted(fresh: &Fresh, wish: &Subscription) -> bool {
    let place = PlacePath::new(&wish.place);
    let there =
        wish.place.is_empty() || fresh.passage.places.iter().any(|own| own.fit(&place) != Fit::Elsewhere);
    let of_it = wish.service.is_empty() || fresh.passage.services.contains(&wish.service);
    fresh.seq > wish.since && there && of_it
}

/// Never in quiet hours; together once a day, from the chosen hour on.
fn is_time(set: &Preferences, hour: i8, told_today: bool) -> bool {
    let night = !(MORNING..EVENING).contains(&hour);
    if night && !set.nights {
        return false;
    }
    set.digest.is_none_or(|chosen| hour >= chosen && !told_today)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{answer::EventNow, reply::samples::haircut};

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

    #[test]
    fn old_paper_is_no_news() {
        let today = date(2024, 12, 1);
        let undated = EventNow { from: None, to: None, status: EventStatus::Undated };
        let check = |published: Option<&str>, from, event: &EventNow, expected| {
            let notice = Passage {
                published: published.map(str::to_owned),
                published_from: Some(from),
                event: event.clone(),
                ..haircut()
            };
            assert_eq!(is_news(&notice, today), expected, "{published:?} {from:?} {event:?}");
        };
        check(Some("2024-11-20"), PublishedFrom::Printed, &undated, true);
        check(Some("2024-11-20"), PublishedFrom::Inferred, &undated, false);
        check(Some("2024-10-20"), PublishedFrom::Printed, &undated, false);
        check(Some("2024-11"), PublishedFrom::Given, &undated, true);
        check(None, PublishedFrom::Inferred, &undated, false);
        let upcoming = EventNow { from: Some(date(2025, 1, 1)), to: None, status: EventStatus::Upcoming };
        check(Some("2024-06-01"), PublishedFrom::Printed, &upcoming, true);
        let over = EventNow { to: Some(date(2024, 11, 21)), status: EventStatus::Ended, ..undated.clone() };
        check(Some("2024-11-20"), PublishedFrom::Printed, &over, false);
        let standing = EventNow { status: EventStatus::Ongoing, ..undated };
        check(Some("2022-05-01"), PublishedFrom::Printed, &standing, false);
    }
}
