//! Emergencies: something is happening now. Told from prevention, lectures and past events.
//!
//! Knows nothing of search. The words come from `knowledge/emergencies.toml`.

use std::collections::HashSet;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::Advice;
use crate::{
    problem::{Problem, Severity},
    services::{line_of, unreadable},
    text::normalize::fold,
};

const FILE: &str = "emergencies.toml";
const SHIPPED: &str = include_str!("../../knowledge/emergencies.toml");

/// All kinds of emergencies.
#[derive(Debug, Default)]
pub struct Emergencies {
    kinds: Vec<Kind>,
    general: General,
    /// Finds every word of every list.
    words: Option<AhoCorasick>,
}

#[derive(Debug, Default, Deserialize)]
struct General {
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    past: Vec<String>,
    #[serde(default)]
    sure: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct File {
    #[serde(default)]
    general: General,
    #[serde(default)]
    emergency: Vec<toml::Spanned<Kind>>,
}

#[derive(Debug, Deserialize)]
struct Kind {
    #[serde(default)]
    name: String,
    #[serde(default)]
    say: Vec<String>,
    #[serde(default)]
    with: Vec<Vec<String>>,
    #[serde(default)]
    now: Vec<String>,
    /// Further combinations, which need no word of `now`.
    #[serde(default)]
    also: Vec<Vec<Vec<String>>>,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    call: Vec<(String, String)>,
    #[serde(default)]
    steps: Vec<String>,
    #[serde(default)]
    self_harm: bool,
}

impl Emergencies {
    /// The kinds that ship with the program.
    #[must_use]
    pub fn builtin() -> Self {
        Self::from_toml(SHIPPED).0
    }

    /// Reads `emergencies.toml`; entries that cannot be used are problems, the rest is kept.
    #[must_use]
    pub fn from_toml(text: &str) -> (Self, Vec<Problem>) {
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => return (Self::default(), vec![unreadable(FILE, text, &error)]),
        };
        let mut problems = Vec::new();
        let mut kinds = Vec::new();
        for entry in file.emergency {
            let line = line_of(text, entry.span().start);
            let kind = entry.into_inner();
            let mut problem = |problem: &str, remedy: &str| {
                problems.push(Problem {
                    severity: Severity::Error,
                    file: FILE.into(),
                    line: Some(line),
                    problem: format!("“{}”{problem}", kind.name),
                    remedy: remedy.into(),
                });
            };
            if kind.name.is_empty() {
                problem("没有名字", "写上 name = \"…\"");
            }
            if kind.say.is_empty() && kind.with.is_empty() && kind.also.is_empty() {
                problem("没有写居民怎么说", "写上 say = [\"…\"]");
            }
            if kind.call.is_empty() {
                problem("没有写先打哪个电话", "写上 call = [[\"120\", \"急救\"]]");
            }
            kinds.push(kind);
        }
        for kind in &mut kinds {
            let also = kind.also.iter_mut().flatten();
            for words in
                [&mut kind.say, &mut kind.now, &mut kind.not].into_iter().chain(&mut kind.with).chain(also)
            {
                words.iter_mut().for_each(|word| *word = squeeze(word));
                words.retain(|word| !word.is_empty());
            }
        }
        let mut general = file.general;
        for words in [&mut general.not, &mut general.past, &mut general.sure] {
            words.iter_mut().for_each(|word| *word = squeeze(word));
            words.retain(|word| !word.is_empty());
        }
        let lists = kinds.iter().flat_map(Kind::lists).chain([&general.not, &general.past, &general.sure]);
        let words = AhoCorasick::new(lists.flatten()).ok();
        (Self { kinds, general, words }, problems)
    }

    /// The emergency that `text` tells of, if any; kinds earlier in the file come first.
    #[must_use]
    pub fn recognise(&self, text: &str) -> Option<Advice> {
        let whole = squeeze(text);
        let sentences: Vec<String> = text
            .split(['。', '！', '？', '!', '?', '\n', '；', ';'])
            .map(squeeze)
            .filter(|sentence| !sentence.is_empty())
            .collect();
        let said: HashSet<&str> = match &self.words {
            Some(words) => {
                let heard = |found: aho_corasick::Match| whole.get(found.range());
                words.find_overlapping_iter(&whole).filter_map(heard).collect()
            }
            None => return None,
        };
        let holds = |words: &[String]| words.iter().any(|word| said.contains(word.as_str()));
        let sure = holds(&self.general.sure);
        let barred = |kind: &Kind| {
            let past = !kind.self_harm && holds(&self.general.past);
            !sure && (holds(&self.general.not) || past || holds(&kind.not))
        };
        let together = |rule: &[Vec<String>]| {
            !rule.is_empty()
                && rule.iter().all(|words| holds(words))
                && sentences.iter().any(|sentence| {
                    rule.iter().all(|words| words.iter().any(|word| sentence.contains(word.as_str())))
                })
        };
        let happening = |kind: &&Kind| {
            holds(&kind.say)
                || (together(&kind.with) && (kind.now.is_empty() || holds(&kind.now)))
                || kind.also.iter().any(|rule| together(rule))
        };
        self.kinds.iter().filter(|kind| !barred(kind)).find(happening).map(Kind::advice)
    }
}

impl Kind {
    fn lists(&self) -> impl Iterator<Item = &Vec<String>> {
        let also = self.also.iter().flatten();
        [&self.say, &self.now, &self.not].into_iter().chain(&self.with).chain(also)
    }

    fn advice(&self) -> Advice {
        Advice {
            name: self.name.clone(),
            call: self.call.clone(),
            steps: self.steps.clone(),
            self_harm: self.self_harm,
        }
    }
}

/// Folded, without punctuation and white space.
fn squeeze(text: &str) -> String {
    fold(text).chars().filter(|character| character.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_emergencies_are_sound() {
        let (emergencies, problems) = Emergencies::from_toml(SHIPPED);
        assert_eq!(problems, []);
        assert!(emergencies.kinds.len() >= 15);
    }

    #[test]
    fn what_happens_now_is_told_from_prevention_and_the_past() {
        let emergencies = Emergencies::builtin();
        let cases = include_str!("../../tests/fixtures/emergencies.tsv");
        let mut wrong = Vec::new();
        for line in cases.lines().filter(|line| !line.starts_with('#')) {
            let (expected, said) = line.split_once('\t').unwrap();
            let found = emergencies.recognise(said).map_or("-".to_owned(), |advice| advice.name);
            if found != expected {
                wrong.push(format!("{said}: {found}, expected {expected}"));
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
    }
}
