//! Which ending of a file's name means which format: the one table of them.
//!
//! Knows nothing of what is done with a file of a format.

/// What a file is, as far as its name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileFormat {
    /// A notice.
    Markdown,
    /// A notice as other programs call it; linli reads `.md` only.
    LongMarkdown,
    /// The same with an ending that few know.
    OtherMarkdown,
    PlainText,
    Html,
    Docx,
    Pdf,
    /// A table of places.
    Csv,
    /// Cases, one a line.
    JsonLines,
    Toml,
    /// A document that no library here takes apart.
    OtherDocument,
    Image,
    /// Spreadsheets and slides.
    Spreadsheet,
    Archive,
}

/// Every ending that means something, in lower case.
const ENDINGS: &[(&str, FileFormat)] = &[
    ("md", FileFormat::Markdown),
    ("markdown", FileFormat::LongMarkdown),
    ("mdown", FileFormat::OtherMarkdown),
    ("mkd", FileFormat::OtherMarkdown),
    ("txt", FileFormat::PlainText),
    ("html", FileFormat::Html),
    ("htm", FileFormat::Html),
    ("docx", FileFormat::Docx),
    ("pdf", FileFormat::Pdf),
    ("csv", FileFormat::Csv),
    ("jsonl", FileFormat::JsonLines),
    ("toml", FileFormat::Toml),
    ("doc", FileFormat::OtherDocument),
    ("wps", FileFormat::OtherDocument),
    ("rtf", FileFormat::OtherDocument),
    ("odt", FileFormat::OtherDocument),
    ("jpg", FileFormat::Image),
    ("jpeg", FileFormat::Image),
    ("png", FileFormat::Image),
    ("gif", FileFormat::Image),
    ("bmp", FileFormat::Image),
    ("tif", FileFormat::Image),
    ("tiff", FileFormat::Image),
    ("webp", FileFormat::Image),
    ("heic", FileFormat::Image),
    ("xls", FileFormat::Spreadsheet),
    ("xlsx", FileFormat::Spreadsheet),
    ("et", FileFormat::Spreadsheet),
    ("ppt", FileFormat::Spreadsheet),
    ("pptx", FileFormat::Spreadsheet),
    ("zip", FileFormat::Archive),
    ("rar", FileFormat::Archive),
    ("7z", FileFormat::Archive),
];

impl FileFormat {
    /// The format that the name at the end of `path` tells; none where its ending means nothing.
    pub(crate) fn of_path(path: &str) -> Option<Self> {
        path.rsplit_once('.').and_then(|(_, ending)| Self::of_ending(ending))
    }

    /// The format of files that end in `ending`, in small letters or large ones, without the dot.
    pub(crate) fn of_ending(ending: &str) -> Option<Self> {
        let found = ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known));
        found.map(|(_, format)| *format)
    }

    /// A newspaper page may come in it.
    pub(crate) fn is_page(self) -> bool {
        self == Self::PlainText || self.is_foreign()
    }

    /// A library takes it apart, whose files may be made to break it.
    pub(crate) fn is_foreign(self) -> bool {
        matches!(self, Self::Html | Self::Docx | Self::Pdf)
    }

    /// Somebody may mean it as a notice.
    pub(crate) fn is_markdown(self) -> bool {
        matches!(self, Self::Markdown | Self::LongMarkdown | Self::OtherMarkdown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells_the_format() {
        let cases = [
            ("pages/001.TXT", Some(FileFormat::PlainText)),
            ("pages/001.3.Htm", Some(FileFormat::Html)),
            ("articles/a.md", Some(FileFormat::Markdown)),
            ("pages/1.docx/x", None),
            ("README", None),
            ("a.", None),
        ];
        for (path, format) in cases {
            assert_eq!(FileFormat::of_path(path), format, "{path}");
        }
    }
}
