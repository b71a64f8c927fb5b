//! The subscriptions of a resident, each with a button to stop it.
//!
//! Knows nothing of where subscriptions are kept.

use super::{
    rows,
    wording::{labels, news as wording, settings},
};
use crate::messaging::{Button, Message, Preference, ResidentAction, RichText, SubscriptionId, bold, plain};

/// A subscription as a resident sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListedSubscription {
    /// By what a button stops it.
    pub(crate) id: SubscriptionId,
    /// What it is about, in words.
    pub(crate) subject: String,
}

/// There is a new subscription; notices come together at the hour of `digest`, or at once, at night too unless that is
/// `quiet`.
#[must_use]
pub(crate) fn subscribed(subscription: &ListedSubscription, digest: Option<i8>, quiet: bool) -> Message {
    let at_once = if quiet { wording::AT_ONCE } else { wording::AT_ANY_HOUR };
    let when = digest.map_or_else(|| at_once.to_owned(), |hour| wording::together(&settings::hour(hour)));
    let together = labels::together(&settings::hour(8));
    let later = Button::new(&together, ResidentAction::Set(Preference::Digest));
    let stop = Button::new(labels::STOP, ResidentAction::Stop(vec![subscription.id]));
    let buttons = [Some(stop), Some(later).filter(|_| digest.is_none())];
    let text = wording::subscribed(&subscription.subject, &when);
    Message { buttons: rows(buttons, 2), ..Message::of_text(&text) }
}

/// All subscriptions.
#[must_use]
pub(crate) fn subscriptions(all: &[ListedSubscription]) -> Message {
    if all.is_empty() {
        return Message::of_text(wording::NONE);
    }
    let mut lines = vec![bold(wording::MINE)];
    lines.extend(all.iter().map(|one| plain(&format!("· {}", one.subject))));
    lines.push(plain(wording::WHICH_TO_STOP));
    let stop = |one: &ListedSubscription| {
        let label = labels::stop_that(&super::understood::shortened(&one.subject, 16));
        vec![Button::new(&label, ResidentAction::Stop(vec![one.id]))]
    };
    let mut buttons: Vec<Vec<Button>> = all.iter().map(stop).collect();
    if all.len() > 1 {
        buttons.push(vec![Button::new(labels::STOP_ALL, ResidentAction::StopAll)]);
    }
    Message { text: RichText::lines(lines), buttons, ..Message::default() }
}
