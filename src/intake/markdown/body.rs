//! A body under construction: paragraphs, joined lines, and the file's line for every byte.
//!
//! Knows nothing of Markdown's grammar.

use super::Plain;
use crate::{
    article::LineStart,
    text::spans::{is_han, slice},
};

/// Whether `**` in a text may be an emphasis that Markdown's grammar did not see.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// Meant as printed.
    Literal,
    /// May be left over: Markdown does not close `**“敬老月”**活动`, where no space follows a quotation mark.
    Stray,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Separator {
    #[default]
    Paragraph,
    Wrap,
    Space,
    None,
}

#[derive(Default)]
pub(super) struct PlainBuilder {
    plain: Plain,
    gap: Separator,
    /// A list marker that waits for its text.
    marker: Option<(String, u32)>,
    /// Where in the paragraph asterisks were left.
    stray: Vec<usize>,
}

impl PlainBuilder {
    /// Adds text of one line of the file.
    pub(super) fn text(&mut self, text: &str, line: u32, marks: Marks) {
        if text.trim().is_empty() && self.marker.is_some() {
            return;
        }
        if let Some((marker, line)) = self.marker.take() {
            self.text(&marker, line, Marks::Literal);
        }
        let text: String =
            text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
        let text = if self.gap == Separator::None { text.as_str() } else { text.trim_start() };
        let Some(first) = text.chars().next() else { return };
        self.bridge(first);
        let at = self.plain.text.len();
        self.start_line(line);
        if marks == Marks::Stray {
            self.stray.extend(text.match_indices('*').map(|(mark, _)| at + mark));
        }
        self.plain.text.push_str(text);
    }

    /// Begins a paragraph with a list marker.
    pub(super) fn marker(&mut self, marker: &str, line: u32) {
        self.end_paragraph();
        self.marker = Some((marker.to_owned(), line));
    }

    /// A marker without text is text: 「2024.」 at the end of a line.
    pub(super) fn end_item(&mut self) {
        if let Some((marker, line)) = self.marker.take() {
            self.text(&marker, line, Marks::Literal);
        }
        self.end_paragraph();
    }

    /// The line ends, the paragraph goes on.
    pub(super) fn wrap(&mut self) {
        self.widen(Separator::Wrap);
    }

    /// A blank between two cells.
    pub(super) fn space(&mut self) {
        self.widen(Separator::Space);
    }

    /// The next text begins a new paragraph.
    pub(super) fn end_paragraph(&mut self) {
        self.unmark();
        self.widen(Separator::Paragraph);
    }

    pub(super) fn finish(mut self) -> Plain {
        self.end_paragraph();
        self.plain
    }

    fn widen(&mut self, gap: Separator) {
        let end = self.plain.text.trim_end().len();
        self.plain.text.truncate(end);
        while self.plain.line_starts.pop_if(|start| start.at as usize >= end).is_some() {}
        if self.gap != Separator::Paragraph {
            self.gap = gap;
        }
    }

    /// Closes the gap before a text that begins with `first`.
    fn bridge(&mut self, first: char) {
        let last = self.plain.text.chars().next_back();
        let between = match (std::mem::replace(&mut self.gap, Separator::None), last) {
            (Separator::None, _) | (_, None) => "",
            (Separator::Paragraph, _) => "\n",
            (Separator::Space, _) => " ",
            (Separator::Wrap, Some(last)) if needs_blank(last, first) => " ",
            (Separator::Wrap, _) => "",
        };
        self.plain.text.push_str(between);
    }

    fn start_line(&mut self, line: u32) {
        if self.plain.line_starts.last().is_none_or(|start| start.line != line) {
            self.plain.line_starts.push(LineStart { at: self.plain.text.len() as u32, line });
        }
    }

    /// Takes away pairs of `**` that embrace quoted or bracketed words.
    fn unmark(&mut self) {
        let stray = doubles(&std::mem::take(&mut self.stray));
        let pairs = stray.as_chunks::<2>().0.iter();
        let embracing = pairs.filter(|[open, close]| embraces(slice(&self.plain.text, open + 2..*close)));
        let marks: Vec<usize> = embracing.flatten().copied().collect();
        let Some(&first) = marks.first() else { return };
        // Written once, however many marks there are.
        let mut rest = String::with_capacity(self.plain.text.len() - first);
        let mut done = first;
        for mark in &marks {
            rest.push_str(slice(&self.plain.text, done..*mark));
            done = mark + MARK;
        }
        rest.push_str(slice(&self.plain.text, done..self.plain.text.len()));
        self.plain.text.truncate(first);
        self.plain.text.push_str(&rest);
        let starts = &mut self.plain.line_starts;
        let moved = starts.partition_point(|start| start.at as usize <= first);
        for start in starts.iter_mut().skip(moved) {
            let at = start.at as usize;
            let before = marks.partition_point(|mark| *mark < at);
            let last = before.checked_sub(1).and_then(|last| marks.get(last)).copied().unwrap_or(at);
            // A line that begins inside a mark begins behind it.
            start.at = (at - before * MARK + MARK.saturating_sub(at - last) * usize::from(before > 0)) as u32;
        }
        // Of two starts at one byte the later counts: the earlier line held only the mark.
        let mut kept: Vec<LineStart> = Vec::with_capacity(starts.len());
        for start in starts.drain(moved.saturating_sub(1)..) {
            kept.pop_if(|before| before.at == start.at);
            kept.push(start);
        }
        starts.extend(kept);
    }
}

/// Bytes of `**`.
const MARK: usize = 2;

/// Of the offsets of asterisks, the first ones of exactly two in a row; more hide the middle of a telephone number.
fn doubles(asterisks: &[usize]) -> Vec<usize> {
    let runs = asterisks.chunk_by(|one, next| one + 1 == *next);
    runs.filter_map(|run| if let [first, _] = run { Some(*first) } else { None }).collect()
}

fn embraces(inner: &str) -> bool {
    let (Some(first), Some(last)) = (inner.chars().next(), inner.chars().next_back()) else { return false };
    let opens = matches!(first, '“' | '‘' | '（' | '《' | '【' | '「' | '(' | '"' | '[');
    let closes = matches!(
        last,
        '”' | '’' | '）' | '》' | '】' | '」' | ')' | '"' | ']' | '。' | '！' | '？' | '：' | '，' | '；'
    );
    // 张**、李** hides two names: no mark of its own kind stands just inside.
    (opens && (closes || is_han(last))) || (closes && (is_han(first) || first.is_alphanumeric()))
}

/// Han text is joined without a blank, words of letters and numbers with one.
fn needs_blank(last: char, first: char) -> bool {
    match first {
        'a'..='z' | 'A'..='Z' => {
            last.is_ascii_alphanumeric() || matches!(last, ',' | '.' | ';' | ':' | '!' | '?')
        }
        '0'..='9' => last.is_ascii_alphanumeric(),
        _ => false,
    }
}
