//! The gate through which new knowledge comes: by the folder, by a signal, by an operator; and one step back.

use std::fs;

use linli::operators::Trigger;

use super::town::{RESIDENT, Town, hides, labels, shows};
use crate::{bot::running::OPERATOR, workplace::Workplace};

const QUESTION: &str = "平城区哪里有免费理发";

/// Notices, and a case that one of them must answer.
fn with_a_case() -> Workplace {
    let place = Workplace::with_notices();
    let case = format!("{{\"q\": \"{QUESTION}\", \"article\": \"haircut\"}}\n");
    place.write("knowledge/cases/own.jsonl", case);
    place
}

fn take_away(town: &Town) {
    fs::remove_file(town.place.path("knowledge/articles/haircut.md")).unwrap();
}

#[tokio::test]
async fn a_change_of_the_folder_is_taken_up_and_reported_to_the_operators() {
    let town = Town::of(with_a_case()).await;
    town.told(OPERATOR, "你好").await;
    town.place.notice("knives", "文华苑社区请磨刀师傅来", "文华苑社区11月28日请磨刀师傅来磨菜刀，不要钱。");
    town.place.write("knowledge/articles/open.md", "---\ntitle: \"没有关上\n正文");
    town.look(Trigger::Folder).await;
    let report = town.operator_reads("重新读完了").await;
    shows(&report, &["新添1条，改了0条，去掉0条", "有1个文件没用上", "articles/open.md", "怎么办："]);
    shows(&town.ask("平城区哪里能磨菜刀").await, &["磨菜刀，不要钱"]);
    // Nothing new, nothing said.
    town.look(Trigger::Folder).await;
    town.look(Trigger::Signal).await;
    assert_eq!(town.fake.said(OPERATOR).len(), 2);
    assert!(town.fake.said(RESIDENT).iter().all(|said| !said.text.contains("重新读完")));
    town.end_of_day().await;
}

#[tokio::test]
async fn worse_answers_are_asked_about_first() {
    for trigger in [Trigger::Folder, Trigger::Signal, Trigger::Start] {
        let town = Town::of(with_a_case()).await;
        town.told(OPERATOR, "你好").await;
        take_away(&town);
        town.look(trigger).await;
        let asked = town.operator_reads("先没换上").await;
        shows(&asked, &["试了53个问题，有1个换上以后答得不如以前", QUESTION, "去掉1条", "换不换"]);
        assert_eq!(labels(&asked), ["换上", "不换"]);
        shows(&town.newcomer_asks(QUESTION).await, &["每周三上午"]);
        shows(&town.told(OPERATOR, "/status").await, &["现在一共3条", "有改动等您定"]);
        let kept = town.turn(&asked, "不换").await;
        shows(&kept, &["不换，用的还是原来的"]);
        shows(&town.newcomer_asks(QUESTION).await, &["每周三上午"]);
        town.end_of_day().await;
    }
}

#[tokio::test]
async fn an_operator_may_take_up_worse_answers_and_go_back() {
    let town = Town::of(with_a_case()).await;
    shows(&town.told(OPERATOR, "/rollback").await, &["没有可退的"]);
    take_away(&town);
    let asked = town.told(OPERATOR, "/reload").await;
    shows(&asked, &["先没换上", QUESTION]);
    let taken = town.turn(&asked, "换上").await;
    shows(&taken, &["去掉1条，现在一共2条"]);
    hides(&town.newcomer_asks(QUESTION).await, &["每周三上午"]);

    shows(&town.told(OPERATOR, "/rollback").await, &["退回上一次了，现在一共3条", "/reload"]);
    shows(&town.newcomer_asks(QUESTION).await, &["每周三上午"]);
    // Until the next /reload nothing is taken up by itself, not even after a restart.
    town.look(Trigger::Folder).await;
    shows(&town.newcomer_asks(QUESTION).await, &["每周三上午"]);
    shows(&town.told(OPERATOR, "/status").await, &["现在一共3条", "退回过一步"]);
    let town = town.restarted().await;
    town.look(Trigger::Start).await;
    shows(&town.newcomer_asks(QUESTION).await, &["每周三上午"]);
    shows(&town.told(OPERATOR, "/rollback").await, &["没有可退的"]);
    town.place.notice("haircut", "振兴街社区免费理发", "振兴街社区每周五上午给老人免费理发。");
    shows(&town.told(OPERATOR, "/reload").await, &["改了1条"]);
    shows(&town.newcomer_asks(QUESTION).await, &["每周五上午"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn what_waits_for_an_operator_does_not_serve_after_a_restart() {
    let town = Town::of(with_a_case()).await;
    town.told(OPERATOR, "你好").await;
    take_away(&town);
    town.look(Trigger::Folder).await;
    let asked = town.operator_reads("先没换上").await;
    let town = town.restarted().await;
    shows(&town.newcomer_asks(QUESTION).await, &["每周三上午"]);
    let late = town.press(&asked, "换上").await;
    shows(&late, &["已经定过了，或者资料又变了"]);
    town.look(Trigger::Start).await;
    let again = town.operator_reads("先没换上").await;
    let taken = town.turn(&again, "换上").await;
    shows(&taken, &["去掉1条"]);
    hides(&town.newcomer_asks(QUESTION).await, &["每周三上午"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_folder_that_is_gone_is_told_once_and_taken_up_when_it_is_back() {
    let town = Town::of(with_a_case()).await;
    town.told(OPERATOR, "你好").await;
    let (here, gone) = (town.place.path("knowledge"), town.place.path("elsewhere"));
    fs::rename(&here, &gone).unwrap();
    for _ in 0..3 {
        town.look(Trigger::Folder).await;
    }
    town.operator_reads("没换成").await;
    assert_eq!(town.fake.said(OPERATOR).len(), 2);
    shows(&town.newcomer_asks(QUESTION).await, &["每周三上午"]);
    shows(&town.told(OPERATOR, "/status").await, &["看资料没看成"]);
    fs::rename(&gone, &here).unwrap();
    town.place.notice("knives", "文华苑社区请磨刀师傅来", "文华苑社区11月28日请磨刀师傅来磨菜刀，不要钱。");
    town.look(Trigger::Folder).await;
    town.operator_reads("新添1条").await;
    town.end_of_day().await;
}

#[tokio::test]
async fn operators_commands_and_buttons_are_for_operators() {
    let town = Town::of(with_a_case()).await;
    town.told(OPERATOR, "你好").await;
    take_away(&town);
    for command in ["/reload", "/status", "/rollback 现在"] {
        shows(&town.ask(command).await, &["这个只有管理的人能用"]);
    }
    let asked = town.told(OPERATOR, "/reload").await;
    let mut forged = asked.clone();
    forged.chat = RESIDENT;
    let press = town.fake.presses(crate::fake_telegram::resident(RESIDENT), &forged, "换上");
    let answer = town.fake.until("the toast", |fake| fake.press_answer(&press)).await;
    assert!(answer["text"].as_str().unwrap().contains("只有管理的人能用"));
    shows(&town.newcomer_asks(QUESTION).await, &["每周三上午"]);
    town.end_of_day().await;
}
