//! A slip in a table of the folder: the shipped one stands in, the message says so truthfully, emergencies are heard.

use linli::operators::Trigger;

use super::town::{Town, hides, labels, shows};
use crate::{
    bot::running::OPERATOR,
    workplace::{Workplace, ask},
};

/// Every table that may lie in a folder.
const TABLES: [&str; 10] = [
    "emergencies.toml",
    "services.toml",
    "hotlines.toml",
    "synonyms.toml",
    "places/provinces.csv",
    "places/cities.csv",
    "places/districts.csv",
    "places/streets.csv",
    "places/communities.csv",
    "places/aliases.csv",
];
/// What happens to files: a slip, another kind of file, nothing, bytes that are no text.
const SLIPS: [&[u8]; 4] = [b"[[x", b"{\"name\": 1}", b"", &[0xff; 64]];

#[test]
fn a_table_that_cannot_be_read_leaves_the_shipped_one_in_place() {
    let sound = Workplace::with_notices().open();
    let told = |knowledge: &linli::knowledge_base::KnowledgeBase| {
        let said = ["着火了快来人", "平城区哪里能剃头", "大同有没有法律咨询热线"];
        said.map(|text| format!("{:?}", ask(knowledge, text)))
    };
    let expected = told(&sound);
    for slip in SLIPS {
        let place = Workplace::with_notices();
        for table in TABLES {
            place.write(&format!("knowledge/{table}"), slip);
        }
        let (knowledge, report) = linli::knowledge_base::KnowledgeBase::open(&place.options()).unwrap();
        let slip = String::from_utf8_lossy(slip);
        assert_eq!(told(&knowledge), expected, "{slip}");
        for table in TABLES {
            let problem = report.problems.iter().find(|problem| problem.file == table);
            let remedy = problem.map(|problem| problem.remedy.as_str()).unwrap_or_default();
            assert!(remedy.contains("先按程序自带的来"), "{table} {slip}: {problem:?}");
        }
    }
}

#[tokio::test]
async fn the_gate_asks_the_shipped_emergencies_of_every_folder() {
    let town = Town::of(Workplace::with_notices()).await;
    town.told(OPERATOR, "你好").await;
    // It can be read, but it hears one kind only.
    let one = "[[emergency]]\nname = \"打雷\"\nsay = [\"打雷了\"]\ncall = [[\"110\", \"报警\"]]\n";
    town.place.write("knowledge/emergencies.toml", one);
    town.look(Trigger::Folder).await;
    let asked = town.operator_reads("先没换上").await;
    assert_eq!(labels(&asked), ["换上", "不换"]);
    shows(&town.ask("我家着火了").await, &["119"]);
    town.end_of_day().await;
}

#[tokio::test]
async fn a_notice_that_is_replaced_or_withdrawn_by_hand_loses_its_cases() {
    let replaced = "---\ntitle: \"别的事\"\npublished: 2024-10-20\nsource: \"邻里小报\"\n\
                    supersedes: haircut\n---\n\n社区通知大家节约用水。\n";
    let withdrawn = "---\ntitle: \"振兴街社区每周三免费理发\"\npublished: 2024-10-18\nsource: \"邻里小报\"\n\
                     withdrawn: true\n---\n\n振兴街社区每周三上午给老人免费理发。\n";
    for (file, text) in [("other", replaced), ("haircut", withdrawn)] {
        let place = Workplace::with_notices();
        place.write(
            "knowledge/cases/own.jsonl",
            "{\"q\": \"平城区哪里有免费理发\", \"article\": \"haircut\"}\n",
        );
        let town = Town::of(place).await;
        town.told(OPERATOR, "你好").await;
        town.place.write(&format!("knowledge/articles/{file}.md"), text);
        town.look(Trigger::Folder).await;
        shows(&town.operator_reads("先没换上").await, &["平城区哪里有免费理发"]);
        shows(&town.ask("平城区哪里有免费理发").await, &["每周三上午"]);
        hides(&town.ask("平城区哪里有免费理发").await, &["更正"]);
        town.end_of_day().await;
    }
}
