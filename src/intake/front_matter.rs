//! The block between `---` lines at the head of a file → keys with their values and lines.
//!
//! Knows nothing of what the keys mean. One broken entry costs that entry only, so every entry is read as a YAML
//! document of its own; values are text (`2024-10-18`, `0352…` and `yes` stay as written).

use super::{
    diagnostics::{Diagnostics, Finding},
    limits::FRONT_MATTER_LINES,
};

mod entries;
mod values;

pub(crate) use values::Value;

/// One `key: value` of the block.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FrontMatterEntry {
    /// In lower case.
    pub(crate) key: String,
    pub(crate) value: Value,
    /// Line of the file.
    pub(crate) line: u32,
}

/// A file cut into its block and the rest.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Split {
    /// `None` when the file has no block.
    pub(crate) entries: Option<Vec<FrontMatterEntry>>,
    /// The text below the block.
    pub(crate) body: String,
    /// Line of the file on which `body` begins.
    pub(crate) body_line: u32,
}

/// Cuts `text`; `None` when the block is never closed.
pub(crate) fn split(text: &str, diagnostics: &mut Diagnostics) -> Option<Split> {
    let lines: Vec<&str> = text.split('\n').collect();
    let first = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(0);
    let opening = lines.get(first).copied().unwrap_or("");
    let next = lines.get(first + 1).copied().unwrap_or("");
    let has_block = is_fence(opening) || resembles_fence(opening) && entries::key_of(next).is_some();
    if !has_block {
        return Some(Split { entries: None, body: text.to_owned(), body_line: 1 });
    }
    if !is_fence(opening) {
        diagnostics.warning(number(first), bad_fence(opening));
    }
    let rest = lines.get(first + 1..).unwrap_or_default();
    let Some(closing) = rest.iter().position(|line| is_fence(line) || resembles_fence(line)) else {
        diagnostics.error(
            number(first),
            Finding::new(
                "文件头没有结束：开头有“---”，后面找不到第二行“---”",
                "请在最后一个“名称: 内容”下面单独加一行三个减号：---",
            ),
        );
        return None;
    };
    if let Some(line) = rest.get(closing).filter(|line| !is_fence(line)) {
        diagnostics.warning(number(first + 1 + closing), bad_fence(line));
    }
    if closing > FRONT_MATTER_LINES {
        diagnostics.error(
            number(first),
            Finding::new("文件头太长", "请检查第二行“---”有没有漏掉；正文要写在它下面"),
        );
        return None;
    }
    let block = rest.get(..closing).unwrap_or_default();
    let body = rest.get(closing + 1..).unwrap_or_default();
    Some(Split {
        entries: Some(entries::read(block, number(first + 1), diagnostics)),
        body: body.join("\n"),
        body_line: number(first + closing + 2),
    })
}

fn number(index: usize) -> u32 {
    index as u32 + 1
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// Dashes of other kinds and numbers, as Chinese keyboards and word processors write them.
fn resembles_fence(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() >= 2 && line.chars().all(|mark| matches!(mark, '-' | '—' | '–' | '－' | '─' | '一'))
}

fn bad_fence(line: &str) -> Finding {
    Finding::new(format!("文件头的分隔线写成了“{}”", line.trim()), "请改成三个英文减号：---")
}

#[cfg(test)]
mod tests;
