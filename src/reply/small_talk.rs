//! The reply when there is nothing to search for: one calm line, and where it helps an example or a number.
//!
//! Knows nothing of how small talk is recognised.

use super::{not_found, wording::talk};
use crate::{
    answer::{Answer, Outcome, Talk},
    messaging::{Message, RichText, plain},
};

pub(super) fn message(answer: &Answer) -> Message {
    let fallback = if answer.outcome == Outcome::Refused { Talk::OwnCase } else { Talk::Greeting };
    let kind = answer.talk.unwrap_or(fallback);
    let mut lines = vec![plain(talk::small(kind))];
    if answer.outcome == Outcome::Refused {
        lines.extend(not_found::hotline_lines(answer));
    } else if !matches!(kind, Talk::Thanks | Talk::Goodbye) {
        lines.push(plain(&talk::example(talk::EXAMPLES[0])));
    }
    Message::with_buttons(RichText::lines(lines), Vec::new())
}
