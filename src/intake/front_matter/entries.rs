//! Lines of the block → entries; the slips of a Chinese keyboard are put right and said.
//!
//! Knows nothing of which keys there are.

use super::{FrontMatterEntry, values};
use crate::intake::{
    diagnostics::{Diagnostics, Finding},
    keys,
};

/// Reads the lines of a block whose first line is line `first` of the file.
pub(super) fn read(block: &[&str], first: u32, diagnostics: &mut Diagnostics) -> Vec<FrontMatterEntry> {
    let mut entries: Vec<FrontMatterEntry> = Vec::new();
    let mut broken = false;
    let mut at = 0;
    while let Some(line) = block.get(at) {
        let number = first + at as u32;
        at += 1;
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let Some((key, value)) = key_of(line) else {
            // The first says it; after a forgotten `---` every line of the text would.
            if !std::mem::replace(&mut broken, true) {
                diagnostics.error(number, not_an_entry(line));
            }
            continue;
        };
        let following = block.get(at..).unwrap_or_default();
        let count = following.iter().take_while(|line| continues(line)).count();
        let continuation = following.get(..count).unwrap_or_default();
        at += count;
        note_slips(line, value, number, diagnostics);
        if let Some(tab) = continuation.iter().position(|line| line.starts_with('\t')) {
            diagnostics.warning(number + 1 + tab as u32, tab_indent());
        }
        if let Some(earlier) = entries.iter().find(|entry| entry.key == key) {
            let finding =
                Finding::new(format!("“{key}”写了两次，只用了第 {} 行的", earlier.line), "请删掉一个");
            diagnostics.warning(number, finding);
            continue;
        }
        let value = values::read(&values::Raw { value, continuation, line: number }, diagnostics);
        entries.push(FrontMatterEntry { key, value, line: number });
    }
    entries
}

/// The key, in lower case, and what follows its colon; `None` when the line is no entry.
pub(super) fn key_of(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split_once([':', '：'])?;
    let key = key.trim().trim_matches(['"', '\'', '“', '”']).trim();
    let short = key.chars().count() <= 30;
    let word =
        key.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-' | ' '));
    (!key.is_empty() && short && word && !key.starts_with('-')).then(|| (key.to_lowercase(), value))
}

/// Indented lines, and list items at the margin, belong to the entry above.
fn continues(line: &str) -> bool {
    line.starts_with([' ', '\t']) && !(line.trim().is_empty()) && !starts_known_entry(line)
        || line.starts_with("- ")
        || line.trim_end() == "-"
}

/// An entry that was indented by mistake.
fn starts_known_entry(line: &str) -> bool {
    let latin = |key: &str| key.chars().all(|character| character.is_ascii_lowercase() || character == '_');
    key_of(line).is_some_and(|(key, _)| latin(&key) && keys::NOTICE.contains(&key.as_str()))
}

fn note_slips(line: &str, value: &str, number: u32, diagnostics: &mut Diagnostics) {
    let ascii = line.find(':').unwrap_or(usize::MAX);
    if line.find('：').is_some_and(|wide| wide < ascii) {
        diagnostics.warning(
            number,
            Finding::new("名称后面用了中文冒号“：”", "请改成英文冒号加一个空格，例如 title: 标题"),
        );
    } else if line.starts_with('\t') || value.starts_with('\t') {
        diagnostics.warning(number, tab_indent());
    } else if line.starts_with([' ', '\u{3000}']) {
        diagnostics.warning(number, Finding::new("这一行前面多了空格", "请删掉行首的空格，名称要顶格写"));
    } else if !value.is_empty() && !value.starts_with(' ') {
        diagnostics.warning(
            number,
            Finding::new("冒号后面少了一个空格", "请在冒号后面加一个空格，例如 title: 标题"),
        );
    }
}

fn tab_indent() -> Finding {
    Finding::new("文件头里用了 Tab 键", "请把 Tab 换成空格")
}

fn not_an_entry(line: &str) -> Finding {
    let start: String = line.trim().chars().take(12).collect();
    Finding::new(
        format!("文件头里的“{start}”不是“名称: 内容”"),
        "正文要写在第二行“---”下面；文件头里每行先写名称，再写英文冒号和内容",
    )
}
