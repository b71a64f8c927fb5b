//! The reply when there is nothing to search for: one calm line, and where it helps an example or a number.
//!
//! Knows nothing of how small talk is recognised.

use super::{not_found, wording::talk as wording};
use crate::{
    answer::{DialogueAct, Hotline},
    messaging::{Message, RichText, plain},
};

/// A greeting, thanks, anger.
pub(super) fn chitchat(talk: DialogueAct) -> Message {
    let mut lines = vec![plain(wording::small(talk))];
    if !matches!(talk, DialogueAct::Thanks | DialogueAct::Goodbye) {
        lines.push(plain(&wording::example(wording::EXAMPLES[0])));
    }
    Message::with_buttons(RichText::lines(lines), Vec::new())
}

/// What is not for a newspaper, with the numbers that may help.
pub(super) fn refused(talk: DialogueAct, hotlines: &[Hotline]) -> Message {
    let lines = std::iter::once(plain(wording::small(talk))).chain(not_found::hotline_lines(hotlines));
    Message::with_buttons(RichText::lines(lines), Vec::new())
}
