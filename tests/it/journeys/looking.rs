//! An operator looks at what was sent: the whole of it, every kind of file, many articles, what nobody decides on.

use std::io::{Cursor, Write};

use super::{
    sending::{PAGE, files},
    town::{Town, hides, labels, shows},
};
use crate::{bot::running::OPERATOR, workplace::Workplace};

#[tokio::test]
async fn labels_may_be_typed_until_something_else_is_talked_of() {
    let town = Town::of(Workplace::with_notices()).await;
    town.sent("003.txt", PAGE.as_bytes()).await;
    shows(&town.told(OPERATOR, "不要").await, &["没要：“文华苑社区请来磨刀师傅”", "第2篇"]);
    shows(&town.told(OPERATOR, " 收下 ").await, &["收下了：“振兴街社区教老人用手机”", "第3篇"]);
    shows(&town.told(OPERATOR, "放回上一篇").await, &["放回去了", "第2篇"]);
    shows(&town.told(OPERATOR, "谢谢").await, &["不客气"]);
    hides(&town.told(OPERATOR, "收下").await, &["收下了"]);
    assert!(files(&town.place, "articles/2024").is_empty());
    town.end_of_day().await;
}

#[tokio::test]
async fn a_long_article_is_read_whole_before_it_is_filed() {
    let town = Town::of(Workplace::with_notices()).await;
    let middle = "报名的人先在社区登记，再按单子上的日子来，不用排队。".repeat(20);
    let notice =
        format!("修表摊搬到振兴街\n\n修表摊搬到平城区振兴街菜场门口，天天都在。{middle}末班到晚上七点。\n");
    let shown = town.sent("表.txt", notice.as_bytes()).await;
    hides(&shown, &["末班到晚上七点"]);
    assert!(labels(&shown).contains(&"看全文".to_owned()), "{:?}", labels(&shown));
    shows(&town.press(&shown, "看全文").await, &["修表摊搬到振兴街", "末班到晚上七点", "出处："]);
    town.end_of_day().await;
}

/// A Word file, a web page, and a text in the encoding of old Windows.
#[tokio::test]
async fn every_kind_of_file_is_read() {
    let town = Town::of(Workplace::with_notices()).await;
    let words = "平城区文华苑社区从11月起每周六上午给老人免费理发，带上身份证，到活动室排号就行。";
    let html = format!(
        "<html><head><title>周六理发</title></head><body><article><h1>周六理发不要钱</h1>\
         <p>{words}</p><p>{words}</p></article></body></html>"
    );
    let text = format!("周六理发不要钱\n\n{words}\n");
    let (old, _, _) = encoding_rs::GB18030.encode(&text);
    let word = docx(&["周六理发不要钱", words]);
    for (name, bytes) in [("网页.html", html.as_bytes()), ("通知.docx", &word), ("旧.TXT", &old)] {
        let shown = town.sent(name, bytes).await;
        shows(&shown, &[&format!("《{name}》，就这一篇"), "理发", "地点：平城区"]);
    }
    town.end_of_day().await;
}

/// A Word document of these paragraphs.
fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let text: String =
        paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    let xml = format!("<w:document xmlns:w=\"w\"><w:body>{text}</w:body></w:document>");
    archive.write_all(xml.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

#[tokio::test]
async fn thirty_articles_are_worked_off_with_two_taps() {
    let town = Town::of(Workplace::with_notices()).await;
    let report = |number: usize| {
        format!(
            "第{number}社区给老人送来热乎饭\n本报讯 平城区第{number}社区从11月{number}日起给独居老人送午饭，\
             一荤一素{number}块钱，打个电话就能订，送到家门口。\n\n"
        )
    };
    let page: String = (1..=30).map(report).collect();
    let first = town.sent("云中小报20241025.txt", page.as_bytes()).await;
    shows(&first, &["第1篇，一共30篇，还有30篇没定", "2024年10月25日"]);
    let second = town.turn(&first, "不要").await;
    let done = town.turn(&second, "剩下的都收下").await;
    shows(&done, &["收下29篇，不要1篇", "还有19个文件"]);
    assert_eq!(files(&town.place, "articles/2024").len(), 29);
    shows(&town.told(OPERATOR, "/status").await, &["现在一共32条"]);
    let back = town.turn(&done, "都放回去").await;
    shows(&back, &["还有29篇没定"]);
    assert!(files(&town.place, "articles/2024").is_empty());
    town.end_of_day().await;
}

#[tokio::test]
async fn what_nobody_decides_on_is_forgotten() {
    let town = Town::of(Workplace::with_notices()).await;
    let first = town.sent("003.txt", PAGE.as_bytes()).await;
    town.tidy_up("2026-12-06").await;
    let second = town.turn(&first, "看后一篇").await;
    shows(&second, &["第2篇"]);
    town.tidy_up("2026-12-07").await;
    let gone = town.turn(&second, "收下").await;
    shows(&gone, &["这份文件我没留着", "请您再发一次"]);
    assert!(files(&town.place, "articles/2024").is_empty());
    shows(&town.told(OPERATOR, "/drafts").await, &["没有等您定的"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn where_no_place_is_told_the_residents_own_is_one_tap_away() {
    let place = Workplace::with_notices();
    let town = Town::of_home(place, "山西省/大同市").await;
    let page = "云中小报 2024年10月25日 星期五 第3版\n\n热线电话换了号码\n\
                本报讯 供热热线从下周起换成新号码，老号码还能用半年，家里不热打这个电话就有人管。\n\n\
                公交车延长到晚上十点\n\
                本报讯 入冬以后末班公交车延长到晚上十点，老人凭证免费坐车，刷身份证也行。\n";
    let first = town.sent("003.txt", page.as_bytes()).await;
    shows(&first, &["地点：没认出来"]);
    let changed = town.turn(&first, "地点就是大同市").await;
    shows(&changed, &["改好了", "地点：大同市"]);
    let changed = town.turn(&changed, "整份都用这个地点").await;
    let second = town.turn(&changed, "收下").await;
    shows(&second, &["第2篇", "地点：大同市"]);
    town.end_of_day().await;
}
