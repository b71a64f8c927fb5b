//! A Markdown document → its lines without marks, each on the line of the file where it begins.
//!
//! Knows nothing of front matter: what stands there is blank.

use super::{FileContent, LineMark, Properties};
use crate::{
    intake::{diagnostics::Diagnostics, markdown},
    text::spans::slice,
};

/// Lines of the longest block that other programs read.
const LONGEST_BLOCK: usize = 40;

pub(super) fn content(source: &str, diagnostics: &mut Diagnostics) -> FileContent {
    let (source, properties) = foreign_block(source);
    let source = source.as_str();
    let plain = markdown::plain(source, 1, diagnostics);
    let written: Vec<&str> = source.lines().collect();
    let mut starts = plain.line_starts.iter().peekable();
    let mut content = FileContent { properties, ..FileContent::default() };
    let (mut at, mut number) = (0, 1);
    for paragraph in plain.text.split('\n') {
        let mut line = number;
        while let Some(start) = starts.next_if(|start| start.at as usize <= at) {
            line = start.line;
        }
        // The paragraphs of one line of the file move the rest down; that is rare, and says nothing wrong.
        while number < line {
            content.text.push('\n');
            content.marks.push(LineMark::default());
            number += 1;
        }
        let source = usize::try_from(line)
            .ok()
            .and_then(|line| written.get(line.checked_sub(1)?))
            .copied()
            .unwrap_or("");
        content.text.push_str(paragraph);
        content.text.push('\n');
        content.marks.push(mark(source, paragraph));
        number += 1;
        at += paragraph.len() + 1;
    }
    content
}

/// What a site's own program reads at the head of a file (`layout: post`) becomes blank; its title and date count.
fn foreign_block(source: &str) -> (String, Properties) {
    let mut properties = Properties::default();
    let mut lines: Vec<&str> = source.lines().collect();
    let end =
        lines.iter().take(LONGEST_BLOCK).skip(1).position(|line| line.trim_end() == "---").map(|at| at + 1);
    let is_fence = lines.first().is_some_and(|line| line.trim_end() == "---");
    let Some(end) = end.filter(|_| is_fence) else { return (source.to_owned(), properties) };
    for line in lines.iter_mut().take(end + 1) {
        if let Some((key, value)) = line.split_once(':') {
            let value = value.trim().trim_matches(['"', '\'']).to_owned();
            match key.trim() {
                "title" if !value.is_empty() => properties.titles.push(value),
                "date" => properties.published = Some(value),
                _ => {}
            }
        }
        *line = "";
    }
    (lines.join("\n"), properties)
}

fn mark(source: &str, paragraph: &str) -> LineMark {
    let hashes = source.trim_start().bytes().take_while(|byte| *byte == b'#').count();
    let heading = u8::try_from(hashes).ok().filter(|level| (1..=6).contains(level));
    let letters = |text: &str| text.chars().filter(|character| character.is_alphabetic()).count();
    let linked: usize = source
        .match_indices("](")
        .filter_map(|(end, _)| {
            let before = slice(source, 0..end);
            let begin = before.rfind('[')?;
            (!slice(before, 0..begin).ends_with('!')).then(|| letters(slice(before, begin..end)))
        })
        .sum();
    LineMark { heading, is_linked: linked > 0 && linked * 10 >= letters(paragraph) * 6, is_main: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_where_the_file_has_them() {
        let source = "[首页](/) | [办事](/b)\n\n# 义诊通知\n\n每周三\n上午**义诊**。\n\n- <b>身份证</b>\n- [医保卡](/y)的复印件\n";
        let content = content(source, &mut Diagnostics::new("x"));
        let lines: Vec<&str> = content.text.lines().collect();
        assert_eq!(
            lines,
            ["首页 | 办事", "", "义诊通知", "", "每周三上午义诊。", "", "", "· 身份证", "· 医保卡的复印件"]
        );
        assert!(content.mark(0).is_linked && !content.mark(8).is_linked);
        assert_eq!(content.mark(2).heading, Some(1));
    }
}
