//! Lines with boxes → articles in reading order: by columns, sizes and white space, whatever the format.
//!
//! Knows nothing of the words, but where a sentence ends and how a report, a caption and a page's edge begin. All measures
//! are parts of the page's own: size of its text, height of its lines, width of its columns.

use super::{
    line_box::{BoxedLine, LineBox},
    newspaper::{LaidOutArticle, LaidOutPage},
};

mod articles;
mod blocks;
mod columns;
mod document;
mod insets;
mod orphans;
mod paragraphs;
mod regions;
mod running;
mod scale;

use articles::RegionArticle;
use blocks::Block;
use scale::PageScale;

/// Lays out the lines of one or several pages, which come page by page.
pub(crate) fn laid_out(lines: &[BoxedLine]) -> LaidOutPage {
    let (text, furniture) = running::without(lines);
    let mut whole = LaidOutPage { furniture, ..LaidOutPage::default() };
    if document::is_document(&text) {
        whole.articles.extend(document::article(&text));
        whole.is_document = true;
        return whole;
    }
    for page in text.chunk_by(|a, b| a.place.page == b.place.page) {
        newspaper_page(page, &mut whole);
    }
    whole
}

/// Lines of the fullest page: what no press prints stays as it comes.
const PAGE_LINES: usize = 6_000;

fn newspaper_page(lines: &[&BoxedLine], whole: &mut LaidOutPage) {
    if lines.len() > PAGE_LINES {
        let body = lines.iter().map(|line| line.text.clone()).collect();
        whole.articles.push(LaidOutArticle { body, ..LaidOutArticle::default() });
        return;
    }
    let (lines, furniture) = running::without_masthead(lines);
    whole.furniture.extend(furniture);
    let Some(scale) = PageScale::of(&lines) else { return };
    let blocks = blocks::with_kickers(blocks::of_lines(&lines, &scale), &scale);
    let places: Vec<LineBox> =
        blocks.iter().filter(|block| !block.is_head).map(|block| block.place).collect();
    let starts = |block: &Block<'_>| block.is_head || block.is_signed_within(1);
    let regions = regions::cut(blocks, &scale, &starts);
    let articles = regions.into_iter().flat_map(|region| articles::of_region(region, &scale)).collect();
    for article in orphans::joined(articles) {
        if orphans::is_furniture(&article) {
            let lines = article.flow.iter().flat_map(|block| &block.lines).chain(&article.title);
            whole.furniture.extend(lines.map(|line| line.text.clone()));
        } else {
            whole.articles.push(written(&article, &places, &scale));
        }
    }
}

fn written(article: &RegionArticle<'_>, places: &[LineBox], scale: &PageScale) -> LaidOutArticle {
    let texts = |lines: &[&BoxedLine]| lines.iter().map(|line| line.text.clone()).collect();
    let text = paragraphs::of_flow(&article.flow, places, scale);
    LaidOutArticle {
        kicker: texts(&article.kicker),
        title: texts(&article.title),
        subtitle: texts(&article.subtitle),
        body: text.paragraphs,
        captions: text.captions,
    }
}

#[cfg(test)]
mod tests;
