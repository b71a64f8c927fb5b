//! Every problem of a knowledge folder: each file's own, and those that only show when files are put side by side.
//!
//! Knows nothing of how files are read; the place tree and the service types are given ([`CheckContext`]).

use jiff::civil::Date;

use super::{ReadFile, folder::Scan};
use crate::{diagnostic::Diagnostic, places::Places, services::Services};

mod cases;
mod content;
mod links;

/// What the rest of the knowledge says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CheckContext<'a> {
    /// Service types.
    pub(crate) services: &'a Services,
    /// The place tree.
    pub(crate) places: &'a Places,
    /// The day of the check.
    pub(crate) today: Date,
}

/// The text of a file of cases.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CasesFile {
    /// Below the knowledge folder.
    pub(crate) file: String,
    /// Its content.
    pub(crate) text: String,
}

/// The problems of one file, apart from those that only show beside others.
#[must_use]
pub(crate) fn check_file(file: &ReadFile, known: &CheckContext<'_>) -> Vec<Diagnostic> {
    let mut problems = file.problems.clone();
    problems.extend(content::check(file, known));
    problems
}

/// All problems, by file and line.
#[must_use]
pub(crate) fn check(
    scan: &Scan,
    files: &[ReadFile],
    cases: &[CasesFile],
    known: &CheckContext<'_>,
) -> Vec<Diagnostic> {
    let mut problems = scan.problems.clone();
    problems.extend(files.iter().flat_map(|file| check_file(file, known)));
    problems.extend(links::check(files));
    for file in cases {
        problems.extend(cases::check(file, files));
    }
    problems.sort_by(|one, other| {
        (&one.file, one.line, &one.problem).cmp(&(&other.file, other.line, &other.problem))
    });
    problems.dedup();
    problems
}

#[cfg(test)]
mod tests;
