//! Interruptions: gives the columns that another article interrupted back to the article they continue.
//!
//! Knows nothing of the order of lines inside one column.

use std::ops::Range;

use super::drafts::{DraftItem, SignedDraft, SignedDrafts};
use crate::intake::newspaper::{
    continuity::{self, Continuity},
    indices::{DraftIndex, ItemIndex, LineIndex, ListIndex},
    lines::PageLine,
    ngrams::{Bigrams, han_bigrams},
    page::NewspaperPage,
};

/// What a better place must gain over the printed one, in tenths.
const GAIN: i32 = 12;
/// How well a line goes on, in tenths, where it surely belongs, and where it surely does not.
const FITS: i32 = 8;
const MISFITS: i32 = -6;
/// A place that fits better than this, in tenths, is not given up because of the words.
const FITS_BY_CHANCE: i32 = 2;
/// How many lines are enough to know the words of an article.
const KNOWN: usize = 120;
/// How many lines of an article are searched; newspapers print no longer ones.
const LONGEST: usize = 600;
/// How many runs of other articles one may hold.
const RUNS: usize = 6;
/// How many articles may stand open at once, and among how many before an article they are looked for.
const OPEN_ARTICLES: usize = 4;
const OPEN_REACH: usize = OPEN_ARTICLES * 2;
/// How much more the words must speak for an interrupted article than for the one around them.
const WORDS_SPEAK: f64 = 1.8;
/// How many of an article's own words a passage must use before they speak at all.
const WORDS_HEARD: usize = 8;
/// Added to the number of an article's words, so that a short article does not speak too loud.
const FEW_WORDS: f64 = 60.0;
/// A passage that is read for its words: so many lines, or up to a sentence's end behind so many half characters.
const PASSAGE_LINES: usize = 16;
const PASSAGE_WIDTH: usize = 200;
/// A paragraph is the interrupted article's again when it uses so many of its words, and half as many again as of the
/// other's.
const WORDS_RETURN: usize = 2;

/// Gives the parts of a page that another article interrupted back to the article they continue.
pub(super) fn resolve(page: &NewspaperPage<'_>, drafts: &mut SignedDrafts) {
    for at in drafts.indices().skip(1) {
        for _ in 0..RUNS {
            let Some(run) = foreign_run(page, drafts, at) else { break };
            give_back(drafts, at, run);
        }
    }
}

/// Moves a run of the draft at `at` to the earlier article that it continues.
fn give_back(drafts: &mut SignedDrafts, at: DraftIndex, run: ForeignRun) {
    let Some(current) = drafts.get_mut(at) else { return };
    let moved: Vec<LineIndex> = current.items.take(run.range);
    let sections: Vec<LineIndex> =
        current.sections.iter().copied().filter(|line| moved.contains(line)).collect();
    current.sections.retain(|line| !sections.contains(line));
    let Some(owner) = drafts.get_mut(run.owner) else { return };
    owner.sections.extend(sections);
    if run.unsure {
        owner.unsure.extend(moved.first());
    }
    owner.items.extend(moved);
}

/// An article whose text breaks off.
struct OpenArticle<'p> {
    index: DraftIndex,
    draft: &'p SignedDraft,
    /// The last line of its text.
    last: &'p PageLine<'p>,
}

/// The articles right before the one at `at` whose texts break off, the nearest first.
fn open_articles<'p>(
    page: &'p NewspaperPage<'_>,
    drafts: &'p SignedDrafts,
    at: DraftIndex,
) -> Vec<OpenArticle<'p>> {
    let earlier = drafts.enumerate().take(at.offset()).rev().take(OPEN_REACH);
    let open = earlier.filter_map(|(index, draft)| {
        let last = draft.lines(page).rev().map(|item| item.line).find(|line| line.is_body())?;
        (!last.ends_closed()).then_some(OpenArticle { index, draft, last })
    });
    open.take(OPEN_ARTICLES).collect()
}

/// Items of one draft that belong to another.
struct ForeignRun {
    owner: DraftIndex,
    range: Range<ItemIndex>,
    unsure: bool,
}

/// The first run of items of the draft at `at` that continues one of the open articles before it, and which.
fn foreign_run(page: &NewspaperPage<'_>, drafts: &SignedDrafts, at: DraftIndex) -> Option<ForeignRun> {
    let open = open_articles(page, drafts, at);
    if open.is_empty() {
        return None;
    }
    let draft = drafts.get(at)?;
    let body = draft.lines(page).filter(|item| item.line.is_body()).collect();
    InterruptingArticle { page, draft, body }.first_foreign_run(&open)
}

/// How well a line goes on where it stands, and in another place.
struct PlaceComparison {
    now: Continuity,
    there: Continuity,
}

/// True when nothing but the place behind `last` can be that of `line`.
fn is_sure(last: &PageLine<'_>, line: &PageLine<'_>, places: PlaceComparison) -> bool {
    let PlaceComparison { now, there } = places;
    let cannot_begin = continuity::lone_start(line.text) || line.starts_open();
    let halves = || continuity::breaks_on(line.text) && continuity::breaks_off(last.text);
    let proven = there.spans && (now.score < 0 || cannot_begin || halves());
    (proven || there.score >= FITS && now.score <= MISFITS) && there.score >= now.score + GAIN
}

/// An article that may hold the text of others.
struct InterruptingArticle<'p> {
    page: &'p NewspaperPage<'p>,
    draft: &'p SignedDraft,
    /// The items that are its body.
    body: Vec<DraftItem<'p>>,
}

impl InterruptingArticle<'_> {
    fn first_foreign_run(&self, open: &[OpenArticle<'_>]) -> Option<ForeignRun> {
        for pair in self.body.windows(2).take(LONGEST) {
            let [before, here] = pair else { continue };
            let now = self.page.continuity(before.line.index, here.line.index);
            if now.spans {
                continue;
            }
            for owner in open {
                let there = self.page.continuity(owner.last.index, here.line.index);
                let sure = is_sure(owner.last, here.line, PlaceComparison { now, there });
                // What cannot begin a paragraph goes on in the only article that waits for its end.
                let only_one = now.score <= continuity::CANNOT_BEGIN && open.len() == 1;
                let by_words = || {
                    now.score <= FITS_BY_CHANCE
                        && before.line.ends_closed()
                        && self.words_speak_for(owner.draft, here.item)
                };
                if sure || only_one && there.score > now.score || there.score >= 0 && by_words() {
                    let end = self.run_end(owner.draft, here.item);
                    return Some(ForeignRun { owner: owner.index, range: here.item..end, unsure: !sure });
                }
            }
        }
        None
    }

    /// True when the words of the passage from item `from` on are those of `owner`, not those of the article around
    /// them.
    fn words_speak_for(&self, owner: &SignedDraft, from: ItemIndex) -> bool {
        let words = self.passage_words(from);
        let near = self.draft.items.range(from.back(KNOWN)..from);
        let own = words_of(self.page, self.draft.head.iter().chain(near));
        let end = owner.items.starting(owner.items.end().back(KNOWN));
        let theirs = words_of(self.page, owner.head.iter().chain(end));
        let only = |one: &Bigrams, other: &Bigrams| {
            words.iter().filter(|word| one.contains(*word) && !other.contains(*word)).count()
        };
        let (for_owner, for_own) = (only(&theirs, &own), only(&own, &theirs));
        let weight = |count: usize, set: &Bigrams| count as f64 / (set.len() as f64 + FEW_WORDS).sqrt();
        for_owner >= WORDS_HEARD && weight(for_owner, &theirs) >= WORDS_SPEAK * weight(for_own, &own)
    }

    fn passage_words(&self, from: ItemIndex) -> Bigrams {
        let mut passage: Vec<&str> = Vec::new();
        let mut width = 0;
        let lines = self.draft.items.starting(from).iter().map(|line| self.page.line(*line));
        for line in lines.filter(|line| line.is_body()).take(PASSAGE_LINES) {
            passage.push(line.text);
            width += line.width;
            if line.ends_closed() && width >= PASSAGE_WIDTH {
                break;
            }
        }
        han_bigrams(passage)
    }

    /// Where the run of `owner`'s text that begins at item `from` ends: where the interrupted text goes on.
    fn run_end(&self, owner: &SignedDraft, from: ItemIndex) -> ItemIndex {
        let (page, draft) = (self.page, self.draft);
        let (above, run) = self.body.split_at(self.body.partition_point(|item| item.item < from));
        let (Some(own), Some((first, run))) = (above.last(), run.split_first()) else {
            return draft.items.end();
        };
        let finished = own.line.ends_closed();
        let own_words = words_of(page, draft.head.iter().chain(draft.items.up_to(from)));
        let mut owner_words = words_of(page, owner.head.iter().chain(&owner.items));
        owner_words.extend(han_bigrams([first.line.text]));
        let mut before = first.line;
        for here in run {
            let inside = page.continuity(before.index, here.line.index);
            if !finished && !inside.spans && page.continuity(own.line.index, here.line.index).spans {
                return here.item;
            }
            let words = han_bigrams([here.line.text]);
            if before.ends_closed() && !here.line.starts_open() {
                // A new paragraph: whose words does it use?
                let mine = words.intersection(&own_words).count();
                let theirs = words.intersection(&owner_words).count();
                if mine >= WORDS_RETURN && mine * 2 > theirs * 3 {
                    return here.item;
                }
            }
            owner_words.extend(words);
            before = here.line;
        }
        draft.items.end()
    }
}

fn words_of<'l>(page: &NewspaperPage<'_>, lines: impl Iterator<Item = &'l LineIndex>) -> Bigrams {
    han_bigrams(lines.map(|line| page.text(*line)))
}
