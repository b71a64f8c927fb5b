//! What an address leads to that opens the chat with us: for codes on printed paper, and from a group into the private
//! chat.
//!
//! Knows nothing of addresses.

/// Where somebody arrives who opens the chat by an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartLink {
    /// At the article with this headline and opening.
    Article(String),
    /// At the newest of a place, by its name.
    Place(String),
    /// At the newest of a service type, by its name.
    Service(String),
}
