//! A question, its answer, and what is asked next.

use super::town::{Town, hides, labels, shows};
use crate::fake_telegram::Shown;

/// Words of the passage on free haircuts.
const HAIRCUT: &str = "给老人免费理发，一分钱不收";

/// The headline of the notice that is shown.
fn headline(shown: &Shown) -> String {
    let line = shown.text.lines().find(|line| line.starts_with('《')).unwrap();
    line.split_inclusive('》').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_question_brings_a_passage_with_its_source_and_date() {
    let town = Town::shipped().await;
    let answer = town.ask("平城区哪里有免费理发").await;
    shows(
        &answer,
        &[
            "（办过了，2024年10月）",
            "柳港园南院社区",
            HAIRCUT,
            "《柳港园南院社区给70岁以上老人免费理过发》据报纸名没印（001）报道整理 2024年10月18日 · 平城区",
            "现在还办不办，报上没写",
        ],
    );
    assert!(answer.body["text"].as_str().unwrap().contains("<b>"), "nothing stands out");
    let whole = town.press(&answer, "看全文").await;
    shows(&whole, &["柳港园南院社区", HAIRCUT, "年满70岁", "出处：报名未印（001）", "日期：2024年10月18日"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_place_that_was_not_said_is_named_and_may_be_changed() {
    let town = Town::living_in(Some("山西省/大同市/平城区")).await;
    let answer = town.ask("哪里有免费理发").await;
    shows(&answer, &[HAIRCUT, "按平城区找的"]);
    let which = town.press(&answer, "换个地方").await;
    shows(&which, &["您要找哪儿的"]);
    let elsewhere = town.ask("云冈区").await;
    shows(&elsewhere, &["有这样的活动，但是在平城区", "免费理过发"]);
    hides(&elsewhere, &[HAIRCUT]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_follow_up_keeps_the_article_and_the_subject() {
    let town = Town::shipped().await;
    let first = town.ask("平城区哪里有免费理发").await;
    let title = headline(&first);
    let phone = town.ask("电话多少").await;
    shows(&phone, &["报上没印电话", &title]);
    let there = town.ask("那云冈区呢").await;
    shows(&there, &["云冈区的没登过", "有这样的活动，但是在平城区", &title]);
    shows(&town.ask("谢谢").await, &["不客气"]);
    shows(&town.ask("不对！").await, &["对不住。哪儿不对"]);
    let again = town.ask("那平城区呢").await;
    shows(&again, &[HAIRCUT, &title]);
    let anew = town.ask("重新问").await;
    shows(&anew, &["前面的不算了"]);
    hides(&town.ask("电话多少").await, &[HAIRCUT]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_near_miss_is_shown_only_when_its_button_is_pressed() {
    let town = Town::shipped().await;
    let near = town.ask("云冈区有没有免费理发").await;
    shows(&near, &["云冈区的没登过", "有这样的活动，但是在平城区", "柳港园南院社区", "12345"]);
    hides(&near, &[HAIRCUT]);
    let shown = town.turn(&near, "看看平城区的").await;
    assert_eq!(shown.id, near.id);
    shows(&shown, &["但是在平城区", HAIRCUT, "报纸名没印（001）", "2024年10月18日"]);
    // Words of buttons are understood where the last message has no such button.
    shows(&town.ask("换个地方").await, &["您要找哪儿的"]);
    shows(&town.ask("平城区").await, &[HAIRCUT, "平城区"]);
    let newest = town.press(&near, "最新的").await;
    shows(&newest, &["云冈区最新的消息"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn what_is_not_in_the_papers_is_not_made_up() {
    let town = Town::shipped().await;
    let none = town.ask("大同哪里能学开飞机").await;
    shows(&none, &["没找到“大同哪里能学开飞机”。报上没登过，不等于没有", "12345"]);
    hides(&none, &["《"]);
    // The ambulance is not for asking about vaccinations.
    let health = town.ask("云冈区社区医院几点打疫苗").await;
    shows(&health, &["报上也没登过", "12345"]);
    hides(&health, &["打 120"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn other_results_are_turned_to_by_button_or_word() {
    let place = crate::workplace::Workplace::with_notices();
    place.notice("second", "文华苑社区周末免费理发", "文华苑社区每周日上午免费理发，谁来都行。");
    place.notice("third", "永泰街道月底免费理发", "永泰街道每月28日在广场免费理发。");
    let town = Town::of(place).await;
    let first = town.ask("平城区哪里有免费理发").await;
    let second = town.turn(&first, "还有2条").await;
    shows(&second, &["免费理发", "邻里小报", "第2条，一共3条"]);
    assert_eq!(labels(&second), ["回上一条", "下一条", "看全文", "不对", "有新的告诉我"]);
    let typed = town.ask("下一条").await;
    shows(&typed, &["免费理发", "邻里小报", "第3条，一共3条"]);
    let back = town.turn(&typed, "回上一条").await;
    assert_eq!(back.text, second.text);
    let whole = town.press(&back, "看全文").await;
    shows(&whole, &["免费理发", "出处：邻里小报", "日期：2024年10月18日"]);
    let texts = [&first, &second, &typed].map(headline);
    assert!(texts[0] != texts[1] && texts[1] != texts[2] && texts[0] != texts[2], "{texts:?}");
    town.end_of_day().await;
}

#[tokio::test]
async fn a_button_from_before_a_restart_still_works_for_who_asked() {
    let town = Town::shipped().await;
    let near = town.ask("云冈区有没有免费理发").await;
    let list = town.ask("最新").await;
    let town = town.restarted().await;
    // Somebody else's answer gets the same place in the row as the old one had.
    town.told(8, "平城区有什么活动").await;
    let shown = town.turn(&near, "看看平城区的").await;
    shows(&shown, &["但是在平城区", HAIRCUT, "报纸名没印（001）"]);
    shows(&town.turn(&list, "下一页").await, &["最新的消息（第2页）"]);
    // What somebody else was shown is none of theirs.
    let data = near.body["reply_markup"]["inline_keyboard"][0][0]["callback_data"].clone();
    let before = town.fake.said(8).len();
    let theirs = serde_json::json!({"message_id": town.fake.said(8)[0].id, "date": 1_790_000_000,
        "chat": {"id": 8, "type": "private"}, "from": crate::fake_telegram::bot_user(), "text": "旧"});
    town.fake.press(crate::fake_telegram::resident(8), serde_json::json!({"message": theirs, "data": data}));
    let said = town.fake.until_said(8, before + 1).await;
    shows(&said[before], &["我记不得这是哪一条", "请您再问一遍"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn what_follows_a_near_miss_is_about_it() {
    let town = Town::shipped().await;
    shows(&town.ask("云冈区有没有免费理发").await, &["有这样的活动，但是在平城区"]);
    shows(&town.ask("电话多少").await, &["平城区", "柳港园南院社区"]);
    // With nothing shown there is nothing to open.
    shows(&town.told(8, "看全文").await, &["还没有给您看过什么"]);
    shows(&town.told(8, "第一条").await, &["还没有给您看过什么"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn two_questions_in_one_message_get_two_numbered_answers() {
    let town = Town::shipped().await;
    let before = town.fake.said(7).len();
    town.fake.says(crate::fake_telegram::resident(7), "平城区哪里有免费理发？云冈区哪里有免费理发？");
    let said = town.fake.until_said(7, before + 2).await;
    shows(&said[0], &["第1个问题：平城区", HAIRCUT]);
    shows(&said[1], &["第2个问题：云冈区", "但是在平城区"]);
    town.end_of_day().await;
}
