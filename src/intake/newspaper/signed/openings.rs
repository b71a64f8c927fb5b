//! Articles that open without a byline of their own: features signed at the end, photographs with a text, notices.
//!
//! Knows nothing of reading order.

use std::{cmp::Reverse, ops::Range};

use super::{
    drafts::{DraftItem, SignedDraft, SignedDrafts},
    headlines, without_byline,
};
use crate::intake::newspaper::{
    bylines, continuity,
    headlines::is_notice,
    indices::{ItemIndex, LineIndex, ListIndex},
    lines::PageLine,
    ngrams,
    page::{IndentStyle, NewspaperPage},
    punctuation,
    signs::LineSign,
};

/// A run of headline-like lines among the items of a draft; empty where an article opens without a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HeadlineGroup {
    /// Its first line.
    pub(crate) from: ItemIndex,
    /// The item behind its last line.
    pub(crate) to: ItemIndex,
}

impl HeadlineGroup {
    /// No headline before the item at `at`.
    pub(super) fn none_before(at: ItemIndex) -> Self {
        Self { from: at, to: at }
    }

    fn range(self) -> Range<ItemIndex> {
        self.from..self.to
    }

    fn len(self) -> usize {
        ItemIndex::count(&self.range())
    }
}

/// A byline stands no more lines below the text that it closes; photographs and their captions may lie between.
const BYLINE_REACH: usize = 32;
/// Lines of the longest headline without a byline below it.
const LONGEST_HEAD: usize = 4;
/// Lines of a headline that no single line of a body can pose as.
const SURE_HEAD: usize = 2;
/// Half characters of a line that is text, not another headline.
const BODY_WIDTH: usize = 48;
/// Lines before and behind a headline whose words are compared.
const COMPARED_LINES: usize = 8;
/// In thousandths of their character triples: the texts before and behind a headline speak of one thing.
const SAME_SUBJECT: u32 = 60;

/// Whether a line is taken for a headline that may as well begin a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strictness {
    /// Not if it may begin a paragraph, and only behind a finished text.
    Strict,
    /// Even so: a headline is known to be there.
    Relaxed,
}

/// Cuts each draft where another article opens in it; marks the heads of sections.
pub(super) fn cut(page: &NewspaperPage<'_>, drafts: SignedDrafts) -> SignedDrafts {
    let has_bylines = page.lines().iter().any(|line| matches!(line.sign, LineSign::Opening(_)));
    drafts.into_iter().flat_map(|draft| cut_draft(page, draft, has_bylines)).collect()
}

fn cut_draft(page: &NewspaperPage<'_>, draft: SignedDraft, page_has_bylines: bool) -> Vec<SignedDraft> {
    let groups = headline_groups(page, &draft, Strictness::Strict);
    let mut cuts: Vec<HeadlineGroup> = Vec::new();
    let ends: Vec<DraftItem<'_>> =
        draft.lines(page).filter(|item| ends_article(page, &draft, item)).collect();
    let mut start = ItemIndex::default();
    for byline in ends.into_iter().map(Some).chain([None]) {
        let (signature, end) = match byline {
            Some(end) if end.line.is_body() => (Signature::InText, end.item.next()),
            Some(end) => (Signature::Below, end.item),
            None => (Signature::None, draft.items.end()),
        };
        let groups = within(&groups, start..end);
        let region =
            DraftRegion { page, page_has_bylines, draft: &draft, groups, range: start..end, signature };
        cuts.extend(region.cuts());
        start = if signature == Signature::Below { end.next() } else { end };
    }
    cuts.extend(without_byline::briefs(page, &draft));
    cuts.extend(without_byline::photographs(page, &draft));
    cuts.sort_by_key(|group| (group.from, Reverse(group.to)));
    cuts.dedup_by_key(|group| group.from);
    divide(draft, &cuts, &groups)
}

/// A byline below a finished text, or at the very end; or a writer's name in a bracket behind the last sentence.
fn ends_article(page: &NewspaperPage<'_>, draft: &SignedDraft, end: &DraftItem<'_>) -> bool {
    if end.line.is_body() {
        return bylines::closing(end.line.text).is_some();
    }
    let mut above = draft.items.up_to(end.item).iter().rev().take(BYLINE_REACH).map(|line| page.line(*line));
    let before = above.find(|line| line.is_body());
    end.line.is_standalone_byline()
        && before.is_some_and(|before| before.ends_closed() || end.item.next() == draft.items.end())
}

/// Headline-like lines that stand between a finished text and the beginning of another.
fn headline_groups(
    page: &NewspaperPage<'_>,
    draft: &SignedDraft,
    strictness: Strictness,
) -> Vec<HeadlineGroup> {
    let mut groups = Vec::new();
    let mut at = ItemIndex::default();
    while at < draft.items.end() {
        let lines = draft.items.starting(at).iter().map(|line| page.line(*line));
        let heads = lines.take(LONGEST_HEAD).take_while(|line| is_head(page, line, strictness)).count();
        let mut group = HeadlineGroup { from: at, to: at.ahead(heads) };
        if heads > 1 && without_byline::signs_notice(page, draft, at) {
            group.from = at.next();
        }
        if heads > 0 && stands_between(page, draft, group, strictness) {
            groups.push(group);
        }
        at = at.ahead(heads.max(1));
    }
    groups
}

fn is_head(page: &NewspaperPage<'_>, line: &PageLine<'_>, strictness: Strictness) -> bool {
    // In a narrow column a clause is as short as a headline; its commas tell it.
    let clause = line.column.is_some() && line.text.contains([',', '，', '、', ';', '；']);
    line.is_text()
        && headlines::stands_alone(line)
        && !(strictness == Strictness::Strict && page.begins_paragraph(line.index))
        && !clause
}

fn stands_between(
    page: &NewspaperPage<'_>,
    draft: &SignedDraft,
    group: HeadlineGroup,
    strictness: Strictness,
) -> bool {
    let finished = || {
        let Some(before) = group.from.previous() else { return true };
        without_byline::signs_notice(page, draft, before)
            || strictness == Strictness::Relaxed
            || draft.line(page, before).is_none_or(|before| !before.is_body() || before.ends_closed())
    };
    let last = draft.line_before(page, group.to);
    let after = draft.line(page, group.to).filter(|after| after.is_text());
    let (Some(last), Some(after)) = (last, after) else { return false };
    let body = after.width >= BODY_WIDTH || after.ends_closed() || after.column.is_some();
    let begins = after.column.is_none()
        || page.begins_paragraph(after.index) && page.indent_style != IndentStyle::Flush;
    finished()
        && begins
        && body
        && !after.starts_open()
        && !continuity::lone_start(after.text)
        && !continuity::between(last.text, after.text).spans
}

/// The byline that closes a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signature {
    /// Nobody signed it.
    None,
    /// It stands on a line of its own.
    Below,
    /// The bracket with a name stands in the last line of the text itself.
    InText,
}

/// The items of a draft between two bylines that close articles.
struct DraftRegion<'p> {
    page: &'p NewspaperPage<'p>,
    /// Some report of the page opens with a byline.
    page_has_bylines: bool,
    draft: &'p SignedDraft,
    /// The headline groups in it.
    groups: &'p [HeadlineGroup],
    range: Range<ItemIndex>,
    signature: Signature,
}

impl DraftRegion<'_> {
    /// Where articles open in it.
    fn cuts(&self) -> Vec<HeadlineGroup> {
        let mut inside = self.groups;
        let mut cuts = Vec::new();
        if self.follows_end() {
            let opening = self.opening_behind_end();
            cuts.extend(opening);
            if let Some((first, rest)) = inside.split_first()
                && opening == Some(*first)
            {
                inside = rest;
            }
        }
        let signed_above = self.draft.byline.is_some() && !self.follows_end();
        if self.signature == Signature::None || !signed_above {
            cuts.extend(inside.iter().copied().filter(|group| self.opens_article(*group)));
            return cuts;
        }
        // Two bylines, one at the top and one at the bottom: an article without a byline of its own lies between.
        let found = inside.iter().copied().max_by_key(|group| self.rank(*group));
        let relaxed = || if self.signature == Signature::Below { self.relaxed_group() } else { None };
        cuts.extend(found.or_else(relaxed));
        cuts
    }

    /// Another article ends right before it.
    fn follows_end(&self) -> bool {
        self.range.start > ItemIndex::default()
    }

    /// What lies behind the end of an article opens another, with or without a headline.
    fn opening_behind_end(&self) -> Option<HeadlineGroup> {
        let mut lines = self.draft.items.range(self.range.clone()).iter().map(|line| self.page.line(*line));
        let first = self.range.start.ahead(lines.position(|line| line.is_text())?);
        let headed = self.groups.first().copied().filter(|group| group.from == first);
        Some(headed.unwrap_or(HeadlineGroup::none_before(first)))
    }

    /// The longer headline is more likely one of its own, then the one between texts that have less in common.
    fn rank(&self, group: HeadlineGroup) -> (usize, Reverse<u32>) {
        (group.len(), Reverse(self.sameness(group)))
    }

    fn relaxed_group(&self) -> Option<HeadlineGroup> {
        let groups = headline_groups(self.page, self.draft, Strictness::Relaxed).into_iter();
        groups
            .filter(|group| group.from > ItemIndex::default() && group.to <= self.range.end)
            .max_by_key(|group| self.rank(*group))
    }

    fn opens_article(&self, group: HeadlineGroup) -> bool {
        let (page, draft) = (self.page, self.draft);
        let (Some(first), Some(last), Some(after)) =
            (draft.line(page, group.from), draft.line_before(page, group.to), draft.line(page, group.to))
        else {
            return false;
        };
        let before = draft.items.range(self.range.start..group.from);
        if !before.iter().any(|line| page.line(*line).is_body()) {
            return draft.byline.is_none() || self.follows_end();
        }
        if after.text.starts_with("问:")
            || after.text.starts_with("问：")
            || is_notice(last.text)
            || is_notice(first.text)
            || page.below_column_head(first.index)
        {
            return true;
        }
        if headlines::is_numbered(first.text) || first.text.starts_with(punctuation::BULLETS) {
            return false;
        }
        let long = group.len() >= SURE_HEAD;
        if draft.is_feature(page) && !long {
            return false;
        }
        long || !self.page_has_bylines && self.sameness(group) <= SAME_SUBJECT
    }

    /// How much the texts before and behind a group have in common, in thousandths.
    fn sameness(&self, group: HeadlineGroup) -> u32 {
        let items = &self.draft.items;
        let before = self.page.texts(items.up_to(group.from)).rev().take(COMPARED_LINES);
        let after = self.page.texts(items.starting(group.to)).take(COMPARED_LINES);
        (ngrams::overlap(&before.collect::<String>(), &after.collect::<String>()) * 1000.0) as u32
    }
}

/// The groups that lie whole in `range`.
fn within(groups: &[HeadlineGroup], range: Range<ItemIndex>) -> &[HeadlineGroup] {
    let first = groups.partition_point(|group| group.from < range.start);
    let end = groups.partition_point(|group| group.to <= range.end);
    groups.get(first..end).unwrap_or_default()
}

/// Cuts the items of `draft` at `cuts`; the other groups become heads of sections.
fn divide(draft: SignedDraft, cuts: &[HeadlineGroup], groups: &[HeadlineGroup]) -> Vec<SignedDraft> {
    let mut drafts = Vec::new();
    let (items, sections) = (draft.items, draft.sections);
    let mut current = SignedDraft { items: Default::default(), sections: Vec::new(), ..draft };
    let mut from = ItemIndex::default();
    for cut in cuts.iter().copied().chain([HeadlineGroup::none_before(items.end())]) {
        current.items = items.range(from..cut.from).iter().copied().collect();
        let is_cut = |group: &HeadlineGroup| {
            let found = cuts.binary_search_by_key(&group.from, |cut| cut.from);
            found.ok().and_then(|at| cuts.get(at)) == Some(group)
        };
        let others = within(groups, from..cut.from).iter().filter(|group| !is_cut(group));
        let heads = others.flat_map(|group| items.range(group.range()).iter().copied());
        current.sections = heads.chain(own_sections(&sections, current.items.as_slice())).collect();
        if !current.items.is_empty() || current.byline.is_some() {
            drafts.push(current);
        }
        current = SignedDraft { head: items.range(cut.range()).to_vec(), ..SignedDraft::default() };
        from = cut.to;
    }
    drafts
}

/// Those of the ascending `sections` that lie between the first and the last of `items`.
fn own_sections<'s>(
    sections: &'s [LineIndex],
    items: &[LineIndex],
) -> impl Iterator<Item = LineIndex> + use<'s> {
    let own = items.first().zip(items.last()).and_then(|(first, last)| {
        let start = sections.partition_point(|line| line < first);
        sections.get(start..sections.partition_point(|line| line <= last))
    });
    own.unwrap_or_default().iter().copied()
}
