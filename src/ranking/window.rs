//! The passage of an article: the window that begins where the answer begins.
//!
//! Knows nothing of other articles.

use std::{ops::Range, sync::Arc};

use super::{
    ArticleCandidate, PassageChoice, Ranked,
    comparison::Window,
    features::ArticleFeatures,
    share_of_limit, units,
    weights::{CHANCES, WINDOW, WINDOW_SIGNS},
};
use crate::{
    passage,
    privacy::Exposure,
    question::{AnswerType, Question},
};

/// The signs of one window, in the order of [`WINDOW_SIGNS`].
type WindowSigns = [f32; WINDOW_SIGNS.len()];

/// The candidate with its best window as passage: the one with the most signs, and with the units most likely to be part
/// of the answer.
pub(super) fn choose(candidate: &ArticleCandidate<'_>, question: &Question) -> Ranked {
    let features = candidate.comparison.features();
    let cues = CueCounts::new(features, question);
    let signs: Vec<WindowSigns> =
        candidate.windows.iter().map(|window| signs(candidate, &cues, window)).collect();
    let score = |signs: &WindowSigns| signs.iter().zip(WINDOW).map(|(sign, weight)| sign * weight).sum();
    let scores: Vec<f32> = signs.iter().map(score).collect();
    let spans: Vec<Range<usize>> = candidate.windows.iter().map(|window| window.units.clone()).collect();
    let unit_signs = units::signs(&candidate.comparison, &cues, &spans, &scores);
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
        features: Arc::clone(candidate.shared),
        passage: bytes(features, window),
        score: candidate.score(),
        signals: candidate.signals,
        window_coverage: signals.coverage,
        window_similarity: signals.similarity,
        term_matches: candidate.comparison.term_matches(window),
        asked_words: question.content.words.len(),
        place_fit: candidate.fit,
        also: candidate.also.clone(),
        choice: PassageChoice { windows: spans.into_iter().zip(signs).collect(), units: unit_signs },
    }
}

fn bytes(features: &ArticleFeatures, window: &Range<usize>) -> Range<usize> {
    match (
        features.units.get(window.start),
        window.end.checked_sub(1).and_then(|last| features.units.get(last)),
    ) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    }
}

fn names_someone(features: &ArticleFeatures, window: &Range<usize>) -> bool {
    features.exposures.get(window.clone()).unwrap_or_default().contains(&Exposure::Named)
}

/// Ends with a whole sentence.
fn ends_whole(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '）', ')', '"', ' ', '\u{3000}', '\n'])
        .ends_with(['。', '！', '？', '!', '?'])
}

/// How many signs of each thing that is wanted stand in each unit.
pub(super) struct CueCounts<'a>(Vec<WantedCues<'a>>);

/// The signs of one thing that is wanted.
struct WantedCues<'a> {
    want: AnswerType,
    /// For each unit.
    counts: &'a [u16],
}

impl<'a> CueCounts<'a> {
    fn new(features: &'a ArticleFeatures, question: &Question) -> Self {
        Self(
            question
                .understood
                .wants
                .iter()
                .map(|want| WantedCues { want: *want, counts: features.cues(*want) })
                .collect(),
        )
    }

    /// ln(1 + signs) in the unit; 0 for what is not wanted.
    pub(super) fn in_unit(&self, want: AnswerType, unit: usize) -> f32 {
        self.in_window(want, &(unit..unit + 1))
    }

    /// ln(1 + signs) in the window; 0 for what is not wanted.
    fn in_window(&self, want: AnswerType, window: &Range<usize>) -> f32 {
        let Some(cues) = self.0.iter().find(|cues| cues.want == want) else { return 0.0 };
        let signs: u16 = cues.counts.get(window.clone()).unwrap_or_default().iter().sum();
        f32::from(1 + signs).ln()
    }
}

/// The signs by which a window is chosen, in the order of [`WINDOW_SIGNS`].
fn signs(candidate: &ArticleCandidate<'_>, cues: &CueCounts<'_>, window: &Window) -> WindowSigns {
    let Window { units: window, signals, body } = window;
    let features = candidate.comparison.features();
    let text = passage::text_of(&features.article.body, &features.units, window.clone());
    let unit = candidate.comparison.best_unit(window);
    let (best, first) = (candidate.comparison.unit(unit), candidate.comparison.unit(window.start));
    let cues = |want: AnswerType| cues.in_window(want, window);
    [
        signals.bm25,
        signals.coverage,
        body.coverage,
        signals.similarity,
        body.similarity,
        best.coverage,
        best.similarity,
        first.coverage,
        first.similarity,
        (unit - window.start) as f32 / window.len().max(1) as f32,
        share_of_limit(text),
        if window.start == 0 { 1.0 } else { 0.0 },
        window.start as f32 / features.units.len().max(1) as f32,
        cues(AnswerType::Phone),
        cues(AnswerType::Time),
        cues(AnswerType::Cost),
        cues(AnswerType::Number),
        cues(AnswerType::Place),
        cues(AnswerType::Who),
        cues(AnswerType::How) + cues(AnswerType::Conditions),
        cues(AnswerType::List),
        if names_someone(features, window) { 1.0 } else { 0.0 },
        if units::is_marked(text) { 1.0 } else { 0.0 },
        if ends_whole(text) { 1.0 } else { 0.0 },
    ]
}
