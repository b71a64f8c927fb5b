//! Multinomial logistic regression, learnt from examples in some tenths of a second, and always to the same figures.
//!
//! Knows nothing of texts and acts: pieces and vectors go in, a probability for each class comes out.

use std::collections::HashMap;

use super::features::{Features, Piece};
use crate::meaning::DIMS;

/// The value of what stands everywhere.
pub(super) const EVERYWHERE: f32 = 0.1;

/// How a model is learnt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Training {
    /// Passes over all examples.
    pub(super) passes: usize,
    /// Step of the first pass; it falls to nothing in a straight line.
    pub(super) step: f32,
    /// Weight of the squared weights in what is minimised, per example.
    pub(super) decay: f32,
}

/// One example: what is seen of it and the class it belongs to.
pub(super) type Sample<'a> = (&'a Features, usize);

/// A row of weights for each known piece and each dimension, a column for each class.
#[derive(Clone, Debug)]
pub(super) struct Linear {
    classes: usize,
    rows: HashMap<Piece, u32>,
    weights: Vec<f32>,
    /// Rows of the dimensions of the mean vector, and the last one for what stands everywhere.
    dense: Vec<f32>,
}

impl Linear {
    /// Learns `classes` classes from samples; `known` are the pieces worth a row.
    pub(super) fn learn(
        samples: &[Sample<'_>],
        classes: usize,
        known: &HashMap<Piece, u32>,
        training: Training,
    ) -> Self {
        let mut model = Self {
            classes,
            rows: known.clone(),
            weights: vec![0.0; known.len() * classes],
            dense: vec![0.0; (DIMS + 1) * classes],
        };
        // Rows are looked up once, not in every pass.
        let rows: Vec<Vec<u32>> = samples
            .iter()
            .map(|(features, _)| {
                features.pieces.iter().filter_map(|piece| known.get(piece).copied()).collect()
            })
            .collect();
        let mut order: Vec<usize> = (0..samples.len()).collect();
        let mut random = 0x9e37_79b9_7f4a_7c15_u64;
        let steps = (training.passes * samples.len()).max(1) as f32;
        let mut done = 0_usize;
        // Decay is one factor on all weights of the pieces, so that a step touches only the rows of its sample.
        let mut scale = 1.0_f32;
        let mut errors = vec![0.0; classes];
        for _ in 0..training.passes {
            shuffle(&mut order, &mut random);
            for at in &order {
                let (Some((features, class)), Some(rows)) = (samples.get(*at), rows.get(*at)) else {
                    continue;
                };
                let step = training.step * (1.0 - done as f32 / steps);
                done += 1;
                model.scores(rows, scale * features.value(), features, &mut errors);
                softmax(&mut errors);
                if let Some(error) = errors.get_mut(*class) {
                    *error -= 1.0;
                }
                scale *= 1.0 - step * training.decay;
                let by = -step * features.value() / scale;
                for row in rows {
                    add(row_of(&mut model.weights, *row as usize, classes), by, &errors);
                }
                let (dimensions, bias) = model.dense.split_at_mut(DIMS * classes);
                for (row, value) in dimensions.chunks_exact_mut(classes).zip(&features.vector) {
                    add(row, -step * value, &errors);
                }
                add(bias, -step * EVERYWHERE, &errors);
            }
        }
        model.weights.iter_mut().for_each(|weight| *weight *= scale);
        model
    }

    /// Number of classes.
    pub(super) fn classes(&self) -> usize {
        self.classes
    }

    /// What a piece adds to the score of each class.
    pub(super) fn row(&self, piece: Piece) -> &[f32] {
        let row = self.rows.get(&piece).map_or(usize::MAX / 2, |row| *row as usize * self.classes);
        self.weights.get(row..row + self.classes).unwrap_or_default()
    }

    /// What a dimension of the mean vector adds, and after the last one what stands everywhere.
    pub(super) fn dense_row(&self, row: usize) -> &[f32] {
        self.dense.get(row * self.classes..(row + 1) * self.classes).unwrap_or_default()
    }

    fn scores(&self, rows: &[u32], value: f32, features: &Features, scores: &mut [f32]) {
        scores.fill(0.0);
        for row in rows {
            let from = *row as usize * self.classes;
            add(scores, value, self.weights.get(from..from + self.classes).unwrap_or_default());
        }
        let (dimensions, bias) = self.dense.split_at(DIMS * self.classes);
        for (row, value) in dimensions.chunks_exact(self.classes).zip(&features.vector) {
            add(scores, *value, row);
        }
        add(scores, EVERYWHERE, bias);
    }
}

fn row_of(weights: &mut [f32], row: usize, classes: usize) -> &mut [f32] {
    weights.get_mut(row * classes..(row + 1) * classes).unwrap_or_default()
}

fn add(sum: &mut [f32], factor: f32, row: &[f32]) {
    for (sum, value) in sum.iter_mut().zip(row) {
        *sum += factor * value;
    }
}

pub(super) fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - top).exp();
        sum += *score;
    }
    scores.iter_mut().for_each(|score| *score /= sum);
}

/// Fisher and Yates, with a generator of its own (xorshift64): the same order on every machine.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for at in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(at, (*random % (at as u64 + 1)) as usize);
    }
}
