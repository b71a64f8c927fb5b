//! The printed lines of a page: numbered, freed of conversion marks, measured.
//!
//! Knows nothing of what a line means.

use super::{beside, bylines, marks};
use crate::text::spans::slice;

/// One printed line (or the part of it that belongs to one article).
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Line of the file, counted from 1.
    pub number: u32,
    /// Its text without the white space and conversion marks around it.
    pub text: &'a str,
    /// Printed width in half characters.
    pub width: usize,
    /// Blank lines before it.
    pub gap: u32,
    /// Printed with the two blank characters that open a paragraph.
    pub indented: bool,
}

/// The lines that are not blank, in file order. A line in which another article's byline begins is cut there.
pub(super) fn printed<'a>(lines: &[&'a str]) -> Vec<Line<'a>> {
    let mut found: Vec<Line<'a>> = Vec::with_capacity(lines.len());
    let mut gap = 0;
    for (index, raw) in beside::one_below_another(lines) {
        let text = bare(raw);
        if text.is_empty() && raw.trim().is_empty() {
            gap += 1;
            continue;
        }
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let indented = raw.starts_with("　　") || raw.starts_with("    ");
        let mut rest = text;
        while let Some(at) = bylines::inner_start(rest) {
            push(&mut found, Line { number, text: slice(rest, 0..at).trim_end(), width: 0, gap, indented });
            rest = slice(rest, at..rest.len());
            gap = 0;
        }
        push(&mut found, Line { number, text: rest, width: 0, gap, indented });
        gap = 0;
    }
    found
}

fn push<'a>(found: &mut Vec<Line<'a>>, line: Line<'a>) {
    found.push(Line { width: marks::width(line.text), ..line });
}

/// `raw` without the marks of a conversion: heading signs, emphasis, tags, byte-order mark.
fn bare(raw: &str) -> &str {
    let mut text = raw.trim_matches(|character: char| character.is_whitespace() || character == '\u{feff}');
    loop {
        let before = text;
        if let Some(rest) = text.strip_prefix('#') {
            text = rest.trim_start_matches('#').trim_start();
        }
        text = text.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")).unwrap_or(text).trim();
        text = text.strip_prefix("> ").unwrap_or(text).trim();
        for tag in ["<u>", "<b>", "<br>", "<br/>", "<sup>", "<sub>", "<strong>", "<center>", "<p>"] {
            text = text.strip_prefix(tag).unwrap_or(text).trim_start();
        }
        for tag in ["</u>", "</b>", "<br>", "<br/>", "</sup>", "</sub>", "</strong>", "</center>", "</p>"] {
            text = text.strip_suffix(tag).unwrap_or(text).trim_end();
        }
        if before == text {
            return text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversion_marks_fall_off() {
        let cases = [
            ("## 社区食堂开张", "社区食堂开张"),
            ("**本报讯**", "本报讯"),
            ("<u>``</u>", "``"),
            ("　　近日,", "近日,"),
            ("####", ""),
        ];
        for (raw, expected) in cases {
            assert_eq!(bare(raw), expected, "{raw}");
        }
    }

    #[test]
    fn blank_lines_are_counted_not_kept() {
        let lines = printed(&["", "甲", "", "", "乙"]);
        let seen: Vec<(u32, &str, u32)> =
            lines.iter().map(|line| (line.number, line.text, line.gap)).collect();
        assert_eq!(seen, [(1 + 1, "甲", 1), (5, "乙", 2)]);
    }
}
