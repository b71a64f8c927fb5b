//! Reports: what is seen on a page, for operators and for those who learn the weights.
//!
//! Knows nothing of files.

use std::fmt::Write;

use super::{
    PageText, blocks, chains,
    features::FeatureReader,
    heads::HeadReader,
    lines,
    links::{self, LinkReader},
    page::NewspaperPage,
};
use crate::text::spans::first_chars;

/// Characters of a line that an explanation shows.
const SHOWN: usize = 40;

/// A line each: its number, its role, how sure that is, and how it begins; with tabs between.
#[must_use]
pub fn roles(page: &PageText<'_>) -> String {
    let page = NewspaperPage::new(lines::printed(&page.lines));
    let mut out = String::new();
    for line in page.lines() {
        let label = page.label(line.index);
        let (name, certainty, shown) = (label.label.name(), label.certainty, first_chars(line.text, SHOWN));
        // Writing into a string does not fail.
        let _ = writeln!(out, "{}\t{name}\t{certainty:.2}\t{shown}", line.number);
    }
    out
}

/// The features of the lines of a page, a line each: its number, then `name=value` for each feature, with tabs between.
/// What the labels are learnt from.
#[must_use]
pub fn line_features(page: &PageText<'_>) -> String {
    let page = NewspaperPage::new(lines::printed(&page.lines));
    let reader = FeatureReader::new(&page);
    let mut out = String::new();
    for line in page.lines() {
        let _ = write!(out, "{}", line.number);
        for feature in reader.of_line(line.index) {
            let _ = write!(out, "\t{}={}", feature.name, feature.value);
        }
        out.push('\n');
    }
    out
}

/// What speaks for each choice that is made over the whole page, an option each: the first line of the block and the line
/// that it may go on from, or the first line of a headline and that of an article; then `name=value` for each feature,
/// with tabs between. What the weights of choices are learnt from.
#[must_use]
pub fn choice_features(page: &PageText<'_>) -> String {
    let page = NewspaperPage::new(lines::printed(&page.lines));
    let parts = blocks::of_page(&page);
    let mut out = String::new();
    let mut write = |kind: &str, asker: u32, option: u32, features: &[(&'static str, f32)]| {
        let _ = write!(out, "{kind}\t{asker}\t{option}");
        for (name, value) in features {
            let _ = write!(out, "\t{name}={value:.4}");
        }
        out.push('\n');
    };
    let reader = LinkReader::new(&page, &parts);
    for (at, block) in parts.blocks.enumerate() {
        for option in reader.options(at) {
            let from = option.from.and_then(|from| parts.blocks.get(from));
            let from = from.map_or(0, |from| page.line(from.last).number);
            write("link", page.line(block.first).number, from, &option.features);
        }
    }
    let chains = chains::follow(&parts, &links::of_page(&page, &parts));
    let reader = HeadReader::new(&page, &parts.heads, &chains);
    for (at, head) in parts.heads.enumerate() {
        let asker = head.lines.first().map_or(0, |line| page.line(*line).number);
        for option in reader.options(at) {
            let first = chains.get(option.chain).map_or(0, |chain| page.line(chain.first).number);
            write("head", asker, first, &option.features);
        }
    }
    out
}
