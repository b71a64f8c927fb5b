//! Questions against articles: candidates, signals, order, passages, calibrated confidence.
//!
//! Knows nothing of outcomes, wording or Telegram. Pure: the same snapshot, question and day give the same order; ties
//! are broken by date, then id.

use std::{ops::Range, sync::Arc};

use crate::{
    article::{Article, Fit},
    index::{Doc, Snapshot},
    question::Question,
    text::spans::{char_count, slice},
};

mod comparison;
mod cues;
mod prepared;
mod query;
mod signals;
mod weights;
mod window;

use comparison::{Comparison, Cosines};
pub use cues::{cues, has_hour, phones};
use prepared::Prepared;
use query::Query;
pub use weights::{BAR, SIGNALS, WINDOW_SIGNS};

/// The probability that the article at position `at` answers, as if it stood first.
#[must_use]
pub fn confidence_of(order: &[&Ranked], at: usize) -> f32 {
    signals::confidence(order, at, false)
}

/// The probability that it would answer if its place were the asked one.
#[must_use]
pub fn confidence_elsewhere(order: &[&Ranked], at: usize) -> f32 {
    signals::confidence(order, at, true)
}


/// Candidates asked of the index by terms and by meaning.
const BY_TERMS: usize = 50;
const BY_MEANING: usize = 24;
/// Candidates whose words' meanings are compared, the best by all cheaper signals.
const COMPARED: usize = 16;
/// Articles ranked at the end.
const RANKED: usize = 10;
/// Bytes of prepared articles kept ready.
const CACHE_BYTES: u64 = 48 << 20;

/// Articles made ready for comparing, the recently used ones.
pub struct Desk(moka::sync::Cache<Doc, Arc<Prepared>>);

impl std::fmt::Debug for Desk {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Desk").finish_non_exhaustive()
    }
}

impl Default for Desk {
    fn default() -> Self {
        let cache = moka::sync::Cache::builder()
            .max_capacity(CACHE_BYTES)
            .weigher(|_, prepared: &Arc<Prepared>| prepared.weight())
            .build();
        Self(cache)
    }
}

impl Desk {
    fn take(&self, snapshot: &Snapshot, doc: Doc) -> Option<Arc<Prepared>> {
        if let Some(known) = self.0.get(&doc) {
            return Some(known);
        }
        let prepared = Arc::new(Prepared::new(snapshot.article(doc)?));
        self.0.insert(doc, Arc::clone(&prepared));
        Some(prepared)
    }
}

/// An article with its best passage.
#[derive(Clone, Debug)]
pub struct Ranked {
    prepared: Arc<Prepared>,
    /// The passage: bytes of the body.
    pub passage: Range<usize>,
    /// Ranking score.
    pub score: f32,
    /// The signals behind it, in the order of [`SIGNALS`].
    pub signals: [f32; SIGNALS.len()],
    /// Share of the question found in the passage with its headline, 0–1.
    pub window_coverage: f32,
    /// Likeness of the passage, 0–1.
    pub window_likeness: f32,
    /// Every window with the signs by which one was chosen, in the order of [`WINDOW_SIGNS`].
    pub windows: Vec<(Range<usize>, [f32; WINDOW_SIGNS.len()])>,
    /// How its place answers the asked one; `None` when no place was asked or the article names none.
    pub place_fit: Option<Fit>,
}

impl Ranked {
    /// The article.
    #[must_use]
    pub fn article(&self) -> &Article {
        &self.prepared.article
    }

    /// Folded text of headline and body.
    #[must_use]
    pub fn folded(&self) -> &str {
        self.prepared.folded()
    }

    /// The passage's text.
    #[must_use]
    pub fn text(&self) -> &str {
        slice(&self.prepared.article.body, self.passage.clone())
    }
}

/// The ranked articles, best first, and the probability that the first one answers.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// At most ten, at most one passage each.
    pub ranked: Vec<Ranked>,
    /// Calibrated, 0–1.
    pub confidence: f32,
}

/// Ranks the articles of a snapshot for a question.
#[must_use]
pub fn rank(question: &Question, snapshot: &Snapshot, desk: &Desk) -> Ranking {
    let query = Query::new(question, snapshot);
    let mut docs = snapshot.search(&query.terms(), BY_TERMS);
    let near = snapshot.nearest(&query.vector, BY_MEANING.max(docs.len()));
    for (doc, _) in near.iter().take(BY_MEANING) {
        if !docs.contains(doc) {
            docs.push(*doc);
        }
    }
    let prepared: Vec<(Doc, Arc<Prepared>)> =
        docs.into_iter().filter_map(|doc| Some((doc, desk.take(snapshot, doc)?))).collect();
    let mut candidates: Vec<Candidate<'_>> = prepared
        .iter()
        .filter(|(_, prepared)| !prepared.article.withdrawn)
        .map(|(doc, prepared)| {
            let gist = near.iter().find(|(near, _)| near == doc).map_or(0.0, |(_, cosine)| cosine.max(0.0));
            let comparison = Comparison::new(&query, prepared);
            let signals = signals::cheap(&comparison, question, gist);
            Candidate { shared: prepared, comparison, windows: Vec::new(), signals: signals.0, fit: signals.1 }
        })
        .collect();
    sort(&mut candidates);
    candidates.truncate(COMPARED);
    let mut cosines = Cosines::default();
    for candidate in &mut candidates {
        candidate.comparison.compare_meanings(&mut cosines);
        candidate.windows = signals::costly(&candidate.comparison, &mut candidate.signals);
    }
    sort(&mut candidates);
    candidates.truncate(RANKED);
    let ranked: Vec<Ranked> = candidates.iter().map(|candidate| window::choose(candidate, question)).collect();
    let order: Vec<&Ranked> = ranked.iter().collect();
    Ranking { confidence: signals::confidence(&order, 0, false), ranked }
}

/// An article on its way through the ranking.
struct Candidate<'a> {
    shared: &'a Arc<Prepared>,
    comparison: Comparison<'a>,
    /// Every window with its signals.
    windows: Vec<(Range<usize>, comparison::Signals)>,
    signals: [f32; SIGNALS.len()],
    fit: Option<Fit>,
}

impl Candidate<'_> {
    fn score(&self) -> f32 {
        signals::score(&self.signals)
    }
}

/// Best first; newer, then smaller id, where scores are equal.
fn sort(candidates: &mut [Candidate<'_>]) {
    candidates.sort_by(|left, right| {
        let date = |candidate: &Candidate<'_>| {
            candidate.shared.article.published.as_ref().map(|published| published.date.last_day())
        };
        right
            .score()
            .total_cmp(&left.score())
            .then_with(|| date(right).cmp(&date(left)))
            .then_with(|| left.shared.article.id.cmp(&right.shared.article.id))
    });
}

/// Number of characters of the passage, for the signals.
fn share_of_limit(text: &str) -> f32 {
    char_count(text) as f32 / crate::passage::PASSAGE_CHARS as f32
}
