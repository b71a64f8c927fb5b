//! Links: which block of text goes on where another breaks off, over the whole page at once.
//!
//! Knows nothing of where headlines belong.

use std::{cell::RefCell, collections::HashSet};

use super::{
    assignment::{self, Offer},
    blocks::{PageParts, TextBlock},
    borders,
    indices::{BlockIndex, IndexedList, LineIndex, ListIndex},
    labels::Label,
    ngrams::{Bigrams, PairWeights, han_bigrams},
    page::NewspaperPage,
    weights::{self, OptionFeatures},
};

/// Where a block goes on from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Link {
    /// The block; `None` where an article begins.
    pub(crate) from: Option<BlockIndex>,
    /// How sure that is, 0 to 1.
    pub(crate) certainty: f32,
}

/// The link of each block.
pub(super) type Links = IndexedList<BlockIndex, Link>;

/// Blocks before and behind one among which the one it goes on from is looked for.
const BEFORE: usize = 12;
const BEHIND: usize = 8;
/// A block that opens an article with a smaller probability does not open one.
const OPENS: f32 = 0.35;
/// Bytes of a block that are read for its words.
const READ: usize = 1800;

/// What a block may go on from, and what speaks for it.
pub(super) struct LinkOption {
    pub(crate) from: Option<BlockIndex>,
    pub(crate) features: OptionFeatures,
}

/// Finds the links of a page.
pub(super) fn of_page(page: &NewspaperPage<'_>, parts: &PageParts) -> Links {
    let reader = LinkReader::new(page, parts);
    let scored: Vec<Vec<(Option<BlockIndex>, f32)>> = parts
        .blocks
        .indices()
        .map(|at| {
            reader.options(at).iter().map(|option| (option.from, weights::score(&option.features))).collect()
        })
        .collect();
    let offers: Vec<Vec<Offer>> = scored.iter().map(|options| offers(options)).collect();
    let chain: RefCell<Vec<usize>> = RefCell::new((0..offers.len()).collect());
    let found = assignment::assign(
        &offers,
        offers.len(),
        &mut |asker, place| root(&chain.borrow(), asker) != root(&chain.borrow(), place),
        &mut |asker, place| {
            let (asker, place) = (root(&chain.borrow(), asker), root(&chain.borrow(), place));
            if let Some(entry) = chain.borrow_mut().get_mut(asker) {
                *entry = place;
            }
        },
    );
    let mut links: Links = found
        .into_iter()
        .zip(&scored)
        .map(|(from, _)| Link { from: from.map(BlockIndex::at), certainty: 0.0 })
        .collect();
    let mut next: IndexedList<BlockIndex, Option<BlockIndex>> = links.iter().map(|_| None).collect();
    for (at, link) in links.enumerate() {
        if let Some(place) = link.from.and_then(|from| next.get_mut(from)) {
            *place = Some(at);
        }
    }
    for (at, options) in (0..).map(BlockIndex::at).zip(&scored) {
        let opens = links.get(at).is_some_and(|link| link.from.is_none());
        if opens && share(options, None) < OPENS {
            put_between(&mut links, &mut next, at, options);
        }
    }
    links.iter_mut().zip(&scored).for_each(|(link, options)| link.certainty = share(options, link.from));
    links
}

/// Puts a block that opens no article, but for which nobody waits, behind the one that it fits best; what stood there goes
/// on behind it.
fn put_between(
    links: &mut Links,
    next: &mut IndexedList<BlockIndex, Option<BlockIndex>>,
    at: BlockIndex,
    options: &[(Option<BlockIndex>, f32)],
) {
    let following = std::iter::successors(Some(at), |place| next.get(*place).copied().flatten());
    let own: Vec<BlockIndex> = following.collect();
    let behind = options.iter().filter_map(|(from, score)| Some((from.as_ref().copied()?, *score)));
    let fitting =
        behind.filter(|(from, _)| !own.contains(from)).max_by(|one, other| one.1.total_cmp(&other.1));
    let (Some((behind, _)), Some(last)) = (fitting, own.last().copied()) else { return };
    let displaced = next.get(behind).copied().flatten();
    for (one, other) in [(Some(behind), Some(at)), (Some(last), displaced)] {
        if let Some(place) = one.and_then(|one| next.get_mut(one)) {
            *place = other;
        }
        if let Some(link) = other.and_then(|other| links.get_mut(other)) {
            link.from = one;
        }
    }
}

/// What each place is worth beside opening an article.
fn offers(options: &[(Option<BlockIndex>, f32)]) -> Vec<Offer> {
    let opens = options.iter().find(|(from, _)| from.is_none()).map_or(0.0, |(_, score)| *score);
    let places = options.iter().filter_map(|(from, score)| Some((from.as_ref()?.offset(), *score)));
    places.map(|(place, score)| Offer { place, worth: score - opens }).collect()
}

/// How likely an option is among all.
fn share(options: &[(Option<BlockIndex>, f32)], chosen: Option<BlockIndex>) -> f32 {
    let most = options.iter().map(|(_, score)| *score).fold(f32::NEG_INFINITY, f32::max);
    let all: f32 = options.iter().map(|(_, score)| (score - most).exp()).sum();
    options.iter().find(|(from, _)| *from == chosen).map_or(0.0, |(_, score)| (score - most).exp() / all)
}

/// The first of the blocks that hang together with the one at `at`.
fn root(chain: &[usize], mut at: usize) -> usize {
    while let Some(next) = chain.get(at).copied().filter(|next| *next != at) {
        at = next;
    }
    at
}

/// Reads what speaks for each link.
pub(super) struct LinkReader<'p> {
    page: &'p NewspaperPage<'p>,
    parts: &'p PageParts,
    weights: PairWeights,
    /// The pairs of each block's beginning, and those of its end.
    words: IndexedList<BlockIndex, [Bigrams; 2]>,
    /// Blocks right below a headline.
    headed: HashSet<BlockIndex>,
    /// The page is more than one: nothing far away is looked at.
    whole_issue: bool,
}

impl<'p> LinkReader<'p> {
    pub(super) fn new(page: &'p NewspaperPage<'p>, parts: &'p PageParts) -> Self {
        let whole_issue = page.is_whole_issue();
        let read = parts.blocks.iter().filter(|_| !whole_issue);
        let words: IndexedList<BlockIndex, [Bigrams; 2]> = read
            .map(|block| [words(page, block.lines.iter()), words(page, block.lines.iter().rev())])
            .collect();
        let weights = PairWeights::of(words.iter().map(|[head, _]| head));
        let below = |behind: Option<BlockIndex>| behind.map_or(BlockIndex::default(), BlockIndex::next);
        let headed =
            parts.heads.iter().filter(|head| head.above_text).map(|head| below(head.behind)).collect();
        Self { page, parts, weights, words, headed, whole_issue }
    }

    /// What the block at `at` may go on from.
    pub(super) fn options(&self, at: BlockIndex) -> Vec<LinkOption> {
        let Some(block) = self.parts.blocks.get(at) else { return Vec::new() };
        let label = self.page.label(block.first);
        let log = |p: f32| p.clamp(0.001, 0.999).ln();
        let headed = self.headed.contains(&at);
        let opens = vec![("opens", log(label.starts)), ("opens below a headline", f32::from(headed))];
        let mut found = vec![LinkOption { from: None, features: opens }];
        if label.label == Label::Start && label.certainty > 0.999 {
            return found;
        }
        let (before, behind) = if self.whole_issue { (1, 0) } else { (BEFORE, BEHIND) };
        for from in (at.back(before).offset()..at.ahead(behind + 1).offset()).map(BlockIndex::at) {
            let Some(other) = self.parts.blocks.get(from).filter(|_| from != at) else { continue };
            let mut features = self.fit(at, block, from, other);
            if at.previous() == Some(from) {
                features.push(("printed", 1.0));
                features.push(("goes on", log(label.goes_on)));
            } else {
                features.push(("resumes", log(label.resumes)));
            }
            found.push(LinkOption { from: Some(from), features });
        }
        found
    }

    /// How the block at `at` fits behind `other`.
    fn fit(&self, at: BlockIndex, block: &TextBlock, from: BlockIndex, other: &TextBlock) -> OptionFeatures {
        let (last, first) = (self.page.line(other.last), self.page.line(block.first));
        let continuity = self.page.continuity(other.last, block.first);
        let border = borders::score(last.text, first.text).clamp(-8.0, 14.0) / 4.0;
        let closed = last.ends_closed();
        let alike = match (self.words.get(from), self.words.get(at)) {
            (Some([_, tail]), Some([head, _])) => self.weights.likeness(tail, head),
            _ => 0.0,
        };
        let steps = from.distance(at);
        let width = last.column.zip(first.column).is_some_and(|(one, other)| one.abs_diff(other) <= 2);
        let interrupted = self.parts.blocks.after(from).is_some_and(|next| {
            let label = self.page.label(next.first);
            label.label != Label::Body || label.goes_on < 0.6
        });
        let near = match (from < at, steps) {
            (true, 1) => "one before",
            (true, 2) => "two before",
            (true, 3) => "three before",
            (true, 4..=5) => "four before",
            (true, 6..=8) => "six before",
            (true, _) => "far before",
            (false, 1) => "one behind",
            (false, 2..=3) => "two behind",
            (false, _) => "far behind",
        };
        vec![
            (if closed { "border behind an end" } else { "border" }, border),
            (if closed { "continuity behind an end" } else { "continuity" }, continuity.score as f32 / 10.0),
            ("word", f32::from(continuity.spans)),
            ("closed", f32::from(closed)),
            ("likeness", alike * 10.0),
            ("root of likeness", alike.sqrt() * 5.0),
            ("width", f32::from(width)),
            ("interrupted", f32::from(interrupted)),
            (near, 1.0),
        ]
    }
}

/// The pairs of some lines, of no more than are needed to know their words.
fn words<'l>(page: &NewspaperPage<'_>, lines: impl Iterator<Item = &'l LineIndex>) -> Bigrams {
    let mut read = 0;
    let texts = lines.map(|line| page.text(*line)).take_while(|text| {
        let more = read < READ;
        read += text.len();
        more
    });
    han_bigrams(texts)
}
