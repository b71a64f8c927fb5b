//! Columns side by side on the same lines, as programs write a page that keep its layout: put one below the other.
//!
//! Knows nothing of what the lines say.

use super::marks;
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

/// A printed part of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cell<'a> {
    index: usize,
    /// Half characters to the left of it.
    start: usize,
    end: usize,
    text: &'a str,
}

/// The lines with their positions, in the order of reading.
pub(super) fn one_below_another<'a>(lines: &[&'a str]) -> Vec<(usize, &'a str)> {
    let mut found = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let Block { columns, end } = block(lines, at);
        if columns.len() >= 2 && columns.iter().all(|cells| is_column(cells)) {
            found.extend(columns.into_iter().flatten().map(|cell| (cell.index, cell.text)));
        } else {
            found.extend(lines.iter().copied().enumerate().take(end).skip(at));
        }
        at = end;
    }
    found
}

/// Lines that share their columns.
struct Block<'a> {
    columns: Vec<Vec<Cell<'a>>>,
    end: usize,
}

/// The block that begins at line `from`; a line without gaps is one of its own.
fn block<'a>(lines: &[&'a str], from: usize) -> Block<'a> {
    let mut starts: Vec<usize> = Vec::new();
    let mut columns: Vec<Vec<Cell<'a>>> = Vec::new();
    // Behind the last line with several columns only the end of a longer one goes on.
    let mut end = from;
    for (at, line) in lines.iter().enumerate().skip(from) {
        let cells = cells(at, line);
        if at == from {
            starts = cells.iter().map(|cell| cell.start).collect();
            columns = vec![Vec::new(); cells.len()];
        }
        let places: Option<Vec<usize>> = cells.iter().map(|cell| column_of(&starts, cell)).collect();
        let fitting = places.filter(|places| places.is_sorted_by(|one, other| one < other));
        let Some(places) = fitting.filter(|_| starts.len() >= 2 && at <= end + TAIL) else { break };
        if cells.len() >= 2 || end == at && !cells.is_empty() {
            end = at + 1;
        }
        for (cell, place) in cells.into_iter().zip(places) {
            starts[place] = starts[place].min(cell.start);
            columns[place].push(cell);
        }
    }
    for cells in &mut columns {
        cells.retain(|cell| cell.index < end);
    }
    Block { columns, end: end.max(from + 1) }
}

/// The column in which the cell begins and ends.
fn column_of(starts: &[usize], cell: &Cell<'_>) -> Option<usize> {
    let place = starts.iter().rposition(|start| *start <= cell.start + INDENT)?;
    let inside = starts.get(place + 1).is_none_or(|next| cell.end < *next);
    (cell.start <= starts[place] + INDENT && inside).then_some(place)
}

/// Enough lines, most of them of a column's width.
fn is_column(cells: &[Cell<'_>]) -> bool {
    let wide = cells.iter().filter(|cell| marks::width(cell.text) >= NARROW).count();
    cells.len() >= LEAST && wide * 2 > cells.len()
}

/// The parts of a line between wide gaps.
fn cells(index: usize, line: &str) -> Vec<Cell<'_>> {
    let mut found = Vec::new();
    // Where the open cell begins and where its last character ends: bytes and half characters.
    let mut open: Option<[(usize, usize); 2]> = None;
    let mut column = 0;
    for (at, character) in line.char_indices() {
        let width = if character.is_ascii() { 1 } else { 2 };
        if !character.is_whitespace() {
            if let Some([start, end]) = open.filter(|[_, end]| column - end.1 >= GAP) {
                found.push(cell(index, line, start, end));
                open = None;
            }
            let end = (at + character.len_utf8(), column + width);
            open = Some([open.map_or((at, column), |[start, _]| start), end]);
        }
        column += width;
    }
    found.extend(open.map(|[start, end]| cell(index, line, start, end)));
    if found.len() > MOST { vec![cell(index, line, (0, 0), (line.len(), column))] } else { found }
}

fn cell(index: usize, line: &str, start: (usize, usize), end: (usize, usize)) -> Cell<'_> {
    Cell { index, start: start.1, end: end.1, text: slice(line, start.0..end.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(lines: &[&str]) -> String {
        let read: Vec<String> = one_below_another(lines)
            .iter()
            .map(|(index, text)| format!("{}{}", index + 1, text.trim()))
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
        assert_eq!(cells(0, many[0]).len(), 1);
        for lines in [&table[..], &headline[..], &many[..]] {
            let printed: Vec<(usize, &str)> = lines.iter().copied().enumerate().collect();
            assert_eq!(one_below_another(lines), printed);
        }
    }
}
