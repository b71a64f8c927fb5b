//! What an operator reads: what a reload did or would do, and how the bot is.
//!
//! Knows nothing of how a reload works.

use std::{collections::BTreeSet, time::Duration};

use jiff::civil::Date;

use super::{
    dates, rows,
    wording::{operators, state},
};
use crate::{
    article::{Article, PartialDate},
    knowledge_base::{LoadReport, OpenError},
    messaging::{Button, Message, OperatorAction, Overflow, RichText, bold, plain},
    problem::{Problem, Severity},
    text::spans::first_chars,
};

/// Problems in one report; the rest is what `linli check` is for.
const PROBLEMS: usize = 10;
/// Questions in one report that would be answered worse.
const QUESTIONS: usize = 5;
/// The longest headline.
const HEADLINE: usize = 60;
/// Problems below a status.
const WAITING: usize = 3;

/// What a reload did: counts first, then the first problems, errors before warnings.
#[must_use]
pub fn reloaded(report: &LoadReport) -> Message {
    let mut lines = vec![bold(&counts(report))];
    if report.made_anew {
        lines.push(plain(state::INDEX_MADE_ANEW));
    }
    if report.words {
        lines.push(plain(operators::WORDS_CHANGED));
    }
    lines.push(plain(&operators::took(report.took.as_secs_f64())));
    lines.extend(problem_lines(&report.problems, PROBLEMS));
    Message::with_buttons(RichText::lines(lines), Vec::new())
}

fn counts(report: &LoadReport) -> String {
    operators::loaded(report.added, report.changed, report.removed, report.articles)
}

/// How many files were not taken up, then the first problems with their remedies.
fn problem_lines(problems: &[Problem], shown: usize) -> Vec<RichText> {
    if problems.is_empty() {
        return vec![plain(operators::NO_PROBLEMS)];
    }
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by_key(|problem| problem.severity != Severity::Error);
    let errors = sorted.iter().filter(|problem| problem.severity == Severity::Error);
    let failed: BTreeSet<&str> = errors.map(|problem| problem.file.as_str()).collect();
    let mut lines = Vec::new();
    if !failed.is_empty() {
        lines.push(plain(&operators::failed_files(failed.len())));
    }
    lines.push(plain(&operators::problems(sorted.len(), shown)));
    lines.extend(sorted.into_iter().take(shown).map(|problem| plain(&operators::problem(problem))));
    lines
}

/// What an operator must know to decide whether worse answers are wanted.
#[derive(Clone, Copy, Debug)]
pub struct WorseAfter<'a> {
    /// Which decision it is.
    pub number: u64,
    /// What would change.
    pub report: &'a LoadReport,
    /// Questions that would no longer be answered as they must be.
    pub lost: &'a [String],
    /// Questions that were tried.
    pub cases: usize,
}

/// The question whether to take up knowledge that answers the folder's own cases worse.
#[must_use]
pub fn worse_after(worse: &WorseAfter<'_>) -> Message {
    let WorseAfter { number, report, lost, cases } = *worse;
    let mut lines = vec![bold(&operators::worse(lost.len(), cases))];
    lines.extend(lost.iter().take(QUESTIONS).map(|question| plain(&operators::lost(question))));
    if lost.len() > QUESTIONS {
        lines.push(plain(&operators::lost_more(lost.len() - QUESTIONS)));
    }
    lines.push(RichText::new());
    lines.push(plain(&operators::would_change(report.added, report.changed, report.removed)));
    if !report.problems.is_empty() {
        lines.extend(problem_lines(&report.problems, WAITING));
    }
    lines.push(plain(operators::SWITCH_OR_KEEP));
    let switch = Button::new(operators::SWITCH, OperatorAction::Switch(number));
    let keep = Button::new(operators::KEEP, OperatorAction::Keep(number));
    Message::with_buttons(RichText::lines(lines), vec![vec![switch, keep]])
}

/// How the bot is.
#[derive(Clone, Debug)]
pub struct Status<'a> {
    /// Articles that serve.
    pub articles: usize,
    /// The day of the newest notice.
    pub newest: Option<PartialDate>,
    /// How long ago the folder was looked through, and whether that went well.
    pub looked: Option<(Duration, bool)>,
    /// For how long the folder is being looked through at this moment.
    pub looking: Option<Duration>,
    /// What is wrong in the folder; none where that is not known yet.
    pub problems: Option<&'a [Problem]>,
    /// A decision is waited for.
    pub asking: bool,
    /// Somebody went back to former knowledge.
    pub held: bool,
    /// Another process brings the index up to date.
    pub reader: bool,
    /// Questions that wait for an answer, and messages that wait to be sent; none where the database does not say.
    pub queues: Option<(usize, usize)>,
    /// Articles of files that were sent, on which nobody has decided; likewise.
    pub drafts: Option<usize>,
}

/// What `/status` says.
#[must_use]
pub fn status(status: &Status<'_>) -> Message {
    let newest = status.newest.map(dates::printed);
    let mut lines = vec![bold(&operators::knows(status.articles, newest.as_deref()))];
    let mut say = |line: &str| lines.push(plain(line));
    if let Some(since) = status.looking {
        say(&operators::looking(since.as_secs()));
    }
    match status.looked {
        None if status.looking.is_some() => {}
        Some((ago, well)) => say(&operators::looked(ago.as_secs() / 60, well)),
        None => say(operators::NOT_LOOKED),
    }
    for (is, words) in [
        (status.held, operators::IS_HELD),
        (status.asking, operators::IS_ASKING),
        (status.reader, operators::IS_READER),
    ] {
        if is {
            say(words);
        }
    }
    match status.queues {
        Some((inbox, outbox)) => say(&operators::queues(inbox, outbox)),
        None => say(operators::NO_FIGURES),
    }
    if let Some(drafts) = status.drafts.filter(|drafts| *drafts > 0) {
        say(&operators::drafts_wait(drafts));
    }
    if let Some(problems) = status.problems {
        lines.extend(problem_lines(problems, WAITING));
    }
    Message::with_buttons(RichText::lines(lines), Vec::new())
}

/// Why new knowledge was not taken up, and what helps.
#[must_use]
pub fn not_loaded(error: &OpenError) -> String {
    match error {
        OpenError::Folder { path, source } => {
            state::folder_unread(&path.display().to_string(), &source.to_string())
        }
        OpenError::State { path, source } => {
            state::index_unwritten(&path.display().to_string(), &source.to_string())
        }
        OpenError::Busy { .. } => state::INDEX_BUSY.to_owned(),
        OpenError::Damaged { path, .. } => state::index_damaged(&path.display().to_string()),
        OpenError::Index(error) => {
            let cause = std::error::Error::source(error).map(ToString::to_string);
            state::index_unwritten(&error.folder().display().to_string(), &cause.unwrap_or_default())
        }
    }
}

/// A reload that failed: the old knowledge goes on serving.
#[must_use]
pub fn reload_failed(reason: &str) -> Message {
    Message::with_buttons(plain(&operators::reload_failed(first_chars(reason, 500))), Vec::new())
}

fn headline(article: &Article) -> String {
    first_chars(article.headline().trim(), HEADLINE).to_owned()
}

/// Asks whether this notice is to be taken back.
#[must_use]
pub fn withdraw_this(article: &Article, link: &str) -> Message {
    let date = article.published.as_ref().map(|published| dates::printed(published.date));
    let text = operators::withdraw_this(&headline(article), &article.file, date.as_deref());
    let yes = Button::new(operators::WITHDRAW, OperatorAction::Withdraw(link.to_owned()));
    let no = Button::new(operators::LEAVE, OperatorAction::LeaveAsItIs);
    Message { buttons: vec![vec![yes, no]], ..Message::of_text(&text) }
}

/// Asks which of these is meant.
#[must_use]
pub fn withdraw_which(articles: &[(Article, String)]) -> Message {
    let mut lines = vec![bold(operators::WITHDRAW_WHICH)];
    let mut buttons = Vec::new();
    for (number, (article, link)) in (1..).zip(articles) {
        lines.push(plain(&format!("{number}. {}", headline(article))));
        let choose = OperatorAction::ChooseToWithdraw(link.clone());
        buttons.push(Some(Button::new(&operators::withdraw_nth(number), choose)));
    }
    Message { text: RichText::lines(lines), buttons: rows(buttons, 2), ..Message::default() }
}

/// Shows a correction once more before it goes out.
#[must_use]
pub fn correct_this(article: &Article, words: &str, number: u64) -> Message {
    let text = operators::correct_this(&headline(article), words);
    let yes = Button::new(operators::CORRECT, OperatorAction::Correct(number));
    let no = Button::new(operators::LEAVE, OperatorAction::LeaveAsItIs);
    Message { buttons: vec![vec![yes, no]], ..Message::of_text(&text) }
}

/// What was done, and how many messages are corrected for it.
#[must_use]
pub fn done(what: &str, corrected: usize) -> Message {
    Message::of_text(&format!("{what}\n{}", operators::corrected_messages(corrected)))
}

/// What stands in the place of an answer that was wrong, and what its readers are told once besides.
#[must_use]
pub fn correction(title: &str, after: Option<&Article>, today: Date) -> (Message, Message) {
    let title = first_chars(title.trim(), HEADLINE);
    let Some(article) = after else {
        let instead = Message::of_text(&operators::taken_back(title));
        return (instead, Message::of_text(&operators::was_taken_back(title)));
    };
    // One message takes the place of one: the beginning of a long text says what has changed.
    let overflow = Some(Overflow { longer_than: 1, shown: 1, instead: None });
    let whole = Message { overflow, ..super::article(article, today) };
    let headed = |line: &str| Message { text: bold(line).paragraph(whole.text.clone()), ..whole.clone() };
    (headed(&operators::has_changed(title)), headed(&operators::was_changed(title)))
}

/// The same in the place of a list, whose other entries go with it.
#[must_use]
pub fn correction_in_a_list(instead: &Message) -> Message {
    let text = instead.text.clone().paragraph(plain(operators::REST_OF_THE_LIST));
    Message { text, ..instead.clone() }
}

/// What was asked in vain of one service in one place.
#[derive(Clone, Debug)]
pub struct AskedInVain<'a> {
    /// The service type, or nothing.
    pub service: &'a str,
    /// The place, or nothing.
    pub place: &'a str,
    /// How often in 30 days.
    pub times: usize,
    /// How often this week.
    pub lately: usize,
    /// Some of the words.
    pub words: &'a [String],
    /// Its name, for its buttons.
    pub key: String,
}

/// What `/gaps` tells.
#[derive(Clone, Copy, Debug)]
pub struct GapsReport<'a> {
    /// What was asked in vain.
    pub gaps: &'a [AskedInVain<'a>],
    /// What was asked most this week: service, place, how often.
    pub most: &'a [(String, String, usize)],
    /// What was marked as wrong: headline, reason, how often.
    pub marked: &'a [(String, String, i64)],
}

/// What was asked in vain, what was asked most, what was marked as wrong.
#[must_use]
pub fn gaps(report: &GapsReport<'_>) -> Message {
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
        let line = |(service, place, times): &(String, String, usize)| {
            plain(&operators::asked_times(&group(place, service), *times))
        };
        lines.extend(report.most.iter().map(line));
    }
    if !report.marked.is_empty() {
        lines.push(plain("\n").bold(operators::MARKED_WRONG));
        let line = |(title, reason, times): &(String, String, i64)| {
            let title = first_chars(title, HEADLINE);
            plain(&operators::marked_times(title, operators::reason(reason), *times))
        };
        lines.extend(report.marked.iter().map(line));
    }
    if !report.gaps.is_empty() {
        buttons.push(vec![Button::new(operators::GET_TABLE, OperatorAction::Table)]);
    }
    Message { text: RichText::lines(lines), buttons, ..Message::default() }
}
