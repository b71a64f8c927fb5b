//! A database of an earlier version is taken over: what waited goes out, what was kept is found, old buttons work.

use std::{path::Path, sync::Arc};

use linli::{
    conversation::{ConversationOptions, Conversations, Retriever},
    messaging::{ChatKey, ContextId, NoticeId, UserId},
    store::Store,
};
use rusqlite::Connection;

use crate::{
    bot::running::{Running, chat, options_in},
    fake_telegram::{FakeTelegram, resident},
    workplace::Workplace,
};

const FORMER: &str = include_str!("former/layout_6.sql");

fn former(path: &Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    Connection::open(path).unwrap().execute_batch(FORMER).unwrap();
}

fn terminal() -> ChatKey {
    "terminal:0".parse().unwrap()
}

#[test]
fn every_row_finds_its_chat() {
    let place = Workplace::new();
    let path = place.path("state/linli.sqlite");
    former(&path);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.preferences(chat(7)).unwrap().as_deref(), Some("{\"brief\":true}"));
    assert_eq!(store.preferences(terminal()).unwrap().as_deref(), Some("{\"nights\":true}"));
    assert_eq!(store.subscriptions(Some(chat(7))).unwrap().len(), 1);
    assert_eq!(store.subscriptions(Some(terminal())).unwrap().len(), 1);
    assert_eq!(store.notified_since(NoticeId(0)).unwrap().len(), 1);
    assert_eq!(store.shown_to("haircut").unwrap().len(), 1);
    assert_eq!(store.pending_submissions().unwrap().len(), 2);
    assert!(store.awaited_edit(chat(4242)).unwrap().is_some());
    let kept = |id, user| store.button_context(chat(id), UserId(user), ContextId::new(41)).unwrap();
    assert!(kept(7, 7).is_some() && kept(8, 8).is_none());
    drop(store);
    // Opened once more it is as it was, and sound.
    let store = Store::open(&path).unwrap();
    assert_eq!(store.waiting().unwrap(), (1, 2));
    drop(store);
    let connection = Connection::open(&path).unwrap();
    let faults: i64 =
        connection.query_row("SELECT COUNT(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(faults, 0);
    let given: i64 = connection
        .query_row("SELECT seq FROM sqlite_sequence WHERE name = 'shown'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(given, 50, "a number that was given once would be given again");
}

#[tokio::test]
async fn what_waited_goes_out_and_its_buttons_work() {
    let place = Workplace::with_notices();
    let fake = FakeTelegram::start().await;
    fake.meet(7);
    fake.meet(8);
    let options = options_in(&place.path("state"), &fake);
    former(&options.delivery.database);
    let store = Store::open(&options.delivery.database).unwrap();
    let knowledge = Arc::new(place.open()) as Arc<dyn Retriever>;
    let conversations = Conversations::new(knowledge, store.clone(), ConversationOptions::default());
    let mut options = options;
    options.delivery.store = Some(store);
    options.delivery.today.fixed = Some("2024-11-01".parse().unwrap());
    let bot = Running::start_with(options, Arc::new(move |incoming| conversations.hear(incoming)));
    assert_eq!(fake.until_said(8, 1).await[0].text, "通知一则");
    let waited = fake.until_shown(7, "每周三免费理发 & 修面").await;
    assert_eq!(waited.body["reply_markup"]["inline_keyboard"][1][0]["url"], "https://paper.example/1");
    // What had been asked is answered, after what had been said before.
    let answer = fake.until_said(7, 2).await[1].clone();
    assert!(answer.text.contains("每周三上午在活动室"), "{answer:?}");
    fake.presses(resident(7), &waited, "看全文");
    let whole = fake.until_said(7, 3).await[2].clone();
    assert!(whole.text.contains("振兴街社区每周三免费理发"), "{whole:?}");
    bot.end_of_day(&fake).await;
}
