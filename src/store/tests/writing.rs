//! What the writer does when nobody waits, when the disk is full, and when the file is gone.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::*;
use crate::store::Trouble;

/// What is looked for in the files.
const SENTENCE: &str = "我家在柳港园三单元门口有棵槐树";

fn holds(folder: &Path, wanted: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        if bytes.windows(wanted.len()).any(|window| window == wanted.as_bytes()) {
            found.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    found
}

/// Somebody says the sentence and hears it back.
async fn talk(store: &Store) {
    let said = Update { update_id: UpdateId(1), chat: chat(7), body: SENTENCE.to_owned() };
    store.receive(vec![said]).await.unwrap();
    store.take(chat(7)).await.unwrap().unwrap();
    let messages = vec![message(7, Lane::Reply, SENTENCE)];
    store.settle(chat(7), UpdateId(1), Settled { messages, ..Settled::default() }).await.unwrap();
    let post = store.next_in_outbox(chat(7)).await.unwrap().unwrap();
    store.sent(post.id).await.unwrap();
}

#[tokio::test]
async fn under_load_what_was_said_leaves_every_file_within_a_minute() {
    let folder = TempDir::new().unwrap();
    let now = Arc::new(Mutex::new(Instant::now()));
    let clock = Arc::clone(&now);
    // There is never a silence.
    let idle = Duration::from_secs(3600);
    let clock: Arc<dyn Fn() -> Instant + Send + Sync> = Arc::new(move || *clock.lock().unwrap());
    let timing = writer::Timing { idle, clock, ..writer::Timing::default() };
    let store = Store::open_with(&folder.path().join("linli.sqlite"), timing).unwrap();
    talk(&store).await;
    assert_eq!(holds(folder.path(), SENTENCE), ["linli.sqlite-wal"], "or the test looks at nothing");
    *now.lock().unwrap() += Duration::from_secs(60);
    // Swept after the next commit; the one after that waits for it.
    for _ in 0..2 {
        store.release_broadcast().await.unwrap();
    }
    assert_eq!(holds(folder.path(), SENTENCE), Vec::<String>::new());
}

#[tokio::test]
async fn in_a_silence_what_was_said_leaves_every_file_at_once() {
    let folder = TempDir::new().unwrap();
    let timing = writer::Timing { idle: Duration::from_millis(1), ..writer::Timing::default() };
    let store = Store::open_with(&folder.path().join("linli.sqlite"), timing).unwrap();
    talk(&store).await;
    let begun = Instant::now();
    while !holds(folder.path(), SENTENCE).is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(20), "it is still there");
        tokio::task::yield_now().await;
    }
}

/// Leaves no room beyond what the file has now; 0 gives all the room again.
async fn limit(store: &Store, more: i64) {
    let limited = store.run(move |connection| {
        let pages: i64 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
        let most = if more == 0 { 1_000_000_000 } else { pages + more - 1 };
        connection.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))
    });
    limited.await.unwrap();
}

#[tokio::test]
async fn a_full_disk_is_told_apart_and_got_over() {
    let folder = TempDir::new().unwrap();
    let again = Duration::from_millis(1);
    let timing = writer::Timing { idle: again, again, ..writer::Timing::default() };
    let store = Store::open_with(&folder.path().join("linli.sqlite"), timing).unwrap();
    let mut trouble = store.trouble();
    assert_eq!(*trouble.borrow(), None);
    limit(&store, 1).await;
    let long = Update { update_id: UpdateId(1), chat: chat(7), body: "长".repeat(40_000) };
    for _ in 0..3 {
        let refused = store.receive(vec![long.clone()]).await;
        assert!(matches!(refused, Err(StoreError::Unkept { trouble: Trouble::Full, .. })), "{refused:?}");
    }
    assert_eq!(*trouble.borrow_and_update(), Some(Trouble::Full));
    assert_eq!(store.inbox_depth().await.unwrap(), 0, "what is there can be read");
    limit(&store, 0).await;
    assert_eq!(store.receive(vec![long.clone()]).await.unwrap().chats, [chat(7)]);
    trouble.wait_for(Option::is_none).await.unwrap();
}

#[tokio::test]
async fn a_file_that_is_gone_is_noticed_and_one_that_comes_back_too() {
    let folder = TempDir::new().unwrap();
    let (here, there) = (folder.path().join("state"), folder.path().join("elsewhere"));
    let again = Duration::from_millis(1);
    let timing = writer::Timing { idle: again, again, ..writer::Timing::default() };
    let store = Store::open_with(&here.join("linli.sqlite"), timing).unwrap();
    let mut trouble = store.trouble();
    store.receive(vec![update(1, 7)]).await.unwrap();
    fs::rename(&here, &there).unwrap();
    let gone = |kept: Result<crate::store::inbox::Arrival, StoreError>| {
        matches!(kept, Err(StoreError::Unkept { trouble: Trouble::Gone, .. }))
    };
    assert!(gone(store.receive(vec![update(2, 7)]).await));
    // Another one in its place is not it.
    drop(Store::open(&here.join("linli.sqlite")).unwrap());
    assert!(gone(store.receive(vec![update(2, 7)]).await));
    assert_eq!(*trouble.borrow_and_update(), Some(Trouble::Gone));
    fs::rename(&here, folder.path().join("third")).unwrap();
    fs::rename(&there, &here).unwrap();
    // Nobody asks anything: it is looked for.
    trouble.wait_for(Option::is_none).await.unwrap();
    assert_eq!(store.receive(vec![update(2, 7)]).await.unwrap().chats, [chat(7)]);
    assert_eq!(store.inbox_depth().await.unwrap(), 2);
    fs::remove_dir_all(&here).unwrap();
    assert!(gone(store.receive(vec![update(3, 7)]).await));
}

#[test]
fn a_transaction_that_the_database_gives_up_is_given_up_for_all() {
    let (_folder, store) = open();
    // Both are in one batch: the first one ends the transaction under the second.
    let (first, second) = std::thread::scope(|scope| {
        let (begin, begun) = std::sync::mpsc::channel();
        let (run, running) = std::sync::mpsc::channel();
        let holding = store.clone();
        let held = scope.spawn(move || {
            holding.run_blocking(move |_| {
                run.send(()).unwrap();
                begun.recv().unwrap();
                Ok(())
            })
        });
        // Its batch is closed once it runs.
        running.recv().unwrap();
        let one = scope.spawn({
            let store = store.clone();
            move || {
                store.run_blocking(|connection| connection.execute_batch("ROLLBACK; SELECT * FROM nothing"))
            }
        });
        let two = scope.spawn({
            let store = store.clone();
            move || {
                store.run_blocking(|connection| {
                    connection.execute("INSERT INTO facts (name, value) VALUES ('half', '1')", [])
                })
            }
        });
        begin.send(()).unwrap();
        held.join().unwrap().unwrap();
        (one.join().unwrap(), two.join().unwrap())
    });
    assert!(first.is_err());
    // The store may refuse everything until a trial has succeeded.
    let beside = rusqlite::Connection::open(store.path()).unwrap();
    let half = "SELECT COUNT(*) FROM facts WHERE name = 'half'";
    let kept: i64 = beside.query_row(half, [], |row| row.get(0)).unwrap();
    assert_eq!(kept, i64::from(second.is_ok()), "kept if and only if its caller was told so");
}
