//! Pages of one column, as an office writes them: a title in the middle, paragraphs, rows of tables, all of it one article.
//!
//! Knows nothing of columns side by side, but that there are none.

use super::{
    blocks::{self, Block},
    paragraphs::append,
    scale::PageScale,
};
use crate::{
    intake::{
        line_box::{BoxedLine, LineBox},
        newspaper::{LaidOutArticle, line_signs},
    },
    text::spans::char_count,
};

/// Share of the width of all text that no line of a newspaper's column has.
const WIDE: f32 = 0.55;
/// Lines of a block, and sizes of the text that they are wide, from which on blocks side by side are columns.
const COLUMN_LINES: usize = 4;
const COLUMN_WIDTH: f32 = 6.0;
/// Rows among which the title stands.
const TITLE_REACH: usize = 12;
/// Lines of one title have this much of its largest line's size.
const SAME_TITLE: f32 = 0.92;
/// In sizes of the text: how far the middle of a title may be from the middle of the page, and how far in it begins.
const OFF_MIDDLE: f32 = 1.5;
const TITLE_INDENT: f32 = 3.0;
/// In sizes of the text: no paragraph's first line is further in.
const TEXT_INDENT: f32 = 4.5;
/// One line in so many ends at the right edge.
const EDGE_SHARE: usize = 5;
/// In sizes of the text: see `paragraphs`.
const INDENTED: f32 = 1.2;
const SHORT: f32 = 1.8;
const SAME_EDGE: f32 = 0.5;
/// Between the cells of a row.
const CELL: &str = " ";

/// One column on every page, or next to it.
pub(super) fn is_document(lines: &[&BoxedLine]) -> bool {
    let (mut wide, mut all) = (0, 0);
    for page in lines.chunk_by(|a, b| a.place.page == b.place.page) {
        let area = extent(page);
        for line in page {
            let chars = char_count(&line.text);
            all += chars;
            wide += if line.place.width() >= WIDE * area.width() { chars } else { 0 };
        }
    }
    let columns = || lines.chunk_by(|a, b| a.place.page == b.place.page).any(has_columns);
    wide * 2 >= all || !columns()
}

fn extent(lines: &[&BoxedLine]) -> LineBox {
    let places = lines.iter().map(|line| line.place);
    places
        .reduce(|a, b| LineBox { left: a.left.min(b.left), right: a.right.max(b.right), ..a })
        .unwrap_or_default()
}

fn has_columns(page: &[&BoxedLine]) -> bool {
    let Some(scale) = PageScale::of(page) else { return false };
    let is_column = |block: &&Block<'_>| {
        block.lines.len() >= COLUMN_LINES
            && block.place.width() >= COLUMN_WIDTH * scale.text
            && is_filled(block)
    };
    let blocks = blocks::of_lines(page, &scale);
    let columns: Vec<LineBox> = blocks.iter().filter(is_column).map(|block| block.place).collect();
    columns.iter().enumerate().any(|(at, a)| {
        columns.iter().skip(at + 1).any(|b| a.share_across(b) <= 0.0 && a.top < b.bottom && b.top < a.bottom)
    })
}

/// Half of its lines reach from edge to edge.
fn is_filled(block: &Block<'_>) -> bool {
    let full = block.lines.iter().filter(|line| line.place.width() >= 0.85 * block.place.width()).count();
    full * 2 >= block.lines.len()
}

/// All pages as one article.
pub(super) fn article(lines: &[&BoxedLine]) -> Option<LaidOutArticle> {
    let scale = PageScale::of(lines)?;
    let rows = rows(lines);
    let edges = Edges::of(&rows, &scale);
    let title = title(&rows, &edges, &scale);
    let mut article = LaidOutArticle::default();
    let mut before: Option<&Row> = None;
    let mut title_text = String::new();
    for (at, row) in rows.iter().enumerate() {
        if title.contains(&at) {
            append(&mut title_text, &row.text);
            before = None;
            continue;
        }
        if at < title.start && is_letterhead(&row.text) {
            article.kicker.push(row.text.clone());
            continue;
        }
        match article.body.last_mut() {
            Some(paragraph) if before.is_some_and(|before| edges.goes_on(before, row, &scale)) => {
                append(paragraph, &row.text);
            }
            _ => article.body.push(row.text.clone()),
        }
        before = Some(row);
    }
    article.title.extend(Some(title_text).filter(|title| !title.is_empty()));
    Some(article)
}

/// What stands side by side: a line of text, or the cells of a table.
struct Row {
    text: String,
    place: LineBox,
    cells: usize,
}

fn rows(lines: &[&BoxedLine]) -> Vec<Row> {
    let mut rows: Vec<Vec<&BoxedLine>> = Vec::new();
    for line in lines {
        match rows.last_mut().and_then(|row| row.first().map(|first| first.place).zip(Some(row))) {
            Some((first, row))
                if first.page == line.place.page
                    && (line.place.bottom - first.bottom).abs() < 0.4 * first.size.min(line.place.size) =>
            {
                row.push(line);
            }
            _ => rows.push(vec![line]),
        }
    }
    let row = |mut cells: Vec<&BoxedLine>| {
        cells.sort_by(|a, b| a.place.left.total_cmp(&b.place.left));
        let text = cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(CELL);
        let first = cells.first()?.place;
        let size = cells.iter().map(|cell| cell.place.size).fold(0.0, f32::max);
        Some(Row {
            text,
            place: LineBox { right: cells.last()?.place.right, size, ..first },
            cells: cells.len(),
        })
    };
    rows.into_iter().filter_map(row).collect()
}

/// Where the text begins and ends.
struct Edges {
    left: f32,
    right: f32,
}

impl Edges {
    fn of(rows: &[Row], scale: &PageScale) -> Self {
        let text = || rows.iter().filter(|row| !scale.is_headline(row.place.size) && row.cells == 1);
        let mut lefts: Vec<f32> = text().map(|row| row.place.left).collect();
        lefts.sort_by(f32::total_cmp);
        // A line may hang over the edge.
        let left = lefts.get(lefts.len() / 20).copied().unwrap_or_default();
        let mut rights: Vec<f32> = text().map(|row| row.place.right).collect();
        rights.sort_by(|a, b| b.total_cmp(a));
        // The office and the day below a notice may stand further to the right than its text.
        let near = |right: &&f32| {
            let others = rights.iter().filter(|other| (**other - **right).abs() <= SHORT * scale.text);
            others.count() >= (rights.len() / EDGE_SHARE).max(2)
        };
        let right = rights.iter().find(near).or(rights.first()).copied().unwrap_or(left);
        Self { left, right }
    }

    /// The row is set in the middle.
    fn is_centred(&self, row: &Row, scale: &PageScale) -> bool {
        let middle = (self.left + self.right) / 2.0;
        (row.place.middle() - middle).abs() <= OFF_MIDDLE * scale.text
            && row.place.left >= self.left + TITLE_INDENT * scale.text
            && row.place.right <= self.right - TITLE_INDENT * scale.text
    }

    /// `row` carries on the paragraph of the row before.
    fn goes_on(&self, before: &Row, row: &Row, scale: &PageScale) -> bool {
        let size = row.place.size;
        let full = before.place.right >= self.right - SHORT * size;
        let indented = row.place.left > self.left + INDENTED * size;
        // Items of a list are set in as a whole.
        let long = before.place.width() > (self.right - self.left) / 2.0;
        let hanging = long
            && (row.place.left - before.place.left).abs() <= SAME_EDGE * size
            && !line_signs::ends_closed(&before.text);
        let same_page = before.place.page == row.place.page;
        let near = !same_page || row.place.top - before.place.bottom < scale.wide_gap();
        before.cells == 1
            && row.cells == 1
            && full
            && near
            && (!indented || hanging)
            && PageScale::alike(before.place.size, size)
    }
}

/// The rows of the title: the largest ones above the text, or else those in the middle of the first rows.
fn title(rows: &[Row], edges: &Edges, scale: &PageScale) -> std::ops::Range<usize> {
    let is_text = |row: &Row| {
        !scale.is_headline(row.place.size)
            && row.place.left <= edges.left + TEXT_INDENT * scale.text
            && row.place.right >= edges.right - SHORT * scale.text
    };
    let above = rows.iter().take(TITLE_REACH).position(is_text).unwrap_or(TITLE_REACH.min(rows.len()));
    let above = rows.get(..above).unwrap_or_default();
    let is_head =
        |row: &Row| scale.is_headline(row.place.size) && row.place.page == 0 && !is_letterhead(&row.text);
    let largest = above.iter().filter(|row| is_head(row)).map(|row| row.place.size).fold(0.0, f32::max);
    let is_title = |row: &Row| match largest {
        0.0 => edges.is_centred(row, scale) && row.cells == 1,
        _ => is_head(row) && row.place.size >= SAME_TITLE * largest,
    };
    let first = above.iter().position(is_title).unwrap_or_default();
    let rest = above.get(first..).unwrap_or_default();
    first..first + rest.iter().take_while(|row| is_title(row)).count()
}

/// 「河东市人民政府文件」: the office above the title, in larger letters.
fn is_letterhead(text: &str) -> bool {
    text.split_whitespace().collect::<String>().ends_with("文件")
}
