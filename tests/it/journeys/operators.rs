//! The knowledge is edited and reloaded from the chat.

use std::{fs, path::Path};

use super::town::{RESIDENT, Town, hides, shows};
use crate::{
    bot::running::OPERATOR,
    workplace::{Workplace, shipped},
};

/// The shipped folder, to be edited.
pub(super) fn edited() -> Workplace {
    let place = Workplace::new();
    copy(&shipped(), &place.path("knowledge"));
    place
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[tokio::test]
async fn a_new_notice_is_answered_after_an_operators_reload_only() {
    let town = Town::of(edited()).await;
    let question = "平城区哪里能磨菜刀";
    hides(&town.ask(question).await, &["磨刀师傅"]);
    town.place.notice(
        "knives",
        "文华苑社区请磨刀师傅来",
        "文华苑社区11月28日请磨刀师傅来磨菜刀、磨剪子，不要钱。",
    );
    let refused = town.told(RESIDENT, "/reload").await;
    shows(&refused, &["这个只有管理的人能用", "直接说就行"]);
    shows(&town.told(RESIDENT, "/id").await, &["您的数字编号：7"]);
    hides(&town.ask(question).await, &["磨刀师傅"]);
    let report = town.told(OPERATOR, "/reload").await;
    shows(&report, &["重新读完了。新添1条，改了0条，去掉0条", "没发现问题"]);
    shows(&town.ask(question).await, &["磨菜刀、磨剪子，不要钱", "《文华苑社区请磨刀师傅来》邻里小报"]);
    fs::remove_file(town.place.path("knowledge/articles/knives.md")).unwrap();
    shows(&town.told(OPERATOR, "/reload").await, &["新添0条，改了0条，去掉1条"]);
    hides(&town.ask(question).await, &["磨刀师傅"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_broken_file_is_named_with_its_remedy_and_the_rest_goes_on() {
    let town = Town::of(edited()).await;
    town.place.write("knowledge/articles/open.md", "---\ntitle: \"没有关上\n正文");
    town.place.notice("knives", "文华苑社区请磨刀师傅来", "文华苑社区11月28日请磨刀师傅来磨菜刀，不要钱。");
    let report = town.told(OPERATOR, "/reload").await;
    shows(&report, &["新添1条", "有1处要看看", "articles/open.md", "没用上", "怎么办："]);
    shows(&town.ask("平城区哪里能磨菜刀").await, &["磨菜刀，不要钱"]);
    shows(&town.ask("平城区哪里有免费理发").await, &["一分钱不收"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_folder_that_is_gone_leaves_the_old_knowledge() {
    let town = Town::of(Workplace::with_notices()).await;
    fs::rename(town.place.path("knowledge"), town.place.path("elsewhere")).unwrap();
    shows(&town.told(OPERATOR, "/reload").await, &["没换成，现在用的还是原来的内容", "原因："]);
    shows(&town.ask("平城区哪里有免费理发").await, &["每周三上午"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn what_was_taken_away_is_not_opened_by_an_old_button() {
    let town = Town::of(Workplace::with_notices()).await;
    let answer = town.ask("平城区哪里有免费理发").await;
    fs::remove_file(town.place.path("knowledge/articles/haircut.md")).unwrap();
    shows(&town.told(OPERATOR, "/reload").await, &["去掉1条"]);
    let gone = town.press(&answer, "看全文").await;
    shows(&gone, &["这条已经撤下来了，请别照着办"]);
    hides(&gone, &["每周三"]);
    town.end_of_day().await;
}
