//! The other side of a webhook: updates are brought one by one, each again and again until it is taken.
//!
//! Knows nothing of certificates: the proxy that holds one is left out.

use std::time::Duration;

use super::FakeTelegram;

/// The pause before an update that was not taken is brought again.
const AGAIN: Duration = Duration::from_millis(20);

impl FakeTelegram {
    /// Brings updates to this address as soon as a webhook is set.
    pub(crate) fn bring_to(&self, address: String) {
        let (state, changed) = (std::sync::Arc::downgrade(&self.state), std::sync::Arc::clone(&self.changed));
        tokio::spawn(async move {
            let client = teloxide::net::default_reqwest_settings().no_proxy().build().unwrap();
            loop {
                let news = changed.notified();
                let Some(state) = state.upgrade() else { return };
                let next = {
                    let state = state.lock().unwrap();
                    let secret = state.webhook.as_ref().map(|webhook| webhook["secret_token"].clone());
                    secret.zip(state.waiting.front().cloned())
                };
                let Some((secret, update)) = next else {
                    drop(state);
                    news.await;
                    continue;
                };
                let secret = secret.as_str().unwrap_or_default();
                let header = "X-Telegram-Bot-Api-Secret-Token";
                let bring = || client.post(&address).header(header, secret).body(update.to_string()).send();
                let twice = state.lock().unwrap().twice;
                if twice {
                    let _ = bring().await;
                }
                if bring().await.is_ok_and(|answer| answer.status().is_success()) {
                    state.lock().unwrap().waiting.pop_front();
                    changed.notify_waiters();
                } else {
                    tokio::time::sleep(AGAIN).await;
                }
            }
        });
    }
}
