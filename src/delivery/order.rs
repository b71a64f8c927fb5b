//! One task a key at a time: order within a chat, no chat waits for another.
//!
//! Knows nothing of what the task does. Replaces the worker map of teloxide's dispatcher, in which a panic in one
//! handler ends the bot and one chat with a full queue stops all others.

use std::collections::HashMap;
use std::future::Future;
use std::hash::Hash;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::FutureExt;
use tokio::sync::Notify;

use crate::telemetry;

/// The chats that are being served, each with a note whether it was called again meanwhile.
#[derive(Debug)]
pub(super) struct PerKey<K> {
    busy: Mutex<HashMap<K, bool>>,
    one_is_done: Notify,
}

impl<K> Default for PerKey<K> {
    fn default() -> Self {
        Self { busy: Mutex::default(), one_is_done: Notify::new() }
    }
}

impl<K: Copy + Eq + Hash + Send + 'static> PerKey<K> {
    /// Serves the chat with a task of its own, or, when it is being served, once more after that.
    pub(super) fn wake<F, Fut>(self: &Arc<Self>, key: K, serve: F)
    where
        F: Fn(K) -> Fut + Send + 'static,
        Fut: Future<Output = ()> + Send,
    {
        if self.begin(key) {
            return;
        }
        let here = Arc::clone(self);
        tokio::spawn(async move {
            loop {
                if AssertUnwindSafe(serve(key)).catch_unwind().await.is_err() {
                    telemetry::panicked("chat");
                }
                if here.finish(key) {
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
    pub(super) fn all(&self) -> Vec<K> {
        self.busy().keys().copied().collect()
    }

    /// How many chats are being served.
    pub(super) fn len(&self) -> usize {
        self.busy().len()
    }

    /// True when the chat is being served already; its task then goes round once more.
    fn begin(&self, key: K) -> bool {
        let mut busy = self.busy();
        let again = busy.contains_key(&key);
        busy.insert(key, again);
        again
    }

    /// True when the chat's task may end: it was not called again.
    fn finish(&self, key: K) -> bool {
        let mut busy = self.busy();
        match busy.get_mut(&key) {
            Some(again) if *again => {
                *again = false;
                false
            }
            _ => {
                busy.remove(&key);
                true
            }
        }
    }

    fn busy(&self) -> MutexGuard<'_, HashMap<K, bool>> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
