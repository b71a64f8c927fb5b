//! Whether a name stands for a place where it is written, or is an everyday word or a piece of one.
//!
//! Knows nothing of chains and of the order of options.

use std::ops::Range;

use super::{PlaceRecogniser, PlaceRef, Register};
use crate::{
    places::{
        NameKind,
        names::NamedPlace,
        tree::{Level, NodeId},
    },
    text::spans::slice,
};

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

/// What a resident reads before a slogan that is also the name of a community: 共建幸福社区.
const SLOGAN_VERBS: [char; 4] = ['建', '造', '创', '享'];

impl PlaceRecogniser<'_> {
    /// 大同 is the city, not the district, town or street of that name elsewhere.
    pub(super) fn prefer_wide(&self, named: &mut Vec<NamedPlace>) {
        let tree = &self.places.tree;
        let Some(widest) = named.iter().map(|named| tree.level(named.node)).min() else { return };
        let home = |node: NodeId| self.city.is_some_and(|city| tree.is_within(node, city));
        if widest <= Level::City {
            named.retain(|named| tree.level(named.node) <= Level::City);
        } else if named.iter().any(|named| named.kind == NameKind::Official) {
            named.retain(|named| named.kind == NameKind::Official);
        } else if widest == Level::District {
            named.retain(|named| tree.level(named.node) == Level::District || home(named.node));
        }
    }

    pub(super) fn alias(&self, name: &str, at: Range<usize>, outer: &[NodeId]) -> Vec<PlaceRef> {
        let Some(options) = self.places.aliases.get(name) else { return Vec::new() };
        let tree = &self.places.tree;
        let at_home = |node: NodeId| {
            if tree.level(node) <= Level::City {
                return self.city.is_none_or(|city| tree.province(city) == tree.province(node));
            }
            self.city.is_none_or(|city| tree.is_within(node, city))
        };
        let everyday = self.places.ordinary.contains(name) && self.city.is_none();
        let loose = self.register == Register::Paper && self.places.ordinary.contains(name);
        let fits = |place: &&PlaceRef| {
            place.node.is_some_and(|node| {
                if outer.is_empty() { at_home(node) && !everyday && !loose } else { self.fits(node, outer) }
            })
        };
        if self.splits_a_word(&at) || self.names_a_road(at.end) {
            return Vec::new();
        }
        options.iter().filter(fits).cloned().collect()
    }

    /// Whether a name stands for this place here, and is not an everyday word or a piece of one.
    pub(super) fn is_meant(&self, named: NamedPlace, at: Range<usize>, chained: bool) -> bool {
        if named.kind == NameKind::Official {
            self.official_is_meant(named.node, at, chained)
        } else {
            self.short_is_meant(named.node, at, chained)
        }
    }

    fn official_is_meant(&self, node: NodeId, at: Range<usize>, chained: bool) -> bool {
        let level = self.places.tree.level(node);
        let everyday = self.places.ordinary.contains(self.part(at.start, at.end));
        // Short names need the home city: 应县 is a county, 应县里要求 is not.
        let whole = !self.splits_a_word(&at);
        let home = self.city.is_some() && self.at_home(node);
        match level {
            Level::Province | Level::City => true,
            Level::District if at.len() > 2 => chained || !everyday || (home && whole),
            Level::District => chained || (whole && (home || (self.in_home_province(node) && !everyday))),
            Level::Street if at.len() > 3 => chained || !everyday,
            Level::Street => (chained && (at.len() > 2 || whole)) || (home && whole && !everyday),
            Level::Community if everyday || (!chained && self.is_slogan(&at)) => false,
            Level::Community if at.len() > 3 => chained || home || !self.begins_in_a_word(&at),
            Level::Community => chained || (home && whole),
        }
    }

    fn short_is_meant(&self, node: NodeId, at: Range<usize>, chained: bool) -> bool {
        let tree = &self.places.tree;
        if self.splits_a_word(&at) || self.names_a_road(at.end) {
            return false;
        }
        let name = self.part(at.start, at.end);
        let everyday = self.places.ordinary.contains(name);
        let pointed_at = self.at_home(node) && CONTEXT.iter().any(|word| self.rest(at.end).starts_with(word));
        match tree.level(node) {
            Level::Province => true,
            Level::City => !self.places.ordinary.contains(tree.name(node)),
            Level::District => {
                // 溪湖 of 溪湖林语 is a piece of a name: a paper writes a district out where nothing tells its city.
                let known = self.city.is_some() || self.register == Register::Resident;
                chained
                    || (!everyday && known)
                    || pointed_at
                    || (self.at_home(node) && self.opens_question(&at))
            }
            level => {
                let road = self.register == Register::Paper && name.ends_with(['路', '街', '巷', '道']);
                let long = at.len() >= 3 && self.city.is_some() && self.at_home(node);
                pointed_at
                    || (self.city.is_some() && self.at_home(node) && self.listed(at.end, level))
                    || (!road && !everyday && (chained || long))
            }
        }
    }

    fn at_home(&self, node: NodeId) -> bool {
        self.city.is_none_or(|city| self.places.tree.is_within(node, city))
    }

    fn is_slogan(&self, at: &Range<usize>) -> bool {
        let before = at.start.checked_sub(1).and_then(|before| self.characters.get(before));
        at.len() == 4
            && self.register == Register::Paper
            && before.is_some_and(|(_, before)| SLOGAN_VERBS.contains(before))
    }

    /// 小店哪里能理发, asked in 太原.
    fn opens_question(&self, at: &Range<usize>) -> bool {
        self.register == Register::Resident && self.city.is_some() && at.start == 0
    }

    fn in_home_province(&self, node: NodeId) -> bool {
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
        let list_end = clause.find('等').unwrap_or_else(|| clause.rfind('、').unwrap_or(0));
        let tail: String = slice(clause, list_end..clause.len()).chars().take(10).collect();
        suffixes.iter().any(|suffix| tail.contains(suffix))
    }
}
