//! A question against one snapshot: its tokens with their rarity, its expansions, its words' meanings.
//!
//! Knows nothing of articles.

use std::ops::Range;

use super::features::{WordPrefix, hash};
use crate::{
    index::{Snapshot, TermField},
    meaning::{self, DIMS, Vectors, WordId},
    question::Question,
    text::{segment, spans::slice},
};

/// A character bigram of the question.
#[derive(Debug)]
pub(super) struct QueryBigram {
    pub(super) hash: u32,
    /// ln(1 + (N − df + .5) / (df + .5)), BM25's; an unseen bigram counts with df = 0.
    pub(super) idf: f32,
    pub(super) place: bool,
    /// Expansions of words that the bigram lies in (or overlaps: those count less).
    pub(super) expansions: Vec<ExpansionShare>,
}

/// How far a stretch of the question belongs to a word that has an expansion.
#[derive(Clone, Copy, Debug)]
pub(super) struct ExpansionShare {
    /// Position among the expansions.
    pub(super) expansion: usize,
    /// 1 inside the word.
    pub(super) share: f32,
}

/// A printed word that a word of the question may stand for.
#[derive(Debug)]
pub(super) struct SynonymTerm {
    pub(super) text: String,
    pub(super) prefix: WordPrefix,
    pub(super) strength: f32,
}

/// A content word with its meaning.
#[derive(Debug)]
pub(super) struct QueryTerm {
    pub(super) ids: Vec<WordId>,
    pub(super) prefix: WordPrefix,
    pub(super) weight: f32,
    pub(super) place: bool,
    /// It weighs so little beside the others that its meaning is not compared.
    slight: bool,
    /// Expansion that the word belongs to.
    pub(super) expansion: Option<usize>,
    pub(super) text: String,
}

impl QueryTerm {
    /// Its meaning is compared with the articles' words.
    pub(super) fn is_compared(&self) -> bool {
        !self.place && !self.slight
    }
}

#[derive(Debug)]
pub(super) struct Query<'a> {
    question: &'a Question,
    pub(super) bigrams: Vec<QueryBigram>,
    /// Σ idf over all bigrams, and over those outside place names.
    pub(super) idf_sum: f32,
    pub(super) content_idf_sum: f32,
    pub(super) expansions: Vec<Vec<SynonymTerm>>,
    pub(super) words: Vec<QueryTerm>,
    pub(super) vector: [f32; DIMS],
    pub(super) mean_length: f32,
}

/// Words below this share of the heaviest word's weight are compared by their letters only.
const SLIGHT: f32 = 0.15;
/// So many of a question's bigrams are asked of the index.
const MOST_BIGRAMS: usize = 30;
/// So many words of a question are compared in meaning; a longer question has enough of them that are printed.
const MOST_COMPARED: usize = 8;
/// Weight of a word that is very common in the language, relative to a rare one.
const COMMON: f32 = 0.3;
/// A bigram that only overlaps a resident's word is matched by the printed word to this share.
const OVERLAP: f32 = 0.8;

impl<'a> Query<'a> {
    pub(super) fn new(question: &'a Question, snapshot: &Snapshot) -> Self {
        let vectors = Vectors::builtin();
        let total = snapshot.articles() as f32;
        let idf = |field, text: &str| {
            let holding = snapshot.count(field, text) as f32;
            (1.0 + (total - holding + 0.5) / (holding + 0.5)).ln()
        };
        let expansions: Vec<Vec<SynonymTerm>> = question
            .expansions
            .iter()
            .map(|expansion| {
                let printed = |(text, strength): &(String, f32)| SynonymTerm {
                    text: text.clone(),
                    prefix: WordPrefix::of(text),
                    strength: *strength,
                };
                expansion.print.iter().map(printed).collect()
            })
            .collect();
        let shares = |part: &Range<usize>| {
            let Range { start, end } = *part;
            question.expansions.iter().enumerate().filter_map(move |(expansion, word)| {
                let whole = word.range.start <= start && end <= word.range.end;
                let touches = word.range.start < end && start < word.range.end;
                let share = if whole { 1.0 } else { OVERLAP };
                (whole || touches).then_some(ExpansionShare { expansion, share })
            })
        };
        let bigrams: Vec<QueryBigram> = question
            .content
            .bigrams
            .iter()
            .map(|bigram| QueryBigram {
                hash: hash(&bigram.text),
                idf: idf(TermField::Bigrams, &bigram.text),
                place: bigram.place,
                expansions: shares(&bigram.range).collect(),
            })
            .collect();
        let mut words: Vec<QueryTerm> = Vec::new();
        for word in &question.content.words {
            if words.iter().any(|known| known.text == word.text) {
                continue;
            }
            let ids = meaning::known_words(&vectors, &[&word.text]);
            let rarity = ids.iter().map(|id| vectors.weight(*id)).fold(0.0, f32::max).max(0.05);
            words.push(QueryTerm {
                prefix: WordPrefix::of(&word.text),
                weight: idf(TermField::Words, &word.text).max(0.1) * (COMMON + (1.0 - COMMON) * rarity),
                slight: false,
                ids,
                place: word.place,
                expansion: shares(&word.range).find(|part| part.share >= 1.0).map(|part| part.expansion),
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
            idf_sum: bigrams.iter().map(|bigram| bigram.idf).sum::<f32>().max(0.1),
            content_idf_sum: bigrams
                .iter()
                .filter(|bigram| !bigram.place)
                .map(|bigram| bigram.idf)
                .sum::<f32>()
                .max(0.1),
            bigrams,
            expansions,
            words,
            vector: meaning::mean(&vectors, &spoken),
            mean_length: snapshot.mean_length().max(1.0),
        }
    }

    /// The character bigrams with which the index is asked for candidates, each with how much it counts.
    pub(super) fn wanted_bigrams(&self) -> Vec<(String, f32)> {
        let mut wanted: Vec<(String, f32)> = Vec::new();
        let mut add = |bigram: &str, boost: f32| {
            if !wanted.iter().any(|(known, _)| known == bigram) {
                wanted.push((bigram.to_owned(), boost));
            }
        };
        // The rare ones decide; of a very long question the others only cost time.
        let said = self.bigrams.iter().zip(&self.question.content.bigrams);
        let mut own: Vec<(f32, &str)> = said.map(|(bigram, said)| (bigram.idf, said.text.as_str())).collect();
        own.sort_by(|left, right| right.0.total_cmp(&left.0));
        own.iter().take(MOST_BIGRAMS).for_each(|(_, bigram)| add(bigram, 1.0));
        for printed in self.expansions.iter().flatten() {
            for bigram in segment::bigrams(&printed.text) {
                add(slice(&printed.text, bigram), 0.7 * printed.strength);
            }
        }
        wanted
    }
}
