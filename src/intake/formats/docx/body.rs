//! The XML of a document, its notes or a header → the text that a reader of the document sees.
//!
//! Knows nothing of archives and of which part it reads.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{
    lines::Lines,
    styles::{Styles, Visibility, attribute, is_on},
};
use crate::intake::diagnostics::Finding;

mod story;
mod symbols;

pub(super) use story::Story;
use story::{Paragraph, TextRun};

/// Tables and text boxes inside one another; no author goes beyond a handful.
const MAX_NESTED: usize = 64;
/// Elements inside one another: what the deepest of those tables need, twice.
const MAX_DEPTH: usize = 2_000;

/// The reader's place in the part.
#[derive(Default)]
pub(super) struct StoryReader<'s> {
    styles: Option<&'s Styles>,
    story: Story,
    lines: Lines,
    /// Open elements.
    depth: usize,
    /// Nothing counts until only so many elements are open.
    skip: Option<usize>,
    paragraphs: Vec<Paragraph>,
    runs: Vec<TextRun>,
    /// How many elements were open before each open row and cell.
    rows: Vec<usize>,
    cells: Vec<usize>,
    /// Open tables and text boxes.
    nested: usize,
    /// For each open field: whether its code, not its result, is being read; and how many are in their code.
    fields: Vec<bool>,
    codes: usize,
    /// For each open alternative: whether one of its branches has been read.
    alternatives: Vec<bool>,
    /// For each open content control: whether it only shows what might be filled in.
    controls: Vec<bool>,
    /// Where the text of the open note begins.
    note: Option<(String, usize)>,
    /// A tick box of an old form: whether it is ticked.
    tick: Option<bool>,
    in_text: bool,
    /// Inside the properties of a paragraph, of a content control, of a run, of a row.
    of_paragraph: bool,
    of_control: bool,
    of_run: bool,
    of_row: bool,
    /// The end of the last paragraph was deleted: what its line holds so far.
    carried: String,
    /// Words stood in the code of a field.
    in_code: bool,
}

impl<'s> StoryReader<'s> {
    /// Reads one part.
    pub(super) fn read(xml: &str, styles: &'s Styles) -> Result<Story, Finding> {
        let mut body = Self { styles: Some(styles), ..Self::default() };
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => body.open(&tag)?,
                Ok(Event::End(tag)) => body.close(tag.local_name().into_inner()),
                Ok(Event::Empty(tag)) => {
                    body.open(&tag)?;
                    body.close(tag.local_name().into_inner());
                }
                Ok(Event::Text(text)) => body.words(&text.xml10_content()),
                Ok(Event::CData(text)) => body.words(&text.xml10_content()),
                Ok(Event::GeneralRef(reference)) => {
                    let character = reference.resolve_char_ref().ok().flatten();
                    let named = quick_xml::escape::resolve_predefined_entity(&reference);
                    match (character, named) {
                        (Some(character), _) => body.words(character.encode_utf8(&mut [0; 4])),
                        (None, Some(text)) => body.words(text),
                        (None, None) => {}
                    }
                }
                Ok(Event::Eof) => return Ok(body.finish()),
                Ok(_) => {}
                Err(_) if body.lines.len() == 0 => {
                    return Err(Finding::new(
                        "Word 文档的内容已经损坏",
                        "请在 Word 或 WPS 里打开，再“另存为”.docx 或纯文本",
                    ));
                }
                // What came before the damage is worth having.
                Err(_) => {
                    body.story.torn = true;
                    return Ok(body.finish());
                }
            }
        }
    }

    fn finish(mut self) -> Story {
        if !self.carried.is_empty() {
            let carried = std::mem::take(&mut self.carried);
            self.lines.paragraph(&carried);
        }
        self.story.open_field = self.in_code && self.codes > 0;
        self.story.text = self.lines.finish();
        self.story
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), Finding> {
        let name = tag.local_name().into_inner();
        self.depth += 1;
        if self.depth == 1 {
            self.story.root = name.to_owned();
        }
        if self.depth > MAX_DEPTH {
            return Err(too_deep());
        }
        if self.skip.is_some() {
            return Ok(());
        }
        match name {
            "tbl" | "txbxContent" => self.nested += 1,
            "tr" => self.rows.push(self.depth - 1),
            "tc" => self.cells.push(self.depth - 1),
            "p" => {
                self.paragraphs.push(Paragraph { visibility: self.visibility(None), ..Paragraph::default() })
            }
            "r" => self.runs.push(TextRun { hidden: self.is_hidden(), ..TextRun::default() }),
            "t" => self.in_text = true,
            "pPr" => self.of_paragraph = true,
            "trPr" => self.of_row = true,
            "rPr" => self.of_run = !self.of_paragraph && !self.of_control,
            "sdtPr" => self.of_control = true,
            "sdt" => self.controls.push(false),
            "AlternateContent" => self.alternatives.push(false),
            "footnote" | "endnote" => {
                self.note = attribute(tag, "id").map(|id| (id, self.lines.len()));
            }
            "checkBox" => self.tick = Some(false),
            // How it was formatted before; the reading above the characters; values of formulas' marks.
            "pPrChange" | "rPrChange" | "trPrChange" | "tcPrChange" | "tblPrChange" | "tblPrExChange"
            | "sectPrChange" | "numberingChange" | "ctrlPr" | "rt" => self.skip_from(self.depth - 1),
            "del" | "moveFrom" if !self.of_paragraph && !self.of_row => self.skip_from(self.depth - 1),
            "Choice" | "Fallback" => match self.alternatives.last_mut() {
                Some(read) if !*read => *read = true,
                _ => self.skip_from(self.depth - 1),
            },
            "sdtContent" if self.controls.last() == Some(&true) => self.skip_from(self.depth - 1),
            _ if self.of_row => self.row_property(name, tag),
            _ if self.of_paragraph => self.paragraph_property(name, tag),
            _ if self.of_control => {
                if name == "showingPlcHdr" && is_on(tag) {
                    self.controls.iter_mut().last().into_iter().for_each(|control| *control = true);
                }
            }
            _ if self.of_run => self.run_property(name, tag),
            "cellDel" => self.skip = self.cells.last().copied(),
            "altChunk" | "subDoc" => self.story.embedded = true,
            _ => self.mark(name, tag),
        }
        if self.nested.max(self.rows.len()) > MAX_NESTED { Err(too_deep()) } else { Ok(()) }
    }

    fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        if self.skip.is_some_and(|skip| self.depth > skip) {
            return;
        }
        // Properties may have begun what is skipped to the end of their row or cell.
        let skipped = self.skip.take().is_some();
        if skipped {
            (self.of_row, self.of_run, self.in_text) = (false, false, false);
        }
        match name {
            "tbl" | "txbxContent" => self.nested = self.nested.saturating_sub(1),
            "tr" => {
                self.rows.pop();
                if self.rows.is_empty() && !skipped {
                    self.lines.end_row();
                }
            }
            "tc" => {
                self.cells.pop();
            }
            "p" => self.end_paragraph(),
            "r" => {
                self.runs.pop();
            }
            "t" => self.in_text = false,
            "pPr" => self.of_paragraph = false,
            "trPr" => self.of_row = false,
            "rPr" => self.of_run = false,
            "sdtPr" => self.of_control = false,
            "sdt" => {
                self.controls.pop();
            }
            "AlternateContent" => {
                self.alternatives.pop();
            }
            "footnote" | "endnote" => {
                if let Some((id, from)) = self.note.take() {
                    let text = self.lines.take(from);
                    self.story.notes.insert(id, text);
                }
            }
            "checkBox" => {
                // It stands in the code of its own field.
                if let Some(ticked) = self.tick.take().filter(|_| self.codes <= 1) {
                    self.show(if ticked { "☑" } else { "☐" });
                }
            }
            _ => {}
        }
    }

    /// Passes over everything up to the end of the element before which `open` elements were open.
    fn skip_from(&mut self, open: usize) {
        self.skip = Some(open);
    }

    fn row_property(&mut self, name: &str, tag: &BytesStart<'_>) {
        if matches!(name, "del" | "hidden") && is_on(tag) {
            self.skip = self.rows.last().copied();
        }
    }

    fn paragraph_property(&mut self, name: &str, tag: &BytesStart<'_>) {
        let visibility =
            if name == "pStyle" { Some(self.visibility(attribute(tag, "val").as_deref())) } else { None };
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "pStyle" => paragraph.visibility = visibility.unwrap_or_default(),
            "numPr" => paragraph.listed = true,
            // The number that takes an item out of its list.
            "numId" if attribute(tag, "val").is_some_and(|value| value == "0") => paragraph.listed = false,
            "del" | "moveFrom" => paragraph.joined = true,
            "vanish" | "specVanish" => paragraph.joined = is_on(tag),
            _ => {}
        }
    }

    fn run_property(&mut self, name: &str, tag: &BytesStart<'_>) {
        let style = if name == "rStyle" { attribute(tag, "val") } else { None };
        let visibility = style.map(|style| self.visibility(Some(&style)));
        let Some(run) = self.runs.last_mut() else { return };
        match visibility {
            Some(visibility) => run.style = visibility,
            None => run.own.note(name, tag),
        }
    }

    /// What stands in a run beside its words.
    fn mark(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "fldChar" => self.field(attribute(tag, "fldCharType").as_deref()),
            "default" | "checked" if self.tick.is_some() => self.tick = Some(is_on(tag)),
            "br" | "cr" => self.put("\n"),
            "tab" | "ptab" => self.put(" "),
            "noBreakHyphen" => self.put("-"),
            "sym" => {
                let code = attribute(tag, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                let font = attribute(tag, "font").unwrap_or_default();
                if let Some(symbol) = code.and_then(|code| symbols::shown(code, &font)) {
                    self.put(symbol.encode_utf8(&mut [0; 4]));
                }
            }
            // A word drawn as a picture.
            "textpath" => {
                if let Some(text) = attribute(tag, "string") {
                    self.put(&format!("{text}\n"));
                }
            }
            "footnoteReference" | "endnoteReference" if !self.is_hidden() && self.codes == 0 => {
                let numbers = if name == "footnoteReference" {
                    &mut self.story.footnotes
                } else {
                    &mut self.story.endnotes
                };
                numbers.extend(attribute(tag, "id"));
            }
            _ => {}
        }
    }

    fn field(&mut self, kind: Option<&str>) {
        let was_code = self.fields.last() == Some(&true);
        match kind {
            Some("begin") => {
                self.fields.push(true);
                self.codes += 1;
            }
            Some("separate") if was_code => {
                self.fields.pop();
                self.fields.push(false);
                self.codes -= 1;
            }
            Some("end") => {
                self.fields.pop();
                self.codes -= usize::from(was_code);
            }
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        if self.in_text && self.skip.is_none() {
            self.put(&text.replace(['\n', '\r', '\t'], " "));
        }
    }

    /// Adds to the open paragraph what its reader sees.
    fn put(&mut self, text: &str) {
        if self.codes > 0 {
            self.in_code |= self.in_text;
            return;
        }
        self.show(text);
    }

    fn show(&mut self, text: &str) {
        let hidden = self.is_hidden();
        let struck = self.effective().struck == Some(true);
        if hidden || struck {
            self.story.struck |= struck && !hidden && !text.trim().is_empty();
            return;
        }
        self.paragraphs.iter_mut().last().into_iter().for_each(|paragraph| paragraph.text.push_str(text));
    }

    fn is_hidden(&self) -> bool {
        self.runs.last().is_some_and(|run| run.hidden) || self.effective().hidden == Some(true)
    }

    /// How the open run looks.
    fn effective(&self) -> Visibility {
        let Some(run) = self.runs.last() else { return Visibility::default() };
        let of_paragraph = self.paragraphs.last().map(|paragraph| paragraph.visibility).unwrap_or_default();
        run.own.or(of_paragraph.turned_by(run.style))
    }

    fn visibility(&self, style: Option<&str>) -> Visibility {
        self.styles.map(|styles| styles.visibility(style)).unwrap_or_default()
    }

    fn end_paragraph(&mut self) {
        let Some(Paragraph { mut text, listed, joined, .. }) = self.paragraphs.pop() else { return };
        if listed && !text.trim().is_empty() {
            text.insert_str(0, "· ");
        }
        if !self.cells.is_empty() {
            self.lines.cell(&text);
            return;
        }
        // A text box does not end the line of the paragraph around it.
        let is_outermost = self.paragraphs.is_empty();
        if is_outermost && !self.carried.is_empty() {
            self.carried.push_str(&text);
            text = std::mem::take(&mut self.carried);
        }
        if joined && is_outermost {
            self.carried = text;
        } else {
            self.lines.paragraph(&text);
        }
    }
}

fn too_deep() -> Finding {
    Finding::new(
        "Word 文档里的表格或文本框套了太多层",
        "请全选复制，用“只保留文本”粘贴到新文档，或者“另存为”纯文本 .txt",
    )
}
