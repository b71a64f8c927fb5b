//! The text of an article, block by block → paragraphs and captions.
//!
//! Knows nothing of where articles begin.

use super::{
    blocks::Block,
    columns::{self, ColumnEdges},
    scale::PageScale,
};
use crate::intake::{
    line_box::{BoxedLine, LineBox},
    newspaper::line_signs,
};

/// In sizes of the text: a line that begins further in begins a paragraph, one that ends so far before its column's edge
/// ends one if a sentence ends there, and one that ends earlier yet does in any case.
const INDENTED: f32 = 1.2;
const SHORT: f32 = 1.6;
const VERY_SHORT: f32 = 4.0;
/// Lines of the longest caption that stands in a column of text.
const CAPTION_LINES: usize = 5;

/// The text of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ArticleText {
    pub(crate) paragraphs: Vec<String>,
    pub(crate) captions: Vec<String>,
}

/// Joins the lines of `flow`; `places` are those of all blocks of the page.
pub(super) fn of_flow(flow: &[Block<'_>], places: &[LineBox], scale: &PageScale) -> ArticleText {
    let mut text = ArticleText::default();
    let mut before: Option<(&BoxedLine, ColumnEdges)> = None;
    for block in flow {
        let edges = columns::edges(&block.place, places, scale);
        let caption = caption_lines(block, scale);
        let (caption, lines) = block.lines.split_at(caption.min(block.lines.len()));
        if !caption.is_empty() {
            text.captions.push(joined(caption));
        }
        for line in lines {
            match text.paragraphs.last_mut() {
                Some(paragraph) if !begins(line, &edges, before, scale) => append(paragraph, &line.text),
                _ => text.paragraphs.push(line.text.clone()),
            }
            before = Some((line, edges));
        }
    }
    text
}

/// How many lines at the beginning of a block stand under a photograph.
fn caption_lines(block: &Block<'_>, scale: &PageScale) -> usize {
    if !line_signs::is_caption(block.opening()) {
        return 0;
    }
    if !PageScale::alike(block.place.size, scale.text) {
        return block.lines.len();
    }
    let ends = |line: &&BoxedLine| line_signs::ends_closed(&line.text) || line.text.ends_with('摄');
    let mut end = block.lines.iter().take(CAPTION_LINES).position(ends).map_or(1, |at| at + 1);
    if block.lines.get(end).is_some_and(|line| line.text.ends_with('摄')) {
        end += 1;
    }
    end
}

fn begins(
    line: &BoxedLine,
    edges: &ColumnEdges,
    before: Option<(&BoxedLine, ColumnEdges)>,
    scale: &PageScale,
) -> bool {
    let Some((before, before_edges)) = before else { return true };
    let missing = before_edges.right - before.place.right;
    line.place.left - edges.left > INDENTED * scale.text
        || !PageScale::alike(line.place.size, before.place.size)
        || missing > SHORT * scale.text && line_signs::ends_closed(&before.text)
        || missing > VERY_SHORT * scale.text
}

fn joined(lines: &[&BoxedLine]) -> String {
    let mut text = String::new();
    lines.iter().for_each(|line| append(&mut text, &line.text));
    text
}

/// Latin words keep the blank that their line break stood for.
pub(super) fn append(text: &mut String, line: &str) {
    let latin = |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphabetic());
    if latin(text.chars().next_back()) && latin(line.chars().next()) {
        text.push(' ');
    }
    text.push_str(line);
}
