//! Classes: what is seen of a line's text, its punctuation and its place, as small numbers.
//!
//! Knows nothing of which features a model weighs.

use super::{
    continuity::{self, Continuity},
    echoes::Echo,
    furniture::Furniture,
    indices::{LineIndex, ListIndex},
    lines::{Indent, PageLine},
    punctuation,
    signs::LineSign,
};
use crate::text::spans::{char_count, is_han};

/// The number of `bounds` that `value` has reached.
pub(super) fn step(value: f32, bounds: &[f32]) -> u16 {
    bounds.iter().filter(|bound| value > **bound).count() as u16
}

pub(super) fn join_class(closed: bool, continuity: Continuity) -> u16 {
    match (closed, continuity.spans, continuity.score) {
        (true, _, ..=-10) => 0,
        (true, _, ..=-1) => 1,
        (true, _, 0..=2) => 2,
        (true, ..) => 3,
        (false, true, ..=15) => 4,
        (false, true, _) => 5,
        (false, false, ..=-6) => 6,
        (false, false, ..=0) => 7,
        (false, false, _) => 8,
    }
}

pub(super) fn echo_class(echo: &Echo, share: f32) -> u16 {
    if echo.silent { 6 } else { step(share, &[0.001, 0.08, 0.18, 0.32, 0.55]) }
}

pub(super) fn gap_class(gap: u32, usual: u32) -> u16 {
    match gap {
        gap if gap < usual => 0,
        gap if gap == usual => 1,
        gap if gap <= usual + 1 => 2,
        _ => 3,
    }
}

pub(super) fn indent_class(line: &PageLine<'_>) -> u16 {
    let column = u16::from(line.column.is_some());
    column * 3
        + match line.indent {
            Indent::Unknown => 0,
            Indent::Flush => 1,
            Indent::Indented => 2,
        }
}

pub(super) fn place_class(at: LineIndex, end: LineIndex) -> u16 {
    let (from_top, from_bottom) = (at.offset(), end.offset() - at.offset());
    match (from_top, from_bottom) {
        (0..=1, _) => 0,
        (2..=5, _) => 1,
        (_, 0..=2) => 2,
        (_, 3..=6) => 3,
        _ => 4,
    }
}

pub(super) fn sign_class(line: &PageLine<'_>) -> u16 {
    match &line.sign {
        LineSign::Text => 1,
        LineSign::Furniture(Furniture::DateLine) => 2,
        LineSign::Furniture(Furniture::Masthead) => 3,
        LineSign::Furniture(Furniture::ColumnHead) => 4,
        LineSign::Furniture(Furniture::JumpLine) => 5,
        LineSign::Furniture(Furniture::Fragment) => 6,
        LineSign::Caption => 7,
        LineSign::PhotoCredit => 8,
        LineSign::Opening(_) => 9,
        LineSign::Standalone(standalone) if standalone.photo => 10,
        LineSign::Standalone(_) => 11,
    }
}

pub(super) fn start_class(text: &str) -> u16 {
    match text.chars().next() {
        None => 0,
        Some('▲' | '△' | '▼' | '▽') => 1,
        Some(first) if punctuation::BULLETS.contains(&first) => 2,
        Some('—' | '－' | '―' | '-' | '─') => 3,
        _ if punctuation::starts_open(text) => 4,
        Some('“' | '"' | '「' | '‘') => 5,
        Some('(' | '（' | '【' | '[' | '《' | '<') => 6,
        Some(first) if first.is_ascii_digit() => 7,
        Some(first) if is_han(first) => 8,
        Some(_) => 9,
    }
}

pub(super) fn end_class(text: &str) -> u16 {
    match text.trim_end().chars().next_back() {
        _ if punctuation::ends_closed(text) => {
            u16::from(text.trim_end().ends_with([')', '）']))
                + 2 * u16::from(text.ends_with(['？', '?', '！', '!']))
        }
        Some('，' | ',' | '、' | '；' | ';') => 4,
        Some('：' | ':' | '—') => 5,
        Some(last) if last.is_ascii_digit() => 6,
        Some(last) if is_han(last) => 7,
        Some('”' | '"' | '》' | '）' | ')' | '」') => 8,
        _ => 9,
    }
}

pub(super) fn clause_class(text: &str) -> u16 {
    u16::from(continuity::begins(text))
        + 2 * u16::from(continuity::lone_start(text))
        + 4 * u16::from(continuity::breaks_off(text))
        + 8 * u16::from(continuity::breaks_on(text))
}

/// Quotation marks that the line leaves open, or closes without opening them.
pub(super) fn quotes_class(text: &str) -> u16 {
    let pairs = punctuation::open_pairs(text);
    let straight = text.chars().filter(|character| *character == '"').count() % 2;
    // 「志愿服务",幸福感…」: what stands behind the first straight mark says that it closes.
    let behind = text.split_once('"').and_then(|(_, behind)| behind.chars().next());
    let closes = behind.is_some_and(|behind| matches!(behind, ',' | '，' | '。' | '、' | ';' | '；' | '的'));
    u16::from(pairs.open > 0)
        + 2 * u16::from(pairs.unopened > 0)
        + 4 * straight as u16
        + 8 * u16::from(closes)
}

/// 「一、」「(二)」「01」: numbered as sections are.
pub(super) fn is_numbered(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', '（', '第']);
    let number =
        bare.chars().take_while(|character| "一二三四五六七八九十0123456789".contains(*character)).count();
    let after = bare.chars().nth(number);
    (1..4).contains(&number) && matches!(after, Some('、' | '.' | '．' | ')' | '）' | ' ' | ':' | '：'))
}

pub(super) fn pauses(text: &str) -> u16 {
    count_of(text, &['，', ',', '；', ';', '：', ':'], 3) * 3 + count_of(text, &['、'], 2)
}

pub(super) fn count_of(text: &str, signs: &[char], most: usize) -> u16 {
    text.chars().filter(|character| signs.contains(character)).take(most).count() as u16
}

pub(super) fn digits_share(text: &str) -> f32 {
    text.chars().filter(char::is_ascii_digit).count() as f32 / char_count(text).max(1) as f32
}
