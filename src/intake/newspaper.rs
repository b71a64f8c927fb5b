//! Splits the text of a scanned newspaper page into its articles.
//!
//! Knows nothing of files, dates, places or services: it tells which lines belong together, in which order they are read,
//! and which of them are headline, byline and caption.

use std::collections::BTreeSet;

use crate::article::{ArticleKind, LineStart};

mod assembly;
mod assignment;
mod blocks;
mod borders;
mod byline_names;
mod bylines;
mod captions;
mod chains;
mod classes;
mod columns;
mod continuity;
mod date_lines;
mod decoding;
mod drafts;
mod echoes;
mod features;
#[cfg(test)]
mod fixtures;
mod furniture;
mod headlines;
mod heads;
mod indices;
mod label_model;
mod labelling;
mod labels;
mod laid_out;
pub(crate) mod line_signs;
mod lines;
mod links;
mod mastheads;
mod ngrams;
mod page;
mod paragraphs;
mod punctuation;
pub mod reports;
mod shapes;
mod side_by_side;
mod signed;
mod signs;
mod weights;

use furniture::Furniture;
pub(crate) use laid_out::{LaidOutArticle, LaidOutPage, assemble};
use signs::LineSign;

/// The lines of a page as the file has them; lines of front matter are blank, so that numbers hold.
#[derive(Clone, Debug, Default)]
pub struct PageText<'a> {
    /// Line 1 is the first.
    lines: Vec<&'a str>,
}

impl<'a> PageText<'a> {
    /// The lines of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { lines: text.lines().collect() }
    }
}

/// A page, split.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SplitPage {
    /// Its articles in page order.
    pub articles: Vec<PageArticle>,
    /// Lines that belong to none: mastheads, column heads, debris.
    noise_lines: Vec<u32>,
    /// Those of them that print a date of the page.
    date_lines: Vec<u32>,
    /// The paper's name, where the page prints it.
    pub(crate) paper: Option<String>,
}

/// One article of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageArticle {
    /// Line above the headline (肩题).
    pub(crate) kicker: Option<String>,
    /// Headline; `None` when the page lost it.
    pub(crate) title: Option<String>,
    /// Line below the headline (副题).
    pub(crate) subtitle: Option<String>,
    /// As printed: 本报讯(记者 …).
    pub(crate) byline: Option<String>,
    /// Names in the byline.
    pub(crate) reporters: Vec<String>,
    /// Form of the article.
    pub(crate) kind: ArticleKind,
    /// One paragraph a line, wrapped lines joined; captions at the end.
    pub body: String,
    /// Where the body's bytes stand on the page, ascending in `at`.
    pub line_starts: Vec<LineStart>,
    /// All its lines, `[from, to]`, in reading order.
    pub lines: Vec<[u32; 2]>,
    /// The opening words when there is no headline.
    pub(crate) label: Option<String>,
    /// How sure it is that these lines, and no others, are the article, 0 to 1.
    pub(crate) certainty: f32,
    /// What is unsure, in plain Chinese.
    pub(crate) warnings: Vec<String>,
}

/// Splits `page` into its articles.
#[must_use]
pub fn split(page: &PageText<'_>) -> SplitPage {
    let mut page = page::NewspaperPage::new(lines::printed(&page.lines));
    let drafts = signed::articles(&mut page).unwrap_or_else(|| labelled(&page));
    let articles: Vec<PageArticle> =
        drafts.iter().filter_map(|draft| assembly::article(&page, draft)).collect();
    let mut noise: BTreeSet<u32> = page.lines().iter().map(|line| line.number).collect();
    for [from, to] in articles.iter().flat_map(|article| &article.lines) {
        (*from..=*to).for_each(|line| {
            noise.remove(&line);
        });
    }
    let noise_lines = noise.into_iter().collect();
    let dates = page.lines().iter().filter(|line| line.sign == LineSign::Furniture(Furniture::DateLine));
    let date_lines = dates.map(|line| line.number).collect();
    let paper = paper(&page);
    SplitPage { articles, noise_lines, date_lines, paper }
}

/// The articles that the labels of the lines tell.
fn labelled(page: &page::NewspaperPage<'_>) -> Vec<drafts::ArticleDraft> {
    let parts = blocks::of_page(page);
    let links = links::of_page(page, &parts);
    chains::articles(page, parts, &links)
}

/// The name in a masthead, or the one that all reports give themselves.
fn paper(page: &page::NewspaperPage<'_>) -> Option<String> {
    use Furniture::{DateLine, Masthead};
    let mastheads =
        page.lines().iter().filter(|line| matches!(line.sign, LineSign::Furniture(DateLine | Masthead)));
    mastheads.into_iter().find_map(|line| mastheads::paper(line.text)).or_else(|| {
        let bylines = page.lines().iter().filter(|line| matches!(line.sign, LineSign::Opening(_)));
        let names: BTreeSet<String> =
            bylines.filter_map(|line| mastheads::paper_of_byline(line.text)).collect();
        let one = names.len() == 1;
        names.into_iter().next().filter(|_| one)
    })
}
