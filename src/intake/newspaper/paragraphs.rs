//! Paragraphs: joins the pieces of an article's text, and tells where one ends.
//!
//! Knows nothing of headlines or bylines.

use super::{
    PageArticle,
    columns::{self, ColumnSpace},
    continuity,
    lines::{Indent, PageLine},
    page::NewspaperPage,
    punctuation,
};
use crate::{article::LineStart, text::spans::slice};

/// A part of a printed line that goes into the body.
#[derive(Clone, Copy, Debug)]
pub(super) struct BodyPiece<'p> {
    pub(crate) line: &'p PageLine<'p>,
    pub(crate) text: &'p str,
    /// Printed width of the byline in front of it.
    pub(crate) taken: usize,
    /// Is a paragraph of its own: the head of a section, a caption.
    pub(crate) apart: bool,
}

/// Half characters by which an open line is so much shorter than its column that it comes from another column.
const FOREIGN_SHORT: usize = 10;
/// Lines above an open line in which the width of its column is looked for.
const COLUMN_REACH: usize = 4;
/// Half characters of the longest line of a notice's end: 「特此通告」, the office, the date.
const NOTICE_END_WIDTH: usize = 40;
/// Half characters that two printed blanks take.
const BLANKS_WIDTH: usize = 4;

impl<'p> BodyPiece<'p> {
    /// `text`, which stands in `line`.
    pub(super) fn new(line: &'p PageLine<'p>, text: &'p str) -> Self {
        Self { line, text, taken: 0, apart: false }
    }
}

/// Joins the pieces into paragraphs and notes where each begins.
pub(super) fn write(page: &NewspaperPage<'_>, article: &mut PageArticle, pieces: &[BodyPiece<'_>]) {
    // The column of a piece whose spaces do not show it is that of the nearest piece before or after.
    let mut column = pieces.iter().find_map(|piece| columns::width_inside(piece.text));
    let mut before: Option<&BodyPiece<'_>> = None;
    for piece in pieces.iter().filter(|piece| !piece.text.is_empty()) {
        column = columns::width_inside(piece.text).or(column);
        if let Some(before) = before {
            separate(page, article, before, piece);
        }
        article.line_starts.push(LineStart { at: offset(article.body.len()), line: piece.line.number });
        let space = column.map(|width| ColumnSpace { width, taken: piece.taken });
        push_unwrapped(&mut article.body, piece.text, space);
        before = Some(piece);
    }
}

/// Adds what stands between two pieces, and warns where that is unsure.
fn separate(
    page: &NewspaperPage<'_>,
    article: &mut PageArticle,
    before: &BodyPiece<'_>,
    after: &BodyPiece<'_>,
) {
    match paragraph_break(page, before, after) {
        ParagraphBreak::None if keeps_space(before.text, after.text) => article.body.push(' '),
        ParagraphBreak::None => {}
        ParagraphBreak::Clean => article.body.push('\n'),
        ParagraphBreak::Truncated => {
            article.body.push('\n');
            article.warnings.push(format!("第{}行末尾像是缺了字，请对照原版", before.line.number));
        }
        ParagraphBreak::Doubtful => {
            article.body.push('\n');
            article.warnings.push(doubtful(after.line));
        }
    }
}

/// Adds `text` without the spaces that the wraps of its column left behind.
fn push_unwrapped(body: &mut String, text: &str, column: Option<ColumnSpace>) {
    let mut rest = text;
    let mut read = 0;
    for wrap in column.map(|column| columns::wrap_spaces(text, column)).unwrap_or_default() {
        body.push_str(slice(text, read..wrap));
        rest = slice(text, wrap..text.len()).trim_start();
        read = text.len() - rest.len();
    }
    body.push_str(rest);
}

/// The warning that a line may stand in the wrong place.
pub(super) fn doubtful(line: &PageLine<'_>) -> String {
    format!("第{}行前后顺序拿不准，请对照原版", line.number)
}

/// Whether a paragraph ends between two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ParagraphBreak {
    None,
    Clean,
    /// What cannot begin a paragraph behind a finished one.
    Doubtful,
    /// A paragraph's beginning behind a sentence without end.
    Truncated,
}

fn paragraph_break(
    page: &NewspaperPage<'_>,
    before: &BodyPiece<'_>,
    after: &BodyPiece<'_>,
) -> ParagraphBreak {
    let closed = punctuation::ends_closed(before.text);
    if before.apart || after.apart {
        return if closed || before.apart { ParagraphBreak::Clean } else { ParagraphBreak::Truncated };
    }
    if closed { behind_sentence(page, before, after) } else { inside_sentence(page, before, after) }
}

fn inside_sentence(
    page: &NewspaperPage<'_>,
    before: &BodyPiece<'_>,
    after: &BodyPiece<'_>,
) -> ParagraphBreak {
    let (line, next) = (before.line, after.line);
    let goes_on = page.continuity(line.index, next.index).spans || punctuation::ends_with_pause(before.text);
    if !goes_on {
        let column = line.column.or_else(|| page.column_above(line.index, COLUMN_REACH));
        let short = column.is_some_and(|column| line.width + FOREIGN_SHORT < column);
        let begins =
            next.indent == Indent::Indented || next.column.is_none() && continuity::begins(after.text);
        if begins || short {
            return ParagraphBreak::Truncated;
        }
        let notice_lines =
            [line, next].iter().all(|line| line.width <= NOTICE_END_WIDTH && line.column.is_none());
        if notice_lines && !punctuation::ends_closed(after.text) {
            return ParagraphBreak::Clean;
        }
    }
    if after.text.starts_with(punctuation::BULLETS) { ParagraphBreak::Clean } else { ParagraphBreak::None }
}

fn behind_sentence(
    page: &NewspaperPage<'_>,
    before: &BodyPiece<'_>,
    after: &BodyPiece<'_>,
) -> ParagraphBreak {
    let (line, next) = (before.line, after.line);
    if page.continuity(line.index, next.index).score <= continuity::CANNOT_BEGIN {
        return ParagraphBreak::Doubtful;
    }
    let goes_on = match line.column {
        // In a hard-wrapped column a paragraph ends with a short line.
        Some(column) if next.column.is_some() => {
            let blanks = if line.indented { BLANKS_WIDTH } else { 0 };
            let full = line.width + blanks + columns::FULL_LINE >= column;
            full && next.indent != Indent::Indented && !next.indented
        }
        _ => next.indent == Indent::Flush && line.index < next.index,
    };
    if goes_on { ParagraphBreak::None } else { ParagraphBreak::Clean }
}

/// Latin words keep the space that their line break stood for.
fn keeps_space(before: &str, after: &str) -> bool {
    let latin = |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphabetic());
    latin(before.chars().next_back()) && latin(after.chars().next())
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
