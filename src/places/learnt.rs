//! Communities, estates and roads that the tree lacks, learnt from their suffix: 桃南二社区, 魏都新城小区, 南兴路.
//!
//! Knows nothing of what the text as a whole is about.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    NameKind,
    recognise::{PlaceMatch, PlaceRecogniser, PlaceRef},
    tree::{Level, NodeId},
};
use crate::text::spans::slice;

mod bounds;
mod words;

use bounds::{NameCandidate, candidates};

/// Adds what the tree lacks to what it holds; ordered, without overlaps.
pub(super) fn with_learnt(recogniser: &PlaceRecogniser<'_>, mut named: Vec<PlaceMatch>) -> Vec<PlaceMatch> {
    let mut replaced = HashSet::new();
    let mut met: HashMap<&str, Vec<PlaceRef>> = HashMap::new();
    let mut added: Vec<PlaceMatch> = Vec::new();
    for candidate in candidates(recogniser, &named) {
        let name = slice(recogniser.text, candidate.range.clone());
        let mut range = candidate.range.clone();
        // A name of the tree inside the learnt one is a piece of it, or what it may also mean.
        let pieces = named
            .iter()
            .enumerate()
            .filter(|(_, found)| found.range.start < range.end && range.start < found.range.end);
        let pieces: Vec<(usize, &PlaceMatch)> = pieces.collect();
        let known: Vec<PlaceRef> = pieces
            .iter()
            .filter(|(_, found)| found.range.end == range.end)
            .flat_map(|(_, found)| found.options.clone())
            .collect();
        replaced.extend(pieces.iter().map(|(at, _)| *at));
        let below = |node: Option<NodeId>| PlaceRef { node, leaf: Some(name.into()) };
        let mut options: Vec<PlaceRef> =
            match (candidate.chained_to.and_then(|at| named.get(at)), met.get(name)) {
                (Some(outer), _) => {
                    range.start = outer.range.start;
                    replaced.extend(candidate.chained_to);
                    outer.options.iter().map(|place| below(place.node)).collect()
                }
                (None, Some(before)) => before.clone(),
                (None, None) => vec![below(surroundings(recogniser, &named, &candidate))],
            };
        met.entry(name).or_insert_with(|| options.clone());
        options.extend(known);
        let certain = options.first().is_some_and(|place| place.node.is_some());
        added.push(PlaceMatch { range, certain, options, kind: NameKind::Learnt });
    }
    let mut at = 0..;
    named.retain(|_| at.next().is_some_and(|at: usize| !replaced.contains(&at)));
    named.extend(added);
    named.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
    let mut end = 0;
    named.retain(|found| {
        let free = found.range.start >= end;
        end = end.max(if free { found.range.end } else { 0 });
        free
    });
    named
}

/// A word that is in no name of a place: 全, 各, 贫困.
pub(super) fn is_plain_word(stem: &str) -> bool {
    bounds::is_plain_word(stem)
}

/// The district in which an unknown place lies: the one that the sentence named before, the only one
/// of the text; else the home place.
fn surroundings(
    recogniser: &PlaceRecogniser<'_>,
    named: &[PlaceMatch],
    candidate: &NameCandidate,
) -> Option<NodeId> {
    let tree = &recogniser.places.tree;
    let district = |node: NodeId| tree.at_level(node, Level::District);
    let at_home = |node: NodeId| {
        tree.level(node) >= Level::District && recogniser.city.is_none_or(|city| tree.is_within(node, city))
    };
    let node = |found: &PlaceMatch| {
        found.options.first().and_then(|place| place.node).filter(|&node| found.certain && at_home(node))
    };
    let before =
        named.iter().rev().find(|found| found.range.end <= candidate.range.start && node(found).is_some());
    let near_before = before.filter(|found| {
        !slice(recogniser.text, found.range.end..candidate.range.start).contains(['。', '\n', '!', '?'])
    });
    if let Some(node) = near_before.and_then(node) {
        return Some(district(node));
    }
    let all: BTreeSet<NodeId> = named.iter().filter_map(node).map(district).collect();
    match all.first() {
        Some(only) if all.len() == 1 => Some(*only),
        _ => recogniser.near,
    }
}
