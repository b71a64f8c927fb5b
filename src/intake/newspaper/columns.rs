//! Column widths: which lines were hard-wrapped by a narrow column, and which spaces inside a line stand for its wraps.
//!
//! Knows nothing of articles.

use super::{lines::Line, marks};
use crate::text::spans::{is_han, slice};

/// Widths of newspaper columns, in half characters.
const NARROWEST: usize = 12;
const WIDEST: usize = 64;

/// For each line, the width of the column whose wrapping it shows, if it is one of several such lines. Only those in
/// `body` can be.
pub(super) fn wrapped(lines: &[Line<'_>], body: &[bool]) -> Vec<Option<usize>> {
    let candidate = |at: usize| body[at] && (NARROWEST..=WIDEST).contains(&lines[at].width);
    let narrow = (0..lines.len()).filter(|at| candidate(*at)).count();
    // On a page set in narrow columns throughout, fewer neighbours prove a column.
    let (alike_wanted, running_wanted) =
        if narrow >= 12 && narrow * 4 >= lines.len() * 3 { (3, 2) } else { (4, 3) };
    let mut widths: Vec<Option<usize>> = vec![None; lines.len()];
    for (at, line) in lines.iter().enumerate() {
        if !candidate(at) {
            continue;
        }
        let window = (at.saturating_sub(3)..(at + 4).min(lines.len()))
            .filter(|other| candidate(*other))
            .map(|other| &lines[other]);
        let alike: Vec<&Line<'_>> = window.filter(|other| other.width.abs_diff(line.width) <= 3).collect();
        let running = alike.iter().filter(|other| !marks::ends_closed(other.text)).count();
        if alike.len() >= alike_wanted && running >= running_wanted {
            widths[at] = alike.iter().map(|other| other.width).max();
        }
    }
    // The last line of a paragraph is shorter, its first line indented by two characters.
    for at in 0..lines.len() {
        if widths[at].is_some() || lines[at].width > WIDEST || !body[at] {
            continue;
        }
        let closed = marks::ends_closed(lines[at].text);
        let open_before = at.checked_sub(1).is_some_and(|before| !marks::ends_closed(lines[before].text));
        let before = at.checked_sub(1).and_then(|before| widths[before].filter(|_| open_before));
        let after = lines.get(at + 1).and_then(|_| widths[at + 1]).filter(|width| {
            let missing = width.saturating_sub(lines[at].width);
            !closed && (lines[at].indented && missing <= 8 || !open_before && (3..=5).contains(&missing))
        });
        widths[at] = before.filter(|width| lines[at].width <= *width && closed).or(after);
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
    let from_line = |at: usize, line: &Line<'_>| {
        if let Some(column) = columns[at] {
            let begins = at.checked_sub(1).is_none_or(|before| marks::ends_closed(lines[before].text));
            return (!marks::ends_closed(line.text))
                .then(|| told(line.width, column))
                .flatten()
                .filter(|indented| !indented || begins);
        }
        let parts = parts(line.text);
        let column = column_width(&parts).filter(|_| parts.len() >= 3)?;
        let first = parts.first().map_or(0, |(_, width, _)| *width);
        told(first, column)
    };
    lines.iter().enumerate().map(|(at, line)| from_line(at, line)).collect()
}

/// The width of the column in which `text` was printed, where the spaces that its wraps left behind show it.
pub(super) fn width_inside(text: &str) -> Option<usize> {
    column_width(&parts(text))
}

/// Byte offsets of the spaces in `text` that wraps at the width `column` left behind; `before` is the printed width in
/// front of `text` on its first line.
pub(super) fn wrap_spaces(text: &str, column: usize, before: usize) -> Vec<usize> {
    let parts = parts(text);
    let mut found = Vec::new();
    let mut printed = before;
    for pair in parts.windows(2) {
        let [(_, width, end), (next, _, _)] = pair else { continue };
        printed += width;
        let last = slice(text, 0..*end).chars().next_back();
        let first = slice(text, *next..text.len()).chars().next();
        let joinable = last.is_some_and(joins) || first.is_some_and(joins);
        // The first line of a paragraph is indented by two characters.
        let slack = if found.is_empty() { 7 } else { 3 };
        // Printed Chinese leaves no space behind a comma.
        let after_pause = last.is_some_and(|last| matches!(last, '，' | ',' | '、' | '；' | ';' | '。'))
            && first.is_some_and(is_han);
        if joinable && (printed + slack >= column || after_pause) {
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
        let line =
            "社区食堂从本周起每天 供应早中晚三顿热饭七 十岁以上的老人可以打 折\"暖心 敬老\"活动也 同时开始。";
        assert_eq!(width_inside(line), Some(20));
        let spaces = wrap_spaces(line, 20, 0);
        let kept: String = line
            .char_indices()
            .filter(|(at, character)| *character != ' ' || !spaces.contains(at))
            .map(|(_, character)| character)
            .collect();
        assert_eq!(
            kept,
            "社区食堂从本周起每天供应早中晚三顿热饭七十岁以上的老人可以打折\"暖心 敬老\"活动也同时开始。"
        );
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
        let lines: Vec<Line<'_>> = texts
            .iter()
            .map(|text| Line { number: 1, text, width: marks::width(text), gap: 1, indented: false })
            .collect();
        let seen: Vec<bool> = wrapped(&lines, &[true; 6]).iter().map(Option::is_some).collect();
        assert_eq!(seen, [true, true, true, true, true, false]);
    }
}
