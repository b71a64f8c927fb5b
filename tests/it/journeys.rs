//! The real conversation on the real knowledge through the real bot: what residents and operators see in Telegram.

mod care;
mod finding;
mod gate;
mod lists;
mod marks;
mod operators;
mod places;
mod town;
