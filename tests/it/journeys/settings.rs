//! One's own place, short answers, and when news come: changed where they stand, kept over a restart.

use super::town::{Town, hides, labels, shows};

#[tokio::test]
async fn ones_own_place_is_kept() {
    let town = Town::shipped().await;
    let settings = town.ask("/settings").await;
    shows(&settings, &["您的设置", "住的地方：还没定", "回答：完整", "新消息：来了就发", "不发消息"]);
    assert_eq!(town.ask("设置").await.text, settings.text);
    shows(&town.press(&settings, "定我住的地方").await, &["您住哪儿"]);
    shows(&town.ask("呜哩哇啦").await, &["“呜哩哇啦”我没认出是哪儿"]);
    shows(&town.ask("平城区").await, &["记住了", "按平城区找"]);
    shows(&town.ask("哪里有免费理发").await, &["一分钱不收", "按平城区找的"]);
    let town = town.restarted().await;
    shows(&town.ask("哪里有免费理发").await, &["一分钱不收", "按平城区找的"]);
    shows(&town.ask("最新").await, &["平城区最新的消息"]);
    let settings = town.ask("设置").await;
    shows(&settings, &["住的地方：平城区"]);
    let without = town.turn(&settings, "不定地方").await;
    shows(&without, &["住的地方：还没定"]);
    assert!(!labels(&without).contains(&"不定地方".to_owned()));
    shows(&town.ask("最新").await, &["最新的消息"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn one_of_several_places_is_chosen() {
    let town = Town::shipped().await;
    let settings = town.ask("设置").await;
    town.press(&settings, "定我住的地方").await;
    let which = town.ask("城区").await;
    shows(&which, &["不止一处，您住的是哪一个"]);
    let town = town.restarted().await;
    let first = labels(&which).remove(0);
    shows(&town.turn(&which, &first).await, &["记住了", "城区找"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn short_answers_still_say_what_protects() {
    let town = Town::shipped().await;
    let settings = town.ask("设置").await;
    let brief = town.turn(&settings, "简短显示").await;
    shows(&brief, &["回答：简短"]);
    let answer = town.ask("平城区哪里有免费理发").await;
    shows(&answer, &["（办过了，2024年10月）", "一分钱不收", "……", "《", "2024年10月18日"]);
    hides(&answer, &["年满70岁"]);
    let full = town.turn(&brief, "完整显示").await;
    shows(&full, &["回答：完整"]);
    shows(&town.ask("平城区哪里有免费理发").await, &["一分钱不收", "年满70岁"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn hours_are_set_by_tapping() {
    let town = Town::shipped().await;
    let mut screen = town.ask("设置").await;
    for (label, line) in [
        ("每天早上8点一起发", "新消息：每天早上8点一起发"),
        ("每天中午12点一起发", "新消息：每天中午12点一起发"),
        ("每天晚上6点一起发", "新消息：每天晚上6点一起发"),
        ("来了就发", "新消息：来了就发"),
        ("晚上也可以发", "有消息也发"),
        ("晚上别打扰", "不发消息"),
    ] {
        screen = town.turn(&screen, label).await;
        shows(&screen, &[line]);
    }
    shows(&town.ask("晚上别打扰").await, &["晚上9点到早上8点不给您发消息"]);
    town.end_of_day().await;
}
