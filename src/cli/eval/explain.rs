//! `linli eval --explain`: the signals of the best articles, which the weights are fitted from.
//!
//! Knows nothing of whether an answer was right; of a case it reads the question and the day.

use std::{io::Write, ops::Range};

use serde_json::{Value, json};

use crate::{
    cli::{json_line, session::Session},
    knowledge_base::{KnowledgeBase, RankedQuestion},
    question::QuestionRequest,
    ranking::{Ranked, SIGNALS},
    text::spans::slice,
};

/// Articles whose windows are shown too.
const WITH_WINDOWS: usize = 3;

/// One line a case with everything that the order and the confidence were made from.
pub(super) fn explain(
    session: &Session,
    knowledge: &KnowledgeBase,
    cases: &str,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    for line in cases.lines().filter(|line| !line.trim().is_empty()) {
        let case: Value = serde_json::from_str(line)?;
        let asked = QuestionRequest {
            text: case["q"].as_str().unwrap_or_default(),
            before: None,
            chosen_place: None,
            own_place: None,
            home: session.home.as_ref(),
            today: case["today"].as_str().and_then(|day| day.parse().ok()).unwrap_or(session.today),
            just_asking: false,
            act: None,
        };
        let act = knowledge.explain_act(asked.text);
        let RankedQuestion { question, ranking } = knowledge.explain(&asked);
        let candidates: Vec<Value> =
            ranking.ranked.iter().enumerate().map(|(place, ranked)| candidate(ranked, place)).collect();
        let words: Vec<_> = question.content.words.iter().map(|word| &word.text).collect();
        let expansions: Vec<_> = question
            .expansions
            .iter()
            .map(|expansion| (slice(&question.folded, expansion.range.clone()), &expansion.print))
            .collect();
        json_line(
            out,
            &json!({
                "q": asked.text, "names": SIGNALS, "services": question.understood.services, "wants": question.understood.wants,
                "places": question.understood.places, "words": words, "expansions": expansions,
                "act": act, "confidence": ranking.confidence, "candidates": candidates,
            }),
        )?;
    }
    Ok(())
}

fn candidate(ranked: &Ranked, place: usize) -> Value {
    let body = &ranked.article().body;
    let shown = place < WITH_WINDOWS;
    let bounds = |run: &Range<usize>| {
        let units = ranked.units().get(run.clone()).unwrap_or_default();
        units.first().zip(units.last()).map_or(0..0, |(first, last)| first.start..last.end)
    };
    let windows = ranked.choice.windows.iter().filter(|_| shown);
    let windows: Vec<Value> =
        windows.map(|(run, signs)| json!([slice(body, bounds(run)), signs, [run.start, run.end]])).collect();
    let units = ranked.units().iter().zip(&ranked.choice.units).filter(|_| shown);
    let units: Vec<Value> = units.map(|(unit, signs)| json!([slice(body, unit.clone()), signs])).collect();
    json!({
        "article": ranked.article().id, "text": ranked.text(), "score": ranked.score,
        "signals": ranked.signals, "window": [ranked.window_coverage, ranked.window_similarity],
        "met": ranked.term_matches.iter().map(|met| json!([met.word, met.weight, met.similarity])).collect::<Vec<_>>(),
        "windows": windows, "units": units, "fit": ranked.place_fit.map(|fit| format!("{fit:?}")),
    })
}
