//! `linli eval --explain`: the signals of the best articles, which the weights are fitted from.
//!
//! Knows nothing of whether an answer was right.

use std::io::Write;

use serde_json::json;

use crate::{
    cli::{json_line, session::Session},
    intake::Case,
    knowledge_base::KnowledgeBase,
    question::Asked,
    ranking::SIGNALS,
    text::spans::slice,
};

/// One line a case with everything that the order and the confidence were made from.
pub(super) fn explain(
    session: &Session,
    knowledge: &KnowledgeBase,
    cases: &[Case],
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    for case in cases {
        let asked = Asked {
            text: &case.question,
            before: None,
            chosen_place: None,
            own_place: None,
            home: session.home.as_ref(),
            today: case.today.unwrap_or(session.today),
            just_asking: false,
        };
        let (question, ranking) = knowledge.explain(&asked);
        let candidates: Vec<_> = ranking
            .ranked
            .iter()
            .map(|ranked| {
                json!({
                    "article": ranked.article().id, "text": ranked.text(), "score": ranked.score,
                    "signals": ranked.signals, "window": [ranked.window_coverage, ranked.window_likeness],
                    "fit": ranked.place_fit.map(|fit| format!("{fit:?}")),
                })
            })
            .collect();
        let words: Vec<_> = question.content.words.iter().map(|word| &word.text).collect();
        let expansions: Vec<_> = question
            .expansions
            .iter()
            .map(|expansion| (slice(&question.folded, expansion.range.clone()), &expansion.print))
            .collect();
        json_line(
            out,
            &json!({
                "q": asked.text, "names": SIGNALS, "services": question.understood.services,
                "places": question.understood.places, "words": words, "expansions": expansions,
                "confidence": ranking.confidence, "candidates": candidates,
            }),
        )?;
    }
    Ok(())
}
