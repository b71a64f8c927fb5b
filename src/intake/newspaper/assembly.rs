//! Assembly: the pieces of an article become its text, with the page's line behind every part of it.
//!
//! Knows nothing of how the pieces were found or put in order.

use std::collections::HashSet;

use super::{
    PageArticle, bylines, columns, drafts::Draft, headlines, joints, marks, page::Page, roles::Role,
};
use crate::{
    article::{Kind, LineStart},
    text::spans::{char_count, is_han, slice},
};

/// A part of a printed line that goes into the body.
#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    line: usize,
    text: &'a str,
    /// Printed width of the byline in front of it.
    before: usize,
    apart: bool,
}

/// The finished article; `None` when nothing of it can be read.
pub(super) fn article(page: &Page<'_>, draft: &Draft) -> Option<PageArticle> {
    let head: Vec<&str> = draft.head.iter().map(|line| page.text(*line)).collect();
    let headline = headlines::divide(&head);
    let mut article = PageArticle {
        kicker: headline.kicker,
        title: headline.title,
        subtitle: headline.subtitle,
        ..PageArticle::default()
    };
    let mut order: Vec<usize> = draft.head.clone();
    if let Some(byline) = draft.byline.filter(|line| matches!(page.roles[*line], Role::Alone(_))) {
        order.push(byline);
        set_byline(&mut article, page, byline);
    }
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut captions: Vec<Piece<'_>> = Vec::new();
    let mut skip: Option<(usize, usize)> = None;
    let sections: HashSet<usize> = draft.sections.iter().copied().collect();
    for &line in &draft.items {
        let text = page.text(line);
        match &page.roles[line] {
            Role::Caption | Role::Credit => captions.push(Piece { line, text, before: 0, apart: true }),
            Role::Alone(_) => {
                order.push(line);
                if article.byline.is_none() {
                    set_byline(&mut article, page, line);
                }
            }
            Role::Opening(opening) if draft.byline == Some(line) => {
                order.push(line);
                article.reporters.clone_from(&opening.reporters);
                let end = opening.end.min(text.len());
                article.byline = Some(slice(text, 0..end).replace('*', "").trim().to_owned());
                if opening.end > text.len() {
                    skip = Some((line + 1, opening.end - text.len()));
                }
                pieces.push(Piece {
                    line,
                    text: slice(text, end..text.len()).trim_start(),
                    before: marks::width(slice(text, 0..end)),
                    apart: false,
                });
            }
            _ => {
                order.push(line);
                let from = skip.filter(|(skipped, _)| *skipped == line).map_or(0, |(_, bytes)| bytes);
                if from > 0
                    && let Some(byline) = &mut article.byline
                {
                    byline.push_str(slice(text, 0..from));
                }
                let apart = sections.contains(&line);
                pieces.push(Piece {
                    line,
                    text: slice(text, from..text.len()).trim_start(),
                    before: 0,
                    apart,
                });
            }
        }
    }
    order.extend(captions.iter().map(|caption| caption.line));
    let has_body = pieces.iter().any(|piece| !piece.text.is_empty());
    let words: usize = pieces.iter().map(|piece| char_count(piece.text)).sum();
    pieces.extend(&captions);
    write_body(page, &mut article, &pieces);
    article.warnings.extend(draft.unsure.iter().map(|line| doubtful(page, *line)));
    article.warnings.dedup();
    if article.byline.is_none() {
        sign_from_end(&mut article);
    }
    if article.title.is_none() {
        article.label = headlines::label(&article.body);
    }
    article.kind = kind(page, draft, &article, words);
    article.lines = runs(page, &order);
    (has_body || article.title.is_some() || !captions.is_empty()).then_some(article)
}

fn set_byline(article: &mut PageArticle, page: &Page<'_>, line: usize) {
    if let Role::Alone(alone) = &page.roles[line] {
        article.byline = Some(page.text(line).to_owned());
        article.reporters.clone_from(&alone.reporters);
    }
}

/// The name in the bracket at the end of a report is its byline.
fn sign_from_end(article: &mut PageArticle) {
    if let Some((at, reporters)) = bylines::closing(&article.body) {
        article.byline = Some(slice(&article.body, at..article.body.len()).trim().to_owned());
        article.reporters = reporters;
    }
}

fn kind(page: &Page<'_>, draft: &Draft, article: &PageArticle, words: usize) -> Kind {
    let photo = draft
        .items
        .iter()
        .any(|line| page.roles[*line] == Role::Credit || page.roles[*line] == Role::Caption);
    let feature = draft.byline.is_some_and(|line| matches!(page.roles[line], Role::Alone(_)))
        || draft.sections.len() >= 2;
    let headline = article.title.as_deref().unwrap_or("");
    if headlines::is_advert(headline) {
        Kind::Advert
    } else if photo
        && draft.byline.is_none()
        && !feature
        && (words < 40 || article.title.is_none() && words < 220)
    {
        Kind::Photo
    } else if feature || words >= 1600 || article.byline.is_some() && draft.byline.is_none() && words >= 500 {
        Kind::Feature
    } else if words < 160 {
        Kind::Brief
    } else {
        Kind::News
    }
}

/// Joins the pieces into paragraphs and notes where each begins.
fn write_body(page: &Page<'_>, article: &mut PageArticle, pieces: &[Piece<'_>]) {
    let columns = column_widths(pieces);
    let mut before: Option<Piece<'_>> = None;
    for (piece, column) in pieces.iter().zip(columns).filter(|(piece, _)| !piece.text.is_empty()) {
        if let Some(before) = before {
            match border(page, before, *piece) {
                Border::Paragraph => article.body.push('\n'),
                Border::Broken => {
                    article.body.push('\n');
                    article
                        .warnings
                        .push(format!("第{}行末尾像是缺了字，请对照原版", page.lines[before.line].number));
                }
                Border::Doubtful => {
                    article.body.push('\n');
                    article.warnings.push(doubtful(page, piece.line));
                }
                Border::None if spaced(before.text, piece.text) => article.body.push(' '),
                Border::None => {}
            }
        }
        article
            .line_starts
            .push(LineStart { at: offset(article.body.len()), line: page.lines[piece.line].number });
        let wraps =
            column.map(|column| columns::wrap_spaces(piece.text, column, piece.before)).unwrap_or_default();
        let mut at = 0;
        for wrap in wraps {
            article.body.push_str(slice(piece.text, at..wrap));
            let rest = slice(piece.text, wrap..piece.text.len());
            at = piece.text.len() - rest.trim_start().len();
        }
        article.body.push_str(slice(piece.text, at..piece.text.len()));
        before = Some(*piece);
    }
}

/// The column width of each piece: its own where its spaces show it, else that of the nearest piece before or after.
fn column_widths(pieces: &[Piece<'_>]) -> Vec<Option<usize>> {
    let mut widths: Vec<Option<usize>> =
        pieces.iter().map(|piece| columns::width_inside(piece.text)).collect();
    let first = widths.iter().flatten().next().copied();
    let mut last = first;
    for width in &mut widths {
        last = width.or(last);
        *width = last;
    }
    widths
}

fn doubtful(page: &Page<'_>, line: usize) -> String {
    format!("第{}行前后顺序拿不准，请对照原版", page.lines[line].number)
}

/// What stands between two pieces.
enum Border {
    None,
    Paragraph,
    /// What cannot begin a paragraph behind a finished one.
    Doubtful,
    /// A paragraph's beginning behind a sentence without end.
    Broken,
}

fn border(page: &Page<'_>, before: Piece<'_>, after: Piece<'_>) -> Border {
    let closed = marks::ends_closed(before.text);
    if before.apart || after.apart {
        return if closed || before.apart { Border::Paragraph } else { Border::Broken };
    }
    let printed = page.columns[before.line];
    if !closed {
        let joint = page.joint(before.line, after.line);
        // An open line that is much shorter than its column comes from another column.
        let width = page.lines[before.line].width;
        let beside = (before.line.saturating_sub(4)..before.line).rev().find_map(|above| page.columns[above]);
        let short = printed.or(beside).is_some_and(|column| width + 10 < column);
        let begins = page.indents[after.line] == Some(true)
            || page.columns[after.line].is_none() && joints::begins(after.text);
        let pause = marks::ends_with_pause(before.text);
        if !joint.spans && !pause && (begins || short) {
            return Border::Broken;
        }
        // 「特此通告」, the office, the date: a line each.
        if width <= 40
            && page.lines[after.line].width <= 40
            && printed.is_none()
            && page.columns[after.line].is_none()
            && !marks::ends_closed(after.text)
            && !joint.spans
            && !pause
        {
            return Border::Paragraph;
        }
        return if after.text.starts_with(marks::BULLETS) { Border::Paragraph } else { Border::None };
    }
    if page.joint(before.line, after.line).score <= -8 {
        return Border::Doubtful;
    }
    let continues = page.indents[after.line] == Some(false) && before.line < after.line;
    match printed {
        // In a hard-wrapped column a paragraph ends with a short line.
        Some(column) if page.columns[after.line].is_some() => {
            let line = page.lines[before.line];
            let full = line.width + if line.indented { 4 } else { 0 } + 2 > column;
            if full && page.indents[after.line] != Some(true) && !page.lines[after.line].indented {
                Border::None
            } else {
                Border::Paragraph
            }
        }
        _ if continues => Border::None,
        _ => Border::Paragraph,
    }
}

/// Latin words keep the space that their line break stood for.
fn spaced(before: &str, after: &str) -> bool {
    let latin = |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphabetic());
    latin(before.chars().next_back())
        && latin(after.chars().next())
        && !before.chars().next_back().is_some_and(is_han)
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Line numbers as `[from, to]` runs in reading order; blank lines between do not end a run.
fn runs(page: &Page<'_>, order: &[usize]) -> Vec<[u32; 2]> {
    let mut runs: Vec<[u32; 2]> = Vec::new();
    let mut last: Option<usize> = None;
    for &at in order {
        let number = page.lines[at].number;
        match runs.last_mut() {
            // The next column may begin further up.
            Some(run) if last.is_some_and(|last| last + 1 == at || last == at) && number >= run[1] => {
                run[1] = number;
            }
            _ => runs.push([number, number]),
        }
        last = Some(at);
    }
    runs
}
