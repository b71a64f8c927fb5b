//! A place name that means several places.

use super::town::{Town, hides, labels, shows};
use crate::workplace::Workplace;

fn two_of_a_name() -> Workplace {
    let place = Workplace::new();
    for (id, path) in
        [("qi", "山西省/晋中市/祁县/洪善镇/新营村"), ("qingxu", "山西省/太原市/清徐县/孟封镇/新营村")]
    {
        let text = format!(
            "---\ntitle: \"新营村免费量血压（{id}）\"\npublished: 2024-10-18\nsource: \"邻里小报\"\nplaces: [\"{path}\"]\n---\n\n\
             新营村卫生室每周二上午免费量血压，带身份证。\n"
        );
        place.write(&format!("knowledge/articles/{id}.md"), text);
    }
    place
}

#[tokio::test]
async fn the_resident_chooses_by_button() {
    let town = Town::of(two_of_a_name()).await;
    let which = town.ask("新营村哪里免费量血压").await;
    shows(&which, &["叫“新营村”的地方不止一处", "点一下，或者回个数字就行"]);
    let mut choices = labels(&which);
    choices.sort();
    assert_eq!(choices, ["太原清徐 · 新营村", "晋中祁县 · 新营村"]);
    let answer = town.turn(&which, "晋中祁县 · 新营村").await;
    shows(&answer, &["每周二上午免费量血压", "《新营村免费量血压（qi）》邻里小报", "祁县"]);
    // The place that was chosen is kept.
    shows(&town.ask("电话多少").await, &["报上没印电话", "（qi）", "祁县"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn the_resident_chooses_by_number() {
    let town = Town::of(two_of_a_name()).await;
    let which = town.ask("新营村哪里免费量血压").await;
    let second = labels(&which).remove(1);
    shows(&town.ask("9").await, &["没有这个数字"]);
    let answer = town.ask("第2个").await;
    let id = if second.contains("祁县") { "（qi）" } else { "（qingxu）" };
    shows(&answer, &["每周二上午免费量血压", id]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_community_is_not_meant_ever_after() {
    let town = Town::living_in(Some("山西省/大同市")).await;
    shows(&town.ask("运城有没有给老人理发的").await, &["有这样的活动，但是在大同市"]);
    shows(&town.ask("那儿有没有画展").await, &["运城市的没登过", "按运城市找的"]);
    let hours = town.ask("画展几点开门").await;
    shows(&hours, &["报上没写", "国庆画展"]);
    hides(&hours, &["运城"]);
    let haircut = town.ask("哪里有免费理发").await;
    shows(&haircut, &["一分钱不收", "按大同市找的"]);
    hides(&haircut, &["运城"]);
    // A district at home is kept.
    shows(&town.ask("云冈区有没有免费理发").await, &["有这样的活动，但是在平城区"]);
    shows(&town.ask("画展在哪儿看").await, &["云冈区的没登过", "国庆画展", "按云冈区找的"]);
    town.end_of_day().await;
}
