//! Pauses that grow with each failure in a row, and a wait that ends when the bot is told to stop.
//!
//! Knows nothing of what failed.

use std::time::Duration;

use tokio::sync::watch;

/// Grows from the first pause to the longest, and starts again after a success.
#[derive(Debug)]
pub(super) struct Pauses {
    first: Duration,
    longest: Duration,
    next: Duration,
}

impl Pauses {
    pub(super) fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest, next: first }
    }

    pub(super) fn next(&mut self) -> Duration {
        let pause = self.next;
        self.next = (pause * 2).min(self.longest);
        pause
    }

    pub(super) fn reset(&mut self) {
        self.next = self.first;
    }
}

/// Tells every part of the bot to come to an end.
#[derive(Clone, Debug)]
pub(super) struct Stop(watch::Receiver<bool>);

impl Stop {
    pub(super) fn new() -> (watch::Sender<bool>, Self) {
        let (stop, stopped) = watch::channel(false);
        (stop, Self(stopped))
    }

    pub(super) fn is_set(&self) -> bool {
        *self.0.borrow()
    }

    /// Returns once the bot is told to stop.
    pub(super) async fn wait(&self) {
        // A sender that is gone means the same: nobody is left to be served.
        let _ = self.0.clone().wait_for(|stopped| *stopped).await;
    }

    /// Waits that long; false when the bot was told to stop meanwhile.
    pub(super) async fn pause(&self, pause: Duration) -> bool {
        tokio::select! {
            () = tokio::time::sleep(pause) => true,
            () = self.wait() => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest_and_start_again() {
        let mut pauses = Pauses::new(Duration::from_secs(1), Duration::from_secs(5));
        let got: Vec<u64> = (0..4).map(|_| pauses.next().as_secs()).collect();
        assert_eq!(got, [1, 2, 4, 5]);
        pauses.reset();
        assert_eq!(pauses.next().as_secs(), 1);
    }
}
