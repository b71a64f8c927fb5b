//! Questions against articles: candidates, signals, order, passages, calibrated confidence.
//!
//! Knows nothing of outcomes, wording or Telegram. Pure: the same snapshot, question and day give the same order; ties
//! are broken by date, then id.

use std::{ops::Range, sync::Arc};

use crate::{
    article::{Article, Fit, Kind},
    index::{Doc, Snapshot},
    question::Question,
    text::spans::{char_count, slice},
};

mod comparison;
mod cosines;
mod cues;
mod prepared;
mod query;
mod signals;
mod units;
mod weights;
mod window;

use comparison::Comparison;
use cosines::Cosines;
pub use cues::{cues, has_hour, phones};
use prepared::Prepared;
use query::Query;
pub use weights::{BAR, BAR_ELSEWHERE, MET, SIGNALS, UNIT_SIGNS, WINDOW_SIGNS};

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

/// Candidates asked of the index by character pairs and by meaning.
const BY_PAIRS: usize = 30;
const BY_MEANING: usize = 20;
/// Candidates whose words' meanings are compared, the best by all cheaper signals.
const COMPARED: usize = 12;
/// Articles ranked at the end.
const RANKED: usize = 10;
/// Notices that change notices are followed so far.
const SUCCESSORS: usize = 8;
/// Of more words than this, one that is not met says nothing any more.
const MANY_SUBJECTS: f32 = 6.0;
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
        let prepared = Arc::new(
            snapshot.article_with_words(doc).map(|(article, words)| Prepared::new(article, &words))?,
        );
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
    /// The same notice elsewhere, and the one that this replaces.
    pub also: Vec<Article>,
    /// What the passage was chosen by.
    pub choice: PassageChoice,
    /// How near the passage comes to each word of the question that says what it is about.
    pub met: Vec<Met>,
    /// How many words the question has.
    asked_words: usize,
    /// How its place answers the asked one; `None` when no place was asked or the article names none.
    pub place_fit: Option<Fit>,
}

impl Ranked {
    /// The article.
    #[must_use]
    pub fn article(&self) -> &Article {
        &self.prepared.article
    }

    /// How well its service types answer the asked ones: 1 the first of them, 0 none, .4 where either says none.
    #[must_use]
    pub fn service_match(&self) -> f32 {
        self.signals[signals::SERVICE]
    }

    /// Likeness to the word that weighs most in the question; 1 where nothing but a place was asked.
    #[must_use]
    pub fn heaviest(&self) -> f32 {
        let heaviest = self.met.iter().max_by(|left, right| left.weight.total_cmp(&right.weight));
        heaviest.map_or(1.0, |met| met.likeness)
    }

    /// How far the words of a short question are from being met, 0–[`MET`]: weighted mean. The more words a question has,
    /// the less each of them tells.
    fn shortfall(&self) -> f32 {
        let weights: f32 = self.met.iter().map(|met| met.weight).sum();
        let lacking: f32 = self.met.iter().map(|met| met.weight * (MET - met.likeness).max(0.0)).sum();
        let shortness = 1.0 - (self.met.len().max(1) - 1) as f32 / MANY_SUBJECTS;
        if weights > 0.0 { shortness.max(0.0) * lacking / weights } else { 0.0 }
    }

    /// How likely the likeliest unit is part of the answer, 0–1.
    fn chance(&self) -> f32 {
        self.choice.units.iter().map(units::chance).fold(0.0, f32::max)
    }

    /// The units of the body: where passages begin and end.
    #[must_use]
    pub fn units(&self) -> &[Range<usize>] {
        &self.prepared.units
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

/// How near a passage or its headline comes to one word of the question.
#[derive(Clone, Debug, PartialEq)]
pub struct Met {
    /// The folded word.
    pub word: String,
    /// How much it counts beside the others.
    pub weight: f32,
    /// 1 where it is printed, its strength for another word for it, else the nearest cosine; 0–1.
    pub likeness: f32,
}

/// The signs by which one window of an article was chosen as its passage.
#[derive(Clone, Debug, Default)]
pub struct PassageChoice {
    /// Every window, as a run of units, with its signs in the order of [`WINDOW_SIGNS`].
    pub windows: Vec<(Range<usize>, [f32; WINDOW_SIGNS.len()])>,
    /// The signs of each unit, in the order of [`UNIT_SIGNS`].
    pub units: Vec<[f32; UNIT_SIGNS.len()]>,
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
    let mut docs = snapshot.search(&query.wanted_pairs(), BY_PAIRS);
    let near = snapshot.nearest(&query.vector, BY_MEANING.max(docs.len()));
    for (doc, _) in near.iter().take(BY_MEANING) {
        if !docs.contains(doc) {
            docs.push(*doc);
        }
    }
    let prepared = standing(snapshot, desk, &docs);
    let mut candidates: Vec<Candidate<'_>> = prepared
        .iter()
        .map(|(doc, prepared)| {
            let gist = near.iter().find(|(near, _)| near == doc).map_or(0.0, |(_, cosine)| cosine.max(0.0));
            let comparison = Comparison::new(&query, prepared);
            let signals = signals::cheap(&comparison, question, gist);
            Candidate {
                shared: prepared,
                comparison,
                windows: Vec::new(),
                signals: signals.0,
                fit: signals.1,
                also: Vec::new(),
            }
        })
        .collect();
    sort(&mut candidates);
    candidates.truncate(COMPARED);
    let cosines = Cosines::new(&query, candidates.iter().map(|candidate| &**candidate.shared));
    for candidate in &mut candidates {
        candidate.comparison.compare_meanings(&cosines);
        candidate.windows = signals::costly(&candidate.comparison, &mut candidate.signals);
    }
    sort(&mut candidates);
    join_reprints(&mut candidates);
    candidates.truncate(RANKED);
    let mut ranked: Vec<Ranked> =
        candidates.iter().map(|candidate| window::choose(candidate, question)).collect();
    for one in &mut ranked {
        one.also
            .extend(one.article().supersedes.as_ref().and_then(|id| snapshot.article(snapshot.find(id)?)));
    }
    let order: Vec<&Ranked> = ranked.iter().collect();
    Ranking { confidence: signals::confidence(&order, 0, false), ranked }
}

/// The articles that may be answered from: withdrawn and replaced ones are left out, a superseded one gives way to its
/// successor.
fn standing(snapshot: &Snapshot, desk: &Desk, docs: &[Doc]) -> Vec<(Doc, Arc<Prepared>)> {
    let mut standing: Vec<(Doc, Arc<Prepared>)> = Vec::with_capacity(docs.len());
    for doc in docs {
        let Some((doc, prepared)) = newest(snapshot, desk, *doc) else { continue };
        let article = &prepared.article;
        let known = standing.iter().any(|(known, _)| *known == doc);
        if !known && !article.withdrawn && article.kind != Kind::Advert && !snapshot.is_replaced(&article.id)
        {
            standing.push((doc, prepared));
        }
    }
    standing
}

/// The last of the notices that change this one, or itself.
fn newest(snapshot: &Snapshot, desk: &Desk, doc: Doc) -> Option<(Doc, Arc<Prepared>)> {
    let (mut doc, mut prepared) = (doc, desk.take(snapshot, doc)?);
    // A circle of notices that change each other is a mistake in the folder; it must not hang a question.
    for _ in 0..SUCCESSORS {
        let Some(next) = snapshot.successor(&prepared.article.id).filter(|next| *next != doc) else { break };
        let successor = desk.take(snapshot, next)?;
        if successor.article.withdrawn {
            break;
        }
        (doc, prepared) = (next, successor);
    }
    Some((doc, prepared))
}

/// The same notice in two papers is one answer with two sources: the worse-ranked one joins the better.
fn join_reprints(candidates: &mut Vec<Candidate<'_>>) {
    let mut kept: Vec<Candidate<'_>> = Vec::with_capacity(candidates.len());
    for candidate in candidates.drain(..) {
        match kept.iter_mut().find(|better| better.shared.is_reprint_of(candidate.shared)) {
            Some(better) => better.also.push(candidate.shared.article.clone()),
            None => kept.push(candidate),
        }
    }
    *candidates = kept;
}

/// An article on its way through the ranking.
struct Candidate<'a> {
    shared: &'a Arc<Prepared>,
    comparison: Comparison<'a>,
    /// Every window with its signals.
    windows: Vec<comparison::Window>,
    signals: [f32; SIGNALS.len()],
    fit: Option<Fit>,
    /// The same notice elsewhere.
    also: Vec<Article>,
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
