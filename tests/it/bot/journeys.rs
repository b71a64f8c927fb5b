//! Ordinary days: questions, buttons, long answers, operators.

use rstest::rstest;
use serde_json::json;

use super::running::By::{self, Polling, Webhook};
use super::running::{OPERATOR, Running, options};
use crate::fake_telegram::{FakeTelegram, Fault, Kind, bot_user, resident};

#[rstest]
#[tokio::test]
async fn a_question_is_answered_and_confirmed(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    fake.says(resident(7), "哪里<理发>&烫发");
    let said = fake.until_said(7, 1).await;
    assert_eq!(said[0].text, "居民：哪里<理发>&烫发");
    assert_eq!(said[0].body["link_preview_options"]["is_disabled"], true);
    assert!(said[0].body["reply_parameters"].is_null(), "no quoting in a private chat");
    bot.end_of_day(&fake).await;
}

#[rstest]
#[tokio::test]
async fn operators_are_known_and_strangers_are_not(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    fake.says(resident(OPERATOR), "/reload@linlitestbot 现在");
    fake.says(resident(8), "/reload");
    assert_eq!(fake.until_said(OPERATOR, 1).await[0].text, "管理员：/reload 现在");
    assert_eq!(fake.until_said(8, 1).await[0].text, "居民：/reload");
    bot.end_of_day(&fake).await;
}

#[rstest]
#[tokio::test]
async fn the_menu_for_operators_is_longer(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    fake.says(resident(OPERATOR), "你好");
    let bot = Running::start(options);
    let menus =
        fake.until("two menus", |fake| Some(fake.calls("setMyCommands")).filter(|c| c.len() == 2)).await;
    assert!(menus[0].body["scope"].is_null() && !menus[0].body.to_string().contains("reload"));
    assert_eq!(menus[1].body["scope"]["chat_id"], OPERATOR);
    assert!(menus[1].body.to_string().contains("reload"));
    bot.end_of_day(&fake).await;
}

#[rstest]
#[tokio::test]
async fn a_button_changes_its_own_message_and_its_spinner_ends(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    fake.says(resident(7), "按钮");
    let said = fake.until_said(7, 1).await;
    let press = fake.presses(resident(7), &said[0], "乙");
    let edited = fake.until("the edit", |fake| fake.said(7).into_iter().find(|m| m.text == "您选了乙")).await;
    assert_eq!((edited.id, fake.said(7).len()), (said[0].id, 1));
    let answer = fake.until("the toast", |fake| fake.press_answer(&press)).await;
    assert_eq!(answer["text"], "好的，乙");
    // The same button again changes nothing, which Telegram refuses and nobody notices.
    let again = fake.presses(resident(7), &edited, "乙");
    fake.until("the second toast", |fake| fake.press_answer(&again)).await;
    fake.says(resident(7), "还在吗");
    assert_eq!(fake.until_said(7, 2).await[1].text, "居民：还在吗");
    bot.end_of_day(&fake).await;
}

#[rstest]
#[tokio::test]
async fn a_slow_answer_does_not_keep_the_spinner(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, mut options) = options(&fake, by);
    options.delivery.tuning.press_within = std::time::Duration::from_millis(10);
    let bot = Running::start(options);
    fake.says(resident(7), "按钮");
    let said = fake.until_said(7, 1).await;
    let press = fake.press(
        resident(7),
        json!({"data": "a:慢", "message": {"message_id": said[0].id, "date": 1_790_000_000,
               "chat": {"id": 7, "type": "private"}, "from": bot_user(), "text": "选一个"}}),
    );
    fake.until("the end of the spinner", |fake| fake.press_answer(&press)).await;
    assert_eq!(fake.said(7).len(), 1, "the answer is still being made");
    assert_eq!(fake.until_said(7, 2).await[1].text, "慢慢来");
    bot.end_of_day(&fake).await;
}

#[rstest]
#[tokio::test]
async fn a_button_of_long_ago_is_met_kindly(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    fake.says(resident(7), "你好");
    fake.until_said(7, 1).await;
    let gone = json!({"message": {"message_id": 3, "date": 0, "chat": {"id": 7, "type": "private"}}, "data": "a:甲"});
    let press = fake.press(resident(7), gone);
    let answer = fake.until("the toast", |fake| fake.press_answer(&press)).await;
    assert!(answer["text"].as_str().unwrap().contains("再问一次"));
    // A message that was deleted meanwhile cannot be changed: the answer comes as a new one.
    let deleted = json!({"message": {"message_id": 999, "date": 1_790_000_000, "text": "旧", "from": bot_user(),
        "chat": {"id": 7, "type": "private"}}, "data": "a:甲"});
    fake.press(resident(7), deleted);
    assert_eq!(fake.until_said(7, 2).await[1].text, "您选了甲");
    bot.end_of_day_with(&fake, &["message to edit not found"]).await;
}

#[rstest]
#[tokio::test]
async fn a_long_answer_comes_in_parts_that_end_with_a_sentence(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    fake.says(resident(7), "长");
    let said = fake.until_said(7, 3).await;
    assert!(said.iter().all(|part| part.text.ends_with('。') && part.text.chars().count() <= 4096));
    assert_eq!(said.iter().map(|part| part.text.as_str()).collect::<String>(), "这是一句话。".repeat(1500));
    bot.end_of_day(&fake).await;
}

#[rstest]
#[tokio::test]
async fn marks_that_telegram_refuses_are_left_out(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    let kind = Kind::Refuse(400, "Bad Request: can't parse entities: unsupported start tag");
    fake.inject(Fault { method: "sendMessage", times: 1, kind });
    fake.says(resident(7), "坏");
    assert!(fake.until_said(7, 1).await[0].text.contains("半截 &"));
    bot.end_of_day_with(&fake, &["can't parse entities"]).await;
}

#[rstest]
#[tokio::test]
async fn a_panic_is_apologised_for_and_the_chat_goes_on(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    for text in ["炸", "炸", "还在吗"] {
        fake.says(resident(7), text);
    }
    let said = fake.until_said(7, 3).await;
    assert!(said[0].text.contains("对不起") && said[1].text.contains("对不起"));
    assert_eq!(said[2].text, "居民：还在吗");
    bot.end_of_day(&fake).await;
}

#[rstest]
#[tokio::test]
async fn what_is_not_text_is_named_by_its_kind(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    let file = json!({"file_id": "f", "file_unique_id": "u", "file_size": 1});
    let with = |more: serde_json::Value| {
        let mut all = file.clone();
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    let photo = json!([with(json!({"width": 1, "height": 1}))]);
    fake.message(resident(7), json!({"voice": with(json!({"duration": 3, "mime_type": "audio/ogg"}))}));
    for _ in 0..3 {
        fake.message(resident(7), json!({"photo": photo, "media_group_id": "album"}));
    }
    fake.message(resident(7), json!({"photo": photo, "caption": "这个在哪办"}));
    fake.message(resident(7), json!({"location": {"latitude": 40.0, "longitude": 113.0}}));
    fake.message(resident(7), json!({"new_chat_title": "一个通知"}));
    fake.message(resident(7), json!({"something_of_tomorrow": {"x": 1}}));
    fake.message(resident(7), json!({"text": "字还是字", "entities": "of another form"}));
    fake.push("kind_of_tomorrow", json!({"y": 1}));
    fake.says(resident(7), "完");
    let said: Vec<String> = fake.until_said(7, 7).await.into_iter().map(|m| m.text).collect();
    let expected =
        ["Voice", "Photo", "居民：这个在哪办", "Location", "Unknown", "居民：字还是字", "居民：完"];
    assert_eq!(said, expected);
    bot.end_of_day(&fake).await;
}

#[rstest]
#[tokio::test]
async fn a_flooder_is_told_once_and_others_are_answered(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, mut options) = options(&fake, by);
    options.delivery.tuning.burst = 3;
    options.delivery.tuning.per_minute = 1;
    let bot = Running::start(options);
    for turn in 0..50 {
        fake.says(resident(7), &format!("第{turn}次"));
    }
    fake.says(resident(8), "我只问一句");
    assert_eq!(fake.until_said(8, 1).await[0].text, "居民：我只问一句");
    fake.until_said(7, 4).await;
    bot.end_of_day(&fake).await;
    let said = fake.said(7);
    assert_eq!(said.len(), 4);
    assert_eq!(said.iter().filter(|message| message.text.contains("太快")).count(), 1);
}
