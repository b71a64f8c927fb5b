//! Drafts of articles: where each begins, and which lines stand in it as printed.
//!
//! Knows nothing of the order in which a text is to be read.

use std::ops::Range;

use super::headlines;
use crate::intake::newspaper::{
    columns,
    furniture::Furniture,
    indices::{DraftIndex, IndexedList, ItemIndex, LineIndex, ListIndex},
    lines::PageLine,
    page::{IndentStyle, NewspaperPage},
    punctuation,
    signs::LineSign,
};

/// One article as far as it is known: positions of its lines in the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SignedDraft {
    /// Kicker, headline, subtitle.
    pub(crate) head: Vec<LineIndex>,
    /// The line with its byline.
    pub(crate) byline: Option<LineIndex>,
    /// Everything else, as printed.
    pub(crate) items: IndexedList<ItemIndex, LineIndex>,
    /// Lines of `items` that are heads of sections.
    pub(crate) sections: Vec<LineIndex>,
    /// Lines of `items` whose place rests on weak signs.
    pub(crate) unsure: Vec<LineIndex>,
}

/// All drafts of a page, in page order.
pub(super) type SignedDrafts = IndexedList<DraftIndex, SignedDraft>;

impl SignedDraft {
    /// The printed line of an item.
    pub(super) fn line<'p>(&self, page: &'p NewspaperPage<'_>, at: ItemIndex) -> Option<&'p PageLine<'p>> {
        self.items.get(at).map(|line| page.line(*line))
    }

    /// The printed line of the item right before `at`.
    pub(super) fn line_before<'p>(
        &self,
        page: &'p NewspaperPage<'_>,
        at: ItemIndex,
    ) -> Option<&'p PageLine<'p>> {
        self.line(page, at.previous()?)
    }

    /// The items with their printed lines, in order.
    pub(super) fn lines<'p>(
        &self,
        page: &'p NewspaperPage<'_>,
    ) -> impl DoubleEndedIterator<Item = DraftItem<'p>> {
        self.items.enumerate().map(|(item, line)| DraftItem { item, line: page.line(*line) })
    }

    /// The article opens with a byline on a line of its own, as features do.
    pub(super) fn is_feature(&self, page: &NewspaperPage<'_>) -> bool {
        self.byline.is_some_and(|byline| page.line(byline).is_standalone_byline())
    }
}

/// A line as an item of a draft.
#[derive(Clone, Copy, Debug)]
pub(super) struct DraftItem<'p> {
    /// Its position in the draft.
    pub(crate) item: ItemIndex,
    /// The line.
    pub(crate) line: &'p PageLine<'p>,
}

/// Where an article begins.
struct ArticleStart {
    head: Vec<LineIndex>,
    byline: LineIndex,
}

impl ArticleStart {
    fn first_line(&self) -> LineIndex {
        self.head.first().copied().unwrap_or(self.byline)
    }
}

/// Lines of an article that are enough to know its words.
pub(super) const LINES_FOR_WORDS: usize = 200;

/// More lines than a headline has.
const LONGEST_HEAD: usize = 5;
/// Lines of a headline of which one may be no part of it.
const LONG_HEAD: usize = 3;
/// Lines at the end of a lost column that may be a headline.
const HEAD_BELOW_COLUMN: usize = 2;
/// Lines above a headline in which the width of its column is looked for.
const COLUMN_REACH: usize = 6;
/// Lines above a headline in which the body that it would belong to is looked for.
const BODY_REACH: usize = 8;

/// Cuts the page at the bylines that open articles; headlines go with the byline below them.
pub(super) fn at_bylines(page: &NewspaperPage<'_>) -> SignedDrafts {
    let mut starts: Vec<ArticleStart> = Vec::new();
    let mut free = LineIndex::default();
    for line in page.lines() {
        let start = match &line.sign {
            LineSign::Opening(_) => {
                Some(ArticleStart { head: head_in(page, free..line.index), byline: line.index })
            }
            LineSign::Standalone(_) => feature_start(page, free..line.index),
            _ => None,
        };
        if let Some(start) = start {
            free = line.index.next();
            starts.push(start);
        }
    }
    collect(page, starts)
}

/// The headline lines at the end of `above`, the lines between a byline and the article before it.
fn head_in(page: &NewspaperPage<'_>, above: Range<LineIndex>) -> Vec<LineIndex> {
    let mut head: Vec<LineIndex> = Vec::new();
    let mut finished = true;
    for line in page.range(above.clone()).iter().rev() {
        match &line.sign {
            LineSign::Caption | LineSign::PhotoCredit if head.is_empty() => {}
            LineSign::Furniture(Furniture::Fragment | Furniture::JumpLine) => {}
            LineSign::Text
                if head.len() < LONGEST_HEAD
                    && (headlines::may_precede_byline(line)
                        || line.index > above.start && ends_headline(page, line)) =>
            {
                head.push(line.index)
            }
            LineSign::Text => {
                finished = head.len() < LONGEST_HEAD && line.ends_closed();
                break;
            }
            _ => break,
        }
    }
    head.reverse();
    if head.len() > 1 && head.first().is_some_and(|first| begins_body(page, page.line(*first), head.len())) {
        head.remove(0);
    }
    if finished { head } else { drop_body_lines(page, head) }
}

/// The first line of a paragraph whose rest stands elsewhere is no kicker.
fn begins_body(page: &NewspaperPage<'_>, first: &PageLine<'_>, head_lines: usize) -> bool {
    let lost = page.indent_style == IndentStyle::Lost && head_lines >= LONG_HEAD;
    let printed = first.column.is_some() && page.begins_paragraph(first.index);
    let near = page
        .column_above(first.index, COLUMN_REACH)
        .is_some_and(|column| columns::LOST_INDENT.contains(&column.saturating_sub(first.width)));
    printed && first.indented || (printed || near) && lost
}

/// 「…开出夜间门」, 「诊」: the last character of a wrapped headline.
fn ends_headline(page: &NewspaperPage<'_>, line: &PageLine<'_>) -> bool {
    punctuation::han_count(line.text) == 1
        && page.before(line.index).is_some_and(|before| {
            before.is_text()
                && headlines::may_precede_byline(before)
                && page.continuity(before.index, line.index).spans
        })
}

/// Takes the end of an unfinished body away from the top of a headline.
fn drop_body_lines(page: &NewspaperPage<'_>, mut head: Vec<LineIndex>) -> Vec<LineIndex> {
    if let Some(body) = head.iter().rposition(|line| page.continues_column(*line)) {
        head.drain(..=body);
    }
    if head.len() >= LONGEST_HEAD {
        // So many short lines are a narrow column that lost its end.
        head.drain(..LONGEST_HEAD - HEAD_BELOW_COLUMN);
    }
    while let Some(first) = head.first().copied() {
        let mut above = page.range(first.back(BODY_REACH)..first).iter().rev();
        let before = above.find(|before| before.is_body());
        let goes_on =
            before.is_some_and(|before| !before.ends_closed() && page.continuity(before.index, first).spans);
        if !goes_on {
            break;
        }
        head.remove(0);
    }
    head
}

/// A byline on a line of its own, right behind the lines in `above`, opens a feature when a headline stands above it and
/// a body below it.
fn feature_start(page: &NewspaperPage<'_>, above: Range<LineIndex>) -> Option<ArticleStart> {
    let Range { start: free, end: byline } = above;
    let head = head_in(page, free..byline);
    let start = ArticleStart { head, byline };
    let before = page.range(free..start.first_line()).iter().rev().find(|before| before.is_body());
    let mut below = page.range(byline.next()..page.end()).iter();
    let below = below.find(|below| !matches!(below.sign, LineSign::Furniture(_)));
    let body_below = below.is_some_and(|below| below.is_text() || below.belongs_to_photo());
    let clean = before.is_none_or(PageLine::ends_closed);
    let headed = start.head.iter().any(|line| headlines::may_precede_byline(page.line(*line)));
    let first_on_page = before.is_none() && free == LineIndex::default();
    (body_below && (headed && clean || first_on_page)).then_some(start)
}

/// The lines between the starts, in page order.
fn collect(page: &NewspaperPage<'_>, starts: Vec<ArticleStart>) -> SignedDrafts {
    let mut drafts: Vec<SignedDraft> = vec![SignedDraft::default()];
    let mut starts = starts.into_iter().peekable();
    for line in page.lines() {
        let at = line.index;
        if let Some(start) = starts.next_if(|start| start.first_line() <= at) {
            drafts.push(SignedDraft {
                head: start.head,
                byline: Some(start.byline),
                ..SignedDraft::default()
            });
        }
        let section = column_head_in_text(page, line);
        if matches!(line.sign, LineSign::Furniture(_)) && !section {
            continue;
        }
        let Some(draft) = drafts.last_mut() else { continue };
        if section && !draft.items.is_empty() {
            draft.sections.push(at);
        }
        let own_byline = draft.byline == Some(at) && line.is_standalone_byline();
        if !draft.head.contains(&at) && !own_byline {
            draft.items.push(at);
        }
    }
    drafts.retain(|draft| !draft.items.is_empty() || draft.byline.is_some());
    drafts.into_iter().collect()
}

/// 「◆党员带头◆」 with body text right below it is the head of a section, not of a column.
fn column_head_in_text(page: &NewspaperPage<'_>, line: &PageLine<'_>) -> bool {
    let before = page.before(line.index).is_some_and(|before| before.is_body() && before.ends_closed());
    let below = page.after(line.index).filter(|below| below.is_text());
    line.sign == LineSign::Furniture(Furniture::ColumnHead)
        && before
        && below.is_some_and(|below| !headlines::may_precede_byline(below) || below.column.is_some())
}
