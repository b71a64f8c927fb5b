//! The value of an entry: text or a list of texts.
//!
//! Knows nothing of keys. What YAML refuses is taken as written, with a warning.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::intake::diagnostics::{Diagnostics, Finding};

/// What stands behind a key.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// One text, perhaps empty.
    Text(String),
    /// `[…]` or lines with `-`.
    List(Vec<String>),
}

/// An entry's value as written.
pub(super) struct Raw<'a> {
    pub(super) value: &'a str,
    /// The lines below that belong to it.
    pub(super) continuation: &'a [&'a str],
    pub(super) line: u32,
}

pub(super) fn read(raw: &Raw<'_>, diagnostics: &mut Diagnostics) -> Value {
    let value = raw.value.trim();
    if value.is_empty() && raw.continuation.is_empty() {
        return Value::Text(String::new());
    }
    if raw.continuation.is_empty()
        && let Some(inner) = in_curly_quotes(value)
    {
        diagnostics.warning(
            raw.line,
            Finding::new("内容外面用了中文引号“”", "整句的引号请改成英文引号 \"，或者不加引号"),
        );
        return Value::Text(inner);
    }
    if raw.continuation.is_empty() && value.contains(" #") && is_cut_off(value) {
        diagnostics.warning(
            raw.line,
            Finding::new("“#”后面的字被当作批注，没有读", "如果是正文，请给整句加英文引号 \""),
        );
    }
    let document = document(value, raw.continuation);
    let is_list = value.starts_with('[')
        || (value.is_empty() || value.starts_with('#')) && begins_list(raw.continuation);
    // To YAML these begin a tag, an anchor or an alias: `!大酬宾` would lose its first word.
    let parsed = if value.starts_with(['!', '&', '*']) {
        None
    } else if is_list {
        parse::<Option<Vec<Option<String>>>>(&document)
            .map(|list| Value::List(list.into_iter().flatten().flatten().collect()))
    } else {
        parse::<Option<String>>(&document).map(|text| Value::Text(text.unwrap_or_default()))
    };
    parsed.unwrap_or_else(|| {
        diagnostics.warning(
            raw.line,
            Finding::new(
                "内容里有特殊符号，已经照字面读",
                "请给整句加上英文引号，例如 title: \"通知：免费理发\"",
            ),
        );
        as_written(value, raw.continuation)
    })
}

/// A document with this one entry; the tabs that YAML forbids become blanks.
fn document(value: &str, continuation: &[&str]) -> String {
    let mut document = format!("v: {value}\n");
    for line in continuation {
        let indent: String = line.chars().take_while(|blank| blank.is_whitespace()).map(|_| ' ').collect();
        document.push_str(&format!("{indent}{}\n", line.trim()));
    }
    document
}

fn parse<T: DeserializeOwned>(document: &str) -> Option<T> {
    let mut entries: BTreeMap<String, T> = serde_saphyr::from_str(document).ok()?;
    entries.remove("v")
}

fn begins_list(continuation: &[&str]) -> bool {
    continuation
        .iter()
        .find(|line| !line.trim().is_empty())
        .is_some_and(|line| line.trim_start().starts_with('-'))
}

/// The text without YAML's grammar: one pair of quotes or brackets goes, list items are divided.
fn as_written(value: &str, continuation: &[&str]) -> Value {
    if begins_list(continuation) {
        let items = continuation.iter().map(|line| line.trim().trim_start_matches('-').trim().to_owned());
        return Value::List(items.filter(|item| !item.is_empty()).collect());
    }
    let whole = std::iter::once(value)
        .chain(continuation.iter().map(|line| line.trim()))
        .collect::<Vec<_>>()
        .join(" ");
    let whole = whole.trim();
    let inner = ['"', '\''].into_iter().find_map(|quote| whole.strip_prefix(quote)?.strip_suffix(quote));
    if let Some(list) = whole.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let items =
            list.split([',', '，', '、']).map(|item| item.trim().trim_matches(['"', '\'']).to_owned());
        return Value::List(items.filter(|item| !item.is_empty()).collect());
    }
    Value::Text(inner.unwrap_or(whole).to_owned())
}

/// “…” round the whole value, and no quotation mark inside.
fn in_curly_quotes(value: &str) -> Option<String> {
    let quotes = ['“', '”', '‘', '’'];
    let inner = value.strip_prefix(['“', '”', '‘'])?.strip_suffix(['”', '“', '’'])?;
    (!inner.is_empty() && !inner.contains(quotes)).then(|| inner.to_owned())
}

/// `开放 #3号楼` loses its end; a comment has a blank after its mark.
fn is_cut_off(value: &str) -> bool {
    let quoted = value.starts_with(['"', '\'']);
    !quoted
        && value
            .split_once(" #")
            .is_some_and(|(_, rest)| rest.starts_with(|next: char| next.is_alphanumeric()))
}
