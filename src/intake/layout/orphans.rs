//! Text without a headline: whose it is, and what is no article at all.
//!
//! Knows nothing of blocks inside an article.

use super::articles::RegionArticle;
use crate::{
    intake::{line_box::LineBox, newspaper::line_signs},
    text::spans::char_count,
};

/// Characters of a text without headline that is less than an article.
const FRAGMENT_CHARS: usize = 40;

/// A byline stands in so many lines of so many blocks; there may be a caption above it.
const BYLINE_REACH: usize = 5;
const BYLINE_BLOCKS: usize = 2;

/// Gives text without headline to the article that goes on in it.
pub(super) fn joined(articles: Vec<RegionArticle<'_>>) -> Vec<RegionArticle<'_>> {
    let mut kept: Vec<RegionArticle<'_>> = Vec::new();
    for article in articles {
        let owner = if is_orphan(&article) { owner(&article, &kept) } else { None };
        match owner.and_then(|at| kept.get_mut(at)) {
            Some(owner) => owner.flow.extend(article.flow),
            None => kept.push(article),
        }
    }
    kept
}

fn is_orphan(article: &RegionArticle<'_>) -> bool {
    let signed = article.flow.iter().take(BYLINE_BLOCKS).any(|block| block.is_signed_within(BYLINE_REACH));
    article.title.is_empty() && !article.flow.is_empty() && !signed
}

/// The article right above, or right before in the columns on the left; of two the one whose last sentence is not complete.
fn owner(orphan: &RegionArticle<'_>, articles: &[RegionArticle<'_>]) -> Option<usize> {
    let place = orphan.place()?;
    let with_places =
        || articles.iter().enumerate().filter_map(|(at, article)| Some((at, article, article.place()?)));
    let above = with_places()
        .filter(|(.., other)| other.bottom <= place.top + place.size && other.share_across(&place) > 0.3)
        .max_by(|a, b| a.2.bottom.total_cmp(&b.2.bottom));
    let beside = |other: &LineBox| other.top < place.bottom && other.bottom > place.top;
    let left = with_places()
        .filter(|(.., other)| other.left < place.left && beside(other))
        .max_by(|a, b| a.2.right.total_cmp(&b.2.right));
    let open = |article: &RegionArticle<'_>| {
        article.flow.last().is_some_and(|block| !line_signs::ends_closed(block.closing()))
    };
    let opening = orphan.flow.first().map_or("", |block| block.opening());
    let goes_on = |article: &RegionArticle<'_>| open(article) || line_signs::is_caption(opening);
    let above = above.filter(|(_, article, _)| goes_on(article));
    above.or(left.filter(|(_, article, _)| open(article))).map(|(at, ..)| at)
}

/// A few words without a sentence: a column's name, an imprint; a headline with nothing below it.
pub(super) fn is_furniture(article: &RegionArticle<'_>) -> bool {
    let lines = || article.flow.iter().flat_map(|block| &block.lines);
    let chars: usize = lines().map(|line| char_count(&line.text)).sum();
    let closed = lines().any(|line| line_signs::ends_closed(&line.text));
    chars == 0 || article.title.is_empty() && !closed && chars < FRAGMENT_CHARS
}
