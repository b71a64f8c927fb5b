//! `eval`: figures and misses, from the folder's cases and from named files.

use crate::workplace::{TODAY, Workplace};

#[test]
fn misses_are_told_with_what_came_instead() {
    let place = Workplace::with_notices();
    let cases = [
        r#"{"q":"平城区哪里免费理发","article":"haircut","answer":"每周三上午"}"#,
        r#"{"q":"平城区哪里量血压","article":["haircut","pressure"],"answer":"免费量血压","today":"2024-12-01"}"#,
        r#"{"q":"哪里修鞋配钥匙","article":"pressure"}"#,
        r#"{"q":"哪里能考潜水证","article":null}"#,
    ];
    place.write("knowledge/cases/mine.jsonl", cases.join("\n"));
    let ended = place.run(&["eval", "--today", TODAY]);
    assert_eq!(ended.code, Some(1));
    let miss = "cases/mine.jsonl:3  哪里修鞋配钥匙";
    assert!(
        ended.out.contains(miss) && ended.out.contains("来的是") && ended.out.contains("shoes"),
        "{}",
        ended.out
    );
    assert_eq!(ended.out.matches(".jsonl:").count(), 1, "{}", ended.out);
    let figures = ended.out.lines().last().unwrap();
    assert!(figures.starts_with("article@1 0.667 (2/3)  article@3 "), "{figures}");
    assert!(
        figures.contains("answered 1.000 (3/3)") && figures.contains("false answers 0.000 (0/1)"),
        "{figures}"
    );
    let lines = place.run(&["eval", "--json", "--today", TODAY]).json();
    assert_eq!(lines.len(), 5);
    assert_eq!((&lines[0]["verdict"], &lines[2]["verdict"]), (&"right".into(), &"wrong_article".into()));
    assert_eq!(lines[4]["figures"]["answerable"], 3);
    place.write("one.jsonl", cases[0]);
    assert_eq!(place.run(&["eval", "one.jsonl", "--today", TODAY]).code, Some(0));
}
