//! Torn reports: the headline and a column here, the byline with the first lines there.
//!
//! Knows nothing of reading order inside a body.

use super::{drafts::Draft, joints, lines::Line, marks, page::Page, roles::Role};
use crate::text::spans::slice;

/// Joins a headline whose text breaks off unfinished with the byline below it that has no headline.
pub(super) fn mend(page: &mut Page<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut mended: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let byline = draft
            .byline
            .filter(|line| draft.head.is_empty() && matches!(page.roles[*line], Role::Opening(_)));
        let fits = mended.last().zip(byline).is_some_and(|(above, byline)| belongs(page, above, byline));
        match (fits.then(|| mended.pop()).flatten(), byline) {
            (Some(above), Some(byline)) => mended.push(joined(page, above, draft, byline)),
            _ => mended.push(draft),
        }
    }
    mended
}

fn belongs(page: &Page<'_>, above: &Draft, byline: usize) -> bool {
    let body: Vec<usize> = above.items.iter().copied().filter(|line| page.is_text(*line)).collect();
    let (Some(last), false, None) = (body.last().copied(), above.head.is_empty(), above.byline) else {
        return false;
    };
    let near = above.items.iter().all(|line| *line < byline) && body.len() <= 40;
    near && !marks::ends_closed(page.text(last))
}

/// Headline, the byline's own first printed line, the column that stood above it, the rest.
fn joined(page: &mut Page<'_>, above: Draft, below: Draft, byline: usize) -> Draft {
    let rest = below.items.iter().copied().filter(|line| *line != byline);
    let after = first_printed_line(page, byline);
    let mut items = vec![byline];
    let mut unsure = Vec::new();
    items.extend(&above.items);
    if let Some(end) = after {
        let line = page.lines[byline];
        let tail = slice(line.text, end..line.text.len()).trim_start();
        page.lines[byline] = Line { text: slice(line.text, 0..end), ..line };
        unsure.push(byline);
        items.push(page.push(Line { text: tail, width: marks::width(tail), ..line }));
    }
    items.extend(rest);
    let sections = above.sections.into_iter().chain(below.sections).collect();
    Draft { head: above.head, byline: Some(byline), items, sections, unsure }
}

/// Where the first printed line of a report ends, when what follows on the same line cannot follow it.
fn first_printed_line(page: &Page<'_>, byline: usize) -> Option<usize> {
    let text = page.text(byline);
    let Role::Opening(opening) = &page.roles[byline] else { return None };
    text.match_indices(' ').map(|(at, _)| at).filter(|at| *at > opening.end).take(2).find(|at| {
        let (first, rest) = (slice(text, 0..*at), slice(text, *at..text.len()).trim_start());
        marks::width(first) <= 44
            && !joints::joint(first, rest).spans
            && (joints::lone_start(rest) || marks::starts_open(rest))
    })
}
