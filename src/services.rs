//! Service types: their words, and which of them a text or a question speaks of.
//!
//! Knows nothing of places, dates or ranking. The words come from `knowledge/services.toml`; text goes in, names of
//! service types come out.

use std::{cmp::Reverse, collections::HashSet, ops::Range};

use aho_corasick::{AhoCorasick, MatchKind};

mod table;

pub(crate) use table::ServiceType;

use crate::{diagnostic::Diagnostic, text::normalize::fold};

const SHIPPED: &str = include_str!("../knowledge/services.toml");

/// What a word counts that makes a type by itself, in hundredths.
const WORD: u32 = 100;

/// How strongly a word speaks for its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordRole {
    Strong,
    Hint,
    Ask,
    /// A longer phrase in which a word of the type does not count.
    Not,
}

/// A type for which a word speaks.
#[derive(Clone, Copy, Debug)]
struct WordMeaning {
    /// Position among the types.
    service: usize,
    role: WordRole,
}

/// The service types and the automaton over all their words.
#[derive(Debug)]
pub struct Services {
    types: Vec<ServiceType>,
    automaton: AhoCorasick,
    /// For each pattern of the automaton: the types that it speaks for.
    meanings: Vec<Vec<WordMeaning>>,
}

/// A word of a question that speaks for a service type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ServiceMatch {
    /// Name of the type.
    service: String,
    /// 1 for a strong word, less for a hint.
    weight: f32,
    /// Where the word stands in the folded text.
    range: Range<usize>,
}

impl Services {
    /// The types that ship with the program.
    ///
    /// # Panics
    /// Never: a test reads the shipped file.
    #[must_use]
    pub fn builtin() -> Self {
        Self::from_toml(SHIPPED).0
    }

    /// Reads `services.toml`; entries that cannot be used are problems, the rest is kept. Where the whole file cannot be
    /// read, the shipped types stand in.
    #[must_use]
    pub(crate) fn from_toml(text: &str) -> (Self, Vec<Diagnostic>) {
        let (types, problems) = table::read(text, SHIPPED);
        (Self::new(types), problems)
    }

    fn new(types: Vec<ServiceType>) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut meanings: Vec<Vec<WordMeaning>> = Vec::new();
        let mut known = std::collections::HashMap::new();
        for (index, service) in types.iter().enumerate() {
            let lists = [
                (&service.words, WordRole::Strong),
                (&service.hints, WordRole::Hint),
                (&service.asks, WordRole::Ask),
                (&service.not, WordRole::Not),
            ];
            for (words, role) in lists {
                for word in words {
                    let word = fold(word);
                    let at = *known.entry(word.clone()).or_insert_with(|| {
                        patterns.push(word);
                        meanings.push(Vec::new());
                        patterns.len() - 1
                    });
                    if let Some(meaning) = meanings.get_mut(at) {
                        meaning.push(WordMeaning { service: index, role });
                    }
                }
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .expect("a few thousand short patterns fit an automaton");
        Self { types, automaton, meanings }
    }

    /// The types in the order of the file.
    #[must_use]
    pub(crate) fn types(&self) -> &[ServiceType] {
        &self.types
    }

    /// The type of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&ServiceType> {
        self.types.iter().find(|service| service.name == name)
    }

    /// Types of an article, most fitting first, at most three: distinct words count, those of the headline threefold.
    /// Types that fit equally stand in the order of the table.
    #[must_use]
    pub(crate) fn of_article(&self, headlines: &str, body: &str) -> Vec<String> {
        let mut scores = vec![0; self.types.len()];
        self.count(&fold(headlines), 3, &mut scores);
        self.count(&fold(body), 1, &mut scores);
        let top = scores.iter().copied().max().unwrap_or_default();
        let scored = self.types.iter().zip(scores);
        let mut fitting: Vec<(&ServiceType, u32)> =
            scored.filter(|(_, score)| *score >= WORD && score * 100 >= top * 45).collect();
        fitting.sort_by_key(|(_, score)| Reverse(*score));
        fitting.into_iter().take(3).map(|(service, _)| service.name.clone()).collect()
    }

    /// Adds what the words of `text` say, in hundredths of a word: a distinct word counts fully, each repetition a fifth,
    /// at most twice. Whole numbers, so that the order of adding does not decide between equals.
    fn count(&self, text: &str, factor: u32, scores: &mut [u32]) {
        let mut times = std::collections::HashMap::<usize, u32>::new();
        for found in self.automaton.find_iter(text) {
            *times.entry(found.pattern().as_usize()).or_default() += 1;
        }
        for (pattern, times) in times {
            let fifths = 5 + times.saturating_sub(1).min(5);
            for WordMeaning { service, role } in self.meanings.get(pattern).into_iter().flatten() {
                let role = match role {
                    WordRole::Strong => WORD,
                    WordRole::Hint => WORD * 35 / 100,
                    WordRole::Ask | WordRole::Not => 0,
                };
                if let Some(score) = scores.get_mut(*service) {
                    *score += factor * (role / 5) * fifths;
                }
            }
        }
    }

    /// The words of a folded question that speak for types.
    #[must_use]
    fn matches(&self, question: &str) -> Vec<ServiceMatch> {
        let mut matches = Vec::new();
        for found in self.automaton.find_iter(question) {
            for WordMeaning { service, role } in
                self.meanings.get(found.pattern().as_usize()).into_iter().flatten()
            {
                let weight = match role {
                    WordRole::Strong | WordRole::Ask => 1.0,
                    WordRole::Hint => 0.4,
                    WordRole::Not => continue,
                };
                if let Some(service) = self.types.get(*service) {
                    matches.push(ServiceMatch {
                        service: service.name.clone(),
                        weight,
                        range: found.start()..found.end(),
                    });
                }
            }
        }
        matches
    }

    /// Types that a folded question asks for, most fitting first, at most three.
    #[must_use]
    pub(crate) fn of_question(&self, question: &str) -> Vec<String> {
        let mut scores: Vec<(String, f32)> = Vec::new();
        let mut seen = HashSet::new();
        for found in self.matches(question) {
            if !seen.insert((found.service.clone(), found.range.clone())) {
                continue;
            }
            match scores.iter_mut().find(|(name, _)| *name == found.service) {
                Some((_, score)) => *score += found.weight,
                None => scores.push((found.service, found.weight)),
            }
        }
        scores.sort_by(|left, right| right.1.total_cmp(&left.1));
        let top = scores.first().map_or(0.0, |(_, score)| *score);
        scores.retain(|(_, score)| *score >= 0.5 * top && *score >= 0.4);
        scores.truncate(3);
        scores.into_iter().map(|(name, _)| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_has_no_problem() {
        let (services, problems) = Services::from_toml(SHIPPED);
        assert_eq!(problems, []);
        assert_eq!(services.types().len(), 24);
    }

    #[test]
    fn types_that_fit_equally_stand_in_the_order_of_the_table() {
        let (services, _) = Services::from_toml(
            "[[service]]\nname = \"乙\"\nwords = [\"一\", \"二\", \"三\"]\nhints = [\"四\"]\n\
             [[service]]\nname = \"甲\"\nwords = [\"五\", \"六\", \"七\"]\nhints = [\"八\"]\n",
        );
        for _ in 0..20 {
            assert_eq!(services.of_article("", "五五六六六七八，一一二二二三四"), ["乙", "甲"]);
        }
    }

    #[test]
    fn questions_name_their_types() {
        let services = Services::builtin();
        for (question, expected) in [
            ("平城区哪里有免费理发", "家政便民"),
            ("心里难受有没有热线", "心理服务"),
            ("上哪儿找工作", "就业创业"),
            ("暖气不热", "水电气暖"),
        ] {
            assert!(
                services.of_question(question).contains(&expected.to_owned()),
                "{question}: {:?}",
                services.of_question(question)
            );
        }
    }
}
