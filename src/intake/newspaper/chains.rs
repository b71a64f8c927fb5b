//! Chains: the blocks of each article in reading order, with the headline, the byline and the photographs that go with them.
//!
//! Knows nothing of how a line was read.

use super::{
    blocks::PageParts,
    drafts::ArticleDraft,
    heads,
    indices::{BlockIndex, ChainIndex, HeadIndex, IndexedList, LineIndex, ListIndex},
    links::Links,
    page::NewspaperPage,
};

/// The text of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Chain {
    /// Its blocks in reading order.
    pub(crate) blocks: Vec<BlockIndex>,
    /// Their lines.
    pub(crate) lines: Vec<LineIndex>,
    /// The first of them.
    pub(crate) first: LineIndex,
}

/// All chains, by the page order of their first lines.
pub(super) type Chains = IndexedList<ChainIndex, Chain>;

/// A block goes on from another with less than this certainty: that is worth a warning.
const UNSURE: f32 = 0.6;

/// Follows the links.
pub(super) fn follow(parts: &PageParts, links: &Links) -> Chains {
    let mut next: IndexedList<BlockIndex, Option<BlockIndex>> = links.iter().map(|_| None).collect();
    for (at, link) in links.enumerate() {
        if let Some(place) = link.from.and_then(|from| next.get_mut(from)) {
            *place = Some(at);
        }
    }
    let starts = links.enumerate().filter(|(_, link)| link.from.is_none()).map(|(start, _)| start);
    let chain = |start| {
        let following = std::iter::successors(Some(start), |at| next.get(*at).copied().flatten());
        let blocks: Vec<BlockIndex> = following.collect();
        let texts = || blocks.iter().filter_map(|block| parts.blocks.get(*block));
        let lines = texts().flat_map(|block| block.lines.iter().copied()).collect();
        let first = texts().next().map_or(LineIndex::default(), |block| block.first);
        Chain { blocks, lines, first }
    };
    starts.map(chain).collect()
}

/// Puts the articles of a page together.
pub(super) fn articles(page: &NewspaperPage<'_>, mut parts: PageParts, links: &Links) -> Vec<ArticleDraft> {
    let chains = follow(&parts, links);
    let owners = heads::assign(page, &parts.heads, &chains);
    let owners = with_neighbours(&parts, owners);
    for (at, _) in owners.enumerate().filter(|(_, owner)| owner.is_none()) {
        head_section(&mut parts, links, at);
    }
    let mut drafts: IndexedList<ChainIndex, ArticleDraft> =
        chains.iter().map(|chain| draft(page, &parts, links, chain)).collect();
    for (head, owner) in parts.heads.iter().zip(owners.iter()) {
        if let Some(draft) = owner.and_then(|owner| drafts.get_mut(owner)) {
            draft.head.extend(&head.lines);
        }
    }
    drafts.into_iter().collect()
}

/// A headline that heads no article, right above or below one that does, with nothing between, is a part of it.
fn with_neighbours(
    parts: &PageParts,
    mut owners: IndexedList<HeadIndex, Option<ChainIndex>>,
) -> IndexedList<HeadIndex, Option<ChainIndex>> {
    let adjoins = |one: HeadIndex, other: HeadIndex| {
        let last = parts.heads.get(one).and_then(|head| head.lines.last());
        let first = parts.heads.get(other).and_then(|head| head.lines.first());
        last.zip(first).is_some_and(|(last, first)| last.next() == *first)
    };
    for at in owners.indices().rev() {
        let below = owners.after(at).copied().flatten().filter(|_| adjoins(at, at.next()));
        let above = at
            .previous()
            .filter(|above| adjoins(*above, at))
            .and_then(|above| owners.get(above).copied().flatten());
        if let Some(owner @ None) = owners.get_mut(at) {
            *owner = below.or(above);
        }
    }
    owners
}

/// A headline that heads no article heads a section of the text in which it stands.
fn head_section(parts: &mut PageParts, links: &Links, at: HeadIndex) {
    let Some(head) = parts.heads.get(at).cloned() else { return };
    let next = head.behind.map_or(BlockIndex::default(), BlockIndex::next);
    let goes_on = head.above_text && links.get(next).is_some_and(|link| link.from.is_some());
    let owner = if goes_on { Some(next) } else { head.behind };
    if let Some(block) = owner.and_then(|owner| parts.blocks.get_mut(owner)) {
        block.lines.extend(&head.lines);
        block.lines.sort();
        block.sections.extend(head.lines);
    }
}

fn draft(page: &NewspaperPage<'_>, parts: &PageParts, links: &Links, chain: &Chain) -> ArticleDraft {
    let blocks = || chain.blocks.iter().filter_map(|block| parts.blocks.get(*block));
    let sure = |block: &BlockIndex| links.get(*block).map_or(1.0, |link| link.certainty);
    let doubtful = chain.blocks.iter().skip(1).filter(|block| sure(block) < UNSURE);
    let unsure = doubtful.filter_map(|block| parts.blocks.get(*block)).map(|block| block.first).collect();
    let lines: Vec<LineIndex> = blocks().flat_map(|block| block.lines.iter().copied()).collect();
    let labels: f32 = lines.iter().map(|line| page.label(*line).certainty).sum();
    ArticleDraft {
        byline: blocks().find_map(|block| block.byline),
        sections: blocks().flat_map(|block| block.sections.iter().copied()).collect(),
        photo: blocks().flat_map(|block| block.photo.iter().copied()).collect(),
        certainty: chain.blocks.iter().map(sure).product::<f32>() * labels / lines.len().max(1) as f32,
        body: lines,
        unsure,
        ..ArticleDraft::default()
    }
}
