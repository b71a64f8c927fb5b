//! What is kept is said, and gone when it is to be gone.

use linli::messaging::{ContextId, UserId};

use super::town::{Town, shows};
use crate::{
    bot::running::{OPERATOR, chat},
    fake_telegram::resident,
};

/// A number that is found in a file if it is there.
const SOMEBODY: i64 = 7_700_770_077;
const WORD: &str = "香菜饺子";

#[tokio::test]
async fn who_wants_to_be_forgotten_leaves_no_trace() {
    let town = Town::shipped().await;
    shows(&town.told(SOMEBODY, "/privacy").await, &["30天", "不记是谁", "清除我的记录"]);
    // Answered: the words of what is missed are kept for the operators, without whose they are.
    shows(&town.told(SOMEBODY, "平城区七十岁的老人哪里有免费理发").await, &["一分钱不收"]);
    town.told(SOMEBODY, "设置").await;
    town.told(SOMEBODY, "有新的告诉我 平城区").await;
    let note = town.told(SOMEBODY, "给编辑部留话").await;
    shows(&note, &["您写一句话"]);
    town.told(SOMEBODY, &format!("我想吃{WORD}")).await;
    let cleared = town.told(SOMEBODY, "清除我的记录").await;
    shows(&cleared, &["都抹掉了"]);
    shows(&town.told(SOMEBODY, "别发了").await, &["您还没让我发过"]);
    shows(&town.told(SOMEBODY, "/forgetme").await, &["都抹掉了"]);
    // Others are answered as before.
    town.told(OPERATOR, "平城区哪里有免费理发").await;
    let state = town.place.path("state");
    let place = town.end_of_day_and_keep().await;
    let wanted = [
        WORD.as_bytes().to_vec(),
        "七十岁的老人".as_bytes().to_vec(),
        SOMEBODY.to_string().into_bytes(),
        SOMEBODY.to_be_bytes()[2..].to_vec(),
    ];
    let mut looked_at = 0;
    for file in std::fs::read_dir(&state).unwrap() {
        let path = file.unwrap().path();
        if !path.is_file() {
            continue;
        }
        looked_at += 1;
        let bytes = std::fs::read(&path).unwrap();
        for wanted in &wanted {
            let found = bytes.windows(wanted.len()).any(|window| window == wanted);
            assert!(!found, "{} still holds {wanted:?}", path.display());
        }
    }
    assert!(looked_at >= 1);
    drop(place);
}

#[tokio::test]
async fn a_question_is_kept_without_numbers() {
    let town = Town::shipped().await;
    let answer = town.ask("我的电话13912345678，平城区哪里有免费理发").await;
    shows(&answer, &["一分钱不收"]);
    let store = town.store.clone();
    let kept = tokio::task::spawn_blocking(move || {
        store.button_context(chat(7), UserId(7), ContextId::new(1)).unwrap().unwrap()
    })
    .await
    .unwrap();
    assert!(kept.contains("免费理发") && !kept.contains("139"), "{kept}");
    town.fake.says(resident(7), "谢谢");
    town.end_of_day().await;
}
