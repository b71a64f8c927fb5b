//! Labels: the part that a printed line plays on its page.
//!
//! Knows nothing of how a line comes by its label.

/// The part that a printed line plays on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Label {
    /// No part of an article: masthead, page number, staff, web menus, debris.
    Furniture,
    /// An advertisement in which nothing is told.
    Advert,
    /// Names a column under which several articles stand.
    ColumnHead,
    /// Line above the headline (肩题).
    Kicker,
    /// The first line of a headline.
    Headline,
    /// What a headline was wrapped to.
    HeadlineRest,
    /// Line below the headline (副题).
    Subtitle,
    /// Byline on a line of its own.
    Byline,
    /// First line of an article's text.
    Start,
    /// Goes on from the line of text above it.
    #[default]
    Body,
    /// Goes on from a line of text elsewhere on the page.
    Resumed,
    /// Heads a section inside an article.
    SectionHead,
    /// Tells what a photograph shows.
    Caption,
    /// Names who took a photograph.
    Credit,
}

/// How many labels there are.
pub(super) const LABELS: usize = 14;

impl Label {
    /// All labels, in the order of the model's columns.
    pub(super) const ALL: [Self; LABELS] = [
        Self::Furniture,
        Self::Advert,
        Self::ColumnHead,
        Self::Kicker,
        Self::Headline,
        Self::HeadlineRest,
        Self::Subtitle,
        Self::Byline,
        Self::Start,
        Self::Body,
        Self::Resumed,
        Self::SectionHead,
        Self::Caption,
        Self::Credit,
    ];

    /// Its name in the model's file.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Furniture => "furniture",
            Self::Advert => "advert",
            Self::ColumnHead => "column-head",
            Self::Kicker => "kicker",
            Self::Headline => "headline",
            Self::HeadlineRest => "headline-rest",
            Self::Subtitle => "subtitle",
            Self::Byline => "byline",
            Self::Start => "start",
            Self::Body => "body",
            Self::Resumed => "resumed",
            Self::SectionHead => "section-head",
            Self::Caption => "caption",
            Self::Credit => "credit",
        }
    }

    /// Running text of an article.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Self::Start | Self::Body | Self::Resumed)
    }

    /// A line of a headline.
    pub(super) fn is_head(self) -> bool {
        matches!(self, Self::Kicker | Self::Headline | Self::HeadlineRest | Self::Subtitle)
    }
}
