//! What the database promises to those who queue and take.

use tempfile::TempDir;

use crate::messaging::{ChatKey, NetworkId, UpdateId, UserId};

mod copies;
mod per_chat;
mod writing;

use super::{Lane, OutboxRow, QueuedMessage, ServiceLock, Settled, Store, StoreError, Update, writer};

fn telegram() -> NetworkId {
    NetworkId::named("telegram")
}

fn chat(id: i64) -> ChatKey {
    telegram().chat(id)
}

fn update(update_id: i64, id: i64) -> Update {
    Update { update_id: UpdateId(update_id), chat: chat(id), body: format!("第{update_id}条") }
}

fn message(id: i64, lane: Lane, body: &str) -> QueuedMessage {
    QueuedMessage { chat: chat(id), lane, body: body.to_owned() }
}

fn open() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("deep/down/linli.sqlite")).unwrap();
    (folder, store)
}

#[tokio::test]
async fn an_update_is_kept_once_and_taken_in_order() {
    let (_folder, store) = open();
    let first = store.receive(vec![update(2, 7), update(1, 7), update(3, 8)]).await.unwrap();
    assert_eq!((first.chats, first.repeated), (vec![chat(7), chat(7), chat(8)], 0));
    let again = store.receive(vec![update(2, 7), update(4, 7)]).await.unwrap();
    assert_eq!((again.chats, again.repeated), (vec![chat(7)], 1));
    for expected in [1, 2, 4] {
        let taken = store.take(chat(7)).await.unwrap().unwrap();
        assert_eq!((taken.update_id, taken.begun), (UpdateId(expected), 0));
        store.settle(chat(7), taken.update_id, Settled::default()).await.unwrap();
    }
    assert_eq!(store.take(chat(7)).await.unwrap(), None);
    assert_eq!(store.receive(vec![update(1, 7)]).await.unwrap().repeated, 1);
    assert_eq!(
        (store.inbox_depth().await.unwrap(), store.waiting_chats().await.unwrap()),
        (1, vec![chat(8)])
    );
}

#[tokio::test]
async fn what_is_under_way_is_not_taken_again() {
    let (_folder, store) = open();
    store.receive(vec![update(1, 7), update(2, 7), update(3, 7)]).await.unwrap();
    for (under_way, expected) in [(&[][..], Some(1)), (&[1], Some(2)), (&[1, 2], Some(3)), (&[1, 2, 3], None)]
    {
        let under_way: Vec<UpdateId> = under_way.iter().copied().map(UpdateId).collect();
        let taken = store.take_beside(chat(7), &under_way).await.unwrap();
        assert_eq!(taken.map(|taken| taken.update_id.0), expected, "{under_way:?}");
    }
}

#[tokio::test]
async fn an_update_is_settled_once() {
    let (_folder, store) = open();
    store.receive(vec![update(1, 7)]).await.unwrap();
    assert_eq!(store.take(chat(7)).await.unwrap().unwrap().begun, 0);
    assert_eq!(
        store.take(chat(7)).await.unwrap().unwrap().begun,
        1,
        "as after a process that ended in between"
    );
    for _ in 0..2 {
        let settled = Settled { messages: vec![message(7, Lane::Reply, "答")], ..Settled::default() };
        store.settle(chat(7), UpdateId(1), settled).await.unwrap();
    }
    assert_eq!(store.outbox_depth().await.unwrap(), 1);
}

#[tokio::test]
async fn messages_go_in_order_and_broadcasts_wait_their_turn() {
    let (_folder, store) = open();
    let messages = vec![
        message(7, Lane::Broadcast, "通知"),
        message(7, Lane::Reply, "一"),
        message(7, Lane::Reply, "二"),
    ];
    store.queue(messages).await.unwrap();
    let first = store.next_in_outbox(chat(7)).await.unwrap().unwrap();
    assert_eq!((first.body.as_str(), first.lost), ("一", 0));
    store.rewrite(OutboxRow { body: "一！".to_owned(), lost: 1, ..first.clone() }).await.unwrap();
    let first = store.next_in_outbox(chat(7)).await.unwrap().unwrap();
    assert_eq!((first.body.as_str(), first.lost, first.interrupted), ("一！", 1, false));
    assert!(
        store.next_in_outbox(chat(7)).await.unwrap().unwrap().interrupted,
        "as after a process that ended in between"
    );
    store.sent(first.id).await.unwrap();
    assert_eq!(store.next_in_outbox(chat(7)).await.unwrap().unwrap().body, "二");
    assert_eq!(store.release_broadcast().await.unwrap(), Some(chat(7)));
    assert_eq!(store.release_broadcast().await.unwrap(), None);
    assert_eq!(
        (store.outbox_depth().await.unwrap(), store.chats_in_outbox().await.unwrap()),
        (2, vec![chat(7)])
    );
}

async fn is_reachable(store: &Store, chat: ChatKey) -> bool {
    let reachable = store.run(move |connection| {
        let row = "SELECT reachable FROM chats WHERE chat = ?1";
        connection.query_row(row, [chat], |row| row.get(0))
    });
    reachable.await.unwrap()
}

#[tokio::test]
async fn a_chat_that_cannot_be_reached_gets_nothing_until_it_can() {
    let (_folder, store) = open();
    store.queue(vec![message(7, Lane::Reply, "一"), message(8, Lane::Reply, "二")]).await.unwrap();
    store.set_reachable(chat(7), false).await.unwrap();
    store.queue_reachable(vec![message(7, Lane::Reply, "三")]).await.unwrap();
    assert!(store.next_in_outbox(chat(7)).await.unwrap().is_none() && !is_reachable(&store, chat(7)).await);
    store.set_reachable(chat(7), true).await.unwrap();
    store.queue_reachable(vec![message(7, Lane::Reply, "四")]).await.unwrap();
    assert_eq!(store.next_in_outbox(chat(7)).await.unwrap().unwrap().body, "四");
}

#[tokio::test]
async fn what_belongs_to_a_group_goes_along_when_it_moves() {
    let (_folder, store) = open();
    store.receive(vec![update(1, -5)]).await.unwrap();
    store.queue(vec![message(-5, Lane::Reply, "一")]).await.unwrap();
    store.move_chat(chat(-5), chat(-100)).await.unwrap();
    assert_eq!(store.take(chat(-100)).await.unwrap().unwrap().update_id, UpdateId(1));
    assert_eq!(store.next_in_outbox(chat(-100)).await.unwrap().unwrap().body, "一");
}

#[tokio::test]
async fn another_bot_begins_afresh() {
    let (_folder, store) = open();
    assert!(!store.serve_account(telegram(), UserId(1)).await.unwrap());
    store.receive(vec![update(1, 7)]).await.unwrap();
    assert!(!store.serve_account(telegram(), UserId(1)).await.unwrap());
    assert_eq!(store.inbox_depth().await.unwrap(), 1);
    assert!(store.serve_account(telegram(), UserId(2)).await.unwrap());
    assert_eq!(store.receive(vec![update(1, 7)]).await.unwrap().chats, [chat(7)]);
}

#[test]
fn a_failure_undoes_its_own_work_only() {
    let (_folder, store) = open();
    let failed = store.run_blocking(|connection| {
        connection.execute("INSERT INTO facts (name, value) VALUES ('half', '1')", [])?;
        connection.execute_batch("SELECT * FROM nothing")
    });
    assert!(matches!(failed, Err(StoreError::Refused(_))), "{failed:?}");
    let panicked: Result<(), _> = store.run_blocking(|connection| {
        connection.execute("INSERT INTO facts (name, value) VALUES ('half', '2')", [])?;
        panic!("as the test wants it")
    });
    assert!(matches!(panicked, Err(StoreError::Refused(_))), "{panicked:?}");
    let count = store.run_blocking(|connection| {
        connection.query_row("SELECT COUNT(*) FROM facts", [], |row| row.get::<_, i64>(0))
    });
    assert_eq!(count.unwrap(), 0);
}

#[test]
fn a_file_of_a_newer_program_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("linli.sqlite");
    drop(Store::open(&path).unwrap());
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::Newer { found: 99, .. })));
    // A file of its own: the writer of the first one may still be closing it.
    let path = folder.path().join("other.sqlite");
    std::fs::write(&path, "no database at all, but long enough to be looked at as one".repeat(20)).unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::Open { .. })));
}

#[test]
fn one_process_has_the_turn() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("linli.sqlite");
    let turn = ServiceLock::take(&path).unwrap();
    assert!(turn.is_some() && ServiceLock::take(&path).unwrap().is_none());
    drop(turn);
    assert!(ServiceLock::take(&path).unwrap().is_some());
}
