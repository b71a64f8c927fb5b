//! How much two texts have in common, by the groups of neighbouring characters in them.
//!
//! Knows nothing of pages or articles.

use std::collections::{HashMap, HashSet};

use crate::text::spans::is_han;

/// Pairs of neighbouring characters.
pub(super) type Bigrams = HashSet<[char; 2]>;

/// The pairs of neighbouring Han characters in some texts; none lies across a border.
pub(super) fn han_bigrams<'a>(texts: impl IntoIterator<Item = &'a str>) -> Bigrams {
    let mut found = Bigrams::new();
    for text in texts {
        let characters: Vec<char> = text.chars().collect();
        let pairs = characters.windows(2).filter_map(|two| <[char; 2]>::try_from(two).ok());
        found.extend(pairs.filter(|two| two.iter().all(|one| is_han(*one))));
    }
    found
}

/// How rare each pair of characters is among some texts.
#[derive(Clone, Debug, Default)]
pub(super) struct PairWeights {
    /// In how many texts each pair stands.
    counts: HashMap<[char; 2], u32>,
    texts: usize,
}

impl PairWeights {
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t Bigrams>) -> Self {
        let mut weights = Self::default();
        for text in texts {
            weights.texts += 1;
            for pair in text {
                *weights.counts.entry(*pair).or_default() += 1;
            }
        }
        weights
    }

    /// Rare pairs weigh much (Sparck Jones: A statistical interpretation of term specificity, 1972).
    fn weight(&self, pair: [char; 2]) -> f32 {
        let count = self.counts.get(&pair).copied().unwrap_or(1).max(1);
        ((self.texts as f32 + 1.0) / count as f32).ln()
    }

    /// The cosine of the weighted pairs of two texts.
    pub(super) fn likeness(&self, one: &Bigrams, other: &Bigrams) -> f32 {
        let size = |pairs: &Bigrams| pairs.iter().map(|pair| self.weight(*pair).powi(2)).sum::<f32>().sqrt();
        let shared: f32 = one.intersection(other).map(|pair| self.weight(*pair).powi(2)).sum();
        shared / (size(one) * size(other)).max(1e-6)
    }

    /// The weighted share of the pairs of `part` that stand in `whole`.
    pub(super) fn share(&self, part: &Bigrams, whole: &Bigrams) -> f32 {
        let all: f32 = part.iter().map(|pair| self.weight(*pair)).sum();
        part.intersection(whole).map(|pair| self.weight(*pair)).sum::<f32>() / all.max(1e-6)
    }
}

/// Share of the pairs of `part` that stand in `whole` too.
pub(super) fn containment(part: &Bigrams, whole: &Bigrams) -> f64 {
    if part.is_empty() { 0.0 } else { part.intersection(whole).count() as f64 / part.len() as f64 }
}

/// Share of the shorter text's character triples that stand in the other too.
pub(super) fn overlap(one: &str, other: &str) -> f64 {
    let (one, other) = (trigrams(one), trigrams(other));
    let least = one.len().min(other.len());
    if least == 0 { 0.0 } else { one.intersection(&other).count() as f64 / least as f64 }
}

fn trigrams(text: &str) -> HashSet<[char; 3]> {
    let characters: Vec<char> = text.chars().filter(|character| character.is_alphanumeric()).collect();
    characters.windows(3).filter_map(|three| <[char; 3]>::try_from(three).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_do_not_lie_across_borders() {
        assert_eq!(han_bigrams(["社区", "食堂a饭"]), Bigrams::from([['社', '区'], ['食', '堂']]));
    }

    #[test]
    fn rare_pairs_weigh_more() {
        let texts = ["社区食堂开张", "社区诊所", "社区食堂"].map(|text| han_bigrams([text]));
        let weights = PairWeights::of(texts.iter());
        let [canteen, clinic, other] = &texts;
        assert!(weights.likeness(canteen, other) > weights.likeness(canteen, clinic));
        assert_eq!((weights.share(other, canteen), weights.share(&Bigrams::new(), clinic)), (1.0, 0.0));
    }

    #[test]
    fn shares_are_between_none_and_all() {
        let [canteen, opens] = ["社区食堂", "社区食堂开张"].map(|text| han_bigrams([text]));
        assert_eq!((containment(&canteen, &opens), containment(&opens, &canteen)), (1.0, 0.6));
        assert_eq!(containment(&Bigrams::new(), &opens), 0.0);
        assert_eq!((overlap("社区食堂", "社区食堂开张"), overlap("社区", "社区食堂")), (1.0, 0.0));
    }
}
