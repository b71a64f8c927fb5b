//! 不对, a word to the editors, and a notice that is handed in.

use super::town::{RESIDENT, Town, labels, shows};
use crate::{bot::running::OPERATOR, workplace::Workplace};

#[tokio::test]
async fn something_wrong_is_marked_without_a_name() {
    let town = Town::of(Workplace::with_notices()).await;
    shows(&town.ask("不对").await, &["还没给您看过什么"]);
    let answer = town.ask("平城区哪里有免费理发").await;
    let why = town.press(&answer, "不对").await;
    assert_eq!(labels(&why), ["过时了", "地方不对", "电话打不通", "不是我问的"]);
    let town = town.restarted().await;
    shows(&town.turn(&why, "过时了").await, &["记下了，谢谢您", "看不到是谁说的"]);
    town.ask("平城区哪里有免费理发").await;
    let why = town.ask("不对").await;
    let thanks = town.turn(&why, "不是我问的").await;
    shows(&thanks, &["您换个说法再问一遍"]);
    assert_eq!(labels(&thanks), ["给编辑部留话"]);
    let store = town.store.clone();
    let marks = tokio::task::spawn_blocking(move || store.marked_wrong("2026-11-01").unwrap()).await.unwrap();
    let marks: Vec<(&str, &str, i64)> = marks.iter().map(|(a, r, n)| (a.as_str(), r.as_str(), *n)).collect();
    assert_eq!(marks, [("haircut", "old", 1), ("haircut", "other", 1)]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_word_goes_to_the_editors_only_after_a_nod() {
    let town = Town::of(Workplace::with_notices()).await;
    town.ask("平城区哪里有免费理发").await;
    let why = town.ask("不对").await;
    let thanks = town.turn(&why, "电话打不通").await;
    shows(&town.press(&thanks, "给编辑部留话").await, &["我给您看过再转", "看不到您是谁"]);
    let shown = town.ask("振兴街的理发师傅搬走了").await;
    shows(&shown, &["点了头我才转", "振兴街的理发师傅搬走了"]);
    assert_eq!(town.fake.said(OPERATOR).len(), 0);
    let town = town.restarted().await;
    // The operator must be known to the bot.
    town.told(OPERATOR, "你好").await;
    shows(&town.turn(&shown, "转给编辑部").await, &["转过去了，谢谢您"]);
    let arrived = &town.fake.until_said(OPERATOR, 2).await[1];
    assert_eq!(arrived.text, "有居民留话：\n\n振兴街的理发师傅搬走了");
    // The same button again finds nothing any more.
    shows(&town.press(&shown, "转给编辑部").await, &["我记不得"]);
    town.ask("给编辑部留话").await;
    let shown = town.ask("算错了").await;
    shows(&town.turn(&shown, "算了").await, &["好，没转，也没留"]);
    town.ask("给编辑部留话").await;
    shows(&town.ask("算了").await, &["好，没转"]);
    town.ask("给编辑部留话").await;
    shows(&town.ask("/help").await, &["怎么问都行"]);
    shows(&town.ask("平城区哪里有免费理发").await, &["每周三上午"]);
    assert_eq!(town.fake.said(OPERATOR).len(), 2);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_notice_that_is_handed_in_waits_for_an_operator() {
    let town = Town::of(Workplace::with_notices()).await;
    town.told(OPERATOR, "你好").await;
    for (label, told) in [("不要", "一篇也没要"), ("收下", "收下了：“文华苑社区包饺子”")]
    {
        shows(&town.ask("我有通知").await, &["头一行写题目"]);
        let shown = town.ask("文华苑社区包饺子\n11月30日上午，大家一起包饺子。").await;
        shows(&shown, &["点了头我才转", "大家一起包饺子"]);
        let before = town.fake.said(OPERATOR).len();
        shows(&town.turn(&shown, "交给编辑部").await, &["编辑看过才会登"]);
        let draft = town.fake.until_said(OPERATOR, before + 1).await.remove(before);
        shows(&draft, &["有人交来一条通知", "题目：文华苑社区包饺子", "出处：居民交来的通知"]);
        let before = town.fake.said(RESIDENT).len();
        shows(&town.turn(&draft, label).await, &[told]);
        if label == "收下" {
            shows(&town.comes(RESIDENT, before).await, &["编辑部收下了"]);
        }
    }
    town.end_of_day().await;
}
