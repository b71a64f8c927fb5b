//! Headlines: what may be one, and which of its lines is kicker (肩题), headline and subtitle (副题).
//!
//! Knows nothing of the articles below them.

use std::ops::RangeInclusive;

use crate::intake::newspaper::{
    continuity,
    headlines::{Headline, is_wrapped},
    lines::PageLine,
    punctuation,
};
use crate::text::spans::{char_count, squeezed};

/// Half characters of the longest line of a headline above a byline, and of one where no byline follows.
const LONGEST: usize = 72;
const LONGEST_ALONE: usize = 60;
/// Pauses in a line of a headline above a byline, and of one where no byline follows: more make a sentence.
const PAUSES: usize = 2;
const PAUSES_ALONE: usize = 1;
/// Han characters of the shortest line of a headline above a byline, and of one where no byline follows.
const LEAST_HAN: usize = 2;
const LEAST_HAN_ALONE: usize = 3;
/// In a list, one character in three and more is a digit.
const DIGITS_SHARE: usize = 3;
/// Characters of the name of a column.
const COLUMN_NAME_CHARS: RangeInclusive<usize> = 3..=8;
/// Digits of the longest number of a section.
const SECTION_DIGITS: usize = 3;
/// Parts of a paired headline, the half characters of its shortest part, and those by which its parts differ.
const PAIRED_PARTS: RangeInclusive<usize> = 2..=4;
const PAIRED_WIDTH: usize = 6;
const PAIRED_DIFFERENCE: usize = 8;

/// Could stand above a byline: short, and no sentence.
pub(super) fn may_precede_byline(line: &PageLine<'_>) -> bool {
    let text = line.text;
    let pauses = text.chars().filter(|character| matches!(character, ',' | '，' | '；' | ';' | '、')).count();
    line.width <= LONGEST
        && pauses <= PAUSES
        && !starts_like_a_clause(text)
        && punctuation::han_count(text) >= LEAST_HAN
        && !text.contains('。')
        && !text.ends_with([',', '，', '、', '；', ';'])
        && !punctuation::starts_open(text)
        && !is_bulleted(text)
}

/// Looks like a headline even where no byline follows.
pub(super) fn stands_alone(line: &PageLine<'_>) -> bool {
    let text = line.text;
    let pauses = text
        .chars()
        .filter(|character| {
            matches!(character, ',' | '，' | ';' | '；' | ':' | '：' | '?' | '？' | '!' | '！')
        })
        .count();
    may_precede_byline(line)
        && line.width <= LONGEST_ALONE
        && punctuation::han_count(text) >= LEAST_HAN_ALONE
        && pauses <= PAUSES_ALONE
        && !text.ends_with([':', '：', '.', '—'])
        && !continuity::begins(text.trim_start_matches(['“', '「']))
        && !starts_like_a_clause(text)
        && !looks_like_data(text)
}

/// 「同一天,龙…」「当天下午4时」: opens a sentence, not a headline.
fn starts_like_a_clause(text: &str) -> bool {
    [
        "同一天",
        "当天",
        "当日",
        "据",
        "他说",
        "她说",
        "记者",
        "随后",
        "其中",
        "而且",
        "但",
        "因此",
        "所以",
        "由于",
        "如果",
        "在",
        "对",
    ]
    .iter()
    .any(|word| text.starts_with(word))
        && text.contains([',', '，'])
}

/// 「时间:3月5日」「电话 0000-0000」「第一食堂 08:00」: an entry, not a headline.
fn looks_like_data(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits * DIGITS_SHARE > char_count(text)
        || ["时间", "地点", "电话", "地址", "联系人", "联系电话", "咨询电话"].iter().any(|word| {
            text.strip_prefix(word).is_some_and(|rest| rest.trim_start().starts_with([':', '：']))
        })
}

fn is_bulleted(text: &str) -> bool {
    text.starts_with(punctuation::BULLETS) && !text.ends_with(punctuation::BULLETS)
}

/// A name that columns have everywhere: 「便民信息」「社区快讯」.
pub(super) fn is_column_name(text: &str) -> bool {
    let bare = squeezed(text);
    let ends = [
        "速递",
        "快讯",
        "简讯",
        "短讯",
        "资讯",
        "速览",
        "头条",
        "直通车",
        "快报",
        "传真",
        "集锦",
        "播报",
        "便民信息",
        "服务台",
        "社区新闻",
        "综合新闻",
        "民生新闻",
    ];
    COLUMN_NAME_CHARS.contains(&char_count(&bare)) && ends.iter().any(|end| bare.ends_with(end))
        || bare == "要闻"
        || bare == "民生"
        || bare == "综合"
}

/// 「一、」「(二)」「01」「◆…◆」: a head inside a long piece.
pub(super) fn is_numbered(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', '（', '第']);
    let number =
        bare.chars().take_while(|character| "一二三四五六七八九十0123456789".contains(*character)).count();
    let after = bare.chars().nth(number);
    number > 0
        && number <= SECTION_DIGITS
        && matches!(after, Some('、' | '.' | '．' | ')' | '）' | ' ' | ':' | '：'))
        && bare.chars().next().is_some()
}

/// Divides the lines of a headline.
pub(super) fn divide(lines: &[&str]) -> Headline {
    let joined = join_wrapped(lines.iter().map(|line| line.trim_matches(punctuation::BULLETS).trim()));
    let whole = |text: &String| Some(text.clone());
    match joined.as_slice() {
        [] => Headline::default(),
        [title] => Headline { title: whole(title), ..Headline::default() },
        [first, second] if is_subtitle(second) || is_paired(first) && !is_paired(second) => {
            Headline { title: whole(first), subtitle: whole(second), ..Headline::default() }
        }
        [first, second] => Headline { kicker: whole(first), title: whole(second), subtitle: None },
        [first, second, rest @ ..] => {
            if is_subtitle(second) {
                let below = std::iter::once(second).chain(rest).cloned().collect::<Vec<_>>().join(" ");
                return Headline { title: whole(first), subtitle: Some(below), ..Headline::default() };
            }
            let below = rest.join(" ");
            Headline { kicker: whole(first), title: whole(second), subtitle: Some(below) }
        }
    }
}

/// Joins the lines of one headline that was wrapped inside a word or a phrase.
fn join_wrapped<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for line in lines {
        match joined.last_mut() {
            Some(before) if is_wrapped(before, line) => before.push_str(line),
            _ => joined.push(line.to_owned()),
        }
    }
    joined
}

/// 「——某某工作综述」, also with its dash read as 一.
fn is_subtitle(text: &str) -> bool {
    let dashed = text.starts_with(['—', '－', '―', '–', '-', '─', '━']);
    let misread = text.strip_prefix('一').is_some_and(|rest| {
        let end = [
            "综述", "纪实", "侧记", "记", "掠影", "巡礼", "观察", "速写", "扫描", "访谈", "工作", "活动",
            "走笔", "透视",
        ];
        end.iter().any(|word| rest.ends_with(word))
    });
    dashed || misread
}

/// 「家政进社区 服务零距离」: two or three parts of about one length, the form of a main headline.
fn is_paired(text: &str) -> bool {
    let parts: Vec<usize> = text.split_whitespace().map(punctuation::width).collect();
    let (least, most) = (parts.iter().min().copied().unwrap_or(0), parts.iter().max().copied().unwrap_or(0));
    PAIRED_PARTS.contains(&parts.len()) && least >= PAIRED_WIDTH && most.abs_diff(least) <= PAIRED_DIFFERENCE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], kicker: &str, title: &str, subtitle: &str) {
        let divided = divide(lines);
        let seen =
            [&divided.kicker, &divided.title, &divided.subtitle].map(|part| part.clone().unwrap_or_default());
        assert_eq!(seen, [kicker, title, subtitle], "{lines:?}");
    }

    #[test]
    fn parts_of_headlines_are_told() {
        check(&["社区食堂开张"], "", "社区食堂开张", "");
        check(&["河东区总工会", "为职工办实事"], "河东区总工会", "为职工办实事", "");
        check(&["送药上门 暖在心头", "河东区开展入户随访"], "", "送药上门 暖在心头", "河东区开展入户随访");
        check(&["老楼换新颜", "——旧小区改造见闻"], "", "老楼换新颜", "——旧小区改造见闻");
        check(&["一盏灯亮到夜里", "一社区值班工作综述"], "", "一盏灯亮到夜里", "一社区值班工作综述");
        check(&["居民家门口的", "养老服务站"], "", "居民家门口的养老服务站", "");
        check(
            &["从“没人管”到“抢着管”，一个老", "院子的一百天"],
            "",
            "从“没人管”到“抢着管”，一个老院子的一百天",
            "",
        );
        check(&["访民情，解民忧", "河东区干部走进小巷"], "访民情，解民忧", "河东区干部走进小巷", "");
        check(&["●停电信息"], "", "停电信息", "");
        check(&["河东区", "老楼换新颜", "改造惠及千户"], "河东区", "老楼换新颜", "改造惠及千户");
    }
}
