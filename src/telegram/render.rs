//! Messages as Telegram takes them: spans become HTML marks, long texts are cut at line breaks or sentence ends.
//!
//! Knows nothing of sending. Lengths are in UTF-16 units of the text without its marks, which is how Telegram counts.

use super::{
    callback,
    rendered::{RenderedButton, RenderedMessage, RenderedPress},
};
use crate::messaging::{Button, Message, Press, RichText, Span, TextStyle};

/// The most that one message may hold.
const LIMIT: usize = 4096;

/// A message as messages that Telegram takes; the buttons and the file stand below the last. A text without visible
/// characters gives none.
pub(crate) fn message(message: &Message) -> Vec<RenderedMessage> {
    let mut parts = parts(&message.text, LIMIT);
    let mut instead = None;
    if let Some(overflow) = message.overflow.as_ref().filter(|overflow| parts.len() > overflow.longer_than) {
        parts.truncate(overflow.shown);
        instead = overflow.instead.as_deref();
    }
    let part = |part: &RichText| RenderedMessage {
        html: html(part),
        unmarked: Some(part.to_plain()),
        about: message.about.clone(),
        ..RenderedMessage::default()
    };
    let mut rendered: Vec<RenderedMessage> = parts.iter().map(part).collect();
    match (instead, rendered.last_mut()) {
        (Some(instead), _) => rendered.extend(self::message(instead)),
        (None, Some(last)) => {
            last.buttons = buttons(&message.buttons);
            last.file.clone_from(&message.file);
        }
        (None, None) => {}
    }
    rendered
}

/// The buttons that Telegram can bring back or open.
pub(crate) fn buttons(rows: &[Vec<Button>]) -> Vec<Vec<RenderedButton>> {
    let rows = rows.iter().map(|row| row.iter().filter_map(button).collect::<Vec<_>>());
    rows.filter(|row| !row.is_empty()).collect()
}

fn button(button: &Button) -> Option<RenderedButton> {
    let press = match &button.press {
        Press::Do(action) => RenderedPress::Callback(callback::data(action)?),
        Press::Open(url) => RenderedPress::Url(url.clone()),
        // Without the bot's name there is no address.
        Press::Start(_) => return None,
    };
    Some(RenderedButton { label: button.label.clone(), press })
}

/// Text with Telegram's marks; everything that would be read as a mark is escaped.
pub(crate) fn html(text: &RichText) -> String {
    let mut out = String::new();
    for Span { text, style } in text.spans() {
        let (open, close) = match style {
            TextStyle::Plain | TextStyle::Address(_) => (String::new(), ""),
            TextStyle::Bold => ("<b>".to_owned(), "</b>"),
            TextStyle::Link(url) => (format!("<a href=\"{}\">", escaped(url)), "</a>"),
            TextStyle::Quote => ("<blockquote>".to_owned(), "</blockquote>"),
            TextStyle::Copyable => ("<code>".to_owned(), "</code>"),
        };
        out.push_str(&open);
        out.push_str(&escaped(text));
        out.push_str(close);
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// Cuts a text into parts of at most `limit` units each (at least 2), without blanks around them.
fn parts(text: &RichText, limit: usize) -> Vec<RichText> {
    let letters: Vec<StyledChar<'_>> = text
        .spans()
        .iter()
        .flat_map(|span| span.text.chars().map(|character| StyledChar { character, style: &span.style }))
        .collect();
    let mut parts = Vec::new();
    let mut rest = letters.as_slice();
    while !rest.is_empty() {
        let (now, later) = rest.split_at(cut(rest, limit.max(2)));
        let part = now.iter().fold(RichText::new(), |mut part, letter| {
            part.push(letter.character, letter.style);
            part
        });
        let part = part.trimmed();
        if !part.is_empty() {
            parts.push(part);
        }
        rest = later;
    }
    parts
}

#[derive(Clone, Copy)]
struct StyledChar<'a> {
    character: char,
    style: &'a TextStyle,
}

impl StyledChar<'_> {
    /// How good a place for a cut is after this letter; 0 is none.
    fn rest_after(self) -> u8 {
        match self.character {
            '\n' => 3,
            '。' | '！' | '？' | '；' | '!' | '?' => 2,
            '，' | '、' | ' ' | ',' => 1,
            _ => 0,
        }
    }
}

/// How many letters go into the next part: all if they fit, else up to the best resting place in its second half.
fn cut(letters: &[StyledChar<'_>], limit: usize) -> usize {
    let mut length = 0;
    let mut best = (0, 0);
    for (at, letter) in letters.iter().enumerate() {
        length += letter.character.len_utf16();
        if length > limit {
            return match best {
                (0, _) => at,
                (_, after) => after,
            };
        }
        if length * 2 >= limit && letter.rest_after() >= best.0.max(1) {
            best = (letter.rest_after(), at + 1);
        }
    }
    letters.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::messaging::{Action, ContextId, Overflow, ResidentAction, bold, plain};

    fn units(text: &RichText) -> usize {
        text.to_plain().encode_utf16().count()
    }

    #[test]
    fn cuts_where_a_reader_would_pause() {
        let cases: &[(RichText, usize, &[&str])] = &[
            (plain("短。"), 10, &["短。"]),
            (plain(""), 10, &[]),
            (plain("  \n"), 10, &[]),
            (plain("一二三四。五六七八。九十"), 6, &["一二三四。", "五六七八。", "九十"]),
            (plain("一二三。四\n五六七"), 6, &["一二三。四", "五六七"]),
            (plain("一二三四五六七八"), 4, &["一二三四", "五六七八"]),
            (bold("一二三四。五六").plain("七"), 5, &["<b>一二三四。</b>", "<b>五六</b>七"]),
            (plain("一二三").bold("四"), 3, &["一二三", "<b>四</b>"]),
            (bold("一二。").plain("三四"), 3, &["<b>一二。</b>", "三四"]),
            (plain("一<&二"), 2, &["一&lt;", "&amp;二"]),
            (plain("😀😀😀"), 4, &["😀😀", "😀"]),
            (
                RichText::new().styled("一二三", TextStyle::Link("https://a.example/?x=1&y".to_owned())),
                2,
                &[
                    r#"<a href="https://a.example/?x=1&amp;y">一二</a>"#,
                    r#"<a href="https://a.example/?x=1&amp;y">三</a>"#,
                ],
            ),
        ];
        for (text, limit, expected) in cases {
            let shown: Vec<String> = parts(text, *limit).iter().map(html).collect();
            assert_eq!(shown, *expected, "{text:?} at {limit}");
        }
    }

    #[test]
    fn what_would_be_a_mark_is_escaped() {
        assert_eq!(html(&plain("a<b>&\"c")), "a&lt;b&gt;&amp;&quot;c");
        assert_eq!(html(&bold("")), "");
        let styled = |style| html(&RichText::new().styled("<一>", style));
        assert_eq!(styled(TextStyle::Quote), "<blockquote>&lt;一&gt;</blockquote>");
        assert_eq!(styled(TextStyle::Copyable), "<code>&lt;一&gt;</code>");
    }

    fn long() -> Message {
        let row = vec![Button::new("看全文", ResidentAction::Whole(ContextId::new(1), 0))];
        Message::with_buttons(plain(&"街道请来师傅修鞋。".repeat(2000)), vec![row])
    }

    #[test]
    fn buttons_stand_below_the_last_part() {
        let rendered = message(&long());
        assert_eq!(rendered.len(), 5);
        assert!(rendered[..4].iter().all(|part| part.buttons.is_empty()));
        let press = RenderedPress::Callback("w:1:0".to_owned());
        assert_eq!(rendered[4].buttons, [[RenderedButton { label: "看全文".to_owned(), press }]]);
        assert!(rendered.iter().all(|part| part.words().ends_with('。')));
        assert_eq!(message(&Message::of_text(" ")), []);
    }

    #[test]
    fn a_text_that_is_far_too_long_is_cut_short() {
        let cut_short = |overflow| message(&Message { overflow: Some(overflow), ..long() });
        let fits = cut_short(Overflow { longer_than: 5, shown: 4, instead: None });
        assert_eq!(fits, message(&long()));
        let instead = Some(Box::new(Message::of_text("后面还有")));
        let cut = cut_short(Overflow { longer_than: 4, shown: 3, instead });
        assert_eq!(cut.len(), 4);
        assert_eq!(cut[3].html, "后面还有");
        assert!(cut.iter().all(|part| part.buttons.is_empty()));
        let first = cut_short(Overflow { longer_than: 1, shown: 1, instead: None });
        assert_eq!((first.len(), first[0].buttons.len()), (1, 1));
    }

    #[test]
    fn a_button_that_cannot_come_back_is_left_out() {
        let ask =
            |question: &str| vec![Button::new("问", Action::from(ResidentAction::Ask(question.to_owned())))];
        assert_eq!(buttons(&[ask(&"长".repeat(21)), ask(&"长".repeat(20))]).len(), 1);
    }

    fn marked() -> impl Strategy<Value = RichText> {
        let piece = prop_oneof![
            "[一-五。，\n a]{0,12}".prop_map(|text| plain(&text)),
            Just(plain("<")),
            Just(plain("😀")),
            "[一-五。]{1,9}".prop_map(|text| bold(&text)),
            "[一-五。]{1,9}".prop_map(
                |text| RichText::new().styled(&text, TextStyle::Link("https://a.example".to_owned()))
            ),
        ];
        proptest::collection::vec(piece, 0..20)
            .prop_map(|pieces| pieces.into_iter().fold(RichText::new(), RichText::then))
    }

    proptest! {
        #[test]
        fn nothing_is_lost_too_long_or_left_open(text in marked(), limit in 2usize..40) {
            let parts = parts(&text, limit);
            let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let shown: String = parts.iter().map(RichText::to_plain).collect();
            prop_assert_eq!(visible(&shown), visible(&text.to_plain()));
            for part in &parts {
                prop_assert!((1..=limit).contains(&units(part)));
                let html = html(part);
                for (open, close) in [("<b>", "</b>"), ("<a ", "</a>")] {
                    prop_assert_eq!(html.matches(open).count(), html.matches(close).count());
                }
                let unmarked = html.replace("<b>", "").replace("</b>", "").replace("</a>", "");
                let unmarked = unmarked.replace("<a href=\"https://a.example\">", "").replace("&lt;", "<");
                prop_assert_eq!(unmarked, part.to_plain());
            }
        }

        #[test]
        fn no_open_mark_survives_escaping(text in any::<String>()) {
            prop_assert!(!html(&plain(&text)).contains(['<', '>', '"']));
        }
    }
}
