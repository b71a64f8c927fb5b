//! Every number of the ranking, in one file: fitted by `tools/fit_ranking.py`, cross-validated (docs/quality.md).
//!
//! Knows nothing of how the signals come about.

/// Names of the signals by which articles are ordered, as `linli eval --explain` prints them.
pub const SIGNALS: [&str; 12] = [
    "bm25",
    "window",
    "coverage",
    "window_coverage",
    "likeness",
    "gist",
    "headline",
    "service",
    "place_conflict",
    "place_named",
    "place_unknown",
    "weakest",
];

/// Their weights.
pub(super) const ORDER: [f32; SIGNALS.len()] = [1.0, 2.0, 0.4, 0.6, 2.2, 0.9, 0.4, 0.25, -1.2, 0.35, -0.1, 0.0];

/// Weights of the signals of a window inside its article: BM25, coverage with and without headline, likeness, where its
/// best unit stands, its length, whether it opens the article, whether it has what is wanted.
pub(super) const WINDOW: WindowWeights = WindowWeights {
    bm25: 5.0,
    coverage: 4.0,
    body_coverage: 2.0,
    likeness: 3.0,
    late_best_unit: -1.5,
    length: 2.0,
    opens: -0.5,
};

pub(super) struct WindowWeights {
    pub(super) bm25: f32,
    pub(super) coverage: f32,
    pub(super) body_coverage: f32,
    pub(super) likeness: f32,
    pub(super) late_best_unit: f32,
    pub(super) length: f32,
    pub(super) opens: f32,
}

/// The logistic of the confidence: the order score, coverage, window coverage, likeness, weakest word, place conflict,
/// place unknown, lead over the second and the fifth; then the constant.
pub(super) const CONFIDENCE: [f32; 10] = [0.25, 2.5, 1.3, 3.0, 0.5, -1.3, -0.3, 1.2, 0.2, -4.5];

/// An answer is shown as such from this probability on.
pub const BAR: f32 = 0.5;
