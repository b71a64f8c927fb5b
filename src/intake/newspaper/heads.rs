//! Heads: which headline belongs to which article, over the whole page at once.
//!
//! Knows nothing of how blocks become articles.

use std::collections::HashSet;

use super::{
    assignment::{self, Offer},
    blocks::HeadGroup,
    chains::{Chain, Chains},
    indices::{ChainIndex, HeadIndex, IndexedList, LineIndex, ListIndex},
    ngrams::{Bigrams, PairWeights, han_bigrams},
    page::NewspaperPage,
    signs::LineSign,
    weights::{self, OptionFeatures},
};

/// Articles before and behind a headline among which its own is looked for.
const REACH: usize = 8;
/// Lines of an article that are read for its words, and those of its beginning.
const READ: usize = 60;
const OPENING: usize = 5;

/// An article that a headline may head.
pub(super) struct HeadOption {
    pub(crate) chain: ChainIndex,
    pub(crate) features: OptionFeatures,
}

/// The article of each headline, if it has one.
pub(super) fn assign(
    page: &NewspaperPage<'_>,
    heads: &IndexedList<HeadIndex, HeadGroup>,
    chains: &Chains,
) -> IndexedList<HeadIndex, Option<ChainIndex>> {
    let reader = HeadReader::new(page, heads, chains);
    let offers: Vec<Vec<Offer>> = heads
        .indices()
        .map(|at| {
            let options = reader.options(at).into_iter();
            options
                .map(|option| Offer { place: option.chain.offset(), worth: weights::score(&option.features) })
                .collect()
        })
        .collect();
    let found = assignment::assign(&offers, chains.len(), &mut |_, _| true, &mut |_, _| {});
    found.into_iter().map(|place| place.map(ChainIndex::at)).collect()
}

/// Reads what speaks for each article.
pub(super) struct HeadReader<'p> {
    page: &'p NewspaperPage<'p>,
    heads: &'p IndexedList<HeadIndex, HeadGroup>,
    chains: &'p Chains,
    weights: PairWeights,
    /// The pairs of each article, and those of its beginning.
    words: IndexedList<ChainIndex, [Bigrams; 2]>,
    /// Lines right below a headline.
    covered: HashSet<LineIndex>,
}

impl<'p> HeadReader<'p> {
    pub(super) fn new(
        page: &'p NewspaperPage<'p>,
        heads: &'p IndexedList<HeadIndex, HeadGroup>,
        chains: &'p Chains,
    ) -> Self {
        let whole_issue = page.is_whole_issue();
        let of = |chain: &Chain, lines: usize| {
            han_bigrams(page.texts(&chain.lines).take(if whole_issue { 0 } else { lines }))
        };
        let words: IndexedList<ChainIndex, [Bigrams; 2]> =
            chains.iter().map(|chain| [of(chain, READ), of(chain, OPENING)]).collect();
        let weights = PairWeights::of(words.iter().map(|[all, _]| all));
        let above_text = heads.iter().filter(|head| head.above_text);
        let covered = above_text.filter_map(|head| Some(head.lines.last()?.next())).collect();
        Self { page, heads, chains, weights, words, covered }
    }

    /// The articles that the headline at `at` may head.
    pub(super) fn options(&self, at: HeadIndex) -> Vec<HeadOption> {
        let Some(head) = self.heads.get(at) else { return Vec::new() };
        let Some(last) = head.lines.last().copied() else { return Vec::new() };
        let own = han_bigrams(self.page.texts(&head.lines));
        let next = self.heads.after(at).and_then(|next| next.lines.first());
        // The articles that open before it and behind it, in page order.
        let middle = self.chains.as_slice().partition_point(|chain| chain.first < last);
        let near = middle.saturating_sub(REACH)..(middle + REACH).min(self.chains.len());
        let certainty = head.lines.iter().map(|line| self.page.label(*line).certainty).fold(1.0, f32::min);
        let option = |place: usize| {
            let chain = ChainIndex::at(place);
            let article = self.chains.get(chain)?;
            let [all, opening] = self.words.get(chain)?;
            let below = place >= middle;
            let steps = if below { place - middle } else { middle - place - 1 };
            let right_above =
                below && steps == 0 && head.above_text && next.is_none_or(|next| *next > article.first);
            let covered = head.lines.last().map(|line| line.next()) != Some(article.first)
                && self.covered.contains(&article.first);
            let near = match (below, steps) {
                (true, 0) => "head: first below",
                (true, 1) => "head: second below",
                (true, _) => "head: far below",
                (false, 0) => "head: first above",
                (false, 1) => "head: second above",
                (false, _) => "head: far above",
            };
            let opens = matches!(self.page.line(article.first).sign, LineSign::Opening(_));
            let features = vec![
                ("head: any", 1.0),
                ("head: share", self.weights.share(&own, all)),
                ("head: share of opening", self.weights.share(&own, opening)),
                ("head: right above", f32::from(right_above)),
                ("head: covered", f32::from(covered)),
                ("head: byline", f32::from(opens)),
                ("head: certainty", certainty),
                (near, 1.0),
            ];
            Some(HeadOption { chain, features })
        };
        near.filter_map(option).collect()
    }
}
