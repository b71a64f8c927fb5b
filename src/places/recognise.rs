//! Places named in running text: longest names first, chains joined, everyday words left alone.
//!
//! Knows nothing of what the text as a whole is about.

use std::ops::Range;

use super::{
    NameKind, Places, learnt,
    names::{NameHash, NamedPlace},
    tree::{Level, NodeId},
};
use crate::{
    article::PlacePath,
    text::{segment, spans::slice},
};

mod meant;
mod printed;

/// A place named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlaceMention {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    /// What it may mean, likeliest first; never empty.
    pub(crate) options: Vec<PlacePath>,
    /// How its last part was written.
    pub(crate) kind: NameKind,
}

/// A place of the tree, or one below it that the tree lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlaceRef {
    pub(super) node: Option<NodeId>,
    pub(super) leaf: Option<Box<str>>,
}

impl PlaceRef {
    pub(super) fn of(node: NodeId) -> Self {
        Self { node: Some(node), leaf: None }
    }
}

/// A mention before its options are written out.
#[derive(Clone, Debug)]
pub(super) struct PlaceMatch {
    pub(super) range: Range<usize>,
    pub(super) options: Vec<PlaceRef>,
    pub(super) kind: NameKind,
    /// The first option is better than the second by the chain, the context or the home city.
    pub(super) certain: bool,
}

/// Who wrote the text: a paper uses official names, a resident short ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Register {
    Paper,
    Resident,
}

/// At most so many options are written out.
const MAX_OPTIONS: usize = 24;
impl Places {
    pub(super) fn mentions(&self, found: &[PlaceMatch]) -> Vec<PlaceMention> {
        let write = |found: &PlaceMatch| PlaceMention {
            range: found.range.clone(),
            options: found.options.iter().take(MAX_OPTIONS).map(|place| self.path(place)).collect(),
            kind: found.kind,
        };
        found.iter().map(write).collect()
    }

    pub(super) fn matches(&self, text: &str, near: Option<NodeId>, register: Register) -> Vec<PlaceMatch> {
        let mut recogniser = PlaceRecogniser::new(self, text, near, register);
        let named = recogniser.named();
        learnt::with_learnt(&recogniser, named)
    }
}

/// One text being read.
pub(super) struct PlaceRecogniser<'a> {
    pub(super) places: &'a Places,
    pub(super) text: &'a str,
    pub(super) characters: Vec<(usize, char)>,
    /// Words of the text.
    pub(super) words: Vec<Range<usize>>,
    /// For each byte: it lies inside a word, so that no name may begin or end there.
    inside: Vec<bool>,
    pub(super) near: Option<NodeId>,
    pub(super) city: Option<NodeId>,
    register: Register,
    /// The last certain place above a community: what follows is looked for there first.
    context: Option<NodeId>,
}

struct NameHit {
    end: usize,
    options: Vec<PlaceRef>,
    kind: NameKind,
}

impl<'a> PlaceRecogniser<'a> {
    fn new(places: &'a Places, text: &'a str, near: Option<NodeId>, register: Register) -> Self {
        let words = segment::words(text);
        let mut inside = vec![false; text.len() + 1];
        for word in &words {
            inside.iter_mut().take(word.end).skip(word.start + 1).for_each(|inside| *inside = true);
        }
        let city = near.map(|near| places.tree.city(near));
        let characters = text.char_indices().chain([(text.len(), '\0')]).collect();
        Self { places, text, characters, words, inside, near, city, register, context: None }
    }

    fn byte(&self, at: usize) -> usize {
        self.characters.get(at).map_or(self.text.len(), |(byte, _)| *byte)
    }

    fn part(&self, from: usize, to: usize) -> &'a str {
        slice(self.text, self.byte(from)..self.byte(to))
    }

    fn rest(&self, from: usize) -> &'a str {
        slice(self.text, self.byte(from)..self.text.len())
    }

    /// Names of the tree and aliases, chains joined.
    fn named(&mut self) -> Vec<PlaceMatch> {
        let mut found = Vec::new();
        let mut at = 0;
        while at + 1 < self.characters.len() {
            let Some(mut hit) = self.hit(at, &[]) else {
                at += 1;
                continue;
            };
            let mut chained = false;
            while let Some(next) = self.next_in_chain(&hit).or_else(|| self.abbreviated_prefecture(&hit)) {
                hit = next;
                chained = true;
            }
            let hit_of_tree = hit.end;
            let mut hit = self.with_printed_steps(hit);
            chained |= hit.end > hit_of_tree;
            let certain = self.order(&mut hit.options) || chained;
            if certain && let Some(node) = hit.options.first().and_then(|place| place.node) {
                self.note_context(node);
            }
            found.push(PlaceMatch {
                range: self.byte(at)..self.byte(hit.end),
                options: hit.options,
                kind: hit.kind,
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
    fn next_in_chain(&self, hit: &NameHit) -> Option<NameHit> {
        let outer: Vec<NodeId> =
            hit.options.iter().filter(|place| place.leaf.is_none()).filter_map(|place| place.node).collect();
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
    fn hit(&self, at: usize, outer: &[NodeId]) -> Option<NameHit> {
        let places = self.places;
        let lengths = places.names.lengths_from(self.characters.get(at)?.1);
        let (mut hash, mut best) = (NameHash::START, None);
        for length in 1..=lengths.longest()? {
            let Some((_, character)) = self.characters.get(at + length - 1) else { break };
            hash = hash.with(*character);
            if length < 2 || !lengths.contains(length) {
                continue;
            }
            let name = self.part(at, at + length);
            if name.is_empty() || at + length >= self.characters.len() {
                break;
            }
            let entries = places.names.get_hashed(&places.tree, name, hash);
            let mut kind = NameKind::Alias;
            let mut meant: Vec<NamedPlace> = Vec::new();
            for named in entries {
                if self.fits(named.node, outer) && self.is_meant(named, at..at + length, !outer.is_empty()) {
                    kind = kind.min(named.kind);
                    meant.push(named);
                }
            }
            self.prefer_wide(&mut meant);
            let mut options: Vec<PlaceRef> = self.alias(name, at..at + length, outer);
            if !options.is_empty() {
                kind = NameKind::Alias;
            }
            options.extend(meant.into_iter().map(|named| PlaceRef::of(named.node)));
            if !options.is_empty() {
                best = Some(NameHit { end: at + length, options, kind });
            }
        }
        best
    }

    /// Whether `node` lies in one of `outer`. A community may be printed under another street of its district.
    fn fits(&self, node: NodeId, outer: &[NodeId]) -> bool {
        let tree = &self.places.tree;
        let inside = |&outer: &NodeId| {
            node != outer
                && (tree.is_within(node, outer)
                    || (tree.level(outer) == Level::Street
                        && tree.level(node) == Level::Community
                        && tree.is_within(node, tree.at_level(outer, Level::District))))
        };
        outer.is_empty() || outer.iter().any(inside)
    }

    /// Nearest first: what the text spoke of last, then the home place. True when the first is nearer than the second.
    fn order(&self, options: &mut [PlaceRef]) -> bool {
        if options.len() < 2 {
            return !options.is_empty();
        }
        let tree = &self.places.tree;
        let shared = |place: &PlaceRef, near: Option<NodeId>| match (place.node, near) {
            (Some(node), Some(near)) => tree.shared_steps(node, near),
            _ => 0,
        };
        let closeness = |place: &PlaceRef| {
            let city = shared(place, self.city);
            (city, shared(place, self.context), shared(place, self.near))
        };
        options.sort_by_cached_key(|place| std::cmp::Reverse(closeness(place)));
        matches!(&*options, [first, second, ..] if closeness(first) > closeness(second))
    }

    /// No word goes on across `byte`.
    pub(super) fn may_end(&self, byte: usize) -> bool {
        !self.inside.get(byte).copied().unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::places::tests::PLACES;

    /// `written>name of the first option's last two steps`, one for each mention.
    fn check(near: &str, text: &str, expected: &[&str]) {
        let found = recognise(text, Some(&PlacePath::new(near)));
        let show = |mention: &PlaceMention| {
            let path = mention.options.first().map(ToString::to_string).unwrap_or_default();
            let steps: Vec<&str> = path.split('/').rev().take(2).collect();
            format!(
                "{}>{}",
                slice(text, mention.range.clone()),
                steps.into_iter().rev().collect::<Vec<_>>().join("/")
            )
        };
        assert_eq!(found.iter().map(show).collect::<Vec<_>>(), expected, "{text}");
    }

    const DATONG: &str = "山西省/大同市";
    const TAIYUAN: &str = "山西省/太原市";

    fn recognise(text: &str, near: Option<&PlacePath>) -> Vec<PlaceMention> {
        let near = near.and_then(|path| PLACES.nearest_node(path));
        PLACES.mentions(&PLACES.matches(text, near, Register::Paper))
    }

    #[test]
    fn chains_are_one_mention() {
        check(
            DATONG,
            "在平城区永泰街道凯德世家社区办",
            &["平城区永泰街道凯德世家社区>永泰街道/凯德世家社区"],
        );
        check(DATONG, "大同的平城区下雨", &["大同的平城区>大同市/平城区"]);
        check(TAIYUAN, "太原老军营那边", &["太原老军营>迎泽区/老军营街道"]);
        check(DATONG, "振华街道永安里社区扫雪", &["振华街道永安里社区>迎宾街道/永安里社区"]);
        check("浙江省/杭州市", "上城区笕桥街道理发", &["上城区笕桥街道>上城区/笕桥街道"]);
    }

    #[test]
    fn everyday_words_are_no_places() {
        check(DATONG, "资源会同合作建设和平解放团结胜利人民新营来宾", &[]);
        check(TAIYUAN, "有哪些小店小摊开门", &[]);
        check(DATONG, "各社区、多个社区走进社区,家政进社区,居民向社区报到", &[]);
        check(DATONG, "实现长治久安,走致富路,修农村公路,建美好家园、智慧小区", &[]);
        check(DATONG, "打造幸福社区", &[]);
    }

    #[test]
    fn short_names_need_their_city_or_a_pointer() {
        check(DATONG, "迎宾那边有食堂", &["迎宾>平城区/迎宾街道"]);
        check(DATONG, "来了迎宾的队伍", &[]);
        check(DATONG, "在平城当义工", &["平城>大同市/平城区"]);
        check(
            DATONG,
            "平城区古城、新旺、文瀛湖等多个街道",
            &["平城区古城>平城区/古城街道", "新旺>平城区/新旺街道", "文瀛湖>平城区/文瀛湖街道"],
        );
        check(
            DATONG,
            "绿园、北馨园等社区检查燃气",
            &["绿园>迎宾街道/绿园社区", "北馨园>迎宾街道/北馨园社区"],
        );
        check(DATONG, "太原路有雪", &["太原路>大同市/太原路"]);
    }

    #[test]
    fn aliases_are_tried_in_the_home_city_first() {
        check(DATONG, "大同城区的路灯", &["大同城区>大同市/平城区"]);
        check(DATONG, "矿务局的老人", &["矿务局>大同市/云冈区"]);
        check("江苏省/南京市", "矿务局的老人", &[]);
        check(TAIYUAN, "并州老字号", &["并州>山西省/太原市"]);
    }

    #[test]
    fn what_the_tree_lacks_is_learnt_from_its_suffix() {
        check(
            TAIYUAN,
            "老军营街道桃北六社区办活动。桃北六社区干部说",
            &["老军营街道桃北六社区>老军营街道/桃北六社区", "桃北六社区>老军营街道/桃北六社区"],
        );
        check(
            DATONG,
            "平城区干部走进柳岸新城小区",
            &["平城区>大同市/平城区", "柳岸新城小区>平城区/柳岸新城小区"],
        );
        check(
            TAIYUAN,
            "柳湖小区里墙掉皮,社区帮助柳湖小区粉刷",
            &["柳湖小区>太原市/柳湖小区", "柳湖小区>太原市/柳湖小区"],
        );
        check(TAIYUAN, "迎泽区柳树巷有积水", &["迎泽区柳树巷>迎泽区/柳树巷"]);
        check(TAIYUAN, "胜利东街柳湖小区17号院停水", &["柳湖小区17号院>太原市/柳湖小区17号院"]);
    }

    #[test]
    fn namesakes_keep_their_options() {
        let mentions = recognise("和平街道", None);
        assert!(mentions.first().is_some_and(|mention| mention.options.len() > 3));
    }

    proptest! {
        #[test]
        fn mentions_are_ordered_and_on_character_borders(text in "[大同市平城区街道社的、村路a1 。小]{0,24}") {
            let mut end = 0;
            for mention in recognise(&text, None) {
                prop_assert!(mention.range.start >= end && text.get(mention.range.clone()).is_some_and(|part| !part.is_empty()));
                prop_assert!(!mention.options.is_empty());
                end = mention.range.end;
            }
        }
    }
}
