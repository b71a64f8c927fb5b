//! Byte ranges on character borders: the only place where text is cut.
//!
//! Knows nothing of what the text means.

use std::ops::Range;

/// The part of `text` in `range`, its ends moved inwards to character borders; empty where the range lies outside.
#[must_use]
pub(crate) fn slice(text: &str, range: Range<usize>) -> &str {
    let start = text.ceil_char_boundary(range.start.min(text.len()));
    let end = text.floor_char_boundary(range.end.min(text.len()));
    text.get(start..end).unwrap_or("")
}

/// Number of characters (Unicode scalar values).
#[must_use]
pub(crate) fn char_count(text: &str) -> usize {
    text.chars().count()
}

/// The first `limit` characters.
#[must_use]
pub(crate) fn first_chars(text: &str, limit: usize) -> &str {
    match text.char_indices().nth(limit) {
        Some((end, _)) => slice(text, 0..end),
        None => text,
    }
}

/// The last `limit` characters.
#[must_use]
pub(crate) fn last_chars(text: &str, limit: usize) -> &str {
    match text.char_indices().rev().nth(limit) {
        Some((before, character)) => slice(text, before + character.len_utf8()..text.len()),
        None => text,
    }
}

/// `text` without any white space.
#[must_use]
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// Every occurrence of `needle` in `text`, without overlaps; none for an empty needle.
pub(crate) fn occurrences<'a>(text: &'a str, needle: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let matches = (!needle.is_empty()).then(|| text.match_indices(needle));
    matches.into_iter().flatten().map(|(at, found)| at..at + found.len())
}

/// A Han character (the unified blocks and extensions, and 〇).
#[must_use]
pub(crate) fn is_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}' | '\u{f900}'..='\u{faff}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_fall_on_character_borders() {
        assert_eq!(slice("社区", 1..6), "区");
        assert_eq!(slice("社区", 0..4), "社");
        assert_eq!(slice("社区", 4..4), "");
        assert_eq!(slice("社区", 9..12), "");
        assert_eq!(first_chars("理发免费", 2), "理发");
        assert_eq!(occurrences("老人看老人", "老人").collect::<Vec<_>>(), [0..6, 9..15]);
        assert_eq!(occurrences("老人", "").count(), 0);
    }
}
