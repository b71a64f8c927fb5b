//! How well acts are read that were not learnt: by families of sentences, so that no paraphrase helps another.
//!
//! Knows nothing of how a model is learnt.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Act, ActReading, Acts, TRAINING, examples, features::Features, learn, read_by};

/// What came out of families that were held back.
#[derive(Debug, Default)]
pub struct Validation {
    /// Sentences of emergencies, each with the probability that something is happening, its emergency and the one read.
    pub help: Vec<(String, f32, String, String)>,
    /// All other sentences, with that probability.
    pub others: Vec<(String, f32)>,
    /// For sentences of acts: the sentence, its act, the act read, and how likely that seemed.
    pub acts: Vec<(String, &'static str, &'static str, f32)>,
}

impl Validation {
    /// Share of emergencies over a bar, and of the other sentences.
    #[must_use]
    pub fn over(&self, bar: f32) -> (f32, f32) {
        let share = |over: usize, of: usize| over as f32 / of.max(1) as f32;
        (
            share(self.help.iter().filter(|one| one.1 >= bar).count(), self.help.len()),
            share(self.others.iter().filter(|one| one.1 >= bar).count(), self.others.len()),
        )
    }

    /// Of each act, how many sentences there are and how many were read as it.
    #[must_use]
    pub fn by_act(&self) -> BTreeMap<&'static str, (usize, usize)> {
        let mut counts = BTreeMap::new();
        for (_, act, read, _) in &self.acts {
            let (all, right) = counts.entry(*act).or_insert((0, 0));
            *all += 1;
            *right += usize::from(act == read);
        }
        counts
    }
}

/// Learns from all families of the shipped sentences but every `folds`th, reads those, and so on with the others.
#[must_use]
pub fn cross_validate(folds: usize) -> Validation {
    let examples = examples::shipped();
    let features: Vec<Features> = examples.par_iter().map(|example| Features::of(&example.text)).collect();
    let folds: Vec<Validation> = (0..folds)
        .into_par_iter()
        .map(|fold| {
            let held = |family: usize| family % folds == fold;
            let (learnt, seen): (Vec<_>, Vec<_>) = examples
                .iter()
                .zip(&features)
                .filter(|(example, _)| !held(example.family))
                .map(|(example, features)| (example.clone(), features.clone()))
                .unzip();
            let model = learn(&learnt, &seen, TRAINING);
            let mut found = Validation::default();
            for (example, features) in examples.iter().zip(&features).filter(|(one, _)| held(one.family)) {
                let ActReading { now, situation, acts, .. } = read_by(&model, features);
                let text = example.text.clone();
                match example.act {
                    Act::HelpNow => found.help.push((text, now, example.situation.clone(), situation)),
                    act => {
                        if !act.is_after_emergency() {
                            found.others.push((text.clone(), now));
                        }
                        if act != Act::NoHelp {
                            let (read, sure) = acts.first().copied().unwrap_or((Act::Question, 0.0));
                            found.acts.push((text, act.name(), read.name(), sure));
                        }
                    }
                }
            }
            found
        })
        .collect();
    let mut all = Validation::default();
    for fold in folds {
        all.help.extend(fold.help);
        all.others.extend(fold.others);
        all.acts.extend(fold.acts);
    }
    all
}

/// How one sentence is read by what ships.
#[derive(Clone, Debug)]
pub struct SentenceReading {
    /// Probability that something is happening now.
    pub now: f32,
    /// The likeliest emergency, if something is.
    pub situation: String,
    /// The likeliest act, if nothing is.
    pub act: &'static str,
    /// Its probability.
    pub probability: f32,
}

/// How each of `sentences` is read by what ships.
#[must_use]
pub fn readings(sentences: &[String]) -> Vec<SentenceReading> {
    let acts = Acts::new(None, &[]).0;
    let read = |sentence: &String| {
        let ActReading { now, situation, acts, .. } = acts.read(sentence);
        let (act, probability) = acts.first().map_or(("", 0.0), |(act, likely)| (act.name(), *likely));
        SentenceReading { now, situation, act, probability }
    };
    sentences.iter().map(read).collect()
}

/// What is learnt from all that ships, as `src/acts/shipped.bin` holds it.
#[must_use]
pub fn shipped_model() -> Vec<u8> {
    let examples = examples::shipped();
    let features: Vec<Features> = examples.par_iter().map(|example| Features::of(&example.text)).collect();
    learn(&examples, &features, TRAINING).to_bytes()
}
