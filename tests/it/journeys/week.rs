//! The first week of a bot among residents and operators, turn by turn, as `tests/fixtures/week.txt` has it.
//!
//! Knows nothing of what is said in it. The file is read when the test runs: its head says how it is written.

use super::{operators::edited, town::Town};
use crate::{
    bot::running::OPERATOR,
    fake_telegram::{Shown, resident},
};

/// A turn: somebody speaks or presses, and reads what comes.
#[derive(Debug, Default)]
struct Turn {
    line: usize,
    does: String,
    shows: Vec<String>,
    hides: Vec<String>,
}

fn turns(script: &str) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for (number, line) in (1..).zip(script.lines()) {
        if let Some(part) = line.strip_prefix("  < ") {
            turns.last_mut().unwrap().shows.push(part.to_owned());
        } else if let Some(part) = line.strip_prefix("  - ") {
            turns.last_mut().unwrap().hides.push(part.to_owned());
        } else if !line.trim().is_empty() && !line.starts_with('#') {
            turns.push(Turn { line: number, does: line.to_owned(), ..Turn::default() });
        }
    }
    turns
}

/// Whoever is named first in a line.
fn person(name: &str) -> i64 {
    match name {
        "编辑" => OPERATOR,
        "张大爷" => 71,
        "李阿姨" => 72,
        "小王" => 73,
        other => panic!("who is {other}?"),
    }
}

/// The last message with such a button.
fn with_button(town: &Town, user: i64, label: &str) -> Shown {
    let has = |shown: &Shown| super::town::labels(shown).iter().any(|own| own == label);
    town.fake.said(user).into_iter().rev().find(has).unwrap_or_else(|| panic!("no button {label}"))
}

/// All that is read after a press: the message that changed or those that came.
async fn press(town: &Town, user: i64, label: &str) -> String {
    let shown = with_button(town, user, label);
    let before = town.fake.said(user).len();
    let press = town.fake.presses(resident(user), &shown, label);
    town.fake.until("the end of the spinner", |fake| fake.press_answer(&press)).await;
    let read = |fake: &crate::fake_telegram::FakeTelegram| {
        let said = fake.said(user);
        let changed = said.iter().find(|now| now.id == shown.id && now.text != shown.text);
        let new: Vec<&str> = said.iter().skip(before).map(|now| now.text.as_str()).collect();
        changed.map(|now| now.text.clone()).or_else(|| (!new.is_empty()).then(|| new.join("\n")))
    };
    town.fake.until("what the press brings", read).await
}

async fn take(town: &Town, turn: &Turn) -> String {
    let (who, rest) = turn.does.split_once('：').unwrap_or((&turn.does, ""));
    match who {
        "几点" => {
            town.at(rest);
            String::new()
        }
        "登出来" => {
            let mut parts = rest.split('｜');
            let mut next = || parts.next().unwrap().trim();
            town.prints(next(), next(), next());
            String::new()
        }
        "收到" => {
            // It may have come already.
            let user = person(rest);
            let wanted = turn.shows.first().unwrap();
            let found = |fake: &crate::fake_telegram::FakeTelegram| {
                fake.said(user).into_iter().rev().find(|shown| shown.text.contains(wanted.as_str()))
            };
            town.fake.until(wanted, found).await.text
        }
        who => {
            let user = person(who);
            if let Some(label) = rest.strip_prefix('［').and_then(|rest| rest.strip_suffix('］')) {
                return press(town, user, label).await;
            }
            let text = rest.replace('／', "\n");
            // 回复“这几个字”：/correct … replies to the last message that shows these words.
            if let Some((words, text)) = text.strip_prefix("回复“").and_then(|rest| rest.split_once("”："))
            {
                let shown = town.fake.said(user).into_iter().rev().find(|shown| shown.text.contains(words));
                return town.replies(&shown.unwrap(), text).await.text;
            }
            let (count, text) = text.strip_prefix("两条 ").map_or((1, text.as_str()), |text| (2, text));
            let before = town.fake.said(user).len();
            town.fake.says(resident(user), text);
            let said = town.fake.until_said(user, before + count).await;
            said.iter().skip(before).map(|shown| shown.text.as_str()).collect::<Vec<_>>().join("\n")
        }
    }
}

#[tokio::test]
async fn the_first_week() {
    let script =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/week.txt")).unwrap();
    let turns = turns(&script);
    let spoken = turns.iter().filter(|turn| !turn.does.starts_with(['几', '登', '收'])).count();
    assert!(spoken >= 40, "only {spoken} turns");
    let town = Town::of(edited()).await;
    let mut wrong = Vec::new();
    for turn in &turns {
        let read = take(&town, turn).await;
        let missing: Vec<&String> = turn.shows.iter().filter(|part| !read.contains(part.as_str())).collect();
        let there: Vec<&String> = turn.hides.iter().filter(|part| read.contains(part.as_str())).collect();
        if !missing.is_empty() || !there.is_empty() {
            wrong.push(format!(
                "week.txt:{} {}\n  missing {missing:?}, should not be there {there:?}\n{read}\n",
                turn.line, turn.does
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    town.end_of_day().await;
}
