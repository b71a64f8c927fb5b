//! Codes on printed paper: an article, a place, a service.

use super::town::{Town, hides, labels, shows};
use crate::{bot::running::OPERATOR, workplace::Workplace};

/// What stands behind `?start=` in the reply.
fn payload(text: &str) -> String {
    let (_, after) = text.split_once("https://t.me/LinliTestBot?start=").unwrap_or_else(|| panic!("{text}"));
    let payload = after.split_whitespace().next().unwrap().to_owned();
    assert!(payload.len() <= 64, "{payload}");
    assert!(payload.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)), "{payload}");
    payload
}

#[tokio::test]
async fn a_code_leads_to_an_article_a_place_or_a_service() {
    let town = Town::of(Workplace::with_notices()).await;
    shows(&town.ask("/link 平城区").await, &["只有管理的人能用"]);
    let place = payload(&town.told(OPERATOR, "/link 平城区").await.text);
    let list = town.ask(&format!("/start {place}")).await;
    shows(&list, &["平城区最新的消息", "1. "]);
    shows(&town.turn(&list, "以后都按平城区找").await, &["记住了", "平城区"]);
    let again = town.ask(&format!("/start {place}")).await;
    assert!(!labels(&again).contains(&"以后都按平城区找".to_owned()), "it is known already");
    let service = payload(&town.told(OPERATOR, "/link 家政便民").await.text);
    shows(&town.ask(&format!("/start {service}")).await, &["家政便民最新的消息"]);
    let article = payload(&town.told(OPERATOR, "/link haircut").await.text);
    shows(&town.ask(&format!("/start {article}")).await, &["振兴街社区每周三免费理发", "出处：邻里小报"]);
    // What was shown last has a code as well.
    town.told(OPERATOR, "平城区哪里有免费理发").await;
    assert_eq!(payload(&town.told(OPERATOR, "/link").await.text), article);
    shows(&town.told(OPERATOR, "/link 呜哩哇啦").await, &["请这样发"]);
    // A code outlives the name of its file, not the notice itself.
    let folder = town.place.path("knowledge/articles");
    std::fs::rename(folder.join("haircut.md"), folder.join("moved.md")).unwrap();
    town.told(OPERATOR, "/reload").await;
    shows(&town.ask(&format!("/start {article}")).await, &["振兴街社区每周三免费理发"]);
    std::fs::remove_file(folder.join("moved.md")).unwrap();
    town.told(OPERATOR, "/reload").await;
    let gone = town.ask(&format!("/start {article}")).await;
    shows(&gone, &["已经撤下来了"]);
    hides(&gone, &["理发"]);
    for nonsense in ["x_1", "p_%%", "hello", "s_5ZKM"] {
        shows(&town.ask(&format!("/start {nonsense}")).await, &["您好，我是邻里"]);
    }
    town.end_of_day().await;
}

#[tokio::test]
async fn the_menus_are_filled() {
    let town = Town::shipped().await;
    town.told(OPERATOR, "你好").await;
    let town = town.restarted().await;
    let menus = town
        .fake
        .until("both menus", |fake| {
            let menus: Vec<_> =
                fake.calls("setMyCommands").into_iter().filter(|call| call.code == 200).collect();
            (menus.len() >= 3).then_some(menus)
        })
        .await;
    let everybody = menus.last().unwrap().body.to_string();
    for command in ["latest", "subscribe", "settings", "privacy", "forgetme", "help", "start"] {
        assert!(everybody.contains(&format!("\"{command}\"")), "{command} in {everybody}");
        shows(&town.ask(&format!("/{command}")).await, &[""]);
    }
    town.end_of_day().await;
}
