//! Shapes: how a line looks beside its column, and how it begins and ends, in few classes.
//!
//! Knows nothing of words but for how a sentence is punctuated.

use super::{
    furniture::Furniture,
    indices::{IndexedList, LineIndex},
    lines::{PageLine, PageLines},
    punctuation,
    signs::LineSign,
};

/// How the lines of a page measure, all in all.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PageMeasure {
    /// The usual width of its lines, in half characters, if most of them were wrapped by narrow columns.
    pub(crate) column: Option<usize>,
    /// The usual number of blank lines between two lines.
    pub(crate) gap: u32,
    /// Paragraphs are indented by printed blanks.
    pub(crate) indented: bool,
    /// Reports open with bylines.
    pub(crate) openings: bool,
}

/// Half characters of lines that narrow columns wrapped, and by which such lines differ.
const COLUMN_WIDTHS: std::ops::RangeInclusive<usize> = 14..=64;
const SAME_COLUMN: usize = 2;

impl PageMeasure {
    pub(super) fn of(lines: &PageLines<'_>) -> Self {
        let texts = || lines.iter().filter(|line| line.is_body());
        let count = texts().count().max(1);
        let mut widths = [0_usize; 65];
        let mut gaps = [0_usize; 4];
        for line in texts() {
            if let Some(seen) = widths.get_mut(line.width) {
                *seen += 1;
            }
            if let Some(seen) = gaps.get_mut(line.gap.min(3) as usize) {
                *seen += 1;
            }
        }
        let near = |width: usize| {
            let from = width.saturating_sub(SAME_COLUMN);
            widths.get(from..=(width + SAME_COLUMN).min(64)).unwrap_or_default().iter().sum::<usize>()
        };
        let column = COLUMN_WIDTHS
            .max_by_key(|width| (near(*width), *width))
            .filter(|width| near(*width) * 3 >= count);
        let gap = (0..4).max_by_key(|gap| gaps.get(*gap).copied()).unwrap_or(0) as u32;
        let share = |found: usize, part: usize| found * part >= count && found > 1;
        Self {
            column,
            gap,
            indented: share(texts().filter(|line| line.indented).count(), 20),
            openings: share(texts().filter(|line| !line.is_text()).count(), 100),
        }
    }
}

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineShape {
    /// No line: before the first and behind the last one.
    Edge,
    /// Says of itself that it is no text.
    Furniture,
    /// Belongs to a photograph.
    Photo,
    /// A report opens here.
    Opening,
    /// A byline of its own.
    Byline,
    /// A sentence ends with it.
    Closed,
    /// Ends in a pause.
    Pause,
    /// Ends openly, narrower than its column.
    Short,
    /// Ends openly, and fills its column.
    Full,
    /// Ends openly, wider than its column.
    Wide,
}

/// Half characters: a line is short, or wide, where no column tells.
const SHORT: usize = 56;
const WIDE: usize = 100;

/// The shape of each line.
pub(super) fn of_lines(lines: &PageLines<'_>, measure: &PageMeasure) -> IndexedList<LineIndex, LineShape> {
    lines.iter().map(|line| of_line(line, measure)).collect()
}

fn of_line(line: &PageLine<'_>, measure: &PageMeasure) -> LineShape {
    match &line.sign {
        LineSign::Furniture(Furniture::ColumnHead) => LineShape::Short,
        LineSign::Furniture(_) => LineShape::Furniture,
        LineSign::Caption | LineSign::PhotoCredit => LineShape::Photo,
        LineSign::Opening(_) => LineShape::Opening,
        LineSign::Standalone(_) => LineShape::Byline,
        LineSign::Text if line.ends_closed() => LineShape::Closed,
        LineSign::Text if punctuation::ends_with_pause(line.text) => LineShape::Pause,
        LineSign::Text => match line.column.or(measure.column) {
            Some(column) if line.width + 4 <= column => LineShape::Short,
            Some(column) if line.width <= column + 2 => LineShape::Full,
            Some(_) => LineShape::Wide,
            None if line.width <= SHORT => LineShape::Short,
            None if line.width <= WIDE => LineShape::Full,
            None => LineShape::Wide,
        },
    }
}
