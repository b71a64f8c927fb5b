//! The cases of the shipped folder: every question that must be answered is, and none that must not.

use linli::{
    evaluation::{EvaluationSetting, evaluate},
    intake::{self, FileRole},
    knowledge_base::{KnowledgeBase, KnowledgeBaseOptions, RefreshPolicy},
    question::QuestionRequest,
};

use crate::workplace::{TODAY, reader, shipped};

#[test]
fn all_cases_of_the_shipped_folder_are_right() {
    let state = tempfile::tempdir().unwrap();
    let options = KnowledgeBaseOptions {
        knowledge: shipped(),
        state: state.path().to_owned(),
        refresh: RefreshPolicy::Always,
        home: None,
        reader: reader(),
    };
    let (knowledge, _) = KnowledgeBase::open(&options).unwrap();
    let answer = |asked: &QuestionRequest<'_>| knowledge.answer(asked);
    let setting = EvaluationSetting { home: None, today: TODAY.parse().unwrap(), answer: &answer };
    let mut wrong = Vec::new();
    let scan = intake::scan(&shipped()).unwrap();
    for file in scan.files.iter().filter(|file| file.role == FileRole::Cases) {
        let text = intake::read_text(&shipped(), file).0.unwrap();
        let (cases, _) = intake::read_cases(&file.path, &text);
        for miss in evaluate(&cases, &setting).misses() {
            let came = miss.shown.first().map(|shown| shown.article.as_str());
            wrong.push(format!(
                "{}:{} {}\n    {:?}: wanted {:?}, came {:?} {:?} {:.2} {:?}",
                file.path,
                miss.case.line,
                miss.case.question,
                miss.verdict,
                miss.case.expected,
                miss.outcome,
                miss.missing,
                miss.confidence,
                came,
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} cases are wrong (edit a notice, synonyms.toml or the ranking):\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
