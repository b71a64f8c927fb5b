//! Stray headlines: those that stand inside or below another article's text, and column heads that pose as headlines.
//!
//! Knows nothing of bylines.

use super::{
    drafts::{LINES_FOR_WORDS, SignedDraft, SignedDrafts},
    headlines,
};
use crate::intake::newspaper::{
    continuity, furniture,
    indices::{DraftIndex, IndexedList, ItemIndex, LineIndex, ListIndex},
    lines::PageLine,
    ngrams::{Bigrams, containment, han_bigrams},
    page::NewspaperPage,
    punctuation,
};

/// How many headlines one article may hold that are not its own.
const STRAY_IN_ARTICLE: usize = 4;
/// Share of an interrupting headline's words that the report uses too which lacks a headline.
const SHARED_WITH_OWN: f64 = 0.25;
/// Share of a late headline's words that its own report uses too.
const SHARED_WHEN_LATE: f64 = 0.5;
/// The highest share of them that the report below it may use.
const SHARED_WITH_NEXT: f64 = SHARED_WHEN_LATE / 2.0;
/// Lines of the shortest head that still has one when it loses its first.
const DIVISIBLE_HEAD: usize = 2;
/// Articles before and behind one among which those of its column are looked for.
const COLUMN_REACH: usize = 16;
/// Share of a column head's words that the articles of its column use.
const SHARED_IN_COLUMN: f64 = 0.4;
/// The highest share of them that the article below it uses.
const SHARED_BELOW: f64 = 0.2;
/// Articles that a column has at least; on a full page one in `COLUMN_PART` of the articles that have text, of which no
/// more than `COLUMN_REACH` on either side count.
const COLUMN_ARTICLES: usize = 3;
const COLUMN_PART: usize = 4;

/// A headline among the items of a draft.
struct StrayHeadline {
    item: ItemIndex,
    line: LineIndex,
}

/// Gives a headline that interrupts a sentence to the article that lacks one.
pub(super) fn reassign(page: &NewspaperPage<'_>, drafts: &mut SignedDrafts) {
    for at in drafts.indices() {
        for _ in 0..STRAY_IN_ARTICLE {
            let Some(stray) = drafts.get(at).and_then(|draft| interrupting(page, draft)) else { break };
            let Some(owner) = owner(page, drafts, at, stray.line) else { break };
            if let Some(draft) = drafts.get_mut(at) {
                draft.items.remove(stray.item);
            }
            if let Some(draft) = drafts.get_mut(owner) {
                draft.head.push(stray.line);
            }
        }
    }
}

/// The draft without a headline, at or beside `at`, whose text uses the words of the headline `line`.
fn owner(
    page: &NewspaperPage<'_>,
    drafts: &SignedDrafts,
    at: DraftIndex,
    line: LineIndex,
) -> Option<DraftIndex> {
    let words = han_bigrams([page.text(line)]);
    let near = [Some(at), Some(at.next()), at.previous()].into_iter().flatten();
    let headless = near.filter_map(|near| {
        let draft = drafts.get(near).filter(|draft| draft.head.is_empty() && draft.byline.is_some())?;
        Some((containment(&words, &words_without(page, draft, line)), near))
    });
    let best = headless.max_by(|(share, near), (other_share, other)| {
        share.total_cmp(other_share).then(other.distance(at).cmp(&near.distance(at)))
    });
    best.filter(|(share, _)| *share >= SHARED_WITH_OWN).map(|(_, near)| near)
}

/// Gives a headline that was printed below its report to that report, which has none.
pub(super) fn reassign_late(page: &NewspaperPage<'_>, drafts: &mut SignedDrafts) {
    for at in drafts.indices() {
        let Some(late) = late_headline(page, drafts, at) else { continue };
        let headline = match late {
            LateHeadline::LastLine => drafts.get_mut(at).and_then(|draft| draft.items.pop()),
            LateHeadline::HeadOfNext => drafts.get_mut(at.next()).map(|next| next.head.remove(0)),
        };
        if let Some(draft) = drafts.get_mut(at) {
            draft.head.extend(headline);
        }
    }
}

/// Where a headline stands that was printed below its report.
enum LateHeadline {
    /// It is the last line of the report's text.
    LastLine,
    /// It is the first line of the next article's head.
    HeadOfNext,
}

fn late_headline(page: &NewspaperPage<'_>, drafts: &SignedDrafts, at: DraftIndex) -> Option<LateHeadline> {
    let draft = drafts.get(at).filter(|draft| draft.head.is_empty() && draft.byline.is_some())?;
    let mut from_end = draft.items.iter().rev().map(|line| page.line(*line));
    let (last, before) = (from_end.next()?, from_end.next());
    let below_own = before.is_some_and(|before| before.is_body() && before.ends_closed() && last.is_text());
    if below_own && headlines::stands_alone(last) {
        let share = containment(&han_bigrams([last.text]), &words_without(page, draft, last.index));
        return (share >= SHARED_WHEN_LATE).then_some(LateHeadline::LastLine);
    }
    let next = drafts.after(at).filter(|next| next.head.len() >= DIVISIBLE_HEAD)?;
    let first = next.head.first().copied().filter(|_| last.is_body() && last.ends_closed())?;
    let words = han_bigrams([page.text(first)]);
    let late = containment(&words, &words_of(page, draft)) >= SHARED_WHEN_LATE
        && containment(&words, &words_without(page, next, first)) <= SHARED_WITH_NEXT;
    late.then_some(LateHeadline::HeadOfNext)
}

/// Drops what is nothing but the name of a column.
pub(super) fn drop_bare_names(page: &NewspaperPage<'_>, drafts: &mut SignedDrafts) {
    drafts.retain(|draft| {
        let mut lines = draft.head.iter().chain(&draft.items);
        let only = lines.next().filter(|_| lines.next().is_none());
        let name = only.is_some_and(|only| headlines::is_column_name(page.text(*only)));
        draft.byline.is_some() || !name
    });
}

/// An item that looks like a headline and stands between the halves of a sentence.
fn interrupting(page: &NewspaperPage<'_>, draft: &SignedDraft) -> Option<StrayHeadline> {
    let items: Vec<_> = draft.lines(page).collect();
    let found = items.windows(3).find_map(|three| {
        let [before, here, after] = three else { return None };
        stands_inside(before.line, here.line, after.line).then_some(*here)
    });
    found.map(|found| StrayHeadline { item: found.item, line: found.line.index })
}

fn stands_inside(before: &PageLine<'_>, line: &PageLine<'_>, after: &PageLine<'_>) -> bool {
    let open = before.is_body()
        && line.is_text()
        && after.is_text()
        && line.column.is_none()
        && headlines::stands_alone(line)
        && !before.ends_closed();
    if !open {
        return false;
    }
    let goes_on = continuity::between(before.text, line.text);
    !goes_on.spans
        && !continuity::between(line.text, after.text).spans
        && continuity::between(before.text, after.text).score >= goes_on.score
}

/// Takes a column head off the top of a headline: its words fill other articles of the page but not this one.
pub(super) fn drop_column_heads(page: &NewspaperPage<'_>, drafts: &mut SignedDrafts) {
    let words: IndexedList<DraftIndex, Bigrams> = drafts.iter().map(|draft| words_of(page, draft)).collect();
    let articles = words.iter().filter(|words| !words.is_empty()).count();
    let wanted = COLUMN_ARTICLES.max(articles.min(2 * COLUMN_REACH) / COLUMN_PART);
    for at in drafts.indices() {
        let Some(draft) = drafts.get_mut(at).filter(|draft| draft.head.len() >= DIVISIBLE_HEAD) else {
            continue;
        };
        let Some(first) = draft.head.first().map(|first| page.text(*first)) else { continue };
        if punctuation::han_count(first) > *furniture::COLUMN_NAME_CHARS.end() {
            continue;
        }
        if headlines::is_column_name(first) || heads_column(first, &words, at, wanted) {
            draft.head.remove(0);
        }
    }
}

/// True when the words of `text` are those of at least `wanted` articles around the one at `at`, and not its own.
fn heads_column(text: &str, words: &IndexedList<DraftIndex, Bigrams>, at: DraftIndex, wanted: usize) -> bool {
    let head = han_bigrams([text]);
    let own = words.get(at).is_some_and(|own| containment(&head, own) > SHARED_BELOW);
    let before = words.range(at.back(COLUMN_REACH)..at).iter();
    let near = before.chain(words.range(at.next()..at.ahead(COLUMN_REACH)));
    !own && near.filter(|other| containment(&head, other) >= SHARED_IN_COLUMN).count() >= wanted
}

fn words_of(page: &NewspaperPage<'_>, draft: &SignedDraft) -> Bigrams {
    han_bigrams(page.texts(draft.items.as_slice()).take(LINES_FOR_WORDS))
}

/// The words of a draft but for those of one line.
fn words_without(page: &NewspaperPage<'_>, draft: &SignedDraft, except: LineIndex) -> Bigrams {
    let others = draft.items.iter().filter(|line| **line != except);
    han_bigrams(others.take(LINES_FOR_WORDS).map(|line| page.text(*line)))
}
