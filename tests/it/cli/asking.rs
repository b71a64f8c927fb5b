//! `ask` and `latest`: the shape of what they print, and questions of every kind.

use std::{ffi::OsString, os::unix::ffi::OsStringExt};

use serde_json::Value;

use super::{fields, keys};
use crate::workplace::{TODAY, Workplace};

const PASSAGE: &str = "article title label text wording file lines source published published_from event places \
                       services also score";

fn strings(value: &Value) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(Value::is_string))
}

fn one_of(value: &Value, allowed: &str) -> bool {
    value.as_str().is_some_and(|value| allowed.split_whitespace().any(|one| one == value))
}

/// Everything that the contract says of one line of `ask --json`.
fn shape(line: &Value) {
    let expected = "question outcome missing confidence understood passages choices reply";
    assert_eq!(keys(line), fields(expected), "{line}");
    assert!(one_of(&line["outcome"], "answered near_miss which_place not_found emergency chitchat refused"));
    assert!(line["missing"].is_null() || one_of(&line["missing"], "place time service detail"), "{line}");
    assert!((0.0..=1.0).contains(&line["confidence"].as_f64().unwrap()), "{line}");
    assert!(strings(&line["reply"]) && !line["reply"].as_array().unwrap().is_empty(), "{line}");
    let understood = &line["understood"];
    assert_eq!(keys(understood), fields("places services time wants corrected"), "{line}");
    for place in understood["places"].as_array().unwrap() {
        assert_eq!(keys(place), fields("path as_written from"));
        assert!(one_of(&place["from"], "question conversation user home"));
    }
    for want in understood["wants"].as_array().unwrap() {
        assert!(one_of(want, "phone time place cost conditions how who number list"));
    }
    assert!(strings(&understood["services"]), "{line}");
    if !understood["time"].is_null() {
        assert_eq!(keys(&understood["time"]), fields("from to"));
    }
    let passages = line["passages"].as_array().unwrap();
    assert!(passages.len() <= 10);
    passages.iter().for_each(passage);
}

fn passage(passage: &Value) {
    assert_eq!(keys(passage), fields(PASSAGE), "{passage}");
    let text = passage["text"].as_str().unwrap();
    assert!(!text.is_empty() && text.chars().count() <= 200, "{text}");
    assert!(one_of(&passage["wording"], "printed retold"));
    assert!(
        passage["published_from"].is_null() || one_of(&passage["published_from"], "printed given inferred")
    );
    assert_eq!(keys(&passage["event"]), fields("from to status"));
    assert!(one_of(&passage["event"]["status"], "upcoming ongoing ended reported undated"));
    assert!(strings(&passage["places"]) && strings(&passage["services"]));
    assert!(passage["file"].is_string() && passage["source"].is_string() && passage["score"].is_number());
    for run in passage["lines"].as_array().unwrap() {
        let (from, to) = (run[0].as_u64().unwrap(), run[1].as_u64().unwrap());
        assert!(1 <= from && from <= to, "{run}");
    }
}

#[test]
fn an_answer_says_all_that_the_contract_lists() {
    let place = Workplace::with_notices();
    let ended = place.run(&["ask", "--json", "--today", TODAY, "平城区哪里免费理发", "修鞋电话多少"]);
    let lines = ended.json();
    assert_eq!((lines.len(), ended.err.as_str()), (2, ""));
    lines.iter().for_each(shape);
    let first = &lines[0];
    assert_eq!(first["question"], "平城区哪里免费理发");
    assert_eq!(first["outcome"], "answered");
    assert!(first["missing"].is_null());
    assert_eq!(first["understood"]["places"][0]["path"], "山西省/大同市/平城区");
    let passage = &first["passages"][0];
    assert_eq!(passage["article"], "haircut");
    assert_eq!(passage["file"], "articles/haircut.md");
    assert_eq!(passage["lines"], serde_json::json!([[8, 8]]));
    assert_eq!(passage["source"], "邻里小报");
    assert_eq!((&passage["published"], &passage["published_from"]), (&"2024-10-18".into(), &"given".into()));
    assert_eq!(passage["places"][0], "山西省/大同市/平城区");
    assert_eq!(passage["text"], "振兴街社区每周三上午在活动室给60岁以上老人免费理发，带身份证。");
    let reply = first["reply"][0].as_str().unwrap();
    assert!(reply.contains("邻里小报") && reply.contains("2024年10月18日"), "{reply}");
    assert_eq!(lines[1]["missing"], "detail", "no phone is in print: {}", lines[1]);
}

#[test]
fn one_line_comes_out_for_each_that_goes_in() {
    let place = Workplace::with_notices();
    let long = "理发".repeat(2500);
    let questions: Vec<Vec<u8>> = [
        "",
        "   ",
        "哪里免费理发",
        "哪里免费理发？修鞋去哪？",
        long.as_str(),
        "👵🏻👴🏼💇‍♀️",
        "Where can I get a free haircut?",
        "<b>理发</b> & <script>alert(1)</script>",
        "title:理发 AND (body:\"修鞋\" OR *) NOT [a TO z]~2 ^9",
        "+-&|!(){}[]^\"~*?:\\/",
        "אין שלום \u{202e}发理费免",
        "理\0发\0",
        "哪\u{200b}里\u{feff}免\u{200d}费理发",
        "哪裡有免費理髮",
        "１２３４５",
        "%s%n{}{0}$HOME `id`",
        "/reload",
        "\t哪里免费理发\t",
    ]
    .iter()
    .map(|question| question.as_bytes().to_vec())
    .chain([b"\xff\xfe\x80\xc0\xaf".to_vec(), "理发".as_bytes()[..4].to_vec(), b"\r".to_vec()])
    .collect();
    let input = [questions.join(&b'\n'), b"\n".to_vec()].concat();
    let ended = place.run_with(&["ask", "--json", "--today", TODAY], &input);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    let lines = ended.json();
    assert_eq!(lines.len(), questions.len());
    lines.iter().for_each(shape);
    for at in [2, 12, 13, 17] {
        assert_eq!(lines[at]["passages"][0]["article"], "haircut", "{}", lines[at]);
    }
    for at in [0, 1, 5, 9, 18, 20] {
        assert_ne!(lines[at]["outcome"], "answered", "{}", lines[at]);
    }
    let plain = place.run_with(&["ask", "--today", TODAY], &input);
    assert_eq!((plain.code, plain.err.as_str()), (Some(0), ""));
    assert!(!plain.out.contains("<b>正在") && plain.out.contains("邻里小报"));
}

#[test]
fn arguments_of_any_bytes_are_questions() {
    let place = Workplace::with_notices();
    let odd = OsString::from_vec(b"\xff\xe7\x90".to_vec());
    let arguments: Vec<OsString> = ["ask".into(), "--json".into(), odd, "".into(), "-".into()].to_vec();
    let ended = place.run(&arguments);
    assert_eq!((ended.code, ended.json().len()), (Some(0), 3), "{ended:?}");
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let place = Workplace::with_notices();
    let ask = || place.run(&["ask", "--json", "--today", TODAY, "平城区 免费", "量血压"]).out;
    let once = ask();
    assert_eq!(once, ask());
    std::fs::remove_dir_all(place.path("state")).unwrap();
    assert_eq!(once, ask(), "from a new index");
}

#[test]
fn the_newest_come_first_with_their_fields() {
    let place = Workplace::with_notices();
    place.write(
        "knowledge/articles/new.md",
        "---\ntitle: \"新通知\"\npublished: 2024-10-30\nsource: \"邻里小报\"\nplaces: [\"山西省/大同市/云冈区\"]\n---\n\n云冈区开了新食堂，老人吃饭便宜。\n",
    );
    let ended = place.run(&["latest", "--json", "--today", TODAY]);
    let lines = ended.json();
    assert_eq!((lines.len(), &lines[0]["article"]), (4, &"new".into()));
    let expected: String = PASSAGE.replace(" text ", " ").replace(" lines ", " ").replace("score", "");
    assert_eq!(keys(&lines[0]), fields(&expected));
    let articles = |arguments: &[&str]| -> Vec<String> {
        let lines = place.run(&[&["latest", "--json", "--today", TODAY], arguments].concat()).json();
        lines.iter().map(|line| line["article"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(articles(&["--place", "云冈区"]), ["new"]);
    assert_eq!(articles(&["--place", "山西省/大同市", "--limit", "2"]).len(), 2);
    assert!(articles(&["--service", "家政便民"]).contains(&"haircut".to_owned()));
    let text = place.run(&["latest", "--today", TODAY]).out;
    assert!(text.starts_with("1. 新通知") && text.contains("2024年10月30日"), "{text}");
    assert!(!Workplace::new().run(&["latest"]).out.trim().is_empty(), "an empty folder is told");
}
