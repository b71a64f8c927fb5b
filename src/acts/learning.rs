//! Examples → what is learnt from them.
//!
//! Knows nothing of where examples come from.

use std::collections::HashMap;

use super::{
    Act,
    examples::Example,
    features::{Features, Piece},
    linear::{self, Linear, Training},
    model::Model,
};
use crate::content_hash::ContentHash;

/// What is seen in one family only is chance.
const FAMILIES: u32 = 2;
/// Changes whenever the same sentences would be learnt to something else.
const VERSION: u32 = 1;

/// How the shipped model is learnt (`cargo bench --bench acts` measured the others).
pub(super) const TRAINING: Training = Training { passes: 8, step: 2.0, decay: 1e-6 };

/// Learns from examples, each seen as its features.
pub(super) fn learn(examples: &[Example], features: &[Features], training: Training) -> Model {
    let known = vocabulary(examples, features);
    let mut situations: Vec<String> =
        examples.iter().filter(|one| one.act == Act::HelpNow).map(|one| one.situation.clone()).collect();
    situations.sort_unstable();
    situations.dedup();
    let samples = |class: &dyn Fn(&Example) -> Option<usize>| -> Vec<linear::Sample<'_>> {
        examples
            .iter()
            .zip(features)
            .filter_map(|(example, features)| Some((features, class(example)?)))
            .collect()
    };
    let now = samples(&|example| match example.act {
        act if act.is_after_emergency() => None,
        act => Some(usize::from(act == Act::HelpNow)),
    });
    let situation = samples(&|example| {
        (example.act == Act::HelpNow).then(|| situations.binary_search(&example.situation).ok()).flatten()
    });
    let acts = samples(&|example| column(example.act));
    let count = situations.len();
    let learn = |samples: &[linear::Sample<'_>], classes| Linear::learn(samples, classes, &known, training);
    let (acts, (now, situation)) =
        rayon::join(|| learn(&acts, Act::ALL.len()), || (learn(&now, 2), learn(&situation, count.max(1))));
    let mut pieces: Vec<Piece> = known.keys().copied().collect();
    pieces.sort_unstable();
    Model::join(origin(examples), situations, pieces, [&now, &situation, &acts])
}

/// Tells these examples, and this way of learning, from others.
pub(super) fn origin(examples: &[Example]) -> [u8; 32] {
    let mut all = VERSION.to_string();
    for Example { text, act, situation, family } in examples {
        all.push_str(&format!("\n{}\t{situation}\t{family}\t{text}", act.name()));
    }
    ContentHash::of(all.as_bytes()).bytes()
}

/// The column of an act among the acts of a turn in which nothing is happening.
fn column(act: Act) -> Option<usize> {
    if matches!(act, Act::HelpNow | Act::NoHelp | Act::Unreadable | Act::OtherLanguage) {
        return None;
    }
    Act::ALL.iter().position(|one| *one == act)
}

/// The pieces that several families share, numbered.
fn vocabulary(examples: &[Example], features: &[Features]) -> HashMap<Piece, u32> {
    let mut seen: HashMap<Piece, SharedPiece> = HashMap::new();
    for (example, features) in examples.iter().zip(features) {
        for piece in &features.pieces {
            let shared = seen.entry(*piece).or_default();
            if shared.last != Some(example.family) {
                *shared = SharedPiece { last: Some(example.family), families: shared.families + 1 };
            }
        }
    }
    let shared = seen.into_iter().filter(|(_, shared)| shared.families >= FAMILIES);
    let mut shared: Vec<Piece> = shared.map(|(piece, _)| piece).collect();
    shared.sort_unstable();
    (0..).zip(shared).map(|(row, piece)| (piece, row)).collect()
}

/// In how many families a piece was seen, and in which last.
#[derive(Clone, Copy, Default)]
struct SharedPiece {
    last: Option<usize>,
    families: u32,
}
