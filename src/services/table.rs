//! Reads `services.toml`.
//!
//! Knows nothing of how its words are matched.

use serde::{Deserialize, de::IgnoredAny};

use crate::{
    diagnostic::{Diagnostic, Severity},
    table::{self, ParsedTable, line_of},
};

/// One service type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceType {
    /// Its name: 养老助老.
    pub(crate) name: String,
    /// Words that make the type by themselves.
    pub(crate) words: Vec<String>,
    /// Words that count only together with others.
    pub(crate) hints: Vec<String>,
    /// Words of residents that papers do not print.
    pub(crate) asks: Vec<String>,
    /// Phrases in which a word of the type does not count.
    pub(crate) not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServiceFile {
    #[serde(default)]
    service: Vec<ServiceEntry>,
    /// Notes for whoever edits the file.
    #[serde(default, rename = "audiences")]
    _audiences: IgnoredAny,
    /// The same.
    #[serde(default, rename = "forms")]
    _forms: IgnoredAny,
}

/// `rolls_up` and `audience` are notes for whoever reads the file.
#[derive(Deserialize)]
struct ServiceEntry {
    name: toml::Spanned<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    hints: Vec<String>,
    #[serde(default)]
    asks: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

const FILE: &str = "services.toml";

/// The usable entries of the file (of `shipped` when it is no such table), and what is wrong with the others.
pub(super) fn read(text: &str, shipped: &str) -> (Vec<ServiceType>, Vec<Diagnostic>) {
    let ParsedTable { content, text, mut problems } = table::read::<ServiceFile>(FILE, text, shipped);
    let mut types: Vec<ServiceType> = Vec::new();
    for entry in content.service {
        let line = line_of(text, entry.name.span().start);
        let name = entry.name.into_inner().trim().to_owned();
        let mut problem = |problem: String, remedy: &str| {
            problems.push(Diagnostic {
                severity: Severity::Error,
                file: FILE.into(),
                line: Some(line),
                problem,
                remedy: remedy.into(),
            });
        };
        if name.is_empty() {
            problem("服务类型没有名字".into(), "在 name = \"…\" 里写上名字");
            continue;
        }
        if types.iter().any(|service| service.name == name) {
            problem(format!("服务类型“{name}”写了两次"), "删掉一处，或把两处的词合在一起");
            continue;
        }
        if entry.words.is_empty() && entry.hints.is_empty() && entry.asks.is_empty() {
            problem(format!("服务类型“{name}”一个词也没有"), "在 words = [\"…\"] 里写上居民和报纸用的词");
        }
        let clean = |words: Vec<String>| words.into_iter().filter(|word| !word.trim().is_empty()).collect();
        types.push(ServiceType {
            name,
            words: clean(entry.words),
            hints: clean(entry.hints),
            asks: clean(entry.asks),
            not: clean(entry.not),
        });
    }
    (types, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_entries_are_named_with_their_line() {
        let cases = [
            ("[[service]]\nname = \"\"\n", 2, "没有名字"),
            ("[[service]]\nname = \"甲\"\nwords=[\"一\"]\n[[service]]\nname = \"甲\"\n", 5, "写了两次"),
            ("[[service]]\nname = \"甲\"\n", 2, "一个词也没有"),
            ("[[service]\n", 1, "格式不对"),
            ("[[service]]\nname = \"甲\"\nwords = [\"一\n", 3, "格式不对"),
        ];
        for (text, line, expected) in cases {
            let (_, problems) = read(text, "");
            assert_eq!(problems.len(), 1, "{text}");
            assert_eq!(problems[0].line, Some(line), "{text}");
            assert!(problems[0].problem.contains(expected), "{:?}", problems[0]);
        }
    }
}
