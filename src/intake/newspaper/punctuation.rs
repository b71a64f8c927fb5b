//! Punctuation and width of printed Chinese: how a line begins, ends and measures.
//!
//! Knows nothing of articles or columns.

use crate::text::spans::{is_han, slice};

const TERMINALS: [char; 7] = ['。', '！', '？', '!', '?', '…', '．'];
const CLOSERS: [char; 13] = ['”', '’', '」', '』', '）', ')', '》', '】', '］', ']', '"', '\'', '〉'];
const PAIRS: [(char, char); 9] = [
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('（', '）'),
    ('(', ')'),
    ('《', '》'),
    ('【', '】'),
    ('[', ']'),
];

/// Marks that open a bulleted line or decorate a head.
pub(super) const BULLETS: [char; 22] = [
    '▲', '△', '●', '○', '■', '□', '◆', '◇', '★', '☆', '◎', '▼', '▽', '►', '▶', '◀', '◄', '※', '·', '•', '❖',
    '♦',
];

/// Bytes of the longest bracket behind a sentence that is a part of it: some 25 Han characters.
const BRACKET_BYTES: usize = 80;

/// True when the sentence is complete at the end of `text`.
pub(super) fn ends_closed(text: &str) -> bool {
    let bare = text.trim_end();
    // 「……下楼。(张三)」 is as complete as the sentence before its bracket.
    if bare.ends_with([')', '）'])
        && let Some(at) = bare.rfind(['(', '（'])
        && bare.len() - at < BRACKET_BYTES
        && ends_closed_plainly(slice(bare, 0..at))
    {
        return true;
    }
    ends_closed_plainly(bare)
}

fn ends_closed_plainly(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(CLOSERS).trim_end();
    let mut from_end = bare.chars().rev();
    match from_end.next() {
        Some('.') => from_end.next().is_some_and(|before| is_han(before) || CLOSERS.contains(&before)),
        Some(last) => TERMINALS.contains(&last),
        None => false,
    }
}

/// True when `text` cannot be the beginning of a sentence.
pub(super) fn starts_open(text: &str) -> bool {
    text.trim_start().chars().next().is_some_and(|first| {
        matches!(
            first,
            '，' | ',' | '。' | '、' | '；' | ';' | '：' | ':' | '！' | '!' | '？' | '?' | '…' | '％' | '%'
        ) || PAIRS.iter().any(|(_, closer)| *closer == first)
    })
}

/// Ends in a mark after which the sentence goes on (，、：；).
pub(super) fn ends_with_pause(text: &str) -> bool {
    text.trim_end().ends_with(['，', ',', '、', '；', ';', '：', ':', '—', '－'])
}

/// Paired marks of which a text has only the one half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HalfPairs {
    /// Marks that it leaves open.
    pub(crate) open: usize,
    /// Marks that it closes without opening them.
    pub(crate) unopened: usize,
}

/// The paired marks that `text` leaves open, and that it closes without opening them.
pub(super) fn open_pairs(text: &str) -> HalfPairs {
    let (mut open, mut unopened) = (Vec::new(), 0);
    for character in text.chars() {
        if let Some(pair) = PAIRS.iter().position(|(opener, _)| *opener == character) {
            open.push(pair);
        } else if let Some(pair) = PAIRS.iter().position(|(_, closer)| *closer == character) {
            match open.iter().rposition(|waiting| *waiting == pair) {
                Some(at) => open.truncate(at),
                None => unopened += 1,
            }
        }
    }
    HalfPairs { open: open.len(), unopened }
}

/// Printed width in half characters, white space left out.
pub(super) fn width(text: &str) -> usize {
    text.chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| if is_wide(character) { 2 } else { 1 })
        .sum()
}

/// Number of Han characters.
pub(super) fn han_count(text: &str) -> usize {
    text.chars().filter(|character| is_han(*character)).count()
}

/// Straight quotes and ASCII punctuation stand for full-width marks in the text of scanned pages.
fn is_wide(character: char) -> bool {
    !character.is_ascii() || matches!(character, '"' | ',' | ':' | ';' | '!' | '?' | '(' | ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_sentences_are_told() {
        let closed = ["走了。", "走了。”", "走了!\"", "好吗?”", "等等……", "走了。(王五)", "到家."];
        let open = ["走了", "走了,", "实现\"家门口\"", "", "(连环画)", "《通知》", "3.5"];
        assert!(closed.iter().all(|text| ends_closed(text)));
        assert!(!open.iter().any(|text| ends_closed(text)));
    }

    #[test]
    fn pairs_left_open_are_counted() {
        assert_eq!(open_pairs("他说:“来"), HalfPairs { open: 1, unopened: 0 });
        assert_eq!(open_pairs("来吧。”他说(笑)"), HalfPairs { open: 0, unopened: 1 });
        assert_eq!(open_pairs("《“甲”》"), HalfPairs { open: 0, unopened: 0 });
    }
}
