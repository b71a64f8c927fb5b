//! The real conversation on the real knowledge through the real bot: what residents and operators see in Telegram.

mod care;
mod corrections;
mod damaged;
mod editors;
mod finding;
mod first_start;
mod gaps;
mod gate;
mod groups;
mod inline;
mod links;
mod letters;
mod lists;
mod looking;
mod marks;
mod news;
mod operators;
mod passed_on;
mod places;
mod privacy;
mod replying;
mod sending;
mod settings;
mod tables;
mod town;
mod week;
