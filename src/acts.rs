//! What a person does with a turn: asks, asks on, thanks, rejects, needs help now. Learnt from example sentences.
//!
//! Knows nothing of places, services, articles or of what was said before. The sentences of `knowledge/acts.toml` go in,
//! and those that an operator's file adds; a text's `ActReading` comes out: how likely it is that somebody needs help now,
//! in which situation, and how likely each act is if not. Three linear models over the same features
//! (`features`): help now or not, which emergency, which act. `benches/acts.rs` measures them on families of sentences
//! that they have not seen.

use std::{collections::HashSet, sync::OnceLock};

use rayon::prelude::*;
use serde::Serialize;

mod act;
mod examples;
mod features;
mod learning;
mod linear;
mod model;
mod validation;

pub(crate) use act::Act;
use examples::Example;
use features::Features;
use learning::{TRAINING, learn};
use model::{Model, Scores};
pub use validation::{SentenceReading, Validation, cross_validate, readings, shipped_model};

use crate::diagnostic::Diagnostic;

/// Learnt from the sentences that ship with the program.
static SHIPPED: &[u8] = include_bytes!("acts/shipped.bin");

/// Recognises acts. What ships was learnt before; with an operator's sentences all of it is learnt anew (a second), when
/// it is first asked.
#[derive(Debug)]
pub(crate) struct Acts {
    examples: Vec<Example>,
    model: OnceLock<Model>,
}

/// What a turn does, as far as its words tell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ActReading {
    /// Probability that something is happening now, 0 to 1.
    pub(crate) now: f32,
    /// The likeliest emergency, if something is happening.
    pub(crate) situation: String,
    /// Every act but help, with its probability if nothing is happening; the likeliest first.
    pub(crate) acts: Vec<(Act, f32)>,
}

impl Acts {
    /// To learn from the sentences that ship with the program and those that a folder's file adds to them. `situations`
    /// are the names of the emergencies that are known.
    #[must_use]
    pub(crate) fn new(added: Option<&str>, situations: &[&str]) -> (Self, Vec<Diagnostic>) {
        // The shipped file itself is not read: its model ships.
        let added = added.filter(|added| *added != examples::SHIPPED);
        let Some((own, problems)) = added.map(|added| examples::read(added, "", situations)) else {
            return (Self { examples: Vec::new(), model: OnceLock::new() }, Vec::new());
        };
        let mut examples = examples::shipped();
        // The folder may hold the shipped file itself, or more than it.
        let known: HashSet<(&str, Act, &str)> = examples.iter().map(Example::meaning).collect();
        let own: Vec<Example> = own.into_iter().filter(|own| !known.contains(&own.meaning())).collect();
        if own.is_empty() {
            return (Self { examples: own, model: OnceLock::new() }, problems);
        }
        let families = examples.last().map_or(0, |example| example.family + 1);
        examples.extend(own.into_iter().map(|own| Example { family: own.family + families, ..own }));
        (Self { examples, model: OnceLock::new() }, problems)
    }

    /// Learns now rather than at the first question.
    pub(crate) fn warm_up(&self) {
        self.model();
    }

    fn model(&self) -> &Model {
        self.model.get_or_init(|| {
            if self.examples.is_empty()
                && let Some(shipped) = Model::from_bytes(SHIPPED)
            {
                return shipped;
            }
            let examples = if self.examples.is_empty() { examples::shipped() } else { self.examples.clone() };
            let features: Vec<Features> =
                examples.par_iter().map(|example| Features::of(&example.text)).collect();
            learn(&examples, &features, TRAINING)
        })
    }

    /// Reads a turn.
    #[must_use]
    pub(crate) fn read(&self, text: &str) -> ActReading {
        read_by(self.model(), &Features::of(text))
    }
}

/// Why a turn is read as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ActExplanation {
    /// Probability that something is happening now.
    pub(crate) now: f32,
    /// The likeliest act, if nothing is.
    pub(crate) act: Act,
    /// Its probability.
    pub(crate) probability: f32,
    /// The pieces that spoke most for or against help now.
    pub(crate) help_because: Vec<(String, f32)>,
    /// The same for the act.
    pub(crate) act_because: Vec<(String, f32)>,
}

/// Pieces that are named.
const NAMED: usize = 8;

impl Acts {
    /// Why a text is read as it is.
    #[must_use]
    pub(crate) fn explain(&self, text: &str) -> ActExplanation {
        let reading = self.read(text);
        let (act, probability) = reading.acts.first().copied().unwrap_or((Act::Question, 0.0));
        let column = Act::ALL.iter().position(|one| *one == act).unwrap_or(0);
        let value = Features::of(text).value();
        let (mut help_because, mut act_because) = (Vec::new(), Vec::new());
        for (piece, number) in Features::readable_pieces(text) {
            let (help, own) = self.model().says(number, column, value);
            help_because.push((piece.clone(), help));
            act_because.push((piece, own));
        }
        for because in [&mut help_because, &mut act_because] {
            because.sort_by(|left: &(String, f32), right| right.1.abs().total_cmp(&left.1.abs()));
            because.dedup_by(|left, right| left.0 == right.0);
            because.truncate(NAMED);
        }
        ActExplanation { now: reading.now, act, probability, help_because, act_because }
    }
}

fn read_by(model: &Model, features: &Features) -> ActReading {
    let Scores { now, situations, acts } = model.scores(features);
    let likeliest = situations.iter().enumerate().max_by(|left, right| left.1.total_cmp(right.1));
    let situation = likeliest.and_then(|(at, _)| model.situations.get(at)).cloned().unwrap_or_default();
    let mut probabilities = acts;
    linear::softmax(&mut probabilities);
    let mut acts: Vec<(Act, f32)> = Act::ALL.iter().copied().zip(probabilities).collect();
    acts.sort_by(|left, right| right.1.total_cmp(&left.1));
    ActReading { now: 1.0 / (1.0 + (-now).exp()), situation, acts }
}

#[cfg(test)]
mod tests {
    use super::{learning::origin, *};

    #[test]
    fn the_shipped_model_was_learnt_from_the_shipped_sentences() {
        let model = Model::from_bytes(SHIPPED).unwrap();
        assert!(
            model.origin == origin(&examples::shipped()),
            "knowledge/acts.toml has changed: cargo bench --bench acts -- write"
        );
        assert_eq!(Model::from_bytes(&model.to_bytes()).unwrap(), model);
    }

    #[test]
    fn only_sentences_that_are_not_shipped_are_learnt_anew() {
        let (same, problems) = Acts::new(Some(examples::SHIPPED), &[]);
        assert!(same.examples.is_empty() && problems.is_empty(), "{problems:?}");
        let added = format!("{}\n[[act]]\nname = \"thanks\"\nsay = \"磕个头谢你嘞\"\n", examples::SHIPPED);
        let (more, problems) = Acts::new(Some(&added), &[]);
        assert_eq!(more.examples.len(), examples::shipped().len() + 1);
        assert!(problems.is_empty(), "{problems:?}");
    }
}
