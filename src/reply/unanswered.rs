//! What an operator reads of what was asked in vain, what was asked most, and what was marked as wrong.
//!
//! Knows nothing of how it is counted.

use super::wording::operators;
use crate::{
    messaging::{Button, Message, OperatorAction, RichText, bold, plain},
    text::spans::first_chars,
};

/// The longest headline.
const HEADLINE: usize = 60;

/// What was asked in vain of one service in one place.
#[derive(Clone, Debug)]
pub(crate) struct AskedInVain<'a> {
    /// The service type, or nothing.
    pub(crate) service: &'a str,
    /// The place, or nothing.
    pub(crate) place: &'a str,
    /// How often in 30 days.
    pub(crate) times: usize,
    /// How often this week.
    pub(crate) lately: usize,
    /// Some of the words.
    pub(crate) words: &'a [String],
    /// Its name, for its buttons.
    pub(crate) key: String,
}

/// What was asked most of one service in one place.
#[derive(Clone, Debug)]
pub(crate) struct MostAsked {
    /// The service type, or nothing.
    pub(crate) service: String,
    /// The place, or nothing.
    pub(crate) place: String,
    /// How often this week.
    pub(crate) times: usize,
}

/// A notice that residents have marked as wrong.
#[derive(Clone, Debug)]
pub(crate) struct MarkedWrong {
    /// Its headline.
    pub(crate) title: String,
    /// The name of the reason.
    pub(crate) reason: String,
    /// How often.
    pub(crate) times: i64,
}

/// A turn that was taken for what it was not.
#[derive(Clone, Debug)]
pub(crate) struct WronglyRead {
    /// What was said.
    pub(crate) said: String,
    /// What it was taken for, by its name.
    pub(crate) act: String,
}

/// What `/gaps` tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnansweredReport<'a> {
    /// What was asked in vain.
    pub(crate) gaps: &'a [AskedInVain<'a>],
    /// What was asked most this week.
    pub(crate) most: &'a [MostAsked],
    /// What was marked as wrong.
    pub(crate) marked: &'a [MarkedWrong],
    /// What was taken for a follow-up or for talk, and wrongly so.
    pub(crate) misread: &'a [WronglyRead],
}

/// What was asked in vain, what was asked most, what was marked as wrong.
#[must_use]
pub(crate) fn unanswered(report: &UnansweredReport<'_>) -> Message {
    let group = |place: &str, service: &str| operators::group(place, service);
    let mut lines = vec![bold(operators::GAPS)];
    if report.gaps.is_empty() {
        lines.push(plain(operators::NO_GAPS));
    }
    let mut buttons = Vec::new();
    for (number, gap) in (1..).zip(report.gaps) {
        let key = &gap.key;
        let head = operators::gap(number, &group(gap.place, gap.service), gap.times, gap.lately);
        lines.push(plain(&head));
        lines.extend(gap.words.iter().map(|words| plain(&operators::gap_words(words))));
        buttons.push(vec![
            Button::new(&operators::add_synonym(number), OperatorAction::AddSynonym(key.clone())),
            Button::new(&operators::pass_over(number), OperatorAction::PassOver(key.clone())),
        ]);
    }
    if !report.most.is_empty() {
        lines.push(plain("\n").bold(operators::MOST_ASKED));
        let line = |asked: &MostAsked| {
            plain(&operators::asked_times(&group(&asked.place, &asked.service), asked.times))
        };
        lines.extend(report.most.iter().map(line));
    }
    if !report.marked.is_empty() {
        lines.push(plain("\n").bold(operators::MARKED_WRONG));
        let line = |marked: &MarkedWrong| {
            let title = first_chars(&marked.title, HEADLINE);
            plain(&operators::marked_times(title, operators::reason(&marked.reason), marked.times))
        };
        lines.extend(report.marked.iter().map(line));
    }
    if !report.misread.is_empty() {
        lines.push(plain("\n").bold(operators::MISREAD));
        let line =
            |turn: &WronglyRead| plain(&operators::misread(first_chars(&turn.said, HEADLINE), &turn.act));
        lines.extend(report.misread.iter().map(line));
    }
    if !report.gaps.is_empty() {
        buttons.push(vec![Button::new(operators::GET_TABLE, OperatorAction::Table)]);
    }
    Message { text: RichText::lines(lines), buttons, ..Message::default() }
}
