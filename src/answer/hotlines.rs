//! Public numbers, read from `knowledge/hotlines.toml`, and those of them that fit a question.
//!
//! Knows nothing of when they are shown.

use jiff::civil::Date;
use serde::Deserialize;

use super::Hotline;
use crate::{
    diagnostic::{Diagnostic, Severity},
    question::Question,
    table::{self, ParsedTable, line_of},
    text::normalize::fold,
};

const FILE: &str = "hotlines.toml";
const SHIPPED: &str = include_str!("../../knowledge/hotlines.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HotlinesFile {
    #[serde(default)]
    hotline: Vec<toml::Spanned<HotlineEntry>>,
}

#[derive(Deserialize)]
struct HotlineEntry {
    #[serde(default)]
    number: String,
    #[serde(default)]
    name: String,
    #[serde(default, rename = "for")]
    services: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    hours: String,
    #[serde(default)]
    from: String,
    checked: Option<toml::value::Datetime>,
}

/// The numbers that ship with the program.
#[must_use]
pub(crate) fn builtin() -> Vec<Hotline> {
    from_toml(SHIPPED).0
}

/// Reads `hotlines.toml`; entries that cannot be used are problems, the rest is kept. Where the whole file cannot be
/// read, the shipped numbers stand in.
#[must_use]
pub(crate) fn from_toml(text: &str) -> (Vec<Hotline>, Vec<Diagnostic>) {
    let ParsedTable { content: file, text, mut problems } = table::read::<HotlinesFile>(FILE, text, SHIPPED);
    let mut hotlines: Vec<Hotline> = Vec::new();
    for entry in file.hotline {
        let line = line_of(text, entry.span().start);
        let entry = entry.into_inner();
        match checked_on(&entry) {
            Err(fault) => problems.push(Diagnostic {
                severity: Severity::Error,
                file: FILE.into(),
                line: Some(line),
                problem: fault.problem,
                remedy: fault.remedy.into(),
            }),
            Ok(checked) => hotlines.push(Hotline {
                number: entry.number,
                name: entry.name,
                hours: entry.hours,
                checked,
                services: entry.services,
                words: entry.words.iter().map(|word| fold(word.trim())).collect(),
            }),
        }
    }
    (hotlines, problems)
}

/// Why an entry cannot be used.
struct EntryFault {
    problem: String,
    remedy: &'static str,
}

/// The day on which a number that can be used was checked.
fn checked_on(entry: &HotlineEntry) -> Result<Date, EntryFault> {
    let HotlineEntry { number, name, from, checked, .. } = entry;
    let fault = |problem: String, remedy| Err(EntryFault { problem, remedy });
    if number.is_empty() || !number.chars().all(|digit| digit.is_ascii_digit() || digit == '-') {
        return fault(format!("电话号码“{number}”不对"), "写成 number = \"12345\"");
    }
    if name.trim().is_empty() {
        return fault(format!("{number} 没有写是谁的电话"), "写上 name = \"…\"");
    }
    let Some(day) = checked.and_then(|written| day_of(&written)) else {
        return fault(format!("{number} 没有写哪天核对过"), "打一遍这个电话，写上 checked = 2026-11-23");
    };
    if from.trim().is_empty() {
        return fault(format!("{number} 没有写号码从哪儿来"), "写上 from = \"…\"");
    }
    Ok(day)
}

/// The day of a date in TOML; none of a bare time.
fn day_of(written: &toml::value::Datetime) -> Option<Date> {
    let date = written.date?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        .ok()
}

/// Public numbers for the services asked for; without one, the general number. 120 and its like have three digits:
/// they are for what happens now, not for asking when vaccinations are given.
pub(super) fn helpful(hotlines: &[Hotline], question: &Question) -> Vec<Hotline> {
    let asked = |hotline: &&Hotline| {
        let services = &question.understood.services;
        let said = |word: &String| question.folded.contains(word.as_str());
        hotline.services.iter().any(|service| services.contains(service))
            && (hotline.words.is_empty() || hotline.words.iter().any(said))
    };
    let mut fitting: Vec<Hotline> =
        hotlines.iter().filter(|hotline| hotline.number.len() > 3).filter(asked).take(2).cloned().collect();
    if let Some(general) = hotlines.iter().find(|hotline| hotline.number == "12345")
        && fitting.len() < 2
        && !fitting.contains(general)
    {
        fitting.push(general.clone());
    }
    fitting
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_numbers_are_sound() {
        let (hotlines, problems) = from_toml(SHIPPED);
        assert_eq!(problems, []);
        assert!(hotlines.iter().any(|hotline| hotline.number == "12345"));
    }

    #[test]
    fn numbers_fit_the_words_of_the_question() {
        for (text, expected) in
            [("停电了找谁", &["12345", "95598"][..]), ("水费在哪交", &["12345"]), ("天气怎么样", &["12345"])]
        {
            let mut question = Question { folded: text.to_owned(), ..Question::default() };
            question.understood.services = vec!["水电气暖".to_owned()];
            let numbers: Vec<String> =
                helpful(&builtin(), &question).into_iter().map(|hotline| hotline.number).collect();
            assert_eq!(numbers, expected, "{text}");
        }
    }

    #[test]
    fn a_number_without_origin_or_day_is_refused() {
        for (text, expected) in [
            ("[[hotline]]\nnumber=\"一二三\"\nname=\"甲\"\nfrom=\"乙\"\nchecked=2026-11-23\n", "不对"),
            ("[[hotline]]\nnumber=\"12345\"\nfrom=\"乙\"\nchecked=2026-11-23\n", "谁的电话"),
            ("[[hotline]]\nnumber=\"12345\"\nname=\"甲\"\nfrom=\"乙\"\n", "哪天核对"),
            ("[[hotline]]\nnumber=\"12345\"\nname=\"甲\"\nchecked=2026-11-23\n", "哪儿来"),
        ] {
            let (hotlines, problems) = from_toml(text);
            assert!(hotlines.is_empty() && problems[0].problem.contains(expected), "{text}: {problems:?}");
        }
    }
}
