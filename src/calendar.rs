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
mod publication;
mod quotes;
mod relative;
mod resolve;
mod rhythm;
mod span;
mod tone;
mod written;

pub use asked::{AskedKind, AskedTime, Recency, RecencyKind, asked_time, recency};
pub use events::events;
pub use mention::{Hours, Period, Precision, Recurrence, TimeMention, Weekdays, When};
pub use mentions::{Reference, mentions};
pub use numerals::{leading_number, number};
pub use page_date::{PageDate, page_date};
pub use publication::infer_publication;
