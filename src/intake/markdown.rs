//! Markdown → plain text, one paragraph a line, with the file's line for every byte.
//!
//! Knows nothing of front matter and articles. The words stay as printed: only marks go.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::diagnostics::{Diagnostics, Finding};
use crate::{article::LineStart, text::spans::slice};

mod body;
mod tags;

use body::PlainBuilder;
use tags::TagStripper;

/// Plain text and where its bytes stand in the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Plain {
    pub(crate) text: String,
    pub(crate) line_starts: Vec<LineStart>,
}

/// The plain text of `markdown`, whose first line is line `first_line` of its file.
pub(crate) fn plain(markdown: &str, first_line: u32, diagnostics: &mut Diagnostics) -> Plain {
    let newlines: Vec<usize> = markdown.match_indices('\n').map(|(at, _)| at).collect();
    let line_at = |at: usize| first_line + newlines.partition_point(|newline| *newline < at) as u32;
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    for (label, definition) in parser.reference_definitions().iter() {
        diagnostics.warning(line_at(definition.span.start), lost_definition(label));
    }
    let mut walk = Walk {
        source: markdown,
        body: PlainBuilder::default(),
        tags: TagStripper::default(),
        images: 0,
        code: false,
        lists: Vec::new(),
    };
    let mut first_image = None;
    for (event, range) in parser.into_offset_iter() {
        if matches!(event, Event::Start(Tag::Image { .. })) {
            first_image.get_or_insert(line_at(range.start));
        }
        walk.step(event, range.start, line_at(range.start));
    }
    if let Some(line) = first_image {
        diagnostics
            .warning(line, Finding::new("图片里的字读不出来", "图片里有时间、地点、电话的，请把字打进正文"));
    }
    let plain = walk.body.finish();
    if let Some(at) = plain.text.match_indices("~~").nth(1).map(|(at, _)| at) {
        let line = plain
            .line_starts
            .iter()
            .take_while(|start| start.at as usize <= at)
            .last()
            .map(|start| start.line);
        diagnostics
            .warning(line, Finding::new("“~~”删除线不起作用，划掉的字还会给人看到", "作废的话请直接删掉"));
    }
    plain
}

fn lost_definition(label: &str) -> Finding {
    Finding::new(
        format!("“[{label}]:”开头的这一行被当作链接，不会显示"),
        format!("如果是正文，请把冒号改成中文的“：”，写成“[{label}]：”"),
    )
}

struct Walk<'a> {
    source: &'a str,
    body: PlainBuilder,
    tags: TagStripper,
    /// Depth of images: their replacement text is not printed text.
    images: usize,
    code: bool,
    /// For each open list: whether it is numbered.
    lists: Vec<bool>,
}

impl Walk<'_> {
    fn step(&mut self, event: Event<'_>, at: usize, line: u32) {
        match event {
            Event::Start(tag) => self.open(&tag, at, line),
            Event::End(tag) => self.close(tag),
            Event::Text(text) if self.code => self.lines(&text, line),
            Event::Text(text) if !self.is_hidden() => {
                let escaped = slice(self.source, 0..at).ends_with('\\');
                self.body.text(&text, line, if escaped { body::Marks::Literal } else { body::Marks::Stray });
            }
            Event::Code(text) if !self.is_hidden() => self.body.text(&text, line, body::Marks::Literal),
            Event::Html(html) | Event::InlineHtml(html) => {
                let text = self.tags.strip(&html);
                self.lines(&text, line);
            }
            Event::SoftBreak if begins_paragraph(self.source, at) => self.body.end_paragraph(),
            Event::SoftBreak => self.body.wrap(),
            Event::HardBreak | Event::Rule => self.body.end_paragraph(),
            _ => {}
        }
    }

    fn is_hidden(&self) -> bool {
        self.images > 0 || self.tags.is_hiding()
    }

    fn open(&mut self, tag: &Tag<'_>, at: usize, line: u32) {
        match tag {
            Tag::Image { .. } => self.images += 1,
            Tag::List(first) => self.lists.push(first.is_some()),
            Tag::Item => {
                self.body.end_paragraph();
                let numbered = self.lists.last().copied().unwrap_or(false);
                self.body.marker(&marker(self.source, at, numbered), line);
            }
            Tag::CodeBlock(_) => {
                self.body.end_paragraph();
                self.code = true;
            }
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::Table(_)
            | Tag::TableRow
            | Tag::HtmlBlock => {
                self.body.end_paragraph();
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::List(_) => {
                self.lists.pop();
                self.body.end_paragraph();
            }
            TagEnd::CodeBlock => {
                self.code = false;
                self.body.end_paragraph();
            }
            TagEnd::TableCell => self.body.space(),
            TagEnd::HtmlBlock => {
                self.tags = TagStripper::default();
                self.body.end_paragraph();
            }
            TagEnd::Item => self.body.end_item(),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::TableRow
            | TagEnd::TableHead => {
                self.body.end_paragraph();
            }
            _ => {}
        }
    }

    /// Text whose line breaks count.
    fn lines(&mut self, text: &str, first: u32) {
        for (number, part) in text.split('\n').enumerate() {
            if number > 0 {
                self.body.end_paragraph();
            }
            self.body.text(part, first + number as u32, body::Marks::Literal);
        }
    }
}

/// Chinese paragraphs begin with two wide blanks (or four spaces), blank line or not.
fn begins_paragraph(source: &str, line_break: usize) -> bool {
    let rest = slice(source, line_break..source.len()).trim_start_matches(['\r', '\n']);
    rest.starts_with('\u{3000}') || rest.starts_with("    ") || rest.starts_with('\t')
}

/// The marker of a list item as it stands in the source: `1.`, `2)`; every bullet becomes `·`.
fn marker(source: &str, at: usize, numbered: bool) -> String {
    if !numbered {
        return "· ".to_owned();
    }
    let item = slice(source, at..source.len()).trim_start();
    let digits: String = item.chars().take_while(char::is_ascii_digit).collect();
    let delimiter = item.chars().nth(digits.len()).filter(|mark| matches!(mark, '.' | ')')).unwrap_or('.');
    format!("{digits}{delimiter} ")
}

#[cfg(test)]
mod tests;
