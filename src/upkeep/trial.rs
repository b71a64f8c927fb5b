//! The folder's own cases, put to the knowledge that serves and to the one that might: would answers get worse?
//!
//! Knows nothing of what happens then.

use jiff::civil::Date;

use crate::{
    article::{ArticleId, PlacePath},
    evaluation::{Evaluation, Figures, Setting, Verdict, evaluate},
    intake::{self, Case, Role},
    knowledge_base::{KnowledgeBase, Prepared},
    question::Asked,
};

/// What the cases say of both.
#[derive(Clone, Debug, Default)]
pub(super) struct Trial {
    /// Cases that were put.
    pub(super) cases: usize,
    /// Right before, and no more.
    pub(super) lost: Vec<String>,
    before: Figures,
    after: Figures,
}

impl Trial {
    /// Fewer right answers, or more answers where there must be none.
    pub(super) fn is_worse(&self) -> bool {
        self.after.right < self.before.right || self.after.false_answers > self.before.false_answers
    }
}

/// Puts the cases of the folder as it is now; a case whose notices were taken back says nothing any more.
pub(super) fn trial(
    knowledge: &KnowledgeBase,
    prepared: &Prepared,
    home: Option<&PlacePath>,
    today: Date,
) -> Trial {
    let cases = cases(knowledge, prepared);
    let serving = |asked: &Asked<'_>| knowledge.answer(asked);
    let next = |asked: &Asked<'_>| prepared.answer(asked);
    let before = evaluate(&cases, &Setting { home, today, answer: &serving });
    let after = evaluate(&cases, &Setting { home, today, answer: &next });
    Trial { cases: cases.len(), lost: lost(&before, &after), before: before.figures, after: after.figures }
}

fn cases(knowledge: &KnowledgeBase, prepared: &Prepared) -> Vec<Case> {
    let folder = knowledge.folder();
    // A folder that has gone meanwhile has no cases: what was read of it is whole all the same.
    let Ok(scan) = intake::scan(folder) else { return Vec::new() };
    let files = scan.files.iter().filter(|file| file.role == Role::Cases);
    let read = |file| intake::read_text(folder, file).0.map(|text| intake::read_cases(&file.path, &text).0);
    let stands = |case: &Case| {
        let wanted: &[ArticleId] = case.articles.as_deref().unwrap_or_default();
        wanted.is_empty() || !wanted.iter().all(|id| prepared.is_taken_back(id))
    };
    files.filter_map(read).flatten().filter(stands).collect()
}

fn lost(before: &Evaluation<'_>, after: &Evaluation<'_>) -> Vec<String> {
    let pairs = before.judged.iter().zip(&after.judged);
    pairs
        .filter(|(before, after)| before.verdict == Verdict::Right && after.verdict != Verdict::Right)
        .map(|(before, _)| before.case.question.clone())
        .collect()
}
