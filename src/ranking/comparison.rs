//! One article compared with one question, section by section: bigrams, printed synonyms, meanings.
//!
//! Knows nothing of weights between the signals.

use std::ops::Range;

use super::{
    TermMatch,
    cosines::Cosines,
    features::ArticleFeatures,
    query::{Query, QueryBigram},
};
use crate::question::is_detail_word;

/// BM25's saturation and length normalisation for whole articles and for windows (measured on government notices).
const ARTICLE: Bm25 = Bm25 { k1: 1.0, b: 0.75 };
const WINDOW: Bm25 = Bm25 { k1: 1.2, b: 0.4 };
/// Character bigrams in a window of usual length.
const WINDOW_BIGRAMS: f32 = 180.0;

struct Bm25 {
    k1: f32,
    b: f32,
}

impl Bm25 {
    /// Share of a term's weight that `times` occurrences earn, up to `k1 + 1`.
    fn share(&self, times: f32, relative_length: f32) -> f32 {
        times * (self.k1 + 1.0) / (times + self.k1 * (1.0 - self.b + self.b * relative_length))
    }
}

/// What a stretch of the article has of the question, each 0–1 or a little above.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Signals {
    /// BM25 over the idf sum of the question.
    pub(super) bm25: f32,
    /// Share of the rarity of what is asked (place names left out) that is found at all.
    pub(super) coverage: f32,
    /// Weighted mean, over the question's words, of the nearest word's similarity.
    pub(super) similarity: f32,
}

/// A window of the article.
#[derive(Clone, Debug, Default)]
pub(super) struct Window {
    /// Its units.
    pub(super) units: Range<usize>,
    /// What it has together with the headline.
    pub(super) signals: Signals,
    /// What it has by itself.
    pub(super) body: Relevance,
}

/// What is found at all, without how often.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Relevance {
    /// As in [`Signals`].
    pub(super) coverage: f32,
    /// As in [`Signals`].
    pub(super) similarity: f32,
}

/// The comparison of one article. Each table has a row for each section.
pub(super) struct Comparison<'a> {
    query: &'a Query<'a>,
    features: &'a ArticleFeatures,
    /// The bigrams of the question that the article has, or prints another word for.
    bigrams: Vec<&'a QueryBigram>,
    /// Times that each of them occurs.
    times: Vec<u16>,
    /// Strength with which each expansion is printed.
    printed: Vec<f32>,
    /// Similarity of each word; filled by [`Comparison::compare_meanings`].
    similarity: Vec<f32>,
    /// Each unit by itself; filled with it.
    units: Vec<Relevance>,
}

/// What a run of sections has, section by section added up.
struct SectionSum {
    times: Vec<u16>,
    printed: Vec<f32>,
    similarity: Vec<f32>,
}

impl SectionSum {
    fn nothing(comparison: &Comparison<'_>) -> Self {
        Self {
            times: vec![0; comparison.bigrams.len()],
            printed: vec![0.0; comparison.query.expansions.len()],
            similarity: vec![0.0; comparison.query.words.len()],
        }
    }

    fn clear(&mut self) {
        self.times.fill(0);
        self.printed.fill(0.0);
        self.similarity.fill(0.0);
    }

    fn add(&mut self, comparison: &Comparison<'_>, section: usize) {
        for (sum, times) in
            self.times.iter_mut().zip(row(&comparison.times, comparison.bigrams.len(), section))
        {
            *sum = sum.saturating_add(*times);
        }
        raise(&mut self.printed, &comparison.printed, section);
        raise(&mut self.similarity, &comparison.similarity, section);
    }
}

/// The row of a section in a table of so many columns.
fn row<T>(table: &[T], columns: usize, section: usize) -> &[T] {
    table.get(section * columns..(section + 1) * columns).unwrap_or_default()
}

/// Each of `best` becomes the greater of itself and its neighbour in the section's row.
fn raise(best: &mut [f32], table: &[f32], section: usize) {
    let columns = best.len();
    for (best, value) in best.iter_mut().zip(row(table, columns, section)) {
        // Not `max`: it looks for NaN, which never occurs, and is several times slower.
        *best = if *value > *best { *value } else { *best };
    }
}

impl<'a> Comparison<'a> {
    pub(super) fn new(query: &'a Query<'a>, features: &'a ArticleFeatures) -> Self {
        let sections = features.sections();
        let expansions = query.expansions.len();
        let mut printed = vec![0.0_f32; expansions * sections];
        let mut is_printed = vec![false; expansions];
        for ((column, expansion), is_printed) in query.expansions.iter().enumerate().zip(&mut is_printed) {
            for word in expansion {
                for section in features.sections_of_word(&word.text, &word.prefix) {
                    *is_printed = true;
                    if let Some(strength) = printed.get_mut(section * expansions + column) {
                        *strength = strength.max(word.strength);
                    }
                }
            }
        }
        let is_there = |bigram: &&QueryBigram| {
            let mut expansions = bigram.expansions.iter();
            !features.sections_of_bigram(bigram.hash).is_empty()
                || expansions.any(|share| is_printed.get(share.expansion) == Some(&true))
        };
        let bigrams: Vec<&QueryBigram> = query.bigrams.iter().filter(is_there).collect();
        let mut times = vec![0_u16; bigrams.len() * sections];
        for (column, bigram) in bigrams.iter().enumerate() {
            for section in features.sections_of_bigram(bigram.hash) {
                if let Some(times) = times.get_mut(usize::from(*section) * bigrams.len() + column) {
                    *times = times.saturating_add(1);
                }
            }
        }
        Self { query, features, bigrams, times, printed, similarity: Vec::new(), units: Vec::new() }
    }

    pub(super) fn features(&self) -> &'a ArticleFeatures {
        self.features
    }

    /// Compares the words' meanings; costs more than all else, so only the best candidates get it.
    pub(super) fn compare_meanings(&mut self, cosines: &Cosines) {
        let sections = self.features.sections();
        let nearest = self.nearest(cosines);
        let columns = self.query.words.len();
        let mut table = vec![0.0_f32; columns * sections];
        for (column, word) in self.query.words.iter().enumerate().filter(|(_, word)| word.is_compared()) {
            let asked: Vec<usize> = word.ids.iter().filter_map(|id| cosines.column(*id)).collect();
            for section in 0..sections {
                let nearest = row(&nearest, cosines.columns(), section);
                let sum: f32 = asked.iter().filter_map(|at| nearest.get(*at)).sum();
                let printed = word
                    .expansion
                    .and_then(|at| row(&self.printed, self.query.expansions.len(), section).get(at).copied());
                if let Some(similarity) = table.get_mut(section * columns + column) {
                    *similarity = (sum / word.ids.len().max(1) as f32).max(printed.unwrap_or(0.0));
                }
            }
            for section in self.features.sections_of_word(&word.text, &word.prefix) {
                if let Some(similarity) = table.get_mut(section * columns + column) {
                    *similarity = similarity.max(1.0);
                }
            }
        }
        self.similarity = table;
        let mut sum = SectionSum::nothing(self);
        let units = (0..self.features.units.len()).map(|unit| {
            sum.clear();
            sum.add(self, unit + 1);
            self.found(&sum)
        });
        self.units = units.collect();
    }

    /// For each section: the greatest cosine of each asked word with any of its words.
    fn nearest(&self, cosines: &Cosines) -> Vec<f32> {
        let starts = cosines.starts(self.features.vocabulary());
        let mut nearest = vec![0.0_f32; self.features.sections() * cosines.columns()];
        for (section, best) in nearest.chunks_exact_mut(cosines.columns().max(1)).enumerate() {
            for word in self.features.words(section) {
                let cosines = starts.get(usize::from(*word)).map_or(&[][..], |start| cosines.row(*start));
                raise(best, cosines, 0);
            }
        }
        nearest
    }

    /// One unit by itself.
    pub(super) fn unit(&self, unit: usize) -> Relevance {
        self.units.get(unit).copied().unwrap_or_default()
    }

    /// Signals of the whole article.
    pub(super) fn whole(&self) -> Signals {
        let relative = self.features.length() / self.query.mean_length;
        let mut sum = SectionSum::nothing(self);
        (0..self.features.sections()).for_each(|section| sum.add(self, section));
        self.signals(&sum, |times| ARTICLE.share(times, relative))
    }

    /// The headline alone.
    pub(super) fn headline(&self) -> Relevance {
        let mut sum = SectionSum::nothing(self);
        sum.add(self, 0);
        self.found(&sum)
    }

    /// Every window that may be a passage.
    pub(super) fn windows(&self) -> Vec<Window> {
        let mut sum = SectionSum::nothing(self);
        let windows = self.features.windows.iter().map(|units| {
            sum.clear();
            let sections = units.start + 1..units.end + 1;
            let all = std::iter::once(0).chain(sections.clone());
            let length: f32 = all.map(|section| f32::from(self.features.section_length(section))).sum();
            let relative = length / WINDOW_BIGRAMS;
            sections.for_each(|section| sum.add(self, section));
            let body = self.found(&sum);
            sum.add(self, 0);
            let signals = self.signals(&sum, |times| WINDOW.share(times, relative));
            Window { units: units.clone(), signals, body }
        });
        windows.collect()
    }

    fn signals(&self, sum: &SectionSum, share: impl Fn(f32) -> f32) -> Signals {
        let once = share(1.0);
        let mut bm25 = 0.0;
        for (bigram, times) in self.bigrams.iter().zip(&sum.times) {
            let own = if *times > 0 { share(f32::from(*times)) } else { 0.0 };
            bm25 += bigram.idf * own.max(printed(bigram, sum) * once);
        }
        let Relevance { coverage, similarity } = self.found(sum);
        Signals { bm25: bm25 / self.query.idf_sum, coverage, similarity }
    }

    fn found(&self, sum: &SectionSum) -> Relevance {
        let mut covered = 0.0;
        for (bigram, times) in self.bigrams.iter().zip(&sum.times).filter(|(bigram, _)| !bigram.place) {
            covered += bigram.idf * if *times > 0 { 1.0 } else { printed(bigram, sum) };
        }
        let (mut total, mut weights) = (0.0, 0.0);
        for (word, similarity) in self.query.words.iter().zip(&sum.similarity).filter(|(word, _)| !word.place)
        {
            total += word.weight * similarity;
            weights += word.weight;
        }
        let similarity = if weights > 0.0 { total / weights } else { 0.0 };
        Relevance { coverage: covered / self.query.content_idf_sum, similarity }
    }

    /// How near a run of units or the headline comes to each word of the question that says what it is about.
    pub(super) fn term_matches(&self, run: &Range<usize>) -> Vec<TermMatch> {
        let mut sum = SectionSum::nothing(self);
        std::iter::once(0).chain(run.start + 1..run.end + 1).for_each(|section| sum.add(self, section));
        let words = self.query.words.iter().zip(&sum.similarity).enumerate();
        let subjects = words.filter(|(_, (word, _))| !word.place && is_subject(&word.text));
        let headline = row(&self.similarity, self.query.words.len(), 0);
        subjects
            .map(|(index, (word, similarity))| TermMatch {
                word: word.text.clone(),
                weight: word.weight,
                similarity: *similarity,
                headline: headline.get(index).copied().unwrap_or(0.0),
            })
            .collect()
    }

    /// The unit that by itself has most of the question.
    pub(super) fn best_unit(&self, units: &Range<usize>) -> usize {
        let worth = |unit: &usize| {
            let signals = self.unit(*unit);
            signals.coverage + 0.6 * signals.similarity
        };
        units
            .clone()
            .max_by(|left, right| worth(left).total_cmp(&worth(right)).then(right.cmp(left)))
            .unwrap_or(units.start)
    }
}

/// How strongly a word that stands for the bigram is printed.
fn printed(bigram: &QueryBigram, sum: &SectionSum) -> f32 {
    let strengths = bigram.expansions.iter();
    let strengths =
        strengths.map(|part| part.share * sum.printed.get(part.expansion).copied().unwrap_or(0.0));
    strengths.fold(0.0, f32::max)
}

/// 九月 tells when and 电话 what is wanted of it, not what is asked about.
fn is_subject(word: &str) -> bool {
    let is_numeral = |first: char| first.is_ascii_digit() || "一二三四五六七八九十".contains(first);
    !is_detail_word(word) && !word.starts_with(is_numeral)
}
