//! Long messages cut into parts that Telegram takes: at line breaks or sentence ends, never inside a mark.
//!
//! Knows nothing of sending. Lengths are in UTF-16 units of the text that is left when the marks are parsed, which
//! is how Telegram counts.

use super::Message;

/// The most that one message may hold.
pub const LIMIT: usize = 4096;

/// Cuts a message into messages that Telegram takes; the buttons stand below the last.
#[must_use]
pub fn parts(message: &Message) -> Vec<Message> {
    let mut parts: Vec<Message> = split(&message.html, LIMIT)
        .into_iter()
        .map(|html| Message { html, about: message.about.clone(), ..Message::default() })
        .collect();
    if let Some(last) = parts.last_mut() {
        last.buttons.clone_from(&message.buttons);
        last.file.clone_from(&message.file);
    }
    parts
}

/// Cuts a text with HTML marks into parts of at most `limit` units each (at least 2). Marks that are open at a cut
/// are closed before it and opened again after it. A text without visible characters gives no part.
#[must_use]
pub fn split(html: &str, limit: usize) -> Vec<String> {
    let tokens = tokens(html);
    let mut parts = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = tokens.as_slice();
    while !rest.is_empty() {
        let (now, later) = rest.split_at(cut(rest, limit.max(2)));
        let mut part: String = open.concat();
        for token in now {
            part.push_str(token.text);
            match token.kind {
                Kind::Open => open.push(token.text),
                Kind::Close => drop(open.pop()),
                Kind::Letter => {}
            }
        }
        for tag in open.iter().rev() {
            part.push_str(&closing(tag));
        }
        if now.iter().any(|token| token.kind == Kind::Letter && !token.is_blank()) {
            parts.push(part);
        }
        rest = later;
    }
    parts
}

/// The text without its marks, as Telegram shows it.
#[must_use]
pub fn plain(html: &str) -> String {
    tokens(html).iter().filter(|token| token.kind == Kind::Letter).map(Token::shown).collect()
}

/// The length of the text in UTF-16 units once its marks are parsed.
#[must_use]
pub fn units(html: &str) -> usize {
    tokens(html).iter().map(Token::units).sum()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Open,
    Close,
    Letter,
}

#[derive(Clone, Copy)]
struct Token<'a> {
    kind: Kind,
    text: &'a str,
}

impl Token<'_> {
    /// What is shown for it: a character, an entity's character, or nothing for a mark.
    fn shown(&self) -> char {
        let mut characters = self.text.chars();
        match (characters.next(), characters.as_str()) {
            (Some(character), "") => character,
            _ => entity(self.text).unwrap_or('?'),
        }
    }

    fn units(&self) -> usize {
        match self.kind {
            Kind::Letter => self.shown().len_utf16(),
            Kind::Open | Kind::Close => 0,
        }
    }

    fn is_blank(&self) -> bool {
        self.shown().is_whitespace()
    }

    /// How good a place for a cut is after this token; 0 is none.
    fn rest_after(&self) -> u8 {
        match (self.kind, self.text) {
            (Kind::Letter, "\n") => 3,
            (Kind::Letter, "。" | "！" | "？" | "；" | "!" | "?") => 2,
            (Kind::Letter, "，" | "、" | " " | ",") => 1,
            _ => 0,
        }
    }
}

/// How many tokens go into the next part: all if they fit, else up to the best resting place in its second half.
fn cut(tokens: &[Token<'_>], limit: usize) -> usize {
    let mut length = 0;
    let mut best = (0, 0);
    for (at, token) in tokens.iter().enumerate() {
        length += token.units();
        if length > limit {
            return match best {
                // A cut right after an opening mark would leave an empty pair of marks behind.
                (0, _) => {
                    at - tokens.iter().take(at).rev().take_while(|token| token.kind == Kind::Open).count()
                }
                (_, after) => after,
            };
        }
        if length * 2 >= limit && token.rest_after() >= best.0.max(1) {
            let closing = tokens.iter().skip(at + 1).take_while(|token| token.kind == Kind::Close).count();
            best = (token.rest_after(), at + 1 + closing);
        }
    }
    tokens.len()
}

fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while let Some(first) = rest.chars().next() {
        let (kind, end) = match first {
            '<' => match rest.find('>') {
                Some(end) if rest.starts_with("</") => (Kind::Close, end + 1),
                Some(end) => (Kind::Open, end + 1),
                None => (Kind::Letter, 1),
            },
            '&' => match rest.find(';') {
                Some(end) if rest.get(..=end).and_then(entity).is_some() => (Kind::Letter, end + 1),
                _ => (Kind::Letter, 1),
            },
            other => (Kind::Letter, other.len_utf8()),
        };
        let (text, after) = rest.split_at(end);
        tokens.push(Token { kind, text });
        rest = after;
    }
    tokens
}

/// The character of `&lt;` and the like, or of a numeric entity.
fn entity(text: &str) -> Option<char> {
    let name = text.strip_prefix('&')?.strip_suffix(';')?;
    let number = match name {
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "amp" => return Some('&'),
        "quot" => return Some('"'),
        _ => name.strip_prefix('#')?,
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}

fn closing(tag: &str) -> String {
    let name: String =
        tag.chars().skip(1).take_while(|character| !character.is_whitespace() && *character != '>').collect();
    format!("</{name}>")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cuts_where_a_reader_would_pause() {
        let cases: &[(&str, usize, &[&str])] = &[
            ("短。", 10, &["短。"]),
            ("", 10, &[]),
            ("  \n", 10, &[]),
            ("一二三四。五六七八。九十", 6, &["一二三四。", "五六七八。", "九十"]),
            ("一二三。四\n五六七", 6, &["一二三。四\n", "五六七"]),
            ("一二三四五六七八", 4, &["一二三四", "五六七八"]),
            ("<b>一二三四。五六</b>七", 5, &["<b>一二三四。</b>", "<b>五六</b>七"]),
            ("一二三<b>四</b>", 3, &["一二三", "<b>四</b>"]),
            ("<b>一二。</b>三四", 3, &["<b>一二。</b>", "三四"]),
            ("一&lt;&amp;&#20108;", 2, &["一&lt;", "&amp;&#20108;"]),
            ("😀😀😀", 4, &["😀😀", "😀"]),
            (
                r#"<a href="https://a.example/?x=1&amp;y">一二三</a>"#,
                2,
                &[
                    r#"<a href="https://a.example/?x=1&amp;y">一二</a>"#,
                    r#"<a href="https://a.example/?x=1&amp;y">三</a>"#,
                ],
            ),
            ("a & b < c", 100, &["a & b < c"]),
        ];
        for (html, limit, expected) in cases {
            assert_eq!(split(html, *limit), *expected, "{html} at {limit}");
        }
    }

    #[test]
    fn plain_text_is_what_is_shown() {
        assert_eq!(plain("<b>一</b>&lt;二&gt;&quot;&#x4e09;"), "一<二>\"三");
        assert_eq!(units("<b>一😀</b>&amp;"), 4);
    }

    fn marked() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[一-五。，\n a]{0,12}",
            Just("&lt;".to_owned()),
            Just("😀".to_owned()),
            "[一-五。]{1,9}".prop_map(|text| format!("<b>{text}</b>")),
            "[一-五。]{1,9}".prop_map(|text| format!("<a href=\"https://a.example\"><i>{text}</i>二</a>")),
        ];
        proptest::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn nothing_is_lost_too_long_or_left_open(html in marked(), limit in 2usize..40) {
            let parts = split(&html, limit);
            let shown: String = parts.iter().map(|part| plain(part)).collect();
            let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(visible(&shown), visible(&plain(&html)));
            for part in &parts {
                prop_assert!(units(part) <= limit);
                let mut open = Vec::new();
                for token in tokens(part) {
                    match token.kind {
                        Kind::Open => open.push(closing(token.text)),
                        Kind::Close => prop_assert_eq!(open.pop(), Some(token.text.to_owned())),
                        Kind::Letter => {}
                    }
                }
                prop_assert!(open.is_empty());
            }
        }
    }
}
