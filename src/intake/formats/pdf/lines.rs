//! The characters of a page → its lines: what stands side by side without a gap.
//!
//! Knows nothing of fonts and of what the lines mean.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use super::{content::Glyph, radicals};
use crate::intake::line_box::{BoxedLine, LineBox};

/// Parts of a character's size. Characters of one line stand on lines this near to each other.
const SAME_BASELINE: f32 = 0.2;
/// A gap that is wider parts two columns, or two cells.
const COLUMN_GAP: f32 = 0.9;
/// A gap that is wider is a blank between Latin words, and one between Han characters.
const WORD_GAP: f32 = 0.2;
const HAN_GAP: f32 = 0.6;
/// A gap in front of an edge where other lines begin, too: a stop hangs over into the space between the columns.
const HANGING_GAP: f32 = 0.1;
/// The same character so near to the one before it is drawn twice, to look bold.
const DRAWN_TWICE: f32 = 0.3;
/// An edge so near behind a stronger one is where its paragraphs begin.
const INDENT: f32 = 2.7;
/// Lines that begin at one edge make it one.
const EDGE_LINES: usize = 5;
/// A character reaches so far above the line that it stands on, and so far below it.
const ASCENT: f32 = 0.88;
const DESCENT: f32 = 0.12;

/// The lines of page `number`, from top to bottom.
pub(super) fn of_page(number: u32, glyphs: Vec<Glyph>) -> Vec<BoxedLine> {
    let (vertical, level): (Vec<Glyph>, Vec<Glyph>) = glyphs.into_iter().partition(|glyph| glyph.vertical);
    let mut found: Vec<Vec<Glyph>> = rows(level).into_iter().flat_map(parts).collect();
    let edges = edges(&found);
    found = found.into_iter().flat_map(|line| at_edges(line, &edges)).collect();
    found.extend(stacks(vertical));
    let mut lines: Vec<BoxedLine> = found.iter().filter_map(|glyphs| line(number, glyphs)).collect();
    lines.sort_by(|a, b| a.place.top.total_cmp(&b.place.top).then(a.place.left.total_cmp(&b.place.left)));
    lines
}

/// Characters that stand on one line, from left to right.
fn rows(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    glyphs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut().and_then(|row| row.last().map(|last| (last.baseline, last.size)).zip(Some(row)))
        {
            Some(((baseline, size), row))
                if glyph.baseline - baseline <= SAME_BASELINE * size.min(glyph.size) =>
            {
                row.push(glyph);
            }
            _ => rows.push(vec![glyph]),
        }
    }
    rows.iter_mut().for_each(|row| row.sort_by(from_left));
    rows
}

fn from_left(a: &Glyph, b: &Glyph) -> Ordering {
    a.left.total_cmp(&b.left)
}

/// A row is cut where nothing stands for a while.
fn parts(row: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    cut(row, |line, next| gap(line, next) > COLUMN_GAP * next.size)
}

fn cut(row: Vec<Glyph>, mut apart: impl FnMut(&[Glyph], &Glyph) -> bool) -> Vec<Vec<Glyph>> {
    let mut parts: Vec<Vec<Glyph>> = Vec::new();
    for glyph in row {
        match parts.last_mut() {
            Some(line) if !apart(line, &glyph) => line.push(glyph),
            _ => parts.push(vec![glyph]),
        }
    }
    parts
}

/// Space between the last character that can be seen and the next.
fn gap(line: &[Glyph], next: &Glyph) -> f32 {
    line.last().map_or(0.0, |last| next.left - last.right)
}

/// Where many lines begin, in tenths of a point; not where only paragraphs do.
fn edges(lines: &[Vec<Glyph>]) -> BTreeSet<i32> {
    let mut edges: BTreeMap<i32, (usize, f32)> = BTreeMap::new();
    for first in lines.iter().filter_map(|line| line.first()) {
        let (lines, size) = edges.entry(tenths(first.left)).or_default();
        *lines += 1;
        *size = size.max(first.size);
    }
    edges.retain(|_, (lines, _)| *lines >= EDGE_LINES);
    let is_indent = |at: i32, lines: usize, size: f32| {
        let mut before = edges.range(at - tenths(INDENT * size)..at - tenths(size));
        before.any(|(_, (stronger, _))| *stronger > lines)
    };
    let columns = edges.iter().filter(|(at, (lines, size))| !is_indent(**at, *lines, *size));
    columns.map(|(at, _)| *at).collect()
}

fn tenths(points: f32) -> i32 {
    (points * 10.0).round() as i32
}

/// A line is cut where a column begins, though the line before hangs over into the space between the columns.
fn at_edges(line: Vec<Glyph>, edges: &BTreeSet<i32>) -> Vec<Vec<Glyph>> {
    cut(line, |before, next| {
        let at = tenths(next.left);
        gap(before, next) > HANGING_GAP * next.size && edges.range(at - 2..=at + 2).next().is_some()
    })
}

/// Characters that stand one below the other.
fn stacks(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    let column = |glyph: &Glyph| (-glyph.left / glyph.size.max(1.0) * 2.0).round();
    glyphs.sort_by(|a, b| column(a).total_cmp(&column(b)).then(a.baseline.total_cmp(&b.baseline)));
    cut(glyphs, |line, next| {
        line.last().is_some_and(|last| {
            (last.left - next.left).abs() > last.size / 2.0 || next.baseline - last.baseline > 2.0 * last.size
        })
    })
}

fn line(page: u32, glyphs: &[Glyph]) -> Option<BoxedLine> {
    let seen = |glyph: &&Glyph| !glyph.text.trim().is_empty();
    let (first, last) = (glyphs.iter().find(seen)?, glyphs.iter().rfind(seen)?);
    let mut text = String::new();
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        if let Some(before) = before {
            let (from, size) = (glyph.left - before.left, glyph.size);
            if before.text == glyph.text
                && !glyph.vertical
                && from < DRAWN_TWICE * size
                && from < glyph.right - glyph.left
            {
                continue;
            }
            if is_blank_between(before, glyph) && !text.ends_with(char::is_whitespace) {
                text.push(' ');
            }
        }
        text.push_str(&glyph.text);
        before = Some(glyph);
    }
    let mut sizes: Vec<f32> = glyphs.iter().filter(seen).map(|glyph| glyph.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied()?;
    let upper = glyphs.iter().map(|glyph| glyph.baseline).fold(f32::INFINITY, f32::min);
    let lower = glyphs.iter().map(|glyph| glyph.baseline).fold(f32::NEG_INFINITY, f32::max);
    let place = LineBox {
        page,
        left: first.left,
        top: upper - ASCENT * size,
        right: last.right.max(first.left),
        bottom: lower + DESCENT * size,
        size,
    };
    Some(BoxedLine { text: radicals::replaced(text.trim().to_owned()), place })
}

fn is_blank_between(before: &Glyph, after: &Glyph) -> bool {
    let gap = after.left - before.right;
    let least = if before.text.is_ascii() && after.text.is_ascii() { WORD_GAP } else { HAN_GAP };
    !after.vertical && gap > least * after.size
}
