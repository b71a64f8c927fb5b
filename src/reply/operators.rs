//! What an operator reads after a reload.
//!
//! Knows nothing of how a reload works.

use super::{Message, html, wording::operators};
use crate::{knowledge_base::LoadReport, problem::Severity, text::spans::first_chars};

/// Problems in one report; the rest is what `linli check` is for.
const PROBLEMS: usize = 10;

/// What a reload did: counts first, then the first problems, errors before warnings.
#[must_use]
pub fn reloaded(report: &LoadReport) -> Vec<Message> {
    let counts = operators::loaded(report.added, report.changed, report.removed, report.articles);
    let mut lines = vec![html::bold(&counts), html::escape(&operators::took(report.took.as_secs_f64()))];
    if report.problems.is_empty() {
        lines.push(html::escape(operators::NO_PROBLEMS));
    } else {
        let mut problems: Vec<_> = report.problems.iter().collect();
        problems.sort_by_key(|problem| problem.severity != Severity::Error);
        lines.push(html::escape(&operators::problems(problems.len(), PROBLEMS)));
        lines.extend(
            problems.into_iter().take(PROBLEMS).map(|problem| html::escape(&operators::problem(problem))),
        );
    }
    Message::in_parts(&lines.join("\n"), Vec::new())
}

/// A reload that failed: the old knowledge goes on serving.
#[must_use]
pub fn reload_failed(reason: &str) -> Vec<Message> {
    Message::in_parts(&html::escape(&operators::reload_failed(first_chars(reason, 500))), Vec::new())
}
