//! Cases → figures and misses: what must be answered from which article, and what must not be answered.
//!
//! Knows nothing of files or of how answers are found: whoever evaluates says how a question is answered
//! ([`EvaluationSetting`]). Out comes an [`Evaluation`]: a verdict for each case, and the figures.

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    answer::{Answer, Outcome, OutcomeKind, Passage, Slot},
    article::{ArticleId, PlacePath},
    intake::{Case, Expected},
    question::QuestionRequest,
};

/// Passages that a miss is shown with.
const SHOWN: usize = 3;

/// How cases are asked.
pub struct EvaluationSetting<'a> {
    /// Where the residents are.
    pub home: Option<&'a PlacePath>,
    /// The day of asking for cases that say none.
    pub today: Date,
    /// Answers a message.
    pub answer: &'a dyn Fn(&QuestionRequest<'_>) -> Vec<Answer>,
}

/// How an answer was, compared with its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseVerdict {
    /// As it must be.
    Right,
    /// Answered from another article.
    WrongArticle,
    /// The right article, but the passage lacks the answering words.
    WrongPassage,
    /// Not answered although the knowledge has it.
    NotAnswered,
    /// Answered although nothing answers it.
    FalseAnswer,
    /// An emergency that was not heard as one.
    NotHelped,
}

/// A passage's article, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownPassage {
    /// The article.
    pub article: ArticleId,
    /// Its headline.
    pub(crate) headline: String,
}

/// A case with what came.
#[derive(Clone, Debug)]
pub struct Judged<'a> {
    /// The case.
    pub case: &'a Case,
    /// How the answer was.
    pub verdict: CaseVerdict,
    /// Kind of answer.
    pub outcome: OutcomeKind,
    /// The slot that did not fit, or the detail that is not in print.
    pub missing: Option<Slot>,
    /// It was answered, from whatever article.
    answered: bool,
    /// How sure the answer was, 0 to 1.
    pub confidence: f64,
    /// The first passages.
    pub shown: Vec<ShownPassage>,
    /// Where the right article stands among all passages, counted from 0.
    pub(crate) position: Option<usize>,
}

/// The sums over all cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Figures {
    /// Cases that must be answered.
    pub(crate) answerable: usize,
    /// Of these: the right article came first, whatever the outcome.
    pub(crate) first: usize,
    /// Of these: the right article is among the first three.
    pub(crate) among_three: usize,
    /// Of these: answered, from whatever article.
    pub(crate) answered: usize,
    /// Of these: answered from the right article with the right words.
    pub(crate) right: usize,
    /// Cases that must not be answered.
    pub(crate) unanswerable: usize,
    /// Of these: answered all the same.
    pub(crate) false_answers: usize,
    /// Emergencies.
    pub(crate) emergencies: usize,
    /// Of these: heard as such.
    pub(crate) helped: usize,
}

/// All cases, judged.
#[derive(Clone, Debug, Default)]
pub struct Evaluation<'a> {
    /// In the order of the cases.
    pub(crate) judged: Vec<Judged<'a>>,
    /// The sums.
    pub(crate) figures: Figures,
}

impl Evaluation<'_> {
    /// What is not as it must be.
    pub fn misses(&self) -> impl Iterator<Item = &Judged<'_>> {
        self.judged.iter().filter(|judged| judged.verdict != CaseVerdict::Right)
    }
}

/// Asks every case and judges what comes.
#[must_use]
pub fn evaluate<'a>(cases: &'a [Case], setting: &EvaluationSetting<'_>) -> Evaluation<'a> {
    let judged: Vec<Judged<'a>> = cases.iter().map(|case| judge(case, setting)).collect();
    let mut figures = Figures::default();
    for judged in &judged {
        figures.count(judged);
    }
    Evaluation { judged, figures }
}

fn judge<'a>(case: &'a Case, setting: &EvaluationSetting<'_>) -> Judged<'a> {
    let asked = QuestionRequest {
        text: &case.question,
        before: None,
        chosen_place: None,
        own_place: None,
        home: setting.home,
        today: case.today.unwrap_or(setting.today),
        just_asking: false,
        act: None,
    };
    let Some(answer) = Answer::foremost((setting.answer)(&asked)) else {
        // No answer at all: as good as one that finds nothing.
        let verdict = match case.expected {
            Expected::Articles(_) => CaseVerdict::NotAnswered,
            Expected::Nothing => CaseVerdict::Right,
            Expected::Help => CaseVerdict::NotHelped,
        };
        return Judged {
            case,
            verdict,
            outcome: OutcomeKind::NotFound,
            missing: None,
            answered: false,
            confidence: 0.0,
            shown: Vec::new(),
            position: None,
        };
    };
    let position = answer.passages.iter().position(|passage| is_right(passage, case));
    let shown = |passage: &Passage| ShownPassage {
        article: passage.article.clone(),
        headline: passage.headline().to_owned(),
    };
    Judged {
        case,
        verdict: verdict(&answer, position, case),
        outcome: answer.kind(),
        missing: answer.missing(),
        answered: is_answered(&answer.outcome),
        confidence: answer.confidence,
        shown: answer.passages.iter().take(SHOWN).map(shown).collect(),
        position,
    }
}

fn verdict(answer: &Answer, position: Option<usize>, case: &Case) -> CaseVerdict {
    match &case.expected {
        Expected::Nothing if answer.kind() == OutcomeKind::Answered => return CaseVerdict::FalseAnswer,
        Expected::Help if answer.kind() != OutcomeKind::Emergency => return CaseVerdict::NotHelped,
        Expected::Nothing | Expected::Help => return CaseVerdict::Right,
        Expected::Articles(_) => {}
    }
    if !is_answered(&answer.outcome) {
        return CaseVerdict::NotAnswered;
    }
    if position != Some(0) {
        return CaseVerdict::WrongArticle;
    }
    let first = answer.passages.first().map_or("", |passage| passage.text.as_str());
    match &case.answer {
        Some(words) if !letters(first).contains(&letters(words)) => CaseVerdict::WrongPassage,
        _ => CaseVerdict::Right,
    }
}

/// The right article that lacks nothing but the asked detail is an answer too; so is the passage of an emergency.
fn is_answered(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Answered { .. } | Outcome::DetailMissing { .. } | Outcome::Emergency(_))
}

/// The article itself, or the same notice elsewhere.
fn is_right(passage: &Passage, case: &Case) -> bool {
    let articles = case.expected.articles();
    articles.contains(&passage.article) || passage.also.iter().any(|also| articles.contains(&also.article))
}

fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}

impl Figures {
    /// Adds those of more cases.
    pub(crate) fn add(&mut self, other: &Self) {
        self.answerable += other.answerable;
        self.first += other.first;
        self.among_three += other.among_three;
        self.answered += other.answered;
        self.right += other.right;
        self.unanswerable += other.unanswerable;
        self.false_answers += other.false_answers;
        self.emergencies += other.emergencies;
        self.helped += other.helped;
    }

    fn count(&mut self, judged: &Judged<'_>) {
        match judged.case.expected {
            Expected::Nothing => {
                self.unanswerable += 1;
                self.false_answers += usize::from(judged.verdict == CaseVerdict::FalseAnswer);
                return;
            }
            Expected::Help => {
                self.emergencies += 1;
                self.helped += usize::from(judged.verdict == CaseVerdict::Right);
                return;
            }
            Expected::Articles(_) => {}
        }
        self.answerable += 1;
        self.first += usize::from(judged.position == Some(0));
        self.among_three += usize::from(judged.position.is_some_and(|position| position < 3));
        self.answered += usize::from(judged.answered);
        self.right += usize::from(judged.verdict == CaseVerdict::Right);
    }
}

#[cfg(test)]
mod tests;
