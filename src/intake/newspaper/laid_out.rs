//! Articles whose parts are known from where they stand on the page → the same articles that the splitter makes.
//!
//! Knows nothing of boxes: what is headline, what is paragraph, and in which order, was told by their places.

use std::ops::Range;

use super::{
    PageArticle, SplitPage, assembly,
    drafts::ArticleDraft,
    headlines,
    indices::ListIndex,
    lines::{self, PageLine, PageLines},
    page::NewspaperPage,
    signs::LineSign,
};

/// An article in reading order: a line of headline or a paragraph each.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LaidOutArticle {
    /// Lines above the headline.
    pub(crate) kicker: Vec<String>,
    /// The largest lines.
    pub(crate) title: Vec<String>,
    /// Lines below it.
    pub(crate) subtitle: Vec<String>,
    pub(crate) body: Vec<String>,
    pub(crate) captions: Vec<String>,
}

/// A page, or several, in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LaidOutPage {
    /// Belongs to no article: mastheads, page numbers.
    pub(crate) furniture: Vec<String>,
    pub(crate) articles: Vec<LaidOutArticle>,
    /// What an office writes, in one column: one article.
    pub(crate) is_document: bool,
}

impl LaidOutArticle {
    fn parts(&self) -> [&[String]; 5] {
        [&self.kicker, &self.title, &self.subtitle, &self.body, &self.captions]
    }
}

impl LaidOutPage {
    fn lines(&self) -> impl Iterator<Item = &str> {
        let articles = self.articles.iter().flat_map(|article| article.parts().into_iter().flatten());
        self.furniture.iter().chain(articles).map(String::as_str)
    }

    /// Whether a line is of a headline, for each line of the text.
    pub(crate) fn titles(&self) -> impl Iterator<Item = bool> {
        let parts = self.articles.iter().flat_map(|article| {
            let title = article.title.as_slice();
            article
                .parts()
                .into_iter()
                .flat_map(move |part| part.iter().map(move |_| std::ptr::eq(part, title)))
        });
        self.furniture.iter().map(|_| false).chain(parts)
    }

    /// A line each, in the order in which the articles count them.
    pub(crate) fn text(&self) -> String {
        self.lines().collect::<Vec<_>>().join("\n")
    }
}

/// Makes the articles of a page whose places are known.
pub(crate) fn assemble(laid_out: &LaidOutPage) -> SplitPage {
    let mut lines = PageLines::default();
    for (number, text) in (1..).zip(laid_out.lines()) {
        lines::add(&mut lines, PageLine::new(number, text));
    }
    let page = NewspaperPage::new(lines);
    let mut at = laid_out.furniture.len();
    let mut articles = Vec::new();
    for article in &laid_out.articles {
        let [kicker, title, subtitle, body, captions] = article.parts().map(|part| {
            at += part.len();
            at - part.len()..at
        });
        let draft = draft(&page, kicker.start..subtitle.end, body, captions);
        let Some(made) = assembly::article(&page, &draft) else { continue };
        let line = |range: Range<usize>| headlines::joined(page.texts(&indices(range)));
        articles.push(PageArticle {
            kicker: line(kicker),
            title: line(title),
            subtitle: line(subtitle),
            ..made
        });
    }
    let furniture = (1..).zip(&laid_out.furniture).map(|(number, _)| number);
    SplitPage {
        noise_lines: furniture.collect(),
        paper: super::paper(&page),
        articles,
        ..SplitPage::default()
    }
}

fn indices<I: ListIndex>(range: Range<usize>) -> Vec<I> {
    range.map(I::at).collect()
}

/// A byline opens the body, on a line of its own or not.
fn draft(
    page: &NewspaperPage<'_>,
    head: Range<usize>,
    body: Range<usize>,
    captions: Range<usize>,
) -> ArticleDraft {
    let signed = |line: &&PageLine<'_>| matches!(line.sign, LineSign::Standalone(_));
    let paragraphs = indices(body);
    let byline = paragraphs.iter().take(BYLINE_REACH).map(|at| page.line(*at)).find(signed);
    let byline = byline.map(|line| line.index);
    ArticleDraft {
        head: indices(head),
        byline,
        body: paragraphs.into_iter().filter(|at| Some(*at) != byline).collect(),
        photo: indices(captions),
        paragraphs: true,
        certainty: PLACED,
        ..ArticleDraft::default()
    }
}

/// How sure places are: set by hand, not calibrated.
const PLACED: f32 = 0.9;
/// Paragraphs at the beginning of an article among which its byline stands.
const BYLINE_REACH: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    fn some(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn parts_keep_the_part_that_their_place_gave_them() {
        let article = LaidOutArticle {
            kicker: some(&["河东社区"]),
            title: some(&["食堂开到", "家门口"]),
            subtitle: some(&["——老人吃上热饭"]),
            body: some(&["本报讯（记者 王小河）昨日，食堂开张：", "每天开放，老人八折。"]),
            captions: some(&["图为食堂。"]),
        };
        let page = LaidOutPage {
            furniture: some(&["2024年10月18日 星期五"]),
            articles: vec![article],
            ..LaidOutPage::default()
        };
        assert_eq!(page.text().lines().count(), 8);
        let split = assemble(&page);
        let made = split.articles.first().unwrap();
        assert_eq!(made.kicker.as_deref(), Some("河东社区"));
        assert_eq!(
            made.title.as_deref().map(|title| title.replace(' ', "")).as_deref(),
            Some("食堂开到家门口")
        );
        assert_eq!(made.byline.as_deref(), Some("本报讯（记者 王小河）"));
        assert_eq!(made.body, "昨日，食堂开张：\n每天开放，老人八折。\n图为食堂。");
        assert_eq!((split.noise_lines, made.lines.as_slice()), (vec![1], [[2, 8]].as_slice()));
    }
}
