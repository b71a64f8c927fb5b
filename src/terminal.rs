//! The conversation in a terminal: lines are read, buttons are numbered choices.
//!
//! Knows nothing of how questions are answered or worded.

mod render;
mod sent_file;
mod talk;

use crate::messaging::{ChatKey, NetworkId};

pub(crate) use talk::talk;

/// The one chat that is held here.
pub(crate) fn chat() -> ChatKey {
    NetworkId::named("terminal").chat(0)
}
