//! Column widths: which lines were hard-wrapped by a narrow column, and which spaces inside a line stand for its wraps.
//!
//! Knows nothing of articles.

use super::{lines::Line, marks};
use crate::text::spans::{is_han, slice};

/// Widths of newspaper columns, in half characters.
const NARROWEST: usize = 12;
const WIDEST: usize = 64;

/// For each line, the width of the column whose wrapping it shows, if it is one of several such lines.
pub(super) fn wrapped(lines: &[Line<'_>]) -> Vec<Option<usize>> {
    let mut widths: Vec<Option<usize>> = vec![None; lines.len()];
    for (at, line) in lines.iter().enumerate() {
        if !(NARROWEST..=WIDEST).contains(&line.width) {
            continue;
        }
        let window = lines.get(at.saturating_sub(3)..(at + 4).min(lines.len())).unwrap_or_default();
        let alike: Vec<&Line<'_>> =
            window.iter().filter(|other| other.width.abs_diff(line.width) <= 3).collect();
        let running = alike.iter().filter(|other| !marks::ends_closed(other.text)).count();
        if alike.len() >= 4 && running >= 3 {
            widths[at] = alike.iter().map(|other| other.width).max();
        }
    }
    // The last line of a paragraph is shorter, its first line indented.
    for at in 0..lines.len() {
        if widths[at].is_some() || lines[at].width > WIDEST {
            continue;
        }
        let before = at
            .checked_sub(1)
            .and_then(|before| widths[before].filter(|_| !marks::ends_closed(lines[before].text)));
        if let Some(width) =
            before.filter(|width| lines[at].width <= *width && marks::ends_closed(lines[at].text))
        {
            widths[at] = Some(width);
        }
    }
    widths
}

/// Whether the first printed line of each line is indented, where later wraps or its neighbours show the column's width.
pub(super) fn indents(lines: &[Line<'_>], columns: &[Option<usize>]) -> Vec<Option<bool>> {
    let told = |width: usize, column: usize| match column.saturating_sub(width) {
        0..=1 => Some(false),
        3..=6 => Some(true),
        _ => None,
    };
    lines.iter().zip(columns).map(|(line, column)| {
        if let Some(column) = column {
            return (!marks::ends_closed(line.text)).then(|| told(line.width, *column)).flatten();
        }
        let parts = parts(line.text);
        let column = column_width(&parts).filter(|_| parts.len() >= 3)?;
        let first = parts.first().map_or(0, |(_, width, _)| *width);
        told(first, column)
    }).collect()
}

/// Byte offsets of the spaces in `line` that its wraps left behind; `usual` is the column width seen so far on the page
/// and is brought up to date.
pub(super) fn wrap_spaces(line: &str, usual: &mut Option<usize>) -> Vec<usize> {
    let parts = parts(line);
    if parts.len() < 2 {
        return Vec::new();
    }
    let own = column_width(&parts);
    if own.is_some() {
        *usual = own;
    }
    let Some(column) = own.or(*usual) else { return Vec::new() };
    let mut found = Vec::new();
    let mut printed = 0;
    for pair in parts.windows(2) {
        let [(_, width, end), (next, _, _)] = pair else { continue };
        printed += width;
        let indented = found.is_empty() && printed + 5 >= column;
        let joinable = slice(line, 0..*end).chars().next_back().is_some_and(joins)
            || slice(line, *next..line.len()).chars().next().is_some_and(joins);
        if joinable && (printed + 3 >= column || indented) {
            found.push(*end);
            printed = 0;
        }
    }
    found
}

/// Start, width and end of the runs between white space.
fn parts(line: &str) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, character) in line.char_indices().chain([(line.len(), ' ')]) {
        match (character.is_whitespace(), start) {
            (true, Some(from)) => {
                found.push((from, marks::width(slice(line, from..at)), at));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    found
}

/// The width at which most runs of a long line end, if it shows a rhythm.
fn column_width(parts: &[(usize, usize, usize)]) -> Option<usize> {
    let inner = parts.get(..parts.len().saturating_sub(1))?;
    let mut best: Option<(usize, usize)> = None;
    for (_, width, _) in inner.iter().take(64).filter(|(_, width, _)| (NARROWEST..=WIDEST).contains(width)) {
        let alike = inner.iter().take(64).filter(|(_, other, _)| other.abs_diff(*width) <= 2).count();
        if alike >= 2 && best.is_none_or(|(count, found)| alike > count || alike == count && *width > found) {
            best = Some((alike, *width));
        }
    }
    best.filter(|(count, _)| count * 3 >= inner.len().min(64)).map(|(_, width)| width)
}

/// Characters between which printed Chinese leaves no space.
fn joins(character: char) -> bool {
    is_han(character)
        || !character.is_ascii() && !character.is_alphanumeric()
        || matches!(character, ',' | ';' | ':' | '"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_of_wraps_are_told_from_printed_ones() {
        let mut usual = None;
        let line =
            "社区食堂从本周起每天 供应早中晚三顿热饭七 十岁以上的老人可以打 折\"暖心 敬老\"活动也 同时开始。";
        let spaces = wrap_spaces(line, &mut usual);
        let kept: String = line
            .char_indices()
            .filter(|(at, character)| *character != ' ' || !spaces.contains(at))
            .map(|(_, character)| character)
            .collect();
        assert_eq!(
            kept,
            "社区食堂从本周起每天供应早中晚三顿热饭七十岁以上的老人可以打折\"暖心 敬老\"活动也同时开始。"
        );
        assert_eq!(usual, Some(20));
    }

    #[test]
    fn lines_of_one_column_are_seen() {
        let texts = [
            "社区办了一场义诊活动来",
            "了不少居民,医生们给大",
            "家量血压、测血糖,还讲",
            "了怎样吃饭、怎样走路",
            "才健康。",
            "下周还来",
        ];
        let lines: Vec<Line<'_>> =
            texts.iter().map(|text| Line { number: 1, text, width: marks::width(text), gap: 1 }).collect();
        let seen: Vec<bool> = wrapped(&lines).iter().map(Option::is_some).collect();
        assert_eq!(seen, [true, true, true, true, true, false]);
    }
}
