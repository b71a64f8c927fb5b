//! Questions against articles: candidates, signals, order, passages, calibrated confidence.
//!
//! Knows nothing of outcomes, wording or networks. A question and a snapshot of the index go in, a [`Ranking`] comes out:
//! the best articles, each with its passage and all that speaks for it ([`Ranked`]). Pure: the same snapshot, question and day
//! give the same order; ties are broken by date, then id.

use std::sync::Arc;

use crate::{
    article::{Article, ArticleKind, Fit},
    cancellation,
    index::{Doc, Snapshot},
    question::Question,
    text::spans::char_count,
};

mod cache;
mod comparison;
mod cosines;
mod cues;
mod detail;
mod features;
mod patterns;
mod query;
mod ranked;
mod signals;
mod units;
mod weights;
mod window;

pub(crate) use cache::ArticleCache;
use comparison::Comparison;
use cosines::Cosines;
pub(crate) use cues::{cues, has_hour, phones};
pub(crate) use detail::{DetailMatch, detail};
use features::ArticleFeatures;
pub(crate) use patterns::{has_address, has_age, has_condition};
use query::Query;
pub(crate) use ranked::{PassageChoice, Ranked, Ranking, TermMatch};
pub(crate) use weights::{BAR, BAR_ELSEWHERE, SIGNALS, TERM_MATCHED};

/// The probability that the article at position `at` answers, as if it stood first.
#[must_use]
pub(crate) fn confidence_of(order: &[&Ranked], at: usize) -> f32 {
    signals::confidence(order, at, false)
}

/// The probability that it would answer if its place were the asked one.
#[must_use]
pub(crate) fn confidence_elsewhere(order: &[&Ranked], at: usize) -> f32 {
    signals::confidence(order, at, true)
}

/// Candidates asked of the index by character bigrams and by meaning.
const BY_BIGRAMS: usize = 30;
const BY_MEANING: usize = 20;
/// Candidates whose words' meanings are compared, the best by all cheaper signals.
const COMPARED: usize = 12;
/// Articles ranked at the end.
const RANKED: usize = 10;
/// Notices that change notices are followed so far.
const SUCCESSORS: usize = 8;

/// Ranks the articles of a snapshot for a question.
#[must_use]
pub(crate) fn rank(question: &Question, snapshot: &Snapshot, cache: &ArticleCache) -> Ranking {
    let query = Query::new(question, snapshot);
    let mut docs = snapshot.search(&query.wanted_bigrams(), BY_BIGRAMS);
    let near = snapshot.nearest(&query.vector, BY_MEANING.max(docs.len()));
    for (doc, _) in near.iter().take(BY_MEANING) {
        if !docs.contains(doc) {
            docs.push(*doc);
        }
    }
    let standing = standing(snapshot, cache, &docs);
    let mut candidates: Vec<ArticleCandidate<'_>> = standing
        .iter()
        .map(|(doc, features)| {
            cancellation::check();
            let chunk_similarity =
                near.iter().find(|(near, _)| near == doc).map_or(0.0, |(_, cosine)| cosine.max(0.0));
            let comparison = Comparison::new(&query, features);
            let (signals, fit) = signals::cheap(&comparison, question, chunk_similarity);
            ArticleCandidate {
                shared: features,
                comparison,
                windows: Vec::new(),
                signals,
                fit,
                also: Vec::new(),
            }
        })
        .collect();
    sort(&mut candidates);
    candidates.truncate(COMPARED);
    let cosines = Cosines::new(&query, candidates.iter().map(|candidate| &**candidate.shared));
    for candidate in &mut candidates {
        cancellation::check();
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
fn standing(snapshot: &Snapshot, cache: &ArticleCache, docs: &[Doc]) -> Vec<(Doc, Arc<ArticleFeatures>)> {
    let mut standing: Vec<(Doc, Arc<ArticleFeatures>)> = Vec::with_capacity(docs.len());
    for doc in docs {
        cancellation::check();
        let Some((doc, features)) = newest(snapshot, cache, *doc) else { continue };
        let article = &features.article;
        let known = standing.iter().any(|(known, _)| *known == doc);
        if !known
            && !article.withdrawn
            && article.kind != ArticleKind::Advert
            && !snapshot.is_replaced(&article.id)
        {
            standing.push((doc, features));
        }
    }
    standing
}

/// The last of the notices that change this one, or itself.
fn newest(snapshot: &Snapshot, cache: &ArticleCache, doc: Doc) -> Option<(Doc, Arc<ArticleFeatures>)> {
    let (mut doc, mut features) = (doc, cache.get_or_build(snapshot, doc)?);
    // A circle of notices that change each other is a mistake in the folder; it must not hang a question.
    for _ in 0..SUCCESSORS {
        let Some(next) = snapshot.successor(&features.article.id).filter(|next| *next != doc) else { break };
        let successor = cache.get_or_build(snapshot, next)?;
        if successor.article.withdrawn {
            break;
        }
        (doc, features) = (next, successor);
    }
    Some((doc, features))
}

/// The same notice in two papers is one answer with two sources: the worse-ranked one joins the better.
fn join_reprints(candidates: &mut Vec<ArticleCandidate<'_>>) {
    let mut kept: Vec<ArticleCandidate<'_>> = Vec::with_capacity(candidates.len());
    for candidate in candidates.drain(..) {
        match kept.iter_mut().find(|better| better.shared.is_reprint_of(candidate.shared)) {
            Some(better) => better.also.push(candidate.shared.article.clone()),
            None => kept.push(candidate),
        }
    }
    *candidates = kept;
}

/// An article on its way through the ranking.
struct ArticleCandidate<'a> {
    shared: &'a Arc<ArticleFeatures>,
    comparison: Comparison<'a>,
    /// Every window with its signals.
    windows: Vec<comparison::Window>,
    signals: [f32; SIGNALS.len()],
    fit: Option<Fit>,
    /// The same notice elsewhere.
    also: Vec<Article>,
}

impl ArticleCandidate<'_> {
    fn score(&self) -> f32 {
        signals::score(&self.signals)
    }
}

/// Best first; newer, then smaller id, where scores are equal.
fn sort(candidates: &mut [ArticleCandidate<'_>]) {
    candidates.sort_by(|left, right| {
        let date = |candidate: &ArticleCandidate<'_>| {
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
