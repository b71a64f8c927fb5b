//! Column widths: which lines were hard-wrapped by a narrow column, and which spaces inside a line stand for its wraps.
//!
//! Knows nothing of articles.

use std::ops::RangeInclusive;

use super::{
    indices::{LineIndex, ListIndex},
    lines::{Indent, PageLine, PageLines},
    punctuation,
};
use crate::text::spans::{is_han, slice};

/// Widths of newspaper columns, in half characters.
const WIDTHS: RangeInclusive<usize> = 12..=64;
/// Half characters by which a paragraph's first line falls short of its column where its two blanks were lost: two full
/// characters, and one half of ragged setting either way.
pub(super) const LOST_INDENT: RangeInclusive<usize> = 3..=5;
/// Half characters by which a line that fills its column may fall short of it.
pub(super) const FULL_LINE: usize = 1;

/// Lines above and below a line among which others of its column are looked for.
const NEIGHBOURS: usize = 3;
/// Half characters by which lines that one column wrapped differ.
pub(super) const RAGGED: usize = 3;
/// A page of so many narrow lines, so many in four of all, is set in narrow columns throughout.
const NARROW_PAGE_LINES: usize = 12;
const NARROW_PAGE_QUARTERS: usize = 3;
/// Half characters by which an indented line falls short of its column at most: a stop may be pushed to the next line.
const INDENTED_SHORT: usize = 8;
/// The indent as the wraps inside a line show it; a stop that hangs over makes it one half character wider.
const INNER_INDENT: RangeInclusive<usize> = 3..=6;
/// Runs between spaces that show a rhythm.
const RHYTHM_RUNS: usize = 3;
/// Runs of a line that are looked at: enough to tell the width, few enough to compare each with each.
const RUNS_READ: usize = 64;
/// Half characters by which runs of one width differ.
const SAME_WIDTH: usize = 2;
/// So many runs of one width are no accident, when they are one in `RHYTHM_SHARE` of all.
const ALIKE_RUNS: usize = 2;
const RHYTHM_SHARE: usize = 3;
/// Half characters by which a printed line may fall short of its column: a mark that must not begin a line takes its
/// neighbour along. The first line of a paragraph is indented by two full characters besides.
const SHORT: usize = 3;
const SHORT_FIRST: usize = 7;

/// How many neighbours prove a column.
struct Proof {
    /// Lines of its width.
    alike: usize,
    /// Those of them in which no sentence ends.
    running: usize,
}

const PROOF: Proof = Proof { alike: 4, running: 3 };
/// On a page set in narrow columns throughout, fewer neighbours do.
const PROOF_ON_NARROW_PAGE: Proof = Proof { alike: 3, running: 2 };

/// Notes the column of each line, and how the line begins in it. Needs the lines' roles.
pub(super) fn measure(lines: &mut PageLines<'_>) {
    let narrow = lines.iter().filter(|line| is_narrow(line)).count();
    let throughout = narrow >= NARROW_PAGE_LINES && narrow * 4 >= lines.len() * NARROW_PAGE_QUARTERS;
    let proof = if throughout { PROOF_ON_NARROW_PAGE } else { PROOF };
    for at in lines.indices() {
        let column = among_neighbours(lines, at, &proof);
        set_column(lines, at, column);
    }
    for at in lines.indices() {
        let column = at_paragraph_edge(lines, at);
        set_column(lines, at, column);
    }
    for at in lines.indices() {
        let indent = indent(lines, at).unwrap_or_default();
        if let Some(line) = lines.get_mut(at) {
            line.indent = indent;
        }
    }
}

fn set_column(lines: &mut PageLines<'_>, at: LineIndex, column: Option<usize>) {
    if let Some(line) = lines.get_mut(at) {
        line.column = column;
    }
}

/// A line of body text that may be one of a narrow column.
fn is_narrow(line: &PageLine<'_>) -> bool {
    line.is_body() && WIDTHS.contains(&line.width)
}

/// The width of the column whose wrapping the line shows, if it is one of several such lines.
fn among_neighbours(lines: &PageLines<'_>, at: LineIndex, proof: &Proof) -> Option<usize> {
    let line = lines.get(at).filter(|line| is_narrow(line))?;
    let near = lines.range(at.back(NEIGHBOURS)..at.ahead(NEIGHBOURS + 1)).iter();
    let alike: Vec<&PageLine<'_>> =
        near.filter(|other| is_narrow(other) && other.width.abs_diff(line.width) <= RAGGED).collect();
    let running = alike.iter().filter(|other| !other.ends_closed()).count();
    let widest = alike.iter().map(|other| other.width).max();
    widest.filter(|_| alike.len() >= proof.alike && running >= proof.running)
}

/// The column of a line at the edge of a paragraph: the last one is shorter, the first one indented by two characters.
fn at_paragraph_edge(lines: &PageLines<'_>, at: LineIndex) -> Option<usize> {
    let line = lines.get(at)?;
    if line.column.is_some() || line.width > *WIDTHS.end() || !line.is_body() {
        return line.column;
    }
    let closed = line.ends_closed();
    let open_before = lines.before(at).filter(|before| !before.ends_closed());
    let above = open_before.and_then(|before| before.column);
    let below = lines.after(at).and_then(|after| after.column).filter(|width| {
        let missing = width.saturating_sub(line.width);
        let indented = line.indented && missing <= INDENTED_SHORT;
        !closed && (indented || open_before.is_none() && LOST_INDENT.contains(&missing))
    });
    above.filter(|width| line.width <= *width && closed).or(below)
}

/// How the first printed line of a line begins, where later wraps or its neighbours show the column's width.
fn indent(lines: &PageLines<'_>, at: LineIndex) -> Option<Indent> {
    let line = lines.get(at)?;
    if let Some(column) = line.column {
        let begins = lines.before(at).is_none_or(PageLine::ends_closed);
        return (!line.ends_closed())
            .then(|| indent_of(line.width, column))
            .filter(|indent| *indent != Indent::Indented || begins);
    }
    let runs = runs(line.text);
    let column = column_width(&runs).filter(|_| runs.len() >= RHYTHM_RUNS)?;
    let first = runs.first().map_or(0, |run| run.width);
    Some(indent_of(first, column))
}

fn indent_of(width: usize, column: usize) -> Indent {
    match column.saturating_sub(width) {
        ..=FULL_LINE => Indent::Flush,
        missing if INNER_INDENT.contains(&missing) => Indent::Indented,
        _ => Indent::Unknown,
    }
}

/// The width of the column in which `text` was printed, where the spaces that its wraps left behind show it.
pub(super) fn width_inside(text: &str) -> Option<usize> {
    column_width(&runs(text))
}

/// A column of which a text fills a part.
#[derive(Clone, Copy, Debug)]
pub(super) struct ColumnSpace {
    /// Width of the column, in half characters.
    pub(crate) width: usize,
    /// Printed width in front of the text on its first line.
    pub(crate) taken: usize,
}

/// Byte offsets of the spaces in `text` that the wraps of its column left behind.
pub(super) fn wrap_spaces(text: &str, column: ColumnSpace) -> Vec<usize> {
    let runs = runs(text);
    let mut found = Vec::new();
    let mut printed = column.taken;
    for pair in runs.windows(2) {
        let [run, next] = pair else { continue };
        printed += run.width;
        let last = slice(text, 0..run.end).chars().next_back();
        let first = slice(text, next.start..text.len()).chars().next();
        let joinable = last.is_some_and(joins) || first.is_some_and(joins);
        let slack = if found.is_empty() { SHORT_FIRST } else { SHORT };
        // Printed Chinese leaves no space behind a comma.
        let after_pause = last.is_some_and(|last| matches!(last, '，' | ',' | '、' | '；' | ';' | '。'))
            && first.is_some_and(is_han);
        if joinable && (printed + slack >= column.width || after_pause) {
            found.push(run.end);
            printed = 0;
        }
    }
    found
}

/// The characters between two white spaces.
struct PrintedRun {
    start: usize,
    end: usize,
    /// In half characters.
    width: usize,
}

fn runs(line: &str) -> Vec<PrintedRun> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, character) in line.char_indices().chain([(line.len(), ' ')]) {
        match (character.is_whitespace(), open) {
            (true, Some(start)) => {
                found.push(PrintedRun { start, end: at, width: punctuation::width(slice(line, start..at)) });
                open = None;
            }
            (false, None) => open = Some(at),
            _ => {}
        }
    }
    found
}

/// The width at which most runs of a long line end, if it shows a rhythm.
fn column_width(runs: &[PrintedRun]) -> Option<usize> {
    let (_, inner) = runs.split_last()?;
    let read = inner.iter().take(RUNS_READ);
    let counted = read.clone().filter(|run| WIDTHS.contains(&run.width)).map(|run| {
        let alike = read.clone().filter(|other| other.width.abs_diff(run.width) <= SAME_WIDTH).count();
        (alike, run.width)
    });
    let (alike, width) = counted.filter(|(alike, _)| *alike >= ALIKE_RUNS).max()?;
    (alike * RHYTHM_SHARE >= inner.len().min(RUNS_READ)).then_some(width)
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
        let spaces = wrap_spaces(line, ColumnSpace { width: 20, taken: 0 });
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
        let mut lines: PageLines<'_> = texts.iter().map(|text| PageLine::new(1, text)).collect();
        measure(&mut lines);
        let seen: Vec<bool> = lines.iter().map(|line| line.column.is_some()).collect();
        assert_eq!(seen, [true, true, true, true, true, false]);
    }
}
