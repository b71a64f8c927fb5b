//! The columns of some blocks: where their lines begin and end, and in which order the blocks are read.
//!
//! Knows nothing of headlines.

use super::{blocks::Block, scale::PageScale};
use crate::intake::line_box::LineBox;

/// Blocks of one column stand one below the other with so much of the narrower one.
const SAME_COLUMN: f32 = 0.5;
/// In sizes of the text: an indent and a half.
const INDENT: f32 = 2.7;

/// Where lines of a column begin and end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ColumnEdges {
    pub(crate) left: f32,
    pub(crate) right: f32,
}

/// The edges of the column in which `block` stands, told by all that stands above and below it.
pub(super) fn edges(block: &LineBox, others: &[LineBox], scale: &PageScale) -> ColumnEdges {
    let indent = INDENT * scale.text;
    let same = others.iter().filter(|other| {
        other.share_across(block) > SAME_COLUMN
            && (other.left - block.left).abs() < indent
            && other.width() < block.width().max(scale.column) + indent
    });
    let whole = ColumnEdges { left: block.left, right: block.right };
    same.fold(whole, |edges, other| ColumnEdges {
        left: edges.left.min(other.left),
        right: edges.right.max(other.right),
    })
}

/// Blocks column by column, each from top to bottom.
pub(super) fn in_reading_order(mut blocks: Vec<Block<'_>>) -> Vec<Block<'_>> {
    blocks.sort_by(|a, b| a.place.left.total_cmp(&b.place.left));
    let mut columns: Vec<(LineBox, Vec<Block<'_>>)> = Vec::new();
    for block in blocks {
        let column = columns.iter_mut().find(|(place, _)| place.share_across(&block.place) > SAME_COLUMN);
        match column {
            Some((_, column)) => column.push(block),
            None => columns.push((block.place, vec![block])),
        }
    }
    let columns = columns.into_iter().map(|(_, mut column)| {
        column.sort_by(|a, b| a.place.top.total_cmp(&b.place.top));
        column
    });
    columns.flatten().collect()
}
