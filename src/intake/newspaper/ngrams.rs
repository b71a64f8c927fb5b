//! How much two texts have in common, by the groups of neighbouring characters in them.
//!
//! Knows nothing of pages or articles.

use std::collections::HashSet;

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
    fn shares_are_between_none_and_all() {
        let [canteen, opens] = ["社区食堂", "社区食堂开张"].map(|text| han_bigrams([text]));
        assert_eq!((containment(&canteen, &opens), containment(&opens, &canteen)), (1.0, 0.6));
        assert_eq!(containment(&Bigrams::new(), &opens), 0.0);
        assert_eq!((overlap("社区食堂", "社区食堂开张"), overlap("社区", "社区食堂")), (1.0, 0.0));
    }
}
