//! Text with Telegram's HTML marks: escaping, emphasis, and a passage with a new line after each sentence.
//!
//! Knows nothing of what the text says.

use std::ops::Range;

use crate::text::printable::is_unprintable;

/// `text` with everything escaped that would be read as a mark.
#[must_use]
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|character| push(character, &mut out));
    out
}

/// `text`, escaped, in bold.
#[must_use]
pub(super) fn bold(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<b>{}</b>", escape(text)) }
}

/// A passage, word for word: the ranges of `emphasis` in bold, a new line after each full stop.
#[must_use]
pub(super) fn passage(text: &str, emphasis: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut strong = false;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let wanted = emphasis.iter().any(|range| range.contains(&at));
        if wanted != strong {
            out.push_str(if wanted { "<b>" } else { "</b>" });
            strong = wanted;
        }
        push(character, &mut out);
        let closes =
            |character: &char| matches!(character, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '"');
        let ended = character == '。' || (closes(&character) && out_ended(text, at));
        if ended && !characters.peek().is_some_and(|(_, next)| closes(next)) {
            while characters.next_if(|(_, next)| next.is_whitespace()).is_some() {}
            if characters.peek().is_some() {
                out.push('\n');
            }
        }
    }
    if strong {
        out.push_str("</b>");
    }
    out
}

/// The closing marks before byte `at` follow a full stop.
fn out_ended(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    before.trim_end_matches(['”', '’', '」', '』', '）', ')', '》', '"']).ends_with('。')
}

fn push(character: char, out: &mut String) {
    match character {
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '&' => out.push_str("&amp;"),
        '"' => out.push_str("&quot;"),
        // Telegram refuses a text with control characters less kindly than a reader misses them.
        '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
        other if is_unprintable(other) => {}
        other => out.push(other),
    }
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use proptest::prelude::*;

    use super::*;
    use crate::reply::split::plain;

    #[test]
    fn marks_are_escaped_and_answering_words_are_bold() {
        assert_eq!(escape("a<b>&\"c"), "a&lt;b&gt;&amp;&quot;c");
        assert_eq!(bold(""), "");
        assert_eq!(passage("早市六点开。", from_ref(&(6..12))), "早市<b>六点</b>开。");
        assert_eq!(passage("六点<开>", from_ref(&(0..6))), "<b>六点</b>&lt;开&gt;");
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
            assert_eq!(passage(text, &[]), expected);
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_the_text(text in "[社区<>&\"a;。”]{0,40}") {
            prop_assert_eq!(plain(&escape(&text)), text.clone());
            prop_assert_eq!(plain(&bold(&text)), text.clone());
            let length = text.len();
            let shown = plain(&passage(&text, &[0..length / 3, length / 2..length]));
            prop_assert_eq!(shown.replace('\n', ""), text);
        }

        #[test]
        fn no_open_mark_survives_escaping(text in any::<String>()) {
            prop_assert!(!escape(&text).contains(['<', '>', '"']));
            prop_assert!(!plain(&passage(&text, from_ref(&(0..9)))).chars().any(is_unprintable));
        }
    }
}
