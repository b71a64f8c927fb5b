//! Orphans: headlines that stand inside somebody's text, and column heads that pose as headlines.
//!
//! Knows nothing of bylines.

use std::collections::HashSet;

use super::{drafts::Draft, headlines, joints, marks, page::Page};
use crate::text::spans::is_han;

/// How many headlines one article may hold that are not its own.
const ORPHANS: usize = 4;

/// Share of a headline's words that its own report uses too.
const LATE: f64 = 0.5;

/// Gives a headline that interrupts a sentence to the article that lacks one.
pub(super) fn adopt(page: &Page<'_>, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        for _ in 0..ORPHANS {
            let Some(item) = interrupting(page, &drafts[at]) else { break };
            let line = drafts[at].items[item];
            let near = [Some(at), Some(at + 1), at.checked_sub(1)];
            let headless = near.into_iter().flatten().filter(|near| {
                drafts.get(*near).is_some_and(|draft| draft.head.is_empty() && draft.byline.is_some())
            });
            let wanted = pairs(page.text(line));
            let best = headless
                .map(|near| (share(&wanted, &draft_pairs(page, &drafts[near], line)), near))
                .max_by(|one, other| {
                    one.0.total_cmp(&other.0).then(other.1.abs_diff(at).cmp(&one.1.abs_diff(at)))
                });
            let Some((_, near)) = best.filter(|(share, _)| *share >= 0.25) else { break };
            drafts[at].items.remove(item);
            drafts[near].head.push(line);
        }
    }
}

/// Gives a headline that was printed below its report to that report, which has none.
pub(super) fn give_late(page: &Page<'_>, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        if !drafts[at].head.is_empty() || drafts[at].byline.is_none() {
            continue;
        }
        let body = draft_pairs(page, &drafts[at], usize::MAX);
        let tells = |line: usize| share(&pairs(page.text(line)), &body);
        let Some(last) = drafts[at].items.last().copied() else { continue };
        let before = drafts[at].items.iter().rev().nth(1).copied();
        let below_own = before.is_some_and(|before| {
            page.is_body(before) && marks::ends_closed(page.text(before)) && page.is_text(last)
        });
        if below_own && headlines::stands_alone(&page.lines[last]) {
            let rest = draft_pairs(page, &drafts[at], last);
            if share(&pairs(page.text(last)), &rest) >= LATE {
                drafts[at].items.pop();
                drafts[at].head.push(last);
            }
            continue;
        }
        let closed = page.is_body(last) && marks::ends_closed(page.text(last));
        let Some(next) = drafts.get(at + 1).filter(|next| closed && next.head.len() >= 2) else { continue };
        let Some(first) = next.head.first().copied() else { continue };
        let theirs = share(&pairs(page.text(first)), &draft_pairs(page, next, first));
        if tells(first) >= LATE && theirs <= LATE / 2.0 {
            drafts[at + 1].head.remove(0);
            drafts[at].head.push(first);
        }
    }
}

/// Drops what is nothing but the name of a column.
pub(super) fn drop_bare_names(page: &Page<'_>, drafts: &mut Vec<Draft>) {
    drafts.retain(|draft| {
        let lines: Vec<usize> = draft.head.iter().chain(&draft.items).copied().collect();
        let name = matches!(lines.as_slice(), [only] if headlines::is_column_name(page.text(*only)));
        draft.byline.is_some() || !name
    });
}

/// Position of an item that looks like a headline and stands between the halves of a sentence.
fn interrupting(page: &Page<'_>, draft: &Draft) -> Option<usize> {
    (1..draft.items.len().saturating_sub(1)).find(|at| {
        let [before, line, after] = [draft.items[at - 1], draft.items[*at], draft.items[at + 1]];
        page.is_body(before)
            && page.is_text(line)
            && page.is_text(after)
            && page.columns[line].is_none()
            && headlines::stands_alone(&page.lines[line])
            && !marks::ends_closed(page.text(before))
            && !joints::joint(page.text(before), page.text(line)).spans
            && !joints::joint(page.text(line), page.text(after)).spans
            && joints::joint(page.text(before), page.text(after)).score
                >= joints::joint(page.text(before), page.text(line)).score
    })
}

/// Takes a column head off the top of a headline: its words fill other articles of the page but not this one.
pub(super) fn drop_column_heads(page: &Page<'_>, drafts: &mut [Draft]) {
    let texts: Vec<HashSet<[char; 2]>> =
        drafts.iter().map(|draft| draft_pairs(page, draft, usize::MAX)).collect();
    let articles = texts.iter().filter(|text| !text.is_empty()).count();
    for at in 0..drafts.len() {
        let Some(first) = drafts[at].head.first().copied().filter(|_| drafts[at].head.len() >= 2) else {
            continue;
        };
        if marks::han_count(page.text(first)) > 12 {
            continue;
        }
        if headlines::is_column_name(page.text(first)) {
            drafts[at].head.remove(0);
            continue;
        }
        let wanted = pairs(page.text(first));
        let near = at.saturating_sub(16)..(at + 16).min(texts.len());
        let elsewhere = near.filter(|other| *other != at && share(&wanted, &texts[*other]) >= 0.4).count();
        if elsewhere >= 3.max(articles.min(32) / 4) && share(&wanted, &texts[at]) <= 0.2 {
            drafts[at].head.remove(0);
        }
    }
}

fn draft_pairs(page: &Page<'_>, draft: &Draft, except: usize) -> HashSet<[char; 2]> {
    draft
        .items
        .iter()
        .filter(|line| **line != except)
        .take(200)
        .flat_map(|line| pairs(page.text(*line)))
        .collect()
}

fn pairs(text: &str) -> HashSet<[char; 2]> {
    let characters: Vec<char> = text.chars().collect();
    characters
        .windows(2)
        .filter_map(|two| <[char; 2]>::try_from(two).ok())
        .filter(|two| two.iter().all(|one| is_han(*one)))
        .collect()
}

fn share(wanted: &HashSet<[char; 2]>, text: &HashSet<[char; 2]>) -> f64 {
    if wanted.is_empty() { 0.0 } else { wanted.intersection(text).count() as f64 / wanted.len() as f64 }
}
