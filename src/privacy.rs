//! Private persons in a text: which units name one, and which tie one to illness, poverty or a minor.
//!
//! Knows nothing of how passages are chosen. It reads signs, not minds: officials and reporters are named in print as
//! such, a neighbour of 78 is not to be found by her illness.

use std::{ops::Range, sync::LazyLock};

use aho_corasick::AhoCorasick;

use crate::text::{
    normalize::fold,
    sentences::sentences,
    spans::{is_han, slice},
};

/// How much of a private person a unit shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exposure {
    /// Nobody.
    #[default]
    Nobody,
    /// A name: passed over for the next unit that answers.
    Named,
    /// A named person's illness or poverty, or a named child: never shown.
    Exposed,
}

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施牛洪赖邢尚乔葛樊殷温焦梅庞耿翟岳齐安卜丛闻冀";
/// Words before the name of someone who is no official.
const BEFORE: &[&str] = &[
    "岁的",
    "岁老人",
    "居民",
    "老人",
    "市民",
    "业主",
    "村民",
    "患者",
    "店主",
    "职工",
    "学生",
    "同学",
    "丈夫",
    "妻子",
    "儿子",
    "女儿",
    "母亲",
    "父亲",
    "老伴",
    "大爷",
    "大妈",
    "女士",
    "先生",
    "叫",
    "名叫",
    "独居",
    "党员",
    "教师",
    "老师",
    "摊主",
    "好人",
];
/// Words after it.
const AFTER: &[&str] = &[
    "老人",
    "大爷",
    "大妈",
    "大娘",
    "奶奶",
    "爷爷",
    "阿姨",
    "叔叔",
    "一家",
    "夫妇",
    "同学",
    "小朋友",
    "女士",
    "先生",
    "感动",
    "高兴地",
    "激动",
    "喜出望外",
    "说",
    "告诉",
];
/// Illness, poverty, misfortune.
const HARDSHIP: &[&str] = &[
    "脑瘫",
    "癌",
    "瘫痪",
    "尿毒症",
    "白血病",
    "重病",
    "大病",
    "患病",
    "病情",
    "病重",
    "住院",
    "残疾",
    "智障",
    "自闭症",
    "抑郁",
    "精神病",
    "痴呆",
    "偏瘫",
    "脑梗",
    "中风",
    "生活无法自理",
    "不能自理",
    "失能",
    "低保",
    "贫困",
    "困难户",
    "特困",
    "欠债",
    "负债",
    "因病",
    "离异",
    "离婚",
    "去世",
    "丧偶",
    "孤儿",
    "自杀",
    "吸毒",
    "服刑",
];
/// A child.
const MINOR: &[&str] = &["小朋友", "留守儿童", "幼儿园", "小学生", "年级", "同学", "学生"];

/// The exposure of each unit (byte ranges of `body`, in order).
#[must_use]
pub(crate) fn exposures(body: &str, units: &[Range<usize>]) -> Vec<Exposure> {
    let mut exposures = vec![Exposure::Nobody; units.len()];
    let mut named_before = false;
    for sentence in sentences(body) {
        let first = units.partition_point(|unit| unit.start < sentence.start);
        let last = units.partition_point(|unit| unit.end <= sentence.end).max(first);
        let inside: Vec<PersonSigns> = units
            .get(first..last)
            .unwrap_or_default()
            .iter()
            .map(|unit| person_signs(&fold(slice(body, unit.clone()))))
            .collect();
        // A name may stand across the border of two units.
        let named = inside.iter().any(|unit| unit.named)
            || inside.len() != 1 && person_signs(&fold(slice(body, sentence.clone()))).named;
        for (exposure, unit) in exposures.get_mut(first..last).unwrap_or_default().iter_mut().zip(inside) {
            *exposure = match unit {
                PersonSigns { hardship: true, .. } if named || named_before => Exposure::Exposed,
                PersonSigns { named: true, minor: true, .. } => Exposure::Exposed,
                PersonSigns { named: true, .. } => Exposure::Named,
                _ => Exposure::Nobody,
            };
        }
        named_before = named;
    }
    exposures
}

/// The body without what is never shown; a break tells that something is left out.
#[must_use]
pub(crate) fn shown(body: &str, units: &[Range<usize>]) -> String {
    let mut shown = String::with_capacity(body.len());
    let mut at = 0;
    for (unit, exposure) in units.iter().zip(exposures(body, units)) {
        if exposure == Exposure::Exposed {
            shown.push_str(slice(body, at..unit.start));
            if !shown.ends_with("……") {
                shown.push_str("……");
            }
            at = unit.end;
        }
    }
    shown.push_str(slice(body, at..body.len()));
    shown
}

/// What a folded text shows.
#[derive(Clone, Copy, Debug, Default)]
struct PersonSigns {
    /// A surname with one or two characters after it, beside a word that makes its bearer a private person.
    named: bool,
    hardship: bool,
    minor: bool,
}

/// What a word found in a text says.
#[derive(Clone, Copy)]
enum Sign {
    Before,
    After,
    Hardship,
    Minor,
}

fn person_signs(text: &str) -> PersonSigns {
    static SIGNS: LazyLock<Vec<Sign>> = LazyLock::new(|| {
        let lists =
            [(BEFORE, Sign::Before), (AFTER, Sign::After), (HARDSHIP, Sign::Hardship), (MINOR, Sign::Minor)];
        lists.iter().flat_map(|(words, sign)| vec![*sign; words.len()]).collect()
    });
    static WORDS: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::new([BEFORE, AFTER, HARDSHIP, MINOR].concat()).ok());
    let mut seen = PersonSigns::default();
    let Some(words) = WORDS.as_ref() else { return seen };
    for found in words.find_overlapping_iter(text) {
        match SIGNS.get(found.pattern().as_usize()) {
            Some(Sign::Before) => seen.named |= name_follows(slice(text, found.end()..text.len())),
            Some(Sign::After) => seen.named |= name_precedes(slice(text, 0..found.start())),
            Some(Sign::Hardship) => seen.hardship = true,
            Some(Sign::Minor) => seen.minor = true,
            None => {}
        }
    }
    seen
}

fn name_follows(rest: &str) -> bool {
    let rest: Vec<char> = rest.chars().take(3).collect();
    // 居民王某 is nobody; 居民高兴地 is no name.
    is_name(&rest)
}

fn name_precedes(text: &str) -> bool {
    let before: Vec<char> = text.chars().rev().take(4).collect();
    [3, 2].iter().any(|length| {
        let name: Vec<char> = before.iter().take(*length).rev().copied().collect();
        let bounded =
            before.get(*length).is_none_or(|ahead| !is_han(*ahead) || "的对到给问名和与让".contains(*ahead));
        name.len() == *length && bounded && is_name(&name)
    })
}

/// Everyday words that begin like a name.
const NO_NAMES: &[&str] = &[
    "高兴", "高龄", "高度", "安全", "安装", "方便", "方面", "万余", "金秋", "金融", "何时", "周围", "周边",
    "马上", "白天", "白发", "江苏", "常年", "经常", "石头", "温暖", "康复", "向居", "向社", "向老", "于是",
    "任何", "严格", "毛笔", "田间", "钱款", "武警", "余人", "余名", "陆续", "洪水", "和谐", "安心", "安享",
    "牛年", "马年", "尚未", "施工", "齐心", "谢谢", "金额", "高血", "黄金", "白内", "江边", "许多", "万元",
    "万人", "叶子", "林业", "夏季", "夏天", "秦腔", "龙年", "任务", "沈阳", "唐山", "温馨", "安置", "安静",
    "程度", "连连", "安居",
];

fn is_name(characters: &[char]) -> bool {
    match characters {
        [surname, given, ..] => {
            let start: String = [*surname, *given].iter().collect();
            SURNAMES.contains(*surname)
                && is_han(*given)
                && !"某先女大老小阿".contains(*given)
                && !NO_NAMES.contains(&start.as_str())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passage::units;

    fn check(body: &str, expected: &[Exposure]) {
        assert_eq!(exposures(body, &units(body, &[])), expected, "{body}");
    }

    #[test]
    fn names_and_hardship_are_told_from_the_rest() {
        use Exposure::{Exposed, Named, Nobody};
        check("社区给70岁以上老人免费理发。", &[Nobody]);
        check("72岁的郑巧云住在三楼。志愿者给她送去米面。", &[Named, Nobody]);
        check("工作人员来到韩玉梅老人家里。她因病住院花光了积蓄。", &[Named, Exposed]);
        check("居民高兴地说，社区办得好。", &[Nobody]);
        check("居民曹立新说，儿子患病多年。", &[Exposed]);
        check("困难户可以到街道申请临时救助。", &[Nobody]);
        check("残疾人凭证件免费领取轮椅。", &[Nobody]);
        check("小学生彭雨涵同学讲了故事。", &[Exposed]);
        check("老人们看了演出，老人高龄也能来。", &[Nobody]);
    }

    #[test]
    fn what_is_never_shown_is_left_out() {
        let body = "社区送来米面。居民曹立新说，儿子患病多年。大家都很高兴。";
        assert_eq!(shown(body, &units(body, &[])), "社区送来米面。……大家都很高兴。");
    }
}
