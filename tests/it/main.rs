//! The one integration binary: journeys through the program as its users walk them, and rules that the code keeps.

mod bot;
mod cases;
mod cli;
mod fake_telegram;
mod knowledge_folder;
mod reload;
mod tidy;
mod workplace;
