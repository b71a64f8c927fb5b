//! An operator's written place → paths: a full path, a chain, or a short name.
//!
//! Knows nothing of running text.

use super::{
    NameKind, Places,
    names::{NameLengths, NamedPlace},
    recognise::PlaceRef,
    tree::{Level, NodeId},
};
use crate::{
    article::PlacePath,
    text::{
        normalize::fold,
        spans::{char_count, slice},
    },
};

/// Characters of the longest place that anybody writes; the readings of a chain multiply.
const LONGEST: usize = 200;

/// One reading of a written chain.
struct ChainReading {
    place: PlaceRef,
    /// Number of characters that the tree lacks.
    left: usize,
}

/// A place with whose name the chain begins, and where that name ends.
struct ChainStep {
    place: PlaceRef,
    end: usize,
}

impl Places {
    /// The places that `written` may mean: 山西省/大同市/平城区, 平城区永泰街道凯德世家社区, 平城; empty when none is known.
    /// A last step that the tree lacks is kept below a known district or street. Widest first; see [`Places::nearest`].
    #[must_use]
    pub(crate) fn find(&self, written: &str) -> Vec<PlacePath> {
        let written = fold(written);
        let text: String = written
            .chars()
            .filter(|character| !matches!(character, ' ' | '\u{3000}' | '>' | '›' | '·'))
            .collect();
        if char_count(&text) > LONGEST {
            return Vec::new();
        }
        let mut found = Vec::new();
        self.follow(&text, None, &mut found);
        // With a rest that the tree lacks, the reading that explains most counts.
        let least = found.iter().map(|reading| reading.left).min().unwrap_or(0);
        let mut paths: Vec<PlacePath> = Vec::new();
        for reading in found.iter().filter(|reading| reading.left == least) {
            let path = self.path(&reading.place);
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        paths.sort_by_key(PlacePath::depth);
        paths
    }

    /// Adds all readings of `text` as a chain inside `outer`.
    fn follow(&self, text: &str, outer: Option<NodeId>, found: &mut Vec<ChainReading>) {
        let text = text.trim_start_matches(['/', '的']);
        if text.is_empty() {
            found.extend(outer.map(|node| ChainReading { place: PlaceRef::of(node), left: 0 }));
            return;
        }
        let mut steps: Vec<ChainStep> = Vec::new();
        let lengths = text.chars().next().map(|first| self.names.lengths_from(first)).unwrap_or_default();
        for (length, (at, character)) in (1..=NameLengths::LONGEST).zip(text.char_indices()) {
            if length == 1 || !lengths.contains(length) {
                continue;
            }
            let end = at + character.len_utf8();
            let name = slice(text, 0..end);
            let inside =
                |node: NodeId| outer.is_none_or(|outer| node != outer && self.tree.is_within(node, outer));
            for NamedPlace { node, kind } in self.names.get(&self.tree, name) {
                let rest_begins_a_step = end == text.len()
                    || kind == NameKind::Official
                    || self.tree.level(node) <= Level::District;
                if inside(node) && rest_begins_a_step {
                    steps.push(ChainStep { place: PlaceRef::of(node), end });
                }
            }
            let aliases = self.aliases.get(name).into_iter().flatten();
            let aliases = aliases.filter(|place| place.node.is_some_and(inside)).cloned();
            steps.extend(aliases.map(|place| ChainStep { place, end }));
        }
        steps.sort_by_key(|step| std::cmp::Reverse(step.end));
        for ChainStep { place, end } in &steps {
            let rest = slice(text, *end..text.len());
            match place.node {
                Some(node) if place.leaf.is_none() => self.follow(rest, Some(node), found),
                _ if rest.is_empty() => found.push(ChainReading { place: place.clone(), left: 0 }),
                _ => {}
            }
        }
        let Some(outer) =
            outer.filter(|&outer| self.tree.level(outer) >= Level::City || self.tree.city(outer) == outer)
        else {
            return;
        };
        if steps.is_empty() && char_count(text) >= 2 {
            let leaf = text.trim_matches('/');
            let place = PlaceRef { node: Some(outer), leaf: Some(leaf.into()) };
            found.push(ChainReading { place, left: char_count(leaf) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::tests::PLACES;

    #[test]
    fn written_places_are_found() {
        let cases = [
            ("山西省/大同市/平城区", "山西省/大同市/平城区"),
            ("平城区永泰街道凯德世家社区", "山西省/大同市/平城区/永泰街道/凯德世家社区"),
            ("大同平城", "山西省/大同市/平城区"),
            ("大同", "山西省/大同市"),
            ("大同 › 御东", "山西省/大同市/平城区"),
            ("北京市东城区东华门街道", "北京市/东城区/东华门街道"),
            ("濟源市", "河南省/济源市"),
            ("永泰街道新湖社区", "山西省/大同市/平城区/永泰街道/新湖社区"),
            ("山西省/太原市/柳苑", "山西省/太原市/柳苑"),
            ("全国", ""),
            ("新湖社区", ""),
            ("", ""),
        ];
        for (written, expected) in cases {
            let first = PLACES.find(written).first().map(ToString::to_string).unwrap_or_default();
            assert_eq!(first, expected, "{written}");
        }
    }

    #[test]
    fn namesakes_are_all_given() {
        let options = PLACES.find("城区");
        assert!(options.contains(&PlacePath::new("山西省/大同市/平城区")));
        assert!(options.contains(&PlacePath::new("山西省/阳泉市/城区")));
    }
}
