//! What a part of a document says, and what is open in it while it is read.
//!
//! Knows nothing of XML.

use std::collections::HashMap;

use crate::intake::formats::docx::styles::Visibility;

/// What one part says.
#[derive(Default)]
pub(in super::super) struct Story {
    pub(in super::super) text: String,
    /// Name of the outermost element.
    pub(in super::super) root: String,
    /// The text of each footnote or endnote by its number, where the part holds those.
    pub(in super::super) notes: HashMap<String, String>,
    /// Numbers of the footnotes that the text points at, in order.
    pub(in super::super) footnotes: Vec<String>,
    pub(in super::super) endnotes: Vec<String>,
    /// Words were left out because they are struck out.
    pub(in super::super) struck: bool,
    /// Words were left out because a field never ends.
    pub(in super::super) open_field: bool,
    /// Another document is embedded.
    pub(in super::super) embedded: bool,
    /// The part is damaged; the text ends there.
    pub(in super::super) torn: bool,
}

/// A paragraph that is open: one in a text box stands inside another.
#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) visibility: Visibility,
    /// It is an item of a list.
    pub(super) listed: bool,
    /// Its end is deleted or hidden: the next paragraph goes on in its line.
    pub(super) joined: bool,
}

/// A run that is open: the base of annotated characters holds runs of its own.
#[derive(Clone, Copy, Default)]
pub(super) struct TextRun {
    pub(super) own: Visibility,
    pub(super) style: Visibility,
    /// Inside a hidden run.
    pub(super) hidden: bool,
}
