//! What the files of residents and operators say besides their words: keys that act on other notices, and names.

use std::fs;

use super::{
    sending::files,
    town::{RESIDENT, Town, hides, shows},
};
use crate::{
    bot::running::OPERATOR,
    fake_telegram::{FakeTelegram, Shown, resident},
    workplace::Workplace,
};

const QUESTION: &str = "平城区哪里有免费理发";

/// A notice about something else, with a line that acts on another one.
fn notice(number: usize, keys: &str) -> String {
    format!(
        "---\ntitle: \"幸福里小区拾到{number}号铜钥匙\"\npublished: 2026-11-20\nsource: \"大同日报\"\n\
         places: [\"山西省/大同市/云冈区\"]\nurl: \"https://evil.example/pay\"\n{keys}\n---\n\n\
         幸福里小区门卫拾到{number}串铜钥匙，失主请到门卫室认领。\n"
    )
}

/// The resident sends a file and nods; what an operator reads of it.
async fn handed_in(town: &Town, name: &str, text: &str) -> Shown {
    let before = town.fake.said(RESIDENT).len();
    town.fake.sends_file(resident(RESIDENT), name, text.as_bytes());
    let shown = town.comes(RESIDENT, before).await;
    let before = town.fake.said(OPERATOR).len();
    town.turn(&shown, "交给编辑部").await;
    town.fake.until_said(OPERATOR, before + 1).await.remove(before)
}

#[tokio::test]
async fn a_residents_file_does_nothing_to_other_notices() {
    let town = Town::of(Workplace::with_notices()).await;
    town.told(OPERATOR, "你好").await;
    let answer = town.ask(QUESTION).await;
    let neighbour = town.told(8, QUESTION).await;
    let cases = [
        ("supersedes: \"haircut\"", "代替哪一条（supersedes）"),
        ("replaces: \"haircut\"", "顶替哪一条（replaces）"),
        ("replaces: \"haircut\"\nwithdrawn: true", "已撤下（withdrawn）"),
    ];
    for (number, (keys, said)) in (1..).zip(cases) {
        let draft = handed_in(&town, "钥匙.md", &notice(number, keys)).await;
        shows(&draft, &["有人交来一条通知", "交来的文件里还写着：", "铜钥匙", "居民交来的通知"]);
        shows(&draft, &[said, "都没有采用"]);
        shows(&draft, &["网址（url）"]);
        hides(&draft, &["evil.example", "大同日报", "这一条会", "haircut"]);
        let before = town.fake.said(RESIDENT).len();
        let taken = town.turn(&draft, "收下").await;
        shows(&taken, &["收下了"]);
        let thanks = town.fake.until_said(RESIDENT, before + usize::from(number == 1)).await;
        assert!(thanks.iter().all(|said| !said.text.contains("更正")), "{thanks:#?}");
    }
    shows(&town.newcomer_asks(QUESTION).await, &["每周三上午", "邻里小报"]);
    for shown in [&answer, &neighbour] {
        let now = town.fake.said(shown.chat);
        assert!(now.iter().any(|now| now.id == shown.id && now.text == shown.text), "{now:#?}");
        assert!(now.iter().all(|said| !said.text.contains("更正")), "{now:#?}");
    }
    assert_eq!(town.fake.said(8).len(), 1);
    let taken = files(&town.place, "articles/2026");
    assert_eq!(taken.len(), 3, "{taken:?}");
    for file in taken {
        let text = fs::read_to_string(town.place.path("knowledge/articles/2026").join(file)).unwrap();
        for key in ["supersedes", "replaces", "withdrawn", "url", "大同日报", "published_from"] {
            assert!(!text.contains(key), "{key} in\n{text}");
        }
    }
    town.end_of_day().await;
}

#[tokio::test]
async fn an_operator_sees_what_his_own_file_does_before_he_takes_it() {
    let town = Town::of(Workplace::with_notices()).await;
    let cases = [
        ("supersedes: \"haircut\"", "这一条会代替“振兴街社区每周三免费理发”（haircut）"),
        ("supersedes: \"nothing\"", "这一条会代替nothing（资料里没有这一条"),
        ("replaces: \"haircut\"", "这一条会顶替“振兴街社区每周三免费理发”（haircut）"),
        ("replaces: \"haircut\"\nwithdrawn: true", "这一条会撤下“振兴街社区每周三免费理发”（haircut）"),
        ("withdrawn: true", "文件里写着已撤下"),
        ("valid: \"2026-11-01/2026-12-31\"", "有效期按文件里写的算：2026-11-01/2026-12-31"),
    ];
    for (number, (keys, said)) in (1..).zip(cases) {
        let draft = town.sent("钥匙.md", notice(number, keys).as_bytes()).await;
        shows(&draft, &["大同日报"]);
        shows(&draft, &[said, "铜钥匙"]);
        shows(&draft, &["网址：https://evil.example/pay"]);
        hides(&draft, &["没有采用"]);
    }
    // They hold.
    let answer = town.ask(QUESTION).await;
    shows(&answer, &["每周三上午"]);
    let draft = town.sent("钥匙.md", notice(7, "supersedes: \"haircut\"").as_bytes()).await;
    town.press_and_see(&draft, "收下", "收下了").await;
    let changed = |fake: &FakeTelegram| {
        fake.said(RESIDENT).into_iter().find(|now| now.id == answer.id && now.text.contains("【已更正】"))
    };
    town.fake.until("the correction", changed).await;
    town.end_of_day().await;
}

#[tokio::test]
async fn a_files_name_is_only_a_name() {
    let town = Town::of(Workplace::with_notices()).await;
    town.told(OPERATOR, "你好").await;
    let own = fs::read(town.place.path("knowledge/articles/haircut.md")).unwrap();
    let long = format!("{}.md", "长".repeat(200));
    let cases = [
        ("haircut.md", "《haircut.md》"),
        ("../../articles/haircut.md", "《haircut.md》"),
        ("/withdraw#1.md", "《withdraw#1.md》"),
        ("通知\u{202e}dm.md", "《通知dm.md》"),
        ("הודעה.md", "《הודעה.md》"),
        (long.as_str(), "《长长长"),
    ];
    for (number, (name, shown)) in (1..).zip(cases) {
        let draft = town.sent(name, notice(number, "").as_bytes()).await;
        shows(&draft, &[shown, "就这一篇"]);
        assert!(draft.text.chars().count() < 600, "{draft:?}");
        let file = town.turn(&draft, "收下").await.text;
        let (_, file) = file.split_once("文件：").unwrap();
        let file = file.split_whitespace().next().unwrap();
        assert!(file.starts_with("articles/2026/") && file.ends_with(".md"), "{file}");
        assert!(file.chars().count() < 120 && !file.contains(['#', '\\', '\u{202e}']), "{file}");
        assert!(!file.contains(".."), "{file}");
    }
    assert_eq!(files(&town.place, "articles/2026").len(), cases.len());
    assert_eq!(fs::read(town.place.path("knowledge/articles/haircut.md")).unwrap(), own);
    let draft = handed_in(&town, "/forgetme", &notice(9, "")).await;
    shows(&draft, &["《forgetme》"]);
    town.end_of_day().await;
}
