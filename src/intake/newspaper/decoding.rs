//! Decoding: the likeliest labels of the lines of a page (Viterbi), and how likely each is (forward-backward).
//!
//! Rabiner: A Tutorial on Hidden Markov Models, 1989, sections III A and B; scores are logarithms.

use super::{
    label_model::{LabelModel, LabelScores},
    labels::{LABELS, Label},
};

/// The label of a line, and how likely it and the others are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct LineLabel {
    /// On the likeliest path.
    pub(crate) label: Label,
    /// Its probability, 0 to 1.
    pub(crate) certainty: f32,
    /// The probability that the line opens an article.
    pub(crate) starts: f32,
    /// The probability that it goes on from elsewhere.
    pub(crate) resumes: f32,
    /// The probability that it goes on from the line of text above it.
    pub(crate) goes_on: f32,
}

/// The labels of lines with these emission scores, behind a line with the label `before`.
pub(super) fn decode(model: &LabelModel, emissions: &[LabelScores], before: Option<Label>) -> Vec<LineLabel> {
    let first = before.map_or([0.0; LABELS], |before| model.transitions[before as usize]);
    let forward = forward(model, emissions, first);
    let backward = backward(model, emissions);
    let path = viterbi(model, emissions, first);
    let likelihoods = forward.iter().zip(&backward).map(|(forward, backward)| {
        let scores: LabelScores = std::array::from_fn(|label| forward[label] + backward[label]);
        let all = log_sum(&scores);
        scores.map(|score| (score - all).exp())
    });
    let labelled = path.into_iter().zip(likelihoods).map(|(label, likelihood)| LineLabel {
        label,
        certainty: likelihood[label as usize],
        starts: likelihood[Label::Start as usize],
        resumes: likelihood[Label::Resumed as usize],
        goes_on: likelihood[Label::Body as usize],
    });
    labelled.collect()
}

fn viterbi(model: &LabelModel, emissions: &[LabelScores], first: LabelScores) -> Vec<Label> {
    let mut best = first;
    let mut from: Vec<[u8; LABELS]> = Vec::with_capacity(emissions.len());
    for (at, emission) in emissions.iter().enumerate() {
        let steps: [(u8, f32); LABELS] = std::array::from_fn(|label| {
            let reached = (0..LABELS).map(|one| (one as u8, best[one] + model.transitions[one][label]));
            let (one, score) = if at == 0 {
                (label as u8, best[label])
            } else {
                reached.fold((0, f32::NEG_INFINITY), |best, next| if next.1 > best.1 { next } else { best })
            };
            (one, score + emission[label])
        });
        from.push(steps.map(|(one, _)| one));
        best = steps.map(|(_, score)| score);
    }
    let last = (0..LABELS)
        .fold(0, |best_label, label| if best[label] > best[best_label] { label } else { best_label });
    let mut path = Vec::with_capacity(from.len());
    let mut label = last;
    for back in from.iter().rev() {
        path.push(Label::ALL[label]);
        label = usize::from(back[label]);
    }
    path.reverse();
    path
}

fn forward(model: &LabelModel, emissions: &[LabelScores], first: LabelScores) -> Vec<LabelScores> {
    let mut found: Vec<LabelScores> = Vec::with_capacity(emissions.len());
    for emission in emissions {
        let reached = match found.last() {
            None => first,
            Some(before) => std::array::from_fn(|label| {
                log_sum(&std::array::from_fn(|one| before[one] + model.transitions[one][label]))
            }),
        };
        found.push(std::array::from_fn(|label| reached[label] + emission[label]));
    }
    found
}

fn backward(model: &LabelModel, emissions: &[LabelScores]) -> Vec<LabelScores> {
    let mut found: Vec<LabelScores> = Vec::with_capacity(emissions.len());
    let mut after = [0.0; LABELS];
    for emission in emissions.iter().rev() {
        found.push(after);
        let ahead: LabelScores = std::array::from_fn(|label| after[label] + emission[label]);
        after = std::array::from_fn(|one| {
            log_sum(&std::array::from_fn(|label| model.transitions[one][label] + ahead[label]))
        });
    }
    found.reverse();
    found
}

/// The logarithm of the sum of what `scores` are logarithms of.
fn log_sum(scores: &LabelScores) -> f32 {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    most + scores.iter().map(|score| (score - most).exp()).sum::<f32>().ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certainties_are_those_of_all_paths() {
        let model = LabelModel::shipped();
        let emissions: Vec<LabelScores> = (0..3)
            .map(|line| std::array::from_fn(|label| ((label * 7 + line * 3) % 5) as f32 * 0.3))
            .collect();
        // All paths over three lines, counted one by one.
        let (mut all, mut wanted) = (0.0, [[0.0_f64; LABELS]; 3]);
        let (mut most, mut best) = (f32::NEG_INFINITY, [0; 3]);
        for path in
            (0..LABELS.pow(3)).map(|path| [path % LABELS, path / LABELS % LABELS, path / LABELS / LABELS])
        {
            let score = (0..3).map(|line| emissions[line][path[line]]).sum::<f32>()
                + model.transitions[path[0]][path[1]]
                + model.transitions[path[1]][path[2]];
            all += f64::from(score).exp();
            (0..3).for_each(|line| wanted[line][path[line]] += f64::from(score).exp());
            if score > most {
                (most, best) = (score, path);
            }
        }
        for (line, seen) in decode(model, &emissions, None).iter().enumerate() {
            assert_eq!(seen.label, Label::ALL[best[line]]);
            assert!((f64::from(seen.certainty) - wanted[line][best[line]] / all).abs() < 1e-4);
        }
    }
}
