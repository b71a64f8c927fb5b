//! The passage of an article: the window that begins where the answer begins.
//!
//! Knows nothing of other articles.

use std::{ops::Range, sync::Arc};

use super::{Candidate, Ranked, comparison::Signals, cues::cues, share_of_limit, weights::WINDOW};
use crate::{
    passage,
    question::{Question, Want},
    text::normalize::fold,
};

/// How much a sign of what is wanted counts, times ln(1 + signs).
const fn worth(want: Want) -> f32 {
    match want {
        Want::Phone => 1.3,
        Want::Time => 0.9,
        Want::Number | Want::Cost => 0.9,
        Want::Place => 0.3,
        Want::Who => 0.2,
        Want::Conditions | Want::How => 0.4,
        Want::List => 0.5,
    }
}

/// The candidate with its best window as passage.
pub(super) fn choose(candidate: &Candidate<'_>, question: &Question) -> Ranked {
    let prepared = candidate.comparison.prepared();
    let score = |(window, signals): &(Range<usize>, Signals)| {
        let text = passage::text_of(&prepared.article.body, &prepared.units, window.clone());
        let folded = fold(text);
        let body = candidate.comparison.body(window);
        let best = candidate.comparison.best_unit(window) - window.start;
        let position = best as f32 / window.len().max(1) as f32;
        let wanted: f32 =
            question.understood.wants.iter().map(|want| worth(*want) * (1.0 + cues(*want, &folded) as f32).ln()).sum();
        WINDOW.bm25 * signals.bm25
            + WINDOW.coverage * signals.coverage
            + WINDOW.body_coverage * body.coverage
            + WINDOW.likeness * (signals.likeness + body.likeness)
            + WINDOW.late_best_unit * position
            + WINDOW.length * share_of_limit(text)
            + if window.start == 0 { WINDOW.opens } else { 0.0 }
            + wanted
    };
    let best = candidate
        .windows
        .iter()
        .map(|window| (score(window), window))
        .max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.0.start.cmp(&left.1.0.start)));
    let (window, signals) = best.map_or((0..0, Signals::default()), |(_, (window, signals))| (window.clone(), *signals));
    let bytes = match (prepared.units.get(window.start), window.end.checked_sub(1).and_then(|last| prepared.units.get(last))) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    };
    Ranked {
        prepared: Arc::clone(candidate.shared),
        passage: bytes,
        score: candidate.score(),
        signals: candidate.signals,
        window_coverage: signals.coverage,
        window_likeness: signals.likeness,
        place_fit: candidate.fit,
    }
}
