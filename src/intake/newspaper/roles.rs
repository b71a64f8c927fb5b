//! What each printed line of a page is: byline, caption, furniture or text.
//!
//! Knows nothing of where articles begin and end.

use super::{
    bylines::{self, Alone, Opening},
    captions,
    furniture::{self, Edge, Furniture},
    joints,
    lines::Line,
    marks,
};
use crate::text::spans::{char_count, first_chars, slice};

/// The part that a line plays on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// No part of an article.
    Furniture(Furniture),
    /// Stands under a photograph.
    Caption,
    /// Names the photographer.
    Credit,
    /// A report opens here.
    Opening(Opening),
    /// A byline of its own.
    Alone(Alone),
    /// Headline or body.
    Text,
}

/// Lines at the top and the bottom of a page where mastheads stand.
const EDGE: usize = 6;

/// The role of each line.
pub(super) fn of_lines(lines: &[Line<'_>]) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let edge = if at < EDGE {
            Edge::Top
        } else if at + EDGE >= lines.len() {
            Edge::Bottom
        } else {
            Edge::None
        };
        let role = match furniture::of_line(line, edge) {
            Some(Furniture::Debris) if completes_word(lines, at) => Role::Text,
            Some(found) => Role::Furniture(found),
            None => of_text(line.text),
        };
        roles.push(role);
    }
    for at in 0..roles.len() {
        if roles[at] == Role::Caption && is_in_series(lines, at) {
            roles[at] = Role::Text;
        }
        complete_byline(lines, &mut roles, at);
    }
    roles
}

fn of_text(text: &str) -> Role {
    let near = first_chars(text, 200);
    if let Some(opening) = bylines::opening(near) {
        return Role::Opening(opening);
    }
    if captions::is_credit(text) {
        return Role::Credit;
    }
    if let Some(alone) = bylines::alone(text) {
        return Role::Alone(alone);
    }
    if captions::is_caption(text) { Role::Caption } else { Role::Text }
}

/// Two bulleted lines on end are briefs or a list, not captions.
fn is_in_series(lines: &[Line<'_>], at: usize) -> bool {
    let Some(bullet) = lines[at].text.chars().next().filter(|first| marks::BULLETS.contains(first)) else {
        return false;
    };
    let near = [at.checked_sub(1), Some(at + 1)];
    near.into_iter()
        .flatten()
        .filter_map(|near| lines.get(near))
        .any(|near| near.text.starts_with(bullet) && near.width > 40)
}

/// A line of one or two characters is text when it completes a word of the line before.
fn completes_word(lines: &[Line<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| lines[before]) else { return false };
    let next_short = lines.get(at + 1).is_some_and(|next| char_count(next.text) <= 2);
    marks::han_count(lines[at].text) > 0
        && char_count(before.text) > 4
        && !next_short
        && joints::joint(before.text, lines[at].text).spans
}

/// 「本报讯(记者 段」 + 「雨萌)都是…」: a byline that a narrow column wrapped ends in the next line.
fn complete_byline(lines: &[Line<'_>], roles: &mut [Role], at: usize) {
    let Role::Opening(opening) = &roles[at] else { return };
    let wrapped =
        opening.unclosed && slice(lines[at].text, opening.end..lines[at].text.len()).trim().is_empty();
    let Some(next) = lines.get(at + 1).filter(|_| wrapped) else { return };
    let joined = format!("{}{}", lines[at].text, first_chars(next.text, 60));
    if let Some(whole) =
        bylines::opening(&joined).filter(|whole| !whole.unclosed && whole.end > lines[at].text.len())
    {
        roles[at] = Role::Opening(whole);
        roles[at + 1] = Role::Text;
    }
}
