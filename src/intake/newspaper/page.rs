//! A page as a list of printed lines whose signs, columns, indents and labels are known.
//!
//! Knows nothing of articles.

use std::ops::Range;

use super::{
    columns,
    continuity::{self, Continuity},
    decoding::LineLabel,
    indices::{IndexedList, LineIndex, ListIndex},
    labelling,
    lines::{Indent, PageLine, PageLines},
    signs,
};

/// A page whose lines are known. Positions of lines are made here only, and no line is ever taken out.
pub(super) struct NewspaperPage<'a> {
    /// The printed lines.
    lines: PageLines<'a>,
    /// The learnt label of each line.
    labels: IndexedList<LineIndex, LineLabel>,
}

/// What an indent that fits, or contradicts, the end of the line before is worth, in tenths.
const FITTING_INDENT: i32 = 2;
const MISSING_INDENT: i32 = -3;
const INDENT_INSIDE_SENTENCE: i32 = -8;

/// Lines of several pages. Comparing lines with others far away is the dearest part.
const WHOLE_ISSUE: usize = 12_000;

impl<'a> NewspaperPage<'a> {
    /// Reads the signs, the columns and the labels of `lines`.
    pub(super) fn new(mut lines: PageLines<'a>) -> Self {
        signs::assign(&mut lines);
        columns::measure(&mut lines);
        let mut page = Self { lines, labels: IndexedList::default() };
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
