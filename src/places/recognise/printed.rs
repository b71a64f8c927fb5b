//! A chain goes on below what the tree knows: 贵州省黔东南州|云溪县|青石镇|大塘村, as printed.
//!
//! Knows nothing of what the tree holds.

use super::{NameHit, PlaceRecogniser, PlaceRef, Register};
use crate::{
    places::{NameKind, learnt::is_plain_word, tree::Level},
    text::spans::{is_han, slice},
};

/// Endings of names, and the level of the tree on which such a place stands.
const ENDINGS: [(&str, Level); 15] = [
    ("自治县", Level::District),
    ("县", Level::District),
    ("新区", Level::District),
    ("区", Level::District),
    ("市", Level::District),
    ("旗", Level::District),
    ("街道", Level::Street),
    ("镇", Level::Street),
    ("乡", Level::Street),
    ("苏木", Level::Street),
    ("社区", Level::Community),
    ("村", Level::Community),
    ("嘎查", Level::Community),
    ("州", Level::City),
    ("盟", Level::City),
];
/// Characters of a name without its ending.
const STEM: std::ops::RangeInclusive<usize> = 1..=6;
/// A step alone may be a word; two, each below the other, are an address.
const FEWEST: usize = 2;

impl PlaceRecogniser<'_> {
    /// The hit with the steps that are printed behind it and that the tree lacks.
    pub(super) fn with_printed_steps(&self, hit: NameHit) -> NameHit {
        let tree = &self.places.tree;
        let node = hit.options.first().filter(|place| place.leaf.is_none()).and_then(|place| place.node);
        let Some(node) =
            node.filter(|node| self.register == Register::Paper && tree.level(*node) <= Level::District)
        else {
            return hit;
        };
        let mut steps: Vec<&str> = Vec::new();
        let (mut end, mut level) = (hit.end, tree.level(node));
        while let Some((next, step, below)) = self.printed_step(end, level) {
            steps.push(step);
            (end, level) = (next, below);
        }
        if steps.len() < FEWEST {
            return hit;
        }
        let below = PlaceRef { node: Some(node), leaf: Some(steps.join("/").into()) };
        NameHit { end, options: vec![below], kind: NameKind::Learnt }
    }

    /// 贵州省|黔东南州: a prefecture without the names of its peoples.
    pub(super) fn abbreviated_prefecture(&self, hit: &NameHit) -> Option<NameHit> {
        let tree = &self.places.tree;
        let province =
            hit.options.first().filter(|place| place.leaf.is_none()).and_then(|place| place.node)?;
        let is_meant = tree.level(province) == Level::Province && self.register == Register::Paper;
        let stem =
            (2..=4).find(|length| is_meant && self.rest(hit.end + length).starts_with(['州', '盟']))?;
        let mut named = self.places.names.get(tree, self.part(hit.end, hit.end + stem));
        let city = named
            .find(|named| tree.level(named.node) == Level::City && tree.is_within(named.node, province))?;
        Some(NameHit {
            end: hit.end + stem + 1,
            options: vec![PlaceRef::of(city.node)],
            kind: NameKind::Official,
        })
    }

    /// The shortest name at `at` that ends as a place below `level` does; where it ends, and its level.
    fn printed_step(&self, at: usize, level: Level) -> Option<(usize, &str, Level)> {
        STEM.into_iter().find_map(|length| {
            let stem = self.part(at, at + length);
            let ending =
                ENDINGS.iter().find(|(ending, of)| *of > level && self.rest(at + length).starts_with(ending));
            let (ending, below) = ending.filter(|_| stem.chars().all(is_han))?;
            if is_plain_word(stem) {
                return None;
            }
            let end = at + length + ending.chars().count();
            Some((end, slice(self.text, self.byte(at)..self.byte(end)), *below))
        })
    }
}
