//! The signals of an article, their sum, and the confidence.
//!
//! Knows nothing of candidates or snapshots.

use super::{
    Ranked,
    comparison::{Comparison, Signals, Window},
    weights::{CONFIDENCE, ORDER, SIGNALS},
};
use crate::{
    article::{Article, Fit},
    question::{PlaceFrom, Question},
};

/// Positions in [`SIGNALS`] of those that are filled in later or asked for by themselves.
const WINDOW: usize = 1;
const WINDOW_COVERAGE: usize = 3;
const SIMILARITY: usize = 4;
const HEADLINE: usize = 6;
pub(super) const SERVICE: usize = 7;
const CONFLICT: usize = 8;
const UNKNOWN: usize = 10;

/// Scores of the second and the fifth article where there are fewer: the medians on newspaper pages.
const USUAL_SECOND: f32 = 2.0;
const USUAL_FIFTH: f32 = 1.5;
/// More words than this make a question no easier to tell from others.
const MANY_WORDS: usize = 14;

/// What can be said without comparing meanings: the signals, and how the article's place answers the asked one.
pub(super) fn cheap(
    comparison: &Comparison<'_>,
    question: &Question,
    chunk_similarity: f32,
) -> ([f32; SIGNALS.len()], Option<Fit>) {
    let article = &comparison.features().article;
    let whole = comparison.whole();
    let (fit, named) = place_fit(article, question, comparison.features().folded());
    let asked_place = question.understood.places.iter().any(|place| place.from != PlaceFrom::Home);
    let signals = [
        whole.bm25,
        whole.bm25,
        whole.coverage,
        0.7 * whole.coverage,
        0.5 * (whole.coverage + chunk_similarity),
        chunk_similarity,
        comparison.headline().coverage,
        service_match(article, question),
        flag(fit == Some(Fit::Elsewhere)),
        flag(named),
        flag(asked_place && fit.is_none()),
    ];
    (signals, fit)
}

/// Adds what windows and meanings say; the windows come back with their signals.
pub(super) fn costly(comparison: &Comparison<'_>, signals: &mut [f32; SIGNALS.len()]) -> Vec<Window> {
    let windows = comparison.windows();
    let best = |of: fn(&Signals) -> f32| windows.iter().map(|window| of(&window.signals)).fold(0.0, f32::max);
    signals[WINDOW] = best(|signals| signals.bm25);
    signals[WINDOW_COVERAGE] = best(|signals| signals.coverage);
    signals[SIMILARITY] = best(|signals| signals.similarity);
    signals[HEADLINE] = comparison.headline().similarity;
    windows
}

pub(super) fn score(signals: &[f32; SIGNALS.len()]) -> f32 {
    signals.iter().zip(ORDER).map(|(signal, weight)| signal * weight).sum()
}

/// The best fit of the article's places to the asked ones; and whether that place is named in the question and met
/// exactly or from inside. A home or own place that the asker did not name is no reason to call an article elsewhere
/// by itself: that is decided with the outcome.
fn place_fit(article: &Article, question: &Question, text: &str) -> (Option<Fit>, bool) {
    let fits = question
        .understood
        .places
        .iter()
        .flat_map(|asked| article.places.iter().map(move |place| (place.fit(&asked.path), asked)));
    let Some((fit, asked)) = fits.max_by_key(|(fit, _)| *fit) else { return (None, false) };
    let named = asked.from == PlaceFrom::Question;
    if fit == Fit::Elsewhere && named && text.contains(&asked.as_written) {
        // A road or an estate that no tree knows is met by its name.
        if asked.path.depth() <= 1
            || asked.path.name() == asked.as_written && is_unofficial(&asked.as_written)
        {
            return (Some(Fit::Inside), true);
        }
        // 桐城 of 桐城怡景 only looks like a town: nothing is known then.
        if asked.path.depth() >= 3 && asked.path.name() != asked.as_written {
            return (None, false);
        }
    }
    (Some(fit), named && fit >= Fit::Inside)
}

/// Named like a road or an estate, not like a district or a street office.
fn is_unofficial(name: &str) -> bool {
    ["路", "街", "巷", "苑", "园", "小区", "大厦", "公寓", "大院", "广场", "号院"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// 1 when the article has the first service asked for, less for the others and for related types.
fn service_match(article: &Article, question: &Question) -> f32 {
    let rank = question.understood.services.iter().position(|asked| article.services.contains(asked));
    match rank {
        Some(0) => 1.0,
        Some(_) => 0.7,
        None if question.understood.services.is_empty() || article.services.is_empty() => 0.4,
        None => 0.0,
    }
}

fn flag(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}

/// The probability that the article at position `at` answers, as if it stood first; with `anywhere`, as if its place
/// were the asked one.
pub(super) fn confidence(order: &[&Ranked], at: usize, anywhere: bool) -> f32 {
    let Some(first) = order.get(at) else { return 0.0 };
    let inputs = confidence_inputs(first, order, anywhere);
    let sum: f32 = inputs.iter().zip(CONFIDENCE).map(|(input, weight)| input * weight).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// What the confidence is computed from; the last is the constant.
fn confidence_inputs(first: &Ranked, order: &[&Ranked], anywhere: bool) -> [f32; CONFIDENCE.len()] {
    let mut signals = first.signals;
    if anywhere {
        signals[CONFLICT] = 0.0;
    }
    let own = score(&signals);
    let mut rest: Vec<f32> = order
        .iter()
        .filter(|other| other.article().id != first.article().id)
        .map(|other| other.score)
        .collect();
    rest.sort_by(|left, right| right.total_cmp(left));
    let found = |ranked: &Ranked| ranked.window_coverage + ranked.window_similarity;
    let most = order.iter().map(|other| found(other)).fold(found(first), f32::max);
    [
        signals[CONFLICT],
        signals[UNKNOWN],
        own - rest.first().copied().unwrap_or(USUAL_SECOND),
        own - rest.get(3).copied().unwrap_or(USUAL_FIFTH),
        most - found(first),
        first.chance(),
        first.asked_words.min(MANY_WORDS) as f32 / 7.0,
        flag(signals[SERVICE] == 0.0),
        first.shortfall(),
        1.0,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_those_of_the_names() {
        let positions = [
            (WINDOW, "window"),
            (WINDOW_COVERAGE, "window_coverage"),
            (SIMILARITY, "likeness"),
            (HEADLINE, "headline"),
            (SERVICE, "service"),
            (CONFLICT, "place_conflict"),
            (UNKNOWN, "place_unknown"),
        ];
        for (position, name) in positions {
            assert_eq!(SIGNALS[position], name);
        }
    }
}
