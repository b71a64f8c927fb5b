//! What an article is about: the narrowest certain places, without persons' origins and places far away.
//!
//! Knows nothing of how a page is split.

use std::ops::Range;

use super::{
    NameKind, Places,
    recognise::{PlaceMatch, Register},
    tree::Level,
};
use crate::{
    article::PlacePath,
    text::{normalize::fold, sentences::sentences, spans::slice},
};

/// An article's text and what is known of its page.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ArticlePlaces<'a> {
    /// Kicker, headline and subtitle.
    pub(crate) headlines: &'a str,
    /// The body.
    pub(crate) body: &'a str,
    /// The place that the operator gave.
    pub(crate) given: Option<&'a PlacePath>,
    /// The place of the page as a whole ([`Places::page_place`]).
    pub(crate) page: Option<&'a PlacePath>,
}

/// A place on its way into an article's places.
struct NarrowPlace {
    path: PlacePath,
    in_headline: bool,
}

/// Words before a place from which somebody comes or to which somebody goes home.
const COMES_FROM: [&str; 17] = [
    "来自",
    "从",
    "回",
    "不回",
    "回到",
    "返回",
    "老家在",
    "老家是",
    "祖籍",
    "籍贯",
    "定居",
    "远在",
    "去过",
    "离开",
    "不远千里从",
    "毕业于",
    "嫁到",
];
/// Words after a place that make it an origin or a medium.
const ORIGIN_OR_MEDIUM: [&str; 14] = [
    "老家",
    "籍",
    "方向",
    "日报",
    "晚报",
    "早报",
    "晨报",
    "电视台",
    "广播",
    "新闻网",
    "新闻客户端",
    "人民出版社",
    "来同",
    "来并",
];
const WHOLE_PROVINCE: [&str; 6] = ["全省", "我省", "省内", "本省", "省级", "省政府"];
const WHOLE_CITY: [&str; 7] = ["我市", "全市", "本市", "市委", "市政府", "市级", "市民"];
/// Last words of an office's name: 省人社厅, 市妇联.
const OFFICES: [&str; 12] =
    ["厅", "局", "委", "联", "中心", "办", "协会", "总会", "馆", "总工会", "院", "集团"];
const ROAD_POINTERS: [char; 9] = ['东', '西', '南', '北', '口', '段', '与', '一', '上'];
const MAX_PLACES: usize = 16;

impl Places {
    /// The places the article is about, in the order of their first mention; empty when nothing tells.
    #[must_use]
    pub(crate) fn of_article(&self, article: &ArticlePlaces<'_>) -> Vec<PlacePath> {
        let text = format!("{}\n{}", fold(article.headlines), fold(article.body));
        let head = 0..fold(article.headlines).len();
        let page =
            article.given.or(article.page).cloned().or_else(|| self.page_place(&[article.headlines, &text]));
        let near = page.as_ref().and_then(|page| self.nearest_node(page));
        let city = near.map(|near| self.tree.city(near));
        let found = self.matches(&text, near, Register::Paper);
        let kept: Vec<&PlaceMatch> = found.iter().filter(|found| self.counts(&text, found)).collect();
        let home = |found: &&&PlaceMatch| {
            let node = found.options.first().and_then(|place| place.node);
            match (node, city) {
                (Some(node), Some(city)) => {
                    self.tree.is_within(node, city) || self.tree.is_within(city, node)
                }
                // Nothing tells where the text is at home: a short name in passing (水西安氏) does not.
                (node, None) => {
                    let is_written_out = matches!(found.kind, NameKind::Official | NameKind::Learnt);
                    node.is_some() && (is_written_out || found.range.end <= head.end)
                }
                (None, Some(_)) => false,
            }
        };
        let mut chosen: Vec<&PlaceMatch> = kept.iter().filter(home).copied().collect();
        let abroad = |found: &&&PlaceMatch| !home(found) && found.certain && found.kind != NameKind::Alias;
        if !chosen.iter().any(|found| self.is_narrow(found)) {
            // Somewhere else altogether: only when the headline says so.
            chosen.extend(
                kept.iter()
                    .filter(abroad)
                    .filter(|found| found.range.end <= head.end && found.kind == NameKind::Official),
            );
        }
        self.narrowest(&text, &chosen, head).unwrap_or_else(|| self.whole(&text, page.as_ref()))
    }

    /// Neither an origin nor a medium, and one place rather than several equal ones.
    fn counts(&self, text: &str, found: &PlaceMatch) -> bool {
        let node = found.options.first().and_then(|place| place.node);
        (found.certain || found.options.len() == 1) && node.is_some() && !is_origin(text, &found.range)
    }

    fn is_narrow(&self, found: &PlaceMatch) -> bool {
        let place = found.options.first();
        place.is_some_and(|place| {
            place.leaf.is_some() || place.node.is_some_and(|node| self.tree.level(node) >= Level::District)
        })
    }

    /// The narrowest of the chosen places; a wider one stays when a headline names it by itself.
    fn narrowest(&self, text: &str, chosen: &[&PlaceMatch], head: Range<usize>) -> Option<Vec<PlacePath>> {
        let path = |found: &PlaceMatch| found.options.first().map(|place| self.path(place));
        let is_road = |found: &PlaceMatch| {
            found.kind == NameKind::Learnt && slice(text, found.range.clone()).ends_with(['路', '街', '巷'])
        };
        let homes =
            chosen.iter().any(|found| !is_road(found) && path(found).is_some_and(|path| path.depth() > 3));
        let mut places: Vec<NarrowPlace> = Vec::new();
        for found in chosen {
            let Some(path) = path(found) else { continue };
            // A road says where something lies only when nothing better does, or with its district before it.
            let path =
                if is_road(found) && ((homes && path.depth() < 4) || !points_at_road(text, &found.range)) {
                    // 朝阳区红旗街停水 is about the district at least.
                    let chained = found.range.len() > path.name().len();
                    let Some(district) = path.parent().filter(|parent| chained && parent.depth() > 2) else {
                        continue;
                    };
                    district
                } else {
                    path
                };
            let headline = found.range.end <= head.end && found.kind != NameKind::Learnt;
            match places.iter_mut().find(|known| known.path == path) {
                Some(known) => known.in_headline |= headline,
                None => places.push(NarrowPlace { path, in_headline: headline }),
            }
        }
        let narrow = |place: &&NarrowPlace| {
            let NarrowPlace { path: place, in_headline } = place;
            let mut others = places.iter().map(|other| &other.path).filter(|other| *other != place);
            let inner = others.clone().any(|other| other.is_within(place));
            // The same estate may stand under its street and, told shorter, under its district.
            let twin = others.any(|other| other.name() == place.name() && other.depth() > place.depth());
            !twin && (!inner || (*in_headline && place.depth() >= 3))
        };
        let kept: Vec<PlacePath> =
            places.iter().filter(narrow).map(|place| place.path.clone()).take(MAX_PLACES).collect();
        let telling = |place: &&PlacePath| place.depth() > 1;
        kept.iter().any(|place| telling(&place)).then_some(kept)
    }

    /// Where nothing narrower is named: the province for 全省, 省人社厅; the city for 我市, 市妇联; else the page's place.
    fn whole(&self, text: &str, page: Option<&PlacePath>) -> Vec<PlacePath> {
        let Some(page) = page else { return Vec::new() };
        let province = page.ancestry().next();
        let count = |words: &[&str]| words.iter().map(|word| text.matches(word).count()).sum::<usize>();
        let of_province = count(&WHOLE_PROVINCE) + offices(text, '省');
        let of_city = count(&WHOLE_CITY) + offices(text, '市');
        if of_province > of_city {
            return province.into_iter().collect();
        }
        if of_city > 0 { vec![self.city(page)] } else { vec![page.clone()] }
    }
}

/// How often an office of the province (省人社厅) or city (市妇联) opens a clause.
fn offices(text: &str, level: char) -> usize {
    let opens = |at: usize| {
        let before = slice(text, 0..at).chars().next_back();
        before.is_none_or(|before| {
            !before.is_alphanumeric() || matches!(before, '日' | '由' | '在' | '据' | '从')
        })
    };
    let names_office = |at: usize| {
        let name: String = slice(text, at + level.len_utf8()..text.len()).chars().take(10).collect();
        OFFICES.iter().any(|office| {
            name.find(office)
                .is_some_and(|end| end >= '人'.len_utf8() && !slice(&name, 0..end).contains(['。', ',']))
        })
    };
    sentences(text)
        .into_iter()
        .flat_map(|range| {
            slice(text, range.clone())
                .match_indices(level)
                .map(move |(at, _)| range.start + at)
                .collect::<Vec<_>>()
        })
        .filter(|&at| opens(at) && names_office(at))
        .count()
}

pub(super) fn after<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    slice(text, range.end..text.len())
}

/// 南兴路一家菜店, 福民巷上马街口, 振华路12号: somebody is there; 习富路 is a word.
fn points_at_road(text: &str, range: &Range<usize>) -> bool {
    let after = after(text, range);
    let digit = after.chars().next().is_some_and(|next| next.is_ascii_digit());
    digit
        || after.starts_with(ROAD_POINTERS)
        || ["附近", "沿", "交叉", "交会", "旁", "两侧", "路口"].iter().any(|word| after.starts_with(word))
}

/// 从北京来, 来自山东青州, 回河北邯郸, 大同老家, 太原晚报.
pub(super) fn is_origin(text: &str, range: &Range<usize>) -> bool {
    let before = slice(text, 0..range.start);
    let after = after(text, range);
    let comes = COMES_FROM.iter().any(|word| before.ends_with(word));
    let stays = before.ends_with('从')
        && !["来", "到", "赶", "出发", "回", "返", "方向", "赴"].iter().any(|word| after.starts_with(word));
    (comes && !stays) || ORIGIN_OR_MEDIUM.iter().any(|word| after.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::tests::PLACES;

    fn check(page: &str, headlines: &str, body: &str, expected: &[&str]) {
        let page = PlacePath::new(page);
        let found = PLACES.of_article(&ArticlePlaces { headlines, body, given: None, page: Some(&page) });
        assert_eq!(found.iter().map(PlacePath::as_str).collect::<Vec<_>>(), expected, "{body}");
    }

    const DATONG: &str = "山西省/大同市";
    const TAIYUAN: &str = "山西省/太原市";

    #[test]
    fn the_narrowest_certain_places_count() {
        check(
            DATONG,
            "理发进社区",
            "平城区永泰街道凯德世家社区请来师傅。平城区人很高兴。",
            &["山西省/大同市/平城区/永泰街道/凯德世家社区"],
        );
        check(
            TAIYUAN,
            "",
            "新营社区写春联,龙城天悦社区拍照。",
            &["山西省/太原市/小店区/龙城街道/新营社区", "山西省/太原市/小店区/龙城街道/龙城天悦社区"],
        );
        check(
            DATONG,
            "平城区办展",
            "平城区古城街道组织参观。",
            &["山西省/大同市/平城区", "山西省/大同市/平城区/古城街道"],
        );
    }

    #[test]
    fn origins_media_and_far_places_do_not_count() {
        check(DATONG, "", "从北京来大同旅游的客人,在平城区看展。", &["山西省/大同市/平城区"]);
        check(TAIYUAN, "", "店主来自山东青州,不回大同老家的伙计也在小店区守店。", &["山西省/太原市/小店区"]);
        check(DATONG, "", "太原晚报记者到云冈区采访,专家在太原连线。", &["山西省/大同市/云冈区"]);
    }

    #[test]
    fn without_a_narrow_place_the_office_tells_the_level() {
        check(TAIYUAN, "", "省人社厅将在全省开展培训。", &["山西省"]);
        check("山西省/太原市/小店区", "", "市妇联请来老师,我市居民可以参加。", &["山西省/太原市"]);
        check(DATONG, "", "冬天要多喝水。", &["山西省/大同市"]);
    }

    #[test]
    fn other_cities_work_alike() {
        check(
            "浙江省/杭州市",
            "",
            "上城区笕桥街道柳岸社区开了食堂。",
            &["浙江省/杭州市/上城区/笕桥街道/柳岸社区"],
        );
        check("北京市/东城区", "", "东华门街道办起义诊。", &["北京市/东城区/东华门街道"]);
        check("山西省/运城市", "", "盐湖区的老人到解州镇赶集。", &["山西省/运城市/盐湖区/解州镇"]);
    }
}
