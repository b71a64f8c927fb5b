//! The one thread that owns the database: it takes all work that waits and puts it on the disk with one commit.
//!
//! Knows nothing of tables. One commit for many callers is what makes full durability affordable: under load a
//! sync to the disk is shared by everyone who waited for the one before.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::StoreError;

/// How much work may wait; beyond that the callers wait.
const QUEUE: usize = 1024;
/// How many commits end with a sweep once somebody wants to be forgotten: the wish itself and its answer pass through
/// the file as well.
const SWEEPS: usize = 16;
/// The most that shares a commit, so that the first of them is not kept waiting.
const BATCH: usize = 256;

type Told = Box<dyn FnOnce(Result<(), StoreError>) + Send>;
type Job = Box<dyn FnOnce(&Connection) -> Told + Send>;

#[derive(Clone)]
pub(super) struct Writer {
    jobs: mpsc::Sender<Job>,
    sweeps: Arc<AtomicUsize>,
}

impl Writer {
    pub(super) fn start(connection: Connection) -> std::io::Result<Self> {
        let (jobs, queue) = mpsc::channel(QUEUE);
        let sweeps = Arc::new(AtomicUsize::new(0));
        let left = Arc::clone(&sweeps);
        let work = move || serve(&connection, queue, &left);
        thread::Builder::new().name("linli-store".to_owned()).spawn(work)?;
        Ok(Self { jobs, sweeps })
    }

    /// What was deleted leaves the journal as well, after each of the next commits.
    pub(super) fn sweep(&self) {
        self.sweeps.store(SWEEPS, Ordering::Relaxed);
    }

    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let (job, answer) = job(work);
        self.jobs.send(job).await.map_err(|_| StoreError::Closed)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }

    /// Hands work over without waiting for it; it is dropped when too much waits already.
    pub(super) fn run_later<F>(&self, work: F)
    where
        F: FnOnce(&Connection) -> rusqlite::Result<()> + Send + 'static,
    {
        let (job, _) = job(work);
        let _ = self.jobs.try_send(job);
    }

    pub(super) fn run_blocking<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let (job, answer) = job(work);
        self.jobs.blocking_send(job).map_err(|_| StoreError::Closed)?;
        answer.blocking_recv().map_err(|_| StoreError::Closed)?
    }
}

/// Wraps work so that its caller hears of it only after the commit.
fn job<T, F>(work: F) -> (Job, oneshot::Receiver<Result<T, StoreError>>)
where
    T: Send + 'static,
    F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
{
    let (tell, answer) = oneshot::channel();
    let job: Job = Box::new(move |connection| {
        let done = alone(connection, work);
        Box::new(move |committed| {
            // The caller may have stopped listening (a dropped connection): the work is done all the same.
            let _ = tell.send(committed.and(done));
        })
    });
    (job, answer)
}

/// Runs work so that its failure, even by a panic, undoes its own changes and nobody else's.
fn alone<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> Result<T, StoreError> {
    connection.execute_batch("SAVEPOINT job")?;
    let done = match catch_unwind(AssertUnwindSafe(|| work(connection))) {
        Ok(done) => done.map_err(StoreError::from),
        Err(_) => Err(StoreError::Refused("the work on it panicked".to_owned())),
    };
    if done.is_err() {
        connection.execute_batch("ROLLBACK TO job")?;
    }
    connection.execute_batch("RELEASE job")?;
    done
}

fn serve(connection: &Connection, mut queue: mpsc::Receiver<Job>, sweeps: &AtomicUsize) {
    let mut batch = Vec::new();
    while let Some(first) = queue.blocking_recv() {
        batch.push(first);
        while batch.len() < BATCH {
            let Ok(next) = queue.try_recv() else { break };
            batch.push(next);
        }
        let begun = connection.execute_batch("BEGIN IMMEDIATE");
        let told: Vec<Told> = batch.drain(..).map(|job| job(connection)).collect();
        let committed = begun.and_then(|()| connection.execute_batch("COMMIT")).map_err(StoreError::from);
        if committed.is_err() {
            // Nothing of a failed commit may stay open, or every later one fails as well.
            let _ = connection.execute_batch("ROLLBACK");
        }
        if sweeps.load(Ordering::Relaxed) > 0 {
            sweeps.fetch_sub(1, Ordering::Relaxed);
            // Another process may be reading: then a later sweep does it.
            let _ = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        }
        for tell in told {
            tell(committed.clone());
        }
    }
}
