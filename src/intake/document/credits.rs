//! The line that credits a text: 「发布时间：2024-06-18　来源：某某办事处」, and what it tells.
//!
//! Knows nothing of signatures.

use std::{collections::BTreeSet, ops::Range};

use super::{DocumentLine, furniture, words};
use crate::{
    article::PartialDate,
    calendar::printed_date,
    text::spans::{char_count, is_han, slice},
};

/// Labels of the day on which a text was published; on these the day counts wherever the line stands.
const DAYS: &[&str] = &[
    "发布时间",
    "发布日期",
    "发表时间",
    "发表日期",
    "发布于",
    "发表于",
    "更新时间",
    "更新日期",
    "发文日期",
    "发文时间",
    "成文日期",
    "编制时间",
    "编制日期",
    "印发日期",
    "录入时间",
    "添加时间",
    "上传时间",
    "刊发日期",
    "见报日期",
    "公开日期",
    "生成日期",
];
/// Labels of who published it.
const SOURCES: &[&str] = &[
    "信息来源",
    "文章来源",
    "稿件来源",
    "新闻来源",
    "内容来源",
    "来源于",
    "来源",
    "稿源",
    "发布单位",
    "发布机构",
    "发布部门",
    "供稿单位",
    "供稿",
    "信息提供",
];
/// Other labels of such lines.
const OTHERS: &[&str] = &[
    "作者",
    "编辑",
    "责编",
    "浏览",
    "点击",
    "阅读",
    "访问",
    "浏览次数",
    "浏览量",
    "点击数",
    "点击量",
    "点击率",
    "阅读次数",
    "阅读量",
    "访问量",
    "发布",
    "字号",
    "字体",
    "分类",
    "发布者",
    "发布人",
    "审核",
    "人气",
    "标签",
    "栏目",
    "录入",
    "打印",
];
/// Labels that are as often those of what is announced: they say nothing alone.
const TIMES: &[&str] = &["时间", "日期"];
/// Characters of the longest line of this kind.
const LONGEST: usize = 110;
/// Letters beside a bare day with its clock time near the title: an account's name, a province.
const BESIDE_TIME: usize = 30;
/// The same beside a day without one.
const BESIDE_DAY: usize = 14;
/// Lines above the title and below it that may be such lines, and lines below the article.
const NEAR: usize = 6;
const BELOW: usize = 8;

/// What the credits of a text tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Credits {
    pub(super) published: Option<PartialDate>,
    pub(super) source: Option<String>,
    /// Numbers of lines that are credits and nothing else.
    pub(super) lines: BTreeSet<u32>,
}

/// The credits around `title` and at the end of `body`.
pub(super) fn read(lines: &[DocumentLine<'_>], title: &Range<usize>, body: &Range<usize>) -> Credits {
    let mut credits = Credits::default();
    let near = title.start.saturating_sub(NEAR)..(title.end + NEAR).min(body.end.max(title.end));
    let order = (title.end..near.end).chain(near.start..title.start).chain(near.end..body.end + BELOW);
    for at in order {
        let Some(line) =
            lines.get(at).filter(|line| !line.mark.is_linked && char_count(line.text) <= LONGEST)
        else {
            continue;
        };
        let is_near = near.contains(&at);
        let Some(found) = credit(line.text, is_near) else { continue };
        credits.published = credits.published.or(found.published);
        credits.source = credits.source.take().or(found.source);
        credits.lines.insert(line.number);
    }
    credits
}

/// The day in the markup of a page.
pub(super) fn day(text: &str) -> Option<PartialDate> {
    printed_date(text).map(|found| found.date)
}

struct Credit {
    published: Option<PartialDate>,
    source: Option<String>,
}

fn credit(text: &str, is_near: bool) -> Option<Credit> {
    if words::is_prose(text) && !DAYS.iter().any(|label| text.contains(label)) {
        return None;
    }
    let source = SOURCES.iter().find_map(|label| value(text, label));
    let has_day = DAYS.iter().any(|label| text.contains(label));
    let labels = DAYS.iter().chain(SOURCES).chain(OTHERS).filter(|label| labelled(text, label)).count();
    let announces = TIMES.iter().any(|label| labelled(text, label));
    let day = printed_date(text).filter(|found| {
        let is_dateline = if labels > 0 || announces {
            labels > 0 && (found.has_time || found.beside <= BESIDE_DAY)
        } else if found.has_time {
            found.beside <= BESIDE_TIME
        } else {
            // 2019-05-17 · 柳林报道; a sentence says 2019年5月17日.
            let begins = text.starts_with(|first: char| first.is_ascii_digit()) && !text.contains('年');
            found.beside == 0 || begins && found.beside <= BESIDE_DAY
        };
        has_day || is_near && (is_dateline || source.is_some())
    });
    let is_credit = day.is_some() || source.is_some() && char_count(text) <= 40 || labels >= 2 && is_near;
    (is_credit && !furniture::names_attachment(text)).then(|| Credit {
        published: day.map(|found| found.date),
        source: source.filter(|source| words::is_source(source)),
    })
}

/// `label` with a colon or a count behind it, and no longer word: 报名时间 is not 时间.
fn labelled(text: &str, label: &str) -> bool {
    text.match_indices(label).any(|(at, _)| {
        let before = slice(text, 0..at).chars().next_back();
        let after = slice(text, at + label.len()..text.len()).trim_start();
        !before.is_some_and(is_han)
            && after.starts_with(['：', ':', '|', '｜', '【', '（', '(', '数', '次', '量'])
    })
}

/// What stands behind `label` and its colon, up to the next blank or label.
fn value(text: &str, label: &str) -> Option<String> {
    let (_, after) = text.split_once(label)?;
    let after = after.trim_start();
    let after =
        after.strip_prefix(['：', ':', '|', '｜', '】']).or_else(|| (label == "来源于").then_some(after))?;
    let after = after.trim_start_matches(['：', ':', ' ', '\u{3000}']);
    let ends = |character: char| {
        character.is_whitespace() || matches!(character, '|' | '｜' | '】' | ']' | '【' | '）' | '，')
    };
    let value = after.split(ends).next()?;
    let next = DAYS
        .iter()
        .chain(SOURCES)
        .chain(OTHERS)
        .filter_map(|label| value.find(&format!("{label}：")).or_else(|| value.find(&format!("{label}:"))))
        .min();
    let value = value.get(..next.unwrap_or(value.len()))?.trim_end_matches(['。', '、', ')']);
    Some(value.to_owned()).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_tell_day_and_source() {
        let cases = [
            (
                "发布时间：2024-06-18 09:20　　来源：柳林街道办事处　　浏览次数：356",
                "2024-06-18 柳林街道办事处",
            ),
            ("2022-03-01 08:14 来源：柳林晚报 编辑：小于", "2022-03-01 柳林晚报"),
            ("[ 2020-08-02 11:33:20 ] 来源：柳林文化站", "2020-08-02 柳林文化站"),
            ("来源：本站原创 作者：党支部", " "),
            ("时间：2019年10月31日 23:00 浏览： 33", "2019-10-31 "),
            (
                "发布日期：2021年12月06日 字号：[ 大 中 小 ] 信息来源：柳林融媒体中心 作者：王小河",
                "2021-12-06 柳林融媒体中心",
            ),
            ("原创 健康科 柳林街道 2023-10-20 17:30 浙江", "2023-10-20 "),
            ("2019-05-17 · 柳林报道", "2019-05-17 "),
            ("编制时间：2017年8月21日", "2017-08-21 "),
        ];
        for (text, expected) in cases {
            let found = credit(text, true).unwrap_or(Credit { published: None, source: None });
            let shown = format!(
                "{} {}",
                found.published.map(|date| date.to_string()).unwrap_or_default(),
                found.source.unwrap_or_default()
            );
            assert_eq!(shown, expected, "{text}");
        }
        for text in [
            "公示时间：2024年3月15日至3月21日。",
            "义诊时间：9月9日",
            "时间：2024年3月15日",
            "时间：2024年3月15日 9:00",
            "活动日期：2024年3月15日 活动时间：9:00",
            "水的来源：山泉，很甜。",
            "2024年3月15日，社区举办义诊。",
        ] {
            assert!(credit(text, true).is_none_or(|found| found.published.is_none()), "{text}");
        }
    }
}
