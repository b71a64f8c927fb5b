//! CPU time of one question, question after question in one process: `cargo bench --bench questions [-- FOLDER QUESTIONS]`.
//!
//! FOLDER is a knowledge folder, QUESTIONS a file with one question a line (or cases as JSON); without them the shipped
//! folder and its cases.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
    time::Duration,
};

use linli::{
    intake::ForeignReader,
    knowledge_base::{KnowledgeBase, KnowledgeBaseOptions, RefreshPolicy},
    question::QuestionRequest,
};

/// So many of the slowest questions are named.
const SLOWEST: usize = 3;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let folder = arguments.next().map_or_else(|| PathBuf::from("knowledge"), PathBuf::from);
    let cases =
        arguments.next().map_or_else(|| PathBuf::from("knowledge/cases/answerable.jsonl"), PathBuf::from);
    let questions: Vec<String> = fs::read_to_string(cases)?.lines().map(question).collect();
    let state = std::env::temp_dir().join("linli-bench-questions");
    let reader = ForeignReader::new(env!("CARGO_BIN_EXE_linli"));
    let options =
        KnowledgeBaseOptions { knowledge: folder, state, refresh: RefreshPolicy::Always, home: None, reader };
    let (knowledge, report) = KnowledgeBase::open(&options).map_err(io::Error::other)?;
    let today = jiff::civil::date(2024, 11, 1);
    let ask = |text: &String| {
        let asked = QuestionRequest {
            text,
            before: None,
            chosen_place: None,
            own_place: None,
            home: None,
            today,
            just_asking: false,
            act: None,
        };
        let before = processor_time();
        std::hint::black_box(knowledge.answer_whole(&asked));
        processor_time().saturating_sub(before)
    };
    let mut out = io::stdout().lock();
    for round in ["cold", "warm", "warm"] {
        let mut timed: Vec<(Duration, &String)> = questions.iter().map(|text| (ask(text), text)).collect();
        timed.sort();
        let times: Vec<Duration> = timed.iter().map(|(time, _)| *time).collect();
        let at =
            |share: f64| times.get(((times.len() - 1) as f64 * share) as usize).copied().unwrap_or_default();
        writeln!(
            out,
            "{round}: {} questions on {} articles: mean {:.2?}  p50 {:.2?}  p90 {:.2?}  p99 {:.2?}  max {:.2?}",
            times.len(),
            report.articles,
            times.iter().sum::<Duration>() / times.len().max(1) as u32,
            at(0.5),
            at(0.9),
            at(0.99),
            at(1.0)
        )?;
        for (time, text) in timed.iter().rev().take(SLOWEST) {
            writeln!(out, "    {time:.2?}  {text}")?;
        }
    }
    Ok(())
}

/// Processor time of this thread so far: what else the machine does counts little.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

/// A line as it is, or the `q` of a case.
fn question(line: &str) -> String {
    let case = serde_json::from_str::<serde_json::Value>(line).ok();
    case.as_ref().and_then(|case| case["q"].as_str()).unwrap_or(line).to_owned()
}
