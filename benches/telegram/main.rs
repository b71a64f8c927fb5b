//! The bot under trial, against the fake Telegram of the tests, each bot a process of its own:
//!
//! `cargo bench --bench telegram -- chaos`: 10 000 questions from 500 chats, 5 % of all calls go wrong, three kill -9.
//! `cargo bench --bench telegram -- load`: 300 questions a second by webhook, beside a broadcast and a flood.
//!
//! The conversation is the real one, on the shipped knowledge; residents ask its cases.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench is a script that prints")]

mod chaos;
mod life;
mod load;
#[path = "../../tests/it"]
mod shared {
    #[allow(dead_code, unused_imports, reason = "the tests use more of it")]
    pub(crate) mod fake_telegram;
}

use shared::fake_telegram;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["bot", rest @ ..] => life::live(rest),
        ["chaos"] => chaos::run(10_000, 500),
        ["load"] => load::run(300, 30),
        ["quick"] => {
            chaos::run(1_000, 100);
            load::run(100, 5);
        }
        // `cargo bench` without a word runs every bench: these two take minutes and are asked for by name.
        _ => println!("which one? chaos, load, or quick for a little of both"),
    }
}
