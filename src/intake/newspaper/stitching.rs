//! Stitching: puts the torn lines of one article back into reading order.
//!
//! Knows nothing of headlines or other articles. It moves a line only where a word, a number or a bracket proves that it
//! belongs elsewhere; otherwise the printed order stands.

use std::ops::Range;

use super::{drafts::Draft, marks, page::Page};

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

/// Puts the body lines of one article into reading order.
pub(super) fn mend(page: &Page<'_>, draft: &mut Draft) {
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
