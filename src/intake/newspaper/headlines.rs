//! Headlines: the parts of one, and what their words tell: a notice, an advertisement.
//!
//! Knows nothing of the articles below them.

use super::{continuity, labels::Label, punctuation};
use crate::text::spans::{char_count, is_han, slice, squeezed};

/// The parts of a headline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Headline {
    /// Line above it.
    pub(crate) kicker: Option<String>,
    /// The headline itself.
    pub(crate) title: Option<String>,
    /// Line below it.
    pub(crate) subtitle: Option<String>,
}

/// Characters behind a comma that are the beginning of a clause, when the clause before is so many times as long.
const CLAUSE_START_CHARS: usize = 4;
const CLAUSE_RATIO: usize = 3;
/// Characters of a label: it ends at the first stop behind so many, and is never longer than so many.
const LABEL_CHARS: usize = 8;
const LONGEST_LABEL_CHARS: usize = 24;

/// Ends like a notice: 「停水通知」「招生公告」.
pub(super) fn is_notice(text: &str) -> bool {
    let bare = text.trim_end_matches(|character: char| !character.is_alphanumeric());
    [
        "公告",
        "通知",
        "通告",
        "启事",
        "声明",
        "公示",
        "招聘",
        "简章",
        "告示",
        "预告",
        "讣告",
        "告知书",
        "告市民书",
        "招租",
        "温馨提示",
        "倡议书",
        "公开信",
    ]
    .iter()
    .any(|word| bare.ends_with(word))
}

/// Ends like an advertisement that answers no resident's question.
pub(super) fn is_advert(text: &str) -> bool {
    let squeezed = squeezed(text);
    [
        "遗失声明",
        "遗失启事",
        "注销公告",
        "减资公告",
        "清算公告",
        "拍卖公告",
        "讣告",
        "招租",
        "认领启事",
        "寻人启事",
        "债权转让",
        "催收公告",
        "声明作废",
        "吸收合并公告",
        "登报挂失",
    ]
    .iter()
    .any(|word| squeezed.contains(word))
        || ["声明", "启事", "广告"].iter().any(|word| squeezed == *word)
}

/// Puts the lines of a headline together. A kicker without a headline is one.
pub(super) fn divide<'a>(lines: impl Iterator<Item = (Label, &'a str)>) -> Headline {
    let mut headline = Headline::default();
    for (label, line) in lines {
        let part = match label {
            Label::Kicker => &mut headline.kicker,
            Label::Subtitle => &mut headline.subtitle,
            _ => &mut headline.title,
        };
        let line = line.trim_matches(punctuation::BULLETS).trim();
        match part {
            Some(part) => {
                if !is_wrapped(part, line) {
                    part.push(' ');
                }
                part.push_str(line);
            }
            None => *part = Some(line.to_owned()),
        }
    }
    if headline.title.is_none() {
        headline.title = headline.kicker.take().or_else(|| headline.subtitle.take());
    }
    headline
}

/// The lines of one part of a headline as one line.
pub(super) fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> Option<String> {
    divide(lines.map(|line| (Label::Headline, line))).title.filter(|line| !line.is_empty())
}

/// The headline was wrapped between these lines, inside a word or a phrase.
pub(super) fn is_wrapped(before: &str, after: &str) -> bool {
    let (pairs_before, pairs_after) = (punctuation::open_pairs(before), punctuation::open_pairs(after));
    let hangs = before.ends_with([
        '的', '与', '和', '及', '为', '让', '在', '将', '把', '给', '到', '、', '，', ',', '“', '《',
    ]);
    continuity::between(before, after).spans
        || pairs_before.open > 0 && pairs_after.unopened > 0
        || hangs
        || breaks_clause(before)
}

/// 「从“没人管”到“抢着管”，一个老」: so few characters behind so long a clause are the beginning of another.
fn breaks_clause(text: &str) -> bool {
    let behind = text.rsplit(['，', ',']).next().unwrap_or(text);
    let pause = behind.len() < text.len() && text.ends_with(is_han);
    pause && char_count(behind) <= CLAUSE_START_CHARS && char_count(text) > CLAUSE_RATIO * char_count(behind)
}

/// The opening words of a body that has no headline.
pub(super) fn label(body: &str) -> Option<String> {
    let first = body.lines().next()?.trim();
    let mut end = first.len();
    for (count, (at, character)) in first.char_indices().enumerate() {
        if count >= LABEL_CHARS && matches!(character, '，' | ',' | '。' | '；' | '！' | '？' | '：')
            || count >= LONGEST_LABEL_CHARS
        {
            end = at;
            break;
        }
    }
    let words = slice(first, 0..end);
    (!words.is_empty()).then(|| if end < first.len() { format!("{words}……") } else { words.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_divide_headlines() {
        use Label::{Headline as Title, HeadlineRest as Rest, Kicker, Subtitle};
        type Case<'a> = (&'a [(Label, &'a str)], [&'a str; 3]);
        let cases: [Case<'_>; 6] = [
            (&[(Title, "●停电信息")], ["", "停电信息", ""]),
            (&[(Kicker, "河东区总工会"), (Title, "为职工办实事")], ["河东区总工会", "为职工办实事", ""]),
            (&[(Title, "居民家门口的"), (Rest, "养老服务站")], ["", "居民家门口的养老服务站", ""]),
            (&[(Title, "家政进社区"), (Rest, "服务零距离")], ["", "家政进社区服务零距离", ""]),
            (
                &[(Title, "老楼换新颜"), (Subtitle, "——旧小区改造见闻")],
                ["", "老楼换新颜", "——旧小区改造见闻"],
            ),
            (&[(Kicker, "河东区")], ["", "河东区", ""]),
        ];
        for (lines, expected) in cases {
            let divided = divide(lines.iter().copied());
            let seen = [divided.kicker, divided.title, divided.subtitle].map(Option::unwrap_or_default);
            assert_eq!(seen, expected, "{lines:?}");
        }
    }

    #[test]
    fn labels_are_opening_words() {
        assert_eq!(label("为了丰富老人的生活,社区办了茶会。").as_deref(), Some("为了丰富老人的生活……"));
        assert_eq!(label("短短一句").as_deref(), Some("短短一句"));
        assert_eq!(label(""), None);
    }
}
