//! One's own settings: what they are, and a button to change each; and what is kept.
//!
//! Knows nothing of where settings are kept.

use super::{
    places, rows,
    wording::{labels, settings as wording},
};
use crate::{
    article::PlacePath,
    messaging::{Button, ContextId, Message, Preference, ResidentAction, RichText, bold, plain},
};

/// What a resident has set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings<'a> {
    /// Where they live.
    pub(crate) place: Option<&'a PlacePath>,
    /// Where the bot's residents live.
    pub(crate) home: Option<&'a PlacePath>,
    /// Short answers.
    pub(crate) brief: bool,
    /// The hour at which news come together; at once without one.
    pub(crate) digest: Option<i8>,
    /// No news at night.
    pub(crate) quiet: bool,
    /// The hour that comes after this one when the button is pressed.
    pub(crate) next_digest: Option<i8>,
}

/// The settings with a button for each.
#[must_use]
pub(crate) fn settings(settings: &Settings<'_>) -> Message {
    let name = |place: Option<&PlacePath>| place.map(places::in_list);
    let hour = settings.digest.map(wording::hour);
    let lines = [
        bold(wording::TITLE),
        plain(&wording::place(name(settings.place).as_deref(), name(settings.home).as_deref())),
        plain(wording::length(settings.brief)),
        plain(&wording::news(hour.as_deref())),
        plain(wording::nights(settings.quiet)),
    ];
    let set = |preference, label: &str| Some(Button::new(label, ResidentAction::Set(preference)));
    let place = if settings.place.is_some() { wording::NEW_PLACE } else { wording::SET_PLACE };
    let next = settings
        .next_digest
        .map_or_else(|| wording::AT_ONCE.to_owned(), |hour| labels::together(&wording::hour(hour)));
    let buttons = [
        set(Preference::Place, place),
        settings.place.and_then(|_| set(Preference::NoPlace, wording::NO_PLACE)),
        set(Preference::Brief, if settings.brief { wording::FULL } else { wording::BRIEF }),
        set(Preference::Quiet, if settings.quiet { wording::LOUD } else { wording::QUIET }),
        set(Preference::Digest, &next),
        Some(Button::new(labels::MY_NEWS, ResidentAction::News)),
    ];
    Message { text: RichText::lines(lines), buttons: rows(buttons, 2), ..Message::default() }
}

/// Which of several places of the same name somebody lives at.
#[must_use]
pub(crate) fn which_home(options: &[PlacePath], id: ContextId) -> Message {
    let button = |(at, place): (usize, &PlacePath)| {
        vec![Button::new(&places::spoken(place, None), ResidentAction::Live(id, at))]
    };
    let buttons = options.iter().take(6).enumerate().map(button).collect();
    Message { text: bold(wording::WHICH_HOME), buttons, ..Message::default() }
}

/// What is kept, and for how long.
#[must_use]
pub(crate) fn privacy() -> Message {
    Message::headed(wording::PRIVACY_TITLE, wording::PRIVACY)
}
