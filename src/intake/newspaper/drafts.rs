//! Drafts of articles: where each begins, and which lines stand in it as printed.
//!
//! Knows nothing of the order in which a torn text is to be read.

use super::{
    furniture::Furniture,
    headlines, marks,
    page::{IndentStyle, Page},
    roles::Role,
};

/// One article as far as it is known: positions of its lines in the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    /// Kicker, headline, subtitle.
    pub head: Vec<usize>,
    /// The line with its byline.
    pub byline: Option<usize>,
    /// Everything else, as printed.
    pub items: Vec<usize>,
    /// Lines of `items` that are heads of sections.
    pub sections: Vec<usize>,
    /// Lines of `items` whose place rests on weak signs.
    pub unsure: Vec<usize>,
}

/// Where an article begins.
struct Start {
    head: Vec<usize>,
    byline: usize,
}

/// Cuts the page at the bylines that open articles; headlines go with the byline below them.
pub(super) fn at_bylines(page: &Page<'_>) -> Vec<Draft> {
    let mut starts: Vec<Start> = Vec::new();
    let mut free = 0;
    for at in 0..page.lines.len() {
        let start = match &page.roles[at] {
            Role::Opening(_) => Some(Start { head: head_above(page, at, free), byline: at }),
            Role::Alone(_) => feature_start(page, at, free),
            _ => None,
        };
        if let Some(start) = start {
            free = at + 1;
            starts.push(start);
        }
    }
    collect(page, starts)
}

/// The headline lines above the byline at `at`, none of them before `free`.
fn head_above(page: &Page<'_>, at: usize, free: usize) -> Vec<usize> {
    let mut head: Vec<usize> = Vec::new();
    let mut finished = true;
    for above in (free..at).rev() {
        match &page.roles[above] {
            Role::Caption | Role::Credit if head.is_empty() => {}
            Role::Furniture(Furniture::Debris | Furniture::Jump) => {}
            Role::Text
                if head.len() < LONGEST_HEAD
                    && (headlines::may_precede_byline(&page.lines[above])
                        || above > free && ends_headline(page, above)) =>
            {
                head.push(above)
            }
            Role::Text => {
                finished = head.len() < LONGEST_HEAD && marks::ends_closed(page.text(above));
                break;
            }
            _ => break,
        }
    }
    head.reverse();
    // The first line of a paragraph whose rest stands elsewhere is no kicker.
    let stray = head.first().is_some_and(|first| {
        let lost = page.indent_style == IndentStyle::Lost && head.len() >= 3;
        let printed = page.columns[*first].is_some() && page.begins_paragraph(*first);
        let column = (first.saturating_sub(6)..*first).rev().find_map(|near| page.columns[near]);
        let beside =
            column.is_some_and(|column| (3..=5).contains(&column.saturating_sub(page.lines[*first].width)));
        printed && page.lines[*first].indented || (printed || beside) && lost
    });
    if stray && head.len() > 1 {
        head.remove(0);
    }
    if finished { head } else { drop_body_lines(page, head) }
}

/// 「…开出夜间门」, 「诊」: the last character of a wrapped headline.
fn ends_headline(page: &Page<'_>, at: usize) -> bool {
    marks::han_count(page.text(at)) == 1
        && page.is_text(at - 1)
        && headlines::may_precede_byline(&page.lines[at - 1])
        && page.joint(at - 1, at).spans
}

/// More lines than a headline has.
const LONGEST_HEAD: usize = 5;

/// Takes the end of an unfinished body away from the top of a headline.
fn drop_body_lines(page: &Page<'_>, mut head: Vec<usize>) -> Vec<usize> {
    if let Some(body) = head.iter().rposition(|line| page.continues_column(*line)) {
        head.drain(..=body);
    }
    if head.len() >= LONGEST_HEAD {
        // So many short lines are a narrow column that lost its end.
        head.drain(..LONGEST_HEAD - 2);
    }
    while let Some(first) = head.first().copied() {
        let before = (0..first).rev().take(8).find(|before| page.is_body(*before));
        let torn = before
            .is_some_and(|before| !marks::ends_closed(page.text(before)) && page.joint(before, first).spans);
        if !torn {
            break;
        }
        head.remove(0);
    }
    head
}

/// A byline on a line of its own opens a feature when a headline stands above it and a body below it.
fn feature_start(page: &Page<'_>, at: usize, free: usize) -> Option<Start> {
    let head = head_above(page, at, free);
    let before = (free..head.first().copied().unwrap_or(at)).rev().find(|before| page.is_body(*before));
    let below = (at + 1..page.lines.len()).find(|below| !matches!(page.roles[*below], Role::Furniture(_)));
    let body_below =
        below.is_some_and(|below| matches!(page.roles[below], Role::Text | Role::Caption | Role::Credit));
    let clean = before.is_none_or(|before| marks::ends_closed(page.text(before)));
    let headed = head.iter().any(|line| headlines::may_precede_byline(&page.lines[*line]));
    (body_below && (headed && clean || before.is_none() && free == 0)).then_some(Start { head, byline: at })
}

/// The lines between the starts, in page order.
fn collect(page: &Page<'_>, starts: Vec<Start>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = vec![Draft::default()];
    let mut starts = starts.into_iter().peekable();
    for at in 0..page.lines.len() {
        if let Some(start) = starts.next_if(|start| start.head.first().copied().unwrap_or(start.byline) <= at)
        {
            drafts.push(Draft { head: start.head, byline: Some(start.byline), ..Draft::default() });
        }
        let section = column_head_in_text(page, at);
        if matches!(page.roles[at], Role::Furniture(_)) && !section {
            continue;
        }
        if let Some(draft) = drafts.last_mut().filter(|draft| section && !draft.items.is_empty()) {
            draft.sections.push(at);
        }
        if let Some(draft) = drafts.last_mut().filter(|draft| !draft.head.contains(&at)) {
            let alone_byline = draft.byline == Some(at) && matches!(page.roles[at], Role::Alone(_));
            if !alone_byline {
                draft.items.push(at);
            }
        }
    }
    drafts.retain(|draft| !draft.items.is_empty() || draft.byline.is_some());
    drafts
}

/// 「◆党员带头◆」 with body text right below it is the head of a section, not of a column.
fn column_head_in_text(page: &Page<'_>, at: usize) -> bool {
    let before =
        at.checked_sub(1).is_some_and(|before| page.is_body(before) && marks::ends_closed(page.text(before)));
    let below = (at + 1 < page.lines.len()).then_some(at + 1).filter(|below| page.is_text(*below));
    page.roles[at] == Role::Furniture(Furniture::ColumnHead)
        && before
        && below.is_some_and(|below| {
            !headlines::may_precede_byline(&page.lines[below]) || page.columns[below].is_some()
        })
}
