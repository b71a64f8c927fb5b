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
/// A clause of more characters is part of a story.
const CLAUSE: usize = 18;
/// Words with which a second subject begins.
const CONNECTING: [&str; 13] = [
    "另外",
    "还有",
    "再问",
    "再一个",
    "顺便问",
    "顺带问",
    "对了",
    "还想问",
    "还想知道",
    "再就是",
    "再有",
    "一个是",
    "然后",
];
/// Of these, the ones behind which another question follows, whatever it is about.
const OPENING: [&str; 10] =
    ["另外", "再问", "再一个", "顺便问", "顺带问", "还想问", "还想知道", "再就是", "再有", "一个是"];
/// Marks between which each clause may be a question of its own.
const MARKS: [&str; 4] = ["，", ",", " ", "；"];
/// Words of a clause that asks.
const ASKING: [&str; 15] =
    ["哪", "什么", "啥", "甚", "吗", "么", "几", "多少", "怎么", "咋", "谁", "没有", "有没", "呢", "多久"];

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
pub(crate) fn divide<'a>(
    text: &'a str,
    services: &Services,
    is_question: &dyn Fn(&str) -> bool,
) -> Vec<&'a str> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for marked in marked(text) {
        parts.extend(connected(text, marked, services, is_question));
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
            .map(|part| {
                slice(text, part).trim_matches(|character: char| {
                    character.is_whitespace() || "，,、；;".contains(character)
                })
            })
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

/// A part, cut where a connecting word brings another subject, and between short clauses each of which asks.
fn connected(
    text: &str,
    part: Range<usize>,
    services: &Services,
    is_question: &dyn Fn(&str) -> bool,
) -> Vec<Range<usize>> {
    let said = slice(text, part.clone());
    let found = |words: &[&str]| -> Vec<usize> {
        words
            .iter()
            .flat_map(|word| occurrences(said, word))
            .filter(|found| !slice(said, found.end..said.len()).starts_with(['没', '吗', '么', '多', '几']))
            .map(|found| found.start)
            .collect()
    };
    let connected = found(&CONNECTING);
    let mut cuts = [connected.clone(), found(&MARKS)].concat();
    cuts.sort_unstable();
    let of = |range: Range<usize>| services.of_question(&fold(slice(said, range)));
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, cut) in cuts.iter().copied().enumerate() {
        let (before, after) = (of(start..cut), of(cut..said.len()));
        let connector = slice(said, cut..said.len());
        let marked = OPENING.iter().any(|word| connector.starts_with(word));
        let apart = connected.contains(&cut)
            && match after.first() {
                Some(service) if !marked => !before.contains(service) && !before.is_empty(),
                _ => marked && has_subject(connector),
            };
        let own = |range: Range<usize>| {
            let clause = slice(said, range).trim_matches(|character: char| !character.is_alphanumeric());
            (SHORTEST..=CLAUSE).contains(&clause.chars().count())
                && asks(clause)
                && has_subject(clause)
                && is_question(clause)
        };
        let next = cuts.get(at + 1).copied().unwrap_or(said.len());
        let apart = apart || own(start..cut) && own(cut..next);
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

/// Has the form of a question: a word that asks, 开不开, or a 没 at its end.
fn asks(clause: &str) -> bool {
    let characters: Vec<char> = clause.chars().collect();
    // 我没啥手艺 asks nothing.
    let open = |word: &str| {
        occurrences(clause, word).any(|found| !slice(clause, 0..found.start).ends_with(['没', '不']))
    };
    ASKING.iter().any(|word| open(word))
        || characters.windows(3).any(|three| matches!(three, [verb, '不', again] if verb == again))
        || clause.ends_with(['没', '不'])
}

/// Says what it is about, not only which detail is wanted.
fn has_subject(said: &str) -> bool {
    let rest = OPENING.iter().find_map(|word| said.strip_prefix(word)).unwrap_or(said);
    let content = content::content(&fold(rest), &Marked::default());
    content
        .words
        .iter()
        .any(|word| word.text.chars().count() >= 2 && !FOLLOWING.contains(&word.text.as_str()))
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
            assert_eq!(divide(text, &services, &|_| false), expected, "{text}");
        }
    }

    #[test]
    fn questions_are_told_by_their_form() {
        for (clause, expected) in [
            ("老人饭堂开不开", true),
            ("有剪头的地方没", true),
            ("换锁找谁", true),
            ("我没啥手艺", false),
            ("我早起买菜回来", false),
        ] {
            assert_eq!(asks(clause), expected, "{clause}");
        }
    }
}
