//! What was stored and cannot be read back: it is said, and never taken for nothing.

use super::{
    sending::{PAGE, files},
    town::{RESIDENT, Town, hides, labels, shows},
};
use crate::{bot::running::OPERATOR, workplace::Workplace};

/// Changes what is stored, behind the bot's back.
async fn damage(town: &Town, statement: &str) {
    let statement = statement.to_owned();
    town.store.run(move |connection| connection.execute_batch(&statement)).await.unwrap();
}

async fn stored(town: &Town, query: &'static str) -> String {
    town.store.run(move |connection| connection.query_row(query, [], |row| row.get(0))).await.unwrap()
}

#[tokio::test]
async fn an_article_that_cannot_be_read_back_is_not_filed_as_an_empty_one() {
    for body in ["{\"article\":{}}", "{", "", "{}"] {
        let town = Town::of(Workplace::with_notices()).await;
        let first = town.sent("003.txt", PAGE.as_bytes()).await;
        let statement = format!(
            "UPDATE submitted_articles SET body = '{body}' WHERE seq = (SELECT MIN(seq) FROM submitted_articles)"
        );
        damage(&town, &statement).await;
        let refused = town.turn(&first, "收下").await;
        shows(&refused, &["存着的这一篇读不出来了（第1号）", "请您把那份文件再发一次"]);
        assert_eq!(labels(&refused), ["不要"]);
        let list = town.told(OPERATOR, "/drafts").await;
        shows(&list, &["003.txt"]);
        let second = town.turn(&refused, "不要").await;
        shows(&second, &["读不出来的那一篇没要", "第2篇", "振兴街社区教老人用手机"]);
        shows(&town.turn(&second, "收下").await, &["收下了", "第3篇"]);
        assert_eq!(files(&town.place, "articles/2024").len(), 1, "{body}");
        town.end_of_day().await;
    }
}

#[tokio::test]
async fn the_rest_of_a_damaged_file_is_filed() {
    let town = Town::of(Workplace::with_notices()).await;
    let first = town.sent("003.txt", PAGE.as_bytes()).await;
    damage(&town, "UPDATE submitted_articles SET body = '{' WHERE seq = 2").await;
    shows(&town.turn(&first, "剩下的都收下").await, &["存着的这一篇读不出来了（第2号）"]);
    assert_eq!(files(&town.place, "articles/2024").len(), 2);
    town.end_of_day().await;
}

#[tokio::test]
async fn settings_that_cannot_be_read_back_are_not_written_over() {
    let town = Town::shipped().await;
    let settings = town.ask("设置").await;
    let settings = town.turn(&settings, "简短显示").await;
    damage(&town, "UPDATE preferences SET body = '{\"brief\":'").await;
    let town = town.restarted().await;
    for words in ["设置", "晚上别打扰"] {
        shows(&town.ask(words).await, &["设置读不出来了", "清除我的记录"]);
    }
    shows(&town.press(&settings, "完整显示").await, &["设置读不出来了"]);
    assert_eq!(stored(&town, "SELECT body FROM preferences").await, "{\"brief\":");
    // Questions are answered all the same.
    shows(&town.ask("平城区哪里有免费理发").await, &["一分钱不收"]);
    town.ask("清除我的记录").await;
    town.end_of_day().await;
}

#[tokio::test]
async fn a_wish_stands_whose_settings_cannot_be_read_back() {
    let town = Town::of(Workplace::with_notices()).await;
    shows(&town.ask("有新的告诉我 平城区").await, &["平城区"]);
    damage(&town, "INSERT INTO preferences (chat, body) VALUES ('telegram:7', '{')").await;
    town.at("22:30");
    town.prints("knives", "文华苑社区请磨刀师傅来", "文华苑社区11月28日请磨刀师傅来磨菜刀，不要钱。");
    shows(&town.told(OPERATOR, "/reload").await, &["新添1条"]);
    town.after_a_look().await;
    assert_eq!(town.told_so_far().await, 0, "nobody is woken");
    let before = town.fake.said(RESIDENT).len();
    town.at("09:00");
    shows(&town.comes(RESIDENT, before).await, &["磨刀师傅"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_button_whose_question_cannot_be_read_back_is_an_old_one() {
    let town = Town::of(Workplace::with_notices()).await;
    let answer = town.ask("平城区哪里有免费理发").await;
    damage(&town, "UPDATE shown SET body = '{'").await;
    let town = town.restarted().await;
    let shown = town.press(&answer, "看全文").await;
    hides(&shown, &["每周三"]);
    town.end_of_day().await;
}
