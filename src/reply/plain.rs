//! A message as plain text, for the terminal and for scripts: the same words without the marks.
//!
//! Knows nothing of what the message says.

use super::{Message, Press, split, wording};

/// What a resident reads, without marks and buttons.
#[must_use]
pub fn text(message: &Message) -> String {
    split::plain(&message.html)
}

/// What a resident reads, and the labels of the buttons below it, a row a line.
#[must_use]
pub fn with_buttons(message: &Message) -> String {
    let mut out = text(message);
    for row in &message.buttons {
        out.push('\n');
        for button in row {
            out.push_str(&wording::button_in_text(&button.label));
            if let Press::Open(url) = &button.press {
                out.push_str(&format!(" {url}"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::Button;

    #[test]
    fn marks_go_and_links_stay() {
        let message = Message {
            html: "<b>正在办</b> &lt;每天&gt;".to_owned(),
            buttons: vec![vec![
                Button { label: "看全文".to_owned(), press: Press::Say("w:1:0".to_owned()) },
                Button {
                    label: "看原报".to_owned(),
                    press: Press::Open("https://paper.example/1".to_owned()),
                },
            ]],
            ..Message::default()
        };
        assert_eq!(text(&message), "正在办 <每天>");
        assert_eq!(with_buttons(&message), "正在办 <每天>\n［看全文］［看原报］ https://paper.example/1");
    }
}
