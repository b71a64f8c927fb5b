//! Back-off that grows with each failure in a row, and a wait that ends when the bot is told to stop.
//!
//! Knows nothing of what failed.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

/// Grows from the first pause to the longest, and starts again after a success.
#[derive(Debug)]
pub(crate) struct Backoff {
    first: Duration,
    longest: Duration,
    next: Duration,
}

impl Backoff {
    pub(crate) fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest, next: first }
    }

    pub(crate) fn next(&mut self) -> Duration {
        let pause = self.next;
        self.next = (pause * 2).min(self.longest);
        pause
    }

    pub(crate) fn reset(&mut self) {
        self.next = self.first;
    }
}

/// Waits that long; false when the bot was told to stop meanwhile.
pub(crate) async fn pause(stop: &CancellationToken, pause: Duration) -> bool {
    stop.run_until_cancelled(tokio::time::sleep(pause)).await.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest_and_start_again() {
        let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(5));
        let got: Vec<u64> = (0..4).map(|_| backoff.next().as_secs()).collect();
        assert_eq!(got, [1, 2, 4, 5]);
        backoff.reset();
        assert_eq!(backoff.next().as_secs(), 1);
    }
}
