//! What is kept for a chat, and that nothing of it is left when the chat wants to be forgotten.

use jiff::civil::date;

use super::super::{NewSubmission, SubmissionOrigin};
use super::*;
use crate::article::PlacePath;
use crate::messaging::{ContextId, MessageId, NoticeId};
use crate::store::{ButtonContextRow, NewSubscription, NoticeKey, NotificationBatch, WrongMark};

fn context(id: i64, user: i64, body: &str) -> ButtonContextRow {
    ButtonContextRow {
        chat: chat(id),
        user: UserId(user),
        day: date(2026, 11, 22),
        forget_before: date(2026, 10, 23),
        body: body.to_owned(),
    }
}

fn mark() -> WrongMark {
    WrongMark {
        article: "2024/a".to_owned(),
        reason: "old".to_owned(),
        day: date(2026, 11, 22),
        forget_before: date(2026, 8, 22),
    }
}

fn district(id: i64) -> NewSubscription {
    NewSubscription { chat: chat(id), place: Some(PlacePath::new("平城区")), service: None }
}

fn key(file: &str, title: &str, opening: &str) -> NoticeKey {
    NoticeKey { file: file.to_owned(), title: title.to_owned(), opening: opening.to_owned() }
}

#[test]
fn what_was_shown_is_found_by_its_own_reader_for_a_while() {
    let (_folder, store) = open();
    let first = store.keep_button_context(context(-5, 7, "一")).unwrap();
    assert_eq!(store.button_context(chat(-5), UserId(7), first).unwrap().as_deref(), Some("一"));
    assert_eq!(
        (
            store.button_context(chat(-5), UserId(8), first).unwrap(),
            store.button_context(chat(7), UserId(7), first).unwrap()
        ),
        (None, None)
    );
    for _ in 0..30 {
        store.keep_button_context(context(-5, 7, "后")).unwrap();
    }
    assert_eq!(
        store.button_context(chat(-5), UserId(7), first).unwrap(),
        None,
        "thirty others came after it"
    );
    let old = ButtonContextRow { day: date(2026, 10, 1), ..context(9, 9, "旧") };
    let old = store.keep_button_context(ButtonContextRow { forget_before: date(2000, 1, 1), ..old }).unwrap();
    store.keep_button_context(context(8, 8, "新")).unwrap();
    assert_eq!(store.button_context(chat(9), UserId(9), old).unwrap(), None, "a month is over");
}

#[test]
fn a_number_beyond_the_table_finds_nothing() {
    let (_folder, store) = open();
    let kept = store.keep_button_context(context(7, 7, "一")).unwrap();
    for number in [0, kept.number() + 1, 1 << 62, 1 << 63, u64::MAX] {
        assert_eq!(store.button_context(chat(7), UserId(7), ContextId::new(number)).unwrap(), None);
    }
    store.forget_button_context(ContextId::new(u64::MAX)).unwrap();
    assert!(store.button_context(chat(7), UserId(7), kept).unwrap().is_some());
}

#[test]
fn a_notice_that_is_split_anew_is_the_same() {
    let (_folder, store) = open();
    let count = |keys: Vec<NoticeKey>| {
        store.record_notices(keys).unwrap();
        store.notices_after(NoticeId(0)).unwrap().len()
    };
    assert_eq!(count(vec![key("pages/1", "义诊", "社区请来"), key("pages/1", "修鞋", "师傅")]), 2);
    assert_eq!(count(vec![key("pages/1", "社区义诊", "社区请来"), key("pages/1", "修鞋", "大师傅")]), 2);
    assert_eq!(count(vec![key("articles/a", "义诊", "社区请来")]), 2, "the same in another file");
    assert_eq!(count(vec![key("articles/b", "义诊", "又一回")]), 3);
    assert_eq!(store.notices_after(NoticeId(2)).unwrap().len(), 1);
}

#[tokio::test]
async fn a_chat_is_told_once_and_only_while_it_wants_to_know() {
    let (_folder, store) = open();
    let inner = store.clone();
    let number = tokio::task::spawn_blocking(move || {
        inner.record_notices(vec![key("a", "旧", "旧")]).unwrap();
        let number = inner.subscribe(district(7)).unwrap();
        assert_eq!(inner.subscribe(district(7)).unwrap(), number);
        let all = inner.subscriptions(None).unwrap();
        assert_eq!(
            (all.len(), all[0].since, inner.subscriptions(Some(chat(8))).unwrap().len()),
            (1, NoticeId(1), 0)
        );
        number
    })
    .await
    .unwrap();
    let news = |notices: Vec<i64>| NotificationBatch {
        chat: chat(7),
        notices: notices.into_iter().map(NoticeId).collect(),
        day: date(2026, 11, 22),
        forget_before: date(2025, 11, 22),
        messages: vec![message(7, Lane::Broadcast, "通知")],
    };
    assert!(store.notify(news(vec![2, 3])).await.unwrap());
    assert!(!store.notify(news(vec![3, 4])).await.unwrap(), "one of them was told already");
    assert!(store.notify(news(vec![4])).await.unwrap());
    let inner = store.clone();
    tokio::task::spawn_blocking(move || {
        assert_eq!(inner.notified_since(NoticeId(3)).unwrap().len(), 2);
        assert!(inner.unsubscribe(chat(8), number).unwrap().is_none(), "somebody else's");
        assert_eq!(
            inner.unsubscribe(chat(7), number).unwrap().unwrap().place,
            Some(PlacePath::new("平城区"))
        );
    })
    .await
    .unwrap();
    assert!(!store.notify(news(vec![5])).await.unwrap());
}

#[tokio::test]
async fn nothing_is_left_of_a_chat_that_wants_to_be_forgotten() {
    const CHAT: i64 = 7_700_770_077;
    const SECRET: &str = "隔壁小王的秘密";
    let (folder, store) = open();
    let body = format!("{{\"chat\":{CHAT},\"text\":\"{SECRET}\"}}");
    let update = |id| Update { update_id: UpdateId(id), chat: chat(CHAT), body: body.clone() };
    store.receive(vec![update(1), update(2)]).await.unwrap();
    store.settle(chat(CHAT), UpdateId(1), Settled::default()).await.unwrap();
    store.take(chat(CHAT)).await.unwrap();
    store.set_reachable(chat(CHAT), false).await.unwrap();
    let (inner, text) = (store.clone(), body.clone());
    tokio::task::spawn_blocking(move || {
        for (chat, user) in [(CHAT, CHAT), (-5, CHAT)] {
            inner.keep_button_context(context(chat, user, &text)).unwrap();
        }
        inner.prefer(chat(CHAT), text.clone()).unwrap();
        inner.subscribe(district(CHAT)).unwrap();
        let submission = NewSubmission {
            chat: chat(CHAT),
            origin: SubmissionOrigin::File(MessageId(1)),
            resident: true,
            handed: true,
            day: date(2026, 11, 22),
            forget_before: date(2000, 1, 1),
            name: text.clone(),
            articles: vec![text.clone()],
        };
        inner.keep_submission(submission).unwrap();
        inner.mark_wrong(mark()).unwrap();
    })
    .await
    .unwrap();
    let messages = vec![message(CHAT, Lane::Reply, &body), message(8, Lane::Reply, "别人的")];
    let (day, forget_before) = (date(2026, 11, 22), date(2000, 1, 1));
    let news =
        NotificationBatch { chat: chat(CHAT), notices: vec![NoticeId(1)], day, forget_before, messages };
    assert!(store.notify(news).await.unwrap());
    let inner = store.clone();
    tokio::task::spawn_blocking(move || inner.forget_chat(chat(CHAT), Some(UserId(CHAT))))
        .await
        .unwrap()
        .unwrap();
    // The request itself is answered, and its answer sent.
    let settled = Settled { messages: vec![message(CHAT, Lane::Reply, "都忘了")], ..Settled::default() };
    store.settle(chat(CHAT), UpdateId(2), settled).await.unwrap();
    let post = store.next_in_outbox(chat(CHAT)).await.unwrap().unwrap();
    assert_eq!(post.body, "都忘了", "nothing else is sent any more");
    store.sent(post.id).await.unwrap();
    store.inbox_depth().await.unwrap();
    assert_eq!(store.next_in_outbox(chat(8)).await.unwrap().unwrap().body, "别人的");
    let wanted =
        [SECRET.as_bytes().to_vec(), CHAT.to_string().into_bytes(), CHAT.to_be_bytes()[2..].to_vec()];
    for file in std::fs::read_dir(folder.path().join("deep/down")).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for wanted in &wanted {
            let found = bytes.windows(wanted.len()).any(|window| window == wanted);
            assert!(!found, "{} still holds {wanted:?}", path.display());
        }
    }
}
