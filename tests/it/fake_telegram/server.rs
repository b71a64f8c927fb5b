//! HTTP: reads a call, lets it meet its fault, answers it.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use super::faults::{Kind, draw};
use super::files;
use super::methods::{Answer, answer, ok, refusal, too_many};
use super::{Call, State, TOKEN};

#[derive(Clone)]
struct Desk {
    state: Arc<Mutex<State>>,
    changed: Arc<Notify>,
}

pub(super) async fn start(state: Arc<Mutex<State>>, changed: Arc<Notify>) -> (SocketAddr, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = Router::new()
        .route("/{token}/{method}", post(take))
        .route("/file/{token}/{*path}", get(give))
        .with_state(Desk { state, changed });
    (address, tokio::spawn(async move { axum::serve(listener, app).await.unwrap() }))
}

async fn take(
    Shared(desk): Shared<Desk>,
    Path((token, method)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let method = method.to_lowercase();
    let kind = headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let body: Value = match kind.split_once("boundary=") {
        Some((_, boundary)) => form(&body, boundary.trim_matches('"')),
        None if body.is_empty() => json!({}),
        None => serde_json::from_slice(&body).unwrap(),
    };
    let fault = draw(&mut desk.state.lock().unwrap(), &method);
    let (code, answer) = match fault {
        Some(Kind::TooMany(seconds)) => too_many(seconds),
        Some(Kind::Refuse(code, why)) => refusal(code, why),
        Some(Kind::Proxy(code)) => (code, Value::String("<html>Bad Gateway</html>".to_owned())),
        Some(kind) if !kind.is_done() => (0, Value::Null),
        _ if token != format!("bot{TOKEN}") => refusal(401, "Unauthorized"),
        _ if method == "getupdates" => get_updates(&desk, &body).await,
        _ => answer(&mut desk.state.lock().unwrap(), &method, &body),
    };
    {
        let mut state = desk.state.lock().unwrap();
        let cut = matches!(fault, Some(Kind::CutAfter | Kind::Garbage));
        state.lost_answers += usize::from(cut && method == "sendmessage");
        if !state.forgetful {
            let code = if cut { 0 } else { code };
            let answer = answer["description"].as_str().unwrap_or_default().to_owned();
            state.calls.push(Call { method, body, code, answer, at: Instant::now() });
        }
    }
    desk.changed.notify_waiters();
    match fault {
        // Ends the connection's task without a word, and with it the connection.
        Some(Kind::CutBefore | Kind::CutAfter) => std::panic::resume_unwind(Box::new("cut")),
        Some(Kind::Silence) => std::future::pending().await,
        Some(Kind::Garbage) => respond(200, "{\"ok\":tr".to_owned()),
        Some(Kind::Proxy(code)) => respond(code, "<html>Bad Gateway</html>".to_owned()),
        _ => respond(code, answer.to_string()),
    }
}

/// A file; faults are those of the method `file`.
async fn give(Shared(desk): Shared<Desk>, Path((token, path)): Path<(String, String)>) -> Response {
    let fault = draw(&mut desk.state.lock().unwrap(), "file");
    let found = files::bytes(&desk.state.lock().unwrap(), &token, &path);
    let code = match (fault, &found) {
        (Some(Kind::Proxy(code) | Kind::Refuse(code, _)), _) => code,
        (Some(_), _) => 0,
        (None, Some(_)) => 200,
        (None, None) => 404,
    };
    {
        let mut state = desk.state.lock().unwrap();
        let answer = if code == 404 { "Not Found" } else { "" }.to_owned();
        state.calls.push(Call {
            method: "file".to_owned(),
            body: json!(path),
            code,
            answer,
            at: Instant::now(),
        });
    }
    desk.changed.notify_waiters();
    match (fault, found) {
        (Some(Kind::Silence), _) => std::future::pending().await,
        (Some(Kind::Proxy(code) | Kind::Refuse(code, _)), _) => respond(code, "<html>".to_owned()),
        (Some(Kind::TooMany(_)), _) => respond(429, String::new()),
        (Some(_), _) => std::panic::resume_unwind(Box::new("cut")),
        (None, Some(bytes)) => Response::new(Body::from(bytes)),
        (None, None) => respond(404, String::new()),
    }
}

/// The fields of a form; a file is its text.
fn form(body: &[u8], boundary: &str) -> Value {
    let text = String::from_utf8_lossy(body);
    let mut fields = json!({});
    for part in text.split(&format!("--{boundary}")) {
        let Some((head, value)) = part.split_once("\r\n\r\n") else { continue };
        let name = head.split("name=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let value = value.strip_suffix("\r\n").unwrap_or(value);
        // Numbers come as text here.
        fields[name] = value.parse::<i64>().map_or_else(|_| json!(value), |number| json!(number));
    }
    fields
}

fn respond(code: u16, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(code).unwrap();
    response
}

/// Forgets what lies below the offset; where everything is brought twice, at the second time only.
fn confirm(state: &mut State, offset: i64) {
    let is_below = |update: &Value| update["update_id"].as_i64() < Some(offset);
    if state.twice && state.confirmed < offset && state.waiting.iter().any(is_below) {
        state.confirmed = offset;
        return;
    }
    state.waiting.retain(|update| !is_below(update));
}

/// Confirms what lies below the offset, then gives what is there, or waits for something.
async fn get_updates(desk: &Desk, body: &Value) -> Answer {
    let offset = body["offset"].as_i64().unwrap_or_default();
    let limit = body["limit"].as_u64().unwrap_or(100).min(100) as usize;
    let until = Instant::now() + Duration::from_secs(body["timeout"].as_u64().unwrap_or_default());
    confirm(&mut desk.state.lock().unwrap(), offset);
    desk.changed.notify_waiters();
    loop {
        let changed = desk.changed.notified();
        {
            let state = desk.state.lock().unwrap();
            if state.webhook.is_some() {
                return refusal(409, "Conflict: can't use getUpdates method while webhook is active");
            }
            let updates: Vec<Value> = state.waiting.iter().take(limit).cloned().collect();
            if !updates.is_empty() || Instant::now() >= until {
                return ok(Value::Array(updates));
            }
        }
        let _ = tokio::time::timeout_at(until.into(), changed).await;
    }
}
