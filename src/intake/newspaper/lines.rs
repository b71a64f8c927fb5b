//! The printed lines of a page: numbered, freed of conversion marks, measured.
//!
//! Knows nothing of what a line means; roles and columns are noted in it by those who tell them.

use super::{
    bylines,
    indices::{IndexedList, LineIndex},
    punctuation,
    side_by_side::{self, RawLine},
    signs::LineSign,
};
use crate::text::spans::slice;

/// One printed line (or the part of it that belongs to one article), and all that is known of it.
#[derive(Clone, Debug)]
pub(super) struct PageLine<'a> {
    /// Its position on the page.
    pub(crate) index: LineIndex,
    /// Line of the file, counted from 1.
    pub(crate) number: u32,
    /// Its text without the white space and conversion marks around it.
    pub(crate) text: &'a str,
    /// Printed width in half characters.
    pub(crate) width: usize,
    /// Blank lines before it.
    pub(crate) gap: u32,
    /// Printed with the two blank characters that open a paragraph.
    pub(crate) indented: bool,
    /// The part that it plays on its page.
    pub(crate) sign: LineSign,
    /// Width of the column that wrapped it, in half characters.
    pub(crate) column: Option<usize>,
    /// How its first printed line begins, where its wraps tell.
    pub(crate) indent: Indent,
}

/// How the first printed line of a line that was wrapped begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Indent {
    /// Nothing tells.
    #[default]
    Unknown,
    /// At the edge of its column: it goes on from another line.
    Flush,
    /// Further in, as a paragraph's beginning is.
    Indented,
}

/// All lines of a page.
pub(super) type PageLines<'a> = IndexedList<LineIndex, PageLine<'a>>;

impl<'a> PageLine<'a> {
    /// Line `number` of the file, of which nothing is known but its text.
    pub(super) fn new(number: u32, text: &'a str) -> Self {
        Self {
            index: LineIndex::default(),
            number,
            text,
            width: punctuation::width(text),
            gap: 0,
            indented: false,
            sign: LineSign::Text,
            column: None,
            indent: Indent::Unknown,
        }
    }

    /// A line of headline or body.
    pub(super) fn is_text(&self) -> bool {
        self.sign == LineSign::Text
    }

    /// A line whose words are the report's own: body, or a byline with words behind it.
    pub(super) fn is_body(&self) -> bool {
        matches!(self.sign, LineSign::Text | LineSign::Opening(_))
    }

    /// A part of a photograph: its caption or the name of who took it.
    pub(super) fn belongs_to_photo(&self) -> bool {
        matches!(self.sign, LineSign::Caption | LineSign::PhotoCredit)
    }

    /// A byline that fills the line.
    pub(super) fn is_standalone_byline(&self) -> bool {
        matches!(self.sign, LineSign::Standalone(_))
    }

    /// The sentence is complete at the end of the line.
    pub(super) fn ends_closed(&self) -> bool {
        punctuation::ends_closed(self.text)
    }

    /// The line cannot be the beginning of a sentence.
    pub(super) fn starts_open(&self) -> bool {
        punctuation::starts_open(self.text)
    }
}

/// The lines that are not blank, in file order. A line in which another article's byline begins is cut there.
pub(super) fn printed<'a>(lines: &[&'a str]) -> PageLines<'a> {
    let mut found = PageLines::default();
    let mut gap = 0;
    for RawLine { offset, text: raw } in side_by_side::one_below_another(lines) {
        let text = bare(raw);
        if text.is_empty() && raw.trim().is_empty() {
            gap += 1;
            continue;
        }
        let number = u32::try_from(offset + 1).unwrap_or(u32::MAX);
        let indented = raw.starts_with("　　") || raw.starts_with("    ");
        let mut rest = text;
        while let Some(at) = bylines::inner_start(rest) {
            let cut = slice(rest, 0..at).trim_end();
            add(&mut found, PageLine { gap, indented, ..PageLine::new(number, cut) });
            rest = slice(rest, at..rest.len());
            gap = 0;
        }
        add(&mut found, PageLine { gap, indented, ..PageLine::new(number, rest) });
        gap = 0;
    }
    found
}

/// Adds a line at the end of the page and tells it its position.
pub(super) fn add<'a>(lines: &mut PageLines<'a>, line: PageLine<'a>) -> LineIndex {
    lines.push(PageLine { index: lines.end(), ..line })
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

    #[test]
    fn a_line_knows_its_position() {
        let lines = printed(&["甲", "社区食堂开张 本报讯(记者 王小河)昨日", "乙"]);
        assert_eq!(lines.len(), 4);
        assert!(lines.enumerate().all(|(at, line)| line.index == at));
    }
}
