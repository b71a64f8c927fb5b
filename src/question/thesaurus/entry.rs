//! One entry of `synonyms.toml`, as it is written.
//!
//! Knows nothing of what is wrong with it.

use serde::Deserialize;

use super::{FILE, SHIPPED};
use crate::{
    diagnostic::Diagnostic,
    table::{self, ParsedTable, line_of},
    text::normalize::fold,
};

/// Printed words that would lift nearly every article.
pub(super) const TOO_WIDE: &[&str] =
    &["服务", "活动", "居民", "社区", "工作", "群众", "开展", "提供", "相关", "有关", "进行", "中心"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SynonymFile {
    #[serde(default)]
    synonym: Vec<toml::Spanned<SynonymEntry>>,
}

/// What residents say, what papers print for it.
#[derive(Deserialize)]
pub(super) struct SynonymEntry {
    /// Where it stands in the file.
    #[serde(skip)]
    pub(super) line: u32,
    #[serde(default)]
    pub(super) say: Vec<String>,
    #[serde(default)]
    pub(super) print: Vec<String>,
    #[serde(default = "near")]
    pub(super) strength: f32,
    #[serde(default)]
    pub(super) both: bool,
}

fn near() -> f32 {
    0.7
}

/// All entries; the shipped ones when `text` is no such table, with the problem.
pub(super) fn entries(text: &str) -> (Vec<SynonymEntry>, Vec<Diagnostic>) {
    let ParsedTable { content, text, problems } = table::read::<SynonymFile>(FILE, text, SHIPPED);
    let located = |entry: toml::Spanned<SynonymEntry>| SynonymEntry {
        line: line_of(text, entry.span().start),
        ..entry.into_inner()
    };
    (content.synonym.into_iter().map(located).collect(), problems)
}

/// A resident's word and a printed one, both folded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct SynonymPair {
    pub(super) say: String,
    pub(super) print: String,
}

impl SynonymEntry {
    /// The words and the printed words that they stand for; without those that are of no use.
    pub(super) fn pairs(&self) -> Vec<SynonymPair> {
        let folded = |words: &[String]| -> Vec<String> {
            words.iter().map(|word| fold(word.trim())).filter(|word| !word.is_empty()).collect()
        };
        let (say, print) = (folded(&self.say), folded(&self.print));
        let mut pairs = Vec::new();
        for say in &say {
            for print in print.iter().filter(|print| *print != say && !TOO_WIDE.contains(&print.as_str())) {
                if self.both {
                    pairs.push(SynonymPair { say: print.clone(), print: say.clone() });
                }
                pairs.push(SynonymPair { say: say.clone(), print: print.clone() });
            }
        }
        pairs
    }
}
