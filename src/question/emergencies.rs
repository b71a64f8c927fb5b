//! Emergencies: something is happening now. Told from prevention, lectures and past events.
//!
//! Knows nothing of search. The words come from `knowledge/emergencies.toml`.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::Advice;
use crate::{
    diagnostic::{Diagnostic, Severity},
    table::{self, ParsedTable, SHIPPED_INSTEAD, line_of},
    text::normalize::fold,
};

const FILE: &str = "emergencies.toml";
const SHIPPED: &str = include_str!("../../knowledge/emergencies.toml");

/// All kinds of emergencies.
#[derive(Debug, Default)]
pub(crate) struct Emergencies {
    kinds: Vec<KnownEmergency>,
    not: WordIds,
    past: WordIds,
    sure: WordIds,
    /// Every word of every list, and what finds them all at once.
    words: Vec<String>,
    finder: Option<AhoCorasick>,
}

/// A kind of emergency and what tells of it.
#[derive(Debug)]
struct KnownEmergency {
    kind: EmergencyKind,
    rule: EmergencyRule,
}

#[derive(Debug, Default, Deserialize)]
struct GeneralWords {
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    past: Vec<String>,
    #[serde(default)]
    sure: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EmergencyFile {
    #[serde(default)]
    general: GeneralWords,
    #[serde(default)]
    emergency: Vec<toml::Spanned<EmergencyKind>>,
}

#[derive(Debug, Deserialize)]
struct EmergencyKind {
    #[serde(default)]
    name: String,
    #[serde(default)]
    say: Vec<String>,
    /// The whole message is one of these.
    #[serde(default)]
    alone: Vec<String>,
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
    source: String,
    #[serde(default)]
    self_harm: bool,
}

impl Emergencies {
    /// The kinds that ship with the program.
    #[must_use]
    pub(crate) fn builtin() -> Self {
        Self::from_toml(SHIPPED).0
    }

    /// Reads `emergencies.toml`; entries that cannot be used are problems, the rest is kept. Where the file cannot be
    /// read, or names no emergency at all, the shipped kinds stand in: nobody means to go without them.
    #[must_use]
    pub(crate) fn from_toml(text: &str) -> (Self, Vec<Diagnostic>) {
        let ParsedTable { content: file, text, mut problems } =
            table::read::<EmergencyFile>(FILE, text, SHIPPED);
        if file.emergency.is_empty() {
            problems.push(Diagnostic {
                severity: Severity::Error,
                file: FILE.into(),
                line: None,
                problem: "一种急事也没有写".into(),
                remedy: format!("至少写一段 [[emergency]]，不要的话把文件删掉；{SHIPPED_INSTEAD}"),
            });
            return (Self::builtin(), problems);
        }
        let mut kinds = Vec::new();
        for entry in file.emergency {
            let line = line_of(text, entry.span().start);
            let kind = entry.into_inner();
            let mut problem = |problem: &str, remedy: &str| {
                problems.push(Diagnostic {
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
            if kind.say.is_empty() && kind.alone.is_empty() && kind.with.is_empty() && kind.also.is_empty() {
                problem("没有写居民怎么说", "写上 say = [\"…\"]");
            }
            if kind.call.is_empty() {
                problem("没有写先打哪个电话", "写上 call = [[\"120\", \"急救\"]]");
            }
            kinds.push(kind);
        }
        let mut numbering = Numbering::default();
        let known = |kind| KnownEmergency { rule: numbering.of_kind(&kind), kind };
        let kinds = kinds.into_iter().map(known).collect();
        let GeneralWords { not, past, sure } = &file.general;
        let (not, past, sure) = (numbering.of(not), numbering.of(past), numbering.of(sure));
        let words = numbering.words;
        (Self { kinds, not, past, sure, finder: AhoCorasick::new(&words).ok(), words }, problems)
    }

    /// Asks how to prevent it or where to learn, whatever it is.
    #[must_use]
    pub(crate) fn is_prevention(&self, text: &str) -> bool {
        let whole = squeeze(text);
        self.not.iter().any(|word| self.words.get(*word).is_some_and(|word| whole.contains(word.as_str())))
    }

    /// The names of all kinds.
    #[must_use]
    pub(crate) fn names(&self) -> Vec<&str> {
        self.kinds.iter().map(|known| known.kind.name.as_str()).collect()
    }

    /// What to do in the emergency of that name.
    #[must_use]
    pub(crate) fn advice(&self, name: &str) -> Option<Advice> {
        self.kinds.iter().find(|known| known.kind.name == name).map(|known| known.kind.advice())
    }

    /// The emergency whose name, or whose number, is the whole text: 着火, 110. That is no question of the papers.
    #[must_use]
    pub(crate) fn named(&self, text: &str) -> Option<Advice> {
        let whole = squeeze(text);
        let is = |rule: &EmergencyRule| {
            rule.alone.iter().any(|word| self.words.get(*word).is_some_and(|word| *word == whole))
        };
        self.kinds.iter().find(|known| is(&known.rule)).map(|known| known.kind.advice())
    }

    /// The emergency that `text` tells of by certain words, if any; kinds earlier in the file come first.
    #[must_use]
    pub(crate) fn recognise(&self, text: &str) -> Option<Advice> {
        let whole = squeeze(text);
        let mut heard = vec![false; self.words.len()];
        for found in self.finder.as_ref()?.find_overlapping_iter(&whole) {
            if let Some(heard) = heard.get_mut(found.pattern().as_usize()) {
                *heard = true;
            }
        }
        let holds = |words: &WordIds| words.iter().any(|word| heard.get(*word).copied().unwrap_or(false));
        let sentences: Vec<String> = text
            .split(['。', '！', '？', '!', '?', '\n', '；', ';'])
            .map(squeeze)
            .filter(|sentence| !sentence.is_empty())
            .collect();
        let in_sentence = |sentence: &str, words: &WordIds| {
            words
                .iter()
                .any(|word| self.words.get(*word).is_some_and(|word| sentence.contains(word.as_str())))
        };
        let together = |lists: &[WordIds]| {
            !lists.is_empty()
                && lists.iter().all(holds)
                && sentences.iter().any(|sentence| lists.iter().all(|words| in_sentence(sentence, words)))
        };
        let sure = holds(&self.sure);
        let barred = |KnownEmergency { kind, rule }: &KnownEmergency| {
            !sure && (holds(&self.not) || !kind.self_harm && holds(&self.past) || holds(&rule.not))
        };
        let happening = |rule: &EmergencyRule| {
            holds(&rule.say)
                || (together(&rule.with) && (rule.now.is_empty() || holds(&rule.now)))
                || rule.also.iter().any(|words| together(words))
        };
        if let Some(advice) = self.named(text) {
            return Some(advice);
        }
        let mut kinds = self.kinds.iter().filter(|known| !barred(known));
        kinds.find(|known| happening(&known.rule)).map(|known| known.kind.advice())
    }
}

/// Positions of words among all words of the file.
type WordIds = Vec<usize>;

/// By which words a kind is recognised.
#[derive(Debug)]
struct EmergencyRule {
    say: WordIds,
    alone: WordIds,
    with: Vec<WordIds>,
    now: WordIds,
    also: Vec<Vec<WordIds>>,
    not: WordIds,
}

/// Gives every distinct word its position.
#[derive(Default)]
struct Numbering {
    words: Vec<String>,
    positions: HashMap<String, usize>,
}

impl Numbering {
    fn of(&mut self, words: &[String]) -> WordIds {
        let squeezed = words.iter().map(|word| squeeze(word)).filter(|word| !word.is_empty());
        squeezed
            .map(|word| {
                let next = self.words.len();
                *self.positions.entry(word).or_insert_with_key(|word| {
                    self.words.push(word.clone());
                    next
                })
            })
            .collect()
    }

    fn of_kind(&mut self, kind: &EmergencyKind) -> EmergencyRule {
        EmergencyRule {
            say: self.of(&kind.say),
            alone: self.of(&kind.alone),
            with: kind.with.iter().map(|words| self.of(words)).collect(),
            now: self.of(&kind.now),
            also: kind.also.iter().map(|rule| rule.iter().map(|words| self.of(words)).collect()).collect(),
            not: self.of(&kind.not),
        }
    }
}

impl EmergencyKind {
    fn advice(&self) -> Advice {
        Advice {
            name: self.name.clone(),
            call: self.call.clone(),
            steps: self.steps.clone(),
            source: self.source.clone(),
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
