//! The commands.
//!
//! Knows nothing of how anything is found or worded.

pub mod chat;
