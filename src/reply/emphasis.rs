//! A passage with its answering words in bold and a new line after each sentence.
//!
//! Knows nothing of what the text says.

use std::ops::Range;

use crate::messaging::{RichText, TextStyle};

/// A passage, word for word: the ranges of `emphasis` in bold, a new line after each full stop.
#[must_use]
pub(super) fn passage(text: &str, emphasis: &[Range<usize>]) -> RichText {
    let mut out = RichText::new();
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let strong = emphasis.iter().any(|range| range.contains(&at));
        let style = if strong { TextStyle::Bold } else { TextStyle::Plain };
        out.push(character, &style);
        let ended = character == '。' || (closes(character) && has_ended(text, at));
        if ended && !characters.peek().is_some_and(|(_, next)| closes(*next)) {
            while characters.next_if(|(_, next)| next.is_whitespace()).is_some() {}
            if characters.peek().is_some() {
                out.push('\n', &style);
            }
        }
    }
    out
}

/// A mark that belongs to the sentence before it.
fn closes(character: char) -> bool {
    matches!(character, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '"')
}

/// The closing marks before byte `at` follow a full stop.
fn has_ended(text: &str, at: usize) -> bool {
    text.get(..at).unwrap_or("").trim_end_matches(closes).ends_with('。')
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use proptest::prelude::*;

    use super::*;
    use crate::text::printable::is_unprintable;

    #[test]
    fn answering_words_are_bold() {
        let expected = RichText::new().plain("早市").bold("六点").plain("开。");
        assert_eq!(passage("早市六点开。", from_ref(&(6..12))), expected);
        assert_eq!(passage("六点<开>", from_ref(&(0..6))), RichText::new().bold("六点").plain("<开>"));
    }

    #[test]
    fn each_full_stop_begins_a_new_line() {
        let cases = [
            ("早上开门。晚上关门。", "早上开门。\n晚上关门。"),
            ("大妈说：“便宜。”大家笑了。", "大妈说：“便宜。”\n大家笑了。"),
            ("（免费。）请带证。", "（免费。）\n请带证。"),
            ("第一段。\n第二段。", "第一段。\n第二段。"),
            ("一句。 ", "一句。"),
            ("没有句号", "没有句号"),
        ];
        for (text, expected) in cases {
            assert_eq!(passage(text, &[]).to_plain(), expected);
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_the_text(text in "[社区<>&\"a;。”]{0,40}") {
            let length = text.len();
            let shown = passage(&text, &[0..length / 3, length / 2..length]).to_plain();
            prop_assert_eq!(shown.replace('\n', ""), text);
        }

        #[test]
        fn nothing_unprintable_is_shown(text in any::<String>()) {
            prop_assert!(!passage(&text, from_ref(&(0..9))).to_plain().chars().any(is_unprintable));
        }
    }
}
