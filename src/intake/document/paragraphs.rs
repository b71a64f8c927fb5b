//! Lines → the paragraphs of an article's body, each with the lines of the file behind it.
//!
//! Knows nothing of what the lines say.

use super::DocumentLine;
use crate::{
    article::{Article, LineStart},
    text::spans::char_count,
};

/// A line this much shorter than the longest ones ends its paragraph.
const RAGGED: usize = 3;
/// Nothing is printed in narrower columns.
const NARROWEST: usize = 18;

/// Writes `lines` as the body. `is_wrapped`: a line that fills the paper goes on in the next one.
pub(super) fn write(article: &mut Article, lines: &[DocumentLine<'_>], is_wrapped: bool) {
    let edge = if is_wrapped { edge(lines) } else { None };
    let mut before: Option<&DocumentLine<'_>> = None;
    for line in lines {
        let goes_on = before.zip(edge).is_some_and(|(before, edge)| {
            let is_full = width(before.text) + RAGGED * 2 >= edge;
            let is_next = line.number == before.number + 1;
            is_full
                && is_next
                && !line.is_indented
                && !before.text.ends_with(['。', '！', '？', '：', '；', ':'])
        });
        if !goes_on && !article.body.is_empty() {
            article.body.push('\n');
        }
        let at = u32::try_from(article.body.len()).unwrap_or(u32::MAX);
        article.line_starts.push(LineStart { at, line: line.number });
        article.body.push_str(line.text);
        before = Some(line);
    }
}

/// The width at which the lines are broken, in half characters: several come close to it and none goes beyond.
fn edge(lines: &[DocumentLine<'_>]) -> Option<usize> {
    let widest = lines.iter().map(|line| width(line.text)).max()?;
    let full = lines.iter().filter(|line| width(line.text) + RAGGED * 2 >= widest).count();
    ((NARROWEST * 2..=NARROWEST * 7).contains(&widest) && full >= 2).then_some(widest)
}

fn width(text: &str) -> usize {
    char_count(text) * 2 - text.bytes().filter(u8::is_ascii).count()
}
