//! What the Telegram bot is told when it starts: plain values, filled in by `config`.
//!
//! Knows nothing of where they come from.

use std::collections::BTreeSet;
use std::fmt;
use std::net::SocketAddr;

use url::Url;

use crate::messaging::UserId;

/// Everything that concerns Telegram alone.
#[derive(Clone, Debug)]
pub struct TelegramOptions {
    /// The bot's key.
    pub token: Secret,
    /// The Bot API server.
    pub api_url: Url,
    /// How updates come in.
    pub intake: Intake,
    /// Who may do what operators may.
    pub operators: BTreeSet<UserId>,
}

/// How updates come in.
#[derive(Clone, Debug)]
pub enum Intake {
    /// The bot asks Telegram for them.
    Polling,
    /// Telegram brings them.
    Webhook(Webhook),
}

/// Where Telegram brings updates.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The public address, https.
    pub url: Url,
    /// The local address, behind the proxy that holds the certificate.
    pub listen: SocketAddr,
    /// What Telegram shows to prove itself: 1–256 of A–Z a–z 0–9 _ -.
    pub secret: Secret,
}

/// A text that is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps it.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself, for the wire only.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(hidden)")
    }
}
