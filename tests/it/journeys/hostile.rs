//! Files made to break their reader are sent to the bot: each is answered with what is wrong, and everybody else is served.

use super::town::{Town, hides, shows};
use crate::{
    bot::running::OPERATOR,
    fake_telegram::resident,
    foreign::{draws_itself, names_every_character},
    workplace::Workplace,
};

/// One file of each kind that has broken something, by its name.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("itself.pdf", draws_itself()),
        ("characters.pdf", names_every_character()),
        ("nested.html", format!("<p>理发{}", "<s>理发".repeat(8_000)).into_bytes()),
        ("broken.docx", b"PK\x03\x04".to_vec()),
        ("zeros.txt", vec![0; 1_000]),
        ("long.md", format!("---\ntitle: \"长\"\n---\n\n{}", "长".repeat(300_000)).into_bytes()),
    ]
}

#[tokio::test]
async fn a_hostile_file_is_named_to_whoever_sent_it_and_others_are_answered() {
    let town = Town::of(Workplace::with_notices()).await;
    // Everybody has a few files a day.
    for (sender, (name, bytes)) in (100..).zip(files()) {
        town.fake.sends_file(resident(sender), name, &bytes);
        shows(&town.newcomer_asks("平城区哪里有免费理发").await, &["每周三上午"]);
        let answer = town.fake.until_said(sender, 1).await[0].text.clone();
        let stem = name.split('.').next().unwrap();
        assert!(answer.contains(stem) && answer.contains('请'), "{name}: {answer}");
    }
    for (name, bytes) in files() {
        let answer = town.sent(name, &bytes).await;
        shows(&answer, &[name, "请"]);
        hides(&answer, &["第1篇"]);
    }
    assert_eq!(town.fake.said(OPERATOR).len(), files().len());
    town.end_of_day().await;
}
