//! The border of a conversation: what was typed comes in, and what is shown goes out, without what cannot be printed.
//!
//! Knows nothing of what is said.

use crate::{
    messaging::{Message, Outgoing, Said, SentFile},
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
        self.messages.iter_mut().chain(elsewhere).for_each(clean);
        self.toast = self.toast.map(cleaned);
        self
    }
}

fn clean(message: &mut Message) {
    message.text = std::mem::take(&mut message.text).printable();
    for button in message.buttons.iter_mut().flatten() {
        button.label = cleaned(std::mem::take(&mut button.label));
    }
    if let Some(instead) = message.overflow.as_mut().and_then(|overflow| overflow.instead.as_mut()) {
        clean(instead);
    }
}

fn cleaned(text: String) -> String {
    if is_plain(&text) { text } else { printable(&text).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messaging::{Button, ResidentAction, RichText, bold};

    #[test]
    fn nothing_unprintable_comes_in_or_goes_out() {
        let dirty = || "理\u{202e}发\u{0}".to_owned();
        assert_eq!(Said::Text(dirty()).printable(), Said::Text("理发".to_owned()));
        let inline = |query| Said::Inline { query, offset: String::new() };
        assert_eq!(inline(dirty()).printable(), inline("理发".to_owned()));
        let message = Message {
            text: RichText::new().bold("e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}").bold(&dirty()),
            buttons: vec![vec![Button::new(&dirty(), ResidentAction::Note)]],
            ..Message::default()
        };
        let outgoing =
            Outgoing { messages: vec![message], toast: Some(dirty()), ..Outgoing::default() }.printable();
        assert_eq!(outgoing.messages[0].text, bold("e\u{301}\u{301}\u{301}\u{301}理发"));
        assert_eq!(outgoing.messages[0].buttons[0][0].label, "理发");
        assert_eq!(outgoing.toast.as_deref(), Some("理发"));
    }
}
