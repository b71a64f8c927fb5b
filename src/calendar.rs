//! Time in Chinese text: dates that articles mention, events, page dates, and the time for which a resident asks.
//!
//! Knows nothing of places, services or ranking, and of no clock: every day of reference is an argument. Text goes in;
//! out come [`TimeMention`]s, an article's events, the [`PageDate`] of a newspaper page, and an [`AskedTime`].

mod asked;
mod clock;
mod cursor;
mod events;
mod expressions;
mod lunar;
mod mention;
mod mentions;
mod numerals;
mod occasions;
mod page_date;
mod points;
mod printed_date;
mod publication;
mod quotes;
mod relative;
mod resolve;
mod rhythm;
mod span;
mod tone;
mod written;

pub(crate) use asked::{AskedKind, asked_time, recency};
pub(crate) use events::events;
pub(crate) use page_date::page_date;
pub(crate) use printed_date::{PrintedDate, printed_date};
pub(crate) use publication::infer_publication;
