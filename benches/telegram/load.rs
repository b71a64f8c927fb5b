//! Many ask at once while a broadcast goes out and somebody floods: how long does an answer take inside the bot?
//!
//! Knows nothing of the bot but its process. Measured from the moment at which Telegram begins to bring a question to
//! the moment at which it has the answer, so the bench's own share is counted as well.

use std::collections::HashMap;
use std::net::TcpListener;
use std::path::Path;
use std::time::{Duration, Instant};

use linli::delivery::{Tuning, announce};
use linli::messaging::{ChatKey, Message};
use linli::store::Store;
use linli::telegram::{self, Intake};
use serde_json::json;

use crate::fake_telegram::{FakeTelegram, resident};
use crate::life::{Birth, SECRET, knowledge, memory, networks, number, questions};

const BROADCAST: i64 = 10_000;
const FLOODER: i64 = 900_001;
/// Ten questions at most from each chat a minute: nobody but the flooder is over the limit.
const CHATS: usize = 2_000;

/// Runs the trial and prints what came of it.
pub(crate) fn run(per_second: usize, seconds: usize) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    let fake = runtime.block_on(FakeTelegram::start());
    fake.forget_calls();
    for chat in (1..=CHATS as i64).chain(100_000..100_000 + BROADCAST).chain([FLOODER]) {
        fake.meet(chat);
    }
    runtime.block_on(queue_broadcast(folder.path()));
    drop(knowledge(folder.path()));
    let listen = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let api_url = fake.api_url();
    let birth = Birth { api_url: &api_url, folder: folder.path(), listen: Some(listen), burst: 20 };
    let mut life = birth.spawn();
    runtime.block_on(fake.until("the webhook", FakeTelegram::webhook));
    let before = memory(life.id());

    let brought = runtime.block_on(bring(&format!("http://{listen}/telegram"), per_second, seconds));
    let asked = per_second * seconds;
    let begun = Instant::now();
    while fake.answered(|text| number(text).is_some()) < asked && begun.elapsed().as_secs() < 30 {
        std::thread::sleep(Duration::from_millis(100));
    }
    let after = memory(life.id());
    let arrivals = fake.arrivals();
    let answered: HashMap<usize, Instant> =
        arrivals.iter().filter_map(|(text, at)| Some((number(text)?, *at))).collect();
    life.kill().unwrap();
    life.wait().unwrap();

    let mut took: Vec<Duration> = brought
        .iter()
        .enumerate()
        .filter_map(|(number, at)| answered.get(&number).map(|arrived| arrived.duration_since(*at)))
        .collect();
    took.sort_unstable();
    let at = |share: usize| took.get((took.len() * share / 1000).min(took.len() - 1)).unwrap().as_millis();
    println!("{} of {asked} questions answered at {per_second} a second", took.len());
    println!("p50 {} ms, p95 {} ms, p99 {} ms, p99.9 {} ms", at(500), at(950), at(990), at(999));
    let told = fake.said(FLOODER).iter().filter(|shown| shown.text.contains("太快")).count();
    println!("the flooder was answered {} times and told {told} times", fake.said(FLOODER).len() - told);
    println!("broadcast: {} of {BROADCAST} by then", fake.answered_by(|text| text == "通知"));
    println!("memory {before} MiB before, {after} MiB after");
    assert_eq!(took.len(), asked, "a question was lost");
}

async fn queue_broadcast(folder: &Path) {
    let store = Store::open(&folder.join("linli.sqlite")).unwrap();
    let chats: Vec<ChatKey> = (100_000..100_000 + BROADCAST).map(|id| telegram::network().chat(id)).collect();
    let networks = networks("http://127.0.0.1:1", Intake::Polling, Tuning::default());
    let message = Message::of_text("通知");
    announce(&store, &networks, &chats, &message).await.unwrap();
}

/// Brings questions at an even pace, and the flooder's after every third; gives when each was brought.
async fn bring(url: &str, per_second: usize, seconds: usize) -> Vec<Instant> {
    let client = teloxide::net::default_reqwest_settings().no_proxy().build().unwrap();
    let mut brought = Vec::new();
    let mut beat = tokio::time::interval(Duration::from_secs(1) / per_second as u32);
    let mut update_id = 1_i64;
    let mut send = |chat: i64, text: &str| {
        let body = json!({"update_id": update_id, "message": {"message_id": update_id, "date": 1_790_000_000,
            "text": text, "chat": {"id": chat, "type": "private"},
            "from": {"id": resident(chat).user, "is_bot": false, "first_name": "居民"}}});
        update_id += 1;
        let request =
            client.post(url).header("X-Telegram-Bot-Api-Secret-Token", SECRET).body(body.to_string());
        tokio::spawn(async move { assert_eq!(request.send().await.unwrap().status().as_u16(), 200) });
    };
    for (number, text) in questions(per_second * seconds).iter().enumerate() {
        beat.tick().await;
        brought.push(Instant::now());
        send((number % CHATS) as i64 + 1, text);
        if number % 3 == 0 {
            send(FLOODER, "快快快");
        }
    }
    brought
}
