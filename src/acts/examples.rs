//! Reads `acts.toml`: example sentences, in families, under the act that they are examples of.
//!
//! Knows nothing of how acts are learnt from them.

use serde::Deserialize;

use super::Act;
use crate::{
    diagnostic::{Diagnostic, Severity},
    table::{self, ParsedTable, line_of},
    text::normalize::fold,
};

pub(super) const FILE: &str = "acts.toml";
pub(super) const SHIPPED: &str = include_str!("../../knowledge/acts.toml");

/// Stands between sentences of a family.
const BETWEEN: char = '|';

/// One sentence that somebody may say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Example {
    /// The sentence.
    pub(super) text: String,
    /// What it does.
    pub(super) act: Act,
    /// Which emergency it tells of; empty when it tells of none.
    pub(super) situation: String,
    /// Sentences of one family say the same thing in the same situation.
    pub(super) family: usize,
}

impl Example {
    /// What it says and means, without its family.
    pub(super) fn meaning(&self) -> (&str, Act, &str) {
        (&self.text, self.act, &self.situation)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActsFile {
    #[serde(default)]
    act: Vec<toml::Spanned<ActEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActEntry {
    #[serde(default)]
    name: String,
    /// For whoever edits the file.
    #[serde(default, rename = "about")]
    _about: String,
    #[serde(default)]
    situation: String,
    #[serde(default)]
    say: String,
}

/// The examples that ship with the program.
pub(super) fn shipped() -> Vec<Example> {
    read(SHIPPED, "", &[]).0
}

/// The examples of a file, numbered on from `before`; entries that cannot be used are problems, the rest is kept.
/// `situations` are the emergencies that are known; any is, where there are none.
pub(super) fn read(text: &str, fallback: &str, situations: &[&str]) -> (Vec<Example>, Vec<Diagnostic>) {
    let ParsedTable { content: file, text, mut problems } = table::read::<ActsFile>(FILE, text, fallback);
    let mut examples = Vec::new();
    let mut family = 0;
    for entry in file.act {
        let line = line_of(text, entry.span().start);
        let ActEntry { name, situation, say, .. } = entry.into_inner();
        let mut problem = |problem: String, remedy: String| {
            problems.push(Diagnostic {
                severity: Severity::Error,
                file: FILE.into(),
                line: Some(line),
                problem,
                remedy,
            });
        };
        let Some(act) = Act::named(&name) else {
            let known: Vec<&str> = Act::ALL.iter().map(|act| act.name()).collect();
            problem(format!("不认识 name = \"{name}\""), format!("写成这些里的一个：{}", known.join(" ")));
            continue;
        };
        if act == Act::HelpNow && situation.is_empty() {
            problem("没有写是哪一种急事".into(), "写上 situation = \"着火\"".into());
            continue;
        }
        if !situations.is_empty() && !situation.is_empty() && !situations.contains(&situation.as_str()) {
            problem(
                format!("emergencies.toml 里没有“{situation}”这件急事"),
                "改成那里有的名字，或者先在那里加一段".into(),
            );
            continue;
        }
        if say.trim().is_empty() {
            problem(format!("“{name}”一句例句也没有"), "写上 say，一行一个意思，几种说法用 | 隔开".into());
        }
        for line in say.lines().map(str::trim).filter(|line| !line.is_empty()) {
            for sentence in line.split(BETWEEN).map(str::trim).filter(|sentence| !fold(sentence).is_empty()) {
                examples.push(Example {
                    text: sentence.to_owned(),
                    act,
                    situation: situation.clone(),
                    family,
                });
            }
            family += 1;
        }
    }
    (examples, problems)
}
