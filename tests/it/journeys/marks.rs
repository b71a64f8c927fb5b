//! Notices that look like markup, and notices longer than a message.

use super::town::{Town, shows};
use crate::workplace::Workplace;

#[tokio::test]
async fn marks_in_a_notice_are_shown_as_they_are_printed() {
    let place = Workplace::new();
    place.write(
        "knowledge/articles/marks.md",
        "---\ntitle: '修表<&>修“钟” \"当天取\"'\npublished: 2024-10-18\nsource: '《云中 <&> \"晚报\"》'\n\
         places: [\"山西省/大同市/平城区\"]\n---\n\n\
         平城区文华苑社区修表、修钟，3 < 5 且 5 > 3，\"R&D\" 师傅说 &amp; 也照印，'单引号' 也在。\n",
    );
    let town = Town::of(place).await;
    let (title, source) = ("修表<&>修“钟” \"当天取\"", "《云中 <&> \"晚报\"》");
    let answer = town.ask("平城区哪里修表").await;
    let body = ["3 < 5 且 5 > 3", "\"R&D\" 师傅说 & 也照印", "'单引号' 也在"];
    shows(&answer, &[body[0], body[1], body[2], title, source]);
    let whole = town.press(&answer, "看全文").await;
    shows(&whole, &[title, body[0], body[1], body[2], source]);
    shows(&town.ask("最新").await, &[title]);
    // What the resident writes comes back as written, too.
    shows(&town.ask("平城区<b>哪里</b>修表 & <script>").await, &["修表"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_long_notice_comes_whole_in_several_messages() {
    let place = Workplace::new();
    let paragraph = |number: usize| {
        let smile = if number.is_multiple_of(3) { "😀👨‍👩‍👧" } else { "" };
        format!("第{number}场放电影在文华苑社区的广场上{smile}，晚上七点开始，自己带小板凳<来>就行，不卖票。")
    };
    let paragraphs: Vec<String> = (1..=200).map(paragraph).collect();
    place.notice("films", "文华苑社区露天放电影", &paragraphs.join("\n\n"));
    let town = Town::of(place).await;
    let answer = town.ask("平城区哪里放电影").await;
    let parts = town.press_until(&answer, "看全文", "日期：2024年10月18日").await;
    assert!(parts.len() >= 2, "{} message", parts.len());
    assert!(parts.iter().all(|part| part.text.encode_utf16().count() <= 4096));
    let joined: String = parts.iter().flat_map(|part| part.text.lines()).collect();
    assert!(joined.contains(&paragraphs.concat()), "the text is not whole:\n{joined}");
    assert!(joined.starts_with("文华苑社区露天放电影") && joined.contains("出处：邻里小报"));
    town.end_of_day().await;
}
