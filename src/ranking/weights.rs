//! Every number of the ranking, in one file: set by hand from measured evidence, held against fitted ones by
//! `tools/fit_ranking.py` (docs/quality.md says with what result).
//!
//! Knows nothing of how the signals come about.

/// Names of the signals by which articles are ordered, as `linli eval --explain` prints them.
pub(crate) const SIGNALS: [&str; 11] = [
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
];

/// Their weights.
pub(super) const ORDER: [f32; SIGNALS.len()] = [1.0, 2.0, 0.4, 0.6, 2.2, 0.9, 0.4, 0.25, -1.2, 0.35, -0.1];

/// Names of the signs by which a window of an article is chosen as its passage.
pub(crate) const WINDOW_SIGNS: [&str; 24] = [
    "bm25",
    "coverage",
    "body_coverage",
    "likeness",
    "body_likeness",
    "unit_coverage",
    "unit_likeness",
    "first_coverage",
    "first_likeness",
    "unit_position",
    "length",
    "opens",
    "position",
    "phone",
    "time",
    "cost",
    "number",
    "place",
    "who",
    "how",
    "list",
    "names_someone",
    "marked",
    "whole_end",
];

/// Their weights.
pub(super) const WINDOW: [f32; WINDOW_SIGNS.len()] = [
    5.0, 4.0, 2.0, 3.0, 3.0, 0.0, 0.0, 0.0, 0.0, -1.5, 2.0, -0.5, 0.0, 1.3, 0.9, 0.9, 0.9, 0.3, 0.2, 0.4,
    0.5, -1.0, 0.7, 0.5,
];

/// Names of the signs by which a unit is taken for part of the answer: its own words and those beside it, the head of its
/// section, the signs of what is wanted, how far the best window around it is behind the best of all, its form.
pub(crate) const UNIT_SIGNS: [&str; 16] = [
    "coverage", "likeness", "before", "after", "head", "phone", "time", "cost", "number", "place", "who",
    "how", "list", "within", "marked", "constant",
];

/// Their weights, a logistic fitted by `tools/fit_passages.py`.
pub(super) const UNIT: [f32; UNIT_SIGNS.len()] =
    [1.43, 2.47, 0.70, -1.73, 1.58, 1.01, 0.67, 0.89, 0.30, 0.57, 1.18, -0.46, 0.45, 0.31, 0.24, -2.85];

/// What one unit that is surely part of the answer counts beside the signs of its window.
pub(super) const CHANCES: f32 = 8.0;

/// The logistic of the confidence: place conflict, place unknown, lead over the second and over the fifth article, how much
/// more of the question another article's passage has, the likeliest unit's chance, words of the question (7 are 1), a service
/// asked for that the article does not have, how far a short question's words are from being met; then the constant. Fitted on
/// questions with and without an answer, held-out figures in docs/quality.md.
pub(super) const CONFIDENCE: [f32; 10] =
    [-2.918, -1.19, 0.667, 0.478, -4.979, 1.505, 0.599, -0.608, -3.642, -2.349];

/// A word of the question counts as met from this similarity on.
pub(crate) const TERM_MATCHED: f32 = 0.8;

/// An answer is given from this probability on: where, on the newspaper pages, nine in ten answerable questions are
/// answered and one in ten of the others is.
pub(crate) const BAR: f32 = 0.17;

/// The same service in another place is offered from this probability on that it would answer there: more likely than not.
pub(crate) const BAR_ELSEWHERE: f32 = 0.5;
