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
    privacy::Exposure,
    question::{Question, Want},
};

/// The candidate with its best window as passage.
pub(super) fn choose(candidate: &Candidate<'_>, question: &Question) -> Ranked {
    let prepared = candidate.comparison.prepared();
    let mut best: Option<(f32, usize)> = None;
    let seen = Seen::new(prepared, question);
    let signs: Vec<[f32; WINDOW_SIGNS.len()]> =
        candidate.windows.iter().map(|window| signs(candidate, &seen, window)).collect();
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
        also: Vec::new(),
        windows: candidate.windows.iter().map(|(window, _)| bytes(prepared, window)).zip(signs).collect(),
    }
}

fn bytes(prepared: &Prepared, window: &Range<usize>) -> Range<usize> {
    match (
        prepared.units.get(window.start),
        window.end.checked_sub(1).and_then(|last| prepared.units.get(last)),
    ) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    }
}

fn names_someone(prepared: &Prepared, window: &Range<usize>) -> bool {
    prepared.exposures.get(window.clone()).unwrap_or_default().contains(&Exposure::Named)
}

/// How many signs of each thing that is wanted stand in each unit.
struct Seen(Vec<(Want, Vec<usize>)>);

impl Seen {
    fn new(prepared: &Prepared, question: &Question) -> Self {
        let units = 1..prepared.sections();
        let count = |want: Want| units.clone().map(|section| cues(want, prepared.text(section))).collect();
        Self(question.understood.wants.iter().map(|want| (*want, count(*want))).collect())
    }

    /// ln(1 + signs) in the window; 0 for what is not wanted.
    fn in_window(&self, want: Want, window: &Range<usize>) -> f32 {
        let counts = self.0.iter().find(|(wanted, _)| *wanted == want).map(|(_, counts)| counts);
        let signs: usize =
            counts.and_then(|counts| counts.get(window.clone())).unwrap_or_default().iter().sum();
        (1.0 + signs as f32).ln()
    }
}

/// The signs by which a window is chosen, in the order of [`WINDOW_SIGNS`].
fn signs(
    candidate: &Candidate<'_>,
    seen: &Seen,
    (window, signals): &(Range<usize>, Signals),
) -> [f32; WINDOW_SIGNS.len()] {
    let prepared = candidate.comparison.prepared();
    let text = passage::text_of(&prepared.article.body, &prepared.units, window.clone());
    let body = candidate.comparison.body(window);
    let unit = candidate.comparison.best_unit(window);
    let (best, first) = (candidate.comparison.unit(unit), candidate.comparison.unit(window.start));
    let seen = |want: Want| seen.in_window(want, window);
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
        if names_someone(prepared, window) { 1.0 } else { 0.0 },
    ]
}
