//! The problems of one file, collected while it is read.
//!
//! Knows nothing of what the file holds.

use crate::problem::{Problem, Severity};

/// What is wrong with one file; reading goes on after each problem.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    file: String,
    problems: Vec<Problem>,
}

/// What is wrong and what to do about it, in plain Chinese.
pub(crate) struct Fault {
    pub(crate) problem: String,
    pub(crate) remedy: String,
}

impl Fault {
    pub(crate) fn new(problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { problem: problem.into(), remedy: remedy.into() }
    }
}

impl Report {
    /// A report without problems on `file`, a path below the knowledge folder.
    #[must_use]
    pub(crate) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), problems: Vec::new() }
    }

    /// The file, or the entry, is not used.
    pub(crate) fn error(&mut self, line: impl Into<Option<u32>>, fault: Fault) {
        self.add(Severity::Error, line.into(), fault);
    }

    /// Something is missing or odd; it is used.
    pub(crate) fn warning(&mut self, line: impl Into<Option<u32>>, fault: Fault) {
        self.add(Severity::Warning, line.into(), fault);
    }

    /// The problems in the order in which they were found.
    #[must_use]
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    fn add(&mut self, severity: Severity, line: Option<u32>, fault: Fault) {
        let Fault { problem, remedy } = fault;
        self.problems.push(Problem { severity, file: self.file.clone(), line, problem, remedy });
    }
}
