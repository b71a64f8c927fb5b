//! Connections that say nothing, too much or too slowly.

use std::net::SocketAddr;

use axum::{body::Bytes, routing::post};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::{Notify, oneshot},
    task::JoinHandle,
};

use super::*;

struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// Counts the bytes of a body; `/held` answers when it is let go.
async fn server(limits: Limits, held: Arc<Notify>) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let hold = move || {
        let held = Arc::clone(&held);
        async move {
            held.notified().await;
            "let go"
        }
    };
    let app = Router::new()
        .route("/", post(|body: Bytes| async move { body.len().to_string() }))
        .route("/held", post(hold));
    let task = tokio::spawn(serve(listener, app, limits, async move {
        let _ = stopped.await;
    }));
    Server { address, stop, task }
}

fn limits(head: u64, answer: u64, connections: usize) -> Limits {
    let millis = Duration::from_millis;
    Limits { head_within: millis(head), answer_within: millis(answer), connections }
}

/// A limit that no test reaches.
const NEVER: u64 = 600_000;

async fn open(server: &Server, words: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(words.as_bytes()).await.unwrap();
    stream
}

/// All that comes until the connection is closed.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    // A reset is an end as well.
    let _ = stream.read_to_end(&mut bytes).await;
    String::from_utf8(bytes).unwrap()
}

const ASKS: &str = "POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 2\r\n\r\nhi";

#[tokio::test]
async fn whoever_says_nothing_or_half_is_left() {
    let server = server(limits(50, 50, 10), Arc::default()).await;
    let cases = [
        ("", ""),
        ("POST / HT", ""),
        ("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nhalf", "HTTP/1.1 408"),
        ("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\nhi", "HTTP/1.1 200"),
        ("nonsense\r\n\r\n", "HTTP/1.1 400"),
    ];
    for (words, expected) in cases {
        let said = rest(&mut open(&server, words).await).await;
        assert!(said.starts_with(expected), "{words:?}: {said}");
        assert_eq!(said.is_empty(), expected.is_empty(), "{words:?}: {said}");
    }
}

#[tokio::test]
async fn a_head_without_end_is_refused() {
    let server = server(limits(NEVER, NEVER, 10), Arc::default()).await;
    let mut stream = open(&server, "POST / HTTP/1.1\r\n").await;
    let line = format!("a: {}\r\n", "b".repeat(1000));
    for _ in 0..60 {
        if stream.write_all(line.as_bytes()).await.is_err() {
            break;
        }
    }
    let said = rest(&mut stream).await;
    assert!(said.is_empty() || said.starts_with("HTTP/1.1 431"), "{said}");
}

#[tokio::test]
async fn silent_connections_do_not_keep_others_out() {
    let server = server(limits(NEVER, NEVER, 4), Arc::default()).await;
    let mut silent = Vec::new();
    for number in 0..20 {
        silent.push(open(&server, if number % 2 == 0 { "" } else { "POST / HTTP/1.1\r\nho" }).await);
    }
    let said = rest(&mut open(&server, ASKS).await).await;
    assert!(said.starts_with("HTTP/1.1 200") && said.ends_with("\r\n\r\n2"), "{said}");
    // The oldest were closed for it.
    for stream in silent.iter_mut().take(16) {
        assert_eq!(rest(stream).await, "");
    }
}

#[tokio::test]
async fn a_request_under_way_is_not_closed_for_another() {
    let held = Arc::new(Notify::new());
    let server = server(limits(NEVER, NEVER, 2), Arc::clone(&held)).await;
    let words = "POST /held HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    let mut first = open(&server, words).await;
    // Whoever comes now finds room: of the two before, only the silent ones go.
    for _ in 0..5 {
        let said = rest(&mut open(&server, ASKS).await).await;
        assert!(said.starts_with("HTTP/1.1 200"), "{said}");
    }
    held.notify_one();
    let said = rest(&mut first).await;
    assert!(said.ends_with("let go"), "{said}");
}

#[tokio::test]
async fn at_the_end_requests_are_finished_and_silence_is_not_waited_for() {
    let held = Arc::new(Notify::new());
    let server = server(limits(NEVER, NEVER, 10), Arc::clone(&held)).await;
    let mut silent = open(&server, "POST / HTTP").await;
    let mut kept = open(&server, "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\nhi").await;
    let mut byte = [0];
    kept.read_exact(&mut byte).await.unwrap();
    let mut asked = open(&server, "POST /held HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n").await;
    // Taken in their order: once this is answered, the one before has begun.
    assert!(rest(&mut open(&server, ASKS).await).await.starts_with("HTTP/1.1 200"));
    server.stop.send(()).unwrap();
    assert_eq!(rest(&mut silent).await, "");
    assert!(rest(&mut kept).await.ends_with("\r\n\r\n2"));
    held.notify_one();
    assert!(rest(&mut asked).await.ends_with("let go"));
    server.task.await.unwrap();
}
