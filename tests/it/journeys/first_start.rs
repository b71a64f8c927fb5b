//! The very first start: the folder is read behind a bot that answers what it can.

use linli::operators::Trigger;

use super::town::{Town, hides, shows};
use crate::{bot::running::OPERATOR, workplace::Workplace};

#[tokio::test]
async fn what_cannot_wait_is_answered_before_the_folder_is_read() {
    let town = Town::unread(Workplace::with_notices()).await;
    shows(&town.ask("家里着火了").await, &["119"]);
    // Whoever is in a fire hears of nothing else.
    shows(&town.ask("你好").await, &["119"]);
    shows(&town.newcomer_asks("你好").await, &["您好"]);
    for question in ["平城区哪里有免费理发", "最新", "有新的告诉我 平城区"] {
        let said = town.newcomer_asks(question).await;
        shows(&said, &["正在整理报纸，过几分钟再问。"]);
        hides(&said, &["没找到", "不等于没有"]);
    }
    shows(&town.newcomer_asks("家里停水了找谁").await, &["正在整理报纸，过几分钟再问。", "12345"]);
    // Who has never written to the bot cannot be told of anything.
    town.told(OPERATOR, "你好").await;
    town.look(Trigger::Start).await;
    town.operator_reads("重新读完了。新添3条").await;
    shows(&town.newcomer_asks("平城区哪里有免费理发").await, &["每周三上午"]);
    let gaps = town.told(OPERATOR, "/gaps").await;
    hides(&gaps, &["理发"]);
    town.end_of_day().await;
}

/// A case that must not be answered is answered by what there is: beside nothing at all, that is no worse.
#[tokio::test]
async fn the_first_reading_is_taken_up_without_a_question() {
    let place = Workplace::with_notices();
    place.write("knowledge/cases/a.jsonl", "{\"q\":\"平城区哪里有免费理发\",\"article\":null}\n");
    let town = Town::unread(place).await;
    // Who has never written to the bot cannot be told of anything.
    town.told(OPERATOR, "你好").await;
    town.look(Trigger::Start).await;
    town.operator_reads("重新读完了。新添3条").await;
    shows(&town.ask("平城区哪里有免费理发").await, &["每周三上午"]);
    // Later starts tell of nothing that everybody knows.
    let town = town.restarted().await;
    town.look(Trigger::Start).await;
    town.end_of_day().await;
}
