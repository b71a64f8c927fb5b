//! The passage of an article: the window that begins where the answer begins.
//!
//! Knows nothing of other articles.

use std::{ops::Range, sync::Arc};

use super::{
    Candidate, Ranked,
    comparison::Signals,
    cues::cues,
    prepared::Prepared,
    share_of_limit,
    weights::{WINDOW, WINDOW_SIGNS},
};
use crate::{
    passage,
    question::{Question, Want},
    text::normalize::fold,
};

/// The candidate with its best window as passage.
pub(super) fn choose(candidate: &Candidate<'_>, question: &Question) -> Ranked {
    let prepared = candidate.comparison.prepared();
    let mut best: Option<(f32, usize)> = None;
    let signs: Vec<[f32; WINDOW_SIGNS.len()]> =
        candidate.windows.iter().map(|window| signs(candidate, question, window)).collect();
    for (index, signs) in signs.iter().enumerate() {
        let score: f32 = signs.iter().zip(WINDOW).map(|(sign, weight)| sign * weight).sum();
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, index));
        }
    }
    let empty = (0..0, Signals::default());
    let (window, signals) = best.and_then(|(_, index)| candidate.windows.get(index)).unwrap_or(&empty);
    Ranked {
        prepared: Arc::clone(candidate.shared),
        passage: bytes(prepared, window),
        score: candidate.score(),
        signals: candidate.signals,
        window_coverage: signals.coverage,
        window_likeness: signals.likeness,
        place_fit: candidate.fit,
        windows: candidate.windows.iter().map(|(window, _)| bytes(prepared, window)).zip(signs).collect(),
    }
}

fn bytes(prepared: &Prepared, window: &Range<usize>) -> Range<usize> {
    match (prepared.units.get(window.start), window.end.checked_sub(1).and_then(|last| prepared.units.get(last))) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    }
}

/// The signs by which a window is chosen, in the order of [`WINDOW_SIGNS`].
fn signs(
    candidate: &Candidate<'_>,
    question: &Question,
    (window, signals): &(Range<usize>, Signals),
) -> [f32; WINDOW_SIGNS.len()] {
    let prepared = candidate.comparison.prepared();
    let text = passage::text_of(&prepared.article.body, &prepared.units, window.clone());
    let folded = fold(text);
    let body = candidate.comparison.body(window);
    let unit = candidate.comparison.best_unit(window);
    let best = candidate.comparison.body(&(unit..unit + 1));
    let first = candidate.comparison.body(&(window.start..window.start + 1));
    let seen = |want: Want| {
        if question.understood.wants.contains(&want) { (1.0 + cues(want, &folded) as f32).ln() } else { 0.0 }
    };
    [
        signals.bm25,
        signals.coverage,
        body.coverage,
        signals.likeness,
        body.likeness,
        best.coverage,
        best.likeness,
        first.coverage,
        first.likeness,
        (unit - window.start) as f32 / window.len().max(1) as f32,
        share_of_limit(text),
        if window.start == 0 { 1.0 } else { 0.0 },
        window.start as f32 / prepared.units.len().max(1) as f32,
        seen(Want::Phone),
        seen(Want::Time),
        seen(Want::Cost),
        seen(Want::Number),
        seen(Want::Place),
        seen(Want::Who),
        seen(Want::How) + seen(Want::Conditions),
        seen(Want::List),
    ]
}
