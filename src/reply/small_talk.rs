//! The reply when there is nothing to search for: one calm line, and where it helps an example or a number.
//!
//! Knows nothing of how small talk is recognised.

use super::{not_found, wording::talk as talk_words};
use crate::{
    acts::Act,
    answer::Hotline,
    messaging::{Message, RichText, plain},
};

/// A greeting, thanks, anger.
pub(super) fn chitchat(act: Act) -> Message {
    let mut lines = vec![plain(talk_words::small(act))];
    if matches!(act, Act::Greeting | Act::WhatCanYouDo | Act::Unreadable) {
        lines.push(plain(&talk_words::example(talk_words::EXAMPLES[0])));
    }
    Message::with_buttons(RichText::lines(lines), Vec::new())
}

/// What is not for a newspaper, with the numbers that may help.
pub(super) fn refused(act: Act, hotlines: &[Hotline]) -> Message {
    let call = hotlines.first().map(|hotline| plain(&not_found::call(hotline)));
    Message::with_buttons(
        RichText::lines(std::iter::once(plain(talk_words::small(act))).chain(call)),
        Vec::new(),
    )
}
