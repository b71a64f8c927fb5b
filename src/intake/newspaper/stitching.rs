//! Stitching: puts a text that the scan tore apart back into reading order.
//!
//! Knows nothing of headlines. It moves a line only where a word, a number or a bracket proves that it belongs elsewhere;
//! otherwise the printed order stands.

use std::{collections::HashSet, ops::Range};

use super::{drafts::Draft, joints, marks, page::Page};
use crate::text::spans::is_han;

/// What one more pair of lines in printed order is worth, in tenths.
const PRINTED: i32 = 4;
/// The same within one hard-wrapped column.
const PRINTED_IN_COLUMN: i32 = 10;
/// What a move must gain: with a word across one of its borders, and with words across two.
const GAIN: i32 = 12;
const GAIN_TWICE: i32 = 4;
/// How far, in lines, a piece may have strayed.
const REACH: usize = 48;
/// How many lines may stray together.
const LONGEST_PIECE: usize = 4;
/// Longer texts are no newspaper articles.
const LONGEST: usize = 3000;
/// How often an article is gone through, and how many moves it may take.
const PASSES: usize = 3;
const MOVES: usize = 64;
/// How many runs of other articles one may hold.
const RUNS: usize = 6;
/// How many articles may stand open at once.
const OPEN_ARTICLES: usize = 4;

/// How much more the words must speak for an interrupted article than for the one around them.
const WORDS_SPEAK: f64 = 1.8;

/// Gives the parts of a page that another article interrupted back to the article they continue.
pub(super) fn across(page: &Page<'_>, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (earlier, rest) = drafts.split_at_mut(at);
        let Some(current) = rest.first_mut() else { return };
        for _ in 0..RUNS {
            if !give_back(page, earlier, current) {
                break;
            }
        }
    }
}

/// Moves one run of `current` to the earlier article that it continues; false when there is none.
fn give_back(page: &Page<'_>, earlier: &mut [Draft], current: &mut Draft) -> bool {
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (index, draft) in earlier.iter().enumerate().rev().take(OPEN_ARTICLES * 2) {
        open.extend(
            last_body(page, draft)
                .filter(|last| !marks::ends_closed(page.text(*last)))
                .map(|last| (index, last)),
        );
    }
    open.truncate(OPEN_ARTICLES);
    let Some((owner, range)) = foreign_run(page, current, earlier, &open) else { return false };
    let moved: Vec<usize> = current.items.drain(range).collect();
    let sections: Vec<usize> = current.sections.iter().copied().filter(|line| moved.contains(line)).collect();
    current.sections.retain(|line| !sections.contains(line));
    earlier[owner].sections.extend(sections);
    earlier[owner].items.extend(moved);
    true
}

fn last_body(page: &Page<'_>, draft: &Draft) -> Option<usize> {
    draft.items.iter().rev().copied().find(|line| page.is_body(*line))
}

/// The first run of items of `draft` that continues one of the open articles, and which.
fn foreign_run(
    page: &Page<'_>,
    draft: &Draft,
    drafts: &[Draft],
    open: &[(usize, usize)],
) -> Option<(usize, Range<usize>)> {
    let body: Vec<usize> = (0..draft.items.len()).filter(|at| page.is_body(draft.items[*at])).collect();
    for pair in body.windows(2) {
        let here = page.text(draft.items[pair[1]]);
        let now = page.joint(draft.items[pair[0]], draft.items[pair[1]]);
        if now.spans {
            continue;
        }
        let torn = joints::lone_start(here) || marks::starts_open(here);
        for (owner, last) in open {
            let there = page.joint(*last, draft.items[pair[1]]);
            let halves = joints::breaks_on(here) && joints::breaks_off(page.text(*last));
            let sure =
                there.spans && (now.score < 0 || torn || halves) || there.score >= 8 && now.score <= -6;
            let by_words = || {
                now.score <= 2
                    && marks::ends_closed(page.text(draft.items[pair[0]]))
                    && speaks(page, draft, &drafts[*owner], pair[1])
            };
            if sure && there.score >= now.score + GAIN || there.score >= 0 && by_words() {
                let end = run_end(page, draft, &drafts[*owner], &body, pair[1]);
                return Some((*owner, pair[1]..end));
            }
        }
    }
    None
}

/// True when the words of the passage from item `from` on are those of `owner`, not those of the article around them.
fn speaks(page: &Page<'_>, draft: &Draft, owner: &Draft, from: usize) -> bool {
    let mut passage: Vec<usize> = Vec::new();
    for line in draft.items[from..].iter().copied().filter(|line| page.is_body(*line)).take(4) {
        passage.push(line);
        if marks::ends_closed(page.text(line)) {
            break;
        }
    }
    let words = words_of(page, &passage);
    let mut own = words_of(page, &draft.head);
    own.extend(words_of(page, &draft.items[..from]));
    let mut theirs = words_of(page, &owner.head);
    theirs.extend(words_of(page, &owner.items));
    let only = |one: &HashSet<[char; 2]>, other: &HashSet<[char; 2]>| {
        words.iter().filter(|word| one.contains(*word) && !other.contains(*word)).count()
    };
    let (for_owner, for_own) = (only(&theirs, &own), only(&own, &theirs));
    let weight = |count: usize, set: &HashSet<[char; 2]>| count as f64 / (set.len() as f64 + 60.0).sqrt();
    for_owner >= 8 && weight(for_owner, &theirs) >= WORDS_SPEAK * weight(for_own, &own)
}

/// Where the run of `owner`'s text that begins at item `from` ends: where the interrupted text goes on.
fn run_end(page: &Page<'_>, draft: &Draft, owner: &Draft, body: &[usize], from: usize) -> usize {
    let Some(own) = body.iter().rev().find(|at| **at < from).copied() else { return draft.items.len() };
    let finished = marks::ends_closed(page.text(draft.items[own]));
    let mut own_words = words_of(page, &draft.head);
    own_words.extend(words_of(page, &draft.items[..from]));
    let mut owner_words = words_of(page, &owner.head);
    owner_words.extend(words_of(page, &owner.items));
    owner_words.extend(words_of(page, &draft.items[from..=from]));
    let mut before = from;
    for at in body.iter().copied().filter(|at| *at > from) {
        let line = draft.items[at];
        let inside = page.joint(draft.items[before], line);
        if !finished && !inside.spans && page.joint(draft.items[own], line).spans {
            return at;
        }
        let words = words_of(page, &[line]);
        if marks::ends_closed(page.text(draft.items[before])) && !marks::starts_open(page.text(line)) {
            // A new paragraph: whose words does it use?
            let (mine, theirs) =
                (words.intersection(&own_words).count(), words.intersection(&owner_words).count());
            if mine >= 2 && mine * 2 > theirs * 3 {
                return at;
            }
        }
        owner_words.extend(words);
        before = at;
    }
    draft.items.len()
}

/// The pairs of neighbouring Han characters in some lines.
fn words_of(page: &Page<'_>, lines: &[usize]) -> HashSet<[char; 2]> {
    let mut found = HashSet::new();
    for line in lines {
        let characters: Vec<char> = page.text(*line).chars().collect();
        let pairs = characters.windows(2).filter_map(|two| <[char; 2]>::try_from(two).ok());
        found.extend(pairs.filter(|two| two.iter().all(|one| is_han(*one))));
    }
    found
}

/// Puts the body lines of one article into reading order.
pub(super) fn within(page: &Page<'_>, draft: &mut Draft) {
    let mut order: Vec<usize> = draft.items.iter().copied().filter(|line| page.is_body(*line)).collect();
    if order.len() > LONGEST {
        return;
    }
    let mut moves = 0;
    for _ in 0..PASSES {
        let torn: Vec<usize> =
            order.windows(2).filter(|pair| is_torn(page, pair[0], pair[1])).map(|pair| pair[0]).collect();
        let mut found: Vec<(i32, usize)> = torn
            .into_iter()
            .filter_map(|line| best_move(page, &order, line).map(|better| (better.gain, line)))
            .collect();
        found.sort_by_key(|(gain, line)| (std::cmp::Reverse(*gain), *line));
        let before = moves;
        for (_, line) in found {
            // An earlier move may have settled this one.
            let Some(better) = best_move(page, &order, line).filter(|_| moves < MOVES) else { continue };
            order.splice(better.range, better.lines);
            moves += 1;
        }
        if moves == before {
            break;
        }
    }
    if moves > 0 {
        let mut next = order.into_iter();
        for item in &mut draft.items {
            if page.is_body(*item) {
                *item = next.next().unwrap_or(*item);
            }
        }
    }
}

/// The sentence does not end here, and no word leads over to the next line.
fn is_torn(page: &Page<'_>, before: usize, after: usize) -> bool {
    !marks::ends_closed(page.text(before)) && !page.joint(before, after).spans
}

/// Other order for a part of an article.
struct Move {
    gain: i32,
    range: Range<usize>,
    lines: Vec<usize>,
}

/// The best way to put the piece that continues `line` behind it, where that gains enough.
fn best_move(page: &Page<'_>, order: &[usize], line: usize) -> Option<Move> {
    let at = order.iter().position(|other| *other == line)?;
    let next = order.get(at + 1).copied()?;
    if !is_torn(page, line, next) {
        return None;
    }
    let near = at.saturating_sub(REACH)..(at + REACH).min(order.len());
    let mut best: Option<Move> = None;
    for piece in near.filter(|piece| *piece != at && *piece != at + 1 && *piece > 0) {
        if !page.joint(line, order[piece]).spans || page.joint(order[piece - 1], order[piece]).spans {
            continue;
        }
        let range = at.min(piece).saturating_sub(LONGEST_PIECE + 1)
            ..(at.max(piece) + LONGEST_PIECE + 2).min(order.len());
        let window = &order[range.clone()];
        let now = worth(page, window, range.end == order.len());
        for length in 1..=LONGEST_PIECE {
            for reversed in [false, true] {
                let Some(lines) =
                    moved(window, at - range.start, piece - range.start, Piece { length, reversed })
                else {
                    continue;
                };
                let after = worth(page, &lines, range.end == order.len());
                let gain = after.score - now.score;
                let enough = match after.words - now.words {
                    ..1 => false,
                    1 => gain >= GAIN && after.columns == now.columns,
                    _ => gain >= GAIN_TWICE,
                };
                if enough && best.as_ref().is_none_or(|best| gain > best.gain) {
                    best = Some(Move { gain, range: range.clone(), lines });
                }
            }
        }
    }
    best
}

#[derive(Clone, Copy)]
struct Piece {
    length: usize,
    reversed: bool,
}

/// `order` with the piece that begins (reversed: ends) at `from` put behind position `at`.
fn moved(order: &[usize], at: usize, from: usize, piece: Piece) -> Option<Vec<usize>> {
    let range = if piece.reversed {
        (from + 1).checked_sub(piece.length)?..from + 1
    } else {
        from..from + piece.length
    };
    if range.end > order.len()
        || range.contains(&at)
        || piece.reversed && piece.length == 1
        || range.start == 0
    {
        return None;
    }
    let mut taken: Vec<usize> = order[range.clone()].to_vec();
    if piece.reversed {
        taken.reverse();
    }
    let mut rest: Vec<usize> = order[..range.start].iter().chain(&order[range.end..]).copied().collect();
    let behind = rest.iter().position(|line| *line == order[at])? + 1;
    rest.splice(behind..behind, taken);
    Some(rest)
}

/// How well the lines of an order fit.
#[derive(Clone, Copy, Default)]
struct Worth {
    /// Tenths.
    score: i32,
    /// Borders that a word spans.
    words: i32,
    /// Borders inside an unfinished paragraph of one column.
    columns: i32,
}

/// The worth of `order`; `to_end` says that the article ends with the last of its lines.
fn worth(page: &Page<'_>, order: &[usize], to_end: bool) -> Worth {
    let mut sum = Worth::default();
    for pair in order.windows(2) {
        let [before, after] = [pair[0], pair[1]];
        let joint = page.joint(before, after);
        let printed = before < after && (before + 1..after).all(|between| !page.is_body(between));
        let column = printed && page.continues_column(after);
        sum.columns += i32::from(column);
        sum.words += i32::from(joint.spans);
        sum.score += joint.score
            + if column {
                PRINTED_IN_COLUMN
            } else if printed {
                PRINTED
            } else {
                0
            };
    }
    if to_end && order.last().is_some_and(|last| !marks::ends_closed(page.text(*last))) {
        sum.score -= 8;
    }
    sum
}
