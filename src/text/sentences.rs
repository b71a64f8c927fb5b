//! Sentences of a body: where a passage may begin and end.
//!
//! Knows nothing of passages' lengths.

use std::ops::Range;

use super::spans::slice;

const ENDS: [char; 8] = ['。', '！', '？', '!', '?', '；', ';', '…'];
const CLOSERS: [char; 12] = ['”', '’', '"', '\'', '」', '』', '）', ')', '》', '】', '］', ']'];

/// Byte ranges of the sentences of `text`, in order, without the white space around them; a line break always ends one.
#[must_use]
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let mut end = at + character.len_utf8();
        if character == '\n' {
            push(text, start..at, &mut found);
            start = end;
        } else if ENDS.contains(&character) {
            // 。” and ？！ and …… belong to the sentence that they end.
            while let Some((next, closer)) =
                characters.next_if(|(_, next)| ENDS.contains(next) || CLOSERS.contains(next))
            {
                end = next + closer.len_utf8();
            }
            push(text, start..end, &mut found);
            start = end;
        }
    }
    push(text, start..text.len(), &mut found);
    found
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let part = slice(text, range.clone());
    let trimmed = part.trim();
    if trimmed.is_empty() {
        return;
    }
    let start = range.start + (part.len() - part.trim_start().len());
    found.push(start..start + trimmed.len());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let parts: Vec<&str> = sentences(text).into_iter().map(|range| slice(text, range)).collect();
        assert_eq!(parts, expected, "{text}");
    }

    #[test]
    fn sentences_end_after_their_closing_marks() {
        check("免费吗？免费。", &["免费吗？", "免费。"]);
        check("“来吧！”大家说。", &["“来吧！”", "大家说。"]);
        check("第一段\n第二段。", &["第一段", "第二段。"]);
        check("等等……好了", &["等等……", "好了"]);
        check(" \n 。", &["。"]);
        check("", &[]);
        check("送蛋；送菜；", &["送蛋；", "送菜；"]);
    }

    proptest! {
        #[test]
        fn nothing_but_white_space_lies_between_sentences(text in "[社区。！？”“a \n…]{0,40}") {
            let mut last = 0;
            for range in sentences(&text) {
                prop_assert!(text.get(last..range.start).is_some_and(|gap| gap.trim().is_empty()));
                prop_assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()));
                last = range.end;
            }
            prop_assert!(text.get(last..).is_some_and(|gap| gap.trim().is_empty()));
        }
    }
}
