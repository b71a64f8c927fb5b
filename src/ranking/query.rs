//! A question against one snapshot: its tokens with their rarity, its expansions, its words' meanings.
//!
//! Knows nothing of articles.

use super::prepared::{Opening, hash};
use crate::{
    index::{Snapshot, TermField},
    meaning::{self, DIMS, Vectors, WordId},
    question::Question,
    text::{segment, spans::slice},
};

/// A character pair of the question.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) hash: u32,
    /// ln(1 + (N − df + .5) / (df + .5)), BM25's; an unseen pair counts with df = 0.
    pub(super) idf: f32,
    pub(super) place: bool,
    /// Expansions of words that the pair lies in (or overlaps: those count less).
    pub(super) expansions: Vec<(usize, f32)>,
}

/// A printed word that a word of the question may stand for.
#[derive(Debug)]
pub(super) struct Printed {
    pub(super) text: String,
    pub(super) opening: Opening,
    pub(super) strength: f32,
}

/// A content word with its meaning.
#[derive(Debug)]
pub(super) struct Meant {
    pub(super) ids: Vec<WordId>,
    pub(super) opening: Opening,
    pub(super) weight: f32,
    pub(super) place: bool,
    /// It weighs so little beside the others that its meaning is not compared.
    pub(super) slight: bool,
    /// Expansion that the word belongs to.
    pub(super) expansion: Option<usize>,
    pub(super) text: String,
}

impl Meant {
    /// Its meaning is compared with the articles' words.
    pub(super) fn is_compared(&self) -> bool {
        !self.place && !self.slight
    }
}

#[derive(Debug)]
pub(super) struct Query<'a> {
    pub(super) question: &'a Question,
    pub(super) pairs: Vec<Pair>,
    /// Σ idf over all pairs, and over those outside place names.
    pub(super) mass: f32,
    pub(super) content_mass: f32,
    pub(super) expansions: Vec<Vec<Printed>>,
    pub(super) words: Vec<Meant>,
    pub(super) vector: [f32; DIMS],
    pub(super) mean_length: f32,
}

/// Words below this share of the heaviest word's weight are compared by their letters only.
const SLIGHT: f32 = 0.15;
/// So many of a question's pairs are asked of the index.
const MOST_PAIRS: usize = 30;
/// So many words of a question are compared in meaning; a longer question has enough of them that are printed.
const MOST_COMPARED: usize = 8;
/// Weight of a word that is very common in the language, relative to a rare one.
const COMMON: f32 = 0.3;
/// A pair that only overlaps a resident's word is matched by the printed word to this share.
const OVERLAP: f32 = 0.8;

impl<'a> Query<'a> {
    pub(super) fn new(question: &'a Question, snapshot: &Snapshot) -> Self {
        let vectors = Vectors::builtin();
        let total = snapshot.articles() as f32;
        let idf = |field, text: &str| {
            let holding = snapshot.count(field, text) as f32;
            (1.0 + (total - holding + 0.5) / (holding + 0.5)).ln()
        };
        let expansions: Vec<Vec<Printed>> = question
            .expansions
            .iter()
            .map(|expansion| {
                let printed = |(text, strength): &(String, f32)| Printed {
                    text: text.clone(),
                    opening: Opening::of(text),
                    strength: *strength,
                };
                expansion.print.iter().map(printed).collect()
            })
            .collect();
        let within = |start: usize, end: usize| {
            question.expansions.iter().enumerate().filter_map(move |(index, expansion)| {
                let range = &expansion.range;
                if range.start <= start && end <= range.end {
                    Some((index, 1.0))
                } else {
                    (range.start < end && start < range.end).then_some((index, OVERLAP))
                }
            })
        };
        let pairs: Vec<Pair> = question
            .content
            .pairs
            .iter()
            .map(|pair| Pair {
                hash: hash(&pair.text),
                idf: idf(TermField::Pairs, &pair.text),
                place: pair.place,
                expansions: within(pair.range.start, pair.range.end).collect(),
            })
            .collect();
        let mut words: Vec<Meant> = Vec::new();
        for word in &question.content.words {
            if words.iter().any(|known| known.text == word.text) {
                continue;
            }
            let ids = meaning::known_words(&vectors, &[&word.text]);
            let rarity = ids.iter().map(|id| vectors.weight(*id)).fold(0.0, f32::max).max(0.05);
            words.push(Meant {
                opening: Opening::of(&word.text),
                weight: idf(TermField::Words, &word.text).max(0.1) * (COMMON + (1.0 - COMMON) * rarity),
                slight: false,
                ids,
                place: word.place,
                expansion: within(word.range.start, word.range.end)
                    .find(|(_, share)| *share >= 1.0)
                    .map(|(index, _)| index),
                text: word.text.clone(),
            });
        }
        let mut weights: Vec<f32> = words.iter().filter(|word| !word.place).map(|word| word.weight).collect();
        weights.sort_by(|left, right| right.total_cmp(left));
        let weight = |at: usize| weights.get(at).copied().unwrap_or(0.0);
        let least = weight(MOST_COMPARED).max(SLIGHT * weight(0));
        words.iter_mut().for_each(|word| word.slight = word.weight < least);
        let spoken: Vec<WordId> =
            words.iter().filter(|word| !word.place).flat_map(|word| word.ids.iter().copied()).collect();
        Self {
            question,
            mass: pairs.iter().map(|pair| pair.idf).sum::<f32>().max(0.1),
            content_mass: pairs.iter().filter(|pair| !pair.place).map(|pair| pair.idf).sum::<f32>().max(0.1),
            pairs,
            expansions,
            words,
            vector: meaning::mean(&vectors, &spoken),
            mean_length: snapshot.mean_length().max(1.0),
        }
    }

    /// The character pairs with which the index is asked for candidates, each with how much it counts.
    pub(super) fn wanted_pairs(&self) -> Vec<(String, f32)> {
        let mut wanted: Vec<(String, f32)> = Vec::new();
        let mut add = |pair: &str, boost: f32| {
            if !wanted.iter().any(|(known, _)| known == pair) {
                wanted.push((pair.to_owned(), boost));
            }
        };
        // The rare ones decide; of a very long question the others only cost time.
        let said = self.pairs.iter().zip(&self.question.content.pairs);
        let mut own: Vec<(f32, &str)> = said.map(|(pair, said)| (pair.idf, said.text.as_str())).collect();
        own.sort_by(|left, right| right.0.total_cmp(&left.0));
        own.iter().take(MOST_PAIRS).for_each(|(_, pair)| add(pair, 1.0));
        for printed in self.expansions.iter().flatten() {
            for pair in segment::bigrams(&printed.text) {
                add(slice(&printed.text, pair), 0.7 * printed.strength);
            }
        }
        wanted
    }
}
