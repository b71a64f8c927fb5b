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
mod pdf;

/// What a page holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FileContent {
    /// The lines of a page with any number of articles.
    Page(String),
    /// The lines of a page, or of several, that tell where they stand.
    Boxed(Vec<BoxedLine>),
    /// A web page with one article.
    Single(Single),
}

/// The one article of a web page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Single {
    pub(crate) title: String,
    /// One paragraph a line.
    pub(crate) text: String,
    /// As the page's data say it: `2024-10-18T…`.
    pub(crate) published: Option<String>,
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
    let text = match format {
        Some(FileFormat::Docx) => docx::text(bytes).map(|word| {
            word.warnings.into_iter().for_each(|finding| diagnostics.warning(None, finding));
            word.text
        }),
        Some(FileFormat::Pdf) => {
            let lines = pdf::lines(bytes).map_err(|finding| diagnostics.error(None, finding)).ok();
            return lines.map(FileContent::Boxed);
        }
        Some(FileFormat::Html) => {
            let decoded = encoding::decode(bytes, diagnostics)?;
            return html::content(&decoded).map_err(|finding| diagnostics.error(None, finding)).ok();
        }
        _ => return encoding::decode(bytes, diagnostics).map(FileContent::Page),
    };
    text.map(FileContent::Page).map_err(|finding| diagnostics.error(None, finding)).ok()
}
