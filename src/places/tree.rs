//! The tree of places: nodes that know their name, level and parent.
//!
//! Knows nothing of how names are looked up or found in text.

use std::borrow::Cow;

use crate::{article::PlacePath, text::spans::slice};

/// Position of a place in the tree.
pub(super) type NodeId = u32;

/// How far down the tree a place stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Province,
    City,
    District,
    Street,
    Community,
}

impl Level {
    /// By the number of digits of the statistics office's code.
    pub(super) fn of_code(code: &str) -> Option<Self> {
        match code.len() {
            2 => Some(Self::Province),
            4 => Some(Self::City),
            6 => Some(Self::District),
            9 => Some(Self::Street),
            12 => Some(Self::Community),
            _ => None,
        }
    }

    pub(super) fn below(self) -> Self {
        match self {
            Self::Province => Self::City,
            Self::City => Self::District,
            Self::District => Self::Street,
            Self::Street | Self::Community => Self::Community,
        }
    }
}

/// A place; its name stays where it was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// Which table, and from which byte on.
    pub(super) table: u16,
    pub(super) start: u32,
    pub(super) bytes: u8,
    pub(super) level: Level,
    /// `NO_PARENT` for a province.
    pub(super) parent: NodeId,
}

/// Stands for "no place".
pub(super) const NO_PARENT: NodeId = NodeId::MAX;

/// All places, parents reachable from each.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) tables: Vec<Cow<'static, str>>,
    pub(super) nodes: Vec<Node>,
}

impl Tree {
    fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    pub(super) fn name(&self, id: NodeId) -> &str {
        let Some(node) = self.node(id) else { return "" };
        let start = node.start as usize;
        self.tables
            .get(node.table as usize)
            .map_or("", |table| slice(table, start..start + node.bytes as usize))
    }

    pub(super) fn level(&self, id: NodeId) -> Level {
        self.node(id).map_or(Level::Community, |node| node.level)
    }

    fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).map(|node| node.parent).filter(|&parent| parent != NO_PARENT)
    }

    /// The place itself, then its parents upwards.
    pub(super) fn upwards(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), |&id| self.parent(id))
    }

    pub(super) fn is_within(&self, id: NodeId, outer: NodeId) -> bool {
        self.upwards(id).any(|step| step == outer)
    }

    /// Itself or the ancestor that stands at `level` or above it, whichever is lowest.
    pub(super) fn at_level(&self, id: NodeId, level: Level) -> NodeId {
        self.upwards(id).find(|&step| self.level(step) <= level).unwrap_or(id)
    }

    /// The city it lies in: the province where there is none between (北京市), or a county of the province itself (济源市).
    pub(super) fn city(&self, id: NodeId) -> NodeId {
        let city = self.at_level(id, Level::City);
        let lone_county = || self.level(id) >= Level::District && !self.is_municipality(city);
        if self.level(city) == Level::Province && lone_county() {
            self.at_level(id, Level::District)
        } else {
            city
        }
    }

    pub(super) fn is_municipality(&self, id: NodeId) -> bool {
        self.level(id) == Level::Province && self.name(id).ends_with('市')
    }

    pub(super) fn province(&self, id: NodeId) -> NodeId {
        self.at_level(id, Level::Province)
    }

    /// Number of steps that two places share from the province down.
    pub(super) fn shared_steps(&self, one: NodeId, other: NodeId) -> usize {
        let steps: Vec<NodeId> = self.upwards(one).collect();
        self.upwards(other)
            .position(|step| steps.contains(&step))
            .map_or(0, |at| self.upwards(other).count() - at)
    }

    pub(super) fn path(&self, id: NodeId) -> PlacePath {
        let mut names: Vec<&str> = self.upwards(id).map(|step| self.name(step)).collect();
        names.reverse();
        PlacePath::new(&names.join("/"))
    }
}
