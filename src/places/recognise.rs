//! Places named in running text: longest names first, chains joined, everyday words left alone.
//!
//! Knows nothing of what the text as a whole is about.

use std::ops::Range;

use super::{
    How, Places, learnt,
    names::{HASH_START, hash_step, mix},
    tree::{Level, NodeId},
};
use crate::{
    article::PlacePath,
    text::{segment, spans::slice},
};

/// A place named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it may mean, likeliest first; never empty.
    pub options: Vec<PlacePath>,
    /// How its last part was written.
    pub how: How,
}

/// A place of the tree, or one below it that the tree lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) node: Option<NodeId>,
    pub(super) leaf: Option<Box<str>>,
}

impl Spot {
    fn of(node: NodeId) -> Self {
        Self { node: Some(node), leaf: None }
    }
}

/// A mention before its options are written out.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) spots: Vec<Spot>,
    pub(super) how: How,
    /// The first option is better than the second by the chain, the context or the home city.
    pub(super) certain: bool,
}

/// Who wrote the text: a paper uses official names, a resident short ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    Paper,
    Resident,
}

/// At most so many options are written out.
const MAX_OPTIONS: usize = 24;
/// Words after a short name that show a place is meant.
const CONTEXT: [&str; 20] = [
    "那边",
    "这边",
    "附近",
    "一带",
    "那块",
    "这块",
    "那里",
    "这里",
    "那儿",
    "这儿",
    "周边",
    "片区",
    "那片",
    "这片",
    "办事处",
    "街办",
    "地区",
    "辖区",
    "周围",
    "跟前",
];

impl Places {
    /// The places that folded `text` names, in order and without overlaps; options inside `near` come first.
    #[must_use]
    pub fn recognise(&self, text: &str, near: Option<&PlacePath>) -> Vec<Mention> {
        let near = near.and_then(|path| self.nearest_node(path));
        self.mentions(&self.found(text, near, Voice::Paper))
    }

    pub(super) fn mentions(&self, found: &[Found]) -> Vec<Mention> {
        let write = |found: &Found| Mention {
            range: found.range.clone(),
            options: found.spots.iter().take(MAX_OPTIONS).map(|spot| self.path(spot)).collect(),
            how: found.how,
        };
        found.iter().map(write).collect()
    }

    pub(super) fn found(&self, text: &str, near: Option<NodeId>, voice: Voice) -> Vec<Found> {
        let mut reader = Reader::new(self, text, near, voice);
        let named = reader.named();
        learnt::with_learnt(&reader, named)
    }
}

/// One text being read.
pub(super) struct Reader<'a> {
    pub(super) places: &'a Places,
    pub(super) text: &'a str,
    pub(super) characters: Vec<(usize, char)>,
    /// Words of the text.
    pub(super) words: Vec<Range<usize>>,
    /// For each byte: it lies inside a word, so that no name may begin or end there.
    inside: Vec<bool>,
    pub(super) near: Option<NodeId>,
    pub(super) city: Option<NodeId>,
    voice: Voice,
    /// The last certain place above a community: what follows is looked for there first.
    context: Option<NodeId>,
}

struct Hit {
    end: usize,
    spots: Vec<Spot>,
    how: How,
}

impl<'a> Reader<'a> {
    fn new(places: &'a Places, text: &'a str, near: Option<NodeId>, voice: Voice) -> Self {
        let words = segment::words(text);
        let mut inside = vec![false; text.len() + 1];
        for word in &words {
            inside.iter_mut().take(word.end).skip(word.start + 1).for_each(|inside| *inside = true);
        }
        let city = near.map(|near| places.tree.city(near));
        let characters = text.char_indices().chain([(text.len(), '\0')]).collect();
        Self { places, text, characters, words, inside, near, city, voice, context: None }
    }

    pub(super) fn byte(&self, at: usize) -> usize {
        self.characters.get(at).map_or(self.text.len(), |(byte, _)| *byte)
    }

    fn part(&self, from: usize, to: usize) -> &'a str {
        slice(self.text, self.byte(from)..self.byte(to))
    }

    fn rest(&self, from: usize) -> &'a str {
        slice(self.text, self.byte(from)..self.text.len())
    }

    /// Names of the tree and aliases, chains joined.
    fn named(&mut self) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while at + 1 < self.characters.len() {
            let Some(mut hit) = self.hit(at, &[]) else {
                at += 1;
                continue;
            };
            let mut chained = false;
            while let Some(next) = self.next_in_chain(&hit) {
                hit = next;
                chained = true;
            }
            let certain = self.order(&mut hit.spots) || chained;
            if certain && let Some(node) = hit.spots.first().and_then(|spot| spot.node) {
                self.note_context(node);
            }
            found.push(Found {
                range: self.byte(at)..self.byte(hit.end),
                spots: hit.spots,
                how: hit.how,
                certain,
            });
            at = hit.end;
        }
        found
    }

    fn note_context(&mut self, node: NodeId) {
        let tree = &self.places.tree;
        let at_home = self.city.is_none_or(|city| tree.is_within(node, city));
        if at_home && tree.level(node) >= Level::District {
            self.context = Some(tree.at_level(node, Level::Street));
        }
    }

    /// The next part of a chain (平城区 › 永泰街道), directly after it or after 的 or a space.
    fn next_in_chain(&self, hit: &Hit) -> Option<Hit> {
        let outer: Vec<NodeId> =
            hit.spots.iter().filter(|spot| spot.leaf.is_none()).filter_map(|spot| spot.node).collect();
        if outer.is_empty() {
            return None;
        }
        let gap = match self.characters.get(hit.end)?.1 {
            ' ' | '\u{3000}' | '·' | '-' | '/' | '的' => 1,
            _ => 0,
        };
        self.hit(hit.end, &outer).or_else(|| if gap > 0 { self.hit(hit.end + gap, &outer) } else { None })
    }

    /// The longest name at `at`; inside one of `outer` when that is not empty.
    fn hit(&self, at: usize, outer: &[NodeId]) -> Option<Hit> {
        let places = self.places;
        let lengths = places.names.lengths_from(self.characters.get(at)?.1);
        if lengths == 0 {
            return None;
        }
        let (mut hash, mut best) = (HASH_START, None);
        for length in 1..=(31 - lengths.leading_zeros() as usize) {
            let Some((_, character)) = self.characters.get(at + length - 1) else { break };
            hash = hash_step(hash, *character);
            if length < 2 || lengths & (1 << length) == 0 {
                continue;
            }
            let name = self.part(at, at + length);
            if name.is_empty() || at + length >= self.characters.len() {
                break;
            }
            let entries = places.names.get_hashed(&places.tree, name, mix(hash));
            let mut how = How::Alias;
            let mut nodes: Vec<(NodeId, How)> = Vec::new();
            for (node, written) in entries {
                if let Some(node) = self.fits(node, outer)
                    && self.is_meant(node, written, at..at + length, !outer.is_empty())
                {
                    how = how.min(written);
                    nodes.push((node, written));
                }
            }
            self.prefer_wide(&mut nodes);
            let mut spots: Vec<Spot> = self.alias(name, at..at + length, outer);
            if !spots.is_empty() {
                how = How::Alias;
            }
            spots.extend(nodes.into_iter().map(|(node, _)| Spot::of(node)));
            if !spots.is_empty() {
                best = Some(Hit { end: at + length, spots, how });
            }
        }
        best
    }

    /// `node` when it lies in one of `outer`. A community may be printed under another street of its district.
    fn fits(&self, node: NodeId, outer: &[NodeId]) -> Option<NodeId> {
        let tree = &self.places.tree;
        let inside = |&outer: &NodeId| {
            node != outer
                && (tree.is_within(node, outer)
                    || (tree.level(outer) == Level::Street
                        && tree.level(node) == Level::Community
                        && tree.is_within(node, tree.at_level(outer, Level::District))))
        };
        (outer.is_empty() || outer.iter().any(inside)).then_some(node)
    }

    /// 大同 is the city, not the district, town or street of that name elsewhere.
    fn prefer_wide(&self, nodes: &mut Vec<(NodeId, How)>) {
        let tree = &self.places.tree;
        let Some(widest) = nodes.iter().map(|(node, _)| tree.level(*node)).min() else { return };
        let home = |node: NodeId| self.city.is_some_and(|city| tree.is_within(node, city));
        if widest <= Level::City {
            nodes.retain(|(node, _)| tree.level(*node) <= Level::City);
        } else if nodes.iter().any(|(_, how)| *how == How::Official) {
            nodes.retain(|(_, how)| *how == How::Official);
        } else if widest == Level::District {
            nodes.retain(|(node, _)| tree.level(*node) == Level::District || home(*node));
        }
    }

    fn alias(&self, name: &str, at: Range<usize>, outer: &[NodeId]) -> Vec<Spot> {
        let Some(spots) = self.places.aliases.get(name) else { return Vec::new() };
        let tree = &self.places.tree;
        let at_home = |node: NodeId| {
            if tree.level(node) <= Level::City {
                return self.city.is_none_or(|city| tree.province(city) == tree.province(node));
            }
            self.city.is_none_or(|city| tree.is_within(node, city))
        };
        let everyday = self.places.ordinary.contains(name) && self.city.is_none();
        let loose = self.voice == Voice::Paper && self.places.ordinary.contains(name);
        let fits = |spot: &&Spot| {
            spot.node.is_some_and(|node| {
                if outer.is_empty() {
                    at_home(node) && !everyday && !loose
                } else {
                    self.fits(node, outer).is_some()
                }
            })
        };
        if self.splits_a_word(&at) || self.names_a_road(at.end) {
            return Vec::new();
        }
        spots.iter().filter(fits).cloned().collect()
    }

    /// Whether a name stands for this place here, and is not an everyday word or a piece of one.
    fn is_meant(&self, node: NodeId, how: How, at: Range<usize>, chained: bool) -> bool {
        let tree = &self.places.tree;
        let level = tree.level(node);
        let length = at.len();
        let at_home = self.city.is_none_or(|city| tree.is_within(node, city));
        let everyday = || self.places.ordinary.contains(self.part(at.start, at.end));
        if how == How::Official {
            return match level {
                Level::Province | Level::City => true,
                Level::District => {
                    (length > 2 && !everyday())
                        || chained
                        || (self.at_province(node) && !self.splits_a_word(&at) && !everyday())
                        || (self.city.is_some() && at_home && !self.splits_a_word(&at))
                }
                Level::Street => {
                    chained && (length > 2 || !self.splits_a_word(&at))
                        || (!everyday()
                            && (length > 3 || (self.city.is_some() && at_home && !self.splits_a_word(&at))))
                }
                Level::Community if length <= 3 => {
                    !everyday() && (chained || (self.city.is_some() && at_home && !self.splits_a_word(&at)))
                }
                Level::Community => {
                    !everyday() && (chained || !self.begins_in_a_word(&at) || self.city.is_some() && at_home)
                }
            };
        }
        if self.splits_a_word(&at) || self.names_a_road(at.end) {
            return false;
        }
        let pointed_at = || CONTEXT.iter().any(|word| self.rest(at.end).starts_with(word));
        match level {
            Level::Province => true,
            Level::City => !self.places.ordinary.contains(tree.name(node)),
            Level::District => chained || !everyday() || (at_home && pointed_at()),
            Level::Street | Level::Community => {
                let road = self.part(at.start, at.end).ends_with(['路', '街', '巷', '道']);
                if at_home && (pointed_at() || self.listed(at.end, level)) {
                    return true;
                }
                let long = length >= 3 && self.city.is_some() && at_home;
                !(road && self.voice == Voice::Paper) && !everyday() && (chained || long)
            }
        }
    }

    fn at_province(&self, node: NodeId) -> bool {
        let tree = &self.places.tree;
        self.city.is_some_and(|city| tree.province(city) == tree.province(node))
    }

    fn splits_a_word(&self, at: &Range<usize>) -> bool {
        self.begins_in_a_word(at) || self.inside.get(self.byte(at.end)).copied().unwrap_or(false)
    }

    fn begins_in_a_word(&self, at: &Range<usize>) -> bool {
        self.inside.get(self.byte(at.start)).copied().unwrap_or(false)
    }

    /// 太原路 is a road, wherever it lies.
    fn names_a_road(&self, end: usize) -> bool {
        let rest = self.rest(end);
        rest.starts_with(['路', '街', '巷']) && !rest.starts_with("街道") && !rest.starts_with("街办")
            || rest.starts_with("大道")
            || rest.starts_with("大街")
    }

    /// 古城、新旺、文瀛湖等多个街道: the suffix stands once, at the end of the list.
    fn listed(&self, end: usize, level: Level) -> bool {
        let suffixes: &[&str] =
            if level == Level::Street { &["街道", "乡镇"] } else { &["社区", "村"] };
        let rest = self.rest(end);
        if !rest.starts_with(['、', '等', '和', '及', '与']) {
            return false;
        }
        let clause: usize =
            rest.find(['。', ',', ';', '!', '?', ':', '\n', '(']).unwrap_or(rest.len()).min(150);
        let clause = slice(rest, 0..clause);
        let list_end = clause.find('等').map_or_else(|| clause.rfind('、').unwrap_or(0), |at| at);
        let tail: String = slice(clause, list_end..clause.len()).chars().take(10).collect();
        suffixes.iter().any(|suffix| tail.contains(suffix))
    }

    /// Nearest first: what the text spoke of last, then the home place. True when the first is nearer than the second.
    pub(super) fn order(&self, spots: &mut [Spot]) -> bool {
        if spots.len() < 2 {
            return !spots.is_empty();
        }
        let tree = &self.places.tree;
        let shared = |spot: &Spot, place: Option<NodeId>| match (spot.node, place) {
            (Some(node), Some(place)) => tree.shared_steps(node, place),
            _ => 0,
        };
        let closeness = |spot: &Spot| {
            let city = shared(spot, self.city);
            (city, shared(spot, self.context), shared(spot, self.near))
        };
        spots.sort_by_cached_key(|spot| std::cmp::Reverse(closeness(spot)));
        matches!(&*spots, [first, second, ..] if closeness(first) > closeness(second))
    }

    /// Where a place lies that the tree lacks: in the district that the text speaks of, or the home place.
    pub(super) fn surroundings(&self, context: Option<NodeId>) -> Option<NodeId> {
        let tree = &self.places.tree;
        context.map(|context| tree.at_level(context, Level::District)).or(self.near)
    }

    pub(super) fn is_community(&self, ending: &Range<usize>) -> bool {
        slice(self.text, ending.clone()) == "社区"
    }

    /// No word goes on across `byte`.
    pub(super) fn may_end(&self, byte: usize) -> bool {
        !self.inside.get(byte).copied().unwrap_or(false)
    }
}
