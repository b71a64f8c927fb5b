//! Files of cases: one JSON object a line, each a question that must, or must not, be answered.
//!
//! Knows nothing of how questions are answered, or whether the articles that cases name exist.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::diagnostics::{Diagnostics, Finding};
use crate::{article::ArticleId, diagnostic::Diagnostic};

const EXAMPLE: &str = r#"请写成 {"q": "平城区哪里免费理发", "article": "2024/free-haircuts"}；不该回答的写 "article": null；急事写 "emergency": true"#;

/// What must be heard as an emergency, whatever a folder holds.
const SHIPPED_EMERGENCIES: &str = include_str!("../../knowledge/cases/emergencies.jsonl");

/// A question with the answer that it must get.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// The question.
    pub question: String,
    /// What it must get.
    pub expected: Expected,
    /// Words that stand in the right passage.
    pub answer: Option<String>,
    /// The day of asking, where it matters.
    pub(crate) today: Option<Date>,
    /// Its line in the file, counted from 1.
    pub line: u32,
}

/// What a question must get.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Expected {
    /// A passage of one of these articles.
    Articles(Vec<ArticleId>),
    /// No passage: nothing printed answers it.
    #[default]
    Nothing,
    /// The number to call and what to do.
    Help,
}

impl Expected {
    /// The articles each of which answers it.
    #[must_use]
    pub(crate) fn articles(&self) -> &[ArticleId] {
        match self {
            Self::Articles(ids) => ids,
            Self::Nothing | Self::Help => &[],
        }
    }
}

/// The emergencies that every folder must hear.
#[must_use]
pub(crate) fn shipped_emergencies() -> Vec<Case> {
    read_cases("cases/emergencies.jsonl", SHIPPED_EMERGENCIES).0
}

/// The cases of one file; a line that cannot be used is a problem, and the others count.
#[must_use]
pub fn read_cases(file: &str, text: &str) -> (Vec<Case>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::new(file);
    let mut asked: BTreeMap<String, u32> = BTreeMap::new();
    let mut cases = Vec::new();
    for (line, text) in text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        let line = line as u32 + 1;
        let Ok(Value::Object(object)) = serde_json::from_str::<Value>(text) else {
            diagnostics.error(line, Finding::new("这一行不是完整的 JSON", EXAMPLE));
            continue;
        };
        let Some(case) = read_case(&object, line, &mut diagnostics) else { continue };
        if let Some(first) = asked.get(case.question.trim()) {
            diagnostics.warning(line, Finding::new(format!("这个问题第 {first} 行已经有了"), "请删掉一行"));
        }
        asked.entry(case.question.trim().to_owned()).or_insert(line);
        cases.push(case);
    }
    (cases, diagnostics.into_problems())
}

fn read_case(object: &Map<String, Value>, line: u32, diagnostics: &mut Diagnostics) -> Option<Case> {
    let question = object.get("q").and_then(Value::as_str).filter(|question| !question.trim().is_empty());
    if question.is_none() {
        diagnostics.error(line, Finding::new("没有问题（q）", EXAMPLE));
    }
    let id = |id: &str| ArticleId(id.to_owned());
    let expected = match (object.get("article"), object.get("emergency")) {
        (None, Some(Value::Bool(true))) => Some(Expected::Help),
        (Some(Value::Null), None) => Some(Expected::Nothing),
        (Some(Value::String(name)), None) => Some(Expected::Articles(vec![id(name)])),
        (Some(Value::Array(ids)), None) if !ids.is_empty() && ids.iter().all(Value::is_string) => {
            Some(Expected::Articles(ids.iter().filter_map(Value::as_str).map(id).collect()))
        }
        (other, _) => {
            let finding = match other {
                None => "没有写答案在哪条通知（article）",
                Some(_) => "article 要写通知的编号（几个的话写成 [\"…\", \"…\"]），或者 null",
            };
            diagnostics.error(line, Finding::new(finding, EXAMPLE));
            None
        }
    };
    let today = object.get("today").and_then(|today| {
        let day = today.as_str().and_then(|day| day.parse().ok());
        if day.is_none() {
            let remedy = "请写成 \"today\": \"2024-10-18\"，或者删掉";
            diagnostics.error(line, Finding::new(format!("日期 today 写成了 {today}"), remedy));
        }
        day
    });
    Some(Case {
        question: question?.to_owned(),
        expected: expected?,
        answer: object.get("answer").and_then(Value::as_str).map(str::to_owned),
        today,
        line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_case_or_a_problem() {
        let ids = |ids: &[&str]| {
            Some(Expected::Articles(ids.iter().map(|id| ArticleId((*id).to_owned())).collect()))
        };
        let cases = [
            (r#"{"q":"理发","article":"a"}"#, ids(&["a"]), 0),
            (r#"{"q":"理发","article":["a","b"],"today":"2024-10-18"}"#, ids(&["a", "b"]), 0),
            (r#"{"q":"着火了","emergency":true}"#, Some(Expected::Help), 0),
            (r#"{"q":"着火了","emergency":false}"#, None, 1),
            (r#"{"q":"着火了","emergency":true,"article":null}"#, None, 1),
            (r#"{"q":"理发","article":null}"#, Some(Expected::Nothing), 0),
            (r#"{"q":"理发","article":[]}"#, None, 1),
            (r#"{"q":"理发","article":7}"#, None, 1),
            (r#"{"q":"理发"}"#, None, 1),
            (r#"{"q":" ","article":null}"#, None, 1),
            (r#"{"q":"理发","article":null,"today":"明天"}"#, Some(Expected::Nothing), 1),
            (r#"["理发"]"#, None, 1),
            ("理发", None, 1),
            ("  ", None, 0),
        ];
        for (text, expected, findings) in cases {
            let (read, problems) = read_cases("cases/x.jsonl", text);
            assert_eq!(read.into_iter().next().map(|case| case.expected), expected, "{text}");
            assert_eq!(problems.len(), findings, "{text}");
        }
    }

    #[test]
    fn a_question_that_comes_twice_is_told() {
        let line = r#"{"q":"理发","article":null}"#;
        let (cases, problems) = read_cases("cases/x.jsonl", &format!("{line}\n\n{line}\n"));
        assert_eq!((cases.len(), problems.len()), (2, 1));
        assert_eq!((cases[1].line, problems[0].line), (3, Some(3)));
    }
}
