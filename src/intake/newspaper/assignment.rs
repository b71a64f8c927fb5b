//! Assignment: gives each of some askers at most one of some places, no place to two, so that the whole is good.
//!
//! Who would lose most by waiting chooses first (the regret of Vogel's approximation method, 1958).

use std::{cmp::Ordering, collections::BinaryHeap};

/// A place that an asker may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Offer {
    /// Number of the place.
    pub(crate) place: usize,
    /// What it is worth; to have none is worth nothing.
    pub(crate) worth: f32,
}

/// An asker's best offer, by how much worse the next best is.
struct BestOffer {
    regret: f32,
    asker: usize,
    offer: Offer,
}

impl Ord for BestOffer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.regret.total_cmp(&other.regret).then(other.asker.cmp(&self.asker))
    }
}

impl PartialOrd for BestOffer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for BestOffer {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for BestOffer {}

/// The place of each asker. `offers` are those of each asker; `allowed` may forbid a place because of what was given
/// before, and `given` hears what is given.
pub(super) fn assign(
    offers: &[Vec<Offer>],
    places: usize,
    allowed: &mut dyn FnMut(usize, usize) -> bool,
    given: &mut dyn FnMut(usize, usize),
) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; offers.len()];
    let mut taken = vec![false; places];
    let mut choices: BinaryHeap<BestOffer> =
        offers.iter().enumerate().filter_map(|(asker, own)| choice(asker, own, &taken, allowed)).collect();
    while let Some(chosen) = choices.pop() {
        let free = taken.get(chosen.offer.place) == Some(&false) && allowed(chosen.asker, chosen.offer.place);
        let own = offers.get(chosen.asker).map_or(&[][..], Vec::as_slice);
        // What others took since makes the regret another one.
        let now = choice(chosen.asker, own, &taken, allowed);
        match now {
            Some(now) if !free || now.regret != chosen.regret => choices.push(now),
            Some(now) => {
                if let (Some(place), Some(asker)) = (taken.get_mut(now.offer.place), found.get_mut(now.asker))
                {
                    (*place, *asker) = (true, Some(now.offer.place));
                    given(now.asker, now.offer.place);
                }
            }
            None => {}
        }
    }
    found
}

fn choice(
    asker: usize,
    offers: &[Offer],
    taken: &[bool],
    allowed: &mut dyn FnMut(usize, usize) -> bool,
) -> Option<BestOffer> {
    let mut open: Vec<&Offer> = offers
        .iter()
        .filter(|offer| {
            offer.worth > 0.0 && taken.get(offer.place) == Some(&false) && allowed(asker, offer.place)
        })
        .collect();
    open.sort_by(|one, other| other.worth.total_cmp(&one.worth));
    let best = **open.first()?;
    let second = open.get(1).map_or(0.0, |second| second.worth);
    Some(BestOffer { regret: best.worth - second, asker, offer: best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_would_lose_most_chooses_first() {
        let offer = |place, worth| Offer { place, worth };
        let offers = [vec![offer(0, 5.0), offer(1, 4.5)], vec![offer(0, 4.0)], vec![offer(1, -1.0)]];
        assert_eq!(assign(&offers, 2, &mut |_, _| true, &mut |_, _| {}), [Some(1), Some(0), None]);
        assert_eq!(assign(&offers, 2, &mut |asker, _| asker != 1, &mut |_, _| {}), [Some(0), None, None]);
    }
}
