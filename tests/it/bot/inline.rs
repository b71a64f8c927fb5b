//! Words typed behind the bot's name: answered in time, never in a chat.

use rstest::rstest;

use super::running::By::{self, Polling, Webhook};
use super::running::{Running, options};
use crate::fake_telegram::{FakeTelegram, Fault, Kind, resident};

#[rstest]
#[tokio::test]
async fn words_behind_the_name_bring_results(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, by);
    let bot = Running::start(options);
    let offered = fake.until_offered(&fake.types(9, "义诊 <平城>", "2")).await;
    let results = offered["results"].as_array().unwrap();
    assert_eq!((results.len(), &results[0]["title"]), (2, &"义诊 <平城>2第1".into()));
    assert_eq!((&offered["is_personal"], &offered["next_offset"]), (&true.into(), &"2".into()));
    assert_eq!(results[0]["input_message_content"]["message_text"], "<b>义诊 &lt;平城&gt;</b>");
    // An answer that comes too late is nobody's loss.
    fake.inject(Fault { method: "answerInlineQuery", times: 1, kind: Kind::Refuse(400, "query is too old") });
    fake.types(9, "义诊", "");
    fake.says(resident(9), "还在吗");
    fake.until_said(9, 1).await;
    fake.until("the refusal", |fake| (fake.calls("answerInlineQuery").len() == 2).then_some(())).await;
    bot.end_of_day_with(&fake, &["query is too old"]).await;
}

#[rstest]
#[tokio::test]
async fn typing_fast_costs_no_answers_in_the_chat(#[values(Polling, Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, mut options) = options(&fake, by);
    options.delivery.tuning.burst = 3;
    options.delivery.tuning.per_minute = 1;
    let bot = Running::start(options);
    for _ in 0..20 {
        fake.types(9, "义", "");
    }
    fake.says(resident(9), "我问一句");
    assert_eq!(fake.until_said(9, 1).await[0].text, "居民：我问一句");
    bot.end_of_day(&fake).await;
    assert!(fake.calls("answerInlineQuery").len() <= 3);
    assert_eq!(fake.said(9).len(), 1, "nobody is scolded in private");
}
