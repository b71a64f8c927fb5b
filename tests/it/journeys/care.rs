//! People in danger or in anger, and messages that are no question: one calm reply each.

use serde_json::{Value, json};

use super::town::{Town, hides, labels, shows};

#[tokio::test]
async fn an_emergency_gets_the_number_first_then_the_steps() {
    let town = Town::shipped().await;
    for (cry, number) in [
        ("家里着火了怎么办", "马上打 119"),
        ("我妈叫不应了", "马上打 120"),
        ("屋里烧炭头晕恶心怕是煤气中毒了", "马上打 120"),
        ("骗子让我转账我正在转", "马上打 "),
    ] {
        let help = town.ask(cry).await;
        assert!(help.text.starts_with(number), "{cry}: {}", help.text);
        shows(&help, &["\n1. ", "\n2. "]);
        assert_eq!(labels(&help), ["只是问问"], "{cry}");
    }
    let fire = town.ask("家里着火了怎么办").await;
    let calm = town.press(&fire, "只是问问").await;
    hides(&calm, &["马上打"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn thoughts_of_self_harm_get_people_to_talk_to_and_no_passage() {
    let town = Town::shipped().await;
    for words in ["我不想活了", "活着没意思，想死了算了"] {
        let help = town.newcomer_asks(words).await;
        assert!(help.text.starts_with("马上打 12356"), "{words}: {}", help.text);
        shows(&help, &["120", "您先别一个人待着"]);
        hides(&help, &["《"]);
    }
    // The number stays first, however often it is said.
    for words in ["我不想活了", "我不想活了", "活着没意思"] {
        let help = town.ask(words).await;
        assert!(help.text.starts_with("马上打 12356"), "{words}: {}", help.text);
        hides(&help, &["《"]);
    }
    town.end_of_day().await;
}

#[tokio::test]
async fn a_question_on_prevention_is_an_ordinary_one() {
    let town = Town::shipped().await;
    let answer = town.ask("怎么预防煤气中毒").await;
    shows(&answer, &["（办过了", "安全用燃气", "《", "报道整理", "2022年5月"]);
    hides(&answer, &["马上打"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn doses_and_own_cases_get_no_passage() {
    let town = Town::shipped().await;
    for (question, whom) in
        [("高血压药一天吃几片", "请您问大夫"), ("我的低保批下来没有", "请您问当时给您办的窗口或社区")]
    {
        let refused = town.ask(question).await;
        shows(&refused, &[whom]);
        hides(&refused, &["《", "报上登的是"]);
    }
    town.end_of_day().await;
}

#[tokio::test]
async fn anger_and_noise_get_one_calm_reply() {
    let town = Town::shipped().await;
    shows(&town.ask("你个破机器人真没用").await, &["让您着急了，对不住"]);
    shows(&town.ask("🙂🙂🙂").await, &["这个我没看懂"]);
    // Not the same line twice.
    shows(&town.ask("？？？").await, &["您换个说法"]);
    shows(&town.ask("你好").await, &["您好！想打听什么"]);
    let mixed = "平城区<b>哪里</b>有<a href=\"x\">免费理发</a>";
    for haircut in [mixed, "\u{202e}平城区哪里有免费理发\u{202c}", "平城区哪里有免费理发\u{200f}\u{200f}"]
    {
        shows(&town.newcomer_asks(haircut).await, &["一分钱不收", "《"]);
    }
    let long = "我想问一下这个事情到底应该找谁来办才好呢".repeat(250);
    let answer = town.ask(&long).await;
    assert!(answer.text.chars().count() < 1000, "{}", answer.text);
    assert!(!answer.text.trim().is_empty());
    shows(&town.ask("平城区哪里有免费理发").await, &["一分钱不收"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn what_is_not_text_gets_a_kind_line() {
    let town = Town::shipped().await;
    let file = |more: Value| {
        let mut all = json!({"file_id": "f", "file_unique_id": "u", "file_size": 1});
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    let sticker =
        file(json!({"type": "regular", "width": 1, "height": 1, "is_animated": false, "is_video": false,
        "premium_animation": null}));
    for (fields, line) in [
        (json!({"voice": file(json!({"duration": 3, "mime_type": "audio/ogg"}))}), "我还听不了语音"),
        (json!({"photo": [file(json!({"width": 1, "height": 1}))]}), "我还看不了照片"),
        (json!({"sticker": sticker}), "我看不懂图"),
        (json!({"location": {"latitude": 40.0, "longitude": 113.0}}), "我还看不懂位置"),
    ] {
        let said = town.send(fields).await;
        shows(&said, &[line, "请您打"]);
    }
    // What is written below a photograph is a question.
    let photo = json!([file(json!({"width": 1, "height": 1}))]);
    let caption = town.send(json!({"photo": photo, "caption": "平城区哪里有免费理发"})).await;
    shows(&caption, &["一分钱不收"]);
    town.end_of_day().await;
}
