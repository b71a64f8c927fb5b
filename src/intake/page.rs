//! A newspaper page or a document: its lines, and what the operator says about it at its head.
//!
//! Knows nothing of how a page is split into articles.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    FileFormat,
    diagnostics::{Diagnostics, Finding},
    formats::{self, FileContent, LineMark, Properties},
    front_matter::{self, FrontMatterEntry, Value},
    keys, layout,
    limits::{PAGE_BYTES, PAGE_LINES},
    line_box::BoxedLine,
    newspaper::LaidOutPage,
    notice::{self, is_place, read_partial},
};
use crate::{
    article::PartialDate,
    text::printable::{Cleaner, is_plain},
};

/// What the operator says about a page that does not print it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Name of the paper.
    pub(crate) source: Option<String>,
    /// Day of the paper.
    pub(crate) published: Option<PartialDate>,
    /// Where the paper appears, as written.
    pub(crate) place: Option<String>,
}

impl Given {
    /// Takes what is missing here from `other`.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            source: self.source.or(other.source),
            published: self.published.or(other.published),
            place: self.place.or(other.place),
        }
    }
}

/// The text of a page; the operator's block is blanked, so that lines count from the file's first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PageSource {
    /// Its lines, joined with `\n`.
    pub(crate) text: String,
    /// What the operator says about it.
    pub(crate) given: Given,
    /// How its lines were written, as far as the format tells; in their order.
    pub(crate) marks: Vec<LineMark>,
    /// What the file says of itself beside its text.
    pub(crate) properties: Properties,
    /// The articles of a page whose lines tell where they stand.
    pub(crate) laid_out: Option<LaidOutPage>,
    /// For each key of the operator's block, its line.
    pub(crate) key_lines: BTreeMap<String, u32>,
}

/// Name of a file without folder and extension: `001`.
pub(crate) fn name(path: &str) -> &str {
    let file_name = path.rsplit('/').next().unwrap_or(path);
    file_name.rsplit_once('.').map_or(file_name, |(name, _)| name)
}

/// Reads the file `path`, which lies below the knowledge folder or anywhere; `None` when it cannot be used.
pub(crate) fn read(path: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<PageSource> {
    let content = formats::read(path, bytes, diagnostics)?;
    let content = printable(content, diagnostics);
    let boxed: usize = content.boxed.iter().map(|line| line.text.len()).sum();
    let lines = content.text.lines().count().max(content.boxed.len());
    if content.text.len().max(boxed) > PAGE_BYTES || lines > PAGE_LINES {
        diagnostics
            .error(None, Finding::new("版面上的字太多，不像报纸版面", "请拆成几个文件，一版报纸一个文件"));
        return None;
    }
    let FileContent { text, marks, properties, boxed } = content;
    let mut page = if !boxed.is_empty() {
        let laid_out = layout::laid_out(&boxed);
        let heading = |is_title: bool| LineMark { heading: is_title.then_some(1), ..LineMark::default() };
        let marks = laid_out.titles().map(heading).collect();
        PageSource { text: laid_out.text(), marks, laid_out: Some(laid_out), ..PageSource::default() }
    } else if has_block(&text) {
        let split = front_matter::split(&text, diagnostics)?;
        let entries = split.entries.unwrap_or_default();
        let blank = "\n".repeat(split.body_line.saturating_sub(1) as usize);
        let key_lines = entries.iter().map(|entry| (entry.key.clone(), entry.line)).collect();
        let given = given(&entries, diagnostics);
        PageSource { text: blank + &split.body, given, key_lines, ..PageSource::default() }
    } else {
        PageSource { text, marks, properties, ..PageSource::default() }
    };
    if FileFormat::of_path(path).is_some_and(FileFormat::is_markdown) {
        let FileContent { text, marks, properties, .. } = formats::markdown(&page.text, diagnostics);
        (page.text, page.marks, page.properties) = (text, marks, properties);
    }
    if !page.text.chars().any(char::is_alphanumeric) {
        diagnostics.error(None, Finding::new("版面上没有文字", "请检查文件；不要的话请删掉"));
        return None;
    }
    Some(page)
}

/// What every format may smuggle in once it is parsed: `&#0;`, `\u202e`. The lines are split clean.
fn printable(content: FileContent, diagnostics: &mut Diagnostics) -> FileContent {
    let mut clean = |text: String| {
        let text = without_invisible(text);
        if is_plain(&text) {
            return text;
        }
        let mut cleaner = Cleaner::default();
        cleaner.push(&text);
        if cleaner.lost {
            diagnostics.lost(None);
        }
        cleaner.text
    };
    let boxed = content.boxed.into_iter();
    FileContent {
        text: clean(content.text),
        boxed: boxed.map(|line| BoxedLine { text: clean(line.text), ..line }).collect(),
        marks: content.marks,
        properties: content.properties,
    }
}

/// Soft hyphens and blanks without width, which editors and web pages leave inside words. They go first: a sign that
/// cannot be printed is looked at beside its neighbours, and these are none.
fn without_invisible(mut text: String) -> String {
    let invisible = |character| matches!(character, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    if text.contains(invisible) {
        text.retain(|character| !invisible(character));
    }
    text
}

/// A line of dashes alone may be print; followed by a key it is the operator's.
fn has_block(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let opens = lines.next().is_some_and(|line| line.trim_end() == "---");
    let Some(entry) = lines.next().filter(|_| opens) else { return false };
    let key = entry.split([':', '：']).next().unwrap_or("").trim().to_lowercase();
    entry.contains([':', '：'])
        && (keys::PAGE.contains(&key.as_str()) || keys::meant(&key, &keys::PAGE).is_some())
}

fn given(entries: &[FrontMatterEntry], diagnostics: &mut Diagnostics) -> Given {
    let mut given = Given::default();
    for entry in entries {
        let text = match &entry.value {
            Value::Text(text) => text.trim().to_owned(),
            Value::List(items) => items.join("、"),
        };
        let text = Some(text).filter(|text| !text.is_empty());
        match entry.key.as_str() {
            "source" => given.source = text,
            "place" => given.place = text.filter(|place| is_place(place, entry.line, diagnostics)),
            "published" => {
                given.published = text.and_then(|text| read_partial(&text, entry.line, diagnostics))
            }
            _ => diagnostics.warning(entry.line, notice::unknown(entry, &keys::PAGE)),
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, lines: &str, source: Option<&str>, problems: usize) {
        let mut diagnostics = Diagnostics::new("x");
        let page = read("pages/001.txt", text.as_bytes(), &mut diagnostics).unwrap();
        assert_eq!(page.text, lines, "{text}");
        assert_eq!(page.given.source.as_deref(), source, "{text}");
        assert_eq!(diagnostics.into_problems().len(), problems, "{text}");
        assert_eq!(name("pages/001.txt"), "001");
    }

    #[test]
    fn the_operators_block_is_not_page_text() {
        check("理发\n修鞋", "理发\n修鞋", None, 0);
        check(
            "---\nsource: 邻里报\npublished: 2024-10-18\nplace: 大同\n---\n理发",
            "\n\n\n\n\n理发",
            Some("邻里报"),
            0,
        );
        check("---\n来源: 邻里报\n---\n理发", "\n\n\n理发", None, 1);
        check("---\n理发\n---\n修鞋", "---\n理发\n---\n修鞋", None, 0);
        check("---\nsource: 邻里报\ntitle: 理发\n---\n理发", "\n\n\n\n理发", Some("邻里报"), 1);
    }

    #[test]
    fn a_page_without_words_is_refused() {
        let mut diagnostics = Diagnostics::new("x");
        assert!(read("pages/001.txt", "——。\n".as_bytes(), &mut diagnostics).is_none());
        assert_eq!(diagnostics.into_problems().len(), 1);
    }
}
