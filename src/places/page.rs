//! The place of a newspaper page as a whole, by votes of the places that it names.
//!
//! Knows nothing of articles.

use std::collections::BTreeMap;

use super::{
    NameKind, Places,
    article::{after, is_origin},
    recognise::{PlaceMatch, Register},
    tree::{Level, NodeId},
};
use crate::{article::PlacePath, text::normalize::fold};

/// One short name in passing says nothing of the whole.
const ENOUGH: usize = 2;

type Votes = BTreeMap<NodeId, usize>;

impl Places {
    /// The city or district that a page as a whole belongs to, or the province where it names hardly anything narrower;
    /// `None` where two places are about equally strong.
    #[must_use]
    pub(crate) fn page_place(&self, texts: &[&str]) -> Option<PlacePath> {
        let (mut provinces, mut cities, mut districts) = (Votes::new(), Votes::new(), Votes::new());
        for text in texts {
            let text = fold(text);
            for found in self.matches(&text, None, Register::Paper) {
                let Some(node) = found.options.first().and_then(|place| place.node) else { continue };
                let level = self.tree.level(node);
                let alone = found.options.len() == 1 || (found.certain && level <= Level::District);
                if !alone || is_origin(&text, &found.range) && !names_medium(&text, &found) {
                    continue;
                }
                if level == Level::Province && !self.tree.is_municipality(node) {
                    *provinces.entry(node).or_default() += 1;
                    continue;
                }
                let weight = self.weight(&text, &found, node);
                *cities.entry(self.tree.city(node)).or_default() += weight;
                if level >= Level::District {
                    *districts.entry(self.tree.at_level(node, Level::District)).or_default() += weight;
                }
            }
        }
        let direct = |city: NodeId| provinces.get(&self.tree.province(city)).copied().unwrap_or(0);
        let Some((city, votes)) =
            strongest(&cities).filter(|(city, votes)| *votes >= ENOUGH && direct(*city) <= votes * 2)
        else {
            return leading(&provinces, 2).map(|province| self.tree.path(province));
        };
        let ahead = cities.iter().all(|(other, second)| *other == city || second * 3 <= votes * 2);
        if !ahead {
            return None;
        }
        districts.retain(|district, _| self.tree.is_within(*district, city));
        let inside: usize = districts.values().sum();
        let district = strongest(&districts).filter(|(_, votes)| *votes >= 6 && votes * 5 >= inside * 4);
        Some(self.tree.path(district.map_or(city, |(district, _)| district)))
    }

    fn weight(&self, text: &str, found: &PlaceMatch, node: NodeId) -> usize {
        match (found.kind, self.tree.level(node)) {
            _ if names_medium(text, found) => 4,
            (NameKind::Official, Level::Province | Level::City | Level::District) => 2,
            // 汇川区高桥街道 is an address, 高桥街道 one of several.
            (NameKind::Official, Level::Street) if found.range.len() > self.tree.name(node).len() => 2,
            (NameKind::Official, Level::Street) => 1,
            // A bare community may lie in a province whose communities are not in the tables.
            (NameKind::Official, Level::Community) if found.range.len() > self.tree.name(node).len() => 2,
            (NameKind::Official, Level::Community) => 0,
            (NameKind::Short, _) => 1,
            // An address of several steps that the tree lacks, below a city that it has.
            (NameKind::Learnt, Level::Province | Level::City) => 2,
            (NameKind::Alias | NameKind::Learnt, level) => usize::from(level >= Level::District),
        }
    }
}

/// 太原晚报: the paper's own name tells most.
fn names_medium(text: &str, found: &PlaceMatch) -> bool {
    ["日报", "晚报", "早报"].iter().any(|medium| after(text, &found.range).starts_with(medium))
}

fn strongest(votes: &Votes) -> Option<(NodeId, usize)> {
    votes
        .iter()
        .filter(|(_, votes)| **votes > 0)
        .map(|(node, votes)| (*node, *votes))
        .max_by_key(|(node, votes)| (*votes, std::cmp::Reverse(*node)))
}

/// The strongest where it has `times` as many votes as any other.
fn leading(votes: &Votes, times: usize) -> Option<NodeId> {
    let (first, most) = strongest(votes)?;
    votes.iter().all(|(other, votes)| *other == first || votes * times <= most).then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::places::tests::PLACES;

    #[test]
    fn a_page_belongs_where_most_of_its_places_lie() {
        let cases = [
            ("小店区修路。迎泽区扫雪。杏花岭区义诊。来自河北邯郸的店主。", "山西省/太原市"),
            ("平城区扫雪。平城区义诊。平城区理发。", "山西省/大同市/平城区"),
            ("杭州晚报讯,昨天下雪。", "浙江省/杭州市"),
            ("全省扫雪,四川各地都冷,四川人爱喝茶。", "四川省"),
            ("成都下雨,西安刮风。", ""),
            ("幸福社区开会。", ""),
        ];
        for (text, expected) in cases {
            let found = PLACES.page_place(&[text]).map(|place| place.to_string()).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        }
    }
}
