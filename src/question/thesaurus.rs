//! The thesaurus: a resident's word → the words that papers print, with direction and strength.
//!
//! Knows nothing of where the printed words occur. The entries come from `knowledge/synonyms.toml`.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::diagnostic::Diagnostic;

mod entry;
mod faults;

use entry::{SynonymEntry, SynonymPair};

pub(crate) use faults::common_words;

const FILE: &str = "synonyms.toml";
const SHIPPED: &str = include_str!("../../knowledge/synonyms.toml");

/// A word of a question and the printed words that it may stand for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expansion {
    /// Where the resident's word stands in the folded question.
    pub(crate) range: Range<usize>,
    /// Folded printed words, each with its strength 0–1.
    pub(crate) print: Vec<(String, f32)>,
}

/// All entries and the automaton over the residents' words.
#[derive(Debug)]
pub(crate) struct Thesaurus {
    automaton: AhoCorasick,
    print: Vec<Vec<(String, f32)>>,
}

/// The entries that ship with the program, as a file.
#[must_use]
pub(crate) fn shipped_synonyms() -> &'static str {
    SHIPPED
}

impl Thesaurus {
    /// The entries that ship with the program.
    #[must_use]
    pub(crate) fn builtin() -> Self {
        Self::from_toml(SHIPPED).0
    }

    /// Reads `synonyms.toml`; entries that cannot be used are problems, the rest is kept. Where the whole file cannot be
    /// read, the shipped entries stand in.
    #[must_use]
    pub(crate) fn from_toml(text: &str) -> (Self, Vec<Diagnostic>) {
        let (entries, mut problems) = entry::entries(text);
        problems.extend(faults::of(&entries));
        (Self::new(&entries), problems)
    }

    fn new(entries: &[SynonymEntry]) -> Self {
        let pairs = entries.iter().flat_map(|entry| {
            let strength = entry.strength.clamp(0.0, 1.0);
            entry.pairs().into_iter().map(move |pair| (pair, strength))
        });
        let mut words: Vec<String> = Vec::new();
        let mut print: Vec<Vec<(String, f32)>> = Vec::new();
        let mut known = std::collections::HashMap::new();
        for (SynonymPair { say, print: printed }, strength) in pairs {
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

    /// The residents' words in a folded question, longest first where they overlap.
    #[must_use]
    pub(crate) fn expand(&self, question: &str) -> Vec<Expansion> {
        self.automaton
            .find_iter(question)
            .filter_map(|found| {
                let print = self.print.get(found.pattern().as_usize())?.clone();
                Some(Expansion { range: found.start()..found.end(), print })
            })
            .collect()
    }
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
        assert!(thesaurus.print.len() > 300);
    }

    #[test]
    fn a_chain_that_ends_and_a_pair_both_ways_are_no_circles() {
        for text in [
            "[[synonym]]\nsay=[\"甲乙\"]\nprint=[\"丙丁\"]\n[[synonym]]\nsay=[\"丙丁\"]\nprint=[\"戊己\"]\n",
            "[[synonym]]\nsay=[\"甲乙\"]\nprint=[\"丙丁\"]\nboth=true\n",
        ] {
            assert_eq!(Thesaurus::from_toml(text).1, [], "{text}");
        }
    }

    #[test]
    fn words_of_most_notices_are_named() {
        let entries = "[[synonym]]\nsay=[\"剃头\"]\nprint=[\"理发\",\"街道\"]\n";
        let notices: Vec<String> =
            (0..20).map(|number| format!("街道第{number}次理发").replace("9次理发", "")).collect();
        let texts: Vec<&str> = notices.iter().map(String::as_str).collect();
        let found: Vec<String> =
            common_words(entries, &texts).into_iter().map(|problem| problem.problem).collect();
        assert!(found.iter().any(|problem| problem.contains("街道")), "{found:?}");
        assert!(common_words(entries, &texts[..10]).is_empty(), "ten notices say little");
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
            ("[[synonym]]\nsay=[\"甲乙\"]\nprint=[\"服务\"]\n", "没有用"),
            (
                "[[synonym]]\nsay=[\"剃头\",\"推头\"]\nprint=[\"理发\"]\n[[synonym]]\nsay=[\"推头\"]\nprint=[\"理发\"]\n",
                "第1行",
            ),
            (
                "[[synonym]]\nsay=[\"甲乙\"]\nprint=[\"丙丁\"]\n[[synonym]]\nsay=[\"丙丁\"]\nprint=[\"戊己\"]\n\
                 [[synonym]]\nsay=[\"戊己\"]\nprint=[\"甲乙\"]\n",
                "兜圈子",
            ),
        ] {
            let (_, problems) = Thesaurus::from_toml(text);
            assert!(
                problems.iter().any(|problem| problem.problem.contains(expected)),
                "{text}: {problems:?}"
            );
        }
    }
}
