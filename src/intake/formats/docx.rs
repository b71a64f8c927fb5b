//! Word documents (.docx) → one line a paragraph, one line a table row, as their author means them to be read.
//!
//! Knows nothing of what the words say: only of what a document shows, hides, deletes and strikes out.

use crate::{intake::diagnostics::Finding, text::spans::first_chars};

mod body;
mod lines;
mod package;
mod styles;

use body::{Story, StoryReader};
use package::{Package, WordPart, not_word};
use styles::Styles;

/// Characters of headers and footers that a warning shows.
const SHOWN: usize = 40;

/// What a document says.
pub(super) struct Word {
    /// One paragraph or table row a line; footnotes and endnotes below.
    pub(super) text: String,
    /// The title among its properties.
    pub(super) title: Option<String>,
    /// What stands in it and was not read.
    pub(super) warnings: Vec<Finding>,
}

/// Reads the bytes of a `.docx` file.
pub(super) fn text(bytes: &[u8]) -> Result<Word, Finding> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Finding::new(
            "这是旧版或加了密码的 Word 文档",
            "请在 Word 或 WPS 里去掉密码，“另存为”.docx 或纯文本",
        ));
    }
    let mut package = Package::open(bytes)?;
    let styles = package.part(WordPart::Styles)?.map(|xml| Styles::read(&xml)).unwrap_or_default();
    let mut story = StoryReader::read(&package.document()?, &styles)?;
    if story.root != "document" {
        return Err(not_word());
    }
    append_notes(&mut story, &mut package, &styles)?;
    let margins = margins(&mut package, &styles)?;
    if story.text.trim().is_empty() {
        let problem = if story.struck {
            "Word 文档里的字全都划掉了"
        } else {
            "Word 文档里没有文字，可能只有图片"
        };
        return Err(Finding::new(problem, "请把图片里的字转成文字再放进来；划掉的字要用的话请去掉删除线"));
    }
    let title = package.part(WordPart::Properties)?.and_then(|xml| title(&xml));
    Ok(Word { warnings: warnings(&story, &margins), title, text: story.text })
}

/// Footnotes and endnotes, in the order in which the text points at them; one whose mark was deleted is deleted.
fn append_notes(story: &mut Story, package: &mut Package<'_>, styles: &Styles) -> Result<(), Finding> {
    for (part, pointers) in [
        (WordPart::Footnotes, std::mem::take(&mut story.footnotes)),
        (WordPart::Endnotes, std::mem::take(&mut story.endnotes)),
    ] {
        if pointers.is_empty() {
            continue;
        }
        let Some(xml) = package.part(part)? else { continue };
        let found = StoryReader::read(&xml, styles)?;
        story.struck |= found.struck;
        let mut notes = found.notes;
        for pointer in pointers {
            // Taken: a second mark for the same note does not repeat it.
            let Some(note) = notes.remove(&pointer).filter(|note| !note.trim().is_empty()) else { continue };
            story.text.push('\n');
            story.text.push_str(note.trim());
        }
    }
    Ok(())
}

/// `<dc:title>` of the document's properties.
fn title(xml: &str) -> Option<String> {
    let (_, title) = xml.split_once("<dc:title>")?;
    let (title, _) = title.split_once("</dc:title>")?;
    let title = quick_xml::escape::unescape(title).ok()?.trim().to_owned();
    Some(title).filter(|title| !title.is_empty())
}

/// What headers and footers say besides numbers of pages, each text once.
fn margins(package: &mut Package<'_>, styles: &Styles) -> Result<Vec<String>, Finding> {
    let mut margins: Vec<String> = Vec::new();
    for xml in package.margins()? {
        let text = StoryReader::read(&xml, styles)?.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let says = |character: char| {
            character.is_alphabetic() && !"第共页一二三四五六七八九十Pageof".contains(character)
        };
        if text.chars().any(says) && !margins.contains(&text) {
            margins.push(text);
        }
    }
    Ok(margins)
}

fn warnings(story: &Story, margins: &[String]) -> Vec<Finding> {
    let mut warnings = Vec::new();
    if story.struck {
        warnings.push(Finding::new(
            "有划掉的字，没有读",
            "划掉的字不会给人看到；要用的话请在 Word 里去掉删除线，再放进来",
        ));
    }
    if !margins.is_empty() {
        let margins = margins.join(" ");
        let shown = first_chars(&margins, SHOWN);
        warnings.push(Finding::new(
            format!("页眉、页脚里还有字：“{shown}{}”，没有读", if shown == margins { "" } else { "……" }),
            "要用的话（例如报名、日期）请把它们复制到正文里",
        ));
    }
    if story.embedded {
        warnings
            .push(Finding::new("文档里套着另一个文件，那里面的字没有读", "要用的话请把那些字复制到正文里"));
    }
    if story.open_field {
        warnings.push(Finding::new(
            "有一个域（自动更新的内容）没有结尾，它后面的字没有读",
            "请在 Word 里全选，按 Ctrl+Shift+F9 把域变成普通文字，再保存一次",
        ));
    }
    if story.torn {
        warnings.push(Finding::new(
            "文档从中间起已经损坏，后面的字没有读",
            "请在 Word 或 WPS 里打开，再“另存为”.docx 或纯文本",
        ));
    }
    warnings
}

/// A document that cannot be opened.
fn broken() -> Finding {
    Finding::new("Word 文档打不开，可能已经损坏", "请在 Word 或 WPS 里打开，再“另存为”.docx 或纯文本")
}

#[cfg(test)]
mod tests;
