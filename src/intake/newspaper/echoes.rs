//! Echoes: how many of a line's character pairs stand in the text above it and below it.
//!
//! Knows nothing of what lines are. Pairs that the page has everywhere weigh little.

use std::collections::HashMap;

use super::{
    indices::{IndexedList, LineIndex},
    lines::PageLine,
};
use crate::text::spans::is_han;

/// What a line shares with the text around it, as weighted shares of its pairs, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Echo {
    /// Its pairs that stand in the text right above it.
    pub(crate) above: f32,
    /// Its pairs that stand in the text right below it.
    pub(crate) below: f32,
    /// Its pairs that stand in the next few words.
    pub(crate) near: f32,
    /// Its pairs that stand anywhere else on the page.
    pub(crate) anywhere: f32,
    /// Pairs of the text from it on that stand in the text right above it.
    pub(crate) across: f32,
    /// It has no pairs, so that nothing tells.
    pub(crate) silent: bool,
}

/// Lines that are looked at together; a page has fewer.
const SHEET: usize = 4096;
/// Characters of a line that are read.
const READ: usize = 400;
/// Characters above and below a line in which echoes are looked for.
const REACH: u32 = 500;
/// The same for the words right below it.
const NEAR: u32 = 60;
/// The same for two texts that are compared, and the characters of the lower one.
const ACROSS_REACH: u32 = 260;
const ACROSS_READ: u32 = 130;

/// A pair of Han characters where it stands.
#[derive(Clone, Copy)]
struct PairPlace {
    pair: [char; 2],
    at: u32,
    /// Where the page has it before and behind.
    before: Option<u32>,
    after: Option<u32>,
    /// How often the page has it.
    weight: f32,
}

/// The echoes of each line.
pub(super) fn of_lines(lines: &[PageLine<'_>]) -> IndexedList<LineIndex, Echo> {
    lines.chunks(SHEET).flat_map(of_sheet).collect()
}

fn of_sheet(lines: &[PageLine<'_>]) -> Vec<Echo> {
    let mut places: Vec<PairPlace> = Vec::new();
    let mut starts: Vec<(usize, u32)> = Vec::with_capacity(lines.len() + 1);
    let mut offset = 0;
    for line in lines {
        starts.push((places.len(), offset));
        let mut last = None;
        for character in line.text.chars().take(READ) {
            if let Some(last) = last.filter(|last| is_han(*last) && is_han(character)) {
                places.push(PairPlace {
                    pair: [last, character],
                    at: offset,
                    before: None,
                    after: None,
                    weight: 0.0,
                });
            }
            last = Some(character);
            offset += 1;
        }
    }
    starts.push((places.len(), offset));
    link(&mut places);
    let bounds = |at: usize| starts.get(at).copied().unwrap_or_default();
    (0..lines.len())
        .map(|at| {
            let ((from, start), (to, end)) = (bounds(at), bounds(at + 1));
            let own = places.get(from..to).unwrap_or_default();
            let all: f32 = own.iter().map(|place| place.weight).sum();
            let share = |near: &dyn Fn(&PairPlace) -> bool| {
                own.iter().filter(|place| near(place)).map(|place| place.weight).sum::<f32>() / all.max(1e-6)
            };
            let above = |place: &PairPlace| {
                place.before.is_some_and(|before| before < start && before + REACH >= start)
            };
            let below =
                |place: &PairPlace| place.after.is_some_and(|after| after >= end && after <= end + REACH);
            let behind = places.get(from..).unwrap_or_default();
            let next: Vec<&PairPlace> =
                behind.iter().take_while(|place| place.at < start + ACROSS_READ).collect();
            let crossing = |place: &&&PairPlace| {
                place.before.is_some_and(|before| before < start && before + ACROSS_REACH >= start)
            };
            let whole: f32 = next.iter().map(|place| place.weight).sum();
            Echo {
                above: share(&above),
                below: share(&below),
                near: share(&|place| place.after.is_some_and(|after| after >= end && after <= end + NEAR)),
                anywhere: share(&|place| {
                    place.before.is_some_and(|before| before < start)
                        || place.after.is_some_and(|after| after >= end)
                }),
                across: next.iter().filter(crossing).map(|place| place.weight).sum::<f32>() / whole.max(1e-6),
                silent: own.is_empty(),
            }
        })
        .collect()
}

/// Notes for each pair where it stands before and behind.
fn link(places: &mut [PairPlace]) {
    let mut last: HashMap<[char; 2], (u32, u32)> = HashMap::new();
    for place in places.iter_mut() {
        let seen = last.entry(place.pair).or_insert((u32::MAX, 0));
        place.before = Some(seen.0).filter(|before| *before != u32::MAX);
        *seen = (place.at, seen.1 + 1);
    }
    let mut next: HashMap<[char; 2], u32> = HashMap::new();
    for place in places.iter_mut().rev() {
        place.after = next.insert(place.pair, place.at);
        let count = last.get(&place.pair).map_or(1, |seen| seen.1);
        place.weight = 1.0 / (count as f32).sqrt();
    }
}
