//! The rows of a table of places, and whether a file is such a table at all.
//!
//! Knows nothing of what a row means.

use crate::places::tree::Level;

pub(super) const ALIASES: &str = "aliases.csv";
pub(super) const ORDINARY: &str = "ordinary.csv";

/// Whether a table that takes the place of a shipped one has a single row that can be used: without any, one slip (another
/// kind of file, another separator) would take a whole level of places away.
pub(super) fn is_table(name: &str, text: &str) -> bool {
    rows(text).any(|row| {
        let mut columns = row.text.split(',').map(|column| column.trim().trim_matches('"').trim());
        let (first, second) = (columns.next().unwrap_or(""), columns.next().unwrap_or(""));
        let is_head = row.line == 1 && ["code", "name"].contains(&first);
        let is_code = first.bytes().all(|byte| byte.is_ascii_digit()) && Level::of_code(first).is_some();
        let has_code = first.is_empty() || is_code;
        !is_head
            && match name {
                ORDINARY => !first.is_empty(),
                ALIASES => !first.is_empty() && !second.is_empty(),
                _ => has_code && !second.is_empty(),
            }
    })
}

/// A row that holds something.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlaceRow<'a> {
    /// Counted from 1.
    pub(super) line: u32,
    pub(super) text: &'a str,
    /// The byte of the table where it begins.
    pub(super) start: usize,
}

/// The rows that hold something.
pub(super) fn rows(text: &str) -> impl Iterator<Item = PlaceRow<'_>> {
    let mut at = 0;
    text.split('\n').zip(1..).filter_map(move |(line, number)| {
        let start = at;
        at += line.len() + 1;
        let row = line.trim_start_matches('\u{feff}').trim_end_matches('\r');
        let indent = line.trim_end_matches('\r').len() - row.len();
        let row = PlaceRow { line: number, text: row, start: start + indent };
        (!row.text.trim().is_empty() && !row.text.starts_with('#')).then_some(row)
    })
}
