//! Tells whoever is in charge that nothing can be kept, once, and once more when it can.
//!
//! Knows nothing of what is kept. While the database keeps nothing no message can wait in it: the operators are
//! told past it, the log always.

use std::collections::BTreeSet;

use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::backoff::{Backoff, pause};
use super::network::{Attempt, Placement, Sent};
use super::networks::Networks;
use super::options::Tuning;
use crate::messaging::{ChatKey, Message};
use crate::reply::wording::state as wording;
use crate::store::{Store, StoreError, Trouble};
use crate::telemetry;

/// A network that is away as well is tried so often.
const TRIES: usize = 10;

/// Who is told, and how.
pub(super) struct StorageAlert {
    pub(super) networks: Networks,
    pub(super) operators: BTreeSet<ChatKey>,
    pub(super) tuning: Tuning,
    pub(super) stop: CancellationToken,
}

impl StorageAlert {
    /// Until the bot stops.
    pub(super) async fn watch(&self, store: &Store) {
        let mut trouble = store.trouble();
        loop {
            let found = tokio::select! {
                found = trouble.wait_for(Option::is_some) => found.ok().and_then(|found| *found),
                () = self.stop.cancelled() => return,
            };
            // The database is closed: the program ends.
            let Some(found) = found else { return };
            let folder = store.path().parent().unwrap_or(store.path()).display().to_string();
            telemetry::failed("store");
            tracing::error!(
                path = %store.path().display(),
                trouble = %found,
                "nothing can be kept: updates stay where they come from until it can; {}", remedy(found)
            );
            self.tell(&wording::not_kept(&folder, why(found), what_to_do(found))).await;
            // What comes and goes is one trouble until it has been well for a while.
            loop {
                let well = tokio::select! {
                    well = trouble.wait_for(Option::is_none) => well.is_ok(),
                    () = self.stop.cancelled() => return,
                };
                if !well {
                    return;
                }
                tokio::select! {
                    again = timeout(self.tuning.well_for, trouble.wait_for(Option::is_some)) => {
                        if again.is_err() {
                            break;
                        }
                    }
                    () = self.stop.cancelled() => return,
                }
            }
            tracing::info!("everything is kept again");
            self.tell(wording::KEPT_AGAIN).await;
        }
    }

    async fn tell(&self, text: &str) {
        for &operator in &self.operators {
            let Some(network) = self.networks.of(operator) else { continue };
            for body in network.render(&Message::of_text(text), &Placement::default()) {
                let attempt = Attempt { body: &body, lost: 0, interrupted: false };
                let mut backoff = Backoff::new(self.tuning.first_pause, self.tuning.longest_pause);
                for _ in 0..TRIES {
                    // Better once than twice, and who is not reached is not reached later either.
                    let Sent::Later(told) = network.send(operator, attempt).await else { break };
                    if !pause(&self.stop, told.unwrap_or_else(|| backoff.next())).await {
                        return;
                    }
                }
            }
        }
    }
}

/// A failure of the database that is tried again: in the log, unless it is the trouble that is told once for all.
pub(super) fn log(error: &StoreError) {
    match error {
        StoreError::Unkept { .. } => tracing::debug!(%error, "trying again"),
        _ => tracing::error!(%error, "the database failed; trying again"),
    }
}

/// For the log.
fn remedy(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Full => "make room on the disk",
        Trouble::ReadOnly => "make the state folder writable",
        Trouble::Gone => "put the state folder back, or restart to begin with an empty one",
        Trouble::Damaged => "stop, and bring a backup back (`linli restore FILE`)",
        Trouble::Locked => "end the other program that has the database open",
        Trouble::Refused => "look at the disk and at the rights of the state folder",
    }
}

fn why(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Full => wording::FULL,
        Trouble::ReadOnly => wording::READ_ONLY,
        Trouble::Gone => wording::GONE,
        Trouble::Damaged => wording::DAMAGED,
        Trouble::Locked => wording::LOCKED,
        Trouble::Refused => wording::REFUSED,
    }
}

fn what_to_do(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Full => wording::MAKE_ROOM,
        Trouble::ReadOnly => wording::MAKE_WRITABLE,
        Trouble::Gone => wording::PUT_IT_BACK,
        Trouble::Damaged => wording::BRING_BACK,
        Trouble::Locked => wording::END_THE_OTHER,
        Trouble::Refused => wording::LOOK_AT_THE_DISK,
    }
}
