//! Drafts: the lines of each article, by what they are to it.
//!
//! Knows nothing of how they were found.

use super::{headlines::Headline, indices::LineIndex, lines::PageLine, page::NewspaperPage};

/// One article as far as it is known: positions of its lines in the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ArticleDraft {
    /// Kicker, headline, subtitle.
    pub(crate) head: Vec<LineIndex>,
    /// The byline on a line of its own below the headline.
    pub(crate) byline: Option<LineIndex>,
    /// The text in reading order, heads of sections and closing bylines among it.
    pub(crate) body: Vec<LineIndex>,
    /// Lines of `body` that are heads of sections.
    pub(crate) sections: Vec<LineIndex>,
    /// Captions and credits.
    pub(crate) photo: Vec<LineIndex>,
    /// Lines of `body` whose place rests on weak signs.
    pub(crate) unsure: Vec<LineIndex>,
    /// Each line of `body` is a paragraph.
    pub(crate) paragraphs: bool,
    /// How sure it is that these lines, and no others, are the article, 0 to 1.
    pub(crate) certainty: f32,
    /// What its signs tell, where the page was cut at its bylines; then its labels tell nothing.
    pub(crate) signed: Option<SignedParts>,
}

/// What the lines of an article say of themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SignedParts {
    /// Its headline, divided.
    pub(crate) headline: Headline,
    /// Lines of the body that are bylines and nothing else.
    pub(crate) signatures: Vec<LineIndex>,
}

impl ArticleDraft {
    /// The printed lines of the text, in order.
    pub(super) fn lines<'p>(
        &self,
        page: &'p NewspaperPage<'_>,
    ) -> impl DoubleEndedIterator<Item = &'p PageLine<'p>> {
        self.body.iter().map(|line| page.line(*line))
    }
}
