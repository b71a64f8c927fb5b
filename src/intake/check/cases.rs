//! Cases: one JSON object a line, each a question that must, or must not, be answered.
//!
//! Knows nothing of how questions are answered.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;

use super::CasesFile;
use crate::{
    intake::{
        ReadFile,
        report::{Fault, Report},
    },
    problem::Problem,
};

const EXAMPLE: &str =
    r#"请写成 {"q": "平城区哪里免费理发", "article": "2024/free-haircuts"}；不该回答的写 "article": null"#;

pub(super) fn check(file: &CasesFile, files: &[ReadFile]) -> Vec<Problem> {
    let mut report = Report::new(&file.file);
    let mut asked: BTreeMap<String, u32> = BTreeMap::new();
    for (line, text) in file.text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        let line = line as u32 + 1;
        let Ok(Value::Object(case)) = serde_json::from_str::<Value>(text) else {
            report.error(line, Fault::new("这一行不是完整的 JSON", EXAMPLE));
            continue;
        };
        match case.get("q").and_then(Value::as_str).map(str::trim).filter(|question| !question.is_empty()) {
            None => report.error(line, Fault::new("没有问题（q）", EXAMPLE)),
            Some(question) => {
                if let Some(first) = asked.get(question) {
                    report.warning(line, Fault::new(format!("这个问题第 {first} 行已经有了"), "请删掉一行"));
                }
                asked.entry(question.to_owned()).or_insert(line);
            }
        }
        match case.get("article") {
            None => report.error(line, Fault::new("没有写答案在哪条通知（article）", EXAMPLE)),
            Some(Value::Null) => {}
            Some(Value::String(id)) => {
                check_article(id, case.get("answer"), &Place { files, line }, &mut report)
            }
            Some(_) => report.error(line, Fault::new("article 要写通知的编号，或者 null", EXAMPLE)),
        }
        if let Some(today) = case.get("today")
            && today.as_str().is_none_or(|day| day.parse::<Date>().is_err())
        {
            let remedy = "请写成 \"today\": \"2024-10-18\"，或者删掉";
            report.error(line, Fault::new(format!("日期 today 写成了 {today}"), remedy));
        }
    }
    report.into_problems()
}

struct Place<'a> {
    files: &'a [ReadFile],
    line: u32,
}

fn check_article(id: &str, answer: Option<&Value>, place: &Place<'_>, report: &mut Report) {
    let article =
        place.files.iter().flat_map(|file| &file.articles).find(|article| article.id.as_str() == id);
    let Some(article) = article else {
        let fault = Fault::new(
            format!("没有编号是“{id}”的通知"),
            "编号是 articles 里的路径，不带 .md；版面上的写 pages/001#1",
        );
        report.error(place.line, fault);
        return;
    };
    let printed =
        |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
    if let Some(answer) = answer.and_then(Value::as_str)
        && !printed(&article.body).contains(&printed(answer))
    {
        let fault =
            Fault::new(format!("“{id}”的正文里没有 answer 这句话"), "请从正文里原样复制，一个字都不要改");
        report.error(place.line, fault);
    }
}
