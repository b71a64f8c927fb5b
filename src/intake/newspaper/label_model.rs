//! The learnt model: how much each feature speaks for each label, and how likely one label follows another.
//!
//! A linear-chain conditional random field (Lafferty, McCallum, Pereira: Conditional Random Fields, 2001), learnt by
//! `tools/fit_page_labels.py`, which writes `labels.tsv`.

use std::sync::LazyLock;

use super::{
    features::{FEATURES, LineFeatures},
    labels::{LABELS, Label},
};

/// A score for each label.
pub(super) type LabelScores = [f32; LABELS];

/// Weights of the model.
#[derive(Debug)]
pub(super) struct LabelModel {
    /// Transition scores: from each label to each label.
    pub(crate) transitions: [LabelScores; LABELS],
    /// Names of the features, in the order of the extractor.
    names: Vec<String>,
    /// For each feature, by its value, what it says for each label.
    weights: Vec<Vec<LabelScores>>,
}

static SHIPPED: &str = include_str!("labels.tsv");

static MODEL: LazyLock<LabelModel> = LazyLock::new(|| LabelModel::read(SHIPPED));

impl LabelModel {
    /// The model that ships with the program.
    pub(super) fn shipped() -> &'static Self {
        &MODEL
    }

    fn read(text: &str) -> Self {
        let mut model = Self {
            transitions: [[0.0; LABELS]; LABELS],
            names: Vec::with_capacity(FEATURES),
            weights: Vec::new(),
        };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (key, rest) = line.split_once('\t').unwrap_or((line, ""));
            let mut scores = [0.0; LABELS];
            for (score, printed) in scores.iter_mut().zip(rest.split('\t')) {
                *score = printed.parse().unwrap_or(0.0);
            }
            if let Some(from) = key.strip_prefix("from ") {
                let place =
                    Label::ALL.iter().zip(&mut model.transitions).find(|(label, _)| label.name() == from);
                if let Some((_, row)) = place {
                    *row = scores;
                }
            } else if let Some((name, value)) = key.rsplit_once('=') {
                model.note(name, value.parse().unwrap_or(0), scores);
            }
        }
        model
    }

    fn note(&mut self, name: &str, value: usize, scores: LabelScores) {
        if self.names.last().is_none_or(|last| last != name) {
            self.names.push(name.to_owned());
            self.weights.push(Vec::new());
        }
        let Some(values) = self.weights.last_mut() else { return };
        values.resize(values.len().max(value + 1), [0.0; LABELS]);
        if let Some(place) = values.get_mut(value) {
            *place = scores;
        }
    }

    /// Emission scores of a line: how much its features speak for each label.
    pub(super) fn emission(&self, features: &LineFeatures) -> LabelScores {
        let mut sum = [0.0; LABELS];
        for (feature, values) in features.iter().zip(&self.weights) {
            let Some(scores) = values.get(usize::from(feature.value)) else { continue };
            sum.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score);
        }
        sum
    }
}
