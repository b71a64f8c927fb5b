//! What happens when, according to an article: dated events, what is told as done, and what always holds.
//!
//! Knows nothing of the day on which somebody asks.

use jiff::civil::Date;

use crate::{
    article::{Event, Published},
    text::spans::slice,
};

use super::{
    mention::{Period, Precision, Recurrence, When},
    mentions::{Placed, Reference, Told, placed},
    occasions::shifted,
    quotes::Quotes,
    written::{Point, Side, Written, Year},
};

/// Dates longer ago than this many days tell of the past of the matter, not of the event.
const BACKGROUND_AFTER: i64 = 400;

/// The events of the folded `text` (headline and body), which was published on `published`.
///
/// Dates that lie before the publication are reports; a weekly service, a hotline, a standing rule is `standing`; a text
/// that tells of what was done without any date gives one undated report.
#[must_use]
pub fn events(text: &str, published: Option<&Published>) -> Vec<Event> {
    let reference = Reference { published: published.map(|published| published.date), today: None };
    let (told, placed) = placed(text, &reference);
    let reader = Reader { text, anchor: reference.anchor(), told: &told, quotes: Quotes::of(text) };
    let mut events: Vec<Event> = Vec::new();
    for place in &placed {
        if let Some(event) = reader.event(place, &placed) {
            add(&mut events, event);
        }
    }
    if !events.iter().any(|event| event.standing) && reader.stands() {
        events.push(Event { standing: true, ..Event::default() });
    }
    if events.is_empty() && reader.reports() {
        events.push(Event { reported: true, ..Event::default() });
    }
    events
}

/// Adds an event; of two on the same days the one that is told as done or goes on says more.
fn add(events: &mut Vec<Event>, event: Event) {
    match events.iter_mut().find(|known| (known.from, known.to) == (event.from, event.to)) {
        Some(known) => {
            known.reported |= event.reported;
            known.standing |= event.standing;
        }
        None => events.push(event),
    }
}

struct Reader<'a> {
    text: &'a str,
    anchor: Option<(Date, Date)>,
    told: &'a [Told],
    quotes: Quotes,
}

impl Reader<'_> {
    fn event(&self, placed: &Placed, all: &[Placed]) -> Option<Event> {
        let told = self.told.get(placed.sentence)?;
        match &placed.mention.when {
            When::On(period) => self.dated(placed, period, told),
            When::Every(recurrence) => {
                // 每天有8趟车 counts; 每周三上午免费理发 offers.
                let offers = match recurrence {
                    Recurrence::ExceptHolidays => true,
                    Recurrence::Monthly | Recurrence::Weekly | Recurrence::Yearly => told.tone.standing,
                    _ => told.tone.offers || told.tone.standing,
                };
                let told_as_done = told.tone.done || told.tone.perfect && !told.tone.standing;
                if !offers || told_as_done || self.quotes.hold(&placed.mention.range) {
                    return None;
                }
                let ends = all.iter().filter(|other| other.sentence == placed.sentence);
                let ends: Vec<&Period> =
                    ends.filter_map(|other| period(other).filter(|period| !period.as_of)).collect();
                let from = ends.iter().find_map(|period| period.from).filter(|from| !self.is_past(*from));
                let to = ends.iter().rev().find_map(|period| period.to).filter(|to| Some(*to) != from);
                Some(Event { from, to, standing: true, reported: false })
            }
            When::At(_) | When::Lately | When::Unplaced => None,
        }
    }

    fn dated(&self, placed: &Placed, period: &Period, told: &Told) -> Option<Event> {
        let tone = told.tone;
        let counts = period.as_of && !(tone.deadline || tone.ahead);
        if counts || period.precision == Precision::Year || !self.is_an_event(placed, told) {
            return None;
        }
        let event = |reported, standing| Event { from: period.from, to: period.to, standing, reported };
        let Some((first, last)) = self.anchor else {
            return Some(event(tone.is_report(), false));
        };
        if period.to.or(period.from) < shifted(first, -BACKGROUND_AFTER) {
            return None;
        }
        let (Some(from), Some(to)) = (period.from, period.to) else {
            // 2月1日起 goes on; a count from 1月10日 on is told as done.
            let begins = period.from.is_some();
            return Some(event(begins && tone.done && !tone.standing, begins && tone.standing && !tone.done));
        };
        let reported = if to < first {
            !tone.ahead && !tone.deadline || tone.done || tone.perfect
        } else {
            // On the day of printing itself, or in a month that is all that is known of the printing.
            tone.is_report() && from == to && to <= last
                || from < first && to <= last && tone.is_report() && tone.done
        };
        Some(event(reported, false))
    }

    fn is_past(&self, day: Date) -> bool {
        self.anchor.is_some_and(|(first, _)| day < first)
    }

    /// A date on which something happens, rather than a name, a background or somebody's words.
    fn is_an_event(&self, placed: &Placed, told: &Told) -> bool {
        let after = slice(self.text, placed.mention.range.end..told.range.end.max(placed.mention.range.end));
        let point = match placed.written {
            Written::Point(point) => point,
            Written::Range { from: Some(_), to: None, .. } => {
                return !slice(self.text, placed.mention.range.clone()).ends_with("以来");
            }
            Written::Range { .. } => return true,
            _ => return false,
        };
        match point {
            Point::Occasion { side: Side::Bare, occasion, .. } => {
                let named = [
                    "将至",
                    "临近",
                    "将近",
                    "来临",
                    "到来",
                    "即将",
                    "的",
                    "\"",
                    "”",
                    "主题",
                    "为主题",
                    "佳节",
                    "祝福",
                ];
                occasion.is_day()
                    && told.tone.ahead
                    && !told.tone.done
                    && !named.iter().any(|name| after.starts_with(name))
            }
            Point::Occasion { side: Side::Before | Side::After, .. } => told.tone.done || told.tone.ahead,
            // Which is a season, not a date.
            Point::Occasion { year: Year::Unstated, side: Side::During, occasion } => {
                !matches!(occasion.names.first(), Some(&("春天" | "夏天" | "秋天" | "冬天" | "春运")))
            }
            Point::Away(_) | Point::Week { .. } => !self.quotes.hold(&placed.mention.range),
            Point::Now => false,
            _ => true,
        }
    }

    /// A sentence outside quotation marks says that something holds until further notice.
    fn stands(&self) -> bool {
        let mut standing =
            self.told.iter().filter(|told| told.tone.standing && !self.quotes.hold(&told.range));
        standing.any(|told| !told.tone.is_report() || told.tone.standing && !told.tone.done)
    }

    /// Some sentence tells of what was done.
    fn reports(&self) -> bool {
        let open = self.told.iter().any(|told| told.tone.ahead && !told.tone.done && !told.tone.perfect);
        let done = self.told.iter().any(|told| told.tone.done);
        let perfect = self.told.iter().any(|told| told.tone.perfect && !told.tone.ahead);
        done || perfect && !open
    }
}

fn period(placed: &Placed) -> Option<&Period> {
    match &placed.mention.when {
        When::On(period) => Some(period),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
