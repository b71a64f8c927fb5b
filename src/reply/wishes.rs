//! The news that a resident wishes for, each with a button to stop it.
//!
//! Knows nothing of where wishes are kept.

use super::{
    rows,
    wording::{labels, news as wording, settings},
};
use crate::messaging::{Button, Message, Preference, ResidentAction, RichText, bold, plain};

/// A wish: its number and what it is about.
pub type Wish = (i64, String);

/// A wish was made; news come together at the hour of `digest`, or at once, at night too unless that is `quiet`.
#[must_use]
pub fn wished(wish: &Wish, digest: Option<i8>, quiet: bool) -> Message {
    let at_once = if quiet { wording::AT_ONCE } else { wording::AT_ANY_HOUR };
    let when = digest.map_or_else(|| at_once.to_owned(), |hour| wording::together(&settings::hour(hour)));
    let together = labels::together(&settings::hour(8));
    let later = Button::new(&together, ResidentAction::Set(Preference::Digest));
    let stop = Button::new(labels::STOP, ResidentAction::Stop(vec![wish.0]));
    let buttons = [Some(stop), Some(later).filter(|_| digest.is_none())];
    Message { buttons: rows(buttons, 2), ..Message::of_text(&wording::wished(&wish.1, &when)) }
}

/// All wishes.
#[must_use]
pub fn wishes(wishes: &[Wish]) -> Message {
    if wishes.is_empty() {
        return Message::of_text(wording::NONE);
    }
    let mut lines = vec![bold(wording::MINE)];
    lines.extend(wishes.iter().map(|(_, about)| plain(&format!("· {about}"))));
    lines.push(plain(wording::WHICH_TO_STOP));
    let label = |about: &str| labels::stop_that(&super::understood::shortened(about, 16));
    let stop = |(wish, about): &Wish| vec![Button::new(&label(about), ResidentAction::Stop(vec![*wish]))];
    let mut buttons: Vec<Vec<Button>> = wishes.iter().map(stop).collect();
    if wishes.len() > 1 {
        buttons.push(vec![Button::new(labels::STOP_ALL, ResidentAction::StopAll)]);
    }
    Message { text: RichText::lines(lines), buttons, ..Message::default() }
}
