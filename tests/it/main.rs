//! The one integration binary: journeys through the program as its users walk them.

mod bot;
#[allow(dead_code, reason = "the bench uses the rest")]
mod fake_telegram;
