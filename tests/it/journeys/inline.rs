//! `@bot` with some words in any chat.

use serde_json::Value;

use super::town::Town;

fn titles(offered: &Value) -> Vec<String> {
    offered["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["title"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_passage_is_put_into_another_chat_with_its_source() {
    let town = Town::living_in(Some("山西省/大同市")).await;
    let offered = town.fake.until_offered(&town.fake.types(9, "免费理发 平城", "")).await;
    assert_eq!((&offered["is_personal"], &offered["cache_time"]), (&true.into(), &30.into()));
    assert!(titles(&offered)[0].contains("柳港园南院社区"), "{offered}");
    let first = &offered["results"][0];
    assert!(first["description"].as_str().unwrap().contains("平城区"), "{first}");
    let text = first["input_message_content"]["message_text"].as_str().unwrap();
    for part in
        ["（办过了，2024年10月）", "一分钱不收", "报纸名没印（001）", "2024年10月18日", "平城区新旺街道"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    let none = town.fake.until_offered(&town.fake.types(9, "大同哪里能学开飞机", "")).await;
    assert_eq!(titles(&none), Vec::<String>::new());
    assert!(none["button"]["text"].as_str().unwrap().contains("没找到"), "{none}");
    let help = town.fake.until_offered(&town.fake.types(9, "家里着火了", "")).await;
    assert!(titles(&help)[0].contains("119"), "{help}");
    assert_eq!(town.fake.said(9).len(), 0, "nothing is said in private");
    town.end_of_day().await;
}

#[tokio::test]
async fn without_words_the_newest_are_offered_page_by_page() {
    let town = Town::shipped().await;
    let first = town.fake.until_offered(&town.fake.types(9, "", "")).await;
    assert_eq!((titles(&first).len(), &first["next_offset"]), (10, &"1".into()));
    let text = first["results"][0]["input_message_content"]["message_text"].as_str().unwrap();
    assert!(text.contains("》据报纸名没印（") && text.contains("年"), "{text}");
    let second = town.fake.until_offered(&town.fake.types(9, " ", "1")).await;
    assert!(titles(&second).iter().all(|title| !titles(&first).contains(title)), "{second}");
    town.end_of_day().await;
}
