//! The thesaurus: a resident's word → the words that papers print, with direction and strength.
//!
//! Knows nothing of where the printed words occur. The entries come from `knowledge/synonyms.toml`.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use crate::{
    problem::{Problem, Severity},
    services::{line_of, unreadable},
    text::{normalize::fold, spans::char_count},
};

const FILE: &str = "synonyms.toml";
const SHIPPED: &str = include_str!("../../knowledge/synonyms.toml");

/// Printed words that would lift nearly every article.
const TOO_WIDE: &[&str] =
    &["服务", "活动", "居民", "社区", "工作", "群众", "开展", "提供", "相关", "有关", "进行", "中心"];

/// A word of a question and the printed words that it may stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Expansion {
    /// Where the resident's word stands in the folded question.
    pub range: Range<usize>,
    /// Folded printed words, each with its strength 0–1.
    pub print: Vec<(String, f32)>,
}

/// All entries and the automaton over the residents' words.
#[derive(Debug)]
pub struct Thesaurus {
    automaton: AhoCorasick,
    print: Vec<Vec<(String, f32)>>,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    synonym: Vec<toml::Spanned<Entry>>,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    say: Vec<String>,
    #[serde(default)]
    print: Vec<String>,
    #[serde(default = "near")]
    strength: f32,
    #[serde(default)]
    both: bool,
}

fn near() -> f32 {
    0.7
}

/// The entries that ship with the program, as a file.
#[must_use]
pub fn shipped_synonyms() -> &'static str {
    SHIPPED
}

impl Thesaurus {
    /// The entries that ship with the program.
    #[must_use]
    pub fn builtin() -> Self {
        Self::from_toml(SHIPPED).0
    }

    /// Reads `synonyms.toml`; entries that cannot be used are problems, the rest is kept.
    #[must_use]
    pub fn from_toml(text: &str) -> (Self, Vec<Problem>) {
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => return (Self::new(Vec::new()), vec![unreadable(FILE, text, &error)]),
        };
        let mut pairs: Vec<(String, String, f32)> = Vec::new();
        let mut problems = Vec::new();
        for entry in file.synonym {
            let line = line_of(text, entry.span().start);
            let entry = entry.into_inner();
            problems.extend(faults(&entry).into_iter().map(|(severity, problem, remedy)| Problem {
                severity,
                file: FILE.into(),
                line: Some(line),
                problem,
                remedy,
            }));
            let strength = entry.strength.clamp(0.0, 1.0);
            for say in entry.say.iter().map(|word| fold(word.trim())).filter(|word| !word.is_empty()) {
                for print in entry.print.iter().map(|word| fold(word.trim())).filter(|word| !word.is_empty())
                {
                    if say == print || TOO_WIDE.contains(&print.as_str()) {
                        continue;
                    }
                    if entry.both {
                        pairs.push((print.clone(), say.clone(), strength));
                    }
                    pairs.push((say.clone(), print, strength));
                }
            }
        }
        (Self::new(pairs), problems)
    }

    fn new(pairs: Vec<(String, String, f32)>) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut print: Vec<Vec<(String, f32)>> = Vec::new();
        let mut known = std::collections::HashMap::new();
        for (say, printed, strength) in pairs {
            let at = *known.entry(say.clone()).or_insert_with(|| {
                words.push(say);
                print.push(Vec::new());
                words.len() - 1
            });
            let Some(list) = print.get_mut(at) else { continue };
            match list.iter_mut().find(|(word, _)| *word == printed) {
                Some((_, best)) => *best = best.max(strength),
                None => list.push((printed, strength)),
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&words)
            .expect("some thousand short words fit an automaton");
        Self { automaton, print }
    }

    /// Number of residents' words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.print.len()
    }

    /// True when there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.print.is_empty()
    }

    /// The residents' words in a folded question, longest first where they overlap.
    #[must_use]
    pub fn expand(&self, question: &str) -> Vec<Expansion> {
        self.automaton
            .find_iter(question)
            .filter_map(|found| {
                let print = self.print.get(found.pattern().as_usize())?.clone();
                Some(Expansion { range: found.start()..found.end(), print })
            })
            .collect()
    }
}

fn faults(entry: &Entry) -> Vec<(Severity, String, String)> {
    let mut faults = Vec::new();
    let mut fault =
        |severity, problem: String, remedy: &str| faults.push((severity, problem, remedy.to_owned()));
    if entry.say.iter().all(|word| word.trim().is_empty()) {
        fault(Severity::Error, "没有写居民怎么说（say）".into(), "在 say = [\"…\"] 里写上居民的说法");
    }
    if entry.print.iter().all(|word| word.trim().is_empty()) {
        fault(Severity::Error, "没有写报上怎么印（print）".into(), "在 print = [\"…\"] 里写上报上的说法");
    }
    if !(0.0..=1.0).contains(&entry.strength) {
        fault(
            Severity::Error,
            format!("strength = {} 不在 0 到 1 之间", entry.strength),
            "写成 0.5 到 1 之间的数，1 表示完全一样",
        );
    }
    for word in &entry.print {
        if TOO_WIDE.contains(&word.trim()) {
            fault(
                Severity::Warning,
                format!("“{word}”几乎每篇都有，会什么都查到"),
                "换成更具体的词，或删掉它",
            );
        }
        if entry.say.contains(word) {
            fault(Severity::Warning, format!("“{word}”两边都写了"), "一边留下就够了");
        }
    }
    for word in &entry.say {
        if char_count(word.trim()) == 1 {
            fault(Severity::Warning, format!("“{word}”只有一个字，会在别的词里误认"), "写成两个字以上的说法");
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(entries: &str, question: &str, expected: &[(&str, &str)]) {
        let (thesaurus, _) = Thesaurus::from_toml(entries);
        let found: Vec<(String, String)> = thesaurus
            .expand(question)
            .into_iter()
            .flat_map(|expansion| {
                let say = crate::text::spans::slice(question, expansion.range).to_owned();
                expansion.print.into_iter().map(move |(print, _)| (say.clone(), print))
            })
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|(say, print)| ((*say).to_owned(), (*print).to_owned())).collect();
        assert_eq!(found, expected, "{question}");
    }

    #[test]
    fn direction_strength_and_length_are_kept() {
        let entries = "[[synonym]]\nsay=[\"剃头\",\"推头\"]\nprint=[\"理发\"]\nstrength=0.9\n\
                       [[synonym]]\nsay=[\"非遗\"]\nprint=[\"非物质文化遗产\"]\nboth=true\n";
        check(entries, "哪里剃头", &[("剃头", "理发")]);
        check(entries, "哪里理发", &[]);
        check(entries, "非物质文化遗产展", &[("非物质文化遗产", "非遗")]);
    }

    #[test]
    fn the_shipped_thesaurus_is_sound() {
        let (thesaurus, problems) = Thesaurus::from_toml(SHIPPED);
        assert_eq!(problems, []);
        assert!(thesaurus.len() > 300);
    }

    #[test]
    fn bad_entries_are_named() {
        for (text, expected) in [
            ("[[synonym]]\nprint=[\"理发\"]\n", "say"),
            ("[[synonym]]\nsay=[\"剃头\"]\n", "print"),
            ("[[synonym]]\nsay=[\"剃头\"]\nprint=[\"理发\"]\nstrength=3\n", "strength"),
            ("[[synonym]]\nsay=[\"玩耍\"]\nprint=[\"活动\"]\n", "几乎每篇都有"),
            ("[[synonym]]\nsay=[\"剪\"]\nprint=[\"理发\"]\n", "只有一个字"),
            ("[[synonym]\n", "格式不对"),
        ] {
            let (_, problems) = Thesaurus::from_toml(text);
            assert!(
                problems.iter().any(|problem| problem.problem.contains(expected)),
                "{text}: {problems:?}"
            );
        }
    }
}
