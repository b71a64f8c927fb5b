//! What the ranking says of one article: its passage, and all that speaks for it.
//!
//! Knows nothing of how it came about.

use std::{ops::Range, sync::Arc};

use super::{
    features::ArticleFeatures,
    signals, units,
    weights::{SIGNALS, TERM_MATCHED, UNIT_SIGNS, WINDOW_SIGNS},
};
use crate::{
    article::{Article, Fit},
    text::spans::slice,
};

/// Of more words than this, one that is not met says nothing any more.
const MANY_SUBJECTS: f32 = 6.0;

/// An article with its best passage.
#[derive(Clone, Debug)]
pub(crate) struct Ranked {
    pub(super) features: Arc<ArticleFeatures>,
    /// The passage: bytes of the body.
    pub(crate) passage: Range<usize>,
    /// Ranking score.
    pub(crate) score: f32,
    /// The signals behind it, in the order of [`SIGNALS`].
    pub(crate) signals: [f32; SIGNALS.len()],
    /// Share of the question found in the passage with its headline, 0–1.
    pub(crate) window_coverage: f32,
    /// Similarity of the passage, 0–1.
    pub(crate) window_similarity: f32,
    /// The same notice elsewhere, and the one that this replaces.
    pub(crate) also: Vec<Article>,
    /// What the passage was chosen by.
    pub(crate) choice: PassageChoice,
    /// How near the passage comes to each word of the question that says what it is about.
    pub(crate) term_matches: Vec<TermMatch>,
    /// How many words the question has.
    pub(super) asked_words: usize,
    /// How its place answers the asked one; `None` when no place was asked or the article names none.
    pub(crate) place_fit: Option<Fit>,
}

impl Ranked {
    /// The article.
    #[must_use]
    pub(crate) fn article(&self) -> &Article {
        &self.features.article
    }

    /// How well its service types answer the asked ones: 1 the first of them, 0 none, .4 where either says none.
    #[must_use]
    pub(crate) fn service_match(&self) -> f32 {
        self.signals[signals::SERVICE]
    }

    /// The word that weighs most in the question; `None` where nothing but a place was asked.
    #[must_use]
    pub(crate) fn heaviest(&self) -> Option<&TermMatch> {
        self.term_matches.iter().max_by(|left, right| left.weight.total_cmp(&right.weight))
    }

    /// How far the words of a short question are from being met, 0–[`TERM_MATCHED`]: weighted mean. The more words a
    /// question has, the less each of them tells.
    pub(super) fn shortfall(&self) -> f32 {
        let weights: f32 = self.term_matches.iter().map(|met| met.weight).sum();
        let lacking: f32 =
            self.term_matches.iter().map(|met| met.weight * (TERM_MATCHED - met.similarity).max(0.0)).sum();
        let shortness = 1.0 - (self.term_matches.len().max(1) - 1) as f32 / MANY_SUBJECTS;
        if weights > 0.0 { shortness.max(0.0) * lacking / weights } else { 0.0 }
    }

    /// How likely the likeliest unit is part of the answer, 0–1.
    pub(super) fn chance(&self) -> f32 {
        self.choice.units.iter().map(units::chance).fold(0.0, f32::max)
    }

    /// The units of the passage, as bytes of its text, each with the probability that it is part of the answer.
    #[must_use]
    pub(crate) fn telling(&self) -> Vec<(Range<usize>, f32)> {
        let within = |unit: &&Range<usize>| self.passage.start <= unit.start && unit.end <= self.passage.end;
        let chances = self.choice.units.iter().map(units::chance).chain(std::iter::repeat(0.0));
        let units = self.features.units.iter().zip(chances).filter(|(unit, _)| within(unit));
        units
            .map(|(unit, chance)| (unit.start - self.passage.start..unit.end - self.passage.start, chance))
            .collect()
    }

    /// The units of the body: where passages begin and end.
    #[must_use]
    pub(crate) fn units(&self) -> &[Range<usize>] {
        &self.features.units
    }

    /// Folded text of headline and body.
    #[must_use]
    pub(crate) fn folded(&self) -> &str {
        self.features.folded()
    }

    /// The passage's text.
    #[must_use]
    pub(crate) fn text(&self) -> &str {
        slice(&self.features.article.body, self.passage.clone())
    }
}

/// How near a passage or its headline comes to one word of the question.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TermMatch {
    /// The folded word.
    pub(crate) word: String,
    /// How much it counts beside the others.
    pub(crate) weight: f32,
    /// 1 where it is printed, its strength for another word for it, else the nearest cosine; 0–1.
    pub(crate) similarity: f32,
    /// Similarity of the headline by itself, likewise.
    pub(crate) headline: f32,
}

/// The signs by which one window of an article was chosen as its passage.
#[derive(Clone, Debug, Default)]
pub(crate) struct PassageChoice {
    /// Every window, as a run of units, with its signs in the order of [`WINDOW_SIGNS`].
    pub(crate) windows: Vec<(Range<usize>, [f32; WINDOW_SIGNS.len()])>,
    /// The signs of each unit, in the order of [`UNIT_SIGNS`].
    pub(crate) units: Vec<[f32; UNIT_SIGNS.len()]>,
}

/// The ranked articles, best first, and the probability that the first one answers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ranking {
    /// At most ten, at most one passage each.
    pub(crate) ranked: Vec<Ranked>,
    /// Calibrated, 0–1.
    pub(crate) confidence: f32,
}
