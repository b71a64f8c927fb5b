//! Lists, whole articles and reports as they are read.

use expect_test::expect;
use jiff::civil::date;

use super::{id, sound};
use crate::{
    article::{Article, ArticleId, PlacePath, Published, PublishedFrom},
    diagnostic::{Diagnostic, Severity},
    knowledge_base::LoadReport,
    messaging::Message,
    reply::{List, article, latest, reloaded, samples, samples::shown},
};

#[test]
fn the_newest_are_a_numbered_list() {
    let notices = [samples::haircut(), samples::haircut_elsewhere()];
    let place = PlacePath::new("山西省/大同市");
    let list = List {
        place: Some(&place),
        service: None,
        notices: &notices,
        page: 1,
        more: true,
        others_read: false,
    };
    let message = latest(&list, id());
    expect![[r#"
        大同市最新的消息（第2页）

        1. 理发师傅进院子
        平城区，正在办，2024年10月16日

        2. 河边公园理发不要钱
        运城市盐湖区，正在办，2024年10月16日

        想看哪一条，点一下，或者回个数字。
        ［看第1条］［看第2条］
        ［回上一页］［下一页］
        ［有新的告诉我］"#]]
    .assert_eq(&shown(&message));
    sound(&[message]);
    let empty =
        List {
            notices: &[], page: 0, more: false, others_read: false, service: Some("心理服务"), ..list
        };
    let nothing = "大同市心理服务还没登过什么。报上没登过，不等于没有。\n［有新的告诉我］";
    assert_eq!(shown(&latest(&empty, id())), nothing);
}

fn notice(body: &str) -> Article {
    Article {
        id: ArticleId("2022/hotline".to_owned()),
        title: Some("说说<心里>话".to_owned()),
        body: body.to_owned(),
        published: Some(Published {
            date: "2022-05".parse().unwrap(),
            from: PublishedFrom::Inferred,
            inference: None,
        }),
        source: Some("云中晚报".to_owned()),
        url: Some("https://paper.example/5".to_owned()),
        phone: Some("0352-0000000".to_owned()),
        ..Article::default()
    }
}

#[test]
fn a_whole_article_ends_with_source_and_date() {
    let message = article(&notice("心里不痛快就打个电话。\n晚上八点以前有人接。"), date(2024, 10, 18));
    expect![[r#"
        说说<心里>话
        报上没印日期，看内容大约是2022年5月，两年前了。

        心里不痛快就打个电话。

        晚上八点以前有人接。

        电话：0352-0000000

        出处：云中晚报
        日期：大约2022年5月，报上没印
        ［看原报］ https://paper.example/5"#]]
    .assert_eq(&shown(&message));
    sound(&[message]);
    let endless = article(&notice(&"街道请来师傅修鞋。\n".repeat(9000)), date(2024, 10, 18));
    let overflow = endless.overflow.clone().unwrap();
    assert_eq!((overflow.longer_than, overflow.shown), (5, 4));
    let ending = *overflow.instead.unwrap();
    assert!(ending.text.to_plain().contains("出处：云中晚报"));
    assert_eq!((&ending.buttons, &ending.about), (&endless.buttons, &endless.about));
    sound(&[endless, ending]);
    let withdrawn = Article { withdrawn: true, ..notice("不办了。") };
    assert!(shown(&article(&withdrawn, date(2024, 10, 18))).starts_with("这条已经撤下来了"));
}

#[test]
fn a_reload_is_reported_with_what_to_mend() {
    let problem = |number: u32| Diagnostic {
        severity: if number == 12 { Severity::Error } else { Severity::Warning },
        file: format!("articles/{number}.md"),
        line: Some(number),
        problem: "没写 published".to_owned(),
        remedy: "添一行 published: 2024-10-18".to_owned(),
    };
    let report = LoadReport {
        added: 2,
        articles: 36,
        problems: (1..=12).map(problem).collect(),
        ..LoadReport::default()
    };
    let message: Message = reloaded(&report);
    let text = shown(&message);
    sound(&[message]);
    assert!(text.starts_with("重新读完了。新添2条，改了0条，去掉0条，现在一共36条。"), "{text}");
    assert!(text.contains("articles/12.md第12行（没用上）：没写 published"), "{text}");
    assert_eq!(text.matches("怎么办").count(), 10);
}
