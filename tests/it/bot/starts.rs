//! Starts and stops.

use linli::bot::BotError;

use super::running::{By, Running, options};
use crate::fake_telegram::{FakeTelegram, Fault, Kind, resident};

#[tokio::test]
async fn the_start_waits_for_telegram() {
    let fake = FakeTelegram::start().await;
    for kind in [Kind::Proxy(502), Kind::CutBefore, Kind::Garbage, Kind::TooMany(0), Kind::Silence] {
        fake.inject(Fault { method: "getMe", times: 1, kind });
    }
    fake.inject(Fault { method: "deleteWebhook", times: 2, kind: Kind::Proxy(500) });
    fake.inject(Fault { method: "setMyCommands", times: 2, kind: Kind::CutAfter });
    let (_folder, options) = options(&fake, By::Polling);
    fake.says(resident(7), "等了一会儿");
    let bot = Running::start(options);
    assert_eq!(fake.until_said(7, 1).await[0].text, "居民：等了一会儿");
    bot.stop().await.unwrap();
}

#[tokio::test]
async fn a_wrong_token_ends_the_start() {
    let fake = FakeTelegram::start().await;
    let (_folder, mut options) = options(&fake, By::Polling);
    options.token = linli::bot::Secret::new("123456:another_token".to_owned());
    let ended = Running::start(options).end().await;
    assert!(matches!(ended, Err(BotError::WrongToken)), "{ended:?}");
}

#[tokio::test]
async fn a_token_that_is_revoked_ends_the_bot() {
    let fake = FakeTelegram::start().await;
    fake.inject(Fault { method: "getUpdates", times: 1, kind: Kind::Refuse(401, "Unauthorized") });
    let (_folder, options) = options(&fake, By::Polling);
    let ended = Running::start(options).end().await;
    assert!(matches!(ended, Err(BotError::WrongToken)), "{ended:?}");
}

#[tokio::test]
async fn a_stop_while_telegram_is_away_is_a_stop() {
    let fake = FakeTelegram::start().await;
    fake.inject(Fault { method: "getMe", times: 1000, kind: Kind::Proxy(502) });
    let (_folder, options) = options(&fake, By::Polling);
    let bot = Running::start(options);
    fake.until("some tries", |fake| (fake.calls("getMe").len() > 2).then_some(())).await;
    bot.stop().await.unwrap();
}

#[tokio::test]
async fn a_stop_lets_what_was_heard_be_answered() {
    let fake = FakeTelegram::start().await;
    let (_folder, options) = options(&fake, By::Polling);
    let bot = Running::start(options);
    for user in 1..=20 {
        fake.says(resident(user), "再见");
    }
    fake.until_said(20, 1).await;
    bot.stop().await.unwrap();
    assert_eq!(fake.unconfirmed(), 0);
    assert!((1..=20).all(|user| fake.said(user).len() <= 1));
}
