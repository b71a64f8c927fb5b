//! Stands still for all chats when Telegram refuses several at once; one chat's pause concerns that chat only.
//!
//! Knows nothing of messages.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Two chats refused within this time mean that the bot as a whole is too fast.
const TOGETHER: Duration = Duration::from_secs(1);

#[derive(Debug, Default)]
pub(super) struct Gate(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    last: Option<(i64, Instant)>,
    closed_until: Option<Instant>,
}

impl Gate {
    /// Notes that Telegram asked for a pause in a chat.
    pub(super) fn refused(&self, chat: i64, pause: Duration) {
        self.refused_at(Instant::now(), chat, pause);
    }

    fn refused_at(&self, now: Instant, chat: i64, pause: Duration) {
        let mut state = self.state();
        if state.last.is_some_and(|(other, at)| other != chat && now.duration_since(at) < TOGETHER) {
            let until = now + pause;
            state.closed_until = Some(state.closed_until.map_or(until, |before| before.max(until)));
        }
        state.last = Some((chat, now));
    }

    /// Returns once the gate is open.
    pub(super) async fn wait(&self) {
        loop {
            let until = self.state().closed_until;
            match until {
                Some(until) if until > Instant::now() => tokio::time::sleep_until(until).await,
                _ => return,
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_several_chats_together_close_the_gate() {
        let gate = Gate::default();
        let (pause, now) = (Duration::from_secs(8), Instant::now());
        let later = now + Duration::from_secs(5);
        for (at, chat, closed) in
            [(now, 1, None), (now, 1, None), (later, 2, None), (later, 3, Some(later + pause))]
        {
            gate.refused_at(at, chat, pause);
            assert_eq!(gate.state().closed_until, closed, "after chat {chat}");
        }
    }
}
