//! The blocks of a region → its articles: which lines are headline, which text, in which order.
//!
//! Knows nothing of paragraphs.

use super::{blocks::Block, columns, insets, scale::PageScale};
use crate::intake::{
    line_box::{BoxedLine, LineBox},
    newspaper::line_signs,
};

/// Parts of the text's size: a smaller headline inside a column heads a section.
const SECTION: f32 = 1.4;
/// Lines of one part of a headline have this much of its largest line's size.
const SAME_PART: f32 = 0.92;
/// Lines of text that may stand above or below a headline as a part of it.
const PART_LINES: usize = 2;
/// In sizes of the headline: so near do they stand.
const PART_GAP: f32 = 1.2;
/// In sizes of the text: what is further in than a paragraph's beginning is set in the middle.
const CENTRED: f32 = 2.7;

/// An article as far as its place tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RegionArticle<'l> {
    pub(crate) kicker: Vec<&'l BoxedLine>,
    pub(crate) title: Vec<&'l BoxedLine>,
    pub(crate) subtitle: Vec<&'l BoxedLine>,
    /// In reading order.
    pub(crate) flow: Vec<Block<'l>>,
}

impl RegionArticle<'_> {
    /// Round all its lines; none without lines.
    pub(super) fn place(&self) -> Option<LineBox> {
        let heads = [&self.kicker, &self.title, &self.subtitle].into_iter().flatten().map(|line| line.place);
        heads.chain(self.flow.iter().map(|block| block.place)).reduce(|a, b| LineBox {
            left: a.left.min(b.left),
            top: a.top.min(b.top),
            right: a.right.max(b.right),
            bottom: a.bottom.max(b.bottom),
            ..a
        })
    }
}

/// The articles of a region, in reading order.
pub(super) fn of_region<'l>(blocks: Vec<Block<'l>>, scale: &PageScale) -> Vec<RegionArticle<'l>> {
    let mut sections: Vec<bool> = blocks.iter().map(|block| is_section(block, &blocks, scale)).collect();
    let headlines = blocks.iter().zip(&sections).filter(|(block, section)| block.is_head && !**section);
    if headlines.count() == 0 {
        // It is the headline then, set into the midst of its text.
        sections.fill(false);
    }
    let (mut heads, mut texts) = (Vec::new(), Vec::new());
    for (block, section) in blocks.into_iter().zip(sections) {
        if block.is_head && !section { heads.push(block) } else { texts.push(block) }
    }
    heads.sort_by(|a, b| a.place.top.total_cmp(&b.place.top).then(a.place.left.total_cmp(&b.place.left)));
    let mut articles: Vec<RegionArticle<'l>> = Vec::new();
    for head in &heads {
        let mut article = divided(head);
        take_parts(&mut article, &head.place, &mut texts, scale);
        articles.push(article);
    }
    if articles.is_empty() {
        articles.push(RegionArticle::default());
    }
    for block in texts {
        let owner = owner(&block.place, &heads);
        if let Some(article) = articles.get_mut(owner) {
            article.flow.push(block);
        }
    }
    insets::give_back(&mut articles, scale);
    for article in &mut articles {
        article.flow = columns::in_reading_order(std::mem::take(&mut article.flow));
    }
    articles
}

/// A small headline in the midst of a column, right below text.
fn is_section(head: &Block<'_>, blocks: &[Block<'_>], scale: &PageScale) -> bool {
    let small = head.is_head
        && head.place.size < SECTION * scale.text
        && head.place.width() <= scale.column + scale.text;
    small
        && blocks.iter().any(|block| {
            let gap = head.place.top - block.place.bottom;
            !block.is_head
                && block.place.share_across(&head.place) > 0.5
                && gap > -scale.text
                && gap < scale.wide_gap()
        })
}

/// The lines of a headline by their sizes.
fn divided<'l>(head: &Block<'l>) -> RegionArticle<'l> {
    let largest = head.lines.iter().map(|line| line.place.size).fold(0.0, f32::max);
    let is_title = |line: &&&'l BoxedLine| line.place.size >= SAME_PART * largest;
    let first = head.lines.iter().position(|line| is_title(&line)).unwrap_or_default();
    let mut article = RegionArticle::default();
    for (at, line) in head.lines.iter().enumerate() {
        let part = match () {
            () if at < first => &mut article.kicker,
            () if is_title(&line) && article.subtitle.is_empty() => &mut article.title,
            () => &mut article.subtitle,
        };
        part.push(line);
    }
    article
}

/// Lines of the text's size that stand alone above or below the headline are parts of it.
fn take_parts<'l>(
    article: &mut RegionArticle<'l>,
    head: &LineBox,
    texts: &mut Vec<Block<'l>>,
    scale: &PageScale,
) {
    let alone = |at: usize, texts: &[Block<'_>]| {
        let place = texts.get(at).map(|block| block.place).unwrap_or_default();
        let beside = |other: &LineBox| other.top < place.bottom && other.bottom > place.top;
        texts.iter().enumerate().all(|(other, block)| other == at || !beside(&block.place))
    };
    let is_part = |block: &Block<'_>, gap: f32| {
        block.lines.len() <= PART_LINES
            && (-scale.text..=PART_GAP * head.size).contains(&gap)
            && block.place.share_across(head) > 0.0
            && !line_signs::ends_closed(block.closing())
            && !line_signs::is_byline(block.opening())
            && !line_signs::is_caption(block.opening())
    };
    let above = (0..texts.len()).find(|at| {
        texts.get(*at).is_some_and(|block| is_part(block, head.top - block.place.bottom)) && alone(*at, texts)
    });
    if let Some(at) = above {
        article.kicker.splice(0..0, texts.remove(at).lines);
    }
    let below = (0..texts.len()).find(|at| {
        texts.get(*at).is_some_and(|block| {
            is_part(block, block.place.top - head.bottom)
                && (block.opening().starts_with('—')
                    || block.place.size > 1.05 * scale.text
                    || block.place.width() > scale.column + 2.0 * scale.text
                    || block.place.left > head.left + CENTRED * scale.text)
        }) && alone(*at, texts)
    });
    if let Some(at) = below {
        article.subtitle.extend(texts.remove(at).lines);
    }
}

/// Which of the headlines, which come from top to bottom, a block belongs to: the nearest above it.
fn owner(block: &LineBox, heads: &[Block<'_>]) -> usize {
    let above = heads
        .iter()
        .enumerate()
        .filter(|(_, head)| head.place.top < block.top + block.size && head.place.left < block.right);
    let distance = |head: &LineBox| {
        let aside = (block.left - head.right).max(0.0);
        (block.top - head.bottom).max(0.0) + aside
    };
    let nearest = above.min_by(|a, b| distance(&a.1.place).total_cmp(&distance(&b.1.place)));
    nearest.map_or(0, |(at, _)| at)
}
