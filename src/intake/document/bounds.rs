//! Where the article begins and ends among the lines of a document.
//!
//! Knows nothing of titles.

use std::ops::Range;

use super::{DocumentLine, furniture, signature};

/// Share of the prose, in hundredths, that a reader view must hold to be trusted with the end: of a page in cards it
/// shows one card.
const TRUSTED: usize = 60;

/// So many lines of links one below another are a menu or a list of other articles.
const MENU: usize = 3;

/// The article's lines, the title not among them; `from` is the line below the title.
pub(super) fn body(lines: &[DocumentLine<'_>], from: usize) -> Range<usize> {
    let mut said = false;
    let end = lines.iter().enumerate().skip(from).find_map(|(at, line)| {
        let ends = said && furniture::ends_article(line);
        said |= line.is_prose() || line.mark.is_main;
        ends.then_some(at)
    });
    let menu = lines.windows(MENU).enumerate().skip(from).find_map(|(at, run)| {
        let is_menu = run.iter().all(|line| line.mark.is_linked && !furniture::names_attachment(line.text));
        let said = || lines.iter().take(at).skip(from).any(|line| line.is_prose() || line.mark.is_main);
        (is_menu && said()).then_some(at)
    });
    let end = end.into_iter().chain(menu).min();
    let all = from..end.unwrap_or(lines.len());
    let inside = lines.get(all.clone()).unwrap_or_default();
    let prose = inside.iter().filter(|line| line.is_prose()).map(|line| line.text.len()).sum::<usize>();
    let main = inside
        .iter()
        .filter(|line| line.is_prose() && line.mark.is_main)
        .map(|line| line.text.len())
        .sum::<usize>();
    let last = inside.iter().rposition(|line| line.mark.is_main);
    let Some(last) = last.filter(|_| main * 100 >= prose * TRUSTED) else { return all };
    // Below the block of prose: who signs, what is attached, and sentences that the reader view took for less.
    let belongs = |line: &DocumentLine<'_>| {
        line.is_prose() || signature::may_sign(line.text) || furniture::names_attachment(line.text)
    };
    let tail = inside.iter().skip(last + 1).rposition(belongs).map_or(0, |at| at + 1);
    all.start..all.start + last + 1 + tail
}
