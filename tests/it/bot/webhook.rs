//! Updates that Telegram brings.

use std::net::SocketAddr;

use linli::bot::{Intake, Options};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::running::{By, Running, SECRET, options};
use crate::fake_telegram::{FakeTelegram, Fault, Kind};

fn by_webhook(fake: &FakeTelegram) -> (TempDir, Options, SocketAddr) {
    let (folder, options) = options(fake, By::Webhook);
    let Intake::Webhook(webhook) = &options.intake else { unreachable!("it was asked for") };
    let listen = webhook.listen;
    (folder, options, listen)
}

async fn bring(to: SocketAddr, secret: Option<&str>, body: String) -> u16 {
    let client = teloxide::net::default_reqwest_settings().no_proxy().build().unwrap();
    let mut request = client.post(format!("http://{to}/telegram")).body(body);
    if let Some(secret) = secret {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    request.send().await.unwrap().status().as_u16()
}

fn question(update_id: i64, text: &str) -> Value {
    json!({"update_id": update_id, "message": {"message_id": update_id, "date": 1_790_000_000, "text": text,
        "chat": {"id": 7, "type": "private"}, "from": {"id": 7, "is_bot": false, "first_name": "居民"}}})
}

#[tokio::test]
async fn what_telegram_brings_is_answered_once_and_only_with_the_secret() {
    let fake = FakeTelegram::start().await;
    let (_folder, options, address) = by_webhook(&fake);
    fake.meet(7);
    let bot = Running::start(options);
    let set = fake.until("the webhook", FakeTelegram::webhook).await;
    assert_eq!(set["secret_token"], SECRET);
    assert_eq!(
        set["allowed_updates"],
        json!(["message", "callback_query", "inline_query", "my_chat_member"])
    );
    assert_eq!(bring(address, None, question(1, "没有暗号").to_string()).await, 401);
    assert_eq!(bring(address, Some("a-secret-of-the-tesst"), question(2, "暗号不对").to_string()).await, 401);
    assert_eq!(bring(address, Some(SECRET), "{半个".to_owned()).await, 200);
    for _ in 0..3 {
        assert_eq!(bring(address, Some(SECRET), question(3, "一").to_string()).await, 200);
    }
    assert_eq!(bring(address, Some(SECRET), question(4, "二").to_string()).await, 200);
    let said: Vec<String> = fake.until_said(7, 2).await.into_iter().map(|m| m.text).collect();
    assert_eq!(said, ["居民：一", "居民：二"]);
    bot.stop().await.unwrap();
    assert!(fake.webhook().is_some(), "it stays for the process that takes over");
}

#[tokio::test]
async fn telegram_is_asked_to_keep_what_cannot_be_stored_now() {
    let fake = FakeTelegram::start().await;
    let (_folder, mut options, address) = by_webhook(&fake);
    options.tuning.inbox_limit = 0;
    let bot = Running::start(options);
    fake.until("the webhook", FakeTelegram::webhook).await;
    assert_eq!(bring(address, Some(SECRET), question(1, "一").to_string()).await, 503);
    bot.stop().await.unwrap();
}

#[tokio::test]
async fn a_webhook_is_set_again_until_telegram_takes_it() {
    let fake = FakeTelegram::start().await;
    fake.inject(Fault { method: "setWebhook", times: 3, kind: Kind::Proxy(502) });
    let (_folder, options, _) = by_webhook(&fake);
    let bot = Running::start(options);
    fake.until("the webhook", FakeTelegram::webhook).await;
    bot.stop().await.unwrap();
}
