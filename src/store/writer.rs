//! The one thread that owns the database: it takes all work that waits and puts it on the disk with one commit.
//!
//! Knows nothing of tables. One commit for many callers is what makes full durability affordable: under load a
//! sync to the disk is shared by everyone who waited for the one before. What was said and answered leaves the
//! write-ahead log as soon as nobody waits, and at least once a minute when somebody always does.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc as plain;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::runtime::Runtime;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot, watch};

use super::StoreError;
use super::trouble::{Place, Trouble};

/// How much work may wait; beyond that the callers wait.
const QUEUE: usize = 1024;
/// How many commits end with a sweep once somebody wants to be forgotten: the request itself and its answer pass through
/// the file as well.
const SWEEPS: usize = 16;
/// The most that shares a commit, so that the first of them is not kept waiting.
const BATCH: usize = 256;
/// How long a statement waits for another process.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// Finds out whether a hundred kilobytes can be kept, and leaves nothing of them.
const TRIAL: &str = "BEGIN IMMEDIATE;
     INSERT OR REPLACE INTO facts (name, value) VALUES ('trial', hex(zeroblob(50000)));
     COMMIT;
     DELETE FROM facts WHERE name = 'trial'";
/// The pause between two attempts to enter a full queue when the program ends.
const KNOCK: Duration = Duration::from_millis(5);

type Told = Box<dyn FnOnce(Result<(), StoreError>) + Send>;
type Job = Box<dyn FnOnce(Result<(&Connection, &Path), StoreError>) -> (Told, Option<Trouble>) + Send>;

enum Order {
    Do(Job),
    Close(plain::Sender<()>),
}

/// When the write-ahead log is emptied.
#[derive(Clone)]
pub(super) struct Timing {
    /// After so long a silence.
    pub(super) idle: Duration,
    /// After this time although there is no silence.
    pub(super) at_least: Duration,
    /// After an attempt that failed: somebody reads, or the disk is full.
    pub(super) again: Duration,
    /// What time it is.
    pub(super) clock: Arc<dyn Fn() -> Instant + Send + Sync>,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            idle: Duration::from_secs(1),
            at_least: Duration::from_secs(45),
            again: Duration::from_secs(5),
            clock: Arc::new(Instant::now),
        }
    }
}

#[derive(Clone)]
pub(super) struct Writer {
    orders: mpsc::Sender<Order>,
    sweeps: Arc<AtomicUsize>,
    trouble: watch::Receiver<Option<Trouble>>,
}

impl Writer {
    /// For the file at `path`; without one it is in memory.
    pub(super) fn start(
        connection: Connection,
        path: Option<PathBuf>,
        timing: Timing,
    ) -> std::io::Result<Self> {
        let (orders, queue) = mpsc::channel(QUEUE);
        let (tell_trouble, trouble) = watch::channel(None);
        let sweeps = Arc::new(AtomicUsize::new(0));
        let writer = WriterThread {
            place: path.as_deref().and_then(Place::of),
            path: path.unwrap_or_else(|| PathBuf::from(":memory:")),
            connection,
            hold_until: (timing.clock)(),
            look_from: (timing.clock)(),
            timing,
            unswept_since: None,
            sweeps: Arc::clone(&sweeps),
            trouble: tell_trouble,
        };
        let waiting = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
        thread::Builder::new().name("linli-store".to_owned()).spawn(move || writer.serve(&waiting, queue))?;
        Ok(Self { orders, sweeps, trouble })
    }

    /// What was deleted leaves the journal as well, after each of the next commits.
    pub(super) fn sweep(&self) {
        self.sweeps.store(SWEEPS, Ordering::Relaxed);
    }

    /// What keeps the database from keeping anything, as it changes.
    pub(super) fn trouble(&self) -> watch::Receiver<Option<Trouble>> {
        self.trouble.clone()
    }

    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let (job, answer) = job(work);
        self.orders.send(Order::Do(job)).await.map_err(|_| StoreError::Closed)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }

    /// Hands work over without waiting for it; it is dropped when too much waits already.
    pub(super) fn run_later<F>(&self, work: F)
    where
        F: FnOnce(&Connection) -> rusqlite::Result<()> + Send + 'static,
    {
        let (job, _) = job(work);
        let _ = self.orders.try_send(Order::Do(job));
    }

    pub(super) fn run_blocking<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let (job, answer) = job(work);
        self.orders.blocking_send(Order::Do(job)).map_err(|_| StoreError::Closed)?;
        answer.blocking_recv().map_err(|_| StoreError::Closed)?
    }

    /// Does what waits, empties the journal, closes the file; false when that takes longer.
    pub(super) fn close(&self, within: Duration) -> bool {
        let until = Instant::now() + within;
        let (tell, told) = plain::channel();
        let mut order = Order::Close(tell);
        loop {
            match self.orders.try_send(order) {
                Ok(()) => break,
                Err(TrySendError::Closed(_)) => return true,
                Err(TrySendError::Full(back)) if Instant::now() < until => order = back,
                Err(TrySendError::Full(_)) => return false,
            }
            thread::sleep(KNOCK);
        }
        let left = until.saturating_duration_since(Instant::now());
        // A sender that is gone without a word: somebody else closed it.
        !matches!(told.recv_timeout(left), Err(plain::RecvTimeoutError::Timeout))
    }
}

/// Wraps work so that its caller hears of it only after the commit.
fn job<T, F>(work: F) -> (Job, oneshot::Receiver<Result<T, StoreError>>)
where
    T: Send + 'static,
    F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
{
    let (tell, answer) = oneshot::channel();
    let job: Job = Box::new(move |ground| {
        let (done, trouble) = match ground {
            Ok((connection, path)) => alone(connection, path, work),
            Err(error) => (Err(error), None),
        };
        let told: Told = Box::new(move |committed| {
            // The caller may have stopped listening (a dropped connection): the work is done all the same.
            let _ = tell.send(committed.and(done));
        });
        (told, trouble)
    });
    (job, answer)
}

/// Runs work so that its failure, even by a panic, undoes its own changes and nobody else's.
fn alone<T>(
    connection: &Connection,
    path: &Path,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> (Result<T, StoreError>, Option<Trouble>) {
    let undone = |error: rusqlite::Error| {
        let trouble = Trouble::of(&error);
        let error = match trouble {
            Some(trouble) => StoreError::Unkept { path: path.to_owned(), trouble },
            None => StoreError::from(error),
        };
        (Err(error), trouble)
    };
    if let Err(error) = connection.execute_batch("SAVEPOINT job") {
        return undone(error);
    }
    let failed = match catch_unwind(AssertUnwindSafe(|| work(connection))) {
        Ok(Ok(done)) => {
            return match connection.execute_batch("RELEASE job") {
                Ok(()) => (Ok(done), None),
                Err(error) => undone(error),
            };
        }
        Ok(Err(error)) => undone(error),
        Err(_) => (Err(StoreError::Refused("the work on it panicked".to_owned())), None),
    };
    // SQLite itself may have undone everything already: the batch looks for that.
    let _ = connection.execute_batch("ROLLBACK TO job; RELEASE job");
    failed
}

struct WriterThread {
    connection: Connection,
    path: PathBuf,
    /// None in memory.
    place: Option<Place>,
    timing: Timing,
    /// Since when the journal holds something that may have been deleted.
    unswept_since: Option<Instant>,
    /// No attempt to empty it before.
    hold_until: Instant,
    /// No look whether the trouble is over before.
    look_from: Instant,
    sweeps: Arc<AtomicUsize>,
    trouble: watch::Sender<Option<Trouble>>,
}

impl WriterThread {
    fn serve(mut self, waiting: &Runtime, mut queue: mpsc::Receiver<Order>) {
        let mut batch = Vec::new();
        let closing = loop {
            let Some(first) = self.next(waiting, &mut queue) else { break None };
            let mut order = first;
            let closing = loop {
                match order {
                    Order::Do(job) => batch.push(job),
                    Order::Close(tell) => break Some(tell),
                }
                if batch.len() >= BATCH {
                    break None;
                }
                let Ok(next) = queue.try_recv() else { break None };
                order = next;
            };
            self.work_off(batch.drain(..));
            if closing.is_some() {
                break closing;
            }
        };
        // Whoever comes now hears that it is closed.
        drop(queue);
        self.sweep();
        if let Err((_, error)) = self.connection.close() {
            tracing::warn!(%error, "the database was not closed in order; nothing of it is lost");
        }
        if let Some(tell) = closing {
            let _ = tell.send(());
        }
    }

    /// The next order; none when nobody is left to give one. Silence is used to put things in order.
    fn next(&mut self, waiting: &Runtime, queue: &mut mpsc::Receiver<Order>) -> Option<Order> {
        loop {
            if self.unswept_since.is_none() && self.trouble.borrow().is_none() {
                return queue.blocking_recv();
            }
            let hold = self.hold_until.saturating_duration_since((self.timing.clock)());
            let pause = self.timing.idle.max(hold);
            match waiting.block_on(async { tokio::time::timeout(pause, queue.recv()).await }) {
                Ok(order) => return order,
                Err(_) => {
                    self.look_again();
                    self.sweep();
                }
            }
        }
    }

    /// All of it with one commit.
    fn work_off(&mut self, jobs: impl Iterator<Item = Job>) {
        let before = self.connection.total_changes();
        let mut trouble = None;
        let mut ground = self.is_here().and_then(|()| self.execute("BEGIN IMMEDIATE"));
        let mut told: Vec<Told> = Vec::new();
        for job in jobs {
            let (tell, fault) = job(ground.clone().map(|()| (&self.connection, self.path.as_path())));
            told.push(tell);
            trouble = trouble.or(fault);
            if ground.is_ok() && self.connection.is_autocommit() {
                // A full disk may end the transaction of all: what was done before is undone as well, and what came
                // now would be kept without its caller's being told.
                ground = Err(self.unkept(trouble.unwrap_or(Trouble::Refused)));
            }
        }
        let committed = ground.and_then(|()| self.execute("COMMIT")).and_then(|()| self.is_here());
        if !self.connection.is_autocommit() {
            // Nothing of a failed commit may stay open, or every later one fails as well.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        let changed = self.connection.total_changes() != before;
        match &committed {
            Err(StoreError::Unkept { trouble, .. }) => self.fare(Some(*trouble)),
            Err(_) => {}
            Ok(()) if trouble.is_some() => self.fare(trouble),
            // What is small still finds room on a full disk: that the trouble is over is found out by `look_again`.
            Ok(()) => {}
        }
        if changed {
            self.unswept_since.get_or_insert_with(|| (self.timing.clock)());
        }
        if self.sweeps.load(Ordering::Relaxed) > 0 {
            self.sweeps.fetch_sub(1, Ordering::Relaxed);
            self.sweep();
        }
        for tell in told {
            tell(committed.clone());
        }
        self.sweep_in_time();
        self.look_again();
    }

    fn execute(&self, statement: &str) -> Result<(), StoreError> {
        self.connection.execute_batch(statement).map_err(|error| match Trouble::of(&error) {
            Some(trouble) => self.unkept(trouble),
            None => StoreError::from(error),
        })
    }

    fn is_here(&self) -> Result<(), StoreError> {
        if self.place.as_ref().is_none_or(Place::is_here) {
            return Ok(());
        }
        Err(self.unkept(Trouble::Gone))
    }

    fn unkept(&self, trouble: Trouble) -> StoreError {
        StoreError::Unkept { path: self.path.clone(), trouble }
    }

    fn fare(&mut self, trouble: Option<Trouble>) {
        self.look_from = (self.timing.clock)() + self.timing.again;
        self.trouble.send_if_modified(|now| std::mem::replace(now, trouble) != trouble);
    }

    /// Whether the trouble is over: whether there is room for more than the smallest things.
    fn look_again(&mut self) {
        if self.trouble.borrow().is_none() || (self.timing.clock)() < self.look_from {
            return;
        }
        let tried = self.is_here().and_then(|()| self.execute(TRIAL)).and_then(|()| self.is_here());
        match tried {
            Ok(()) => self.fare(None),
            Err(StoreError::Unkept { trouble, .. }) => self.fare(Some(trouble)),
            Err(_) => {}
        }
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }

    /// Under load there is no silence.
    fn sweep_in_time(&mut self) {
        let now = (self.timing.clock)();
        let due = self
            .unswept_since
            .is_some_and(|since| now.saturating_duration_since(since) >= self.timing.at_least);
        if due && now >= self.hold_until {
            self.sweep();
        }
    }

    /// Brings everything from the journal into the file and leaves the journal empty. Whoever reads meanwhile, as a
    /// backup does, is not waited for: it is tried again later.
    fn sweep(&mut self) {
        if self.is_here().is_err() {
            self.hold_until = (self.timing.clock)() + self.timing.again;
            return;
        }
        let _ = self.connection.busy_timeout(Duration::ZERO);
        let busy =
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        let _ = self.connection.busy_timeout(PATIENCE);
        if busy.is_ok_and(|busy| busy == 0) {
            self.unswept_since = None;
        } else {
            self.hold_until = (self.timing.clock)() + self.timing.again;
        }
    }
}
