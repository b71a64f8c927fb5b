//! 不对, a word to the editors, and a notice that is handed in.

use super::town::{RESIDENT, Town, labels, shows};
use crate::{bot::running::OPERATOR, fake_telegram::resident, workplace::Workplace};

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
    let marks =
        tokio::task::spawn_blocking(move || store.marked_wrong(jiff::civil::date(2026, 11, 1)).unwrap())
            .await
            .unwrap();
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
        shows(&draft, &["有人交来一条通知", "题目：文华苑社区包饺子", "居民交来的通知"]);
        let before = town.fake.said(RESIDENT).len();
        shows(&town.turn(&draft, label).await, &[told]);
        if label == "收下" {
            shows(&town.comes(RESIDENT, before).await, &["编辑部收下了"]);
        }
    }
    town.end_of_day().await;
}

const NOTICE: &str =
    "文华苑社区包饺子\n\n11月30日上午，平城区文华苑社区活动室大家一起包饺子，带上围裙就行，不收钱。\n";

#[tokio::test]
async fn a_residents_file_is_passed_on_after_a_nod_and_filed_by_an_operator() {
    let town = Town::of(Workplace::with_notices()).await;
    town.told(OPERATOR, "你好").await;
    let before = town.fake.said(RESIDENT).len();
    town.fake.sends_file(resident(RESIDENT), "饺子.txt", NOTICE.as_bytes());
    let shown = town.comes(RESIDENT, before).await;
    shows(&shown, &["点了头我才转", "《饺子.txt》里有1篇", "1. 文华苑社区包饺子"]);
    shows(&town.told(OPERATOR, "/drafts").await, &["没有等您定的"]);
    let town = town.restarted().await;
    let before = town.fake.said(OPERATOR).len();
    shows(&town.turn(&shown, "交给编辑部").await, &["编辑看过才会登"]);
    let draft = town.fake.until_said(OPERATOR, before + 1).await.remove(before);
    shows(&draft, &["有人交来一条通知", "题目：文华苑社区包饺子", "地点：平城区", "没认出是哪天登的"]);
    town.press(&draft, "改日期").await;
    let draft = town.told(OPERATOR, "2026年11月20日").await;
    let before = town.fake.said(RESIDENT).len();
    shows(&town.turn(&draft, "收下").await, &["收下了：“文华苑社区包饺子”", "文件：articles/2026/饺子-"]);
    shows(&town.comes(RESIDENT, before).await, &["编辑部收下了"]);
    shows(&town.ask("平城区哪里包饺子").await, &["带上围裙", "2026年11月20日"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn residents_files_have_strict_limits() {
    let town = Town::of(Workplace::with_notices()).await;
    let sends = async |name: &str, bytes: &[u8]| {
        let before = town.fake.said(RESIDENT).len();
        town.fake.sends_file(resident(RESIDENT), name, bytes);
        town.comes(RESIDENT, before).await
    };
    shows(&sends("大.txt", &vec![b'a'; (2 << 20) + 1]).await, &["《大.txt》没读成", "最多2MB"]);
    shows(&sends("照片.jpg", b"\xff\xd8\xff\xe0").await, &["《照片.jpg》没读成", "图片"]);
    let long = NOTICE.repeat(1000);
    shows(&sends("长.txt", long.as_bytes()).await, &["《长.txt》太长了"]);
    for _ in 0..3 {
        let shown = sends("饺子.txt", NOTICE.as_bytes()).await;
        shows(&town.turn(&shown, "算了").await, &["好，没转，也没留"]);
    }
    for name in ["一.txt", "二.txt", "三.txt"] {
        shows(&sends(name, NOTICE.as_bytes()).await, &["点了头我才转"]);
    }
    shows(&sends("四.txt", NOTICE.as_bytes()).await, &["今天转过几回了"]);
    town.end_of_day().await;
}
