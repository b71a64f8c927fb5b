//! How much one user may send, and who has been told to slow down.
//!
//! Knows nothing of messages.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use moka::sync::Cache;

use super::options::Tuning;
use crate::messaging::{NetworkId, UserId};

/// Users whose limits are remembered; beyond that those at rest are forgotten.
const REMEMBERED: usize = 50_000;
/// How many messages come between two looks at that.
const LOOK: u32 = 1024;

/// Whose messages are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Sender {
    /// The network.
    pub(super) network: NetworkId,
    /// The person.
    pub(super) user: UserId,
    /// What is typed for suggestions is counted apart: every letter of it comes by itself.
    pub(super) inline: bool,
}

/// What is done with something a user sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pass {
    /// It is answered.
    Welcome,
    /// It is too much, and the user is told so.
    TellOnce,
    /// It is too much, and the user knows.
    Silent,
}

pub(super) struct SenderLimits {
    limits: DefaultKeyedRateLimiter<Sender>,
    told: Cache<Sender, ()>,
    passed: AtomicU32,
}

impl SenderLimits {
    pub(super) fn new(tuning: &Tuning) -> Self {
        let at_least_one = |count| NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
        let quota =
            Quota::per_minute(at_least_one(tuning.per_minute)).allow_burst(at_least_one(tuning.burst));
        Self {
            limits: RateLimiter::keyed(quota),
            told: Cache::builder().max_capacity(10_000).time_to_live(tuning.told_for).build(),
            passed: AtomicU32::new(0),
        }
    }

    pub(super) fn pass(&self, sender: Sender) -> Pass {
        if self.passed.fetch_add(1, Ordering::Relaxed).is_multiple_of(LOOK) && self.limits.len() > REMEMBERED
        {
            self.limits.retain_recent();
        }
        if self.limits.check_key(&sender).is_ok() {
            return Pass::Welcome;
        }
        if self.told.get(&sender).is_some() {
            return Pass::Silent;
        }
        self.told.insert(sender, ());
        Pass::TellOnce
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender(user: i64) -> Sender {
        Sender { network: NetworkId::named("telegram"), user: UserId(user), inline: false }
    }

    #[test]
    fn the_spammer_is_told_once_and_nobody_else_notices() {
        let limits = SenderLimits::new(&Tuning { burst: 2, per_minute: 1, ..Tuning::default() });
        let passes: Vec<Pass> = (0..4).map(|_| limits.pass(sender(7))).collect();
        assert_eq!(passes, [Pass::Welcome, Pass::Welcome, Pass::TellOnce, Pass::Silent]);
        assert_eq!(limits.pass(sender(8)), Pass::Welcome);
    }
}
