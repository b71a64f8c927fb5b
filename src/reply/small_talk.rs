//! The reply when there is nothing to search for: one calm line, and where it helps an example or a number.
//!
//! Knows nothing of how small talk is recognised.

use super::{Message, html, not_found, wording::talk};
use crate::answer::{Answer, Outcome, Talk};

pub(super) fn messages(answer: &Answer) -> Vec<Message> {
    let fallback = if answer.outcome == Outcome::Refused { Talk::OwnCase } else { Talk::Greeting };
    let kind = answer.talk.unwrap_or(fallback);
    let mut lines = vec![html::escape(talk::small(kind))];
    if answer.outcome == Outcome::Refused {
        lines.extend(not_found::hotline_lines(answer));
    } else if !matches!(kind, Talk::Thanks | Talk::Goodbye) {
        lines.push(html::escape(&talk::example(talk::EXAMPLES[0])));
    }
    Message::in_parts(&lines.join("\n"), Vec::new())
}
