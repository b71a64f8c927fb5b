//! 有新的告诉我: once each, never at night, stopped with one tap.

use super::town::{RESIDENT, Town, hides, labels, shows};
use crate::{bot::running::OPERATOR, fake_telegram::Shown, workplace::Workplace};

async fn said(town: &Town) -> usize {
    town.fake.said(RESIDENT).len()
}

/// A notice comes into the folder.
async fn comes_in(town: &Town, id: &str, title: &str, body: &str) {
    town.prints(id, title, body);
    shows(&town.told(OPERATOR, "/reload").await, &["重新读完了"]);
}

async fn knives(town: &Town) -> Shown {
    let before = said(town).await;
    comes_in(town, "knives", "文华苑社区请磨刀师傅来", "文华苑社区11月28日请磨刀师傅来磨菜刀，不要钱。")
        .await;
    town.comes(RESIDENT, before).await
}

#[tokio::test]
async fn a_new_notice_comes_by_itself_and_only_once() {
    let town = Town::of(Workplace::with_notices()).await;
    let wished = town.ask("有新的告诉我 平城区").await;
    shows(&wished, &["好，平城区登了新的，我告诉您", "晚上不打扰", "别发了"]);
    town.after_a_look().await;
    assert_eq!(town.told_so_far().await, 0, "what was there before is no news");
    let news = knives(&town).await;
    shows(&news, &["平城区有新的：", "磨菜刀，不要钱", "《文华苑社区请磨刀师傅来》邻里小报"]);
    assert_eq!(labels(&news), ["看全文", "不对", "别发了"]);
    let whole = town.press(&news, "看全文").await;
    shows(&whole, &["文华苑社区请磨刀师傅来", "日期：2026年11月20日"]);
    // A restart, another name of the file, an old notice: no reason to write again.
    let town = town.restarted().await;
    std::fs::remove_file(town.place.path("knowledge/articles/knives.md")).unwrap();
    town.place.notice("old", "永泰街道量血压", "永泰街道每周一免费量血压。");
    comes_in(&town, "renamed", "文华苑社区请磨刀师傅来", "文华苑社区11月28日请磨刀师傅来磨菜刀，不要钱。")
        .await;
    town.after_a_look().await;
    assert_eq!(town.told_so_far().await, 1);
    shows(&town.press(&news, "看全文").await, &["文华苑社区请磨刀师傅来"]);
    shows(&town.press(&news, "别发了").await, &["平城区的新消息不再发了"]);
    comes_in(&town, "shoes2", "文华苑社区再办修鞋日", "文华苑社区12月5日请师傅修鞋。").await;
    town.after_a_look().await;
    assert_eq!(town.told_so_far().await, 1);
    shows(&town.press(&news, "别发了").await, &["早就不发了"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn nobody_is_woken() {
    let town = Town::of(Workplace::with_notices()).await;
    town.ask("/subscribe 平城区").await;
    let before = said(&town).await;
    town.at("22:30");
    comes_in(&town, "knives", "文华苑社区请磨刀师傅来", "文华苑社区11月28日请磨刀师傅来磨菜刀。").await;
    town.after_a_look().await;
    assert_eq!(town.told_so_far().await, 0);
    town.at("08:00");
    shows(&town.comes(RESIDENT, before).await, &["平城区有新的", "磨刀"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn news_come_together_at_the_chosen_hour() {
    let town = Town::of(Workplace::with_notices()).await;
    let wished = town.ask("有新的告诉我 平城区").await;
    let settings = town.turn(&wished, "每天早上8点一起发").await;
    town.turn(&settings, "每天中午12点一起发").await;
    let before = said(&town).await;
    town.at("11:00");
    for (id, what) in [("a", "磨刀"), ("b", "修锁"), ("c", "换纱窗"), ("d", "修伞")] {
        town.prints(id, &format!("文华苑社区请师傅来{what}"), &format!("文华苑社区11月28日请师傅来{what}。"));
    }
    town.told(OPERATOR, "/reload").await;
    town.after_a_look().await;
    assert_eq!(town.told_so_far().await, 0);
    town.at("12:00");
    let news = town.comes(RESIDENT, before).await;
    shows(&news, &["有4条新消息", "1. ", "4. "]);
    shows(&town.press(&news, "看第2条").await, &["请师傅来", "出处：邻里小报"]);
    // What comes in the afternoon waits for tomorrow.
    comes_in(&town, "e", "文华苑社区请师傅来配钥匙", "文华苑社区11月29日请师傅来配钥匙。").await;
    town.at("15:00");
    town.after_a_look().await;
    assert_eq!(town.told_so_far().await, 4);
    shows(&town.press(&news, "别发了").await, &["不再发了"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_wish_is_for_a_place_and_a_service() {
    let town = Town::of(Workplace::with_notices()).await;
    shows(&town.ask("有新的告诉我").await, &["您要哪儿的、哪一类的"]);
    shows(&town.ask("有新的告诉我 呜哩哇啦").await, &["“呜哩哇啦”我没认出"]);
    let list = town.ask("最新 平城区").await;
    shows(&town.press(&list, "有新的告诉我").await, &["好，平城区登了新的"]);
    let answer = town.ask("平城区哪里有免费理发").await;
    shows(&town.press(&answer, "有新的告诉我").await, &["好，平城区家政便民登了新的"]);
    let mine = town.ask("别发了").await;
    shows(&mine, &["您要的新消息", "平城区", "平城区家政便民"]);
    shows(&town.press(&mine, "别发平城区").await, &["平城区的新消息不再发了"]);
    let before = said(&town).await;
    comes_in(&town, "knives", "文华苑社区请磨刀师傅来", "文华苑社区11月28日请磨刀师傅来磨菜刀、理发。").await;
    let news = town.comes(RESIDENT, before).await;
    shows(&news, &["平城区家政便民有新的", "磨刀"]);
    hides(&news, &["血压"]);
    shows(&town.ask("别发了").await, &["平城区家政便民的新消息不再发了"]);
    shows(&town.ask("别发了").await, &["您还没让我发过新消息"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn several_wishes_end_with_one_tap_below_their_common_list() {
    let town = Town::of(Workplace::with_notices()).await;
    town.ask("有新的告诉我 平城区 理发").await;
    town.ask("有新的告诉我 云冈区").await;
    let before = said(&town).await;
    for (id, title) in [("a", "文华苑社区周六理发"), ("b", "文华苑社区周日理发")] {
        town.prints(id, title, &format!("{title}，12月5日起，不要钱。"));
    }
    let text = "---\ntitle: \"口泉街道修水管\"\npublished: 2026-11-20\nsource: \"邻里小报\"\n\
                places: [\"山西省/大同市/云冈区\"]\n---\n\n口泉街道12月5日修水管，停水半天。\n";
    town.place.write("knowledge/articles/c.md", text);
    town.told(OPERATOR, "/reload").await;
    let news = town.comes(RESIDENT, before).await;
    shows(&news, &["有3条新消息"]);
    shows(&town.press(&news, "别发了").await, &["平城区家政便民", "云冈区", "不再发了"]);
    shows(&town.ask("别发了").await, &["您还没让我发过新消息"]);
    town.end_of_day().await;
}
