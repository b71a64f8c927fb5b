//! Pages in other formats → lines of text.
//!
//! Knows nothing of articles and of the knowledge folder.

use super::{
    FileFormat,
    diagnostics::{Diagnostics, Finding},
    encoding,
    limits::FILE_BYTES,
    line_box::BoxedLine,
};

mod docx;
mod html;
mod markdown;
mod pdf;

/// What a file holds: its lines, and what it says of itself beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FileContent {
    /// Everything that a reader sees.
    pub(crate) text: String,
    /// How the lines of the text were written, as far as the format tells; in their order.
    pub(crate) marks: Vec<LineMark>,
    pub(crate) properties: Properties,
    /// In place of the text, where the format tells where each line stands: the lines of one or several pages.
    pub(crate) boxed: Vec<BoxedLine>,
}

impl FileContent {
    /// Lines of which the format tells nothing.
    pub(crate) fn plain(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// How the line at `index`, counted from 0, was written.
    #[cfg(test)]
    pub(crate) fn mark(&self, index: usize) -> LineMark {
        self.marks.get(index).copied().unwrap_or_default()
    }
}

/// How a line was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LineMark {
    /// The level of a heading.
    pub(crate) heading: Option<u8>,
    /// It leads somewhere else.
    pub(crate) is_linked: bool,
    /// A reader view shows it.
    pub(crate) is_main: bool,
}

/// What a file says of itself beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Properties {
    /// Surest first; the name of the site may stand behind one.
    pub(crate) titles: Vec<String>,
    /// As written: `2024-10-18T…`.
    pub(crate) published: Option<String>,
    /// Who published it first.
    pub(crate) source: Option<String>,
    /// Name of the site.
    pub(crate) site: Option<String>,
}

/// The lines of a Markdown document whose operator's block is blank.
pub(crate) fn markdown(text: &str, diagnostics: &mut Diagnostics) -> FileContent {
    markdown::content(text, diagnostics)
}

/// The content of `bytes`, told apart by the extension of `path`; `None` when there is nothing to read.
pub(crate) fn read(path: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<FileContent> {
    let format = FileFormat::of_path(path);
    if matches!(format, Some(FileFormat::Docx | FileFormat::Pdf)) {
        if bytes.len() as u64 > FILE_BYTES {
            diagnostics.error(None, encoding::too_large(bytes.len() as u64));
            return None;
        }
        if bytes.is_empty() {
            diagnostics.error(None, Finding::new("文件是空的", "请把文件重新复制一次；不要的话请删掉"));
            return None;
        }
    }
    let content = match format {
        Some(FileFormat::Docx) => docx::text(bytes).map(|word| {
            word.warnings.into_iter().for_each(|finding| diagnostics.warning(None, finding));
            let properties = Properties { titles: word.title.into_iter().collect(), ..Properties::default() };
            FileContent { properties, ..FileContent::plain(word.text) }
        }),
        Some(FileFormat::Pdf) => {
            pdf::lines(bytes).map(|boxed| FileContent { boxed, ..FileContent::default() })
        }
        Some(FileFormat::Html) => {
            let decoded = encoding::decode(bytes, diagnostics)?;
            return html::content(&decoded).map_err(|finding| diagnostics.error(None, finding)).ok();
        }
        _ => return encoding::decode(bytes, diagnostics).map(FileContent::plain),
    };
    content.map_err(|finding| diagnostics.error(None, finding)).ok()
}
