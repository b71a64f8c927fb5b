//! The places of a question: options narrowed by home and by what the knowledge covers, misspelt names put right.
//!
//! Knows nothing of conversations and of what else is asked.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use super::{
    NameKind, PlaceMention, Places,
    recognise::Register,
    sounds::{differences, sound_of},
    tree::{Level, NodeId},
};
use crate::{
    article::PlacePath,
    text::spans::{char_count, slice},
};

/// What a question is asked against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlaceContext<'a> {
    /// The conversation's, the user's or the deployment's place.
    pub(crate) home: Option<&'a PlacePath>,
    /// The places of the articles.
    pub(crate) covered: &'a Covered,
}

/// A place that a question names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QuestionPlace {
    /// Bytes of the folded question.
    pub(crate) range: Range<usize>,
    /// The question's own words.
    pub(crate) as_written: String,
    /// What it may mean, likeliest first; more than one only where nothing decides.
    pub(crate) options: Vec<PlacePath>,
    /// The name that was understood where the question misspells it.
    pub(crate) corrected: Option<String>,
}

/// The places of all articles, ready to be looked up; built once a reload.
#[derive(Clone, Debug, Default)]
pub(crate) struct Covered {
    places: BTreeSet<PlacePath>,
    names: HashMap<String, Vec<PlacePath>>,
    /// Names without their suffix: 南屯 of 南屯苑.
    stems: HashMap<String, Vec<PlacePath>>,
    sounds: HashMap<Vec<u32>, Vec<SoundAlike>>,
}

/// A name by its sound.
#[derive(Clone, Debug)]
struct SoundAlike {
    name: String,
    path: PlacePath,
}

/// A name of places of the articles, found in a question.
struct CoveredName<'a> {
    range: Range<usize>,
    places: &'a [PlacePath],
}

const STEM_SUFFIXES: [&str; 12] =
    ["社区", "小区", "街道", "公寓", "大厦", "家园", "花园", "大院", "村", "苑", "区", "镇"];
/// Words after a bare stem that show a place is meant.
const POINTERS: [&str; 10] = ["那边", "这边", "附近", "一带", "那块", "这块", "那儿", "那里", "周边", "那片"];
const LONGEST_NAME: usize = 14;

impl Covered {
    /// Takes the places of the articles. The names of the country's districts and of `home`'s streets and communities
    /// are kept too, so that a misspelt one can be put right.
    #[must_use]
    pub(crate) fn new(places: &Places, covered: &[PlacePath], home: Option<&PlacePath>) -> Self {
        let mut known = Self { places: covered.iter().cloned().collect(), ..Self::default() };
        let distinct: BTreeSet<PlacePath> = covered.iter().flat_map(PlacePath::ancestry).collect();
        for place in &distinct {
            known.names.entry(place.name().to_owned()).or_default().push(place.clone());
            let stem = STEM_SUFFIXES
                .iter()
                .find_map(|suffix| place.name().strip_suffix(suffix))
                .filter(|stem| char_count(stem) >= 2);
            if let Some(stem) = stem {
                known.stems.entry(stem.to_owned()).or_default().push(place.clone());
            }
            for name in std::iter::once(place.name()).chain(stem.filter(|stem| char_count(stem) >= 3)) {
                known.note_sound(name, place);
            }
        }
        let city = home.and_then(|home| places.nearest_node(home)).map(|home| places.tree.city(home));
        for node in 0..places.tree.nodes.len() as NodeId {
            let near = city.is_some_and(|city| places.tree.is_within(node, city));
            if places.tree.level(node) <= Level::District || near {
                known.note_sound(places.tree.name(node), &places.tree.path(node));
            }
        }
        known
    }

    fn note_sound(&mut self, name: &str, place: &PlacePath) {
        if char_count(name) >= 3 {
            let same = self.sounds.entry(sound_of(name)).or_default();
            if !same.iter().any(|known| known.path == *place) {
                same.push(SoundAlike { name: name.to_owned(), path: place.clone() });
            }
        }
    }

    /// An article speaks of `place` or of something inside it.
    #[must_use]
    pub(crate) fn holds(&self, place: &PlacePath) -> bool {
        // Sorted as text, what lies inside follows the place itself, but for names that only begin alike.
        let from = self.places.range(place.clone()..);
        from.take_while(|other| other.as_str().starts_with(place.as_str()))
            .any(|other| other.is_within(place))
    }

    /// The longest covered name that begins at `start`.
    fn named_at(&self, text: &str, start: usize) -> Option<CoveredName<'_>> {
        let rest = slice(text, start..text.len());
        let ends: Vec<usize> =
            rest.char_indices().map(|(at, character)| at + character.len_utf8()).take(LONGEST_NAME).collect();
        ends.into_iter().skip(1).rev().find_map(|end| {
            let name = slice(rest, 0..end);
            let pointed = POINTERS.iter().any(|word| slice(rest, end..rest.len()).starts_with(word));
            let long = char_count(name) >= 3;
            let stem = || self.stems.get(name).filter(|_| long || pointed);
            let full = self.names.get(name).filter(|_| long || pointed);
            full.or_else(stem).map(|places| CoveredName { range: start..start + end, places })
        })
    }
}

impl Places {
    /// The places that a folded question names, in order.
    #[must_use]
    pub(crate) fn asked(&self, question: &str, context: &PlaceContext<'_>) -> Vec<QuestionPlace> {
        let home = context.home.and_then(|home| self.nearest_node(home));
        let found = self.matches(question, home, Register::Resident);
        let mut mentions = self.mentions(&found);
        let mut asked: Vec<QuestionPlace> = Vec::new();
        for name in covered_names(question, context.covered) {
            let Some((range, options)) = self.joined(&name, &mentions) else { continue };
            mentions.retain(|mention| mention.range.end <= range.start || range.end <= mention.range.start);
            asked.push(self.asked_at(question, range, options, context));
        }
        for mention in mentions {
            let unknown = mention.kind == NameKind::Learnt
                && !mention.options.iter().any(|option| context.covered.holds(option));
            let corrected =
                if unknown { self.corrected(question, mention.range.clone(), context) } else { None };
            asked.push(
                corrected.unwrap_or_else(|| self.asked_at(question, mention.range, mention.options, context)),
            );
        }
        self.add_corrected(question, context, &mut asked);
        asked.sort_by_key(|asked| asked.range.start);
        asked
    }

    /// A covered name together with the mentions that it overlaps or continues; `None` where they say it better, or
    /// where they name another town: 大同桃南二社区 is not the one in 太原.
    fn joined(
        &self,
        name: &CoveredName<'_>,
        mentions: &[PlaceMention],
    ) -> Option<(Range<usize>, Vec<PlacePath>)> {
        let CoveredName { range, places } = name;
        let touching: Vec<&PlaceMention> = mentions
            .iter()
            .filter(|mention| mention.range.start < range.end && range.start <= mention.range.end)
            .collect();
        let says_better = |mention: &&PlaceMention| {
            let wider = mention.range.start <= range.start && range.end <= mention.range.end;
            wider && mention.range != *range && mention.kind != NameKind::Learnt
        };
        if touching.iter().any(says_better) {
            return None;
        }
        let start = touching.iter().map(|mention| mention.range.start).fold(range.start, usize::min);
        let outer: Vec<&PlacePath> = touching.iter().flat_map(|mention| &mention.options).collect();
        let inside = |place: &&PlacePath| {
            outer.iter().any(|outer| {
                place.is_within(outer) || outer.parent().is_some_and(|outer| place.is_within(&outer))
            })
        };
        // Only what stands before the name in its chain narrows it down.
        let alone = start == range.start;
        let mut options: Vec<PlacePath> =
            places.iter().filter(|place| alone || inside(place)).cloned().collect();
        if options.is_empty() {
            return None;
        }
        let same_name = touching.iter().filter(|mention| mention.range.end == range.end);
        options.extend(
            same_name
                .flat_map(|mention| &mention.options)
                .filter(|place| self.node(place).is_some())
                .cloned(),
        );
        Some((start..range.end, options))
    }

    fn asked_at(
        &self,
        question: &str,
        range: Range<usize>,
        options: Vec<PlacePath>,
        context: &PlaceContext<'_>,
    ) -> QuestionPlace {
        let as_written = slice(question, range.clone()).to_owned();
        QuestionPlace { range, as_written, options: self.reduce(options, context), corrected: None }
    }

    /// Keeps the options at home when there are some, then those that an article speaks of when there are some.
    fn reduce(&self, mut options: Vec<PlacePath>, context: &PlaceContext<'_>) -> Vec<PlacePath> {
        let mut seen = BTreeSet::new();
        options.retain(|option| seen.insert(option.clone()));
        let home = context.home.map(|home| self.city(home));
        let at_home = |option: &PlacePath| home.as_ref().is_some_and(|home| option.is_within(home));
        for keep in [&at_home as &dyn Fn(&PlacePath) -> bool, &|option| context.covered.holds(option)] {
            if options.len() > 1 && options.iter().any(keep) {
                options.retain(keep);
            }
        }
        options
    }

    /// The name that a misspelt learnt one means.
    fn corrected(
        &self,
        question: &str,
        range: Range<usize>,
        context: &PlaceContext<'_>,
    ) -> Option<QuestionPlace> {
        let starts =
            slice(question, range.clone()).char_indices().map(|(at, _)| range.start + at).collect::<Vec<_>>();
        starts.into_iter().find_map(|start| self.correction(question, start..range.end, context))
    }

    fn correction(
        &self,
        question: &str,
        range: Range<usize>,
        context: &PlaceContext<'_>,
    ) -> Option<QuestionPlace> {
        let written = slice(question, range.clone());
        let same = context.covered.sounds.get(&sound_of(written))?;
        let allowed = if char_count(written) >= 5 { 2 } else { 1 };
        let near: Vec<&SoundAlike> =
            same.iter().filter(|known| (1..=allowed).contains(&differences(&known.name, written))).collect();
        let name = near.first()?.name.clone();
        let options =
            near.iter().filter(|known| known.name == name).map(|known| known.path.clone()).collect();
        let asked = self.asked_at(question, range, options, context);
        Some(QuestionPlace { corrected: Some(name), ..asked })
    }

    /// Misspelt names where nothing else was recognised: 平成区.
    fn add_corrected(&self, question: &str, context: &PlaceContext<'_>, asked: &mut Vec<QuestionPlace>) {
        let borders: Vec<usize> = question.char_indices().map(|(at, _)| at).chain([question.len()]).collect();
        let mut at = 0;
        while at + 3 < borders.len() {
            let longest = (borders.len() - 1 - at).min(LONGEST_NAME);
            let free = |range: &Range<usize>| {
                !asked.iter().any(|known| known.range.start < range.end && range.start < known.range.end)
            };
            let ranges =
                (3..=longest).rev().filter_map(|length| Some(*borders.get(at)?..*borders.get(at + length)?));
            let found = ranges.filter(free).find_map(|range| self.correction(question, range, context));
            asked.extend(found);
            at += 1;
        }
    }
}

/// Names of covered places in the question, longest first, without overlaps.
fn covered_names<'a>(question: &str, covered: &'a Covered) -> Vec<CoveredName<'a>> {
    let mut found: Vec<CoveredName<'a>> = Vec::new();
    let mut end = 0;
    for (at, _) in question.char_indices() {
        if at < end {
            continue;
        }
        if let Some(name) = covered.named_at(question, at) {
            end = name.range.end;
            found.push(name);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::tests::PLACES;

    /// Asked in `home` of a knowledge that holds three places: `written>options` and `=corrected`.
    fn check(home: &str, question: &str, expected: &[&str]) {
        let home = PlacePath::new(home);
        let covered = [
            "山西省/太原市/小店区/龙城街道/龙城天悦社区",
            "山西省/太原市/迎泽区/老军营街道/桃北六社区",
            "山西省/太原市/柳屯苑",
            "山西省/大同市/平城区/迎宾街道",
        ];
        let covered = Covered::new(&PLACES, &covered.map(PlacePath::new), Some(&home));
        let asked = PLACES.asked(question, &PlaceContext { home: Some(&home), covered: &covered });
        let show = |asked: &QuestionPlace| {
            let options: Vec<&str> = asked.options.iter().map(PlacePath::name).collect();
            let corrected = asked.corrected.as_deref().map(|name| format!("={name}")).unwrap_or_default();
            format!("{}>{}{corrected}", asked.as_written, options.join("|"))
        };
        assert_eq!(asked.iter().map(show).collect::<Vec<_>>(), expected, "{question}");
    }

    const DATONG: &str = "山西省/大同市";

    #[test]
    fn home_comes_before_what_is_covered_and_that_before_the_rest() {
        check(DATONG, "城区哪里理发", &["城区>平城区"]);
        check(DATONG, "和平社区在哪", &["和平社区>和平社区"]);
        check("浙江省/杭州市", "迎宾街道有食堂吗", &["迎宾街道>迎宾街道"]);
        check(DATONG, "那盐湖区呢", &["盐湖区>盐湖区"]);
        check(DATONG, "我们小区停水了", &[]);
        check("山西省/太原市", "小店哪里理发", &["小店>小店区"]);
    }

    #[test]
    fn covered_names_are_known_by_their_whole_path() {
        check(DATONG, "桃北六社区有活动吗", &["桃北六社区>桃北六社区"]);
        check(DATONG, "柳屯那边的菜店", &["柳屯>柳屯苑"]);
        check(DATONG, "太原桃北六社区有活动吗", &["太原桃北六社区>桃北六社区"]);
        check(DATONG, "大同柳屯苑小区", &["大同柳屯苑小区>柳屯苑小区"]);
    }

    #[test]
    fn homophones_are_put_right() {
        check(DATONG, "平成区哪里理发", &["平成区>平城区=平城区"]);
        check(DATONG, "龙城天月社区拍照", &["龙城天月社区>龙城天悦社区=龙城天悦社区"]);
        check(DATONG, "凯得世家社区修暖气", &["凯得世家社区>凯德世家社区=凯德世家社区"]);
        check(DATONG, "城强上看见什么", &[]);
    }
}
