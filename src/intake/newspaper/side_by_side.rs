//! Columns side by side on the same lines, as programs write a page that keep its layout: put one below the other.
//!
//! Knows nothing of what the lines say.

use super::{
    indices::{ColumnIndex, IndexedList},
    punctuation,
};
use crate::text::spans::slice;

/// Half characters of white space between two columns; inside a sentence or a headline there are fewer.
const GAP: usize = 4;
/// So many lines with the same columns are no accident.
const LEAST: usize = 4;
/// Half characters of a usual line: the cells of a table are shorter.
const NARROW: usize = 16;
/// Blank lines that may lie between the lines of a block.
const TAIL: usize = 4;
/// No paper has more columns; comparing each with each takes the square of their number.
const MOST: usize = 40;
/// A paragraph's first line begins so many half characters further in.
const INDENT: usize = 6;
/// One column alone is the page itself.
const BESIDE: usize = 2;

/// A line of the file, or the part of it in one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RawLine<'a> {
    /// Lines of the file before it.
    pub(crate) offset: usize,
    /// Its text as the file has it.
    pub(crate) text: &'a str,
}

/// A printed part of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
struct ColumnCell<'a> {
    line: RawLine<'a>,
    /// Half characters to the left of it.
    start: usize,
    end: usize,
}

/// What stands in one column.
#[derive(Clone, Debug, Default)]
struct PageColumn<'a> {
    /// Half characters to the left of it.
    start: usize,
    cells: Vec<ColumnCell<'a>>,
}

impl PageColumn<'_> {
    /// Enough lines, most of them of a column's width.
    fn is_whole(&self) -> bool {
        let wide = self.cells.iter().filter(|cell| punctuation::width(cell.line.text) >= NARROW).count();
        self.cells.len() >= LEAST && wide * 2 > self.cells.len()
    }
}

/// The lines with their positions, in the order of reading.
pub(super) fn one_below_another<'a>(lines: &[&'a str]) -> Vec<RawLine<'a>> {
    let mut found = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let ColumnBlock { columns, end } = block(lines, at);
        if columns.len() >= BESIDE && columns.iter().all(PageColumn::is_whole) {
            found.extend(columns.into_iter().flat_map(|column| column.cells).map(|cell| cell.line));
        } else {
            let printed = lines.iter().enumerate().take(end).skip(at);
            found.extend(printed.map(|(offset, text)| RawLine { offset, text }));
        }
        at = end;
    }
    found
}

/// Lines that share their columns.
struct ColumnBlock<'a> {
    columns: IndexedList<ColumnIndex, PageColumn<'a>>,
    /// The line of the file behind it.
    end: usize,
}

/// The block that begins at line `from`; a line without gaps is one of its own.
fn block<'a>(lines: &[&'a str], from: usize) -> ColumnBlock<'a> {
    let mut columns: IndexedList<ColumnIndex, PageColumn<'a>> = IndexedList::default();
    // Behind the last line with several columns only the end of a longer one goes on.
    let mut end = from;
    for (at, text) in lines.iter().enumerate().skip(from) {
        let cells = cells(RawLine { offset: at, text });
        if at == from {
            columns = cells.iter().map(|cell| PageColumn { start: cell.start, cells: Vec::new() }).collect();
        }
        let places: Option<Vec<ColumnIndex>> = cells.iter().map(|cell| column_of(&columns, cell)).collect();
        let fitting = places.filter(|places| places.is_sorted_by(|one, other| one < other));
        let Some(places) = fitting.filter(|_| columns.len() >= BESIDE && at <= end + TAIL) else { break };
        if cells.len() >= BESIDE || end == at && !cells.is_empty() {
            end = at + 1;
        }
        for (cell, place) in cells.into_iter().zip(places) {
            if let Some(column) = columns.get_mut(place) {
                column.start = column.start.min(cell.start);
                column.cells.push(cell);
            }
        }
    }
    for column in columns.iter_mut() {
        column.cells.retain(|cell| cell.line.offset < end);
    }
    ColumnBlock { columns, end: end.max(from + 1) }
}

/// The column in which the cell begins and ends.
fn column_of(
    columns: &IndexedList<ColumnIndex, PageColumn<'_>>,
    cell: &ColumnCell<'_>,
) -> Option<ColumnIndex> {
    let (place, _) = columns.enumerate().rev().find(|(_, column)| column.start <= cell.start + INDENT)?;
    let inside = columns.after(place).is_none_or(|next| cell.end < next.start);
    let begins = columns.get(place).is_some_and(|column| cell.start <= column.start + INDENT);
    (begins && inside).then_some(place)
}

/// A place between two characters of a line.
#[derive(Clone, Copy, Default)]
struct LinePoint {
    byte: usize,
    /// Half characters to the left of it.
    column: usize,
}

/// Characters without a wide gap between them.
struct OpenCell {
    start: LinePoint,
    end: LinePoint,
}

impl OpenCell {
    fn of<'a>(&self, line: RawLine<'a>) -> ColumnCell<'a> {
        let text = slice(line.text, self.start.byte..self.end.byte);
        ColumnCell { line: RawLine { text, ..line }, start: self.start.column, end: self.end.column }
    }
}

/// The parts of a line between wide gaps.
fn cells(line: RawLine<'_>) -> Vec<ColumnCell<'_>> {
    let mut found = Vec::new();
    let mut open: Option<OpenCell> = None;
    let mut column = 0;
    for (byte, character) in line.text.char_indices() {
        let width = if character.is_ascii() { 1 } else { 2 };
        if !character.is_whitespace() {
            found.extend(open.take_if(|cell| column - cell.end.column >= GAP).map(|cell| cell.of(line)));
            let start = open.map_or(LinePoint { byte, column }, |cell| cell.start);
            let end = LinePoint { byte: byte + character.len_utf8(), column: column + width };
            open = Some(OpenCell { start, end });
        }
        column += width;
    }
    found.extend(open.map(|cell| cell.of(line)));
    if found.len() > MOST { vec![ColumnCell { line, start: 0, end: column }] } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(lines: &[&str]) -> String {
        let read: Vec<String> = one_below_another(lines)
            .iter()
            .map(|line| format!("{}{}", line.offset + 1, line.text.trim()))
            .collect();
        read.join("|")
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let lines = [
            "今日社区",
            "　　社区食堂从明天起　　　　诊所新添了六张康复",
            "供应早饭，老人凭老年　　　　床，腰腿疼的老人可",
            "卡打八折，送餐上门另　　　　以在家门口做理疗，",
            "收一元，订餐请提前一　　　　医保按规定报销，要",
            "天打电话。　　　　　　　　　提前一天预约。",
            "街坊们都说好，明天一早就去看看新添的那几张床。",
        ];
        assert_eq!(
            order(&lines),
            "1今日社区|2社区食堂从明天起|3供应早饭，老人凭老年|4卡打八折，送餐上门另|5收一元，订餐请提前一|6天打电话。|\
             2诊所新添了六张康复|3床，腰腿疼的老人可|4以在家门口做理疗，|5医保按规定报销，要|6提前一天预约。|\
             7街坊们都说好，明天一早就去看看新添的那几张床。"
        );
    }

    #[test]
    fn tables_and_headlines_stay() {
        let table =
            ["诊室    时间    电话", "全科    周一    0000", "中医    周二    0001", "儿科    周三    0002"];
        let headline =
            ["家政进社区    服务零距离", "社区请来了家政公司的人，给大家讲怎样擦窗、怎样洗油烟机。"];
        let many = ["甲    ".repeat(41)];
        let many = [many[0].as_str(); 5];
        assert_eq!(cells(RawLine { offset: 0, text: many[0] }).len(), 1);
        for lines in [&table[..], &headline[..], &many[..]] {
            let printed: Vec<RawLine<'_>> =
                lines.iter().enumerate().map(|(offset, text)| RawLine { offset, text }).collect();
            assert_eq!(one_below_another(lines), printed);
        }
    }
}
