//! The threads on which answers are made: a bounded number of them, those included that were given up and have not ended.
//!
//! Knows nothing of what they do. A thread cannot be ended from outside: its work is told that it was given up
//! ([`Cancellation`]), and it keeps its place until it has really ended.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};

use crate::cancellation::Cancellation;
use crate::messaging::ChatKey;
use crate::telemetry;

/// Why work came to no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfinished {
    /// It took too long, and was told to end.
    TooLate,
    /// Every thread is taken.
    NoRoom,
    /// Work of this chat was given up and has not ended.
    Hung,
    /// It panicked.
    Panicked,
    /// The runtime is coming to its end: it was not begun.
    Stopped,
}

/// The threads for one kind of work.
pub(super) struct Workers {
    room: Arc<Semaphore>,
    /// Who said one thing that does not end is heard no further meanwhile.
    one_a_chat: bool,
    /// Chats whose work was given up and has not ended.
    given_up: Arc<Mutex<HashSet<ChatKey>>>,
}

impl Workers {
    /// So many at the same time; of one chat no more than one that was given up.
    pub(super) fn new(room: usize) -> Self {
        Self { room: Arc::new(Semaphore::new(room)), one_a_chat: true, given_up: Arc::default() }
    }

    /// The same where one chat may do several things: a reload that hangs must not hide how things are.
    pub(super) fn of_operators(room: usize) -> Self {
        Self { one_a_chat: false, ..Self::new(room) }
    }

    /// Does the work of a chat on a thread that may wait, for so long at most.
    pub(super) async fn run<T>(
        &self,
        chat: ChatKey,
        within: Duration,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Unfinished>
    where
        T: Send + 'static,
    {
        // The next work of this chat would wait for the same thing, on one more thread.
        if self.one_a_chat && locked(&self.given_up).contains(&chat) {
            return Err(Unfinished::Hung);
        }
        let deadline = Instant::now() + within;
        let Ok(Ok(place)) = timeout_at(deadline, Arc::clone(&self.room).acquire_owned()).await else {
            return Err(Unfinished::NoRoom);
        };
        // Whoever stops waiting, for whatever reason, gives it up.
        let waiting = Waiter(Cancellation::default());
        let cancellation = waiting.0.clone();
        let mut worker = tokio::task::spawn_blocking(move || {
            let _place = place;
            cancellation.run(work)
        });
        match timeout_at(deadline, &mut worker).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) if error.is_cancelled() => Err(Unfinished::Stopped),
            Ok(Err(_)) => Err(Unfinished::Panicked),
            Err(_) => {
                drop(waiting);
                locked(&self.given_up).insert(chat);
                telemetry::given_up(1.0);
                let given_up = Arc::clone(&self.given_up);
                tokio::spawn(async move {
                    // How it ends is of no interest any more.
                    let _ = worker.await;
                    locked(&given_up).remove(&chat);
                    telemetry::given_up(-1.0);
                });
                Err(Unfinished::TooLate)
            }
        }
    }
}

/// Somebody waits for the work, as long as this lives.
struct Waiter(Cancellation);

impl Drop for Waiter {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

fn locked(chats: &Mutex<HashSet<ChatKey>>) -> MutexGuard<'_, HashSet<ChatKey>> {
    chats.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::cancellation;
    use crate::messaging::NetworkId;

    fn chat(id: i64) -> ChatKey {
        NetworkId::named("telegram").chat(id)
    }

    const AT_ONCE: Duration = Duration::ZERO;
    const LONG: Duration = Duration::from_secs(60);
    /// Long enough for a thread to begin.
    const SOON: Duration = Duration::from_secs(1);

    #[tokio::test]
    async fn work_that_was_given_up_ends_and_gives_its_place_back() {
        let workers = Workers::new(1);
        let (ended, end) = channel::<()>();
        let hangs = move || {
            let _told_at_the_end = ended;
            loop {
                cancellation::check();
                std::thread::yield_now();
            }
        };
        assert_eq!(workers.run::<()>(chat(7), AT_ONCE, hangs).await, Err(Unfinished::TooLate));
        // The one place is free again, though nobody has waited for the work.
        assert_eq!(workers.run(chat(8), LONG, || 1).await, Ok(1));
        assert!(end.recv().is_err());
    }

    #[tokio::test]
    async fn work_that_does_not_end_takes_one_place_of_its_chat_and_no_more() {
        let workers = Workers::new(2);
        let (go, wait) = channel::<()>();
        let hangs = move || wait.recv().is_err();
        assert_eq!(workers.run(chat(7), SOON, hangs).await, Err(Unfinished::TooLate));
        assert_eq!(workers.run(chat(7), LONG, || 1).await, Err(Unfinished::Hung));
        assert_eq!(workers.run(chat(8), LONG, || 1).await, Ok(1));
        let (go_too, wait) = channel::<()>();
        assert_eq!(workers.run(chat(9), SOON, move || wait.recv().is_err()).await, Err(Unfinished::TooLate));
        assert_eq!(
            workers.run(chat(10), AT_ONCE, || 1).await,
            Err(Unfinished::NoRoom),
            "both places are taken"
        );
        drop((go, go_too));
        assert_eq!(workers.run(chat(10), LONG, || 1).await, Ok(1));
    }

    #[tokio::test]
    async fn a_panic_is_told_and_takes_no_place() {
        let workers = Workers::new(1);
        let panics = || -> i32 { std::panic::resume_unwind(Box::new("as the test wants it")) };
        assert_eq!(workers.run(chat(7), LONG, panics).await, Err(Unfinished::Panicked));
        assert_eq!(workers.run(chat(7), LONG, || 1).await, Ok(1));
    }
}
