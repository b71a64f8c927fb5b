//! An operator sends files to the bot: articles are looked at one by one, filed, changed, passed over, taken out again.

use std::fs;

use linli::{
    messaging::SubmittedArticleId,
    store::{Decision, DecisionRecord},
};
use serde_json::json;

use super::town::{Town, hides, labels, shows};
use crate::{
    bot::running::OPERATOR,
    fake_telegram::{Fault, Kind, resident},
    workplace::Workplace,
};

/// A page of a paper with three reports.
pub(super) const PAGE: &str = "云中小报 2024年10月25日 星期五 第3版\n\n\
    文华苑社区请来磨刀师傅\n\
    本报讯 10月28日上午，磨刀师傅到平城区文华苑社区给居民磨菜刀、磨剪子，不收一分钱。家里有钝刀的，用布包好带来就行。\n\n\
    振兴街社区教老人用手机\n\
    本报讯 平城区振兴街社区每周二下午在活动室教老人用手机，怎么缴水电费、怎么挂号，志愿者手把手地教。\n\n\
    永泰街道给独居老人送午饭\n\
    本报讯 平城区永泰街道给辖区独居老人送午饭，一荤一素八块钱，打个电话就能订。\n";

/// The files below a folder of the knowledge.
pub(super) fn files(place: &Workplace, below: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(place.path("knowledge").join(below)) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_page_is_looked_at_article_by_article() {
    let town = Town::of(Workplace::with_notices()).await;
    let question = "平城区哪里能磨菜刀";
    hides(&town.ask(question).await, &["磨剪子"]);
    let first = town.sent("003.txt", PAGE.as_bytes()).await;
    shows(
        &first,
        &[
            "《003.txt》第1篇，一共3篇，还有3篇没定",
            "题目：文华苑社区请来磨刀师傅",
            "磨菜刀、磨剪子",
            "2024年10月25日",
            "地点：平城区",
            "哪一类：短消息，家政便民",
        ],
    );
    assert_eq!(
        labels(&first),
        ["收下", "不要", "改标题", "改日期", "改地点", "改出处", "看后一篇", "剩下的都收下", "剩下的都不要"]
    );
    assert!(files(&town.place, "articles/2024").is_empty());
    let second = town.turn(&first, "收下").await;
    shows(
        &second,
        &["收下了：“文华苑社区请来磨刀师傅”", "文件：articles/2024/003-", "第2篇，一共3篇，还有2篇没定"],
    );
    shows(&town.ask(question).await, &["磨剪子", "《文华苑社区请来磨刀师傅》"]);
    let third = town.turn(&second, "不要").await;
    shows(&third, &["没要：“振兴街社区教老人用手机”", "第3篇", "永泰街道给独居老人送午饭"]);
    let done = town.turn(&third, "收下").await;
    shows(&done, &["《003.txt》定完了，收下2篇，不要1篇", "· articles/2024/"]);
    assert_eq!(files(&town.place, "articles/2024").len(), 2);
    hides(&town.ask("平城区哪里教老人用手机").await, &["手把手"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn values_are_changed_in_the_operators_own_words() {
    let town = Town::of(Workplace::with_notices()).await;
    // No day and no name of the paper is printed on it.
    let page = PAGE.split_once('\n').unwrap().1;
    let first = town.sent("第3版.txt", page.as_bytes()).await;
    shows(&first, &["请看一眼", "没认出是哪天登的"]);
    let asked = town.press(&first, "改日期").await;
    shows(&asked, &["“文华苑社区请来磨刀师傅”", "是哪天登的", "算了"]);
    shows(&town.told(OPERATOR, "大概上个礼拜吧").await, &["没看懂是哪天"]);
    shows(&town.told(OPERATOR, "2027年1月1日").await, &["2027年1月1日还没到呢"]);
    let town = town.restarted().await;
    let changed = town.told(OPERATOR, "2024年10月25号").await;
    shows(&changed, &["改好了", "第1篇", "已经结束，2024年10月28日", "2024年10月25日"]);
    let all = town.turn(&changed, "整份都用这个日期").await;
    shows(&all, &["没定的都改好了"]);
    town.press(&all, "改地点").await;
    shows(&town.told(OPERATOR, "乌有市").await, &["没找着“乌有市”"]);
    shows(&town.told(OPERATOR, "大同市平城区文华苑社区").await, &["改好了", "地点：平城区", "文华苑社区"]);
    town.press(&all, "改标题").await;
    shows(&town.told(OPERATOR, "两行\n题目").await, &["要写在一行里"]);
    let changed = town.told(OPERATOR, "磨刀师傅来文华苑").await;
    shows(&changed, &["题目：磨刀师傅来文华苑"]);
    town.press(&changed, "改出处").await;
    let kept = town.told(OPERATOR, "算了").await;
    shows(&kept, &["好，不改"]);
    town.press(&kept, "改出处").await;
    // A command is no name.
    shows(&town.told(OPERATOR, "/status").await, &["现在一共3条"]);
    town.press(&kept, "改出处").await;
    let changed = town.told(OPERATOR, "云中晚报").await;
    shows(&changed, &["云中晚报 2024年10月25日"]);
    let second = town.turn(&changed, "收下").await;
    shows(&second, &["第2篇", "2024年10月25日"]);
    let names = files(&town.place, "articles/2024");
    assert!(names[0].starts_with("第3版-") && names[0].ends_with("-01-磨刀师傅来文华苑.md"), "{names:?}");
    let text = fs::read_to_string(town.place.path(&format!("knowledge/articles/2024/{}", names[0]))).unwrap();
    for line in [
        "title: \"磨刀师傅来文华苑\"",
        "published: \"2024-10-25\"",
        "source: \"云中晚报\"",
        "places: [\"山西省/大同市/平城区/文华苑社区\"]",
        "page: \"pages/第3版-",
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    // Other words are questions again.
    shows(&town.told(OPERATOR, "哪里能磨菜刀").await, &["磨剪子", "云中晚报"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn what_was_filed_is_taken_out_unless_somebody_has_edited_it() {
    let town = Town::of(Workplace::with_notices()).await;
    let first = town.sent("003.txt", PAGE.as_bytes()).await;
    let second = town.turn(&first, "收下").await;
    let back = town.turn(&second, "放回上一篇").await;
    shows(&back, &["放回去了：“文华苑社区请来磨刀师傅”", "第1篇"]);
    assert!(files(&town.place, "articles/2024").is_empty());
    hides(&town.ask("平城区哪里能磨菜刀").await, &["磨剪子"]);
    // An old button does the same as a new one; twice is once.
    let second = town.turn(&back, "收下").await;
    shows(&town.press_and_see(&first, "收下", "第2篇").await, &["收下了"]);
    assert_eq!(files(&town.place, "articles/2024").len(), 1);
    let done = town.turn(&second, "剩下的都收下").await;
    shows(&done, &["《003.txt》定完了，收下3篇", "居民现在就问得到"]);
    assert_eq!(labels(&done), ["都放回去", "从头再看"]);
    let edited = town.place.path("knowledge/articles/2024").join(&files(&town.place, "articles/2024")[1]);
    fs::write(&edited, "---\ntitle: \"手机课\"\n---\n\n振兴街社区教老人用手机，改在周四。\n").unwrap();
    let town = town.restarted().await;
    let back = town.turn(&done, "都放回去").await;
    shows(&back, &["放回去了", "没放回去：articles/2024/003-", "有人改过", "第1篇，一共3篇，还有2篇没定"]);
    assert_eq!(files(&town.place, "articles/2024").len(), 1);
    assert!(fs::read_to_string(&edited).unwrap().contains("周四"));
    let seen = town.turn(&back, "看后一篇").await;
    shows(&seen, &["这一篇已经收下了，文件：articles/2024/003-"]);
    assert_eq!(labels(&seen)[0], "放回去");
    let left = town.turn(&seen, "剩下的都不要").await;
    shows(&left, &["收下1篇，不要2篇"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn files_that_come_together_stay_apart() {
    let town = Town::of(Workplace::with_notices()).await;
    let album = json!({"media_group_id": "album-1"});
    let notice = "---\ntitle: \"修表摊搬到振兴街\"\npublished: 2024-10-30\nsource: \"邻里小报\"\n\
                  places: [\"大同市平城区\"]\n---\n\n修表摊搬到平城区振兴街菜场门口，天天都在。\n";
    town.told(OPERATOR, "你好").await;
    for (name, text) in [("003.txt", PAGE), ("表.md", notice)] {
        town.fake.sends_file_with(resident(OPERATOR), (name, text.as_bytes()), album.clone());
    }
    let said = town.fake.until_said(OPERATOR, 3).await;
    let (page, watch) = (&said[1], &said[2]);
    shows(page, &["《003.txt》第1篇，一共3篇"]);
    shows(watch, &["《表.md》，就这一篇", "题目：修表摊搬到振兴街", "邻里小报 2024年10月30日"]);
    let waiting = town.told(OPERATOR, "/drafts").await;
    shows(&waiting, &["等您定的", "1. 《003.txt》，还有3篇", "2. 《表.md》，还有1篇"]);
    shows(&town.told(OPERATOR, "/status").await, &["有4篇等您定收不收，发 /drafts"]);
    let town = town.restarted().await;
    let done = town.turn(watch, "收下").await;
    shows(&done, &["收下了：“修表摊搬到振兴街”", "文件：articles/2024/表-", "《表.md》定完了，收下1篇"]);
    assert_eq!(labels(&done), ["放回去", "从头再看"]);
    shows(&town.ask("平城区哪里修表").await, &["菜场门口"]);
    shows(&town.turn(page, "不要").await, &["《003.txt》第2篇，一共3篇，还有2篇没定"]);
    let again = town.press(&waiting, "看第1份").await;
    shows(&again, &["《003.txt》第2篇"]);
    // The same file again is the same article: nothing is written twice.
    let again = town.sent("表.md", notice.as_bytes()).await;
    shows(&again, &["资料里已经有一篇题目和开头一样的：articles/2024/表-"]);
    town.turn(&again, "收下").await;
    assert_eq!(files(&town.place, "articles/2024").len(), 1);
    shows(&town.ask("/drafts").await, &["这个只有管理的人能用"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_file_that_cannot_be_used_is_named_with_the_reason_and_the_remedy() {
    let town = Town::of(Workplace::with_notices()).await;
    let cases: [(&str, &[u8], &str); 7] = [
        ("空的.txt", b" \n", "文件是空的"),
        ("照片.jpg", b"\xff\xd8\xff\xe0", "图片"),
        ("旧的.doc", b"\xd0\xcf\x11\xe0", "旧版"),
        ("锁着.docx", b"\xd0\xcf\x11\xe0", "加了密码"),
        ("坏的.pdf", b"%PDF-1.4 x", "PDF"),
        ("包.zip", b"PK\x03\x04", "压缩包"),
        ("乱.txt", &[0xff, 0x00, 0x01, 0x80, 0x9f], "编码"),
    ];
    for (name, bytes, why) in cases {
        let said = town.sent(name, bytes).await;
        shows(&said, &[&format!("《{name}》没读成"), "原因：", why, "怎么办："]);
    }
    let large = vec![b' '; (20 << 20) + 1];
    shows(&town.sent("大.txt", &large).await, &["《大.txt》没读成", "最多20MB", "怎么办："]);
    let photo =
        json!({"photo": [{"file_id": "p", "file_unique_id": "p", "file_size": 1, "width": 1, "height": 1}]});
    let before = town.fake.said(OPERATOR).len();
    town.fake.message(resident(OPERATOR), photo);
    shows(&town.comes(OPERATOR, before).await, &["照片里的字我认不出来", "怎么办："]);
    assert!(town.fake.said(OPERATOR).iter().all(|said| labels(said).is_empty()));
    town.end_of_day().await;
}

#[tokio::test]
async fn a_line_that_fails_is_tried_again_and_nobody_waits_for_it() {
    let town = Town::of(Workplace::with_notices()).await;
    for kind in [Kind::CutBefore, Kind::Proxy(502)] {
        town.fake.inject(Fault { method: "getFile", times: 1, kind });
        town.fake.inject(Fault { method: "file", times: 1, kind: Kind::CutBefore });
        shows(&town.sent("003.txt", PAGE.as_bytes()).await, &["第1篇"]);
    }
    town.fake.inject(Fault { method: "file", times: 1, kind: Kind::Silence });
    town.told(OPERATOR, "你好").await;
    let before = town.fake.said(OPERATOR).len();
    town.fake.sends_file(resident(OPERATOR), "慢.txt", PAGE.as_bytes());
    shows(&town.ask("平城区哪里有免费理发").await, &["每周三上午"]);
    shows(&town.comes(OPERATOR, before).await, &["《慢.txt》没读成", "过一会儿再发一次"]);
    town.end_of_day().await;
}

/// The process ended when the file was written and nothing was noted of it.
#[tokio::test]
async fn an_end_between_filing_and_answering_files_once() {
    let town = Town::of(Workplace::with_notices()).await;
    let first = town.sent("003.txt", PAGE.as_bytes()).await;
    town.turn(&first, "收下").await;
    let store = town.store.clone();
    let again = move || {
        let id = SubmittedArticleId(1);
        let row = store.submitted_article(id).unwrap().unwrap();
        let undecided = DecisionRecord { path: row.path, ..DecisionRecord::of(Decision::Pending) };
        store.decide(id, undecided).unwrap();
    };
    tokio::task::spawn_blocking(again).await.unwrap();
    let before = files(&town.place, "articles/2024");
    let town = town.restarted().await;
    let second = town.turn(&town.fake.said(OPERATOR)[0], "看前一篇").await;
    let second = town.turn(&second, "收下").await;
    shows(&second, &["收下了：“文华苑社区请来磨刀师傅”", "第2篇"]);
    assert_eq!(files(&town.place, "articles/2024"), before);
    shows(&town.turn(&second, "放回上一篇").await, &["放回去了"]);
    assert!(files(&town.place, "articles/2024").is_empty());
    town.end_of_day().await;
}
