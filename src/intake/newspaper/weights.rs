//! Weights of the choices that are made over a whole page: which block goes on from which, which headline heads which
//! article.
//!
//! A conditional logit model (McFadden: Conditional logit analysis of qualitative choice behavior, 1974), learnt by
//! `tools/fit_page_choices.py`, which writes `choices.tsv`.

use std::{collections::HashMap, sync::LazyLock};

static SHIPPED: &str = include_str!("choices.tsv");

static WEIGHTS: LazyLock<HashMap<&'static str, f32>> = LazyLock::new(|| {
    let lines = SHIPPED.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(name, weight)| Some((name, weight.parse().ok()?)))
        .collect()
});

/// What is seen of an option, and how much of it.
pub(super) type OptionFeatures = Vec<(&'static str, f32)>;

/// How much speaks for an option.
pub(super) fn score(features: &[(&'static str, f32)]) -> f32 {
    features.iter().map(|(name, value)| WEIGHTS.get(name).copied().unwrap_or(0.0) * value).sum()
}
