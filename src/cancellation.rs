//! Work that was given up ends: its long steps look whether somebody still waits for it.
//!
//! Knows nothing of what the work is or of how long it may take. The ranking of a question has no room in its result for
//! "given up", and nobody would read it: [`check`] unwinds to where the work began, as rust-analyzer's queries do. No
//! panic is reported for it. It is called before a step is begun, never in the middle of one.

use std::cell::RefCell;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

thread_local! {
    static CURRENT: RefCell<Option<Cancellation>> = const { RefCell::new(None) };
}

/// What the unwinding carries.
struct GivenUp;

/// Whether some work was given up; cheap to clone, all clones tell of the same work.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cancellation(Arc<AtomicBool>);

impl Cancellation {
    /// Nobody waits for the work any more.
    pub(crate) fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// The work was given up.
    #[must_use]
    fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Ends the work on this thread, by unwinding, if it was given up.
    pub(crate) fn check(&self) {
        if self.is_cancelled() {
            resume_unwind(Box::new(GivenUp));
        }
    }

    /// Runs the work on this thread, so that [`check`] and [`current`] speak of it.
    pub(crate) fn run<T>(&self, work: impl FnOnce() -> T) -> T {
        let _before = PreviousCancellation(CURRENT.replace(Some(self.clone())));
        check();
        work()
    }
}

/// Puts back what was current, however the work ends.
struct PreviousCancellation(Option<Cancellation>);

impl Drop for PreviousCancellation {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

/// That of the work on this thread: for other threads that do a part of it. Outside of any work, one that nobody cancels.
#[must_use]
pub(crate) fn current() -> Cancellation {
    CURRENT.with_borrow(Clone::clone).unwrap_or_default()
}

/// Ends the work on this thread, by unwinding, if it was given up.
pub fn check() {
    CURRENT.with_borrow(Clone::clone).iter().for_each(Cancellation::check);
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    #[test]
    fn work_that_was_given_up_ends_at_its_next_step() {
        let cancellation = Cancellation::default();
        let mut steps = 0;
        let ended = catch_unwind(AssertUnwindSafe(|| {
            cancellation.run(|| {
                for step in 0..5 {
                    check();
                    steps += 1;
                    if step == 2 {
                        cancellation.cancel();
                    }
                }
            });
        }));
        assert!(ended.is_err_and(|payload| payload.is::<GivenUp>()));
        assert_eq!(steps, 3);
        // The thread goes on with other work.
        check();
        assert_eq!(Cancellation::default().run(|| 1), 1);
    }

    #[test]
    fn other_threads_hear_of_it_too() {
        let cancellation = Cancellation::default();
        let handed_on = cancellation.run(current);
        cancellation.cancel();
        assert!(handed_on.is_cancelled());
        assert!(!current().is_cancelled());
    }
}
