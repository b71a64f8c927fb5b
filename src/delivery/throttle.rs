//! Stands still for all chats when a network refuses several at once; one chat's pause concerns that chat only.
//!
//! Knows nothing of messages.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::messaging::ChatKey;

/// Two chats refused within this time mean that the bot as a whole is too fast.
const TOGETHER: Duration = Duration::from_secs(1);

#[derive(Debug, Default)]
pub(super) struct Throttle(Mutex<ThrottleState>);

#[derive(Debug, Default)]
struct ThrottleState {
    last: Option<(ChatKey, Instant)>,
    closed_until: Option<Instant>,
}

impl Throttle {
    /// Notes that a network asked for a pause in a chat.
    pub(super) fn refused(&self, chat: ChatKey, pause: Duration) {
        self.refused_at(Instant::now(), chat, pause);
    }

    fn refused_at(&self, now: Instant, chat: ChatKey, pause: Duration) {
        let mut state = self.state();
        if state.last.is_some_and(|(other, at)| other != chat && now.duration_since(at) < TOGETHER) {
            let until = now + pause;
            state.closed_until = Some(state.closed_until.map_or(until, |before| before.max(until)));
        }
        state.last = Some((chat, now));
    }

    /// Returns once the throttle is open.
    pub(super) async fn wait(&self) {
        loop {
            let until = self.state().closed_until;
            match until {
                Some(until) if until > Instant::now() => tokio::time::sleep_until(until).await,
                _ => return,
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, ThrottleState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messaging::NetworkId;

    #[test]
    fn only_several_chats_together_close_the_throttle() {
        let throttle = Throttle::default();
        let (pause, now) = (Duration::from_secs(8), Instant::now());
        let later = now + Duration::from_secs(5);
        for (at, chat, closed) in
            [(now, 1, None), (now, 1, None), (later, 2, None), (later, 3, Some(later + pause))]
        {
            throttle.refused_at(at, NetworkId::named("telegram").chat(chat), pause);
            assert_eq!(throttle.state().closed_until, closed, "after chat {chat}");
        }
    }
}
