//! The passage of an article: the window that begins where the answer begins.
//!
//! Knows nothing of other articles.

use std::{ops::Range, sync::Arc};

use super::{
    Candidate, PassageChoice, Ranked,
    comparison::Window,
    prepared::Prepared,
    share_of_limit, units,
    weights::{CHANCES, WINDOW, WINDOW_SIGNS},
};
use crate::{
    passage,
    privacy::Exposure,
    question::{Question, Want},
};

/// The signs of one window, in the order of [`WINDOW_SIGNS`].
type Signs = [f32; WINDOW_SIGNS.len()];

/// The candidate with its best window as passage: the one with the most signs, and with the units most likely to be part
/// of the answer.
pub(super) fn choose(candidate: &Candidate<'_>, question: &Question) -> Ranked {
    let prepared = candidate.comparison.prepared();
    let seen = Seen::new(prepared, question);
    let signs: Vec<Signs> = candidate.windows.iter().map(|window| signs(candidate, &seen, window)).collect();
    let score = |signs: &Signs| signs.iter().zip(WINDOW).map(|(sign, weight)| sign * weight).sum();
    let scores: Vec<f32> = signs.iter().map(score).collect();
    let spans: Vec<Range<usize>> = candidate.windows.iter().map(|window| window.units.clone()).collect();
    let unit_signs = units::signs(&candidate.comparison, &seen, &spans, &scores);
    let chances: Vec<f32> = unit_signs.iter().map(units::chance).collect();
    let mut best: Option<(f32, usize)> = None;
    for (index, (units, score)) in spans.iter().zip(&scores).enumerate() {
        let chances: f32 = chances.get(units.clone()).unwrap_or_default().iter().sum();
        let score = score + CHANCES * chances;
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, index));
        }
    }
    let nothing = Window::default();
    let Window { units: window, signals, .. } =
        best.and_then(|(_, index)| candidate.windows.get(index)).unwrap_or(&nothing);
    Ranked {
        prepared: Arc::clone(candidate.shared),
        passage: bytes(prepared, window),
        score: candidate.score(),
        signals: candidate.signals,
        window_coverage: signals.coverage,
        window_likeness: signals.likeness,
        met: candidate.comparison.met(window),
        asked_words: question.content.words.len(),
        place_fit: candidate.fit,
        also: candidate.also.clone(),
        choice: PassageChoice { windows: spans.into_iter().zip(signs).collect(), units: unit_signs },
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

/// Ends with a whole sentence.
fn ends_whole(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '）', ')', '"', ' ', '\u{3000}', '\n'])
        .ends_with(['。', '！', '？', '!', '?'])
}

/// How many signs of each thing that is wanted stand in each unit.
pub(super) struct Seen<'a>(Vec<(Want, &'a [u16])>);

impl<'a> Seen<'a> {
    fn new(prepared: &'a Prepared, question: &Question) -> Self {
        Self(question.understood.wants.iter().map(|want| (*want, prepared.cues(*want))).collect())
    }

    /// ln(1 + signs) in the unit; 0 for what is not wanted.
    pub(super) fn in_unit(&self, want: Want, unit: usize) -> f32 {
        self.in_window(want, &(unit..unit + 1))
    }

    /// ln(1 + signs) in the window; 0 for what is not wanted.
    fn in_window(&self, want: Want, window: &Range<usize>) -> f32 {
        let Some((_, counts)) = self.0.iter().find(|(wanted, _)| *wanted == want) else { return 0.0 };
        let signs: u16 = counts.get(window.clone()).unwrap_or_default().iter().sum();
        f32::from(1 + signs).ln()
    }
}

/// The signs by which a window is chosen, in the order of [`WINDOW_SIGNS`].
fn signs(candidate: &Candidate<'_>, seen: &Seen<'_>, window: &Window) -> Signs {
    let Window { units: window, signals, body } = window;
    let prepared = candidate.comparison.prepared();
    let text = passage::text_of(&prepared.article.body, &prepared.units, window.clone());
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
        if units::is_marked(text) { 1.0 } else { 0.0 },
        if ends_whole(text) { 1.0 } else { 0.0 },
    ]
}
