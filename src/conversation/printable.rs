//! The border of a conversation: what was typed comes in, and what is shown goes out, without what cannot be printed.
//!
//! Knows nothing of what is said.

use super::{Outgoing, Said, SentFile};
use crate::{
    reply::Message,
    text::printable::{is_plain, printable, printable_line},
};

impl Said {
    /// The same as it may be echoed.
    pub(super) fn printable(self) -> Self {
        match self {
            Self::Text(text) => Self::Text(cleaned(text)),
            Self::Inline { query, offset } => Self::Inline { query: cleaned(query), offset },
            Self::File(file) => {
                Self::File(SentFile { name: printable_line(&file.name).into_owned(), ..file })
            }
            other => other,
        }
    }
}

impl Outgoing {
    /// The same as it may be shown: names of services, numbers and places come from tables too.
    pub(super) fn printable(mut self) -> Self {
        let elsewhere = self.elsewhere.iter_mut().map(|(_, message)| message);
        for Message { html, buttons, .. } in self.messages.iter_mut().chain(elsewhere) {
            *html = cleaned(std::mem::take(html));
            for button in buttons.iter_mut().flatten() {
                button.label = cleaned(std::mem::take(&mut button.label));
            }
        }
        self.toast = self.toast.map(cleaned);
        self
    }
}

fn cleaned(text: String) -> String {
    if is_plain(&text) { text } else { printable(&text).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::{Button, Press};

    #[test]
    fn nothing_unprintable_comes_in_or_goes_out() {
        let dirty = || "理\u{202e}发\u{0}".to_owned();
        assert_eq!(Said::Text(dirty()).printable(), Said::Text("理发".to_owned()));
        let inline = |query| Said::Inline { query, offset: String::new() };
        assert_eq!(inline(dirty()).printable(), inline("理发".to_owned()));
        let button = Button { label: dirty(), press: Press::Say("x".to_owned()) };
        let message = Message {
            html: format!("<b>{}</b>", dirty()),
            buttons: vec![vec![button]],
            ..Message::default()
        };
        let outgoing =
            Outgoing { messages: vec![message], toast: Some(dirty()), ..Outgoing::default() }.printable();
        assert_eq!(outgoing.messages[0].html, "<b>理发</b>");
        assert_eq!(outgoing.messages[0].buttons[0][0].label, "理发");
        assert_eq!(outgoing.toast.as_deref(), Some("理发"));
    }
}
