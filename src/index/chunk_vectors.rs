//! The meaning vectors of stretches of text, compared one by one with a question's.
//!
//! Knows nothing of where they are stored or how a vector is made.

use super::Doc;
use crate::meaning::{self, DIMS};

/// Above this many stretches the meaning of every one is no longer compared with the question.
const MOST: usize = 1_000_000;

/// Quantised vectors, side by side for speed, and of which document each is.
#[derive(Default)]
pub(super) struct ChunkVectors {
    vectors: Vec<[i8; DIMS]>,
    chunks: Vec<Chunk>,
}

/// A stretch of text that one vector stands for.
#[derive(Clone, Copy)]
struct Chunk {
    doc: Doc,
    /// Of its vector.
    norm: f32,
}

impl ChunkVectors {
    /// No document more can be taken in.
    pub(super) fn is_full(&self) -> bool {
        self.chunks.len() >= MOST
    }

    /// Takes in the vectors of a document: its bytes, one vector after the other.
    pub(super) fn add(&mut self, doc: Doc, bytes: &[i8]) {
        for vector in bytes.as_chunks::<DIMS>().0 {
            self.vectors.push(*vector);
            self.chunks.push(Chunk { doc, norm: norm(vector) });
        }
    }

    /// The documents whose nearest stretch of text is nearest in meaning to the unit vector, best first, with the cosine.
    pub(super) fn nearest(&self, vector: &[f32; DIMS], limit: usize) -> Vec<(Doc, f32)> {
        if vector.iter().all(|value| *value == 0.0) {
            return Vec::new();
        }
        let vector = &meaning::quantise(vector);
        let mut best: Vec<(Doc, f32)> = Vec::new();
        let own = norm(vector);
        let vector = &meaning::widened(vector);
        for (other, chunk) in self.vectors.iter().zip(&self.chunks) {
            let cosine = meaning::product(vector, other) as f32 / (own * chunk.norm);
            match best.last_mut() {
                Some((last, score)) if *last == chunk.doc => *score = score.max(cosine),
                _ => best.push((chunk.doc, cosine)),
            }
        }
        let nearer =
            |left: &(Doc, f32), right: &(Doc, f32)| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0));
        if limit > 0 && limit < best.len() {
            best.select_nth_unstable_by(limit - 1, nearer);
        }
        best.truncate(limit);
        best.sort_by(nearer);
        best
    }
}

/// Length of a quantised vector; at least 1, so that an empty one is near nothing.
fn norm(vector: &[i8; DIMS]) -> f32 {
    (meaning::product(&meaning::widened(vector), vector) as f32).sqrt().max(1.0)
}
