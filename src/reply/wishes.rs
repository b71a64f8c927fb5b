//! The news that a resident wishes for, each with a button to stop it.
//!
//! Knows nothing of where wishes are kept.

use super::{
    Action, Message, Setting, html, rows,
    wording::{labels, news as wording, settings},
};

/// A wish: its number and what it is about.
pub type Wish = (i64, String);

/// A wish was made; news come together at the hour of `digest`, or at once, at night too unless that is `quiet`.
#[must_use]
pub fn wished(wish: &Wish, digest: Option<i8>, quiet: bool) -> Message {
    let at_once = if quiet { wording::AT_ONCE } else { wording::AT_ANY_HOUR };
    let when = digest.map_or_else(|| at_once.to_owned(), |hour| wording::together(&settings::hour(hour)));
    let together = labels::together(&settings::hour(8));
    let later = Action::Set(Setting::Digest).button(&together).filter(|_| digest.is_none());
    let buttons = [Action::Stop(vec![wish.0]).button(labels::STOP), later];
    Message { buttons: rows(buttons, 2), ..Message::of_text(&wording::wished(&wish.1, &when)) }
}

/// All wishes.
#[must_use]
pub fn wishes(wishes: &[Wish]) -> Message {
    if wishes.is_empty() {
        return Message::of_text(wording::NONE);
    }
    let mut lines = vec![html::bold(wording::MINE)];
    lines.extend(wishes.iter().map(|(_, about)| html::escape(&format!("· {about}"))));
    lines.push(html::escape(wording::WHICH_TO_STOP));
    let label = |about: &str| labels::stop_that(&super::understood::shortened(about, 16));
    let mut buttons =
        rows(wishes.iter().map(|(wish, about)| Action::Stop(vec![*wish]).button(&label(about))), 1);
    if wishes.len() > 1 {
        buttons.extend(rows([Action::StopAll.button(labels::STOP_ALL)], 1));
    }
    Message { html: lines.join("\n"), buttons, ..Message::default() }
}
