//! linli (邻里) finds the printed passage that answers a resident's question, word for word, with source and date.
//!
//! The map: modules in the order in which data flows; a module imports only modules above it
//! (`tests/it/tidy.rs` holds the table).

pub mod content_hash;
pub mod atomic_file;
pub mod article;
pub mod diagnostic;
pub mod table;
pub mod cancellation;
pub mod text;
pub mod calendar;
pub mod places;
pub mod services;
pub mod intake;
pub mod passage;
pub mod privacy;
pub mod meaning;
pub mod index;
pub mod question;
pub mod ranking;
pub mod answer;
pub mod knowledge_base;
pub mod evaluation;
pub mod messaging;
pub mod reply;
pub mod listener;
pub mod telemetry;
pub mod store;
pub mod review;
pub mod conversation;
pub mod operators;
pub mod delivery;
pub mod telegram;
pub mod terminal;
pub mod config;
pub mod cli;
