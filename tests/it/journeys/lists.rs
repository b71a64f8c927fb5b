//! Commands, the words that work like them, and lists with pages and numbers.

use super::town::{Town, hides, labels, shows};

#[tokio::test]
async fn a_start_says_what_this_is_and_offers_questions_that_are_answered() {
    let town = Town::shipped().await;
    let welcome = town.ask("/start").await;
    shows(&welcome, &["您好，我是邻里", "报上没有的，我不瞎说", "点下面的问一句试试"]);
    let offered = labels(&welcome);
    assert!((1..=4).contains(&offered.len()), "{offered:?}");
    for question in &offered {
        shows(&town.press(&welcome, question).await, &["\n《", "》", "年"]);
    }
    shows(&town.ask("/start").await, &["您好，我是邻里"]);
    shows(&town.ask("1").await, &["\n《"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn help_is_the_same_by_command_and_by_word() {
    let town = Town::shipped().await;
    let help = town.ask("/help").await;
    shows(&help, &["怎么问都行", "最新", "下一条", "119", "120"]);
    assert_eq!(town.ask("帮助").await.text, help.text);
    assert_eq!(town.ask(" 帮助。").await.text, help.text);
    shows(&town.ask("/nonsense").await, &["这个我不会", "直接说就行"]);
    shows(&town.ask("下一条").await, &["还没有可以往下看的"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn the_newest_are_paged_and_opened_by_number() {
    let town = Town::shipped().await;
    let first = town.ask("/latest").await;
    shows(&first, &["最新的消息（第1页）", "1. ", "5. ", "回个数字"]);
    assert_eq!(town.ask("最新").await.text, first.text);
    let second = town.turn(&first, "下一页").await;
    shows(&second, &["最新的消息（第2页）", "1. "]);
    let title = |text: &str, number: &str| {
        let line = text.lines().find(|line| line.starts_with(number)).unwrap();
        line.trim_start_matches(number).to_owned()
    };
    assert_ne!(title(&first.text, "1. "), title(&second.text, "1. "));
    let opened = town.press(&second, "看第2条").await;
    shows(&opened, &[&title(&second.text, "2. "), "出处：", "日期："]);
    let typed = town.ask("2").await;
    assert_eq!(typed.text, opened.text, "the number means the page that was shown last");
    shows(&town.ask("下一条").await, &["最新的消息（第3页）"]);
    assert_eq!(town.turn(&second, "回上一页").await.text, first.text);
    town.end_of_day().await;
}

#[tokio::test]
async fn the_newest_of_a_place_and_of_a_service() {
    let town = Town::shipped().await;
    let place = town.ask("/latest 太原").await;
    shows(&place, &["太原市最新的消息", "1. "]);
    hides(&place, &["平城区"]);
    assert_eq!(town.ask("最新太原").await.text, place.text);
    let service = town.ask("最新 理发").await;
    shows(&service, &["最新的消息", "免费理过发"]);
    let both = town.ask("最新 太原 养老助老").await;
    shows(&both, &["太原市养老助老最新的消息"]);
    hides(&both, &["平城区"]);
    // A filter that is not understood lists nothing.
    let none = town.ask("最新 呜哩哇啦").await;
    shows(&none, &["“呜哩哇啦”我没认出"]);
    hides(&none, &["1. "]);
    town.end_of_day().await;
}
