//! What was learnt, small enough to ship: for each piece the few columns that it speaks for, in one byte each.
//!
//! Knows nothing of how it was learnt. `shipped.bin` is written by `cargo bench --bench acts -- write`.
//!
//! Layout, little endian: `LLAC1\0\0\0` · 32 bytes that tell the sentences and the way of learning · u32 columns C · u32 pieces
//! P · u32 entries E · u32 bytes of the emergencies' names, their names parted by line ends · P × u64 pieces, ascending · P × u32
//! end of each piece's entries · E × (u8 column, i8 weight) · C × f32 scale · (D + 1) × C × f32 weights of the mean vector and of
//! what stands everywhere.

use super::{
    features::{Features, Piece},
    linear::Linear,
};
use crate::meaning::DIMS;

const MAGIC: &[u8] = b"LLAC1\0\0\0";
/// Weights of less than this many steps of 127 are left out.
const LEAST: i8 = 2;

/// All models, column by column: help now, the emergencies, the acts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Model {
    /// Tells the sentences and the way of learning.
    pub(super) origin: [u8; 32],
    /// Names of the emergencies, ascending.
    pub(super) situations: Vec<String>,
    columns: usize,
    pieces: Vec<Piece>,
    ends: Vec<u32>,
    entries: Vec<Entry>,
    scales: Vec<f32>,
    dense: Vec<f32>,
}

/// What a piece says for one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    column: u8,
    weight: i8,
}

/// Log-odds of help, and scores of the emergencies and of the acts.
#[derive(Clone, Debug)]
pub(super) struct Scores {
    pub(super) now: f32,
    pub(super) situations: Vec<f32>,
    pub(super) acts: Vec<f32>,
}

impl Model {
    /// The three models side by side; they share their pieces.
    pub(super) fn join(
        origin: [u8; 32],
        situations: Vec<String>,
        pieces: Vec<Piece>,
        models: [&Linear; 3],
    ) -> Self {
        let [now, _, _] = models;
        let columns = 1 + models.iter().skip(1).map(|model| model.classes()).sum::<usize>();
        // Of two classes the difference is all that counts.
        let joined = |of: &dyn Fn(&Linear) -> Vec<f32>| -> Vec<f32> {
            let pair = of(now);
            let difference = pair.get(1).zip(pair.first()).map_or(0.0, |(yes, no)| yes - no);
            std::iter::once(difference).chain(models.iter().skip(1).flat_map(|model| of(model))).collect()
        };
        let rows: Vec<Vec<f32>> =
            pieces.iter().map(|piece| joined(&|model| model.row(*piece).to_vec())).collect();
        let mut scales = vec![0.0_f32; columns];
        for row in &rows {
            for (scale, weight) in scales.iter_mut().zip(row) {
                *scale = scale.max(weight.abs() / 127.0);
            }
        }
        let mut model = Self {
            origin,
            situations,
            columns,
            pieces: Vec::new(),
            ends: Vec::new(),
            entries: Vec::new(),
            dense: (0..=DIMS).flat_map(|row| joined(&|model| model.dense_row(row).to_vec())).collect(),
            scales,
        };
        for (piece, row) in pieces.into_iter().zip(rows) {
            let before = model.entries.len();
            for ((column, weight), scale) in (0_u8..).zip(row).zip(&model.scales) {
                let steps = if *scale > 0.0 { (weight / scale).round() as i8 } else { 0 };
                if steps.unsigned_abs() >= LEAST.unsigned_abs() {
                    model.entries.push(Entry { column, weight: steps });
                }
            }
            if model.entries.len() > before {
                model.pieces.push(piece);
                model.ends.push(model.entries.len() as u32);
            }
        }
        model
    }

    /// What a text scores.
    pub(super) fn scores(&self, features: &Features) -> Scores {
        let mut steps = vec![0_i32; self.columns];
        for piece in &features.pieces {
            for Entry { column, weight } in self.of(*piece) {
                if let Some(sum) = steps.get_mut(usize::from(*column)) {
                    *sum += i32::from(*weight);
                }
            }
        }
        let value = features.value();
        let mut scores: Vec<f32> =
            steps.iter().zip(&self.scales).map(|(steps, scale)| *steps as f32 * scale * value).collect();
        for (row, value) in self
            .dense
            .chunks_exact(self.columns.max(1))
            .zip(features.vector.iter().chain(&[super::linear::EVERYWHERE]))
        {
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += value * weight;
            }
        }
        let acts = scores.split_off((1 + self.situations.len()).min(scores.len()));
        let situations = scores.split_off(1.min(scores.len()));
        Scores { now: scores.first().copied().unwrap_or(0.0), situations, acts }
    }

    /// What a piece adds to the log-odds of help, and to the score of the act in that column, in a text with `value`.
    pub(super) fn says(&self, piece: Piece, act: usize, value: f32) -> (f32, f32) {
        let column = 1 + self.situations.len() + act;
        let weight = |wanted: usize| {
            let entry = self.of(piece).iter().find(|entry| usize::from(entry.column) == wanted);
            let scale = self.scales.get(wanted).copied().unwrap_or(0.0);
            entry.map_or(0.0, |entry| f32::from(entry.weight) * scale * value)
        };
        (weight(0), weight(column))
    }

    fn of(&self, piece: Piece) -> &[Entry] {
        let Ok(at) = self.pieces.binary_search(&piece) else { return &[] };
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        self.entries.get(at.checked_sub(1).map_or(0, end)..end(at)).unwrap_or_default()
    }

    /// As it is kept in a file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let names = self.situations.join("\n");
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.origin);
        let lengths = [self.columns, self.pieces.len(), self.entries.len(), names.len()];
        bytes.extend(lengths.iter().flat_map(|length| (*length as u32).to_le_bytes()));
        bytes.extend(names.bytes());
        bytes.extend(self.pieces.iter().flat_map(|piece| piece.to_le_bytes()));
        bytes.extend(self.ends.iter().flat_map(|end| end.to_le_bytes()));
        bytes.extend(self.entries.iter().flat_map(|entry| [entry.column, entry.weight.cast_unsigned()]));
        bytes.extend(self.scales.iter().chain(&self.dense).flat_map(|value| value.to_le_bytes()));
        bytes
    }

    /// From a file; none where it is no such file.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (origin, mut rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<32>()?;
        let mut take = |length: usize| {
            let (part, after) = rest.split_at_checked(length)?;
            rest = after;
            Some(part)
        };
        let lengths: Vec<usize> =
            take(16)?.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four) as usize).collect();
        let [columns, pieces, entries, names] = <[usize; 4]>::try_from(lengths).ok()?;
        let names = std::str::from_utf8(take(names)?).ok()?;
        let eights = take(8 * pieces)?.as_chunks::<8>().0;
        let ends = take(4 * pieces)?.as_chunks::<4>().0;
        let pairs = take(2 * entries)?.as_chunks::<2>().0;
        let floats = take(4 * columns * (DIMS + 2))?.as_chunks::<4>().0;
        let mut floats: Vec<f32> = floats.iter().map(|four| f32::from_le_bytes(*four)).collect();
        let dense = floats.split_off(columns);
        let model = Self {
            origin: *origin,
            situations: names.lines().map(str::to_owned).collect(),
            columns,
            pieces: eights.iter().map(|eight| u64::from_le_bytes(*eight)).collect(),
            ends: ends.iter().map(|four| u32::from_le_bytes(*four)).collect(),
            entries: pairs
                .iter()
                .map(|[column, weight]| Entry { column: *column, weight: weight.cast_signed() })
                .collect(),
            scales: floats,
            dense,
        };
        rest.is_empty().then_some(model)
    }
}
