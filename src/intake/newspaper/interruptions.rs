//! Interruptions: gives the columns that another article interrupted back to the article they continue.
//!
//! Knows nothing of the order of lines inside one column.

use std::{collections::HashSet, ops::Range};

use super::{drafts::Draft, joints, marks, page::Page};
use crate::text::spans::is_han;

/// What a better place must gain over the printed one, in tenths.
const GAIN: i32 = 12;
/// How many lines are enough to know the words of an article.
const KNOWN: usize = 120;
/// How many lines of an article are searched; newspapers print no longer ones.
const LONGEST: usize = 600;
/// How many runs of other articles one may hold.
const RUNS: usize = 6;
/// How many articles may stand open at once.
const OPEN_ARTICLES: usize = 4;
/// How much more the words must speak for an interrupted article than for the one around them.
const WORDS_SPEAK: f64 = 1.8;

/// Gives the parts of a page that another article interrupted back to the article they continue.
pub(super) fn mend(page: &Page<'_>, drafts: &mut [Draft]) {
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
    let Some(Run { owner, range, unsure }) = foreign_run(page, current, earlier, &open) else { return false };
    let moved: Vec<usize> = current.items.drain(range).collect();
    let sections: Vec<usize> = current.sections.iter().copied().filter(|line| moved.contains(line)).collect();
    current.sections.retain(|line| !sections.contains(line));
    earlier[owner].sections.extend(sections);
    if unsure {
        earlier[owner].unsure.extend(moved.first());
    }
    earlier[owner].items.extend(moved);
    true
}

fn last_body(page: &Page<'_>, draft: &Draft) -> Option<usize> {
    draft.items.iter().rev().copied().find(|line| page.is_body(*line))
}

/// Items of one draft that belong to another.
struct Run {
    owner: usize,
    range: Range<usize>,
    unsure: bool,
}

/// The first run of items of `draft` that continues one of the open articles, and which.
fn foreign_run(page: &Page<'_>, draft: &Draft, drafts: &[Draft], open: &[(usize, usize)]) -> Option<Run> {
    let body: Vec<usize> = (0..draft.items.len()).filter(|at| page.is_body(draft.items[*at])).collect();
    for pair in body.windows(2).take(LONGEST) {
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
            // What cannot begin a paragraph goes on in the only article that waits for its end.
            let only_one = now.score <= -8 && open.len() == 1;
            let by_words = || {
                now.score <= 2
                    && marks::ends_closed(page.text(draft.items[pair[0]]))
                    && speaks(page, draft, &drafts[*owner], pair[1])
            };
            let sure = sure && there.score >= now.score + GAIN;
            if sure || only_one && there.score > now.score || there.score >= 0 && by_words() {
                let end = run_end(page, draft, &drafts[*owner], &body, pair[1]);
                return Some(Run { owner: *owner, range: pair[1]..end, unsure: !sure });
            }
        }
    }
    None
}

/// True when the words of the passage from item `from` on are those of `owner`, not those of the article around them.
fn speaks(page: &Page<'_>, draft: &Draft, owner: &Draft, from: usize) -> bool {
    let mut passage: Vec<usize> = Vec::new();
    let mut width = 0;
    for line in draft.items[from..].iter().copied().filter(|line| page.is_body(*line)).take(16) {
        passage.push(line);
        width += page.lines[line].width;
        if marks::ends_closed(page.text(line)) && width >= 200 {
            break;
        }
    }
    let words = words_of(page, &passage);
    let mut own = words_of(page, &draft.head);
    own.extend(words_of(page, &draft.items[from.saturating_sub(KNOWN)..from]));
    let mut theirs = words_of(page, &owner.head);
    theirs.extend(words_of(page, &owner.items[owner.items.len().saturating_sub(KNOWN)..]));
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
