//! A page as a list of printed lines whose signs, columns, indents and labels are known.
//!
//! Knows nothing of articles.

use std::ops::Range;

use super::{
    columns,
    continuity::{self, Continuity},
    decoding::LineLabel,
    furniture::Furniture,
    indices::{IndexedList, LineIndex, ListIndex},
    labelling,
    lines::{self, Indent, PageLine, PageLines},
    signs::{self, LineSign},
};
use crate::text::spans::slice;

/// A page whose lines are known. Positions of lines are made here only, and no line is ever taken out; a line that is
/// cut has its rest behind all others.
pub(super) struct NewspaperPage<'a> {
    /// The printed lines.
    lines: PageLines<'a>,
    /// The learnt label of each line.
    labels: IndexedList<LineIndex, LineLabel>,
    /// How its hard-wrapped columns begin a paragraph.
    pub(crate) indent_style: IndentStyle,
}

/// How the first line of a paragraph is told from the others in a hard-wrapped column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IndentStyle {
    /// By blank characters in front of it.
    Printed,
    /// By being two characters short: the blanks were lost.
    Lost,
    /// Not at all.
    Flush,
}

/// Lost indents for one printed one, from which on the printed ones are chance.
const LOST_FOR_PRINTED: usize = 2;
/// What an indent that fits, or contradicts, the end of the line before is worth, in tenths.
const FITTING_INDENT: i32 = 2;
const MISSING_INDENT: i32 = -3;
const INDENT_INSIDE_SENTENCE: i32 = -8;

/// Lines of several pages. Comparing lines with others far away is the dearest part.
const WHOLE_ISSUE: usize = 12_000;

fn indent_style(lines: &PageLines<'_>) -> IndentStyle {
    let (mut printed, mut lost, mut flush) = (0, 0, 0);
    for pair in lines.as_slice().windows(2) {
        let [before, line] = pair else { continue };
        let Some(column) = line.column.filter(|_| before.ends_closed() && !line.ends_closed()) else {
            continue;
        };
        let missing = column.saturating_sub(line.width);
        if line.indented {
            printed += 1;
        } else if missing <= columns::FULL_LINE {
            flush += 1;
        } else if columns::LOST_INDENT.contains(&missing) {
            lost += 1;
        }
    }
    if printed > 0 && printed * LOST_FOR_PRINTED >= lost {
        IndentStyle::Printed
    } else if lost >= flush {
        IndentStyle::Lost
    } else {
        IndentStyle::Flush
    }
}

impl<'a> NewspaperPage<'a> {
    /// Reads the signs, the columns and the labels of `lines`.
    pub(super) fn new(mut lines: PageLines<'a>) -> Self {
        signs::assign(&mut lines);
        columns::measure(&mut lines);
        let indent_style = indent_style(&lines);
        let mut page = Self { lines, labels: IndexedList::default(), indent_style };
        page.labels = labelling::of_lines(&page);
        page
    }

    /// The label of a line.
    pub(super) fn label(&self, at: LineIndex) -> LineLabel {
        self.labels.get(at).copied().unwrap_or_default()
    }

    /// All lines, in page order.
    pub(super) fn lines(&self) -> &[PageLine<'a>] {
        self.lines.as_slice()
    }

    /// It has more lines than a page has; what looks far around on a page keeps to what is near.
    pub(super) fn is_whole_issue(&self) -> bool {
        self.lines.len() > WHOLE_ISSUE
    }

    /// All lines, at their positions.
    pub(super) fn all(&self) -> &PageLines<'a> {
        &self.lines
    }

    /// The position behind the last line.
    pub(super) fn end(&self) -> LineIndex {
        self.lines.end()
    }

    /// The line at `at`.
    pub(super) fn line(&self, at: LineIndex) -> &PageLine<'a> {
        self.lines.get(at).expect("a page gives out the positions of its own lines, and keeps all lines")
    }

    /// The text of a line.
    pub(super) fn text(&self, at: LineIndex) -> &'a str {
        self.line(at).text
    }

    /// The texts of some lines, one behind the other.
    pub(super) fn texts(&self, lines: &[LineIndex]) -> impl DoubleEndedIterator<Item = &'a str> {
        lines.iter().map(|at| self.text(*at))
    }

    /// The line right before `at`.
    pub(super) fn before(&self, at: LineIndex) -> Option<&PageLine<'a>> {
        self.lines.before(at)
    }

    /// The line right behind `at`.
    pub(super) fn after(&self, at: LineIndex) -> Option<&PageLine<'a>> {
        self.lines.after(at)
    }

    /// The lines in `range`.
    pub(super) fn range(&self, range: Range<LineIndex>) -> &[PageLine<'a>] {
        self.lines.range(range)
    }

    /// Width of the column of the nearest wrapped line among the `reach` lines above `at`.
    pub(super) fn column_above(&self, at: LineIndex, reach: usize) -> Option<usize> {
        self.range(at.back(reach)..at).iter().rev().find_map(|above| above.column)
    }

    /// Cuts the line at `at` behind `end` bytes; the position of the rest, which has its place behind all other lines.
    /// The first part keeps the measures and the role of the whole.
    pub(super) fn cut(&mut self, at: LineIndex, end: usize) -> Option<LineIndex> {
        let line = self.lines.get_mut(at)?;
        let rest = slice(line.text, end..line.text.len()).trim_start();
        let rest = PageLine { gap: line.gap, indented: line.indented, ..PageLine::new(line.number, rest) };
        line.text = slice(line.text, 0..end);
        Some(lines::add(&mut self.lines, rest))
    }

    /// A name between marks stands right above the line.
    pub(super) fn below_column_head(&self, at: LineIndex) -> bool {
        self.before(at).is_some_and(|above| above.sign == LineSign::Furniture(Furniture::ColumnHead))
    }

    /// True when `at` looks like the first line of a paragraph in a hard-wrapped column.
    pub(super) fn begins_paragraph(&self, at: LineIndex) -> bool {
        let line = self.line(at);
        let Some(column) = line.column else {
            return line.indented && self.indent_style == IndentStyle::Printed;
        };
        let missing = column.saturating_sub(line.width);
        let goes_on_full = || self.continues_column(at) && missing <= columns::FULL_LINE;
        match self.indent_style {
            IndentStyle::Printed => line.indented || goes_on_full(),
            IndentStyle::Lost => columns::LOST_INDENT.contains(&missing) || goes_on_full(),
            IndentStyle::Flush => missing <= *columns::LOST_INDENT.end(),
        }
    }

    /// True when `at` carries on a hard-wrapped paragraph from the line before.
    pub(super) fn continues_column(&self, at: LineIndex) -> bool {
        let Some(before) = self.before(at) else { return false };
        let alike = before
            .column
            .zip(self.line(at).column)
            .is_some_and(|(above, below)| above.abs_diff(below) <= columns::RAGGED);
        alike && before.is_body() && !before.ends_closed()
    }

    /// How well line `after` goes on where line `before` ends.
    pub(super) fn continuity(&self, before: LineIndex, after: LineIndex) -> Continuity {
        let (before, after) = (self.line(before), self.line(after));
        let printed = continuity::between(before.text, after.text);
        let indent = match (before.ends_closed(), after.indent) {
            (true, Indent::Indented) | (false, Indent::Flush) => FITTING_INDENT,
            (true, Indent::Flush) => MISSING_INDENT,
            (false, Indent::Indented) if !printed.spans => INDENT_INSIDE_SENTENCE,
            _ => 0,
        };
        Continuity { score: printed.score + indent, ..printed }
    }
}
