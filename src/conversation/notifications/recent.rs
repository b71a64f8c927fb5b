//! The newest notices of the folder, and which of them are news.
//!
//! Knows nothing of who subscribes. A notice is news if it was printed within a month or is about something that is
//! still ahead: an old page that is dropped in today is new to the folder, not to a resident.

use std::collections::{HashMap, HashSet};

use jiff::{ToSpan, civil::Date};

use crate::{
    answer::Passage,
    article::{EventStatus, Fingerprint, PublishedFrom},
    knowledge_base::Recent,
    store::NoticeKey,
};

/// For so many days a notice is news.
const DAYS: i32 = 30;

/// What notices are looked through in: each state of the knowledge is, on each day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LookedThrough {
    pub(super) revision: u64,
    pub(super) day: Date,
}

/// The newest notices as they were looked through last.
#[derive(Debug, Default)]
pub(super) struct RecentNotices {
    at: Option<LookedThrough>,
    seen: HashSet<NoticeKey>,
    /// Those that are news.
    news: HashMap<Fingerprint, Passage>,
}

impl RecentNotices {
    pub(super) fn is_of(&self, now: LookedThrough) -> bool {
        self.at == Some(now)
    }

    /// The keys that were not there before.
    pub(super) fn unseen(&self, keys: &[NoticeKey]) -> Vec<NoticeKey> {
        keys.iter().filter(|key| !self.seen.contains(key)).cloned().collect()
    }

    /// Takes over what was looked through now; `keys` are those of `recent`.
    pub(super) fn take(&mut self, now: LookedThrough, recent: Vec<Recent>, keys: Vec<NoticeKey>) {
        self.seen = keys.into_iter().collect();
        self.news = recent
            .into_iter()
            .filter(|recent| is_news(&recent.notice, now.day))
            .map(|recent| (recent.fingerprint, recent.notice))
            .collect();
        self.at = Some(now);
    }

    /// The notice, if it is news.
    pub(super) fn news(&self, key: NoticeKey) -> Option<Passage> {
        self.news.get(&Fingerprint { title: key.title, opening: key.opening }).cloned()
    }
}

/// What a notice is recognised by.
pub(super) fn key_of(recent: &Recent) -> NoticeKey {
    let id = recent.notice.article.as_str();
    let file = id.split_once('#').map_or(id, |(page, _)| page);
    NoticeKey {
        file: file.to_owned(),
        title: recent.fingerprint.title.clone(),
        opening: recent.fingerprint.opening.clone(),
    }
}

/// Printed within a month, or about something that is not over.
fn is_news(notice: &Passage, today: Date) -> bool {
    let printed_lately = notice.published.as_ref().is_some_and(|published| {
        published.from != PublishedFrom::Inferred
            && published.date.last_day() >= today.saturating_sub(DAYS.days())
    });
    let ahead = match notice.event.status {
        EventStatus::Upcoming => true,
        EventStatus::Ongoing => notice.event.to.is_some_and(|to| to >= today),
        EventStatus::Ended | EventStatus::Reported | EventStatus::Undated => false,
    };
    printed_lately && notice.event.status != EventStatus::Ended || ahead
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        answer::EventNow,
        reply::samples::{self, haircut},
    };

    #[test]
    fn old_paper_is_no_news() {
        let today = date(2024, 12, 1);
        let undated = EventNow { from: None, to: None, status: EventStatus::Undated };
        let check = |published: Option<&str>, from, event: &EventNow, expected| {
            let notice = Passage {
                published: published.map(|date| samples::published(date, from)),
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
