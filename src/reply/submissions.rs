//! Submissions as an operator sees them: which of them wait, what was decided, and what cannot be used.
//!
//! Knows nothing of where they are kept.

use super::{article_card::button, rows, understood::shortened, wording::submissions as wording};
use crate::{
    article::Article,
    diagnostic::Diagnostic,
    messaging::{Message, RichText, SubmissionAction, SubmissionId, SubmittedArticleId, bold, plain},
};

/// The longest headline and the longest name.
const HEADLINE: usize = 40;
pub(super) const NAME: usize = 40;
/// Submissions in one list.
const LISTED: usize = 10;

/// The result of all decisions on a submission.
#[derive(Clone, Debug)]
pub(crate) struct AllDecided<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// Its number.
    pub(crate) submission: SubmissionId,
    /// What was just done.
    pub(crate) note: Option<&'a str>,
    /// What was accepted does not serve yet.
    pub(crate) not_yet: bool,
    /// The files that were written.
    pub(crate) files: &'a [String],
    /// How many articles are not wanted.
    pub(crate) rejected: usize,
    /// The only article that may be taken back.
    pub(crate) only: Option<SubmittedArticleId>,
    /// The first article.
    pub(crate) first: Option<SubmittedArticleId>,
}

/// A submission on which something is to be decided.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PendingEntry<'a> {
    /// Its number.
    pub(crate) submission: SubmissionId,
    /// Its name.
    pub(crate) name: &'a str,
    /// Articles on which nothing is decided.
    pub(crate) articles: usize,
}

/// A headline, or how a text without one begins.
#[must_use]
pub(crate) fn headline_of(article: &Article) -> String {
    let headline = article.headline().trim();
    shortened(if headline.is_empty() { article.body.trim() } else { headline }, HEADLINE)
}

/// An article that was kept and cannot be read back; one on which nothing is decided may be passed over.
#[must_use]
pub(crate) fn unreadable_article(id: SubmittedArticleId, pending: bool) -> Message {
    let reject = button(wording::REJECT, SubmissionAction::Reject(id)).filter(|_| pending);
    Message { buttons: rows([reject], 1), ..Message::of_text(&wording::unreadable_article(id)) }
}

/// All is decided: what was filed, with the way back.
#[must_use]
pub(crate) fn all_decided(done: &AllDecided<'_>) -> Message {
    let mut lines: Vec<RichText> = done.note.map(plain).into_iter().collect();
    lines.push(bold(&wording::all_decided(&shortened(done.name, NAME), done.files.len(), done.rejected)));
    if !done.files.is_empty() && !done.not_yet {
        lines.push(plain(wording::SERVES));
    }
    // The note names the only one.
    let listed = if done.files.len() == 1 && done.note.is_some() { 0 } else { LISTED };
    lines.extend(done.files.iter().take(listed).map(|file| plain(&wording::file_line(file))));
    if done.files.len() > LISTED {
        lines.push(plain(&wording::more_files(done.files.len() - LISTED)));
    }
    let back = match (done.only, done.files.len()) {
        (_, 0) => None,
        (Some(only), 1) => button(wording::PUT_BACK, SubmissionAction::PutBack(only)),
        (_, _) => button(wording::PUT_ALL_BACK, SubmissionAction::PutAllBack(done.submission)),
    };
    let again = done.first.and_then(|first| button(wording::LOOK_AGAIN, SubmissionAction::See(first)));
    Message { text: RichText::lines(lines), buttons: rows([back, again], 2), ..Message::default() }
}

/// A file that cannot be used: its name, why, and what to do.
#[must_use]
pub(crate) fn unreadable(name: &str, problem: Option<&Diagnostic>) -> Message {
    let (why, remedy) = problem.map_or((wording::NOTHING_IN_IT, wording::LOOK_INSIDE), |problem| {
        (problem.problem.as_str(), problem.remedy.as_str())
    });
    Message::of_text(&wording::unreadable(&shortened(name, NAME), why, remedy))
}

/// Submissions on which something is to be decided.
#[must_use]
pub(crate) fn pending_submissions(entries: &[PendingEntry<'_>]) -> Message {
    if entries.is_empty() {
        return Message::of_text(wording::NOTHING_PENDING);
    }
    let mut lines = vec![bold(wording::PENDING)];
    let mut buttons = Vec::new();
    for (number, entry) in (1..).zip(entries.iter().take(LISTED)) {
        lines.push(plain(&wording::pending(number, &shortened(entry.name, NAME), entry.articles)));
        buttons.push(button(&wording::open(number), SubmissionAction::Open(entry.submission)));
    }
    if entries.len() > LISTED {
        lines.push(plain(&wording::more_files(entries.len() - LISTED)));
    }
    Message { text: RichText::lines(lines), buttons: rows(buttons, 2), ..Message::default() }
}
