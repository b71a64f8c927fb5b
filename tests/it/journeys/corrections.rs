//! A notice was wrong: it is taken back or changed from the chat, and those who were answered hear of it.

use std::fs;

use linli::operators::Trigger;

use super::town::{RESIDENT, Town, hides, labels, shows};
use crate::{bot::running::OPERATOR, workplace::Workplace};

const QUESTION: &str = "平城区哪里有免费理发";

#[tokio::test]
async fn a_withdrawn_notice_is_corrected_where_it_was_answered() {
    let town = Town::of(Workplace::with_notices()).await;
    let first = town.ask(QUESTION).await;
    let second = town.ask("振兴街社区几点理发").await;
    let other = town.told(8, "卫生站量血压").await;
    let own = town.told(OPERATOR, QUESTION).await;
    let asked = town.replies(&own, "/withdraw").await;
    shows(&asked, &["要撤下这一条吗", "振兴街社区每周三免费理发", "articles/haircut.md"]);
    assert_eq!(labels(&asked), ["撤下", "不动"]);
    shows(&town.ask(QUESTION).await, &["每周三上午"]);
    let done = town.press_and_see(&asked, "撤下", "撤下来了").await;
    shows(&done, &["振兴街社区每周三免费理发", "改过来了"]);
    for shown in [&first, &second, &own] {
        let now = town.becomes(shown, "【已更正】").await;
        assert!(now.text.starts_with("【已更正】") && labels(&now).is_empty(), "{now:?}");
        hides(&now, &["每周三上午"]);
    }
    let told = town.hears(RESIDENT, "跟您说一声").await;
    shows(&told, &["登错了", "请别照着办"]);
    let mine = town.fake.said(RESIDENT);
    assert_eq!(mine.iter().filter(|said| said.text.contains("跟您说一声")).count(), 1, "once a chat");
    hides(&town.ask(QUESTION).await, &["每周三上午"]);
    shows(&town.told(8, "谢谢").await, &["不客气"]);
    assert!(town.fake.said(8).iter().any(|said| said.text == other.text), "others hear nothing");
    let file = fs::read_to_string(town.place.path("knowledge/articles/haircut.md")).unwrap();
    assert!(file.starts_with("---\nwithdrawn: true\ntitle:"), "{file}");
    town.end_of_day().await;
}

#[tokio::test]
async fn a_notice_is_withdrawn_from_a_list_and_may_be_left() {
    let town = Town::of(Workplace::with_notices()).await;
    let list = town.told(OPERATOR, "/withdraw").await;
    shows(&list, &["撤哪一条", "1. ", "2. ", "3. "]);
    let found = town.told(OPERATOR, "/withdraw 文华苑社区修鞋").await;
    shows(&found, &["文华苑社区办修鞋日"]);
    let asked = town.turn(&list, "撤第2条").await;
    let left = town.turn(&asked, "不动").await;
    shows(&left, &["不动它"]);
    shows(&town.told(OPERATOR, "/status").await, &["现在一共3条"]);
    shows(&town.ask("/withdraw").await, &["这个只有管理的人能用"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_correction_takes_the_place_of_what_was_wrong() {
    let town = Town::of(Workplace::with_notices()).await;
    let answer = town.ask(QUESTION).await;
    shows(&town.told(OPERATOR, "/correct 改到周五").await, &["回复我答错的那一条"]);
    let own = town.told(OPERATOR, QUESTION).await;
    let asked =
        town.replies(&own, "/correct 振兴街社区免费理发改到每周五上午，60岁以上老人带身份证来。").await;
    shows(&asked, &["更正成这样，对吗", "改到每周五上午"]);
    town.press_and_see(&asked, "发更正", "更正好了").await;
    let now = town.becomes(&answer, "【已更正】").await;
    shows(&now, &["【已更正】", "请看新的", "改到每周五上午", "更正（原来登在邻里小报）"]);
    let told = town.hears(RESIDENT, "跟您说一声").await;
    shows(&told, &["有更正", "改到每周五上午"]);
    let after = town.ask(QUESTION).await;
    shows(&after, &["改到每周五上午"]);
    hides(&after, &["每周三上午"]);
    town.end_of_day().await;
}

/// The folder is edited by hand, and the process ends before anybody was told.
#[tokio::test]
async fn a_correction_survives_the_end_of_the_process_and_comes_once() {
    let town = Town::of(Workplace::with_notices()).await;
    let answer = town.ask(QUESTION).await;
    let path = town.place.path("knowledge/articles/haircut.md");
    let text = fs::read_to_string(&path).unwrap().replacen("---\n", "---\nwithdrawn: true\n", 1);
    fs::write(&path, text).unwrap();
    let town = town.restarted().await;
    for _ in 0..3 {
        town.look(Trigger::Start).await;
    }
    town.becomes(&answer, "【已更正】").await;
    town.hears(RESIDENT, "跟您说一声").await;
    town.look(Trigger::Folder).await;
    shows(&town.ask("谢谢").await, &["不客气"]);
    assert_eq!(town.fake.said(RESIDENT).len(), 3);
    town.end_of_day().await;
}

#[tokio::test]
async fn an_article_of_a_page_is_withdrawn_by_a_notice_of_its_own() {
    let place = Workplace::with_notices();
    let page = "---\nsource: \"邻里小报\"\npublished: 2024-10-20\n---\n文华苑社区请来磨刀师傅\n\
                本报讯 10月28日上午，磨刀师傅到平城区文华苑社区给居民磨菜刀、磨剪子，不收一分钱。\n";
    place.write("knowledge/pages/007.txt", page);
    let town = Town::of(place).await;
    let list = town.told(OPERATOR, "/withdraw 文华苑社区哪里磨菜刀").await;
    shows(&list, &["1. 文华苑社区请来磨刀师傅"]);
    let asked = town.turn(&list, "撤第1条").await;
    shows(&asked, &["文华苑社区请来磨刀师傅", "pages/007.txt"]);
    town.press_and_see(&asked, "撤下", "撤下来了").await;
    hides(&town.told(OPERATOR, "/withdraw 文华苑社区哪里磨菜刀").await, &["请来磨刀师傅"]);
    assert_eq!(fs::read_to_string(town.place.path("knowledge/pages/007.txt")).unwrap(), page);
    town.end_of_day().await;
}

#[tokio::test]
async fn who_wants_to_be_forgotten_hears_nothing_more() {
    let town = Town::of(Workplace::with_notices()).await;
    let answer = town.ask(QUESTION).await;
    shows(&town.ask("清除我的记录").await, &["抹掉了"]);
    let own = town.told(OPERATOR, QUESTION).await;
    let asked = town.replies(&own, "/withdraw").await;
    town.press_and_see(&asked, "撤下", "撤下来了").await;
    town.becomes(&own, "【已更正】").await;
    shows(&town.ask("谢谢").await, &["不客气"]);
    let mine = town.fake.said(RESIDENT);
    assert!(mine.iter().all(|said| !said.text.contains("更正") && !said.text.contains("跟您说一声")));
    assert_eq!(mine.iter().find(|said| said.id == answer.id).unwrap().text, answer.text);
    town.end_of_day().await;
}

/// 看看, 下一条, 最新 and a warning in an emergency: whoever has read it hears of it.
#[tokio::test]
async fn a_correction_reaches_every_message_that_showed_it() {
    let place = Workplace::with_notices();
    place.notice(
        "gas",
        "煤气中毒怎么防",
        "平城区消防站提醒：烧炉子要开窗，防煤气中毒，炉子封火前看烟道通不通。",
    );
    place.notice("barber", "文华苑社区老年理发日", "平城区文华苑社区每周六上午给60岁以上老人免费理发。");
    let town = Town::of(place).await;
    // A near miss, and the passage behind its button.
    let near = town.told(31, "云冈区哪里有免费理发").await;
    hides(&near, &["每周三上午"]);
    let opened = town.turn(&near, labels(&near).first().unwrap()).await;
    // A list.
    let list = town.told(32, "最新").await;
    shows(&list, &["1. ", "振兴街社区每周三免费理发"]);
    // The page that was turned: it is read no more, but it was.
    let first = town.told(33, QUESTION).await;
    let turned = town.turn(&first, "还有1条").await;
    let wrong = if first.text.contains("每周三") { &first } else { &turned };
    shows(wrong, &["振兴街社区每周三免费理发"]);
    // A warning.
    let alarm = town.told(34, "煤气中毒了头晕").await;
    shows(&alarm, &["120", "煤气中毒怎么防"]);

    for (words, file) in
        [("/withdraw 振兴街社区每周三免费理发", "haircut"), ("/withdraw 煤气中毒怎么防", "gas")]
    {
        let mut asked = town.told(OPERATOR, words).await;
        if asked.text.starts_with("撤哪一条") {
            let name = if file == "gas" { "煤气" } else { "每周三免费理发" };
            let line = asked.text.lines().find(|line| line.contains(name)).unwrap();
            let label = format!("撤第{}条", line.split('.').next().unwrap());
            asked = town.turn(&asked, &label).await;
        }
        shows(&asked, &[&format!("articles/{file}.md")]);
        town.press_and_see(&asked, "撤下", "撤下来了").await;
    }
    for shown in [&opened, &list, &alarm] {
        town.becomes(shown, "【已更正】").await;
    }
    shows(&town.becomes(&list, "【已更正】").await, &["单子上别的没变"]);
    for user in [31, 32, 33, 34] {
        town.hears(user, "跟您说一声").await;
    }
    // What shows another passage by now stays.
    let now = town.fake.said(33).into_iter().find(|said| said.id == turned.id).unwrap();
    assert_eq!(now.text.contains("【已更正】"), turned.text.contains("每周三"), "{now:?}");
    town.end_of_day().await;
}
