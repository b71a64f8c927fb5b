//! Pages in other formats → lines of text.
//!
//! Knows nothing of articles and of the knowledge folder.

use super::{
    FileFormat, encoding,
    limits::FILE_BYTES,
    report::{Fault, Report},
};

mod docx;
mod html;
mod pdf;

/// What a page holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// The lines of a page with any number of articles.
    Page(String),
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
pub(crate) fn read(path: &str, bytes: &[u8], report: &mut Report) -> Option<Content> {
    let format = FileFormat::of_path(path);
    if matches!(format, Some(FileFormat::Docx | FileFormat::Pdf)) {
        if bytes.len() as u64 > FILE_BYTES {
            report.error(None, encoding::too_large(bytes.len() as u64));
            return None;
        }
        if bytes.is_empty() {
            report.error(None, Fault::new("文件是空的", "请把文件重新复制一次；不要的话请删掉"));
            return None;
        }
    }
    let text = match format {
        Some(FileFormat::Docx) => docx::text(bytes).map(|word| {
            word.warnings.into_iter().for_each(|fault| report.warning(None, fault));
            word.text
        }),
        Some(FileFormat::Pdf) => pdf::text(bytes),
        Some(FileFormat::Html) => {
            let decoded = encoding::decode(bytes, report)?;
            return html::content(&decoded).map_err(|fault| report.error(None, fault)).ok();
        }
        _ => return encoding::decode(bytes, report).map(Content::Page),
    };
    text.map(Content::Page).map_err(|fault| report.error(None, fault)).ok()
}
