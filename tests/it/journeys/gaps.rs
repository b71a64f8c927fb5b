//! What was asked in vain comes to the operators, without anything that tells who asked.

use std::fs;

use super::town::{RESIDENT, Town, hides, labels, shows};
use crate::{bot::running::OPERATOR, workplace::Workplace};

#[tokio::test]
async fn what_was_asked_in_vain_is_told_without_telling_who_asked() {
    let town = Town::of(Workplace::with_notices()).await;
    town.ask("云冈区6号院哪里能学潜水").await;
    town.told(8, "云冈区哪里能学潜水").await;
    town.told(8, "我叫王小明，云州区哪里能学潜水").await;
    town.told(8, "平城区哪里有免费理发").await;
    let report = town.told(OPERATOR, "/gaps").await;
    shows(
        &report,
        &["30天里没答上来的", "1. ", "2次，这星期2次", "“云冈区哪里能学潜水”", "这星期问得最多的"],
    );
    hides(&report, &["6", "王小明"]);
    assert!(labels(&report).contains(&"1 加同义词".to_owned()), "{:?}", labels(&report));
    shows(&town.ask("/gaps").await, &["这个只有管理的人能用"]);

    let before = town.fake.said(OPERATOR).len();
    town.press(&report, "要表格").await;
    let table = town.fake.said(OPERATOR)[before].clone();
    let csv = table.body["document"].as_str().unwrap();
    assert!(csv.contains("日期,哪一类,哪儿,问的话") && csv.contains("云冈区哪里能学潜水"), "{csv}");
    assert!(!csv.contains("王小明") && !csv.contains(&RESIDENT.to_string()), "{csv}");

    let left = town.turn(&report, "1 不用管").await;
    hides(&left, &["学潜水"]);
    hides(&town.told(OPERATOR, "/gaps").await, &["学潜水"]);
    shows(&town.ask("/privacy").await, &["没答上来的", "不记是谁问的", "30天"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_turn_that_was_read_wrongly_is_told_without_telling_who_said_it() {
    let town = Town::of(Workplace::with_notices()).await;
    town.ask("谢谢您嘞").await;
    town.ask("不对").await;
    town.ask("平城区哪里有免费理发").await;
    town.ask("不对").await;
    let report = town.told(OPERATOR, "/gaps").await;
    shows(&report, &["居民说看错了的话", "“谢谢您嘞”被看成了 thanks"]);
    hides(&report, &["“平城区哪里有免费理发”被看成"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_synonym_is_added_from_the_chat() {
    let town = Town::of(Workplace::with_notices()).await;
    hides(&town.ask("平城区哪里能嘎头发").await, &["每周三上午"]);
    let report = town.told(OPERATOR, "/gaps").await;
    let asked = town.press(&report, "1 加同义词").await;
    shows(&asked, &["有人这么问", "照这个样子回我"]);
    let added = town.told(OPERATOR, "嘎头发=理发").await;
    shows(&added, &["加上了", "嘎头发", "理发"]);
    shows(&town.ask("平城区哪里能嘎头发").await, &["每周三上午"]);
    let file = fs::read_to_string(town.place.path("knowledge/synonyms.toml")).unwrap();
    assert!(file.ends_with("say = [\"嘎头发\"]\nprint = [\"理发\"]\nstrength = 0.9\n"), "{file}");
    assert!(file.len() > 10_000, "what ships is in it as well");
    // Without being asked for, it is a question like any other.
    hides(&town.told(OPERATOR, "嘎头发=理发").await, &["加上了"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn the_summary_comes_on_mondays_and_once() {
    let town = Town::of(Workplace::with_notices()).await;
    town.told(OPERATOR, "你好").await;
    town.ask("云冈区哪里能学潜水").await;
    for moment in ["2024-11-03T10:00", "2024-11-04T08:59", "2024-11-04T09:01", "2024-11-04T15:00"] {
        town.moment(moment).await;
    }
    shows(&town.operator_reads("没答上来的").await, &["学潜水"]);
    let town = town.restarted().await;
    town.moment("2024-11-04T16:00").await;
    shows(&town.told(OPERATOR, "谢谢").await, &["不客气"]);
    assert_eq!(town.fake.said(OPERATOR).len(), 3);
    town.end_of_day().await;
}

#[tokio::test]
async fn what_was_marked_as_wrong_is_told_there_too() {
    let town = Town::of(Workplace::with_notices()).await;
    let answer = town.ask("平城区哪里有免费理发").await;
    let why = town.press(&answer, "不对").await;
    town.turn(&why, "过时了").await;
    // Below the whole text as well.
    let whole = town.press(&answer, "看全文").await;
    assert_eq!(labels(&whole), ["不对"]);
    let town = town.restarted().await;
    let why = town.press(&whole, "不对").await;
    assert_eq!(labels(&why), ["过时了", "地方不对", "电话打不通", "不是我问的"]);
    let thanks = town.turn(&why, "地方不对").await;
    shows(&thanks, &["记下了，谢谢您"]);
    assert_eq!(labels(&thanks), ["给编辑部留话"]);
    let report = town.told(OPERATOR, "/gaps").await;
    shows(&report, &["点了“不对”的", "振兴街社区每周三免费理发：过时了，1次"]);
    shows(&report, &["振兴街社区每周三免费理发：地方不对，1次"]);
    hides(&report, &[&RESIDENT.to_string()]);
    town.end_of_day().await;
}
