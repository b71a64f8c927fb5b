//! By what chats, people, messages, updates, subscriptions, notices and submissions are known.
//!
//! Knows nothing of any network: each gives its own numbers, and the same number means another chat elsewhere.

use std::{fmt, str::FromStr};

use arrayvec::ArrayString;
use serde::{Deserialize, Serialize};

/// The longest name of a network, in bytes.
const LONGEST: usize = 16;

/// A network on which people talk to the bot: `telegram`, `terminal`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NetworkId(ArrayString<LONGEST>);

impl NetworkId {
    /// The network of that name, 1–16 bytes of a–z; what is longer is cut.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let mut short = ArrayString::new();
        for letter in name.chars().filter(char::is_ascii_lowercase) {
            if short.try_push(letter).is_err() {
                break;
            }
        }
        Self(short)
    }

    /// Its name.
    #[must_use]
    pub(crate) fn name(&self) -> &str {
        &self.0
    }

    /// The chat that this network knows by that number.
    #[must_use]
    pub fn chat(self, id: i64) -> ChatKey {
        ChatKey { network: self, id }
    }
}

/// One chat of one network. Written as `telegram:-100123`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChatKey {
    /// The network.
    pub(crate) network: NetworkId,
    /// Its number there.
    pub id: i64,
}

/// A text that is the key of no chat.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no key of a chat (NETWORK:NUMBER)")]
pub struct NotAKey(String);

impl fmt::Display for ChatKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.network.name(), self.id)
    }
}

impl FromStr for ChatKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let parts = text.split_once(':').and_then(|(network, id)| Some((network, id.parse().ok()?)));
        let Some((name, id)) = parts else { return Err(NotAKey(text.to_owned())) };
        let network = NetworkId::named(name);
        if name.is_empty() || network.name() != name {
            return Err(NotAKey(text.to_owned()));
        }
        Ok(Self { network, id })
    }
}

/// Who reads along in a chat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ChatKind {
    /// One person alone.
    #[default]
    Private,
    /// Several, or nobody knows how many.
    Group,
}

/// A person, by the number that their network gave them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(pub i64);

/// A message, by its number in its chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId(pub i64);

/// What came, by the number that its network gave it; later ones are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UpdateId(pub i64);

/// A subscription to new notices, by its number in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubscriptionId(pub i64);

/// A notice that subscribers may be notified of, by its number in the database; later ones are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoticeId(pub i64);

/// What somebody handed in: a file, or a notice that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SubmissionId(pub i64);

/// One article of what was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubmittedArticleId(pub i64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_as_they_were_written() {
        let telegram = NetworkId::named("telegram");
        for id in [0, 7, -1_001_234_567_890, i64::MIN, i64::MAX] {
            let key = telegram.chat(id);
            assert_eq!(key.to_string().parse(), Ok(key));
        }
        assert_ne!(telegram.chat(7), NetworkId::named("terminal").chat(7));
        for text in ["", "7", ":7", "telegram:", "telegram:x", "Telegram:7", "a-name-that-is-long:7"] {
            assert!(text.parse::<ChatKey>().is_err(), "{text}");
        }
    }
}
