//! The TOML tables of a knowledge folder: read whole, or the shipped one stands in.
//!
//! Knows nothing of what a table is for. One slip in a table must not leave the program without its words: whoever
//! reads a table reads it here.

use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Severity};

/// Said wherever a table of the folder is not used.
pub(crate) const SHIPPED_INSTEAD: &str = "改好以前，这个文件整个不用，先按程序自带的来";

/// A table as it was read.
pub(crate) struct ParsedTable<'a, T> {
    /// What it holds.
    pub(crate) content: T,
    /// The text that this was read from: the folder's, or the shipped one.
    pub(crate) text: &'a str,
    /// Why the shipped one stands in.
    pub(crate) problems: Vec<Diagnostic>,
}

/// Reads the table `file` of a folder; where `text` is no such table, `shipped` is read instead, and the problem says so.
pub(crate) fn read<'a, T: DeserializeOwned>(
    file: &str,
    text: &'a str,
    shipped: &'a str,
) -> ParsedTable<'a, T> {
    match toml::from_str(text) {
        Ok(content) => ParsedTable { content, text, problems: Vec::new() },
        Err(error) => ParsedTable {
            content: toml::from_str(shipped).expect("a test reads every shipped table"),
            text: shipped,
            problems: vec![unreadable(file, text, &error)],
        },
    }
}

fn unreadable(file: &str, text: &str, error: &toml::de::Error) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        file: file.to_owned(),
        line: error.span().map(|span| line_of(text, span.start)),
        problem: format!("格式不对：{}", error.message()),
        remedy: format!("检查这一行的名字、引号、方括号和逗号；{SHIPPED_INSTEAD}"),
    }
}

/// Line, counted from 1, of a byte offset.
pub(crate) fn line_of(text: &str, at: usize) -> u32 {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() as u32 + 1
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Words {
        #[serde(default)]
        word: Vec<String>,
    }

    #[test]
    fn a_table_with_a_slip_is_replaced_and_named() {
        let shipped = "word = [\"自带\"]";
        for (text, word, line) in [
            ("word = [\"自己\"]", "自己", None),
            ("[[x", "自带", Some(1)),
            ("\nwords = [\"自己\"]", "自带", Some(2)),
            ("word = \"自己\"", "自带", Some(1)),
        ] {
            let table: ParsedTable<'_, Words> = read("words.toml", text, shipped);
            assert_eq!(table.content.word, [word], "{text}");
            assert_eq!(table.problems.iter().map(|problem| problem.line).next(), line.map(Some), "{text}");
        }
    }
}
