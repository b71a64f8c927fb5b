//! Rounds that must go on for ever: a panic in one is caught, counted and outwaited.
//!
//! Knows nothing of what is done in a round, nor of how a pause is made.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use crate::telemetry::{self, Heartbeat};

/// The pause after the first failed round; doubled after each one more.
const FIRST: Duration = Duration::from_secs(1);
/// The longest pause after failures.
const LONGEST: Duration = Duration::from_secs(300);

/// Goes round, with a pause of `every` after each round, and a growing one after those that panic or say that they
/// failed (false). Ends only when `pause` says so (false).
pub(super) fn supervise(
    part: &Heartbeat,
    every: Duration,
    mut pause: impl FnMut(Duration) -> bool,
    mut round: impl FnMut() -> bool,
) {
    let mut failures = 0;
    loop {
        // What a round leaves behind in the middle is behind locks, and those outlive a panic.
        let well = catch_unwind(AssertUnwindSafe(&mut round)).unwrap_or_else(|_| {
            telemetry::panicked(part.name());
            false
        });
        part.round(well);
        failures = if well { 0 } else { failures + 1 };
        if !pause(if well { every } else { after(failures) }) {
            return;
        }
    }
}

/// The pause after so many failures in a row.
fn after(failures: u32) -> Duration {
    let doubled = 2_u32.saturating_pow(failures.saturating_sub(1));
    FIRST.saturating_mul(doubled).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use std::panic::resume_unwind;

    use super::*;

    const EVERY: Duration = Duration::from_secs(600);

    /// The pauses in seconds of a part whose rounds end like this.
    fn pauses_of(rounds: &[Option<bool>]) -> Vec<u64> {
        let part = telemetry::heartbeat("test", EVERY);
        let mut pauses = Vec::new();
        let mut left = rounds.iter();
        let go_on = |pause: Duration| {
            pauses.push(pause.as_secs());
            pauses.len() < rounds.len()
        };
        supervise(&part, EVERY, go_on, || {
            let round = left.next().copied().flatten();
            round.unwrap_or_else(|| resume_unwind(Box::new("as the test wants it")))
        });
        pauses
    }

    #[test]
    fn rounds_go_on_after_panics_and_failures() {
        let (well, failed, panics) = (Some(true), Some(false), None);
        let cases: [(&[Option<bool>], &[u64]); 4] = [
            (&[well, well], &[600, 600]),
            (&[panics, panics, panics, well], &[1, 2, 4, 600]),
            (&[failed, panics, well, panics, well], &[1, 2, 600, 1, 600]),
            (&[panics; 11], &[1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]),
        ];
        for (rounds, expected) in cases {
            assert_eq!(pauses_of(rounds), expected, "{rounds:?}");
        }
    }

    #[test]
    fn failures_without_end_are_outwaited() {
        assert_eq!(after(u32::MAX), LONGEST);
    }
}
