//! The lines of a web page as its visitor sees them: one block a line, the cells of a row side by side.
//!
//! Knows nothing of which of them are the article's.

use dom_query::{Document, NodeRef};

use crate::text::printable::printable_line;

/// A line, and how it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WebLine {
    pub(super) text: String,
    /// Letters of it, figures left out, and those of them that are links.
    pub(super) letters: usize,
    pub(super) linked: usize,
    /// 1 for `<h1>`.
    pub(super) heading: Option<u8>,
}

/// What nobody sees, or nobody reads: code, what a form is made of, what the page itself calls navigation.
const UNSEEN: &str = "script, style, noscript, template, iframe, svg, button, select, textarea, input, label, nav, aside, [hidden]";

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "ul",
    "caption",
    "option",
];

/// Characters of the longest cell in a table of figures.
const LONGEST_CELL: usize = 150;

/// Takes away what a visitor does not see. Pages that a script unveils (`visibility:hidden` in saved articles) are
/// taken as unveiled.
pub(super) fn hide(document: &Document) {
    document.select(UNSEEN).remove();
    for node in document.select("[style]").nodes() {
        let style = node.attr_or("style", "").to_lowercase().replace(char::is_whitespace, "");
        if style.contains("display:none") {
            node.remove_from_parent();
        } else {
            node.remove_attr("style");
        }
    }
    // Paragraphs inside the cells of a table of figures do not break its rows; a table that holds the page together has
    // tables in it, or a cell with the whole article.
    for row in document.select("table:not(:has(table)) tr").iter() {
        let cells = row.select("td, th");
        if cells.length() > 1 && cells.nodes().iter().all(|cell| cell.normalized_char_count() <= LONGEST_CELL)
        {
            cells.select("p, div, br").rename("i");
        }
    }
}

/// All lines, without the empty ones.
pub(super) fn visible(document: &Document) -> Vec<WebLine> {
    let mut writer = LineWriter::default();
    let Some(body) = document.body() else { return Vec::new() };
    // No recursion: how deep elements nest is the page's choice.
    let mut open = vec![Step { node: body, leaves: false }];
    while let Some(Step { node, leaves }) = open.pop() {
        if node.is_text() {
            writer.push(&node.text());
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        writer.tag(&name, leaves);
        if !leaves {
            open.push(Step { node, leaves: true });
            open.extend(node.children_it(true).map(|node| Step { node, leaves: false }));
        }
    }
    writer.end_line();
    writer.lines
}

struct Step<'a> {
    node: NodeRef<'a>,
    /// Its children have been read.
    leaves: bool,
}

#[derive(Default)]
struct LineWriter {
    lines: Vec<WebLine>,
    line: WebLine,
    links: usize,
    heading: Option<u8>,
}

impl LineWriter {
    fn tag(&mut self, name: &str, leaves: bool) {
        match name {
            "a" if leaves => self.links = self.links.saturating_sub(1),
            "a" => self.links += 1,
            "br" => self.end_line(),
            "td" | "th" => self.line.text.push(' '),
            _ if BLOCKS.contains(&name) => {
                self.end_line();
                if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()) {
                    self.heading = Some(level).filter(|_| !leaves);
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        for character in text.chars() {
            match character.is_whitespace() && character != '\u{3000}' {
                true if self.line.text.ends_with(' ') => {}
                true => self.line.text.push(' '),
                false => self.line.text.push(character),
            }
        }
        let letters = text.chars().filter(|character| character.is_alphabetic()).count();
        self.line.letters += letters;
        self.line.linked += if self.links > 0 { letters } else { 0 };
        self.line.heading = self.line.heading.or(self.heading);
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let text = printable_line(&line.text);
        let text =
            text.trim_matches(' ').split("  ").filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        if !text.trim().is_empty() {
            self.lines.push(WebLine { text, ..line });
        }
    }
}
