//! The conversation in a terminal: lines are read, buttons are numbered choices.
//!
//! Knows nothing of how questions are answered or worded. A line becomes what comes from a chat of the network `terminal`,
//! what is said to it becomes lines.

mod render;
mod scripted;
mod sent_file;
mod talk;

use crate::messaging::{ChatKey, NetworkId};

pub(crate) use scripted::{ScriptedChat, TurnRecord, talk_by_script};
pub(crate) use talk::talk;

/// The one chat that is held here.
pub(crate) fn chat() -> ChatKey {
    NetworkId::named("terminal").chat(0)
}
