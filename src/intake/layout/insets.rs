//! A small article set into a larger one: what stands below it in its columns is the larger one's again.
//!
//! Knows nothing of how headlines are found.

use super::{articles::RegionArticle, blocks::Block, scale::PageScale};
use crate::intake::line_box::LineBox;

/// Columns from which on white space in the last one tells where all of them end.
const COLUMNS: usize = 2;

/// Gives the text below insets back to the article in which they stand.
pub(super) fn give_back(articles: &mut [RegionArticle<'_>], scale: &PageScale) {
    for at in 1..articles.len() {
        let Some(foot) = articles.get(at).and_then(|inset| foot(inset, scale)) else { continue };
        let Some(around) = articles.get(at).and_then(|inset| around(inset, articles.get(..at)?)) else {
            continue;
        };
        let flow = articles.get_mut(at).map(|inset| std::mem::take(&mut inset.flow)).unwrap_or_default();
        let (mut own, mut below) = (Vec::new(), Vec::new());
        for block in flow {
            let (above_foot, below_foot): (Vec<_>, Vec<_>) =
                block.lines.iter().partition(|line| line.place.top < foot);
            own.extend(Block::of(above_foot, block.is_head));
            below.extend(Block::of(below_foot, block.is_head));
        }
        if let Some(inset) = articles.get_mut(at) {
            inset.flow = own;
        }
        if let Some(article) = articles.get_mut(around) {
            article.flow.extend(below);
        }
    }
}

/// Where the inset ends: the height of white space in its last column with text below.
fn foot(inset: &RegionArticle<'_>, scale: &PageScale) -> Option<f32> {
    let places = || inset.flow.iter().map(|block| block.place);
    let last = places().max_by(|a, b| a.left.total_cmp(&b.left))?;
    let in_last = |place: &LineBox| place.share_across(&last) > 0.5;
    let columns = places().filter(|place| !in_last(place)).count();
    let mut column: Vec<LineBox> = places().filter(in_last).collect();
    column.sort_by(|a, b| a.top.total_cmp(&b.top));
    let gap = column.windows(2).find_map(|pair| match pair {
        [above, below] if below.top - above.bottom < 3.0 * scale.pitch => {
            Some((above.bottom + below.top) / 2.0)
        }
        _ => None,
    })?;
    let reaches_below = places().filter(|place| !in_last(place)).any(|place| place.bottom > gap + scale.text);
    (columns + 1 >= COLUMNS && reaches_below).then_some(gap)
}

/// The article whose text stands right above the inset.
fn around(inset: &RegionArticle<'_>, others: &[RegionArticle<'_>]) -> Option<usize> {
    let head = inset.title.first()?.place;
    let over = |article: &RegionArticle<'_>| {
        let blocks = article.flow.iter().map(|block| block.place);
        let above =
            blocks.filter(|place| place.bottom <= head.top + head.size && place.share_across(&head) > 0.0);
        above.map(|place| place.bottom).reduce(f32::max)
    };
    let places = others.iter().enumerate().filter_map(|(at, article)| Some((at, over(article)?)));
    places.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
}
