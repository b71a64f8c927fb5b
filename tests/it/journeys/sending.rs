//! An operator sends files to the bot: articles are looked at one by one, filed, changed, passed over, taken out again.

use std::fs;

use super::town::{Town, hides, labels, shows};
use crate::workplace::Workplace;

/// A page of a paper with three reports.
const PAGE: &str = "云中小报 2024年10月25日 星期五 第3版\n\n\
    文华苑社区请来磨刀师傅\n\
    本报讯 10月28日上午，磨刀师傅到平城区文华苑社区给居民磨菜刀、磨剪子，不收一分钱。家里有钝刀的，用布包好带来就行。\n\n\
    振兴街社区教老人用手机\n\
    本报讯 平城区振兴街社区每周二下午在活动室教老人用手机，怎么缴水电费、怎么挂号，志愿者手把手地教。\n\n\
    永泰街道给独居老人送午饭\n\
    本报讯 平城区永泰街道给辖区独居老人送午饭，一荤一素八块钱，打个电话就能订。\n";

/// The files below a folder of the knowledge.
fn files(place: &Workplace, below: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(place.path("knowledge").join(below)) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_page_is_looked_at_article_by_article() {
    let town = Town::of(Workplace::with_notices()).await;
    let question = "平城区哪里能磨菜刀";
    hides(&town.ask(question).await, &["磨剪子"]);
    let first = town.sent("003.txt", PAGE.as_bytes()).await;
    shows(
        &first,
        &[
            "《003.txt》第1篇，一共3篇，还有3篇没定",
            "题目：文华苑社区请来磨刀师傅",
            "磨菜刀、磨剪子",
            "出处：",
            "日期：2024年10月25日",
            "地点：平城区",
            "哪一类：短消息，家政便民",
        ],
    );
    assert_eq!(
        labels(&first),
        ["收下", "不要", "改标题", "改日期", "改地点", "改出处", "看后一篇", "剩下的都收下", "剩下的都不要"]
    );
    assert!(files(&town.place, "articles/2024").is_empty());
    let second = town.turn(&first, "收下").await;
    shows(
        &second,
        &["收下了：“文华苑社区请来磨刀师傅”", "文件：articles/2024/003-", "第2篇，一共3篇，还有2篇没定"],
    );
    shows(&town.ask(question).await, &["题目：文华苑社区请来磨刀师傅", "磨剪子"]);
    let third = town.turn(&second, "不要").await;
    shows(&third, &["没要：“振兴街社区教老人用手机”", "第3篇", "永泰街道给独居老人送午饭"]);
    let done = town.turn(&third, "收下").await;
    shows(&done, &["《003.txt》定完了，收下2篇，不要1篇", "· articles/2024/"]);
    assert_eq!(files(&town.place, "articles/2024").len(), 2);
    hides(&town.ask("平城区哪里教老人用手机").await, &["手把手"]);
    town.end_of_day().await;
}
