//! The parts that go round for ever: whether each still does, and does it well.
//!
//! Knows nothing of what they do.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// After so many failed rounds in a row a part counts as dead.
const FAILURES: u32 = 3;

static OF_THIS_PROCESS: LazyLock<Heartbeats> = LazyLock::new(Heartbeats::default);

/// How a part goes its rounds.
#[derive(Debug)]
struct Rounds {
    name: &'static str,
    /// Failed rounds in a row.
    failed: u32,
    last: Instant,
    /// A round that takes longer has come to a stop.
    patience: Duration,
    /// Its thread has ended by a panic.
    gone: bool,
}

impl Rounds {
    fn is_dead(&self, now: Instant) -> bool {
        self.gone || self.failed >= FAILURES || now.duration_since(self.last) > self.patience
    }
}

/// All parts; cheap to clone.
#[derive(Clone, Debug, Default)]
struct Heartbeats(Arc<Mutex<BTreeMap<u64, Rounds>>>);

impl Heartbeats {
    fn heartbeat(&self, name: &'static str, patience: Duration) -> Heartbeat {
        let mut all = self.all();
        let number = all.last_key_value().map_or(0, |(last, _)| last + 1);
        all.insert(number, Rounds { name, failed: 0, last: Instant::now(), patience, gone: false });
        Heartbeat { all: self.clone(), name, number }
    }

    fn dead(&self, now: Instant) -> Vec<&'static str> {
        self.all().values().filter(|rounds| rounds.is_dead(now)).map(|rounds| rounds.name).collect()
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<u64, Rounds>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A part that goes round for ever. When it is dropped in a panic it counts as dead; dropped otherwise, it has ended as
/// it should.
#[derive(Debug)]
pub(crate) struct Heartbeat {
    all: Heartbeats,
    name: &'static str,
    number: u64,
}

impl Heartbeat {
    /// As it is called in figures and on the page.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// A round has come to its end, well or not.
    pub(crate) fn round(&self, well: bool) {
        if let Some(rounds) = self.all.all().get_mut(&self.number) {
            rounds.failed = if well { 0 } else { rounds.failed.saturating_add(1) };
            rounds.last = Instant::now();
        }
    }
}

impl Drop for Heartbeat {
    fn drop(&mut self) {
        let mut all = self.all.all();
        if !std::thread::panicking() {
            all.remove(&self.number);
        } else if let Some(rounds) = all.get_mut(&self.number) {
            rounds.gone = true;
        }
    }
}

/// A part of this process; a round that takes longer than `patience` has come to a stop.
pub(crate) fn heartbeat(name: &'static str, patience: Duration) -> Heartbeat {
    OF_THIS_PROCESS.heartbeat(name, patience)
}

/// The parts of this process that are dead.
pub(super) fn dead() -> Vec<&'static str> {
    OF_THIS_PROCESS.dead(Instant::now())
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    #[test]
    fn a_part_is_dead_while_its_rounds_fail() {
        let parts = Heartbeats::default();
        let part = parts.heartbeat("folder", HOUR);
        let cases: [(&[bool], bool); 6] = [
            (&[true], false),
            (&[false, false], false),
            (&[false], true),
            (&[false], true),
            (&[true], false),
            (&[false, false, true, false, false], false),
        ];
        for (rounds, is_dead) in cases {
            rounds.iter().for_each(|well| part.round(*well));
            assert_eq!(parts.dead(Instant::now()) == ["folder"], is_dead, "{rounds:?}");
        }
    }

    #[test]
    fn a_part_that_does_not_come_round_is_dead() {
        let parts = Heartbeats::default();
        let part = parts.heartbeat("news", HOUR);
        let _other = parts.heartbeat("folder", 3 * HOUR);
        let later = Instant::now() + 2 * HOUR;
        assert!(parts.dead(Instant::now()).is_empty());
        assert_eq!(parts.dead(later), ["news"]);
        assert_eq!(part.name(), "news");
    }

    #[test]
    fn a_part_whose_thread_panicked_is_dead_and_one_that_ended_is_none() {
        let parts = Heartbeats::default();
        drop(parts.heartbeat("news", HOUR));
        let part = parts.heartbeat("folder", HOUR);
        let ended = catch_unwind(AssertUnwindSafe(move || {
            let _part = part;
            resume_unwind(Box::new("as the test wants it"));
        }));
        assert!(ended.is_err());
        assert_eq!(parts.dead(Instant::now()), ["folder"]);
        // Its successor is another part.
        let _next = parts.heartbeat("folder", HOUR);
        assert_eq!(parts.dead(Instant::now()), ["folder"]);
    }
}
