//! Works out when a page without a printed date was published: the earliest day that its articles allow, and why.
//!
//! Knows nothing of pages and their layout.

use jiff::civil::Date;

use crate::{
    article::{PartialDate, Published, PublishedFrom},
    text::{normalize::fold, spans::slice},
};

use super::{
    mention::{Precision, When},
    mentions::{Placed, Reference, TonedSentence, placed},
    quotes::Quotes,
    resolve::{Frame, resolve},
    span::DateSpan,
    written::{CalendarDate, Month, Point, Side, TimeExpression, Year},
};

mod clues;

use clues::Clue;

/// Years for which evidence is weighed.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2040;
/// Evidence that is enough to name a year; weaker evidence only tips the balance.
const ENOUGH: i32 = 4;
/// More reasons than these tell a reader nothing.
const MOST_REASONS: usize = 3;

/// One article, read without any day of reference.
pub(super) struct UndatedArticle {
    text: String,
    told: Vec<TonedSentence>,
    placed: Vec<Placed>,
    quotes: Quotes,
}

impl UndatedArticle {
    fn of(article: &str) -> Self {
        // Scans put blanks inside dates and names.
        let text: String = fold(article).chars().filter(|character| *character != ' ').collect();
        let (told, placed) = placed(&text, &Reference::default());
        let quotes = Quotes::of(&text);
        Self { text, told, placed, quotes }
    }

    fn words(&self, placed: &Placed) -> &str {
        slice(&self.text, placed.mention.range.clone())
    }
}

/// A day on which something had happened when the page was printed.
struct Past {
    written: TimeExpression,
    words: String,
}

/// When the page with these articles was published, as far as they let one know; with the reason in `inference`.
#[must_use]
pub(crate) fn infer_publication(articles: &[&str]) -> Option<Published> {
    let readings: Vec<UndatedArticle> = articles.iter().map(|article| UndatedArticle::of(article)).collect();
    let pasts: Vec<Past> = readings.iter().flat_map(past_days).collect();
    let month = latest(&pasts, 2021).map(|(day, _)| day.month());
    let clues: Vec<Clue> = readings.iter().flat_map(|reading| clues::of(reading, month)).collect();
    let year = best_year(&clues)?;
    let mut reasons = reasons(&clues, year);
    let today = readings.iter().find_map(|reading| named_today(reading, year));
    let date = if let Some((day, words)) = today {
        reasons.insert(0, format!("文中写“{words}”"));
        PartialDate::Day(day)
    } else if let Some((day, words)) = latest(&pasts, year) {
        reasons.push(format!("文中最晚的日期是{words}"));
        PartialDate::Month(year, day.month())
    } else {
        PartialDate::Year(year)
    };
    Some(Published { date, from: PublishedFrom::Inferred, inference: Some(reasons.join("；")) })
}

/// The strongest reasons for `year`, strongest first.
fn reasons(clues: &[Clue], year: i16) -> Vec<String> {
    let mut fitting: Vec<&Clue> = clues.iter().filter(|clue| clue.weight(year) > 0).collect();
    fitting.sort_by_key(|clue| std::cmp::Reverse(clue.weight(year)));
    let mut reasons: Vec<String> = Vec::new();
    for clue in fitting {
        if !reasons.contains(&clue.reason) && reasons.len() < MOST_REASONS {
            reasons.push(clue.reason.clone());
        }
    }
    reasons
}

/// The year for which most speaks, if one stands out.
fn best_year(clues: &[Clue]) -> Option<i16> {
    let scores: Vec<(i32, i16)> =
        YEARS.map(|year| (clues.iter().map(|clue| clue.weight(year)).sum(), year)).collect();
    let (best, year) = scores.iter().max()?;
    let alone = scores.iter().filter(|(score, _)| score == best).count() == 1;
    (alone && *best >= ENOUGH).then_some(*year)
}

/// The days and months without a year that the article tells as past.
fn past_days(reading: &UndatedArticle) -> Vec<Past> {
    let past = |placed: &Placed| {
        let tone = reading.told.get(placed.sentence)?.tone;
        if tone.ahead && !tone.done && !tone.perfect {
            return None;
        }
        let written = match placed.written {
            TimeExpression::Point(point) => TimeExpression::Point(point),
            // The fair that began has begun; whether it has ended is not said.
            TimeExpression::Range { from: Some(from), .. } => TimeExpression::Point(from),
            TimeExpression::Range { to: Some(to), asof: true, .. } if !tone.deadline => {
                TimeExpression::Point(to)
            }
            _ => return None,
        };
        let sure = match written {
            TimeExpression::Point(Point::Calendar(CalendarDate {
                year: Year::Unstated | Year::Away(0),
                month: Some(Month::Number(_)),
                ..
            })) => true,
            TimeExpression::Point(Point::Occasion {
                year: Year::Unstated | Year::Away(0),
                occasion,
                side,
            }) => {
                occasion.is_day() && matches!(side, Side::Day | Side::During) && (tone.done || tone.perfect)
            }
            _ => false,
        };
        sure.then(|| Past { written, words: reading.words(placed).to_owned() })
    };
    reading.placed.iter().filter_map(past).collect()
}

/// The latest of the days of `year`: the one before the longest stretch of the year of which nothing is told.
fn latest(pasts: &[Past], year: i16) -> Option<(Date, &str)> {
    let whole = DateSpan::year(year)?;
    let mut days: Vec<(Date, &str)> = pasts
        .iter()
        .filter_map(|past| {
            let mut frame = Frame { anchor: Some(whole), ..Frame::default() };
            match resolve(&past.written, &mut frame) {
                When::On(period) if period.precision < Precision::Year => {
                    Some((period.from?, past.words.as_str()))
                }
                _ => None,
            }
        })
        .filter(|(day, _)| day.year() == year)
        .collect();
    // Of two names of a day the one in figures is shown.
    days.sort_by_key(|(day, words)| (*day, words.starts_with(|first: char| first.is_ascii_digit())));
    let gap_after = |at: usize| {
        let day = days.get(at).map_or(0, |(day, _)| day.day_of_year());
        let next = days.get(at + 1).or(days.first()).map_or(0, |(day, _)| day.day_of_year());
        if next > day { next - day } else { next + 366 - day }
    };
    (0..days.len()).max_by_key(|at| (gap_after(*at), *at)).and_then(|at| days.get(at)).copied()
}

/// 今天就是农历小年, 今天是10月18日: the day itself, when the year is known.
fn named_today(reading: &UndatedArticle, year: i16) -> Option<(Date, String)> {
    let whole = DateSpan::year(year)?;
    reading.placed.windows(2).find_map(|pair| {
        let [today, named] = pair else { return None };
        if today.written != TimeExpression::Point(Point::Away(0)) || reading.quotes.hold(&today.mention.range)
        {
            return None;
        }
        let between = slice(&reading.text, today.mention.range.end..named.mention.range.start);
        if !["是", "就是", "正是", "恰逢", "适逢", "正值", ",", "("].contains(&between) {
            return None;
        }
        let mut frame = Frame { anchor: Some(whole), ..Frame::default() };
        let When::On(period) = resolve(&named.written, &mut frame) else { return None };
        let day = period.from.filter(|_| period.from == period.to && period.precision == Precision::Day)?;
        let words = slice(&reading.text, today.mention.range.start..named.mention.range.end);
        (day.year() == year).then(|| (day, words.to_owned()))
    })
}

#[cfg(test)]
mod tests;
