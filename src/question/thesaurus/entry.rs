//! One entry of `synonyms.toml`, as it is written.
//!
//! Knows nothing of what is wrong with it.

use serde::Deserialize;

use super::{FILE, SHIPPED};
use crate::{
    problem::Problem,
    table::{self, Table, line_of},
    text::normalize::fold,
};

/// Printed words that would lift nearly every article.
pub(super) const TOO_WIDE: &[&str] =
    &["服务", "活动", "居民", "社区", "工作", "群众", "开展", "提供", "相关", "有关", "进行", "中心"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    synonym: Vec<toml::Spanned<Entry>>,
}

/// What residents say, what papers print for it.
#[derive(Deserialize)]
pub(super) struct Entry {
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

/// All entries with their lines; the shipped ones when `text` is no such table, with the problem.
pub(super) fn entries(text: &str) -> (Vec<(u32, Entry)>, Vec<Problem>) {
    let Table { content, text, problems } = table::read::<File>(FILE, text, SHIPPED);
    let entries = content.synonym.into_iter();
    (entries.map(|entry| (line_of(text, entry.span().start), entry.into_inner())).collect(), problems)
}

impl Entry {
    /// Folded words and the folded printed words that they stand for; without those that are of no use.
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        let folded = |words: &[String]| -> Vec<String> {
            words.iter().map(|word| fold(word.trim())).filter(|word| !word.is_empty()).collect()
        };
        let (say, print) = (folded(&self.say), folded(&self.print));
        let mut pairs = Vec::new();
        for say in &say {
            for print in print.iter().filter(|print| *print != say && !TOO_WIDE.contains(&print.as_str())) {
                if self.both {
                    pairs.push((print.clone(), say.clone()));
                }
                pairs.push((say.clone(), print.clone()));
            }
        }
        pairs
    }
}
