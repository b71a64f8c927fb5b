//! `linli ask`: each argument, or each line of standard input, is one question.
//!
//! Knows nothing of conversations: every question stands alone.

use std::{
    ffi::OsString,
    io::{self, BufRead, Write},
    process::ExitCode,
};

use serde::Serialize;

use super::{Session, json_line};
use crate::{
    answer::{Answer, Choice, Interpretation, OutcomeKind, Passage, Slot},
    knowledge_base::{KnowledgeBase, RefreshPolicy},
    question::QuestionRequest,
    reply,
    text::printable::printable,
};

#[derive(Debug, clap::Args)]
pub(super) struct AskArguments {
    /// Questions; without any, one a line from standard input
    questions: Vec<OsString>,
}

/// An answer as one JSON line.
#[derive(Serialize)]
struct AskLine<'a> {
    question: &'a str,
    outcome: OutcomeKind,
    missing: Option<Slot>,
    confidence: f64,
    understood: &'a Interpretation,
    passages: &'a [Passage],
    choices: &'a [Choice],
    reply: Vec<String>,
}

pub(super) fn run(
    session: &Session,
    arguments: &AskArguments,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let (knowledge, _) = session.open(RefreshPolicy::IfQuick)?;
    if arguments.questions.is_empty() {
        // Bytes that are no UTF-8 are a question that cannot be read, not the end of all questions.
        let mut input = io::stdin().lock();
        let mut line = Vec::new();
        while input.read_until(b'\n', &mut line)? > 0 {
            let question = String::from_utf8_lossy(&line);
            one(session, &knowledge, question.trim_end_matches(['\n', '\r']), out)?;
            line.clear();
        }
    }
    for question in &arguments.questions {
        one(session, &knowledge, &question.to_string_lossy(), out)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn one(
    session: &Session,
    knowledge: &KnowledgeBase,
    question: &str,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let question = &*printable(question);
    let asked = QuestionRequest {
        text: question,
        before: None,
        chosen_place: None,
        own_place: None,
        home: session.home.as_ref(),
        today: session.today,
        just_asking: false,
        act: None,
    };
    let answers = knowledge.answer(&asked);
    let reply: Vec<String> = reply::plain_texts(&answers);
    if !session.json {
        for text in reply {
            writeln!(out, "{text}\n")?;
        }
        return Ok(());
    }
    let answer = Answer::foremost(answers).unwrap_or_else(|| knowledge.answer_whole(&asked));
    json_line(
        out,
        &AskLine {
            question,
            outcome: answer.kind(),
            missing: answer.missing(),
            confidence: (answer.confidence * 1e4).round() / 1e4,
            understood: &answer.understood,
            passages: &answer.passages,
            choices: answer.choices(),
            reply,
        },
    )
}
