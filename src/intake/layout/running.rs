//! What stands at the edges of pages and belongs to none of their texts: headers, footers, page numbers, mastheads.
//!
//! Knows nothing of columns.

use std::collections::HashMap;

use crate::{
    intake::{line_box::BoxedLine, newspaper::line_signs},
    text::spans::char_count,
};

/// Rows at the top and the bottom of a page that may be its header and footer.
const EDGE_ROWS: usize = 2;
/// Rows of the highest masthead.
const MASTHEAD_ROWS: usize = 3;
/// Characters of the longest piece of a masthead.
const MASTHEAD_CHARS: usize = 30;
/// Headers of one document stand at the same height, to so many points.
const SAME_HEIGHT: f32 = 4.0;

/// The lines without headers, footers and page numbers, and those.
pub(super) fn without(lines: &[BoxedLine]) -> (Vec<&BoxedLine>, Vec<String>) {
    let pages: Vec<&[BoxedLine]> = lines.chunk_by(|a, b| a.place.page == b.place.page).collect();
    let mut seen: HashMap<(String, i32), usize> = HashMap::new();
    for page in &pages {
        let edges = PageEdges::of(page);
        let edge = page.iter().filter(|line| edges.hold(line));
        edge.for_each(|line| *seen.entry(key(line)).or_default() += 1);
    }
    let repeated = |line: &BoxedLine| {
        let times = seen.get(&key(line)).copied().unwrap_or_default();
        times > 1 && times * 2 >= pages.len()
    };
    let (mut text, mut running) = (Vec::new(), Vec::new());
    for page in &pages {
        let edges = PageEdges::of(page);
        for line in *page {
            if edges.hold(line) && (is_page_number(&line.text) || repeated(line)) {
                running.push(line.text.clone());
            } else {
                text.push(line);
            }
        }
    }
    (text, running)
}

/// Takes the masthead and the imprint away from the lines of a newspaper page.
pub(super) fn without_masthead<'l>(lines: &[&'l BoxedLine]) -> (Vec<&'l BoxedLine>, Vec<String>) {
    let (mut text, mut furniture) = (lines.to_vec(), Vec::new());
    for top in [true, false] {
        for _ in 0..MASTHEAD_ROWS {
            let edge = |a: &&&BoxedLine, b: &&&BoxedLine| a.place.top.total_cmp(&b.place.top);
            let outermost = if top { text.iter().min_by(edge) } else { text.iter().max_by(edge) };
            let Some(outermost) = outermost.map(|line| line.place) else { break };
            let middle = |line: &BoxedLine| (line.place.top + line.place.bottom) / 2.0;
            let beside = |line: &BoxedLine| {
                line.place.top <= outermost.bottom && line.place.bottom >= outermost.top
                    || (outermost.top..outermost.bottom).contains(&middle(line))
            };
            let row = || text.iter().filter(|line| beside(line));
            let is_short = row().all(|line| char_count(&line.text) <= MASTHEAD_CHARS);
            if !is_short || !row().any(|line| line_signs::is_masthead(&line.text, top)) {
                break;
            }
            furniture.extend(row().map(|line| line.text.clone()));
            text.retain(|line| !beside(line));
        }
    }
    (text, furniture)
}

/// Where the first rows of a page end, and where its last rows begin.
#[derive(Clone, Copy)]
struct PageEdges {
    top: f32,
    bottom: f32,
}

impl PageEdges {
    fn of(page: &[BoxedLine]) -> Self {
        let nth = |mut heights: Vec<f32>| {
            heights.dedup_by(|a, b| (*a - *b).abs() < SAME_HEIGHT);
            heights.get(EDGE_ROWS - 1).or(heights.last()).copied().unwrap_or_default()
        };
        let mut bottoms: Vec<f32> = page.iter().map(|line| line.place.bottom).collect();
        let mut tops: Vec<f32> = page.iter().map(|line| line.place.top).collect();
        bottoms.sort_by(f32::total_cmp);
        tops.sort_by(|a, b| b.total_cmp(a));
        Self { top: nth(bottoms), bottom: nth(tops) }
    }

    fn hold(self, line: &BoxedLine) -> bool {
        line.place.top < self.top || line.place.bottom > self.bottom
    }
}

/// The same header has another number on each page.
fn key(line: &BoxedLine) -> (String, i32) {
    let text = line.text.chars().filter(|character| !character.is_whitespace() && !character.is_numeric());
    (text.collect(), (line.place.top / SAME_HEIGHT).round() as i32)
}

/// 「- 3 -」「第3页 共5页」「3/5」
fn is_page_number(text: &str) -> bool {
    let mark = |character: char| {
        character.is_whitespace()
            || matches!(character, '-' | '—' | '–' | '－' | '一' | '·' | '•' | '第' | '页' | '共' | '/' | '~')
    };
    text.chars().any(|character| character.is_ascii_digit())
        && text.chars().all(|character| character.is_ascii_digit() || mark(character))
        && text.chars().filter(char::is_ascii_digit).count() <= 6
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::line_box::LineBox;

    fn line(page: u32, top: f32, text: &str) -> BoxedLine {
        let place = LineBox { page, top, bottom: top + 10.0, right: 100.0, size: 10.0, ..LineBox::default() };
        BoxedLine { text: text.to_owned(), place }
    }

    #[test]
    fn headers_and_page_numbers_go() {
        let page = |page: u32| {
            let words = ["社区", "食堂", "理发", "图书", "停车", "就餐"];
            let body = words.into_iter().cycle().skip(page as usize).take(6).zip(0_u8..);
            let body = body.map(move |(word, row)| line(page, 100.0 + 20.0 * f32::from(row), word));
            let edges = [line(page, 40.0, "社区服务手册"), line(page, 700.0, &format!("- {} -", page + 1))];
            edges.into_iter().chain(body)
        };
        let lines: Vec<BoxedLine> = (0..3).flat_map(page).collect();
        let (text, running) = without(&lines);
        assert_eq!((text.len(), running.len()), (18, 6));
    }

    #[test]
    fn page_numbers_are_told_from_dates() {
        for (text, number) in
            [("- 3 -", true), ("第3页 共5页", true), ("3/5", true), ("2024年", false), ("页", false)]
        {
            assert_eq!(is_page_number(text), number, "{text}");
        }
    }
}
