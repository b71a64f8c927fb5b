//! Stitching: puts the torn lines of one article back into reading order.
//!
//! Knows nothing of headlines or other articles. It moves a line only where a word, a number or a bracket proves that it
//! belongs elsewhere; otherwise the printed order stands.

use std::{cell::RefCell, collections::HashMap, ops::Range};

use super::{drafts::Draft, joints, marks, page::Page};

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
    let text = Text { page, borders: RefCell::default() };
    let mut moves = 0;
    for _ in 0..PASSES {
        let torn: Vec<usize> =
            order.windows(2).filter(|pair| text.is_torn(pair[0], pair[1])).map(|pair| pair[0]).collect();
        let mut found: Vec<(i32, usize)> = torn
            .into_iter()
            .filter_map(|line| text.best_move(&order, line).map(|better| (better.gain, line)))
            .collect();
        found.sort_by_key(|(gain, line)| (std::cmp::Reverse(*gain), *line));
        let before = moves;
        for (_, line) in found {
            if moves == MOVES {
                break;
            }
            // An earlier move may have settled this one.
            let Some(better) = text.best_move(&order, line) else { continue };
            better.apply(&mut order);
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

/// A piece of an article, by its places in the order, and the place behind which it is to stand.
#[derive(Clone, Debug)]
struct Move {
    gain: i32,
    behind: usize,
    piece: Range<usize>,
    reversed: bool,
}

impl Move {
    /// The piece whose line at `from` comes right behind the line at `behind`: its first, or reversed its last.
    fn new(behind: usize, from: usize, length: usize, reversed: bool, lines: usize) -> Option<Self> {
        let piece = if reversed { (from + 1).checked_sub(length)?..from + 1 } else { from..from + length };
        let sound = piece.start > 0 && piece.end <= lines && !piece.contains(&behind);
        (sound && !(reversed && length == 1)).then_some(Self { gain: 0, behind, piece, reversed })
    }

    fn apply(self, order: &mut Vec<usize>) {
        let mut taken: Vec<usize> = order.drain(self.piece.clone()).collect();
        if self.reversed {
            taken.reverse();
        }
        let behind = if self.piece.start > self.behind { self.behind } else { self.behind - taken.len() };
        order.splice(behind + 1..behind + 1, taken);
    }

    /// The borders that the move takes away, and those that it makes; `None` stands for the end of the article.
    fn borders(&self, order: &[usize]) -> (Vec<Border>, Vec<Border>) {
        let at = |place: usize| order.get(place).copied();
        let (first, last) = (order[self.piece.start], order[self.piece.end - 1]);
        let (behind, before) = (order[self.behind], order[self.piece.start - 1]);
        let (top, bottom) = if self.reversed { (last, first) } else { (first, last) };
        let mut old = vec![(behind, at(self.behind + 1)), (last, at(self.piece.end))];
        let mut new = vec![(behind, Some(top))];
        if self.piece.start == self.behind + 1 {
            new.push((bottom, at(self.piece.end)));
        } else {
            old.push((before, Some(first)));
            new.extend([(bottom, at(self.behind + 1)), (before, at(self.piece.end))]);
        }
        if self.reversed {
            let inside = order[self.piece.clone()].windows(2);
            old.extend(inside.clone().map(|pair| (pair[0], Some(pair[1]))));
            new.extend(inside.map(|pair| (pair[1], Some(pair[0]))));
        }
        (old, new)
    }
}

/// A line and the one that follows it.
type Border = (usize, Option<usize>);

/// How well the lines at some borders fit.
#[derive(Clone, Copy, Default)]
struct Worth {
    /// Tenths.
    score: i32,
    /// Borders that a word spans.
    words: i32,
    /// Borders inside an unfinished paragraph of one column.
    columns: i32,
}

/// The lines of one article, whose borders are looked at again and again.
struct Text<'a> {
    page: &'a Page<'a>,
    borders: RefCell<HashMap<Border, Worth>>,
}

impl Text<'_> {
    /// The sentence does not end here, and no word leads over to the next line.
    fn is_torn(&self, before: usize, after: usize) -> bool {
        !marks::ends_closed(self.page.text(before)) && self.border((before, Some(after))).words == 0
    }

    /// The best way to put the piece that continues `line` behind it, where that gains enough.
    fn best_move(&self, order: &[usize], line: usize) -> Option<Move> {
        let at = order.iter().position(|other| *other == line)?;
        if !self.is_torn(line, order.get(at + 1).copied()?) {
            return None;
        }
        let near = at.saturating_sub(REACH)..(at + REACH).min(order.len());
        let mut best: Option<Move> = None;
        for piece in near.filter(|piece| *piece != at && *piece != at + 1 && *piece > 0) {
            let loose = self.border((order[piece - 1], Some(order[piece]))).words == 0;
            if !loose || !joints::spans(self.page.text(line), self.page.text(order[piece])) {
                continue;
            }
            for (length, reversed) in (1..=LONGEST_PIECE).flat_map(|length| [(length, false), (length, true)])
            {
                let Some(other) = Move::new(at, piece, length, reversed, order.len()) else { continue };
                let (old, new) = other.borders(order);
                let (now, after) = (self.worth(&old), self.worth(&new));
                let gain = after.score - now.score;
                let enough = match after.words - now.words {
                    ..1 => false,
                    1 => gain >= GAIN && after.columns == now.columns,
                    _ => gain >= GAIN_TWICE,
                };
                if enough && best.as_ref().is_none_or(|best| gain > best.gain) {
                    best = Some(Move { gain, ..other });
                }
            }
        }
        best
    }

    fn worth(&self, borders: &[Border]) -> Worth {
        borders.iter().map(|border| self.border(*border)).fold(Worth::default(), |sum, one| Worth {
            score: sum.score + one.score,
            words: sum.words + one.words,
            columns: sum.columns + one.columns,
        })
    }

    fn border(&self, border: Border) -> Worth {
        *self.borders.borrow_mut().entry(border).or_insert_with(|| worth(self.page, border))
    }
}

fn worth(page: &Page<'_>, (before, after): Border) -> Worth {
    let Some(after) = after else {
        let unfinished = !marks::ends_closed(page.text(before));
        return Worth { score: if unfinished { -8 } else { 0 }, ..Worth::default() };
    };
    let joint = page.joint(before, after);
    let printed = before < after && (before + 1..after).all(|between| !page.is_body(between));
    let column = printed && page.continues_column(after);
    let order = match (column, printed) {
        (true, _) => PRINTED_IN_COLUMN,
        (false, true) => PRINTED,
        (false, false) => 0,
    };
    Worth { score: joint.score + order, words: i32::from(joint.spans), columns: i32::from(column) }
}
