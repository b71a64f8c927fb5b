//! One's own settings: what they are, and a button to change each; and what is kept.
//!
//! Knows nothing of where settings are kept.

use super::{
    Action, Button, Message, Setting, Ticket, html, places, rows,
    wording::{labels, settings as wording},
};
use crate::article::PlacePath;

/// What a resident has set.
#[derive(Clone, Debug, Default)]
pub struct Settings<'a> {
    /// Where they live.
    pub place: Option<&'a PlacePath>,
    /// Where the bot's residents live.
    pub home: Option<&'a PlacePath>,
    /// Short answers.
    pub brief: bool,
    /// The hour at which news come together; at once without one.
    pub digest: Option<i8>,
    /// No news at night.
    pub quiet: bool,
    /// The hour that comes after this one when the button is pressed.
    pub next_digest: Option<i8>,
}

/// The settings with a button for each.
#[must_use]
pub fn settings(settings: &Settings<'_>) -> Message {
    let name = |place: Option<&PlacePath>| place.map(places::in_list);
    let hour = settings.digest.map(wording::hour);
    let lines = [
        html::bold(wording::TITLE),
        html::escape(&wording::place(name(settings.place).as_deref(), name(settings.home).as_deref())),
        html::escape(wording::length(settings.brief)),
        html::escape(&wording::news(hour.as_deref())),
        html::escape(wording::nights(settings.quiet)),
    ];
    let set = |setting, label: &str| Action::Set(setting).button(label);
    let place = if settings.place.is_some() { labels::NEW_PLACE } else { labels::SET_PLACE };
    let next = settings
        .next_digest
        .map_or_else(|| labels::AT_ONCE.to_owned(), |hour| labels::together(&wording::hour(hour)));
    let buttons = [
        set(Setting::Place, place),
        settings.place.and_then(|_| set(Setting::NoPlace, labels::NO_PLACE)),
        set(Setting::Brief, if settings.brief { labels::FULL } else { labels::BRIEF }),
        set(Setting::Quiet, if settings.quiet { labels::LOUD } else { labels::QUIET }),
        set(Setting::Digest, &next),
        Action::News.button(labels::MY_NEWS),
    ];
    Message { html: lines.join("\n"), buttons: rows(buttons, 2), ..Message::default() }
}

/// Which of several places of the same name somebody lives at.
#[must_use]
pub fn which_home(options: &[PlacePath], ticket: &Ticket) -> Message {
    let button = |(at, place): (usize, &PlacePath)| -> Option<Button> {
        Action::Live(ticket.clone(), at).button(&places::spoken(place, None))
    };
    let buttons = options.iter().take(6).enumerate().map(button);
    Message { html: html::bold(wording::WHICH_HOME), buttons: rows(buttons, 1), ..Message::default() }
}

/// What is kept, and for how long.
#[must_use]
pub fn privacy() -> Message {
    Message::headed(wording::PRIVACY_TITLE, wording::PRIVACY)
}
