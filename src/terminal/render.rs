//! What is said, as lines of a terminal; buttons get the numbers by which they are chosen.
//!
//! Knows nothing of where it is written, and of what a choice does.

use crate::{
    messaging::{Message, Outgoing, Press},
    reply::wording,
};

/// What a terminal shows, and what the numbers in it stand for.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    /// The lines.
    pub(super) text: String,
    /// The choices, from 1.
    pub(super) choices: Vec<Press>,
}

/// What is said to whoever sits at the terminal, resident and editor. A reply without buttons leaves `before` standing:
/// the choices of the last one.
pub(super) fn render(outgoing: &Outgoing, before: Vec<Press>) -> Rendered {
    let elsewhere = outgoing.elsewhere.iter().map(|(_, message)| message);
    let offers = outgoing.messages.iter().chain(elsewhere.clone()).any(|message| !message.buttons.is_empty());
    let mut rendered = Rendered { choices: if offers { Vec::new() } else { before }, ..Rendered::default() };
    for message in &outgoing.messages {
        rendered.add(message);
    }
    for message in elsewhere {
        rendered.line(wording::SEEN_ELSEWHERE);
        rendered.add(message);
    }
    if let Some(toast) = &outgoing.toast {
        rendered.line(toast);
        rendered.line("");
    }
    rendered
}

impl Rendered {
    fn add(&mut self, message: &Message) {
        self.line(&message.text.to_plain());
        if let Some(file) = &message.file {
            self.line(file.text.trim_start_matches('\u{feff}'));
        }
        for row in &message.buttons {
            for button in row {
                self.choices.push(button.press.clone());
                self.text.push_str(&wording::numbered_button(self.choices.len(), &button.label));
            }
            self.line("");
        }
        self.line("");
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messaging::{Button, ContextId, Recipient, ResidentAction, RichText};

    #[test]
    fn marks_go_and_choices_are_numbered() {
        let open = Button {
            label: "看原报".to_owned(),
            press: Press::Open("https://paper.example/1".to_owned()),
        };
        let whole = Button::new("看全文", ResidentAction::Whole(ContextId::new(1), 0));
        let text = RichText::new().bold("正在办").plain(" <每天>");
        let message = Message::with_buttons(text, vec![vec![whole.clone(), open.clone()]]);
        let elsewhere = vec![(Recipient::Operators, Message::of_text("有居民留话"))];
        let outgoing = Outgoing { elsewhere, toast: Some("改好了".to_owned()), ..Outgoing::of(message) };
        let shown = render(&outgoing, vec![Press::Open("https://paper.example/0".to_owned())]);
        let expected =
            "正在办 <每天>\n［1 看全文］［2 看原报］\n\n（别人那边看到的）\n有居民留话\n\n改好了\n\n";
        assert_eq!(shown.text, expected);
        assert_eq!(shown.choices, [whole.press, open.press]);
        let later = render(&Outgoing::line("不客气"), shown.choices.clone());
        assert_eq!(later.choices, shown.choices);
    }
}
