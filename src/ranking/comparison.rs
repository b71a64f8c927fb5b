//! One article compared with one question, section by section: pairs, printed synonyms, meanings.
//!
//! Knows nothing of weights between the signals.

use std::ops::Range;

use super::{prepared::Prepared, query::Query};
use crate::{
    meaning::{Vectors, WordId},
    question::is_detail_word,
};

/// BM25's saturation and length normalisation for whole articles and for windows (measured on government notices).
const ARTICLE: Bm25 = Bm25 { k1: 1.0, b: 0.75 };
const WINDOW: Bm25 = Bm25 { k1: 1.2, b: 0.4 };
/// Character pairs in a window of usual length.
const WINDOW_PAIRS: f32 = 180.0;

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

/// Cosines of the question's words with every word of the articles that are compared: they share most of theirs.
#[derive(Debug)]
pub(super) struct Cosines {
    asked: Vec<WordId>,
    /// For each word of the table: its row, from 1 on; 0 for a word of no compared article.
    rows: Vec<u32>,
    /// A row for each word of the articles: its cosine with each of the asked words.
    values: Vec<f32>,
}

impl Cosines {
    pub(super) fn new<'a>(query: &Query<'_>, articles: impl Iterator<Item = &'a Prepared>) -> Self {
        let vectors = Vectors::builtin();
        let mut asked: Vec<WordId> = Vec::new();
        for id in query.words.iter().filter(|word| word.is_compared()).flat_map(|word| &word.ids) {
            if !asked.contains(id) {
                asked.push(*id);
            }
        }
        let unpacked = vectors.unpack(&asked);
        let mut rows = vec![0_u32; vectors.count()];
        let (mut values, mut count) = (vec![0.0; asked.len()], 0);
        for word in articles.flat_map(Prepared::vocabulary) {
            let Some(row) = rows.get_mut(word.0 as usize).filter(|row| **row == 0) else { continue };
            count += 1;
            *row = count;
            let start = values.len();
            values.resize(start + asked.len(), 0.0);
            vectors.cosines(&unpacked, *word, values.get_mut(start..).unwrap_or_default());
        }
        Self { asked, rows, values }
    }

    /// Where the rows of an article's words begin.
    fn starts(&self, words: &[WordId]) -> Vec<usize> {
        let row = |word: &WordId| self.rows.get(word.0 as usize).copied().unwrap_or(0);
        words.iter().map(|word| row(word) as usize * self.asked.len()).collect()
    }

    fn row(&self, start: usize) -> &[f32] {
        self.values.get(start..start + self.asked.len()).unwrap_or_default()
    }

    fn column(&self, word: WordId) -> Option<usize> {
        self.asked.iter().position(|known| *known == word)
    }
}

/// What a stretch of the article has of the question, each 0–1 or a little above.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Signals {
    /// BM25 over the question's own mass of rarity.
    pub(super) bm25: f32,
    /// Share of the rarity of what is asked (place names left out) that is found at all.
    pub(super) coverage: f32,
    /// Weighted mean, over the question's words, of the nearest word's likeness.
    pub(super) likeness: f32,
}

/// The comparison of one article.
pub(super) struct Comparison<'a> {
    query: &'a Query<'a>,
    prepared: &'a Prepared,
    /// Times that pair `p` occurs in section `s`: `times[p * sections + s]`.
    times: Vec<u16>,
    /// Strength with which section `s` prints expansion `e`: `printed[e * sections + s]`.
    printed: Vec<f32>,
    /// Likeness of word `w` and section `s`; filled by [`Comparison::compare_meanings`].
    likeness: Vec<f32>,
    /// Signals of each unit by itself; filled with it.
    units: Vec<Signals>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(query: &'a Query<'a>, prepared: &'a Prepared) -> Self {
        let sections = prepared.sections();
        let mut times = vec![0_u16; query.pairs.len() * sections];
        for (pair, row) in query.pairs.iter().zip(times.chunks_mut(sections)) {
            for section in prepared.sections_of_pair(pair.hash) {
                if let Some(times) = row.get_mut(usize::from(*section)) {
                    *times = times.saturating_add(1);
                }
            }
        }
        let mut printed = vec![0.0_f32; query.expansions.len() * sections];
        for (expansion, row) in query.expansions.iter().zip(printed.chunks_mut(sections)) {
            for word in expansion {
                for section in prepared.sections_of_word(&word.text, word.first_pair) {
                    if let Some(strength) = row.get_mut(section) {
                        *strength = strength.max(word.strength);
                    }
                }
            }
        }
        Self { query, prepared, times, printed, likeness: Vec::new(), units: Vec::new() }
    }

    pub(super) fn prepared(&self) -> &'a Prepared {
        self.prepared
    }

    /// Compares the words' meanings; costs more than all else, so only the best candidates get it.
    pub(super) fn compare_meanings(&mut self, cosines: &Cosines) {
        let sections = self.prepared.sections();
        let starts = cosines.starts(self.prepared.vocabulary());
        let asked = cosines.asked.len();
        // For each section: the greatest cosine of each asked word.
        let mut nearest = vec![0.0_f32; sections * asked];
        for (section, nearest) in nearest.chunks_exact_mut(asked.max(1)).enumerate() {
            for word in self.prepared.words(section) {
                let row = starts.get(usize::from(*word)).map_or(&[][..], |start| cosines.row(*start));
                for (best, cosine) in nearest.iter_mut().zip(row) {
                    *best = if *cosine > *best { *cosine } else { *best };
                }
            }
        }
        let mut likeness = vec![0.0_f32; self.query.words.len() * sections];
        let words = self.query.words.iter().zip(likeness.chunks_mut(sections));
        for (word, row) in words.filter(|(word, _)| word.is_compared()) {
            for column in word.ids.iter().filter_map(|id| cosines.column(*id)) {
                for (likeness, nearest) in row.iter_mut().zip(nearest.chunks_exact(asked)) {
                    *likeness += nearest.get(column).copied().unwrap_or(0.0) / word.ids.len() as f32;
                }
            }
            for section in self.prepared.sections_of_word(&word.text, word.first_pair) {
                if let Some(likeness) = row.get_mut(section) {
                    *likeness = 1.0;
                }
            }
            if let Some(expansion) = word.expansion {
                let printed =
                    self.printed.get(expansion * sections..(expansion + 1) * sections).unwrap_or_default();
                row.iter_mut()
                    .zip(printed)
                    .for_each(|(likeness, printed)| *likeness = likeness.max(*printed));
            }
        }
        self.likeness = likeness;
        self.units = (0..self.prepared.units.len()).map(|unit| self.body(&(unit..unit + 1))).collect();
    }

    /// Signals of one unit by itself.
    pub(super) fn unit(&self, unit: usize) -> Signals {
        self.units.get(unit).copied().unwrap_or_default()
    }

    /// Signals of the whole article.
    pub(super) fn whole(&self) -> Signals {
        let relative = self.prepared.length() / self.query.mean_length;
        self.signals(0..self.prepared.sections(), false, |times| ARTICLE.share(times, relative))
    }

    /// Signals of the headline alone.
    pub(super) fn headline(&self) -> Signals {
        self.signals(0..1, false, |times| WINDOW.share(times, 0.5))
    }

    /// Signals of a run of units together with the headline, and of the run alone.
    pub(super) fn window(&self, units: &Range<usize>) -> Signals {
        let sections = units.start + 1..units.end + 1;
        let length: u16 = sections.clone().map(|section| self.prepared.section_length(section)).sum();
        let relative = f32::from(length + self.prepared.section_length(0)) / WINDOW_PAIRS;
        self.signals(sections, true, |times| WINDOW.share(times, relative))
    }

    /// Signals of a run of units without the headline.
    pub(super) fn body(&self, units: &Range<usize>) -> Signals {
        self.signals(units.start + 1..units.end + 1, false, |times| WINDOW.share(times, 1.0))
    }

    fn signals(&self, run: Range<usize>, headline: bool, share: impl Fn(f32) -> f32) -> Signals {
        let sections = self.prepared.sections();
        let row = |index: usize| index * sections + run.start..index * sections + run.end.min(sections);
        let head = |index: usize| headline.then_some(index * sections);
        let strength_of = |expansion: usize| {
            let in_run =
                self.printed.get(row(expansion)).unwrap_or_default().iter().copied().fold(0.0, f32::max);
            let in_head = head(expansion).and_then(|at| self.printed.get(at)).copied().unwrap_or(0.0);
            in_run.max(in_head)
        };
        let strengths: Vec<f32> = (0..self.query.expansions.len()).map(strength_of).collect();
        let (mut bm25, mut covered) = (0.0, 0.0);
        for (index, pair) in self.query.pairs.iter().enumerate() {
            let mut times: f32 =
                self.times.get(row(index)).unwrap_or_default().iter().map(|times| f32::from(*times)).sum();
            times += head(index).and_then(|at| self.times.get(at)).map_or(0.0, |times| f32::from(*times));
            let printed = pair
                .expansions
                .iter()
                .map(|(expansion, part)| part * strengths.get(*expansion).copied().unwrap_or(0.0));
            let printed = printed.fold(0.0, f32::max);
            let own = if times > 0.0 { share(times) } else { 0.0 };
            bm25 += pair.idf * own.max(printed * share(1.0));
            if !pair.place {
                covered += pair.idf * if times > 0.0 { 1.0 } else { printed };
            }
        }
        Signals {
            bm25: bm25 / self.query.mass,
            coverage: covered / self.query.content_mass,
            likeness: self.likeness_of(run, headline),
        }
    }

    fn likeness_of(&self, run: Range<usize>, headline: bool) -> f32 {
        let sections = self.prepared.sections();
        let (mut sum, mut weights) = (0.0, 0.0);
        for (index, word) in self.query.words.iter().enumerate().filter(|(_, word)| !word.place) {
            let Some(row) = self.likeness.get(index * sections..(index + 1) * sections) else { continue };
            let in_run = row
                .get(run.start..run.end.min(sections))
                .unwrap_or_default()
                .iter()
                .copied()
                .fold(0.0, f32::max);
            let in_head = if headline { row.first().copied().unwrap_or(0.0) } else { 0.0 };
            sum += word.weight * in_run.max(in_head);
            weights += word.weight;
        }
        if weights > 0.0 { sum / weights } else { 0.0 }
    }

    /// Likeness of the word that weighs most in the question to a run of units or the headline, 0–1; 1 where nothing but a
    /// place was asked.
    pub(super) fn heaviest(&self, run: &Range<usize>) -> f32 {
        let sections = self.prepared.sections();
        // 九月 tells when and 电话 what is wanted of it, not what is asked about.
        let is_subject = |word: &str| {
            !is_detail_word(word)
                && !word.starts_with(|first: char| {
                    first.is_ascii_digit() || "一二三四五六七八九十".contains(first)
                })
        };
        let words = self.query.words.iter().enumerate();
        let words = words.filter(|(_, word)| !word.place && is_subject(&word.text));
        let heaviest = words.max_by(|left, right| left.1.weight.total_cmp(&right.1.weight));
        let Some((index, _)) = heaviest else { return 1.0 };
        let row = self.likeness.get(index * sections..(index + 1) * sections).unwrap_or_default();
        let inside = row.get(run.start + 1..run.end + 1).unwrap_or_default();
        inside.iter().chain(row.first()).copied().fold(0.0, f32::max)
    }

    /// Whether the things that the question names (not what is done with them) are in the article: the least likeness
    /// of any, and their weighted mean. A question's subject that is nowhere in the article shows here.
    pub(super) fn subject(&self) -> (f32, f32) {
        let sections = self.prepared.sections();
        let (mut least, mut sum, mut weights) = (1.0_f32, 0.0, 0.0);
        for (index, word) in self.query.words.iter().enumerate().filter(|(_, word)| !word.place && word.thing)
        {
            let Some(row) = self.likeness.get(index * sections..(index + 1) * sections) else { continue };
            let best = row.iter().copied().fold(0.0, f32::max);
            least = least.min(best);
            sum += word.weight * best;
            weights += word.weight;
        }
        if weights > 0.0 { (least, sum / weights) } else { (0.5, 0.5) }
    }

    /// The unit that by itself has most of the question.
    pub(super) fn best_unit(&self, units: &Range<usize>) -> usize {
        let worth = |unit: &usize| {
            let signals = self.unit(*unit);
            signals.coverage + 0.6 * signals.likeness
        };
        units
            .clone()
            .max_by(|left, right| worth(left).total_cmp(&worth(right)).then(right.cmp(left)))
            .unwrap_or(units.start)
    }
}
