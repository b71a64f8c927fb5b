//! The bot against a Telegram that behaves well and badly: journeys through the whole of it.

mod groups;
mod inline;
mod journeys;
mod keeping;
mod losses;
mod operating;
pub(crate) mod running;
mod starts;
mod webhook;
