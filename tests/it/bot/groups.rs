//! Groups: quiet unless spoken to, always as a reply, each to their own pages.

use rstest::rstest;
use serde_json::json;

use super::running::By::{self, Polling, Webhook};
use super::running::{Running, options};
use crate::fake_telegram::{BOT_ID, BOT_NAME, FakeTelegram, group};

const GROUP: i64 = -100_777;

#[rstest]
#[tokio::test]
async fn the_bot_speaks_only_when_spoken_to(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    let who = group(GROUP, 5);
    fake.says(who, "今天天气不错");
    fake.says(who, "/weather");
    fake.says(who, "/latest@other_bot");
    fake.says(who, "@LinliTestBot2 你好");
    let command = fake.says(who, &format!("/latest@{BOT_NAME} 平城区"));
    let mention = fake.says(who, &format!("@{BOT_NAME} 哪里理发"));
    let from_bot = json!({"id": BOT_ID, "is_bot": true, "first_name": "邻里", "username": BOT_NAME});
    let answered = json!({"message_id": 1, "date": 1_790_000_000, "text": "旧", "from": from_bot,
        "chat": {"id": GROUP, "type": "supergroup", "title": "小区群"}});
    let reply = fake.message(who, json!({"text": "那盐湖区呢", "reply_to_message": answered}));
    let said = fake.until_said(GROUP, 3).await;
    let seen: Vec<(&str, i64)> = said
        .iter()
        .map(|m| (m.text.as_str(), m.body["reply_parameters"]["message_id"].as_i64().unwrap()))
        .collect();
    let expected =
        [("居民：/latest 平城区", command), ("居民：哪里理发", mention), ("居民：那盐湖区呢", reply)];
    assert_eq!(seen, expected);
    bot.end_of_day(&fake).await;
}

#[rstest]
#[tokio::test]
async fn a_forum_gets_its_answer_in_the_same_topic(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    let text = format!("@{BOT_NAME} 哪里理发");
    let fields = json!({"text": text, "message_thread_id": 44, "is_topic_message": true});
    fake.message(group(GROUP, 5), fields);
    assert_eq!(fake.until_said(GROUP, 1).await[0].body["message_thread_id"], 44);
    bot.end_of_day(&fake).await;
}

#[rstest]
#[tokio::test]
async fn only_the_asker_turns_the_pages(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    let text = format!("@{BOT_NAME} 按钮");
    fake.message(group(GROUP, 5), json!({"text": text, "by": 5}));
    let said = fake.until_said(GROUP, 1).await;
    let other = fake.presses(group(GROUP, 6), &said[0], "甲");
    let answer = fake.until("the toast", |fake| fake.press_answer(&other)).await;
    assert!(answer["text"].as_str().unwrap().contains("别人"));
    fake.presses(group(GROUP, 5), &said[0], "乙");
    fake.until("the edit", |fake| fake.said(GROUP).into_iter().find(|m| m.text == "您选了乙")).await;
    assert_eq!(fake.said(GROUP).len(), 1);
    bot.end_of_day(&fake).await;
}

#[rstest]
#[tokio::test]
async fn a_group_is_greeted_when_the_bot_comes_and_left_in_peace_when_it_goes(
    #[values(Polling, Webhook)] by: By,
) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    fake.membership(group(GROUP, 5), "left", "member");
    assert_eq!(fake.until_said(GROUP, 1).await[0].text, "我叫LinliTestBot");
    fake.membership(group(GROUP, 5), "member", "left");
    bot.end_of_day(&fake).await;
    assert_eq!(fake.said(GROUP).len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_group_that_got_another_number_is_answered_there(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    fake.move_chat(GROUP, -100_888);
    fake.says(group(GROUP, 5), &format!("@{BOT_NAME} 哪里理发"));
    assert_eq!(fake.until_said(-100_888, 1).await[0].text, "居民：哪里理发");
    bot.end_of_day_with(&fake, &["upgraded to a supergroup"]).await;
}
