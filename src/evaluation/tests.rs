//! Verdicts and figures on answers made by hand.

use super::*;
use crate::{
    answer::{Advice, AnswerType, Interpretation, Misfit},
    article::Article,
};

fn passage(id: &str, text: &str) -> Passage {
    let article = Article { id: ArticleId(id.to_owned()), ..Article::default() };
    Passage::of(&article, text, 0, day())
}

fn day() -> Date {
    jiff::civil::date(2024, 10, 18)
}

fn answer(outcome: &Outcome, passages: &[Passage]) -> Answer {
    Answer {
        act: crate::answer::ActChoice::default(),
        first_call: None,
        question: String::new(),
        understood: Interpretation::default(),
        confidence: 0.5,
        passages: passages.to_vec(),
        outcome: outcome.clone(),
        today: day(),
    }
}

fn answered() -> Outcome {
    Outcome::Answered { others: Vec::new() }
}

fn not_found() -> Outcome {
    Outcome::NotFound { hotlines: Vec::new() }
}

fn lacking() -> Outcome {
    Outcome::DetailMissing { want: AnswerType::Phone, hotlines: Vec::new() }
}

fn elsewhere() -> Outcome {
    Outcome::NearMiss { misfit: Misfit::Place, hotlines: Vec::new() }
}

fn helping() -> Outcome {
    Outcome::Emergency(Advice {
        name: "火灾".to_owned(),
        call: vec![("119".to_owned(), "消防".to_owned())],
        steps: Vec::new(),
        source: String::new(),
        self_harm: false,
    })
}

fn case(articles: Option<&[&str]>, words: Option<&str>) -> Case {
    let ids = articles.map(|ids| ids.iter().map(|id| ArticleId((*id).to_owned())).collect());
    let expected = ids.map_or(Expected::Nothing, Expected::Articles);
    Case { question: "理发".to_owned(), expected, answer: words.map(str::to_owned), ..Case::default() }
}

fn emergency() -> Case {
    Case { question: "着火了".to_owned(), expected: Expected::Help, ..Case::default() }
}

#[test]
fn each_answer_gets_its_verdict() {
    let both = [passage("a", "每周三，免费理发。"), passage("b", "修鞋")];
    let cases = [
        (case(Some(&["a"]), None), answered(), CaseVerdict::Right),
        (case(Some(&["x", "a"]), Some("免费 理发")), answered(), CaseVerdict::Right),
        (case(Some(&["a"]), Some("修鞋")), answered(), CaseVerdict::WrongPassage),
        (case(Some(&["b"]), None), answered(), CaseVerdict::WrongArticle),
        (case(Some(&["a"]), None), lacking(), CaseVerdict::Right),
        (case(Some(&["a"]), None), elsewhere(), CaseVerdict::NotAnswered),
        (case(Some(&["a"]), None), not_found(), CaseVerdict::NotAnswered),
        (case(Some(&["a"]), None), helping(), CaseVerdict::Right),
        (case(None, None), answered(), CaseVerdict::FalseAnswer),
        (case(None, None), lacking(), CaseVerdict::Right),
        (case(None, None), not_found(), CaseVerdict::Right),
        (emergency(), helping(), CaseVerdict::Right),
        (emergency(), answered(), CaseVerdict::NotHelped),
        (emergency(), not_found(), CaseVerdict::NotHelped),
    ];
    for (case, outcome, expected) in cases {
        let answers = |_: &QuestionRequest<'_>| vec![answer(&outcome, &both)];
        let setting = EvaluationSetting { home: None, today: day(), answer: &answers };
        let cases = [case];
        let evaluation = evaluate(&cases, &setting);
        assert_eq!(evaluation.judged[0].verdict, expected, "{:?} {outcome:?}", cases[0]);
        assert_eq!(evaluation.misses().count(), usize::from(expected != CaseVerdict::Right));
    }
}

#[test]
fn figures_count_the_order_apart_from_the_outcome() {
    let both = [passage("a", "理发"), passage("b", "修鞋")];
    let answers = |asked: &QuestionRequest<'_>| {
        assert_eq!(asked.today, day());
        vec![answer(&not_found(), &[]), answer(&answered(), &both)]
    };
    let setting = EvaluationSetting { home: None, today: jiff::civil::date(2020, 1, 1), answer: &answers };
    let mut cases = [
        case(Some(&["a"]), None),
        case(Some(&["b"]), None),
        case(Some(&["c"]), None),
        case(None, None),
        emergency(),
    ];
    for case in &mut cases {
        case.today = Some(day());
    }
    let figures = evaluate(&cases, &setting).figures;
    let expected = Figures {
        answerable: 3,
        first: 1,
        among_three: 2,
        answered: 3,
        right: 1,
        unanswerable: 1,
        false_answers: 1,
        emergencies: 1,
        helped: 0,
    };
    assert_eq!(figures, expected);
}

#[test]
fn no_answer_at_all_is_none() {
    let answers = |_: &QuestionRequest<'_>| Vec::new();
    let setting = EvaluationSetting { home: None, today: day(), answer: &answers };
    let cases = [case(Some(&["a"]), None), case(None, None)];
    let verdicts: Vec<CaseVerdict> =
        evaluate(&cases, &setting).judged.iter().map(|judged| judged.verdict).collect();
    assert_eq!(verdicts, [CaseVerdict::NotAnswered, CaseVerdict::Right]);
}
