//! Several questions in one message: where one ends and the next begins.
//!
//! Knows nothing of answers.

use std::ops::Range;

use super::content::{self, Marked};
use crate::{
    services::Services,
    text::{
        normalize::fold,
        spans::{occurrences, slice},
    },
};

/// More parts than this are no list of questions but a long story: it is read as a whole.
const AT_MOST: usize = 5;
/// Letters and digits that a question has at least.
const SHORTEST: usize = 4;
/// Words with which a second subject begins.
const CONNECTING: [&str; 9] =
    ["另外", "还有", "再问", "再一个", "顺便问", "顺带问", "对了", "还想问", "还想知道"];
/// Words of a detail that belongs to the question before.
pub(super) const FOLLOWING: &[&str] = &[
    "电话",
    "地址",
    "地点",
    "时间",
    "开始",
    "结束",
    "联系",
    "报名",
    "收费",
    "免费",
    "条件",
    "材料",
    "那",
    "还有",
    "别的",
    "其他",
    "具体",
    "详细",
    "开门",
    "关门",
    "钱",
    "花钱",
    "要钱",
    "带",
    "预约",
    "营业",
    "排队",
    "门票",
    "票",
    "截止",
    "截至",
    "到期",
    "费用",
    "名额",
    "几楼",
    "怎么走",
    "路线",
];

/// The questions of one message, in order, at least one. A part is a question of its own where it is marked as one, or
/// where it begins with a connecting word and speaks of another service; a mere detail stays with the question before.
#[must_use]
pub(crate) fn divide<'a>(text: &'a str, services: &Services) -> Vec<&'a str> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for marked in marked(text) {
        parts.extend(connected(text, marked, services));
    }
    let mut questions: Vec<Range<usize>> = Vec::new();
    let mut leading = None;
    for part in parts {
        let said = slice(text, part.clone());
        match questions.last_mut() {
            Some(last) if is_detail(said) => last.end = part.end,
            // A greeting or a name before the first question belongs to it.
            None if is_short(said) => leading = leading.or(Some(part.start)),
            _ => questions.push(leading.take().unwrap_or(part.start)..part.end),
        }
    }
    if (2..=AT_MOST).contains(&questions.len()) {
        questions
            .into_iter()
            .map(|part| slice(text, part).trim().trim_end_matches(['，', ',', '、', '；', ';']))
            .collect()
    } else {
        vec![text]
    }
}

/// Parts that end with a question mark or a line, where at least two of them are questions; else the whole.
fn marked(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive(['？', '?', '\n']) {
        parts.push(start..start + part.len());
        start += part.len();
    }
    let is_question = |part: &&Range<usize>| {
        let said = slice(text, (*part).clone()).trim();
        said.ends_with(['？', '?']) && !is_short(said)
    };
    let whole = 0..text.len();
    if parts.iter().filter(is_question).count() >= 2 { parts } else { vec![whole] }
}

/// A part, cut before its connecting words where both sides speak of services and not of the same.
fn connected(text: &str, part: Range<usize>, services: &Services) -> Vec<Range<usize>> {
    let said = slice(text, part.clone());
    let mut cuts: Vec<usize> = CONNECTING
        .iter()
        .flat_map(|word| occurrences(said, word))
        .filter(|found| !slice(said, found.end..said.len()).starts_with(['没', '吗', '么', '多', '几']))
        .map(|found| found.start)
        .collect();
    cuts.sort_unstable();
    let of = |range: Range<usize>| services.of_question(&fold(slice(said, range)));
    let mut parts = Vec::new();
    let mut start = 0;
    for cut in cuts {
        let (before, after) = (of(start..cut), of(cut..said.len()));
        let apart = !before.is_empty() && after.first().is_some_and(|service| !before.contains(service));
        if apart {
            parts.push(part.start + start..part.start + cut);
            start = cut;
        }
    }
    parts.push(part.start + start..part.end);
    parts
}

/// The word asks for a detail of a notice, not for its subject: 电话, 收费.
#[must_use]
pub(crate) fn is_detail_word(word: &str) -> bool {
    FOLLOWING.contains(&word)
}

fn is_short(said: &str) -> bool {
    said.chars().filter(|character| character.is_alphanumeric()).count() < SHORTEST
}

/// Says nothing but a detail of what was asked before: 电话多少.
fn is_detail(said: &str) -> bool {
    let content = content::content(&fold(said), &Marked::default());
    is_short(said) || content.words.iter().all(|word| FOLLOWING.contains(&word.text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_divided_and_details_stay() {
        let services = Services::builtin();
        for (text, expected) in [
            ("平城区哪里有免费理发", &["平城区哪里有免费理发"] as &[&str]),
            ("哪里有免费理发？哪里能量血压？", &["哪里有免费理发？", "哪里能量血压？"]),
            ("平城区哪里有免费理发？电话多少？", &["平城区哪里有免费理发？电话多少？"]),
            (
                "你好\n哪里有免费理发？几点开门？盐湖区呢？",
                &["你好\n哪里有免费理发？几点开门？", "盐湖区呢？"],
            ),
            ("哪里有免费理发，另外招聘会什么时候开", &["哪里有免费理发", "另外招聘会什么时候开"]),
            ("哪里有免费理发还有招聘会在哪", &["哪里有免费理发", "还有招聘会在哪"]),
            ("现在还有免费理发吗", &["现在还有免费理发吗"]),
            ("招聘会还有没有，还有几点开始", &["招聘会还有没有，还有几点开始"]),
            ("", &[""]),
            ("？？？", &["？？？"]),
        ] {
            assert_eq!(divide(text, &services), expected, "{text}");
        }
    }
}
