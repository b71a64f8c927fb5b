//! The parts of a Word document, found by their relationships, within a bound on what they unpack to.
//!
//! Knows nothing of what the parts say.

use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::{Reader, events::Event};
use zip::ZipArchive;

use super::{broken, styles::attribute};
use crate::intake::diagnostics::Finding;

/// No newspaper page comes near it; a crafted archive unpacks to far more. For all parts together.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
/// A document has a few dozen parts, and one for each picture.
const MAX_ENTRIES: usize = 10_000;
/// One a section is many.
const MAX_MARGINS: usize = 50;
/// What begins each entry of an archive's table of contents.
const ENTRY: &[u8] = b"PK\x01\x02";

/// A part besides the document itself.
#[derive(Clone, Copy)]
pub(super) enum WordPart {
    Styles,
    Footnotes,
    Endnotes,
    /// What the document says of itself.
    Properties,
}

impl WordPart {
    /// The last step of its relationship's type, in the transitional and in the strict form.
    fn kind(self) -> &'static str {
        match self {
            Self::Styles => "styles",
            Self::Footnotes => "footnotes",
            Self::Endnotes => "endnotes",
            Self::Properties => "core-properties",
        }
    }
}

/// What one part says of another.
struct Relationship {
    /// The last step of its type.
    kind: String,
    /// The name of the part that it leads to.
    target: String,
}

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Position by name in lower case: names of parts do not differ in case only.
    entries: HashMap<String, usize>,
    /// Bytes that may still be unpacked.
    left: u64,
    /// The name of the main part.
    document: String,
    relationships: Vec<Relationship>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Finding> {
        // Counted before the table of contents is read: each entry would take some hundred bytes of memory.
        if bytes.windows(ENTRY.len()).filter(|window| *window == ENTRY).count() > MAX_ENTRIES {
            return Err(too_large());
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
        let names = archive.file_names().enumerate();
        let entries = names.filter_map(|(at, name)| Some((name.ok()?.to_lowercase(), at))).collect();
        let mut package =
            Self { archive, entries, left: MAX_UNPACKED, document: String::new(), relationships: Vec::new() };
        let main =
            package.relationships("")?.into_iter().find(|relationship| relationship.kind == "officedocument");
        let named = main.map(|main| main.target).filter(|name| package.entries.contains_key(name));
        package.document = named.or_else(|| package.usual_document()).unwrap_or_default();
        package.relationships = package.relationships(&package.document.clone())?;
        Ok(package)
    }

    /// `word/document.xml`, or `word/document2.xml` where a broken package does not say so.
    fn usual_document(&self) -> Option<String> {
        let number = |name: &str| Some(name.strip_prefix("word/document")?.strip_suffix(".xml")?.to_owned());
        let usual = |name: &&String| {
            number(name).is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()))
        };
        self.entries.keys().filter(usual).min().cloned()
    }

    /// The main part.
    pub(super) fn document(&mut self) -> Result<String, Finding> {
        let document = self.document.clone();
        self.read(&document)?.ok_or_else(not_word)
    }

    /// Another part, where the document has one: the one that it names, or the one of the usual name.
    pub(super) fn part(&mut self, part: WordPart) -> Result<Option<String>, Finding> {
        let kind = part.kind();
        if matches!(part, WordPart::Properties) {
            // Of the whole package, not of the document in it.
            return self.read("docProps/core.xml");
        }
        let named = self.relationships.iter().find(|relationship| relationship.kind == kind);
        let named = named.map(|relationship| relationship.target.clone());
        let usual = || format!("word/{kind}.xml");
        let name = named.filter(|name| self.entries.contains_key(name)).unwrap_or_else(usual);
        self.read(&name)
    }

    /// Headers and footers.
    pub(super) fn margins(&mut self) -> Result<Vec<String>, Finding> {
        let named = self
            .relationships
            .iter()
            .filter(|relationship| matches!(relationship.kind.as_str(), "header" | "footer"));
        let mut names: Vec<String> = named.map(|relationship| relationship.target.clone()).collect();
        if names.is_empty() {
            let usual = |name: &&String| name.starts_with("word/header") || name.starts_with("word/footer");
            names =
                self.entries.keys().filter(usual).filter(|name| name.ends_with(".xml")).cloned().collect();
            names.sort();
        }
        names.dedup();
        let parts = names.iter().take(MAX_MARGINS).map(|name| self.read(name));
        Ok(parts.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// What the part `of` names in its relationships; of the whole package where `of` is empty.
    fn relationships(&mut self, of: &str) -> Result<Vec<Relationship>, Finding> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let Some(xml) = self.read(&format!("{prefix}_rels/{file}.rels"))? else { return Ok(Vec::new()) };
        let mut reader = Reader::from_str(&xml);
        let mut found = Vec::new();
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => {
                    let (Some(kind), Some(target)) = (attribute(&tag, "Type"), attribute(&tag, "Target"))
                    else {
                        continue;
                    };
                    if attribute(&tag, "TargetMode").is_none_or(|mode| mode != "External") {
                        let kind = kind.rsplit('/').next().unwrap_or("").to_lowercase();
                        found.push(Relationship { kind, target: resolve(folder, &target) });
                    }
                }
                Ok(Event::Eof) | Err(_) => return Ok(found),
                Ok(_) => {}
            }
        }
    }

    /// The text of a part; `None` where there is no such part.
    fn read(&mut self, name: &str) -> Result<Option<String>, Finding> {
        let Some(&at) = self.entries.get(&name.to_lowercase()) else { return Ok(None) };
        let part = self.archive.by_index(at).map_err(|_| broken())?;
        let mut bytes = Vec::new();
        let size = part.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| broken())? as u64;
        self.left = self.left.checked_sub(size).ok_or_else(too_large)?;
        decode(bytes).map(Some).ok_or_else(broken)
    }
}

/// XML in UTF-8 unless its mark, its first bytes or its declaration say otherwise.
fn decode(bytes: Vec<u8>) -> Option<String> {
    let marked = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
    let encoding = marked.unwrap_or_else(|| match bytes.as_slice() {
        [b'<', 0, ..] => UTF_16LE,
        [0, b'<', ..] => UTF_16BE,
        _ => declared(&bytes).unwrap_or(UTF_8),
    });
    if encoding == UTF_8 && marked.is_none() {
        return String::from_utf8(bytes).ok();
    }
    let (text, _, lossy) = encoding.decode(&bytes);
    // A lone surrogate costs its character; UTF-8 that is none is damage.
    (!lossy || encoding != UTF_8).then(|| text.into_owned())
}

/// `encoding="GB2312"` of the declaration; UTF-16 cannot be meant where the declaration itself is read as bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(200))?;
    let text = String::from_utf8_lossy(start);
    let (declaration, _) = text.strip_prefix("<?xml")?.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let label = value.trim_start_matches([' ', '=', '"', '\'']).split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes()).filter(|encoding| ![UTF_16LE, UTF_16BE].contains(encoding))
}

/// The part that `target` means beside a part in `folder`, in lower case.
fn resolve(folder: &str, target: &str) -> String {
    let whole = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/").to_lowercase()
}

fn too_large() -> Finding {
    Finding::new("Word 文档展开后太大", "请拆成几个文件，一版报纸一个")
}

/// A package of another program, or of none.
pub(super) fn not_word() -> Finding {
    Finding::new("这不是 Word 文档（里面没有正文）", "请检查文件，或“另存为”纯文本 .txt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_name_from_the_root() {
        let cases = [
            ("", "word/Document2.xml", "word/document2.xml"),
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "/word/styles.xml", "word/styles.xml"),
            ("word", "../other/./styles.xml", "other/styles.xml"),
            ("word", "../../../x", "x"),
        ];
        for (folder, target, expected) in cases {
            assert_eq!(resolve(folder, target), expected, "{target}");
        }
    }

    #[test]
    fn each_encoding_of_xml_is_read() {
        let xml = |label: &str| format!("<?xml version=\"1.0\" encoding=\"{label}\"?><t>社区</t>");
        let units = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let marked = [vec![0xff, 0xfe], units(&xml("UTF-16"))].concat();
        let cases = [
            (xml("UTF-8").into_bytes(), true),
            (xml("UTF-16").into_bytes(), true),
            (marked, true),
            (units(&xml("UTF-16")), true),
            (encoding_rs::GBK.encode(&xml("GB2312")).0.into_owned(), true),
            (b"<t>\xff\xfe</t>".to_vec(), false),
        ];
        for (bytes, read) in cases {
            let text = decode(bytes.clone());
            assert_eq!(text.is_some_and(|text| text.contains("<t>社区</t>")), read, "{bytes:?}");
        }
    }
}
