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
    mentions::{Placed, Reference, TonedSentence, placed},
    occasions::shifted,
    quotes::Quotes,
    span::DateSpan,
    written::{CalendarDate, Point, Side, TimeExpression, Year},
};

/// Dates longer ago than this many days tell of the past of the matter, not of the event.
const BACKGROUND_AFTER: i64 = 400;

/// Nobody looks at more; a table of dates is not a list of events.
const MOST_EVENTS: usize = 24;
/// Mentions and bytes around a mention that are looked at.
const NEIGHBOURS: usize = 16;
const NEAR: usize = 120;

/// The events of the folded `text` (headline and body), which was published on `published`.
///
/// Dates that lie before the publication are reports; a weekly service, a hotline, a standing rule is `standing`; a text
/// that tells of what was done without any date gives one undated report.
#[must_use]
pub(crate) fn events(text: &str, published: Option<&Published>) -> Vec<Event> {
    let reference = Reference { published: published.map(|published| published.date), today: None };
    let (told, placed) = placed(text, &reference);
    let quotes = Quotes::of(text);
    let extractor =
        EventExtractor { text, anchor: reference.anchor(), reports: reports(&told), told: &told, quotes };
    let mut events: Vec<Event> = Vec::new();
    for (at, place) in placed.iter().enumerate() {
        let around = at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS).min(placed.len());
        if let Some(event) = extractor.event(place, placed.get(around).unwrap_or_default()) {
            add(&mut events, event);
        }
    }
    // What is offered from one day to another does not stand for ever.
    let ends = events.iter().any(|event| event.to.is_some() && !event.reported && event.from != event.to);
    if !ends && !events.iter().any(|event| event.standing) && extractor.stands() {
        events.push(Event { standing: true, ..Event::default() });
    }
    if events.is_empty() && extractor.reports {
        events.push(Event { reported: true, ..Event::default() });
    }
    events
}

/// Adds an event; of two on the same days the one that is told as done or goes on says more.
fn add(events: &mut Vec<Event>, event: Event) {
    let full = events.len() >= MOST_EVENTS;
    let same = |known: &&mut Event| known.from == event.from && (known.to == event.to || event.to.is_none());
    match events.iter_mut().find(same) {
        Some(known) => {
            known.reported |= event.reported && known.to == event.to;
            known.standing |= event.standing;
        }
        None if !full => events.push(event),
        None => {}
    }
}

struct EventExtractor<'a> {
    text: &'a str,
    anchor: Option<DateSpan>,
    told: &'a [TonedSentence],
    /// Some sentence tells of what was done.
    reports: bool,
    quotes: Quotes,
}

impl EventExtractor<'_> {
    fn event(&self, placed: &Placed, around: &[Placed]) -> Option<Event> {
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
                let ends = around.iter().filter(|other| other.sentence == placed.sentence);
                let ends: Vec<&Period> =
                    ends.filter_map(|other| period(other).filter(|period| !period.as_of)).collect();
                let current = |day: &Date| !self.is_past(*day);
                let from = ends.iter().find_map(|period| period.from).filter(current);
                let to = ends
                    .iter()
                    .rev()
                    .find_map(|period| period.to)
                    .filter(|to| current(to) && Some(*to) != from);
                Some(Event { from, to, standing: true, reported: false })
            }
            When::At(_) | When::Lately | When::Unplaced => None,
        }
    }

    fn dated(&self, placed: &Placed, period: &Period, told: &TonedSentence) -> Option<Event> {
        let tone = told.tone;
        let counts = period.as_of && !(tone.deadline || tone.ahead);
        if counts || period.precision == Precision::Year || !self.is_an_event(placed, told) {
            return None;
        }
        let event = |reported, standing| Event { from: period.from, to: period.to, standing, reported };
        let Some(DateSpan { first, last }) = self.anchor else {
            return Some(event(tone.is_report(), false));
        };
        if period.to.or(period.from) < shifted(first, -BACKGROUND_AFTER) {
            return None;
        }
        let (Some(from), Some(to)) = (period.from, period.to) else {
            let Some(from) = period.from else { return Some(event(false, false)) };
            // 2月1日起 goes on where something is offered; a patrol since 1月10日 is told.
            let offered = tone.standing || tone.ahead || tone.deadline;
            return Some(event(from < first && !offered, tone.standing && !tone.done));
        };
        let reported = if to < first {
            true
        } else if period.precision >= Precision::Month {
            // 10月是敬老月: the month in which the told things were done.
            !tone.ahead && from <= last && self.reports
        } else if first == last {
            // On the day of printing itself.
            tone.is_report() && to <= last && (from == to || tone.done)
        } else {
            // Somewhere in the month that is all that is known of the printing.
            !tone.ahead && !tone.deadline && to <= last
        };
        Some(event(reported, false))
    }

    fn is_past(&self, day: Date) -> bool {
        self.anchor.is_some_and(|anchor| day < anchor.first)
    }

    /// A date on which something happens, rather than a name, a background or somebody's words.
    fn is_an_event(&self, placed: &Placed, told: &TonedSentence) -> bool {
        let range = &placed.mention.range;
        let before = slice(self.text, told.range.start.max(range.start.saturating_sub(NEAR))..range.start);
        let after = slice(self.text, range.end..told.range.end.max(range.end));
        let followed_by = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
        // The day of printing, as notices tell it that retell a paper.
        if followed_by(&["见报", "前后见报", "左右见报", "前后的报", "的报", "登报", "刊登"])
        {
            return false;
        }
        // 周日休息 says when nothing happens.
        if followed_by(&[
            "休息",
            "不营业",
            "不上班",
            "不开门",
            "关门",
            "闭馆",
            "停业",
            "公休",
            "放假",
            "除外",
        ]) {
            return false;
        }
        let point = match placed.written {
            TimeExpression::Point(point) => point,
            TimeExpression::Range { from: Some(_), to: None, .. } => {
                return !slice(self.text, range.clone()).ends_with("以来");
            }
            TimeExpression::Range { from: None, to: Some(Point::Now), .. } => return false,
            TimeExpression::Range { .. } => return true,
            _ => return false,
        };
        let exact = matches!(point, Point::Calendar(CalendarDate { day: Some(_), .. }));
        // 往年春节前 is a habit; what somebody says is not the paper's word.
        if !exact
            && (self.quotes.hold(range) || ["往年", "每年", "历年"].iter().any(|word| before.contains(word)))
        {
            return false;
        }
        match point {
            // 2021年春节,菜店不歇业: with its year it is a time, without it mostly a theme.
            Point::Occasion { year: Year::Stated(_), side: Side::Bare, .. } => followed_by(&[",", "那"]),
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
                occasion.is_day() && told.tone.ahead && !told.tone.done && !followed_by(&named)
            }
            Point::Occasion { side: Side::Before | Side::After, .. } => told.tone.done || told.tone.ahead,
            Point::Occasion { side: Side::During, occasion, .. } => {
                let vague = ["春天", "夏天", "秋天", "冬天", "春运"];
                !followed_by(&["的"]) && !occasion.names.iter().any(|name| vague.contains(name))
            }
            Point::Away(_) => !followed_by(&["就是", "是", "的"]),
            // 金秋十月 is an ornament.
            Point::Calendar(CalendarDate { day: None, .. }) => {
                !["金秋", "阳春", "金秋的"].iter().any(|word| before.ends_with(word))
            }
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
}

/// Some sentence tells of what was done.
fn reports(told: &[TonedSentence]) -> bool {
    let open = told.iter().any(|told| told.tone.ahead && !told.tone.done && !told.tone.perfect);
    let done = told.iter().any(|told| told.tone.done);
    let perfect = told.iter().any(|told| told.tone.perfect && !told.tone.ahead);
    done || perfect && !open
}

fn period(placed: &Placed) -> Option<&Period> {
    match &placed.mention.when {
        When::On(period) => Some(period),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
