//! The folder's own cases, and the emergencies that every folder must hear, put to the knowledge that serves and to the
//! one that might: would answers get worse?
//!
//! Knows nothing of what happens then.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::{
    article::{ArticleId, PlacePath},
    evaluation::{CaseVerdict, Evaluation, EvaluationSetting, evaluate},
    intake::{self, Case, Expected, FileRole},
    knowledge_base::{KnowledgeBase, PreparedReload},
    question::QuestionRequest,
};

/// What the cases say of both.
#[derive(Clone, Debug, Default)]
pub(super) struct Regression {
    /// Cases that were put.
    pub(super) cases: usize,
    /// Right before, and no more.
    pub(super) lost: Vec<String>,
}

impl Regression {
    /// Something that was right is so no more; what is right now and was not before makes up for nothing.
    pub(super) fn is_worse(&self) -> bool {
        !self.lost.is_empty()
    }
}

/// How the cases are put.
pub(super) struct RegressionSetting<'a> {
    /// Where the residents are.
    pub(super) home: Option<&'a PlacePath>,
    /// The day of asking.
    pub(super) today: Date,
    /// Notices that an operator has just taken back by name: that their cases go is what was meant. Any other notice
    /// that is withdrawn, replaced or gone loses its cases.
    pub(super) meant: &'a BTreeSet<ArticleId>,
}

/// Puts the cases of the folder as it is now, and the shipped emergencies.
pub(super) fn regression(
    knowledge: &KnowledgeBase,
    prepared: &PreparedReload,
    setting: &RegressionSetting<'_>,
) -> Regression {
    let RegressionSetting { home, today, meant } = *setting;
    let mut cases = cases(knowledge);
    cases.retain(|case| match &case.expected {
        Expected::Articles(ids) => !ids.iter().all(|id| meant.contains(id)),
        Expected::Nothing | Expected::Help => true,
    });
    let serving = |asked: &QuestionRequest<'_>| knowledge.answer(asked);
    let next = |asked: &QuestionRequest<'_>| prepared.answer(asked);
    let before = evaluate(&cases, &EvaluationSetting { home, today, answer: &serving });
    let after = evaluate(&cases, &EvaluationSetting { home, today, answer: &next });
    Regression { cases: cases.len(), lost: lost(&before, &after) }
}

fn cases(knowledge: &KnowledgeBase) -> Vec<Case> {
    let folder = knowledge.folder();
    let mut cases = intake::shipped_emergencies();
    // A folder that has gone meanwhile has no cases: what was read of it is whole all the same.
    let Ok(scan) = intake::scan(folder) else { return cases };
    let files = scan.files.iter().filter(|file| file.role == FileRole::Cases);
    let read = |file| intake::read_text(folder, file).0.map(|text| intake::read_cases(&file.path, &text).0);
    let own = files.filter_map(read).flatten();
    let own: Vec<Case> =
        own.filter(|case| !cases.iter().any(|known| known.question == case.question)).collect();
    cases.extend(own);
    cases
}

fn lost(before: &Evaluation<'_>, after: &Evaluation<'_>) -> Vec<String> {
    let pairs = before.judged.iter().zip(&after.judged);
    pairs
        .filter(|(before, after)| before.verdict == CaseVerdict::Right && after.verdict != CaseVerdict::Right)
        .map(|(before, _)| before.case.question.clone())
        .collect()
}
