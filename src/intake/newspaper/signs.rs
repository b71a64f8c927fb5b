//! What each printed line of a page is: byline, caption, furniture or text.
//!
//! Knows nothing of where articles begin and end.

use super::{
    bylines::{self, OpeningByline, StandaloneByline},
    captions, continuity,
    furniture::{self, Furniture, PagePosition},
    indices::{LineIndex, ListIndex},
    lines::PageLines,
    punctuation,
};
use crate::text::spans::{char_count, first_chars, slice};

/// What a line says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LineSign {
    /// No part of an article.
    Furniture(Furniture),
    /// Stands under a photograph.
    Caption,
    /// Names the photographer.
    PhotoCredit,
    /// A report opens here.
    Opening(OpeningByline),
    /// A byline of its own.
    Standalone(StandaloneByline),
    /// Headline or body.
    Text,
}

/// Lines at the top and the bottom of a page where mastheads stand.
const EDGE_LINES: usize = 6;
/// Characters at a line's beginning in which a byline ends; the lines of some pages are whole articles.
const BYLINE_CHARS: usize = 200;
/// Half characters of a line that is more than an entry in a list of names.
const LISTED_WIDTH: usize = 40;
/// Characters of the longest line that is too short to have its last word completed by the next line.
const VERTICAL_CHARS: usize = 4;
/// Characters of the next line in which a wrapped byline ends.
const BYLINE_REST_CHARS: usize = 60;

/// Notes the sign of each line.
pub(super) fn assign(lines: &mut PageLines<'_>) {
    for at in lines.indices() {
        set(lines, at, of_line(lines, at));
    }
    for at in lines.indices() {
        if lines.get(at).is_some_and(|line| line.sign == LineSign::Caption) && is_in_series(lines, at) {
            set(lines, at, LineSign::Text);
        }
        if let Some(whole) = completed_byline(lines, at) {
            set(lines, at, LineSign::Opening(whole));
            set(lines, at.next(), LineSign::Text);
        }
    }
}

fn set(lines: &mut PageLines<'_>, at: LineIndex, sign: LineSign) {
    if let Some(line) = lines.get_mut(at) {
        line.sign = sign;
    }
}

fn of_line(lines: &PageLines<'_>, at: LineIndex) -> LineSign {
    let edge = if at.offset() < EDGE_LINES {
        PagePosition::Top
    } else if at.ahead(EDGE_LINES) >= lines.end() {
        PagePosition::Bottom
    } else {
        PagePosition::Middle
    };
    let Some(line) = lines.get(at) else { return LineSign::Text };
    match furniture::of_text(line.text, edge) {
        Some(Furniture::Fragment) if completes_word(lines, at) => LineSign::Text,
        Some(found) => LineSign::Furniture(found),
        None => of_text(line.text),
    }
}

fn of_text(text: &str) -> LineSign {
    let near = first_chars(text, BYLINE_CHARS);
    if let Some(opening) = bylines::opening(near) {
        return LineSign::Opening(opening);
    }
    if captions::is_credit(text) {
        return LineSign::PhotoCredit;
    }
    if let Some(standalone) = bylines::standalone(text) {
        return LineSign::Standalone(standalone);
    }
    if captions::is_caption(text) { LineSign::Caption } else { LineSign::Text }
}

/// Two bulleted lines on end are briefs or a list, not captions.
fn is_in_series(lines: &PageLines<'_>, at: LineIndex) -> bool {
    let first = lines.get(at).and_then(|line| line.text.chars().next());
    let Some(bullet) = first.filter(|first| punctuation::BULLETS.contains(first)) else {
        return false;
    };
    let mut near = lines.before(at).into_iter().chain(lines.after(at));
    near.any(|near| near.text.starts_with(bullet) && near.width > LISTED_WIDTH)
}

/// A line of one or two characters is text when it completes a word of the line before; several such lines on end are a
/// vertical headline.
fn completes_word(lines: &PageLines<'_>, at: LineIndex) -> bool {
    let (Some(before), Some(line)) = (lines.before(at), lines.get(at)) else { return false };
    let next_short = lines.after(at).is_some_and(|next| char_count(next.text) <= furniture::FRAGMENT_CHARS);
    punctuation::han_count(line.text) > 0
        && char_count(before.text) > VERTICAL_CHARS
        && !next_short
        && continuity::between(before.text, line.text).spans
}

/// 「本报讯(记者 段」 + 「雨萌)都是…」: a byline that a narrow column wrapped ends in the next line.
fn completed_byline(lines: &PageLines<'_>, at: LineIndex) -> Option<OpeningByline> {
    let line = lines.get(at)?;
    let LineSign::Opening(opening) = &line.sign else { return None };
    let wrapped = opening.unclosed && slice(line.text, opening.end..line.text.len()).trim().is_empty();
    let next = lines.after(at).filter(|_| wrapped)?;
    let joined = format!("{}{}", line.text, first_chars(next.text, BYLINE_REST_CHARS));
    bylines::opening(&joined).filter(|whole| !whole.unclosed && whole.end > line.text.len())
}
