//! What it takes to show something again, as it stands in the database: rows of a month ago are still read.
//!
//! Knows nothing of where it is kept.

use serde::{Deserialize, Serialize};

use crate::{
    answer::{AskedPlace, PlaceFrom},
    article::{ArticleId, PlacePath},
    messaging::SubmissionId,
    question::PreviousTurn,
};

/// More digits in a row are somebody's number and no part of a question.
const DIGITS: usize = 6;

/// What the buttons below something shown refer to.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::conversation) enum ButtonContext {
    /// A question, to be asked again.
    Question { text: String, before: Option<PriorQuestion>, place: Option<PlacePath>, just_asking: bool },
    /// A page of a list.
    List { place: Option<PlacePath>, service: Option<String>, articles: Vec<ArticleId> },
    /// Places of the same name.
    Places(Vec<PlacePath>),
    /// Words for the editors.
    Written { text: String, is_notice: bool },
    /// A file for the editors, by its number.
    #[serde(rename = "parcel")]
    Submission(SubmissionId),
}

/// What was said before a question.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::conversation) struct PriorQuestion {
    question: String,
    places: Vec<PriorPlace>,
    services: Vec<String>,
    article: Option<ArticleId>,
}

/// A place as it was written, and which one is meant.
#[derive(Debug, Serialize, Deserialize)]
struct PriorPlace(String, PlacePath);

impl From<PreviousTurn> for PriorQuestion {
    fn from(before: PreviousTurn) -> Self {
        let PreviousTurn { question, places, services, article } = before;
        let places = places.into_iter().map(|place| PriorPlace(place.as_written, place.path)).collect();
        Self { question: without_numbers(&question), places, services, article }
    }
}

impl From<PriorQuestion> for PreviousTurn {
    fn from(prior: PriorQuestion) -> Self {
        let PriorQuestion { question, places, services, article } = prior;
        let asked =
            |PriorPlace(as_written, path)| AskedPlace { path, as_written, from: PlaceFrom::Conversation };
        Self { question, places: places.into_iter().map(asked).collect(), services, article }
    }
}

/// A question without telephone and identity numbers.
pub(in crate::conversation) fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut digits = String::new();
    for character in text.chars().chain([' ']) {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        if digits.len() <= DIGITS {
            out.push_str(&digits);
        }
        digits.clear();
        out.push(character);
    }
    out.pop();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_last_month_are_read_and_written_alike() {
        let rows = [
            r#"{"question":{"text":"那几点开始","before":{"question":"平城区哪里有免费理发","places":[["平城区","山西省/大同市/平城区"]],"services":["家政便民"],"article":"2024/haircut"},"place":"山西省/大同市/云冈区","just_asking":true}}"#,
            r#"{"question":{"text":"哪儿能理发","before":null,"place":null,"just_asking":false}}"#,
            r#"{"list":{"place":"山西省/大同市","service":"家政便民","articles":["2024/1","2024/2"]}}"#,
            r#"{"list":{"place":null,"service":null,"articles":[]}}"#,
            r#"{"places":["山西省/阳泉市/城区","山西省/晋城市/城区"]}"#,
            r#"{"written":{"text":"周六义诊","is_notice":true}}"#,
            r#"{"parcel":17}"#,
        ];
        for row in rows {
            let context: ButtonContext = serde_json::from_str(row).unwrap();
            assert_eq!(serde_json::to_string(&context).unwrap(), row);
        }
        let context = serde_json::from_str(rows[0]).unwrap();
        let ButtonContext::Question { before: Some(before), .. } = context else { panic!("{context:?}") };
        let before = PreviousTurn::from(before);
        assert_eq!(
            (before.places[0].as_written.as_str(), before.places[0].path.name()),
            ("平城区", "平城区")
        );
    }

    #[test]
    fn numbers_of_people_are_not_kept() {
        let cases = [
            ("平城区60岁以上免费体检", "平城区60岁以上免费体检"),
            ("我的电话13900000000怎么登记", "我的电话怎么登记"),
            ("身份证140202190001010000", "身份证"),
            ("2024年", "2024年"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(without_numbers(text), expected);
        }
    }
}
