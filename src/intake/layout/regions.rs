//! Blocks of a page → regions, each the place of one article: white space from edge to edge parts them.
//!
//! Knows nothing of what stands in a region.

use super::{blocks::Block, scale::PageScale};

/// Regions inside regions: no page is cut so often.
const DEEPEST: usize = 40;
/// In sizes of the text: what reaches over the space between two columns.
const OVER: f32 = 0.6;

/// The regions of `blocks`, in reading order.
pub(super) fn cut<'l>(
    blocks: Vec<Block<'l>>,
    scale: &PageScale,
    starts: &dyn Fn(&Block<'_>) -> bool,
) -> Vec<Vec<Block<'l>>> {
    let mut regions = Vec::new();
    divide(blocks, &Cutter { scale, starts }, DEEPEST, &mut regions);
    regions
}

struct Cutter<'c> {
    scale: &'c PageScale,
    /// An article may begin with this block.
    starts: &'c dyn Fn(&Block<'_>) -> bool,
}

fn divide<'l>(blocks: Vec<Block<'l>>, cutter: &Cutter<'_>, depth: usize, regions: &mut Vec<Vec<Block<'l>>>) {
    let parts = match depth {
        0 => vec![blocks],
        _ => {
            let bands = cutter.bands(blocks);
            if bands.len() > 1 {
                bands
            } else {
                bands.into_iter().flat_map(|band| cutter.side_by_side(band)).collect()
            }
        }
    };
    if parts.len() == 1 {
        regions.extend(parts);
        return;
    }
    for part in parts {
        divide(part, cutter, depth - 1, regions);
    }
}

impl Cutter<'_> {
    /// Cut where nothing stands from edge to edge. A headline stays with what is below it.
    fn bands<'l>(&self, mut blocks: Vec<Block<'l>>) -> Vec<Vec<Block<'l>>> {
        blocks.sort_by(|a, b| a.place.top.total_cmp(&b.place.top));
        let mut bands: Vec<Vec<Block<'l>>> = Vec::new();
        let mut bottom = f32::NEG_INFINITY;
        for block in blocks {
            let apart = block.place.top - bottom >= self.scale.wide_gap();
            bottom = bottom.max(block.place.bottom);
            match bands.last_mut() {
                Some(band) if !apart || band.iter().all(|above| above.is_head) => band.push(block),
                _ => bands.push(vec![block]),
            }
        }
        bands
    }

    /// Cut between two columns where an article begins at the top of the right one.
    fn side_by_side<'l>(&self, mut blocks: Vec<Block<'l>>) -> Vec<Vec<Block<'l>>> {
        blocks.sort_by(|a, b| a.place.left.total_cmp(&b.place.left));
        let mut right = f32::NEG_INFINITY;
        let mut cuts = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            let clear = at > 0 && block.place.left > right - OVER * self.scale.text;
            right = right.max(block.place.right);
            if clear && blocks.get(at..).is_some_and(|behind| self.begins_article(behind)) {
                cuts.push(at);
            }
        }
        let mut parts = Vec::new();
        for at in cuts.into_iter().rev() {
            parts.push(blocks.split_off(at));
        }
        parts.push(blocks);
        parts.reverse();
        parts
    }

    /// The first column of `blocks`, which come from left to right, has the beginning of an article at its top.
    fn begins_article(&self, blocks: &[Block<'_>]) -> bool {
        let Some(column) = blocks.iter().find(|block| !block.is_head).or(blocks.first()) else {
            return false;
        };
        let over = blocks.iter().filter(|block| block.place.share_across(&column.place) > 0.0);
        let top = over.min_by(|a, b| a.place.top.total_cmp(&b.place.top));
        top.is_some_and(|top| (self.starts)(top))
    }
}
