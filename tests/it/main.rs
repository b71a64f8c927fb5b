//! The one integration binary: journeys through the program as its users walk them, and rules that the code keeps.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod bot;
mod cases;
mod cost;
mod cli;
mod damage;
#[allow(dead_code, reason = "the bench uses the rest")]
mod fake_telegram;
mod foreign;
mod former;
mod journeys;
mod knowledge_folder;
mod networks;
mod reload;
mod standing;
mod tidy;
mod turns;
mod workplace;
