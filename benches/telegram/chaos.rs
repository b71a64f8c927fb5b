//! Everything goes wrong now and then, and still each question gets its answer.
//!
//! Knows nothing of the bot but its process: questions go in at the fake Telegram, answers are counted there.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::fake_telegram::{FakeTelegram, Kind, Rate, resident};
use crate::life::{Birth, knowledge, memory, number, questions};

const KINDS: &[Kind] = &[
    Kind::TooMany(1),
    Kind::Proxy(502),
    Kind::CutBefore,
    Kind::Garbage,
    Kind::Proxy(500),
    Kind::CutAfter,
    Kind::Silence,
];

/// Questions a second that come in.
const PACE: usize = 400;

/// Runs the trial and prints what came of it; panics when a question was lost.
pub(crate) fn run(count: usize, chats: usize) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    let fake = runtime.block_on(FakeTelegram::start());
    fake.forget_calls();
    drop(knowledge(folder.path()));
    let api_url = fake.api_url();
    let birth = Birth { api_url: &api_url, folder: folder.path(), listen: None, burst: 1_000_000 };
    let begun = Instant::now();
    let mut life = birth.spawn();
    fake.fail_at_random(Rate { one_in: 20, seed: 20_261_122, kinds: KINDS });

    let asking = fake.clone();
    let asker = std::thread::spawn(move || {
        for (number, question) in questions(count).iter().enumerate() {
            let chat = (number % chats) as i64 + 1;
            asking.says(resident(chat), question);
            if number % PACE == PACE - 1 {
                std::thread::sleep(Duration::from_secs(1));
            }
        }
    });
    let mut kills = vec![count * 3 / 4, count / 2, count / 4];
    let mut told = 0;
    loop {
        std::thread::sleep(Duration::from_millis(100));
        let answered = fake.answered(|text| number(text).is_some());
        if kills.last().is_some_and(|at| answered >= *at) {
            kills.pop();
            println!("{answered:>6} answered, {:>4} MiB: kill -9", memory(life.id()));
            life.kill().unwrap();
            life.wait().unwrap();
            life = birth.spawn();
        }
        if answered / (count / 10) > told {
            told = answered / (count / 10);
            println!(
                "{answered:>6} answered, {:>4} MiB, {:>4} s",
                memory(life.id()),
                begun.elapsed().as_secs()
            );
        }
        if answered == count {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(900), "only {answered} of {count} were answered");
    }
    asker.join().unwrap();
    // What was sent again because its answer was lost arrives now, if ever.
    std::thread::sleep(Duration::from_secs(5));
    life.kill().unwrap();
    life.wait().unwrap();
    report(&fake, count, chats);
}

fn report(fake: &FakeTelegram, questions: usize, chats: usize) {
    let mut copies: HashMap<usize, usize> = HashMap::new();
    let mut disorder = 0;
    for chat in 1..=chats as i64 {
        let mut last = None;
        for shown in fake.said(chat) {
            let Some(number) = number(&shown.text) else { continue };
            disorder += usize::from(Some(number) < last);
            last = Some(number);
            *copies.entry(number).or_default() += 1;
        }
    }
    let count = |wanted: usize| copies.values().filter(|copies| **copies == wanted).count();
    let lost = fake.lost_answers();
    let (once, twice) = (count(1), count(2));
    println!(
        "{questions} questions: {once} answered once, {twice} twice, {} more often",
        copies.len() - once - twice
    );
    let lines = fake.answered_by(|text| text == linli::reply::ONCE_MORE);
    println!("{lines} short lines were left standing");
    println!(
        "{lost} answers of Telegram to a message were lost; each may double it. Out of order: {disorder}"
    );
    assert_eq!(copies.len(), questions, "a question was lost");
    // Beside the lost answers, each kill may hit every message that is on its way.
    assert!(twice <= lost + 3 * 32, "{twice} doubled, {lost} answers lost");
    assert_eq!(once + twice, questions, "a question was answered more than twice");
    assert_eq!(disorder, 0, "a chat was answered out of order");
}
