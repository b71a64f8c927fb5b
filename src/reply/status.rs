//! What has to be said before a passage is read: over or going on, how old, for how wide a place.
//!
//! Knows nothing of messages and buttons.

use jiff::civil::Date;

use super::{dates, places, wording};
use crate::{
    answer::{AskedPlace, EventNow, Passage},
    article::{EventStatus, Fit, PlacePath, Published, PublishedFrom},
};

/// The status lines of a passage, the most important first.
pub(crate) fn lines(passage: &Passage, asked: &[AskedPlace], today: Date) -> Vec<String> {
    let years = dates::years_old(passage.published.as_ref().map(|published| published.date), today);
    let mut lines: Vec<String> = event(&passage.event, years.is_some(), today).into_iter().collect();
    match &passage.published {
        Some(Published { date, from: PublishedFrom::Inferred, .. }) => {
            lines.push(wording::inferred_date(&dates::printed(*date), years));
        }
        _ => lines.extend(years.map(wording::old_paper)),
    }
    lines.extend(place(passage, asked));
    lines
}

/// The status in as few words as honesty needs, to stand in brackets before the passage.
pub(crate) fn bracketed(passage: &Passage, today: Date) -> Option<String> {
    let day = |date: Option<Date>| date.map(|date| dates::day(date, today));
    let EventNow { from, to, status } = passage.event;
    let printed = passage.published.as_ref().map(|published| published.date);
    let years = dates::years_old(printed, today).map(wording::years_ago);
    let event = match status {
        EventStatus::Reported => {
            let month = from.zip(to).and_then(|(from, to)| dates::whole_month(from, to));
            let when = month.or_else(|| day(to.or(from))).or_else(|| printed.map(dates::printed));
            return Some(wording::bracketed_reported(when.as_deref()));
        }
        EventStatus::Ended => return Some(wording::bracketed_ended(day(to.or(from)).as_deref())),
        EventStatus::Upcoming => day(from).map(|from| wording::bracketed_from(&from)),
        EventStatus::Ongoing => day(to).map(|to| wording::bracketed_until(&to)),
        EventStatus::Undated => None,
    };
    event.or(years)
}

/// What is left open or was taken for granted, in short clauses: at most one line of a reply.
pub(crate) fn doubts(passage: &Passage, asked: &[AskedPlace], today: Date) -> Vec<String> {
    let old = dates::years_old(passage.published.as_ref().map(|published| published.date), today).is_some();
    let mut doubts = Vec::new();
    match passage.event {
        EventNow { status: EventStatus::Reported, .. } => doubts.push(wording::NOW_UNKNOWN.to_owned()),
        EventNow { status: EventStatus::Ongoing, to: None, .. } if old => {
            doubts.push(wording::ASK_WHETHER_STILL.to_owned());
        }
        _ => {}
    }
    if passage.place_fit == Some(Fit::Wider) {
        doubts.extend(place(passage, asked));
    }
    doubts
}

/// Where the event stands on the day of asking; nothing when the article says nothing of it.
fn event(event: &EventNow, old: bool, today: Date) -> Option<String> {
    let day = |date: Option<Date>| date.map(|date| dates::day(date, today));
    match event.status {
        EventStatus::Reported => Some(wording::REPORTED.to_owned()),
        EventStatus::Ended => Some(wording::ended(day(event.to.or(event.from)).as_deref())),
        EventStatus::Upcoming => Some(wording::upcoming(day(event.from).as_deref())),
        EventStatus::Ongoing => Some(match (day(event.to), day(event.from)) {
            (Some(to), _) => wording::ongoing_until(&to),
            // A standing offer in an old paper may have ended without a word.
            (None, _) if old => wording::STANDING_IN_OLD_PAPER.to_owned(),
            (None, Some(from)) => wording::ongoing_since(&from),
            (None, None) => wording::ONGOING.to_owned(),
        }),
        EventStatus::Undated => None,
    }
}

/// A few words on the event for a row of a list.
pub(crate) fn in_list(event: &EventNow) -> Option<&'static str> {
    match event.status {
        EventStatus::Reported => Some(wording::LIST_REPORTED),
        EventStatus::Ended => Some(wording::LIST_ENDED),
        EventStatus::Upcoming => Some(wording::LIST_UPCOMING),
        EventStatus::Ongoing => event.to.map(|_| wording::LIST_ONGOING),
        EventStatus::Undated => None,
    }
}

/// The level of the article's place, where it is wider or narrower than the asked one.
fn place(passage: &Passage, asked: &[AskedPlace]) -> Option<String> {
    let fit = passage.place_fit?;
    let find = |wanted: Fit| {
        let with =
            |asked: &'_ PlacePath| passage.places.iter().find(|place| place.fit(asked) == wanted).cloned();
        asked.iter().find_map(|asked| with(&asked.path).map(|place| (place, asked.path.clone())))
    };
    match fit {
        Fit::Wider => {
            let place = find(Fit::Wider).map(|(place, _)| place).or_else(|| passage.places.first().cloned());
            Some(wording::wider_whole(&whole(place.as_ref())))
        }
        Fit::Inside => {
            let (place, asked) = find(Fit::Inside)?;
            Some(wording::inside(&places::spoken(&place, Some(&asked))))
        }
        Fit::Equal | Fit::Elsewhere => None,
    }
}

/// 全省, 全市, 全区 … or the name of a smaller whole.
fn whole(place: Option<&PlacePath>) -> String {
    let Some(place) = place.filter(|place| !place.as_str().is_empty()) else {
        return wording::WHOLE_COUNTRY.to_owned();
    };
    let suffix = place.name().chars().next_back();
    match suffix {
        Some(suffix @ ('省' | '市' | '区' | '县' | '旗' | '镇' | '乡')) => wording::whole(suffix),
        _ => wording::whole_of(place.name()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::reply::samples::{asked, haircut, published};

    fn check(change: impl Fn(&mut Passage), asked_place: &str, expected: &[&str]) {
        let mut passage = haircut();
        change(&mut passage);
        let asked = [asked(asked_place)];
        if let [place] = passage.places.as_slice() {
            passage.place_fit = Some(place.fit(&asked[0].path));
        }
        assert_eq!(lines(&passage, &asked, date(2024, 10, 18)), expected);
    }

    #[test]
    fn events_are_told_apart() {
        let district = "山西省/大同市/平城区";
        let event = |status, from: Option<Date>, to: Option<Date>| {
            move |passage: &mut Passage| {
                passage.event = EventNow { from, to, status };
            }
        };
        let (spring, autumn) = (Some(date(2024, 2, 7)), Some(date(2024, 11, 30)));
        check(
            event(EventStatus::Reported, spring, spring),
            district,
            &["这是活动报道，当时已经办过；现在还办不办，报上没写。"],
        );
        check(event(EventStatus::Ended, None, spring), district, &["已经结束（2月7日）。"]);
        check(event(EventStatus::Ended, None, None), district, &["已经结束。"]);
        check(event(EventStatus::Ongoing, None, autumn), district, &["正在办（到11月30日）。"]);
        check(event(EventStatus::Ongoing, spring, None), district, &["正在办（2月7日开始的）。"]);
        check(event(EventStatus::Ongoing, None, None), district, &["正在办。"]);
        check(event(EventStatus::Upcoming, autumn, None), district, &["还没开始（11月30日起）。"]);
        check(event(EventStatus::Undated, None, None), district, &[]);
    }

    #[test]
    fn old_papers_and_guessed_dates_are_named() {
        let district = "山西省/大同市/平城区";
        check(
            |passage| passage.published = Some(published("2022-10-01", PublishedFrom::Printed)),
            district,
            &["正在办（到11月30日）。", "这是两年前的报纸。"],
        );
        check(
            |passage| {
                passage.published = Some(published("2022-05", PublishedFrom::Inferred));
                passage.event = EventNow { from: None, to: None, status: EventStatus::Ongoing };
            },
            district,
            &[
                "报上说一直办着，现在还办不办，请您先问一声。",
                "报上没印日期，看内容大约是2022年5月，两年前了。",
            ],
        );
        check(
            |passage| {
                passage.published = Some(published("2024-09", PublishedFrom::Inferred));
                passage.event.status = EventStatus::Undated;
            },
            district,
            &["报上没印日期，看内容大约是2024年9月。"],
        );
    }

    #[test]
    fn the_level_of_the_place_is_named() {
        let undated = |place: &'static str| {
            move |passage: &mut Passage| {
                passage.event.status = EventStatus::Undated;
                passage.places = vec![PlacePath::new(place)];
            }
        };
        let cases = [
            ("山西省", "山西省/大同市/平城区", "这条说的是全省。"),
            ("山西省/大同市", "山西省/大同市/平城区", "这条说的是全市。"),
            ("山西省/大同市/平城区", "山西省/大同市/平城区/永泰街道", "这条说的是全区。"),
            (
                "山西省/大同市/平城区/永泰街道",
                "山西省/大同市/平城区/永泰街道/凯德世家社区",
                "这条说的是整个永泰街道。",
            ),
            ("山西省/大同市/平城区/永泰街道", "山西省/大同市", "这条是平城区永泰街道的。"),
        ];
        for (place, asked, expected) in cases {
            check(undated(place), asked, &[expected]);
        }
    }
}
