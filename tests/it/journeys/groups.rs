//! The real conversation in a group: short, as a reply, each to their own pages, forgotten when the bot goes.

use linli::messaging::{ContextId, UserId};
use serde_json::json;

use super::town::{Town, hides, labels, shows};
use crate::{
    bot::running::chat,
    fake_telegram::{BOT_NAME, Shown, group},
};

const GROUP: i64 = -100_777;

async fn says(town: &Town, user: i64, text: &str) -> Shown {
    let before = town.fake.said(GROUP).len();
    let text = format!("@{BOT_NAME} {text}");
    let asked = town.fake.message(group(GROUP, user), json!({"text": text, "by": user}));
    let said = town.fake.until_said(GROUP, before + 1).await.remove(before);
    assert_eq!(said.body["reply_parameters"]["message_id"], asked);
    said
}

#[tokio::test]
async fn a_group_gets_short_answers_and_its_own_pages() {
    let town = Town::shipped().await;
    town.fake.membership(group(GROUP, 5), "left", "member");
    let hello = town.fake.until_said(GROUP, 1).await.remove(0);
    shows(&hello, &["大家好，我是邻里", "@LinliTestBot"]);
    assert!(labels(&hello).is_empty() && hello.text.lines().count() <= 2);
    let answer = says(&town, 5, "平城区哪里有免费理发").await;
    shows(&answer, &["一分钱不收", "……", "《", "报道整理"]);
    hides(&answer, &["年满70岁"]);
    assert!(!labels(&answer).contains(&"有新的告诉我".to_owned()));
    let list = says(&town, 5, "最新").await;
    shows(&list, &["3. "]);
    hides(&list, &["4. "]);
    let press = town.fake.presses(group(GROUP, 6), &list, "下一页");
    let toast = town.fake.until("the toast", |fake| fake.press_answer(&press)).await;
    assert!(toast["text"].as_str().unwrap().contains("别人问的"));
    let press = town.fake.presses(group(GROUP, 5), &list, "下一页");
    town.fake.until("the end of the spinner", |fake| fake.press_answer(&press)).await;
    let turned = |fake: &crate::fake_telegram::FakeTelegram| {
        fake.said(GROUP).into_iter().find(|now| now.id == list.id && now.text.contains("第2页"))
    };
    town.fake.until("the second page", turned).await;
    for private in ["设置", "有新的告诉我 平城区", "给编辑部留话"] {
        shows(&says(&town, 5, private).await, &["私下跟我说"]);
    }
    shows(&says(&town, 5, "清除我的记录").await, &["在这个群里问过的"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_group_that_is_left_is_forgotten() {
    let town = Town::shipped().await;
    says(&town, 5, "平城区哪里有免费理发").await;
    let kept = |town: &Town| {
        let store = town.store.clone();
        tokio::task::spawn_blocking(move || {
            store.button_context(chat(GROUP), UserId(5), ContextId::new(1)).unwrap().is_some()
        })
    };
    assert!(kept(&town).await.unwrap());
    town.fake.membership(group(GROUP, 5), "member", "kicked");
    town.fake.says(crate::fake_telegram::resident(5), "你好");
    town.fake.until("all confirmations", |fake| (fake.unconfirmed() == 0).then_some(())).await;
    let place = town.end_of_day_and_keep().await;
    let store = linli::store::Store::open(&place.path("state/linli.sqlite")).unwrap();
    let gone = tokio::task::spawn_blocking(move || {
        store.button_context(chat(GROUP), UserId(5), ContextId::new(1)).unwrap()
    })
    .await
    .unwrap();
    assert_eq!(gone, None);
}
