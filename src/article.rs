//! An article as linli knows it: what was printed, where, when, and what it is about.
//!
//! Knows nothing of files, indexes, questions or networks. [`Article`] is what intake makes and everything else reads: its
//! text word for word, its print date only as precise as it is known (`Published`), its places as paths down the tree
//! ([`PlacePath`]), and its events, whose `EventStatus` depends on the day of asking.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod dates;
mod fingerprint;
mod place_path;

pub use dates::PublishedFrom;
pub(crate) use dates::{Event, EventStatus, PartialDate, Published, status};
pub(crate) use fingerprint::Fingerprint;
pub(crate) use place_path::Fit;
pub use place_path::PlacePath;

/// Path of a notice below the knowledge folder without extension (`2024/free-haircuts`), or a page and the
/// position of the article on it (`pages/003#9`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub String);

impl fmt::Display for ArticleId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl ArticleId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether the text is the paper's own or a retelling of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wording {
    /// The paper's own words.
    #[default]
    Printed,
    /// Facts of a paper in fresh words; the front matter says so.
    Retold,
}

/// The journalistic form of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ArticleKind {
    /// A report or notice.
    #[default]
    News,
    /// A long piece, often with section heads and the byline before the body or at its end.
    Feature,
    /// A few lines.
    Brief,
    /// A photograph with its caption.
    Photo,
    /// An advertisement, obituary or loss notice: never an answer.
    Advert,
}

/// From which byte of the body on the text stands in which line of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineStart {
    /// Byte offset in [`Article::body`].
    pub at: u32,
    /// Line of the file, counted from 1.
    pub(crate) line: u32,
}

/// One article of the knowledge folder.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Article {
    /// Unique in the folder.
    pub id: ArticleId,
    /// Headline; `None` when the page lost it.
    pub title: Option<String>,
    /// Made from the opening words when there is no title.
    pub(crate) label: Option<String>,
    /// Line above the headline (肩题).
    pub(crate) kicker: Option<String>,
    /// Line below the headline (副题).
    pub(crate) subtitle: Option<String>,
    /// As printed: 本报讯(记者 …).
    pub(crate) byline: Option<String>,
    /// Names in the byline.
    pub(crate) reporters: Vec<String>,
    /// Form of the article.
    pub(crate) kind: ArticleKind,
    /// Plain text without headline and byline: one paragraph a line, wrapped lines joined, Markdown marks removed.
    pub body: String,
    /// Where the body's bytes stand in the file, ascending in `at`; the first entry is at byte 0 unless the body is empty.
    pub(crate) line_starts: Vec<LineStart>,
    /// File below the knowledge folder, with extension.
    pub(crate) file: String,
    /// Lines of the file that belong to the article (headline, byline, captions too), `[from, to]`, in reading order.
    pub(crate) lines: Vec<[u32; 2]>,
    /// Publication date and where it comes from.
    pub published: Option<Published>,
    /// As printed or given, or `报名未印（<page>）`.
    pub source: Option<String>,
    /// Printed or retold.
    pub wording: Wording,
    /// Link to the original, http or https.
    pub(crate) url: Option<String>,
    /// Places it speaks of, most specific certain path each.
    pub places: Vec<PlacePath>,
    /// Service types, most fitting first.
    pub services: Vec<String>,
    /// What happens when.
    pub(crate) events: Vec<Event>,
    /// When the offer holds, if the operator said so.
    pub(crate) valid: Option<Event>,
    /// Number of the office, shown as printed.
    pub(crate) phone: Option<String>,
    /// Earlier notice that this one changes.
    pub(crate) supersedes: Option<ArticleId>,
    /// Taken back by the operator: never answered again.
    pub(crate) withdrawn: bool,
    /// Article of a page for which this file stands.
    pub(crate) replaces: Option<ArticleId>,
    /// How sure the splitter is that these lines, and no others, are the article, 0 to 1.
    pub(crate) certainty: Option<f32>,
    /// What the splitter was unsure of.
    pub(crate) warnings: Vec<String>,
}

impl Article {
    /// The headline, or the label made from the opening words.
    #[must_use]
    pub(crate) fn headline(&self) -> &str {
        self.title.as_deref().or(self.label.as_deref()).unwrap_or("")
    }

    /// Kicker, headline and subtitle in one line, for searching.
    #[must_use]
    pub(crate) fn headlines(&self) -> String {
        let parts = [self.kicker.as_deref(), Some(self.headline()), self.subtitle.as_deref()];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Name of the source; articles without one say so.
    #[must_use]
    pub(crate) fn source_name(&self) -> &str {
        self.source.as_deref().unwrap_or("来源未注明")
    }

    /// Where the article stands relative to `today`; the operator's `valid` period counts before the text's own dates.
    #[must_use]
    pub(crate) fn status(&self, today: Date) -> (EventStatus, Option<Event>) {
        match &self.valid {
            Some(valid) => status(std::slice::from_ref(valid), today),
            None => status(&self.events, today),
        }
    }

    /// Bytes of the body at which the printed order was mended: the text goes back up the page, or on in a line that
    /// was torn apart. No passage reaches across, for only the paper's own order is word for word.
    #[must_use]
    pub(crate) fn mended(&self) -> Vec<usize> {
        let mut seen = std::collections::HashSet::new();
        let mut last = 0;
        let mut mended = Vec::new();
        for start in &self.line_starts {
            let torn = start.line != last && !seen.insert(start.line);
            if torn || start.line < last {
                mended.push(start.at as usize);
            }
            last = start.line;
        }
        mended
    }

    /// The file's lines that hold the bytes `from..to` of the body, as `[from, to]` runs in reading order.
    #[must_use]
    pub(crate) fn lines_of(&self, from: usize, to: usize) -> Vec<[u32; 2]> {
        let first = self.line_starts.partition_point(|start| start.at as usize <= from).saturating_sub(1);
        let mut runs: Vec<[u32; 2]> = Vec::new();
        for start in self.line_starts.get(first..).unwrap_or_default() {
            if start.at as usize >= to && start.at as usize > from {
                break;
            }
            match runs.last_mut() {
                // A blank line between two printed lines does not end a run.
                Some(run) if start.line >= run[1] && start.line <= run[1] + 2 => run[1] = start.line,
                _ => runs.push([start.line, start.line]),
            }
        }
        runs
    }
}
