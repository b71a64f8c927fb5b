//! What an operator reads: what a reload did or would do, and how the bot is.
//!
//! Knows nothing of how a reload works.

use std::{collections::BTreeSet, time::Duration};

use super::{
    dates,
    wording::{operators, state},
};
use crate::{
    article::PartialDate,
    diagnostic::{Diagnostic, Severity},
    knowledge_base::{LoadReport, OpenError},
    messaging::{Button, Message, OperatorAction, RichText, bold, plain},
    text::spans::first_chars,
};

/// Problems in one report; the rest is what `linli check` is for.
const PROBLEMS: usize = 10;
/// Questions in one report that would be answered worse.
const QUESTIONS: usize = 5;
/// Problems below a status.
const WAITING: usize = 3;

/// What a reload did: counts first, then the first problems, errors before warnings.
#[must_use]
pub(crate) fn reloaded(report: &LoadReport) -> Message {
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
fn problem_lines(problems: &[Diagnostic], shown: usize) -> Vec<RichText> {
    if problems.is_empty() {
        return vec![plain(operators::NO_PROBLEMS)];
    }
    let mut sorted: Vec<&Diagnostic> = problems.iter().collect();
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
pub(crate) struct WorseAfter<'a> {
    /// Which decision it is.
    pub(crate) number: u64,
    /// What would change.
    pub(crate) report: &'a LoadReport,
    /// Questions that would no longer be answered as they must be.
    pub(crate) lost: &'a [String],
    /// Questions that were tried.
    pub(crate) cases: usize,
}

/// The question whether to take up knowledge that answers the folder's own cases worse.
#[must_use]
pub(crate) fn worse_after(worse: &WorseAfter<'_>) -> Message {
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
pub(crate) struct Status<'a> {
    /// Articles that serve.
    pub(crate) articles: usize,
    /// The day of the newest notice.
    pub(crate) newest: Option<PartialDate>,
    /// The last look through the folder.
    pub(crate) looked: Option<LookAgo>,
    /// For how long the folder is being looked through at this moment.
    pub(crate) looking: Option<Duration>,
    /// What is wrong in the folder; none where that is not known yet.
    pub(crate) problems: Option<&'a [Diagnostic]>,
    /// A decision is waited for.
    pub(crate) asking: bool,
    /// Somebody went back to former knowledge.
    pub(crate) held: bool,
    /// Another process brings the index up to date.
    pub(crate) reader: bool,
    /// Questions that wait for an answer, and messages that wait to be sent; none where the database does not say.
    pub(crate) queues: Option<QueueDepths>,
    /// Submitted articles on which nobody has decided; likewise.
    pub(crate) drafts: Option<usize>,
}

/// A look through the folder that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LookAgo {
    /// How long ago it was.
    pub(crate) ago: Duration,
    /// It went well.
    pub(crate) well: bool,
}

/// What waits in the queues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QueueDepths {
    /// Questions that wait for an answer.
    pub(crate) inbox: usize,
    /// Messages that wait to be sent.
    pub(crate) outbox: usize,
}

/// What `/status` says.
#[must_use]
pub(crate) fn status(status: &Status<'_>) -> Message {
    let newest = status.newest.map(dates::printed);
    let mut lines = vec![bold(&operators::knows(status.articles, newest.as_deref()))];
    let mut say = |line: &str| lines.push(plain(line));
    if let Some(since) = status.looking {
        say(&operators::looking(since.as_secs()));
    }
    match status.looked {
        None if status.looking.is_some() => {}
        Some(LookAgo { ago, well }) => say(&operators::looked(ago.as_secs() / 60, well)),
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
        Some(QueueDepths { inbox, outbox }) => say(&operators::queues(inbox, outbox)),
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
pub(crate) fn not_loaded(error: &OpenError) -> String {
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
pub(crate) fn reload_failed(reason: &str) -> Message {
    Message::with_buttons(plain(&operators::reload_failed(first_chars(reason, 500))), Vec::new())
}
