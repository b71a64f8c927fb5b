//! What is wrong with a file of the knowledge folder, and what its editor can do about it.
//!
//! Knows nothing of how files are read. Whoever reads a file gives [`Diagnostic`]s beside what could be read; `linli check`,
//! `/status` and the report of a reload show them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something is missing or odd; the file is used.
    Warning,
    /// The file, or the entry, is not used.
    Error,
}

/// Something to look at before an article is accepted: not wrong, but odd.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Doubt {
    /// What is odd.
    pub(crate) problem: Cow<'static, str>,
    /// What to do; empty where there is nothing but to look.
    pub(crate) remedy: Cow<'static, str>,
}

/// One problem with its remedy, both in plain Chinese for people who do not program.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// File below the knowledge folder.
    pub file: String,
    /// Line, counted from 1, where one is to blame.
    pub line: Option<u32>,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub remedy: String,
}
