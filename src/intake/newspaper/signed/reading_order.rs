//! Reading order: puts the displaced lines of one article back where they are to be read.
//!
//! Knows nothing of headlines or other articles. It moves a line only where a word, a number or a bracket proves that it
//! belongs elsewhere; otherwise the printed order stands.

use std::{cell::RefCell, cmp::Reverse, collections::HashMap, ops::Range};

use super::drafts::SignedDraft;
use crate::intake::newspaper::{
    continuity,
    indices::{IndexedList, LineIndex, ListIndex, OrderIndex},
    page::NewspaperPage,
};

/// What one more pair of lines in printed order is worth, in tenths.
const PRINTED: i32 = 4;
/// The same within one hard-wrapped column.
const PRINTED_IN_COLUMN: i32 = 10;
/// What it is worth, in tenths, that the article ends inside a sentence.
const ENDS_OPEN: i32 = -8;
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

/// Lines in the order in which they are read.
type ReadingOrder = IndexedList<OrderIndex, LineIndex>;

/// Puts the body lines of one article into reading order.
pub(super) fn restore(page: &NewspaperPage<'_>, draft: &mut SignedDraft) {
    let is_body = |line: &LineIndex| page.line(*line).is_body();
    let mut order: ReadingOrder = draft.items.iter().copied().filter(is_body).collect();
    if order.len() > LONGEST {
        return;
    }
    let adjacencies = AdjacencyScores { page, known: RefCell::default() };
    let mut moves = 0;
    for _ in 0..PASSES {
        let before = moves;
        for line in adjacencies.broken_lines(&order) {
            if moves == MOVES {
                break;
            }
            // An earlier move may have settled this one.
            let Some(better) = adjacencies.best_move(&order, line) else { continue };
            better.moved.apply(&mut order);
            moves += 1;
        }
        if moves == before {
            break;
        }
    }
    if moves > 0 {
        let body = draft.items.iter_mut().filter(|item| is_body(item));
        body.zip(order).for_each(|(item, line)| *item = line);
    }
}

/// Some lines on end, and whether they are read from the last to the first.
#[derive(Clone, Copy, Debug)]
struct PieceShape {
    lines: usize,
    reversed: bool,
}

impl PieceShape {
    fn all() -> impl Iterator<Item = Self> {
        (1..=LONGEST_PIECE).flat_map(|lines| [false, true].map(|reversed| Self { lines, reversed }))
    }
}

/// Where a sentence goes on, by places in the order: `next` is to stand right behind `line`.
#[derive(Clone, Copy, Debug)]
struct Continuation {
    line: OrderIndex,
    next: OrderIndex,
}

/// A piece of an article, by its places in the order, and the place behind which it is to stand.
#[derive(Clone, Debug)]
struct LineMove {
    behind: OrderIndex,
    piece: Range<OrderIndex>,
    reversed: bool,
}

/// A move, and what it gains in tenths.
struct BetterMove {
    moved: LineMove,
    gain: i32,
}

/// The adjacencies that a move takes away, and those that it makes.
struct AdjacencyChange {
    removed: Vec<Adjacency>,
    added: Vec<Adjacency>,
}

impl LineMove {
    /// The piece of which `next` is the first line that is read: its first, or reversed its last.
    fn new(order: &ReadingOrder, wanted: Continuation, shape: PieceShape) -> Option<Self> {
        let Continuation { line: behind, next } = wanted;
        let piece = if shape.reversed {
            let first = next.next().offset().checked_sub(shape.lines)?;
            OrderIndex::at(first)..next.next()
        } else {
            next..next.ahead(shape.lines)
        };
        let sound =
            piece.start > OrderIndex::default() && piece.end <= order.end() && !piece.contains(&behind);
        let alone_reversed = shape.reversed && shape.lines == 1;
        (sound && !alone_reversed).then_some(Self { behind, piece, reversed: shape.reversed })
    }

    fn apply(self, order: &mut ReadingOrder) {
        let mut taken = order.take(self.piece.clone());
        if self.reversed {
            taken.reverse();
        }
        let behind = if self.piece.start > self.behind { self.behind } else { self.behind.back(taken.len()) };
        order.insert(behind.next(), taken);
    }

    fn change(&self, order: &ReadingOrder) -> Option<AdjacencyChange> {
        let at = |place: OrderIndex| order.get(place).copied();
        let piece = order.range(self.piece.clone());
        let (first, last) = (*piece.first()?, *piece.last()?);
        let (behind, before) = (at(self.behind)?, *order.before(self.piece.start)?);
        let (top, bottom) = if self.reversed { (last, first) } else { (first, last) };
        let mut removed =
            vec![Adjacency::new(behind, at(self.behind.next())), Adjacency::new(last, at(self.piece.end))];
        let mut added = vec![Adjacency::new(behind, Some(top))];
        if self.piece.start == self.behind.next() {
            added.push(Adjacency::new(bottom, at(self.piece.end)));
        } else {
            removed.push(Adjacency::new(before, Some(first)));
            added.push(Adjacency::new(bottom, at(self.behind.next())));
            added.push(Adjacency::new(before, at(self.piece.end)));
        }
        if self.reversed {
            for pair in piece.windows(2) {
                let [one, other] = pair else { continue };
                removed.push(Adjacency::new(*one, Some(*other)));
                added.push(Adjacency::new(*other, Some(*one)));
            }
        }
        Some(AdjacencyChange { removed, added })
    }
}

/// A line and the one that follows it; without one, the article ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Adjacency {
    line: LineIndex,
    next: Option<LineIndex>,
}

impl Adjacency {
    fn new(line: LineIndex, next: Option<LineIndex>) -> Self {
        Self { line, next }
    }
}

/// How well the lines of some adjacencies fit.
#[derive(Clone, Copy, Debug, Default)]
struct AdjacencyScore {
    /// Tenths.
    score: i32,
    /// Adjacencies that a word spans.
    words: i32,
    /// Adjacencies inside an unfinished paragraph of one column.
    columns: i32,
}

/// How well the lines of one article fit, which is asked again and again.
struct AdjacencyScores<'p> {
    page: &'p NewspaperPage<'p>,
    known: RefCell<HashMap<Adjacency, AdjacencyScore>>,
}

impl AdjacencyScores<'_> {
    /// The lines behind which a better one is found, those that gain most first.
    fn broken_lines(&self, order: &ReadingOrder) -> Vec<LineIndex> {
        let mut found = Vec::new();
        for pair in order.as_slice().windows(2) {
            let [line, next] = pair else { continue };
            if self.is_broken(*line, *next)
                && let Some(better) = self.best_move(order, *line)
            {
                found.push((Reverse(better.gain), *line));
            }
        }
        found.sort();
        found.into_iter().map(|(_, line)| line).collect()
    }

    /// The sentence does not end here, and no word leads over to the next line.
    fn is_broken(&self, line: LineIndex, next: LineIndex) -> bool {
        !self.page.line(line).ends_closed() && self.score(Adjacency::new(line, Some(next))).words == 0
    }

    /// The best way to put the piece that continues `line` behind it, where that gains enough.
    fn best_move(&self, order: &ReadingOrder, line: LineIndex) -> Option<BetterMove> {
        let (at, _) = order.enumerate().find(|(_, other)| **other == line)?;
        let below = *order.after(at)?;
        if !self.is_broken(line, below) {
            return None;
        }
        let mut best: Option<BetterMove> = None;
        let near = order.enumerate().take(at.ahead(REACH).offset()).skip(at.back(REACH).offset());
        for (next, other) in near.filter(|(next, _)| *next != at && *next != at.next()) {
            let Some(above) = order.before(next) else { continue };
            let loose = self.score(Adjacency::new(*above, Some(*other))).words == 0;
            if !loose || !continuity::spans(self.page.text(line), self.page.text(*other)) {
                continue;
            }
            for shape in PieceShape::all() {
                let moved = LineMove::new(order, Continuation { line: at, next }, shape);
                let Some(better) = moved.and_then(|moved| self.better(order, moved)) else { continue };
                if best.as_ref().is_none_or(|best| better.gain > best.gain) {
                    best = Some(better);
                }
            }
        }
        best
    }

    /// `moved`, if it gains enough.
    fn better(&self, order: &ReadingOrder, moved: LineMove) -> Option<BetterMove> {
        let change = moved.change(order)?;
        let (now, after) = (self.sum(&change.removed), self.sum(&change.added));
        let gain = after.score - now.score;
        let enough = match after.words - now.words {
            ..1 => false,
            1 => gain >= GAIN && after.columns == now.columns,
            _ => gain >= GAIN_TWICE,
        };
        enough.then_some(BetterMove { moved, gain })
    }

    fn sum(&self, adjacencies: &[Adjacency]) -> AdjacencyScore {
        let scores = adjacencies.iter().map(|adjacency| self.score(*adjacency));
        scores.fold(AdjacencyScore::default(), |sum, one| AdjacencyScore {
            score: sum.score + one.score,
            words: sum.words + one.words,
            columns: sum.columns + one.columns,
        })
    }

    fn score(&self, adjacency: Adjacency) -> AdjacencyScore {
        *self.known.borrow_mut().entry(adjacency).or_insert_with(|| score(self.page, adjacency))
    }
}

fn score(page: &NewspaperPage<'_>, adjacency: Adjacency) -> AdjacencyScore {
    let Adjacency { line, next } = adjacency;
    let Some(next) = next else {
        let unfinished = !page.line(line).ends_closed();
        return AdjacencyScore { score: if unfinished { ENDS_OPEN } else { 0 }, ..AdjacencyScore::default() };
    };
    let continuity = page.continuity(line, next);
    let printed = line < next && !page.range(line.next()..next).iter().any(|between| between.is_body());
    let column = printed && page.continues_column(next);
    let order = match (column, printed) {
        (true, _) => PRINTED_IN_COLUMN,
        (false, true) => PRINTED,
        (false, false) => 0,
    };
    AdjacencyScore {
        score: continuity.score + order,
        words: i32::from(continuity.spans),
        columns: i32::from(column),
    }
}
