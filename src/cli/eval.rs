//! `linli eval`: runs cases and counts what was answered rightly; prints every miss.
//!
//! Knows nothing of how the figures are made (`evaluation`).

use std::{io::Write, path::PathBuf, process::ExitCode};

use super::Session;
use crate::{knowledge_base::Look, question::Asked, ranking::SIGNALS};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files of cases [default: cases/*.jsonl of the knowledge folder]
    cases: Vec<PathBuf>,
    /// Print, for each case, the signals of the best articles as JSON instead of the figures
    #[arg(long)]
    explain: bool,
}

pub(super) fn run(session: &Session, arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let (knowledge, _) = session.open(Look::IfQuick)?;
    if arguments.explain {
        for path in &arguments.cases {
            for line in std::fs::read_to_string(path)?.lines() {
                let case: serde_json::Value = serde_json::from_str(line)?;
                let today = case["today"].as_str().and_then(|day| day.parse().ok()).unwrap_or(session.today);
                let asked = Asked { text: case["q"].as_str().unwrap_or_default(), before: None, chosen_place: None, own_place: None, home: session.home.as_ref(), today, just_asking: false };
                let (question, ranking) = knowledge.explain(&asked);
                let candidates: Vec<_> = ranking.ranked.iter().enumerate().map(|(place, ranked)| { let windows = place < 3; serde_json::json!({"article": ranked.article().id, "text": ranked.text(), "score": ranked.score, "signals": ranked.signals, "window": [ranked.window_coverage, ranked.window_likeness], "windows": if windows { ranked.windows.iter().map(|(range, signs)| serde_json::json!([crate::text::spans::slice(&ranked.article().body, range.clone()), signs])).collect::<Vec<_>>() } else { Vec::new() }, "fit": ranked.place_fit.map(|fit| format!("{fit:?}"))}) }).collect();
                super::json_line(out, &serde_json::json!({"q": asked.text, "names": SIGNALS, "services": question.understood.services, "places": question.understood.places, "words": question.content.words.iter().map(|w| &w.text).collect::<Vec<_>>(), "expansions": question.expansions.iter().map(|e| (&question.folded[e.range.clone()], &e.print)).collect::<Vec<_>>(), "confidence": ranking.confidence, "candidates": candidates}))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
