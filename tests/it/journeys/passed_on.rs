//! What somebody passes on is a question, a notice or a file; it is nobody's command.

use serde_json::{Value, json};

use super::{
    sending::{PAGE, files},
    town::{RESIDENT, Town, hides, labels, shows},
};
use crate::{
    bot::running::{OPERATOR, chat},
    fake_telegram::{Shown, bot_user, forward_origin, resident},
    workplace::Workplace,
};

const QUESTION: &str = "平城区哪里有免费理发";
const NOT_YOURS: &str = "这是转来的命令，我没照着做";

impl Town {
    /// Somebody passes this on and reads the one message that comes back.
    async fn forwarded(&self, user: i64, fields: Value) -> Shown {
        let before = self.fake.said(user).len();
        self.fake.forwards(resident(user), fields);
        self.comes(user, before).await
    }

    /// A message with these fields; the one that comes back.
    async fn with(&self, user: i64, fields: Value) -> Shown {
        let before = self.fake.said(user).len();
        self.fake.message(resident(user), fields);
        self.comes(user, before).await
    }
}

#[tokio::test]
async fn a_forwarded_command_is_not_the_operators() {
    let town = Town::of(Workplace::with_notices()).await;
    shows(&town.told(OPERATOR, "/status").await, &["现在一共3条"]);
    for command in
        ["/status", "/reload", "/rollback", "/withdraw", "/correct 假的", "/gaps", "/drafts", "/link 平城区"]
    {
        let answer = town.forwarded(OPERATOR, json!({"text": command})).await;
        shows(&answer, &[NOT_YOURS]);
    }
    let other = json!({"id": 999, "is_bot": true, "first_name": "别的", "username": "OtherBot"});
    let channel = json!({"id": -1_009, "type": "channel", "title": "频道"});
    for (field, value) in [
        ("via_bot", other),
        ("sender_chat", channel),
        ("forward_date", json!(1_700_000_000)),
        ("is_automatic_forward", json!(true)),
    ] {
        let mut fields = json!({"text": "/withdraw"});
        fields[field] = value;
        shows(&town.with(OPERATOR, fields).await, &[NOT_YOURS]);
    }
    // His own words, about a message of his own, are his.
    let own = town.told(OPERATOR, QUESTION).await;
    shows(&town.replies(&own, "/withdraw").await, &["要撤下这一条吗"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn forwarded_words_press_no_button_and_are_no_new_value() {
    let town = Town::of(Workplace::with_notices()).await;
    let first = town.sent("003.txt", PAGE.as_bytes()).await;
    for label in ["收下", "剩下的都收下", "不要"] {
        let before = town.fake.said(OPERATOR).len();
        town.fake.sends_via_bot(resident(OPERATOR), label);
        hides(&town.comes(OPERATOR, before).await, &["收下了", "没要", "定完了"]);
        town.sent("003.txt", PAGE.as_bytes()).await;
        hides(&town.forwarded(OPERATOR, json!({"text": label})).await, &["收下了", "没要", "定完了"]);
    }
    assert!(files(&town.place, "articles/2024").is_empty());
    town.press(&first, "改标题").await;
    hides(&town.forwarded(OPERATOR, json!({"text": "快来转账"})).await, &["改好了"]);
    shows(&town.told(OPERATOR, "磨刀师傅来文华苑").await, &["改好了", "题目：磨刀师傅来文华苑"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_resident_who_passes_something_on_has_not_said_it() {
    let town = Town::of(Workplace::with_notices()).await;
    let answer = town.ask(QUESTION).await;
    town.ask("有新的告诉我 平城区").await;
    let wishes = || {
        let store = town.store.clone();
        tokio::task::spawn_blocking(move || store.subscriptions(Some(chat(RESIDENT))).unwrap().len())
    };
    assert_eq!(wishes().await.unwrap(), 1);
    shows(&town.forwarded(RESIDENT, json!({"text": "/forgetme"})).await, &[NOT_YOURS]);
    shows(&town.forwarded(RESIDENT, json!({"text": "/subscribe 云冈区"})).await, &[NOT_YOURS]);
    for words in ["清除我的记录", "有新的告诉我 云冈区", "别发了", "全都别发了"] {
        let said = town.forwarded(RESIDENT, json!({"text": words})).await;
        hides(&said, &["抹掉了", "不再发了", "告诉您"]);
    }
    assert_eq!(wishes().await.unwrap(), 1);
    shows(&town.press(&answer, "看全文").await, &["每周三上午"]);
    // A question is answered, whoever wrote it.
    shows(&town.forwarded(RESIDENT, json!({"text": QUESTION})).await, &["每周三上午"]);
    // And what is handed in may well come from somebody else.
    town.ask("我有通知").await;
    let shown = town.forwarded(RESIDENT, json!({"text": "社区包饺子\n11月30日上午，大家一起包饺子。"})).await;
    shows(&shown, &["点了头我才转", "一起包饺子"]);
    assert_eq!(labels(&shown), ["交给编辑部", "算了"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_forwarded_file_is_handed_in() {
    let town = Town::of(Workplace::with_notices()).await;
    let before = town.fake.said(OPERATOR).len();
    let origin = json!({"forward_origin": forward_origin()});
    town.fake.sends_file_with(resident(OPERATOR), ("003.txt", PAGE.as_bytes()), origin);
    shows(&town.comes(OPERATOR, before).await, &["《003.txt》第1篇"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_press_that_was_made_up_does_nothing() {
    let town = Town::of(Workplace::with_notices()).await;
    let draft = town.sent("003.txt", PAGE.as_bytes()).await;
    let theirs = town.ask(QUESTION).await;
    let data = |shown: &Shown, at: usize| {
        let rows = shown.body["reply_markup"]["inline_keyboard"].as_array().unwrap().clone();
        rows.iter().flat_map(|row| row.as_array().unwrap()).nth(at).unwrap()["callback_data"].clone()
    };
    let bot = bot_user();
    let other_bot = json!({"id": 999, "is_bot": true, "first_name": "别的"});
    let person = json!({"id": 9, "is_bot": false, "first_name": "居民"});
    let toast = async |user: i64, author: &Value, data: Value| {
        let message = json!({"message_id": 1, "date": 1_790_000_000, "from": author, "text": "假的",
            "chat": {"id": user, "type": "private", "first_name": "居民"}});
        let press = town.fake.press(resident(user), json!({"message": message, "data": data}));
        town.fake.until("the end of the spinner", |fake| fake.press_answer(&press)).await
    };
    // An operator's button, pressed by a resident.
    let told = toast(RESIDENT, &bot, data(&draft, 0)).await;
    assert!(told["text"].as_str().unwrap().contains("只有管理的人"), "{told}");
    // Below a message that is not ours, even for an operator.
    for author in [&other_bot, &person] {
        let before = town.fake.said(OPERATOR).len();
        let told = toast(OPERATOR, author, data(&draft, 0)).await;
        assert!(told["text"].is_string(), "{told}");
        assert_eq!(town.fake.said(OPERATOR).len(), before);
    }
    assert!(files(&town.place, "articles/2024").is_empty());
    // What stands below an answer to somebody else.
    let before = town.fake.said(8).len();
    town.told(8, "你好").await;
    toast(8, &bot, data(&theirs, 0)).await;
    let said = town.comes(8, before + 1).await;
    shows(&said, &["我记不得"]);
    town.end_of_day().await;
}
