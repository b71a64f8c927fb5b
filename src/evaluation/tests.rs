//! Verdicts and figures on answers made by hand.

use super::*;
use crate::{article::Article, question::Understood};

fn passage(id: &str, text: &str) -> Passage {
    let article = Article { id: ArticleId(id.to_owned()), ..Article::default() };
    Passage::of(&article, text, 0, day())
}

fn day() -> Date {
    jiff::civil::date(2024, 10, 18)
}

fn answer(outcome: Outcome, missing: Option<Slot>, passages: &[Passage]) -> Answer {
    Answer {
        question: String::new(),
        outcome,
        missing,
        missing_want: None,
        confidence: 0.5,
        understood: Understood::default(),
        passages: passages.to_vec(),
        others: Vec::new(),
        choices: Vec::new(),
        advice: None,
        talk: None,
        hotlines: Vec::new(),
        today: day(),
    }
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
    use Outcome::{Answered, Emergency, NearMiss, NotFound};
    let both = [passage("a", "每周三，免费理发。"), passage("b", "修鞋")];
    let cases = [
        (case(Some(&["a"]), None), Answered, None, CaseVerdict::Right),
        (case(Some(&["x", "a"]), Some("免费 理发")), Answered, None, CaseVerdict::Right),
        (case(Some(&["a"]), Some("修鞋")), Answered, None, CaseVerdict::WrongPassage),
        (case(Some(&["b"]), None), Answered, None, CaseVerdict::WrongArticle),
        (case(Some(&["a"]), None), NearMiss, Some(Slot::Detail), CaseVerdict::Right),
        (case(Some(&["a"]), None), NearMiss, Some(Slot::Place), CaseVerdict::NotAnswered),
        (case(Some(&["a"]), None), NotFound, None, CaseVerdict::NotAnswered),
        (case(Some(&["a"]), None), Emergency, None, CaseVerdict::Right),
        (case(None, None), Answered, None, CaseVerdict::FalseAnswer),
        (case(None, None), NearMiss, Some(Slot::Detail), CaseVerdict::Right),
        (case(None, None), NotFound, None, CaseVerdict::Right),
        (emergency(), Emergency, None, CaseVerdict::Right),
        (emergency(), Answered, None, CaseVerdict::NotHelped),
        (emergency(), NotFound, None, CaseVerdict::NotHelped),
    ];
    for (case, outcome, missing, expected) in cases {
        let answers = |_: &Asked<'_>| vec![answer(outcome, missing, &both)];
        let setting = EvaluationSetting { home: None, today: day(), answer: &answers };
        let cases = [case];
        let evaluation = evaluate(&cases, &setting);
        assert_eq!(evaluation.judged[0].verdict, expected, "{:?} {outcome:?} {missing:?}", cases[0]);
        assert_eq!(evaluation.misses().count(), usize::from(expected != CaseVerdict::Right));
    }
}

#[test]
fn figures_count_the_order_apart_from_the_outcome() {
    let both = [passage("a", "理发"), passage("b", "修鞋")];
    let answers = |asked: &Asked<'_>| {
        assert_eq!(asked.today, day());
        vec![answer(Outcome::NotFound, None, &[]), answer(Outcome::Answered, None, &both)]
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
    let answers = |_: &Asked<'_>| Vec::new();
    let setting = EvaluationSetting { home: None, today: day(), answer: &answers };
    let cases = [case(Some(&["a"]), None), case(None, None)];
    let verdicts: Vec<CaseVerdict> =
        evaluate(&cases, &setting).judged.iter().map(|judged| judged.verdict).collect();
    assert_eq!(verdicts, [CaseVerdict::NotAnswered, CaseVerdict::Right]);
}
