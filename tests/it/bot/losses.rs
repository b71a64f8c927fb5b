//! Bad days: Telegram refuses, fails, falls silent, repeats itself; the process ends in the middle.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use linli::delivery::{Hear, announce};
use linli::messaging::{Message, RichText, UpdateId};
use linli::store::{Store, Update};
use rstest::rstest;
use serde_json::json;

use super::running::{By, Running, chat, echo, options, options_in};
use crate::fake_telegram::{FakeTelegram, Fault, Kind, resident};

#[rstest]
#[tokio::test]
async fn a_send_is_repeated_until_telegram_has_it(#[values(By::Polling, By::Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    for kind in [Kind::Proxy(502), Kind::CutBefore, Kind::TooMany(0), Kind::Silence, Kind::Proxy(500)] {
        fake.inject(Fault { method: "sendMessage", times: 1, kind });
    }
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    fake.says(resident(7), "一");
    fake.says(resident(7), "二");
    fake.until_shown(7, "居民：二").await;
    bot.stop().await.unwrap();
    let said: Vec<String> = fake.said(7).into_iter().map(|m| m.text).collect();
    assert_eq!(said, ["居民：一", "居民：二"]);
}

#[rstest]
#[tokio::test]
async fn a_send_whose_answer_was_lost_may_arrive_twice_but_not_more(
    #[values(By::Polling, By::Webhook)] by: By,
    #[values(Kind::CutAfter, Kind::Garbage)] kind: Kind,
) {
    let fake = FakeTelegram::start().await;
    fake.inject(Fault { method: "sendMessage", times: 1, kind });
    // The change of the line that goes ahead of the repetition may be lost as often as it likes.
    fake.inject(Fault { method: "editMessageText", times: 5, kind });
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    fake.says(resident(7), "一");
    fake.says(resident(7), "二");
    fake.until_shown(7, "居民：二").await;
    let said: Vec<String> = fake.said(7).into_iter().map(|m| m.text).collect();
    assert_eq!(said, ["居民：一", "居民：一", "居民：二"]);
    bot.stop().await.unwrap();
}

#[rstest]
#[tokio::test]
async fn lost_answers_without_end_leave_short_lines_and_never_a_third_copy(
    #[values(By::Polling, By::Webhook)] by: By,
) {
    let fake = FakeTelegram::start().await;
    fake.inject(Fault { method: "sendMessage", times: 4, kind: Kind::CutAfter });
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    fake.says(resident(7), "一");
    fake.says(resident(7), "二");
    fake.until_shown(7, "居民：二").await;
    let said: Vec<String> = fake.said(7).into_iter().map(|m| m.text).collect();
    assert_eq!(said.iter().filter(|text| *text == "居民：一").count(), 2, "{said:?}");
    assert_eq!(said.iter().filter(|text| text.contains("再给您发一遍")).count(), 3, "{said:?}");
    bot.stop().await.unwrap();
}

#[rstest]
#[tokio::test]
async fn a_long_silence_of_telegram_is_outwaited(#[values(By::Polling, By::Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, mut options) = options(&fake, by);
    options.delivery.tuning.call_within = Duration::from_millis(30);
    fake.inject(Fault { method: "sendMessage", times: 2, kind: Kind::Silence });
    fake.inject(Fault { method: "sendChatAction", times: 10, kind: Kind::Silence });
    let bot = Running::start(options);
    fake.says(resident(7), "等得到吗");
    fake.until_shown(7, "居民：等得到吗").await;
    assert_eq!(fake.said(7).len(), 1);
    bot.end_of_day(&fake).await;
}

#[rstest]
#[tokio::test]
async fn answers_wait_while_too_many_messages_do(#[values(By::Polling, By::Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, mut options) = options(&fake, by);
    options.delivery.tuning.outbox_limit = 2;
    fake.inject(Fault { method: "sendMessage", times: 30, kind: Kind::Proxy(502) });
    let bot = Running::start(options);
    for user in 1..=10 {
        fake.says(resident(user), "一");
    }
    for user in 1..=10 {
        fake.until_said(user, 1).await;
    }
    bot.end_of_day(&fake).await;
}

#[rstest]
#[tokio::test]
async fn one_chat_that_must_wait_holds_up_no_other(#[values(By::Polling, By::Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    fake.inject(Fault { method: "sendMessage", times: 1, kind: Kind::TooMany(1) });
    fake.says(resident(7), "慢");
    fake.until("the refusal", |fake| fake.calls("sendMessage").first().map(|_| ())).await;
    fake.says(resident(8), "快");
    fake.until_said(8, 1).await;
    assert!(fake.said(7).is_empty(), "chat 7 waits for as long as it was told");
    fake.until_said(7, 1).await;
    let calls = fake.calls("sendMessage");
    let waited = calls[2].at.duration_since(calls[0].at);
    assert!(waited >= Duration::from_secs(1), "{waited:?}");
    bot.stop().await.unwrap();
}

#[rstest]
#[tokio::test]
async fn a_limit_for_each_chat_is_obeyed_and_nothing_is_lost(#[values(By::Polling, By::Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    fake.limit_chats(Duration::from_millis(300));
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    for text in ["一", "二", "三"] {
        fake.says(resident(7), text);
    }
    let said: Vec<String> = fake.until_said(7, 3).await.into_iter().map(|m| m.text).collect();
    assert_eq!(said, ["居民：一", "居民：二", "居民：三"]);
    bot.stop().await.unwrap();
}

#[rstest]
#[tokio::test]
async fn a_limit_for_all_chats_together_is_obeyed_and_nothing_is_lost(
    #[values(By::Polling, By::Webhook)] by: By,
) {
    let fake = FakeTelegram::start().await;
    fake.limit_all(3, Duration::from_millis(500));
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    for user in 1..=8 {
        fake.says(resident(user), "一");
    }
    for user in 1..=8 {
        assert_eq!(fake.until_said(user, 1).await.len(), 1);
    }
    let refused = fake.calls("sendMessage").iter().filter(|call| call.code == 429).count();
    assert!(refused <= 16, "{refused} calls while Telegram wanted none");
    bot.stop().await.unwrap();
}

#[rstest]
#[tokio::test]
async fn a_broadcast_reaches_every_chat_behind_the_answers(#[values(By::Polling, By::Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, mut options) = options(&fake, by);
    options.delivery.tuning.broadcast_every = Duration::from_millis(10);
    (1..=20).for_each(|chat| fake.meet(chat));
    let store = Store::open(&options.delivery.database).unwrap();
    let notice = Message { text: RichText::new().bold("通知"), ..Message::default() };
    store.set_reachable(chat(3), false).await.unwrap();
    announce(&store, &options.networks(), &(1..=20).map(chat).collect::<Vec<_>>(), &notice).await.unwrap();
    let bot = Running::start(options);
    fake.says(resident(20), "先答我");
    let said: Vec<String> = fake.until_said(20, 2).await.into_iter().map(|m| m.text).collect();
    assert_eq!(said, ["居民：先答我", "通知"]);
    assert!((1..20).all(|chat| fake.said(chat).len() == usize::from(chat != 3)));
    bot.end_of_day(&fake).await;
}

#[tokio::test]
async fn a_second_process_waits_for_the_first_and_then_answers() {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, By::Polling);
    let first = Running::start(options.clone());
    fake.says(resident(7), "一");
    fake.until_said(7, 1).await;
    let second = Running::start(options);
    fake.until("the second start", |fake| (fake.calls("getMe").len() == 2).then_some(())).await;
    fake.says(resident(7), "二");
    fake.until_said(7, 2).await;
    first.stop().await.unwrap();
    fake.says(resident(7), "三");
    let said: Vec<String> = fake.until_said(7, 3).await.into_iter().map(|m| m.text).collect();
    assert_eq!(said, ["居民：一", "居民：二", "居民：三"]);
    second.end_of_day(&fake).await;
}

#[rstest]
#[tokio::test]
async fn a_repeated_update_is_answered_once(#[values(By::Polling, By::Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    fake.bring_twice();
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    for text in ["零", "一", "二"] {
        fake.says(resident(7), text);
    }
    fake.until_shown(7, "居民：二").await;
    fake.says(resident(7), "按钮");
    let button = fake.until_shown(7, "选一个").await;
    fake.presses(resident(7), &button, "甲");
    fake.until_shown(7, "您选了甲").await;
    fake.says(resident(7), "完");
    fake.until_shown(7, "居民：完").await;
    let said: Vec<String> = fake.said(7).into_iter().map(|m| m.text).collect();
    assert_eq!(said, ["居民：零", "居民：一", "居民：二", "您选了甲", "居民：完"]);
    bot.end_of_day(&fake).await;
}

#[tokio::test]
async fn polling_goes_on_after_every_kind_of_failure() {
    let fake = FakeTelegram::start().await;
    let conflict = Kind::Refuse(409, "Conflict: terminated by other getUpdates request");
    for kind in [Kind::Proxy(502), Kind::CutBefore, Kind::CutAfter, Kind::Garbage, Kind::TooMany(0), conflict]
    {
        fake.inject(Fault { method: "getUpdates", times: 1, kind });
    }
    let (_folder, options) = options(&fake, By::Polling);
    fake.says(resident(7), "一");
    let bot = Running::start(options);
    assert_eq!(fake.until_said(7, 1).await[0].text, "居民：一");
    bot.stop().await.unwrap();
    assert_eq!(fake.said(7).len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_chat_that_is_gone_is_left_alone_until_it_comes_back(#[values(By::Polling, By::Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    fake.lose_chat(7, "Forbidden: bot was blocked by the user");
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    for text in ["一", "二"] {
        fake.says(resident(7), text);
    }
    fake.until("a refusal", |fake| fake.calls("sendMessage").first().map(|_| ())).await;
    fake.says(resident(8), "别人");
    fake.until_said(8, 1).await;
    bot.stop().await.unwrap();
    assert!(fake.calls("sendMessage").iter().filter(|call| call.body["chat_id"] == 7).count() <= 2);
}

/// A process that ends between storing a question and answering it, and one that ends between answering and sending.
#[test]
fn a_question_survives_the_end_of_the_process() {
    let folder = tempfile::TempDir::new().unwrap();
    let world = tokio::runtime::Runtime::new().unwrap();
    let fake = world.block_on(FakeTelegram::start());
    let heard = Arc::new(AtomicUsize::new(0));
    let hear: Hear = {
        let heard = Arc::clone(&heard);
        Arc::new(move |incoming| {
            // The first life never comes to an answer.
            while heard.fetch_add(1, Ordering::SeqCst) == 0 {
                std::thread::sleep(Duration::from_millis(500));
            }
            echo(incoming)
        })
    };
    let confirmed = |fake: &FakeTelegram| (fake.unconfirmed() == 0).then_some(());
    fake.says(resident(7), "别忘了我");
    let first = tokio::runtime::Runtime::new().unwrap();
    first.spawn({
        let options = options_in(folder.path(), &fake);
        let hear = Arc::clone(&hear);
        async move { options.run_until(std::future::pending(), hear).await }
    });
    world.block_on(fake.until("the confirmation", confirmed));
    first.shutdown_background();

    // The second life answers, and Telegram is silent when it wants to send.
    fake.inject(Fault { method: "sendMessage", times: 1, kind: Kind::CutBefore });
    fake.inject(Fault { method: "sendMessage", times: 1000, kind: Kind::Proxy(502) });
    let second = tokio::runtime::Runtime::new().unwrap();
    second.spawn({
        let options = options_in(folder.path(), &fake);
        let hear = Arc::clone(&hear);
        async move { options.run_until(std::future::pending(), hear).await }
    });
    world.block_on(fake.until("a try", |fake| fake.calls("sendMessage").get(1).map(|_| ())));
    second.shutdown_timeout(Duration::from_secs(5));
    fake.heal();
    assert!(fake.said(7).is_empty());

    let answer = world.block_on(async {
        let bot = Running::start_with(options_in(folder.path(), &fake), hear);
        let said = fake.until_shown(7, "居民：别忘了我").await;
        bot.stop().await.unwrap();
        said
    });
    assert!(answer.by_bot);
    assert_eq!(fake.said(7).len(), 1);
}

#[tokio::test]
async fn nothing_that_was_said_stays_in_the_database() {
    let fake = FakeTelegram::start().await;
    let (folder, options) = options(&fake, By::Polling);
    let bot = Running::start(options);
    fake.says(resident(7), "QUITE-PRIVATE-WORDS");
    fake.until_said(7, 1).await;
    bot.stop().await.unwrap();
    let connection = rusqlite::Connection::open(folder.path().join("linli.sqlite")).unwrap();
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(connection);
    let bytes = std::fs::read(folder.path().join("linli.sqlite")).unwrap();
    assert!(!bytes.windows(19).any(|window| window == b"QUITE-PRIVATE-WORDS"));
}

#[tokio::test]
async fn a_file_that_ended_the_process_is_given_up_soon() {
    let fake = FakeTelegram::start().await;
    let (folder, first) = options(&fake, By::Polling);
    let bot = Running::start(first);
    fake.says(resident(7), "你好");
    fake.until_said(7, 1).await;
    bot.stop().await.unwrap();
    let options = options_in(folder.path(), &fake);
    let person = json!({"id": 7, "is_bot": false, "first_name": "居民"});
    let document = json!({"file_id": "f", "file_unique_id": "u", "file_name": "a.pdf", "file_size": 3});
    let message = json!({
        "message_id": 1, "date": 1, "from": person, "document": document,
        "chat": {"id": 7, "type": "private", "first_name": "居民"},
    });
    let body = json!({"update_id": 1_000_000, "message": message}).to_string();
    let store = Store::open(&options.delivery.database).unwrap();
    store.receive(vec![Update { update_id: UpdateId(1_000_000), chat: chat(7), body }]).await.unwrap();
    for begun in 0..2 {
        assert_eq!(
            store.take(chat(7)).await.unwrap().unwrap().begun,
            begun,
            "the process ends in the middle"
        );
    }
    drop(store);
    let bot = Running::start(options);
    fake.until_said(7, 2).await;
    assert!(fake.said(7)[1].text.contains("没能读完"), "{:?}", fake.said(7)[1].text);
    bot.stop().await.unwrap();
}
