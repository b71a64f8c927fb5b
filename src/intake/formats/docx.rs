//! Word documents (.docx) → one line a paragraph, one line a table row.
//!
//! Knows nothing of fonts and styles: only of paragraphs, tables and text boxes.

use std::io::{Cursor, Read};

use quick_xml::{Reader, events::Event};
use zip::{ZipArchive, result::ZipError};

use crate::intake::report::Fault;

/// No newspaper page comes near it; a crafted archive unpacks to far more.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;

pub(super) fn text(bytes: &[u8]) -> Result<String, Fault> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Fault::new(
            "这是旧版或加了密码的 Word 文档",
            "请在 Word 或 WPS 里去掉密码，“另存为”.docx 或纯文本",
        ));
    }
    let xml = document(bytes)?;
    let text = lines(&xml)?;
    if text.trim().is_empty() {
        return Err(Fault::new("Word 文档里没有文字，可能只有图片", "请把图片里的字转成文字再放进来"));
    }
    Ok(text)
}

fn document(bytes: &[u8]) -> Result<String, Fault> {
    let broken =
        || Fault::new("Word 文档打不开，可能已经损坏", "请在 Word 或 WPS 里打开，再“另存为”.docx 或纯文本");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let part = match archive.by_name("word/document.xml") {
        Ok(part) => part,
        Err(ZipError::FileNotFound) => {
            return Err(Fault::new("这不是 Word 文档（里面没有正文）", "请检查文件，或“另存为”纯文本 .txt"));
        }
        Err(_) => return Err(broken()),
    };
    let mut xml = Vec::new();
    part.take(MAX_UNPACKED + 1).read_to_end(&mut xml).map_err(|_| broken())?;
    if xml.len() as u64 > MAX_UNPACKED {
        return Err(Fault::new("Word 文档展开后太大", "请拆成几个文件，一版报纸一个"));
    }
    String::from_utf8(xml).map_err(|_| broken())
}

fn lines(xml: &str) -> Result<String, Fault> {
    let mut reader = Reader::from_str(xml);
    let mut document = Document::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => document.open(tag.local_name().into_inner()),
            Ok(Event::End(tag)) => document.close(tag.local_name().into_inner()),
            Ok(Event::Empty(tag)) => {
                document.open(tag.local_name().into_inner());
                document.close(tag.local_name().into_inner());
            }
            Ok(Event::Text(text)) => document.push(&text.xml10_content()),
            Ok(Event::CData(text)) => document.push(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => {
                let character = reference.resolve_char_ref().ok().flatten();
                let named = quick_xml::escape::resolve_predefined_entity(&reference);
                match (character, named) {
                    (Some(character), _) => document.push(character.encode_utf8(&mut [0; 4])),
                    (None, Some(text)) => document.push(text),
                    (None, None) => {}
                }
            }
            Ok(Event::Eof) => return Ok(document.lines.join("\n")),
            Ok(_) => {}
            Err(_) if document.lines.is_empty() => {
                return Err(Fault::new(
                    "Word 文档的内容已经损坏",
                    "请在 Word 或 WPS 里打开，再“另存为”.docx 或纯文本",
                ));
            }
            // What came before the damage is worth having.
            Err(_) => return Ok(document.lines.join("\n")),
        }
    }
}

#[derive(Default)]
struct Document {
    lines: Vec<String>,
    /// Open paragraphs: one in a text box stands inside another.
    paragraphs: Vec<String>,
    /// The cells so far of each open table row.
    rows: Vec<Vec<String>>,
    in_text: bool,
    /// Depth inside `mc:Fallback`, which repeats for old programs what stands before it.
    fallback: usize,
}

impl Document {
    fn open(&mut self, tag: &str) {
        match tag {
            "Fallback" => self.fallback += 1,
            _ if self.fallback > 0 => {}
            "p" => self.paragraphs.push(String::new()),
            "tr" => self.rows.push(Vec::new()),
            "tc" => self.rows.iter_mut().last().into_iter().for_each(|row| row.push(String::new())),
            "t" => self.in_text = true,
            "br" | "cr" => self.paragraphs.iter_mut().last().into_iter().for_each(|line| line.push('\n')),
            "tab" => self.paragraphs.iter_mut().last().into_iter().for_each(|line| line.push(' ')),
            "numPr" => self.paragraphs.iter_mut().last().into_iter().for_each(|line| line.push_str("· ")),
            _ => {}
        }
    }

    fn close(&mut self, tag: &str) {
        match tag {
            "Fallback" => self.fallback = self.fallback.saturating_sub(1),
            _ if self.fallback > 0 => {}
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "tr" => {
                let row = self.rows.pop().unwrap_or_default();
                self.line(row.iter().map(|cell| cell.trim()).collect::<Vec<_>>().join(" "));
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.in_text && self.fallback == 0 {
            self.paragraphs.iter_mut().last().into_iter().for_each(|line| line.push_str(text));
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = self.paragraphs.pop().unwrap_or_default();
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => {
                cell.push_str(&paragraph.replace('\n', " "));
                cell.push(' ');
            }
            None => self.line(paragraph),
        }
    }

    fn line(&mut self, text: String) {
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            // A table inside a table.
            Some(cell) => cell.push_str(&text),
            None => self.lines.extend(text.split('\n').map(|line| line.trim_end().to_owned())),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    use super::*;

    pub(crate) fn docx(body: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
        write!(archive, "<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>").unwrap();
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn paragraphs_and_rows_become_lines() {
        let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let paragraph = |text: &str| format!("<w:p>{}</w:p>", run(text));
        let cases = [
            (paragraph("理发") + &paragraph("修鞋"), "理发\n修鞋"),
            (format!("<w:p>{}{}</w:p>", run("理"), run("发")), "理发"),
            (format!("<w:p>{}<w:br/>{}</w:p>", run("周三"), run("周四")), "周三\n周四"),
            (paragraph("A&amp;B&#12290;"), "A&B。"),
            (
                format!(
                    "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}{}</w:tc></w:tr></w:tbl>",
                    paragraph("周三"),
                    paragraph("一楼"),
                    paragraph("大厅")
                ),
                "周三 一楼 大厅",
            ),
            (format!("<w:p><w:pPr><w:numPr/></w:pPr>{}</w:p>", run("带证件")), "· 带证件"),
            (
                format!("<w:p>{}<w:del><w:r><w:delText>作废</w:delText></w:r></w:del></w:p>", run("有效")),
                "有效",
            ),
            (
                format!(
                    "<w:p><mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>{1}</w:p>",
                    paragraph("框"),
                    run("文")
                ),
                "框\n文",
            ),
        ];
        for (body, expected) in cases {
            assert_eq!(text(&docx(&body)).map_err(|fault| fault.problem).unwrap(), expected, "{body}");
        }
    }

    #[test]
    fn what_is_no_document_is_refused() {
        let cases: [(&[u8], &str); 4] = [
            (b"PK\x03\x04", "损坏"),
            (b"\xd0\xcf\x11\xe0old", "旧版"),
            (&docx("<w:p/>"), "没有文字"),
            (b"text", "损坏"),
        ];
        for (bytes, problem) in cases {
            assert!(text(bytes).is_err_and(|fault| fault.problem.contains(problem)), "{problem}");
        }
    }

    #[test]
    fn an_archive_that_swells_is_stopped() {
        let bomb = docx(&"<w:p/>".repeat(12 * 1024 * 1024));
        assert!(bomb.len() < 1024 * 1024);
        assert!(text(&bomb).is_err_and(|fault| fault.problem.contains("太大")));
    }
}
