//! Updates that Telegram brings.

use std::net::SocketAddr;
use std::time::Duration;

use linli::listener::raise_open_files;
use linli::telegram::Intake;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::running::{By, Options, Running, SECRET, options};
use crate::fake_telegram::{FakeTelegram, Fault, Kind};

fn by_webhook(fake: &FakeTelegram) -> (TempDir, Options, SocketAddr) {
    let (folder, options) = options(fake, By::Webhook);
    let Intake::Webhook(webhook) = &options.telegram.intake else { unreachable!("it was asked for") };
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
    options.delivery.tuning.inbox_limit = 0;
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

/// What is answered to these words, of which more were announced than come.
async fn answer_to(address: SocketAddr, secret: &str, announced: usize) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /telegram HTTP/1.1\r\nhost: a\r\nX-Telegram-Bot-Api-Secret-Token: {secret}\r\n\
         content-length: {announced}\r\n\r\n{{"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    String::from_utf8(answer.to_vec()).unwrap()
}

#[tokio::test]
async fn nothing_is_read_without_the_secret_and_nothing_large_with_it() {
    let fake = FakeTelegram::start().await;
    let (_folder, options, address) = by_webhook(&fake);
    let bot = Running::start(options);
    fake.until("the webhook", FakeTelegram::webhook).await;
    assert_eq!(answer_to(address, "another", 3 << 20).await, "HTTP/1.1 401");
    assert_eq!(answer_to(address, "another", 100).await, "HTTP/1.1 401");
    assert_eq!(answer_to(address, SECRET, 3 << 20).await, "HTTP/1.1 413");
    let large = question(1, "大").to_string() + &" ".repeat(2 << 20);
    assert_eq!(bring(address, Some(SECRET), large).await, 413);
    bot.stop().await.unwrap();
}

#[tokio::test]
async fn a_thousand_connections_that_say_nothing_do_not_keep_a_question_waiting() {
    raise_open_files();
    let fake = FakeTelegram::start().await;
    let (_folder, options, address) = by_webhook(&fake);
    fake.meet(7);
    let bot = Running::start(options);
    fake.until("the webhook", FakeTelegram::webhook).await;
    let mut silent = Vec::new();
    for number in 0..1100 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        if number % 2 == 0 {
            stream.write_all(b"POST /telegram HTTP/1.1\r\nhost:").await.unwrap();
        }
        silent.push(stream);
    }
    let brought = bring(address, Some(SECRET), question(1, "一").to_string());
    // Far less than the ten seconds after which the silent ones are left.
    let answered = tokio::time::timeout(Duration::from_secs(5), async {
        assert_eq!(brought.await, 200);
        fake.until_said(7, 1).await
    });
    assert_eq!(answered.await.unwrap()[0].text, "居民：一");
    bot.stop().await.unwrap();
    drop(silent);
}
