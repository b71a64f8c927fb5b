//! Reports split in two: the headline and a column here, the byline with the first lines there.
//!
//! Knows nothing of reading order inside a body.

use super::drafts::{SignedDraft, SignedDrafts};
use crate::intake::newspaper::{
    continuity, indices::LineIndex, lines::PageLine, page::NewspaperPage, punctuation, signs::LineSign,
};
use crate::text::spans::slice;

/// Lines of text between a headline and the byline that belongs to it: one column.
const LONGEST_COLUMN: usize = 40;
/// Half characters of the longest first line, the byline included; blanks are not counted.
const FIRST_LINE_WIDTH: usize = 44;
/// Blanks behind a byline at which its first printed line may end.
const BLANKS_TRIED: usize = 2;

/// Joins a headline whose text breaks off unfinished with the byline below it that has no headline.
pub(super) fn join(page: &mut NewspaperPage<'_>, drafts: SignedDrafts) -> SignedDrafts {
    let mut joined = SignedDrafts::default();
    for draft in drafts {
        let byline = draft
            .byline
            .filter(|line| draft.head.is_empty() && matches!(page.line(*line).sign, LineSign::Opening(_)));
        let above = joined.pop();
        match (above, byline) {
            (Some(above), Some(byline)) if belongs(page, &above, byline) => {
                joined.push(whole(page, Halves { above, below: draft, byline }));
            }
            (above, _) => {
                joined.extend(above);
                joined.push(draft);
            }
        }
    }
    joined
}

fn belongs(page: &NewspaperPage<'_>, above: &SignedDraft, byline: LineIndex) -> bool {
    let body: Vec<&PageLine<'_>> =
        above.items.iter().map(|line| page.line(*line)).filter(|line| line.is_text()).collect();
    let (Some(last), false, None) = (body.last(), above.head.is_empty(), above.byline) else {
        return false;
    };
    let near = above.items.iter().all(|line| *line < byline) && body.len() <= LONGEST_COLUMN;
    near && !last.ends_closed()
}

/// The two parts of a report.
struct Halves {
    /// Headline and column.
    above: SignedDraft,
    /// Byline and the rest.
    below: SignedDraft,
    byline: LineIndex,
}

/// Headline, the byline's own first printed line, the column that stood above it, the rest.
fn whole(page: &mut NewspaperPage<'_>, halves: Halves) -> SignedDraft {
    let Halves { above, below, byline } = halves;
    let rest = first_line_end(page.line(byline)).and_then(|end| page.cut(byline, end));
    let unsure = rest.map(|_| byline).into_iter().collect();
    let behind = below.items.into_iter().filter(|line| *line != byline);
    let items = std::iter::once(byline).chain(above.items).chain(rest).chain(behind).collect();
    let sections = above.sections.into_iter().chain(below.sections).collect();
    SignedDraft { head: above.head, byline: Some(byline), items, sections, unsure }
}

/// Where the first printed line of a report ends, when what follows on the same line cannot follow it.
fn first_line_end(line: &PageLine<'_>) -> Option<usize> {
    let LineSign::Opening(opening) = &line.sign else { return None };
    let blanks = line.text.match_indices(' ').map(|(at, _)| at).filter(|at| *at > opening.end);
    blanks.take(BLANKS_TRIED).find(|at| {
        let first = slice(line.text, 0..*at);
        let rest = slice(line.text, *at..line.text.len()).trim_start();
        punctuation::width(first) <= FIRST_LINE_WIDTH
            && !continuity::between(first, rest).spans
            && (continuity::lone_start(rest) || punctuation::starts_open(rest))
    })
}
