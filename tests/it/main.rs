//! The one integration binary: journeys through the program as its users walk them.

mod bot;
mod fake_telegram;
