//! What every command works with: where the knowledge is, the day, and how output is wanted.
//!
//! Knows nothing of any command.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use anyhow::bail;
use jiff::civil::Date;

use crate::{
    article::PlacePath,
    diagnostic::Severity,
    intake::ForeignReader,
    knowledge_base::{KnowledgeBase, KnowledgeBaseOptions, LoadReport, RefreshPolicy},
    text::printable::printable,
};

pub(super) struct Session {
    pub(super) knowledge: PathBuf,
    pub(super) state: PathBuf,
    pub(super) today: Date,
    pub(super) json: bool,
    pub(super) fresh: bool,
    pub(super) home: Option<PlacePath>,
    pub(super) reader: ForeignReader,
}

impl Session {
    /// The knowledge, brought up to date as the command wants it; what the operator should know goes to standard error.
    pub(super) fn open(&self, refresh: RefreshPolicy) -> anyhow::Result<(KnowledgeBase, LoadReport)> {
        let refresh = if self.fresh { RefreshPolicy::Always } else { refresh };
        let options = KnowledgeBaseOptions {
            knowledge: self.knowledge.clone(),
            state: self.state.clone(),
            refresh,
            home: self.home.clone(),
            reader: self.reader.clone(),
        };
        let (knowledge, report) = KnowledgeBase::open(&options)?;
        for note in &report.notes {
            self.note(note);
        }
        let errors = report.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
        if errors > 0 {
            self.note(&format!("{errors} problems in the knowledge folder; `linli check` names them"));
        }
        if let Some(home) = &self.home {
            known_home(&knowledge, home)?;
        }
        Ok((knowledge, report))
    }

    /// A line for whoever runs the program.
    pub(super) fn note(&self, text: &str) {
        // With standard error closed there is nobody to tell.
        let _ = writeln!(io::stderr(), "linli: {}", printable(text));
    }
}

/// A home place that no table knows would make every question without a place name a miss.
fn known_home(knowledge: &KnowledgeBase, home: &PlacePath) -> anyhow::Result<()> {
    let found = knowledge.find_places(home.as_str());
    if found.contains(home) {
        return Ok(());
    }
    let example = found.first().map_or("山西省/大同市", PlacePath::as_str);
    bail!(
        "`LINLI_HOME_PLACE` holds `{home}`, which is no place from the province down; for example: LINLI_HOME_PLACE={example}"
    )
}
