//! One task a chat at a time: order within a chat, no chat waits for another.
//!
//! Knows nothing of what the task does. Replaces the worker map of teloxide's dispatcher, in which a panic in one
//! handler ends the bot and one chat with a full queue stops all others.

use std::collections::HashMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::FutureExt;
use tokio::sync::Notify;

use crate::telemetry;

/// The chats that are being served, each with a note whether it was called again meanwhile.
#[derive(Debug, Default)]
pub(super) struct PerChat {
    busy: Mutex<HashMap<i64, bool>>,
    one_is_done: Notify,
}

impl PerChat {
    /// Serves the chat with a task of its own, or, when it is being served, once more after that.
    pub(super) fn wake<F, Fut>(self: &Arc<Self>, chat: i64, serve: F)
    where
        F: Fn(i64) -> Fut + Send + 'static,
        Fut: Future<Output = ()> + Send,
    {
        if self.begin(chat) {
            return;
        }
        let here = Arc::clone(self);
        tokio::spawn(async move {
            loop {
                if AssertUnwindSafe(serve(chat)).catch_unwind().await.is_err() {
                    telemetry::panicked("chat");
                }
                if here.finish(chat) {
                    break;
                }
            }
            here.one_is_done.notify_waiters();
        });
    }

    /// Returns once no chat is being served.
    pub(super) async fn idle(&self) {
        loop {
            let done = self.one_is_done.notified();
            if self.busy().is_empty() {
                return;
            }
            done.await;
        }
    }

    /// The chats that are being served.
    pub(super) fn all(&self) -> Vec<i64> {
        self.busy().keys().copied().collect()
    }

    /// How many chats are being served.
    pub(super) fn len(&self) -> usize {
        self.busy().len()
    }

    /// True when the chat is being served already; its task then goes round once more.
    fn begin(&self, chat: i64) -> bool {
        let mut busy = self.busy();
        let again = busy.contains_key(&chat);
        busy.insert(chat, again);
        again
    }

    /// True when the chat's task may end: it was not called again.
    fn finish(&self, chat: i64) -> bool {
        let mut busy = self.busy();
        match busy.get_mut(&chat) {
            Some(again) if *again => {
                *again = false;
                false
            }
            _ => {
                busy.remove(&chat);
                true
            }
        }
    }

    fn busy(&self) -> MutexGuard<'_, HashMap<i64, bool>> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
