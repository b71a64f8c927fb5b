//! The contract between the conversation and the networks on which it is held: who speaks where, what comes, what goes.
//!
//! Knows nothing of any network, of how a message is shown, or of what it says.

mod ids;

pub use ids::{ChatKey, ChatKind, MessageId, NetworkId, NotAKey, UpdateId, UserId};
