//! Files of conversations (`cases/*.talk.jsonl`): a conversation a line, and what each turn must and must not bring.
//!
//! Knows nothing of how conversations are held.

use jiff::civil::Date;
use serde::Deserialize;

use super::diagnostics::{Diagnostics, Finding};
use crate::{article::ArticleId, diagnostic::Diagnostic};

const EXAMPLE: &str = r#"请写成 {"turns": [{"said": "平城区哪里免费理发", "article": "2024/free-haircuts"}, {"said": "几点", "says": "报上没写"}]}"#;

/// A conversation with what each of its turns must bring.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TalkCase {
    /// For whoever reads the file.
    #[serde(default, rename = "about")]
    _about: String,
    /// The day of asking, where it matters.
    #[serde(default)]
    pub(crate) today: Option<Date>,
    /// The turns in order.
    pub(crate) turns: Vec<ExpectedTurn>,
    /// Its line in the file, counted from 1.
    #[serde(skip)]
    pub(crate) line: u32,
}

/// What is said, and what must come of it; what is not named may be anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectedTurn {
    /// What is typed; in ［ ］ the label of a button.
    pub(crate) said: String,
    /// The notice that is shown.
    #[serde(default)]
    pub(crate) article: Option<ArticleId>,
    /// What the turn is taken for, by its name in `acts.toml`.
    #[serde(default)]
    pub(crate) act: Option<String>,
    /// Words that stand in the reply.
    #[serde(default)]
    pub(crate) says: Option<String>,
    /// Words that stand nowhere in it.
    #[serde(default)]
    pub(crate) not: Option<String>,
}

/// The conversations of one file; a line that cannot be used is a problem, and the others count.
#[must_use]
pub(crate) fn read_talks(file: &str, text: &str) -> (Vec<TalkCase>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::new(file);
    let mut talks = Vec::new();
    for (line, text) in (1_u32..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        match serde_json::from_str::<TalkCase>(text) {
            Ok(talk) if talk.turns.is_empty() => {
                diagnostics.error(line, Finding::new("一句话也没有（turns）", EXAMPLE))
            }
            Ok(talk) => talks.push(TalkCase { line, ..talk }),
            Err(error) => {
                diagnostics.error(line, Finding::new(format!("这一段对话读不懂：{error}"), EXAMPLE));
            }
        }
    }
    (talks, diagnostics.into_problems())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_conversation_or_a_problem() {
        let text = "{\"turns\": [{\"said\": \"理发\", \"article\": \"2024/a\"}, {\"said\": \"几点\", \"not\": \"没找到\"}]}\n\
                    \n{\"turns\": []}\n{\"turns\": [{\"sad\": \"理发\"}]}\nx\n";
        let (talks, problems) = read_talks("cases/x.talk.jsonl", text);
        assert_eq!(talks.len(), 1);
        assert_eq!(talks[0].turns[1].not.as_deref(), Some("没找到"));
        assert_eq!(
            problems.iter().map(|problem| problem.line).collect::<Vec<_>>(),
            [Some(3), Some(4), Some(5)]
        );
    }
}
