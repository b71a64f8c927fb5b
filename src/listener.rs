//! Serves HTTP to whoever connects, within limits of time and number: nobody who sends nothing keeps others out.
//!
//! Knows nothing of what is asked for. `axum::serve` has no such limits.

use std::{
    collections::VecDeque,
    future::Future,
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    extract::{Request, State},
    http::StatusCode,
    middleware::{self, Next},
    response::Response,
};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::{AbortHandle, JoinSet},
};
use tower_http::timeout::TimeoutLayer;

/// Bytes of a request's head; each connection may hold so many.
const HEAD: usize = 32 * 1024;
/// The pause after the system gave no connection: it is short of something.
const SHORT_OF: Duration = Duration::from_millis(200);
/// At the end, a connection without a request gets so long.
const FAREWELL: Duration = Duration::from_millis(500);

/// How long a request may take, and how many connections there may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// From the beginning of a connection, or the end of an answer, to the end of the next request's head.
    pub(crate) head_within: Duration,
    /// From there to the answer; the request's body comes in this time.
    pub(crate) answer_within: Duration,
    /// Connections at the same time. When another comes, the oldest without a request under way is closed: somebody
    /// who opens thousands and says nothing closes his own.
    pub(crate) connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head_within: Duration::from_secs(10),
            answer_within: Duration::from_secs(10),
            // Telegram opens 40 unless it is told otherwise; half of the 1024 files that a process may open at least.
            connections: 512,
        }
    }
}

/// Serves until `stop` comes to its end, then finishes the requests that are under way.
pub(crate) async fn serve(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let app = app.layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, limits.answer_within));
    let (end, ended) = watch::channel(false);
    let mut open = Open::default();
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, _)) => {
                open.make_room(limits.connections).await;
                open.begin(stream, &app, &limits, ended.clone());
            }
            Err(error) if is_of_one(&error) => {}
            Err(error) => {
                // EMFILE and the like: the connection stays in the queue, and asking at once would get the same.
                tracing::warn!(%error, connections = open.tasks.len(), "a connection could not be taken");
                open.close_one();
                tokio::select! {
                    () = tokio::time::sleep(SHORT_OF) => {}
                    () = &mut stop => break,
                }
            }
        }
    }
    drop(listener);
    let _ = end.send(true);
    while open.tasks.join_next().await.is_some() {}
}

/// The process may open as many files as the system lets it, and not only the 1024 that most start with.
pub fn raise_open_files() {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current == maximum {
        return;
    }
    if let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }) {
        tracing::warn!(%error, ?current, "the limit of open files stays as it is");
    }
}

/// The other side has gone before it was taken.
fn is_of_one(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

struct OpenConnection {
    task: AbortHandle,
    /// A request is under way.
    busy: Arc<AtomicBool>,
}

/// The connections that are open.
#[derive(Default)]
struct Open {
    tasks: JoinSet<()>,
    /// The oldest first.
    all: VecDeque<OpenConnection>,
}

impl Open {
    /// Waits until there are fewer than `most`.
    async fn make_room(&mut self, most: usize) {
        while self.tasks.try_join_next().is_some() {}
        self.all.retain(|connection| !connection.task.is_finished());
        while self.tasks.len() >= most.max(1) {
            self.close_one();
            // Where all have a request under way, one of them ends within its time.
            self.tasks.join_next().await;
        }
    }

    /// Closes the oldest without a request under way.
    fn close_one(&mut self) {
        let idle = self.all.iter().position(|connection| !connection.busy.load(Ordering::Relaxed));
        if let Some(connection) = idle.and_then(|at| self.all.remove(at)) {
            connection.task.abort();
        }
    }

    fn begin(&mut self, stream: TcpStream, app: &Router, limits: &Limits, ended: watch::Receiver<bool>) {
        let busy = Arc::new(AtomicBool::new(false));
        let app = app.clone().layer(middleware::from_fn_with_state(Arc::clone(&busy), under_way));
        let under_way = Arc::clone(&busy);
        let task =
            self.tasks.spawn(serve_one(stream, app, limits.head_within, Ending { ended, busy: under_way }));
        self.all.push_back(OpenConnection { task, busy });
    }
}

/// Notes that a request is under way.
async fn under_way(State(busy): State<Arc<AtomicBool>>, request: Request, next: Next) -> Response {
    busy.store(true, Ordering::Relaxed);
    let answer = next.run(request).await;
    busy.store(false, Ordering::Relaxed);
    answer
}

/// What a connection has to know to come to its end in time.
struct Ending {
    /// The whole is to end.
    ended: watch::Receiver<bool>,
    /// A request is under way.
    busy: Arc<AtomicBool>,
}

async fn serve_one(stream: TcpStream, app: Router, head_within: Duration, ending: Ending) {
    let Ending { mut ended, busy } = ending;
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head_within).max_buf_size(HEAD);
    let connection = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(app));
    tokio::pin!(connection);
    // How a connection ends is the other side's business.
    tokio::select! {
        _ = &mut connection => return,
        _ = ended.wait_for(|ended| *ended) => connection.as_mut().graceful_shutdown(),
    }
    if busy.load(Ordering::Relaxed) {
        let _ = connection.await;
    } else {
        let _ = tokio::time::timeout(FAREWELL, connection).await;
    }
}

#[cfg(test)]
mod tests;
