//! The problems of one file, collected while it is read.
//!
//! Knows nothing of what the file holds.

use std::borrow::Cow;

use crate::{
    diagnostic::{Diagnostic, Severity},
    text::printable::printable,
};

/// Problems of one file that are listed; nobody reads more.
const MOST: usize = 200;

/// Said once a file.
const LOST: &str = "有看不见的控制字符（例如空字节、改变文字方向的符号），已经去掉";

/// What is wrong with one file; reading goes on after each problem.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostics {
    file: String,
    problems: Vec<Diagnostic>,
    said_lost: bool,
    /// Problems beyond [`MOST`].
    unsaid: usize,
}

/// What is wrong and what to do about it, in plain Chinese.
pub(crate) struct Finding {
    pub(crate) problem: String,
    pub(crate) remedy: String,
}

impl Finding {
    pub(crate) fn new(problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { problem: problem.into(), remedy: remedy.into() }
    }
}

impl Diagnostics {
    /// A report without problems on `file`, a path below the knowledge folder.
    #[must_use]
    pub(crate) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), problems: Vec::new(), said_lost: false, unsaid: 0 }
    }

    /// The file, or the entry, is not used.
    pub(crate) fn error(&mut self, line: impl Into<Option<u32>>, finding: Finding) {
        self.add(Severity::Error, line.into(), finding);
    }

    /// Something is missing or odd; it is used.
    pub(crate) fn warning(&mut self, line: impl Into<Option<u32>>, finding: Finding) {
        self.add(Severity::Warning, line.into(), finding);
    }

    /// Characters were taken away that nobody can see; said once a file.
    pub(crate) fn lost(&mut self, line: Option<u32>) {
        if !std::mem::replace(&mut self.said_lost, true) {
            self.warning(line, Finding::new(LOST, "请把这一行重新打一遍，或从原文再复制一次"));
        }
    }

    /// The problems in the order in which they were found.
    #[must_use]
    pub(crate) fn into_problems(mut self) -> Vec<Diagnostic> {
        if self.unsaid > 0 {
            let problem = format!("还有 {} 处问题没有列出来", self.unsaid);
            let remedy = "请先改好列出来的，再检查一遍".to_owned();
            let file = self.file.clone();
            self.problems.push(Diagnostic { severity: Severity::Warning, file, line: None, problem, remedy });
        }
        self.problems
    }

    /// Goes on from problems that were found elsewhere, as problems of this file.
    pub(crate) fn take(&mut self, problems: Vec<Diagnostic>) {
        for Diagnostic { severity, line, problem, remedy, .. } in problems {
            self.said_lost |= problem == LOST;
            let (file, problem, remedy) = (self.file.clone(), shown(problem), shown(remedy));
            self.problems.push(Diagnostic { severity, file, line, problem, remedy });
        }
    }

    fn add(&mut self, severity: Severity, line: Option<u32>, finding: Finding) {
        // Both quote the file.
        let (problem, remedy) = (shown(finding.problem), shown(finding.remedy));
        if self.problems.len() == MOST {
            self.unsaid += 1;
            return;
        }
        self.problems.push(Diagnostic { severity, file: self.file.clone(), line, problem, remedy });
    }
}

fn shown(text: String) -> String {
    match printable(&text) {
        Cow::Owned(clean) => clean,
        Cow::Borrowed(_) => text,
    }
}
