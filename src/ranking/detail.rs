//! The sentence of one article that says a detail: 几点, 要钱吗, 管饭吗.
//!
//! Knows nothing of other articles. What the article does not say is found nowhere else: the caller says that it is not
//! printed.

use std::ops::Range;

use super::{
    Comparison, TERM_MATCHED, TermMatch, cache::ArticleCache, cosines::Cosines, features::ArticleFeatures,
    query::Query,
};
use crate::{
    article::{Article, ArticleId},
    index::Snapshot,
    privacy::Exposure,
    question::{AnswerType, Question},
    text::spans::{char_count, slice},
};

/// A shorter sentence is shown with the one before it: 「上午九点。」 says too little by itself.
const SHORT: usize = 16;
/// A sentence with a sure sign of what is wanted stands above all others.
const SIGN: f32 = 3.0;
/// Weaker signs beside the words that are shared.
const CUES: f32 = 0.5;

/// What an article says of a detail.
#[derive(Clone, Debug)]
pub(crate) struct DetailMatch {
    /// The article.
    pub(crate) article: Article,
    /// Its folded text.
    pub(crate) folded: String,
    /// The sentence that comes nearest: bytes of the body.
    pub(crate) sentence: Range<usize>,
    /// It has a sure sign of what is wanted.
    pub(crate) has_sign: bool,
    /// How near it comes to the weightiest word that was asked, 0–1; none where no word was.
    pub(crate) nearest_word: Option<f32>,
    /// The sentence has every word that was asked, and there is at least one.
    pub(crate) has_words: bool,
    /// Share of what was asked that the whole article has, 0–1; none where no word was asked.
    pub(crate) shared: Option<f32>,
    /// Weight of the heaviest word that the article does not have, in units of BM25's idf.
    pub(crate) unmet: f32,
}

impl DetailMatch {
    /// The sentence answers, as far as words and signs tell.
    #[must_use]
    pub(crate) fn meets_words(&self) -> bool {
        self.nearest_word.is_none_or(|similarity| similarity >= TERM_MATCHED)
    }
}

/// What an article says of `want`, and of the words of `question`, which is the detail alone; `sign` tells of a folded
/// sentence whether it surely says what is wanted.
#[must_use]
pub(crate) fn detail(
    question: &Question,
    want: Option<AnswerType>,
    sign: &dyn Fn(&str) -> bool,
    article: &ArticleId,
    snapshot: &Snapshot,
    cache: &ArticleCache,
) -> Option<DetailMatch> {
    let features = cache.get_or_build(snapshot, snapshot.find(article)?)?;
    let query = Query::new(question, snapshot);
    let mut comparison = Comparison::new(&query, &features);
    let cosines = Cosines::new(&query, std::iter::once(&*features));
    comparison.compare_meanings(&cosines);
    let mut best: Option<(f32, usize, bool)> = None;
    for unit in 0..features.units.len() {
        if features.exposures.get(unit) == Some(&Exposure::Exposed) {
            continue;
        }
        let has_sign = sign(features.text(unit + 1));
        let cues = want.and_then(|want| features.cues(want).get(unit).copied()).unwrap_or(0);
        let words = comparison.unit(unit);
        let score = words.coverage
            + words.similarity
            + CUES * f32::from(1 + cues).ln().min(1.0)
            + if has_sign { SIGN } else { 0.0 };
        if best.is_none_or(|(top, _, _)| score > top) {
            best = Some((score, unit, has_sign));
        }
    }
    let (_, unit, has_sign) = best?;
    let nearest = comparison.term_matches(&(unit..unit + 1));
    let nearest_word = nearest
        .iter()
        .max_by(|left, right| left.weight.total_cmp(&right.weight))
        .map(|word| word.similarity.max(word.headline));
    let anywhere = comparison.term_matches(&(0..features.units.len()));
    let met = |word: &TermMatch| word.similarity.max(word.headline).clamp(0.0, 1.0);
    let weight: f32 = anywhere.iter().map(|word| word.weight).sum();
    let shared = anywhere.iter().map(|word| word.weight * met(word)).sum::<f32>() / weight.max(f32::EPSILON);
    let unmet = anywhere.iter().map(|word| word.weight * (1.0 - met(word))).fold(0.0, f32::max);
    Some(DetailMatch {
        sentence: sentence(&features, unit),
        has_sign,
        nearest_word,
        has_words: !nearest.is_empty()
            && nearest.iter().all(|word| word.similarity.max(word.headline) >= TERM_MATCHED),
        shared: (!anywhere.is_empty()).then_some(shared),
        unmet,
        folded: features.folded().to_owned(),
        article: features.article.clone(),
    })
}

/// The unit, with what stands before it where it is very short.
fn sentence(features: &ArticleFeatures, unit: usize) -> Range<usize> {
    let at = |unit: usize| features.units.get(unit).cloned().unwrap_or_default();
    let own = at(unit);
    let short = char_count(slice(&features.article.body, own.clone())) < SHORT;
    let before =
        unit.checked_sub(1).filter(|before| features.exposures.get(*before) != Some(&Exposure::Exposed));
    match before.filter(|_| short) {
        Some(before) => at(before).start..own.end,
        None => own,
    }
}
