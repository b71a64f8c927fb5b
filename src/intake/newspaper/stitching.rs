//! Stitching: puts a text that the scan tore apart back into reading order.
//!
//! Knows nothing of headlines. It moves a line only where a word, a number or a bracket proves that it belongs elsewhere;
//! otherwise the printed order stands.

use super::{
    drafts::{Draft, Page},
    joints::{self, joint},
    marks,
};

/// What one more pair of lines in printed order is worth, in tenths.
const PRINTED: i32 = 4;
/// What a move must gain.
const GAIN: i32 = 12;
/// How far, in lines, a piece may have strayed.
const REACH: usize = 48;
/// How many articles may stand open at once.
const OPEN_ARTICLES: usize = 4;

/// Gives the parts of a page that another article interrupted back to the article they continue.
pub(super) fn across(page: &Page<'_>, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (earlier, rest) = drafts.split_at_mut(at);
        let Some(current) = rest.first_mut() else { return };
        let mut open: Vec<(usize, usize)> = Vec::new();
        for (index, draft) in earlier.iter().enumerate().rev().take(OPEN_ARTICLES * 2) {
            if let Some(last) = last_body(page, draft).filter(|last| !marks::ends_closed(page.text(*last))) {
                open.push((index, last));
            }
        }
        open.truncate(OPEN_ARTICLES);
        if open.is_empty() {
            continue;
        }
        if let Some((owner, range)) = foreign_run(page, current, &open) {
            let moved: Vec<usize> = current.items.drain(range).collect();
            let sections: Vec<usize> = current.sections.iter().copied().filter(|line| moved.contains(line)).collect();
            current.sections.retain(|line| !sections.contains(line));
            earlier[owner].sections.extend(sections);
            earlier[owner].items.extend(moved);
        }
    }
}

fn last_body(page: &Page<'_>, draft: &Draft) -> Option<usize> {
    draft.items.iter().rev().copied().find(|line| page.is_body(*line))
}

/// The first run of items of `draft` that continues one of the open articles, and which.
fn foreign_run(page: &Page<'_>, draft: &Draft, open: &[(usize, usize)]) -> Option<(usize, std::ops::Range<usize>)> {
    let body: Vec<usize> = (0..draft.items.len()).filter(|at| page.is_body(draft.items[*at])).collect();
    for pair in body.windows(2) {
        let [before, here] = [pair[0], pair[1]].map(|at| page.text(draft.items[at]));
        let now = joint(before, here);
        if now.spans {
            continue;
        }
        let torn = joints::lone_start(here) || marks::starts_open(here);
        for (owner, last) in open {
            let there = joint(page.text(*last), here);
            let sure = there.spans && (now.score < 0 || torn) || there.score >= 8 && now.score <= -6;
            if sure && there.score > now.score + GAIN {
                let end = run_end(page, draft, &body, pair[1]);
                return Some((*owner, pair[1]..end));
            }
        }
    }
    None
}

/// Where the run that begins at item `from` ends: where the interrupted text goes on, or at the draft's end.
fn run_end(page: &Page<'_>, draft: &Draft, body: &[usize], from: usize) -> usize {
    let Some(own) = body.iter().rev().find(|at| **at < from).map(|at| page.text(draft.items[*at])) else { return draft.items.len() };
    if marks::ends_closed(own) {
        return draft.items.len();
    }
    let later: Vec<usize> = body.iter().copied().filter(|at| *at > from).take(REACH).collect();
    let mut first_closed = None;
    let mut before = from;
    for at in later {
        let text = page.text(draft.items[at]);
        let inside = joint(page.text(draft.items[before]), text);
        if joint(own, text).spans && !inside.spans {
            return at;
        }
        if first_closed.is_none() && marks::ends_closed(page.text(draft.items[before])) {
            first_closed = Some(at);
        }
        before = at;
    }
    first_closed.unwrap_or(draft.items.len())
}

/// Puts the body lines of one article into reading order.
pub(super) fn within(page: &Page<'_>, draft: &mut Draft) {
    let mut order: Vec<usize> = draft.items.iter().copied().filter(|line| page.is_body(*line)).collect();
    let mut moved = false;
    let mut at = 0;
    let mut budget = order.len();
    while at + 1 < order.len() {
        let open = !marks::ends_closed(page.text(order[at])) && !joint(page.text(order[at]), page.text(order[at + 1])).spans;
        match open.then(|| best_move(page, &order, at)).flatten() {
            Some(better) if budget > 0 => {
                order = better;
                moved = true;
                budget -= 1;
            }
            _ => {}
        }
        at += 1;
    }
    if moved {
        let mut next = order.into_iter();
        for item in &mut draft.items {
            if page.is_body(*item) {
                *item = next.next().unwrap_or(*item);
            }
        }
    }
}

/// The order with the piece that continues `order[at]` moved behind it, where that gains enough.
fn best_move(page: &Page<'_>, order: &[usize], at: usize) -> Option<Vec<usize>> {
    let from = at.saturating_sub(REACH);
    let to = (at + REACH).min(order.len());
    let mut best: Option<(i32, Vec<usize>)> = None;
    for piece in (from..to).filter(|piece| *piece != at && *piece != at + 1 && *piece > 0) {
        if !joint(page.text(order[at]), page.text(order[piece])).spans
            || joint(page.text(order[piece - 1]), page.text(order[piece])).spans
        {
            continue;
        }
        for length in 1..=4 {
            for reversed in [false, true] {
                let candidate = moved(order, at, piece, length, reversed);
                let Some(candidate) = candidate else { continue };
                let low = at.min(piece).saturating_sub(5);
                let high = (at.max(piece) + 6).min(order.len());
                let gain = worth(page, &candidate[low..high]) - worth(page, &order[low..high]);
                if gain >= GAIN && best.as_ref().is_none_or(|(most, _)| gain > *most) {
                    best = Some((gain, candidate));
                }
            }
        }
    }
    best.map(|(_, order)| order)
}

/// `order` with the `length` lines from `piece` on (or, reversed, back from it) put behind position `at`.
fn moved(order: &[usize], at: usize, piece: usize, length: usize, reversed: bool) -> Option<Vec<usize>> {
    let range = if reversed { (piece + 1).checked_sub(length)?..piece + 1 } else { piece..piece + length };
    if range.end > order.len() || range.contains(&at) || reversed && length == 1 || range.start == 0 {
        return None;
    }
    let mut taken: Vec<usize> = order[range.clone()].to_vec();
    if reversed {
        taken.reverse();
    }
    let mut rest: Vec<usize> = order[..range.start].iter().chain(&order[range.end..]).copied().collect();
    let behind = rest.iter().position(|line| *line == order[at])? + 1;
    rest.splice(behind..behind, taken);
    Some(rest)
}

fn worth(page: &Page<'_>, order: &[usize]) -> i32 {
    let pairs = order.windows(2).map(|pair| {
        let fit = joint(page.text(pair[0]), page.text(pair[1])).score;
        fit + if pair[0] < pair[1] && (pair[0] + 1..pair[1]).all(|between| !page.is_body(between)) { PRINTED } else { 0 }
    });
    pairs.sum()
}
