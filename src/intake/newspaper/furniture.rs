//! What a page carries besides articles: mastheads, page numbers, staff lines, column heads, jump lines, fragments.
//!
//! Knows nothing of articles.

use std::ops::RangeInclusive;

use super::{date_lines, mastheads, punctuation};
use crate::text::spans::{char_count, first_chars, squeezed};

/// What a line is, as far as the line alone tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Furniture {
    /// The page's date.
    DateLine,
    /// Paper's name, page number, staff, publisher, scan hints, weather and lottery boxes, conversion marks.
    Masthead,
    /// Name of a column, printed between marks.
    ColumnHead,
    /// 「下转第2版」
    JumpLine,
    /// Single characters of a vertical headline, or no characters at all.
    Fragment,
}

/// Where on its page a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PagePosition {
    /// Among the first lines.
    Top,
    /// Among the last lines.
    Bottom,
    /// Between.
    Middle,
}

/// Characters of a line that are read.
const READ_CHARS: usize = 120;
/// Characters of the longest date line.
const DATE_LINE_CHARS: usize = 60;
/// Characters of a line that is no word of an article.
pub(super) const FRAGMENT_CHARS: usize = 2;
/// Characters of the longest jump line, and of a teaser on a front page: a headline with the number of its page.
const JUMP_LINE_CHARS: usize = 16;
const TEASER_CHARS: RangeInclusive<usize> = 8..=36;
/// Han characters of a column's name.
pub(super) const COLUMN_NAME_CHARS: RangeInclusive<usize> = 2..=12;

/// What a line is if it belongs to no article.
pub(super) fn of_text(text: &str, place: PagePosition) -> Option<Furniture> {
    let edge = place != PagePosition::Middle;
    let squeezed = squeezed(first_chars(text, READ_CHARS));
    let count = char_count(&squeezed);
    if !squeezed.chars().any(char::is_alphanumeric) || text.starts_with("![") {
        return Some(Furniture::Fragment);
    }
    if count <= DATE_LINE_CHARS
        && date_lines::is_date_line(&squeezed)
        && (place == PagePosition::Top || date_lines::names_page(&squeezed))
    {
        return Some(Furniture::DateLine);
    }
    if count <= FRAGMENT_CHARS && !punctuation::ends_closed(text) {
        return Some(if squeezed.chars().all(|character| character.is_ascii_alphanumeric()) {
            Furniture::Masthead
        } else {
            Furniture::Fragment
        });
    }
    if count <= JUMP_LINE_CHARS && is_jump(&squeezed)
        || edge && TEASER_CHARS.contains(&count) && is_teaser(&squeezed)
    {
        return Some(Furniture::JumpLine);
    }
    if is_decorated(text) {
        return Some(Furniture::ColumnHead);
    }
    mastheads::is_masthead(text, &squeezed, edge).then_some(Furniture::Masthead)
}

/// 「下转第2版」「上接一版」
fn is_jump(squeezed: &str) -> bool {
    let bare = squeezed.trim_matches(|character: char| !character.is_alphanumeric());
    ["下转", "上接", "紧接", "转第", "接第", "详见"].iter().any(|word| bare.starts_with(word))
        && bare.contains('版')
}

/// 「2版 …」「…(详见第3版)」 on a front page.
fn is_teaser(squeezed: &str) -> bool {
    let digits = |text: &str| text.chars().next_back().is_some_and(|last| last.is_ascii_digit());
    let bare = squeezed.trim_matches(|character: char| !character.is_alphanumeric());
    let first = bare.trim_start_matches('第').split('版').next().unwrap_or("");
    let leads = !first.is_empty()
        && char_count(first) <= mastheads::PAGE_NUMBER_CHARS
        && first.chars().all(|character| character.is_ascii_alphanumeric());
    let trails = bare.strip_suffix('版').is_some_and(digits);
    (leads && bare.contains('版') || trails) && !squeezed.contains(['。', '，'])
}

/// A short name between marks: 「///, 平 城 头 条 ///」「◆民生速递◆」「【社区】」
fn is_decorated(text: &str) -> bool {
    let mark = |character: char| !character.is_alphanumeric() && !character.is_whitespace();
    let name: String =
        text.trim_matches(|character: char| mark(character) || character.is_whitespace()).chars().collect();
    let before = text
        .chars()
        .take_while(|character| mark(*character) || character.is_whitespace())
        .filter(|character| mark(*character))
        .count();
    let after = text
        .chars()
        .rev()
        .take_while(|character| mark(*character) || character.is_whitespace())
        .filter(|character| mark(*character))
        .count();
    let ornament = text.trim().chars().next().is_some_and(|first| {
        punctuation::BULLETS.contains(&first)
            || matches!(
                first,
                '/' | '=' | '~' | '*' | '|' | '—' | '-' | '_' | '【' | '＝' | '～' | '／' | '<' | '＜' | '《'
            )
    });
    let quoted = matches!(text.trim().chars().next(), Some('《'));
    let han = punctuation::han_count(&name);
    before > 0
        && after > 0
        && ornament
        && !quoted
        && COLUMN_NAME_CHARS.contains(&han)
        && !name.contains(['，', ',', '。', ':', '：'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Furniture>) {
        assert_eq!(of_text(text, PagePosition::Top), expected, "{text}");
    }

    #[test]
    fn furniture_is_told_from_text() {
        use Furniture::{ColumnHead, DateLine, Fragment, JumpLine, Masthead};
        let cases = [
            ("2024年10月18日 星期五", Some(DateLine)),
            ("2023年5月6日 星期六 农历三月十七 第3版", Some(DateLine)),
            ("河东晚报 2023年5月6日 责编 王小河", Some(DateLine)),
            ("2024-10-18", Some(DateLine)),
            ("二〇二四年十月十八日", Some(DateLine)),
            ("河东日报 二〇二四年十月十八日 农历甲辰年九月十六 星期五 第6版", Some(DateLine)),
            ("2024年10月18日起试行", None),
            ("2024年10月18日,社区开展了义诊", None),
            ("A03", Some(Masthead)),
            ("第3版", Some(Masthead)),
            ("03 民生版", Some(Masthead)),
            ("责编:王小河 美编:李大江 校对:陈平", Some(Masthead)),
            ("责任编辑 王小河", Some(Masthead)),
            ("新闻热线:0000-0000000", Some(Masthead)),
            ("www.example.cn", Some(Masthead)),
            ("扫码关注更多精彩", Some(Masthead)),
            ("河东晚报", Some(Masthead)),
            ("今天白天多云转晴,气温5℃", Some(Masthead)),
            ("///, 平 城 头 条 ///", Some(ColumnHead)),
            ("◆民生速递◆", Some(ColumnHead)),
            ("【社区】", Some(ColumnHead)),
            ("(下转第2版)", Some(JumpLine)),
            ("▲上接第1版", Some(JumpLine)),
            ("玉", Some(Fragment)),
            ("``", Some(Fragment)),
            ("---", Some(Fragment)),
            ("服务热线:0000-0000000", None),
            ("好。", None),
            ("社区食堂开张", None),
            ("编辑部来了小记者", None),
            ("“小巷管家”上岗", None),
        ];
        for (text, expected) in cases {
            check(text, expected);
        }
    }
}
