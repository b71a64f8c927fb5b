//! The one integration binary: journeys through the program as its users walk them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod bot;
#[allow(dead_code, reason = "the bench uses the rest")]
mod fake_telegram;
