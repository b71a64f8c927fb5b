//! Outside formats become articles.
//!
//! Knows nothing of indexes, questions or Telegram.

pub mod newspaper;
