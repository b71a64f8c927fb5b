//! The lines of a page → blocks: what stands closely one below the other, headlines apart from text.
//!
//! Knows nothing of articles.

use super::scale::PageScale;
use crate::intake::{
    line_box::{BoxedLine, LineBox},
    newspaper::line_signs,
};

/// In sizes of the text: how far a line's beginning may be from that of its block (an indent and a half), how far it may
/// end behind it (a stop that hangs over), and how wide a line is whose edges show its column.
const INDENT: f32 = 2.7;
const HANGING: f32 = 2.0;
/// Lines of a headline stand nearer to each other, in parts of the larger one's size.
const HEADLINE_GAP: f32 = 1.05;
/// A headline's first part has so many lines, stands so near above it, in parts of its size, and so far from other text
/// beside it, in sizes of the text.
const KICKER_LINES: usize = 2;
const KICKER_GAP: f32 = 1.2;
const BESIDE: f32 = 2.5;
/// Lines of the longest byline in a narrow column.
const BYLINE_LINES: usize = 3;
/// Part of a line's width that stands under the one above.
const UNDER: f32 = 0.3;

/// Lines one below the other.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block<'l> {
    pub(crate) lines: Vec<&'l BoxedLine>,
    /// Round all of them.
    pub(crate) place: LineBox,
    pub(crate) is_head: bool,
}

impl<'l> Block<'l> {
    fn new(line: &'l BoxedLine, is_head: bool) -> Self {
        Self { lines: vec![line], place: line.place, is_head }
    }

    /// Lines in their order; none without lines.
    pub(super) fn of(lines: Vec<&'l BoxedLine>, is_head: bool) -> Option<Self> {
        let mut lines = lines.into_iter();
        let mut block = Self::new(lines.next()?, is_head);
        lines.for_each(|line| block.push(line));
        Some(block)
    }

    fn push(&mut self, line: &'l BoxedLine) {
        let place = &mut self.place;
        place.left = place.left.min(line.place.left);
        place.top = place.top.min(line.place.top);
        place.right = place.right.max(line.place.right);
        place.bottom = place.bottom.max(line.place.bottom);
        place.size = place.size.max(line.place.size);
        self.lines.push(line);
    }

    /// The text of its first line.
    pub(super) fn opening(&self) -> &str {
        self.lines.first().map_or("", |line| line.text.as_str())
    }

    /// A report is signed in one of its first lines; a narrow column wraps the names.
    pub(super) fn is_signed_within(&self, reach: usize) -> bool {
        let starts = self.lines.windows(BYLINE_LINES.min(self.lines.len().max(1))).take(reach);
        starts.into_iter().any(|lines| {
            let text: String = lines.iter().map(|line| line.text.as_str()).collect();
            line_signs::is_byline(&text)
        })
    }

    /// The text of its last line.
    pub(super) fn closing(&self) -> &str {
        self.lines.last().map_or("", |line| line.text.as_str())
    }
}

/// The blocks of the lines of one page, from top to bottom.
pub(super) fn of_lines<'l>(lines: &[&'l BoxedLine], scale: &PageScale) -> Vec<Block<'l>> {
    let mut blocks: Vec<Block<'l>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for line in lines {
        let is_head = scale.is_headline(line.place.size);
        open.retain(|at| {
            blocks.get(*at).is_some_and(|block| {
                line.place.top - block.place.bottom <= 2.0 * scale.pitch.max(block.place.size)
            })
        });
        let fits = |block: &Block<'_>| {
            if is_head { continues_head(block, line) } else { continues_text(block, line, scale) }
        };
        let distance = |block: &Block<'_>| (block.place.left - line.place.left).abs();
        let found = open
            .iter()
            .filter_map(|at| Some((*at, blocks.get(*at)?)))
            .filter(|(_, block)| block.is_head == is_head && fits(block))
            .min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)))
            .map(|(at, _)| at);
        match found.and_then(|at| blocks.get_mut(at)) {
            Some(block) => block.push(line),
            None => {
                open.push(blocks.len());
                blocks.push(Block::new(line, is_head));
            }
        }
    }
    blocks
}

fn continues_head(block: &Block<'_>, line: &BoxedLine) -> bool {
    let size = block.place.size.max(line.place.size);
    let gap = line.place.top - block.place.bottom;
    gap > -0.5 * size && gap <= HEADLINE_GAP * size && block.place.share_across(&line.place) > UNDER
}

fn continues_text(block: &Block<'_>, line: &BoxedLine, scale: &PageScale) -> bool {
    let Some(last) = block.lines.last() else { return false };
    let (size, gap) = (scale.text, line.place.top - last.place.bottom);
    let near = gap > -0.5 * size && gap <= scale.wide_gap();
    let inside = line.place.left >= block.place.left - INDENT * size
        && (line.place.left <= block.place.left + INDENT * size
            || line.place.right <= block.place.right + HANGING * size);
    let wide = |place: &LineBox| place.width() > scale.column + HANGING * size;
    near && inside
        && PageScale::alike(last.place.size, line.place.size)
        && wide(&block.place) == wide(&line.place)
        && block.place.share_across(&line.place) > UNDER
}

/// Short lines of the text's size right above a headline are its first part, unless they are the end of a column: then
/// another one begins or ends beside them.
pub(super) fn with_kickers<'l>(blocks: Vec<Block<'l>>, scale: &PageScale) -> Vec<Block<'l>> {
    let head_below = |block: &Block<'_>| {
        let is_below = |head: &Block<'_>| {
            let gap = head.place.top - block.place.bottom;
            head.is_head
                && (-0.5 * scale.text..=KICKER_GAP * head.place.size).contains(&gap)
                && head.place.share_across(&block.place) > UNDER
        };
        let short =
            !block.is_head && block.lines.len() <= KICKER_LINES && !line_signs::ends_closed(block.closing());
        blocks.iter().position(is_below).filter(|_| short)
    };
    let heads: Vec<Option<usize>> = blocks.iter().map(head_below).collect();
    let level = |a: &LineBox, b: &LineBox| {
        (a.bottom - b.bottom).abs() < 0.3 * scale.text || (a.top - b.top).abs() < 0.3 * scale.text
    };
    let beside = |at: usize, block: &Block<'_>| {
        blocks.iter().zip(&heads).enumerate().any(|(other, (neighbour, head))| {
            other != at
                && head.is_none()
                && !neighbour.is_head
                && level(&neighbour.place, &block.place)
                && (neighbour.place.left - block.place.right).max(block.place.left - neighbour.place.right)
                    < BESIDE * scale.text
        })
    };
    // Several side by side are the ends of columns, too.
    let only = |head: &usize| heads.iter().flatten().filter(|other| *other == head).count() == 1;
    let taken: Vec<Option<usize>> = blocks
        .iter()
        .zip(&heads)
        .enumerate()
        .map(|(at, (block, head))| head.filter(|head| only(head) && !beside(at, block)))
        .collect();
    let kickers: Vec<(usize, Block<'l>)> =
        blocks.iter().zip(&taken).filter_map(|(block, head)| Some(((*head)?, block.clone()))).collect();
    let kept = blocks.into_iter().zip(taken).enumerate().filter(|(_, (_, head))| head.is_none());
    kept.map(|(at, (mut block, _))| {
        for (_, kicker) in kickers.iter().filter(|(head, _)| *head == at) {
            let mut lines = kicker.lines.clone();
            lines.append(&mut block.lines);
            block = Block::of(lines, true).unwrap_or(block);
        }
        block
    })
    .collect()
}
