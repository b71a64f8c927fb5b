//! Knowledge made by hand: haircuts in two districts, and seven notices.
//!
//! Knows nothing of searching.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::{
    acts::Act,
    answer::{Answer, Detail, Outcome, OutcomeKind, Passage, PlaceFrom},
    article::{Article, ArticleId, PlacePath},
    conversation::Retriever,
    intake::{self, ReadContext, ReadFile},
    knowledge_base::{Newest, Recent},
    places::Places,
    question::{self, Lexicon, QuestionRequest, TurnReading},
    reply::samples,
    review::Catalogue,
    services::Services,
};

/// Knows of haircuts in two districts, of nothing else.
pub(crate) struct FakeRetriever;

impl Catalogue for FakeRetriever {
    fn article(&self, id: &ArticleId) -> Option<Article> {
        (id.as_str() != "2024/0").then(|| Article {
            title: Some(format!("全文 {id}")),
            body: "理发师傅每周三来。".to_owned(),
            ..Article::default()
        })
    }

    fn find_places(&self, text: &str) -> Vec<PlacePath> {
        let places: &[&str] = match text {
            "云冈区" => &["山西省/大同市/云冈区"],
            "城区" => &["山西省/阳泉市/城区", "山西省/晋城市/城区"],
            _ => &[],
        };
        places.iter().map(|place| PlacePath::new(place)).collect()
    }

    fn linked(&self, link: &str) -> Option<ArticleId> {
        (link == "00000000000000aa").then(|| ArticleId("2024/haircut".to_owned()))
    }

    fn read_sent(&self, name: &str, bytes: &[u8], _: Date) -> ReadFile {
        let reading = ReadContext { places: &Places::builtin(), services: &Services::builtin() };
        intake::read_notice(&format!("articles/{name}"), bytes, &reading)
    }
}

impl Retriever for FakeRetriever {
    fn answer(&self, asked: &QuestionRequest<'_>) -> Vec<Answer> {
        let before = asked.before.map(|before| before.question.as_str()).unwrap_or_default();
        let follows = asked.text.starts_with('那');
        let about = |word: &str| asked.text.contains(word) || (follows && before.contains(word));
        let mut answer = if asked.text.contains("煤气") && !asked.just_asking {
            samples::emergency()
        } else if asked.text.contains("谢谢") {
            samples::talk(Outcome::Chitchat(Act::Thanks))
        } else if about("新营") && asked.chosen_place.is_none() {
            samples::which_place()
        } else if about("理发") {
            samples::answered()
        } else {
            samples::not_found()
        };
        asked.text.clone_into(&mut answer.question);
        if let Some(place) = asked.chosen_place {
            answer.understood.places = vec![samples::asked(place.as_str())];
        } else if follows {
            answer.understood.places = vec![samples::asked("山西省/大同市/云冈区")];
        } else if answer.kind() != OutcomeKind::WhichPlace && !asked.text.contains("平城") {
            let home = asked.home.map_or("山西省/大同市", PlacePath::as_str);
            answer.understood.places = vec![samples::asked(home)];
            answer.understood.places[0].from = PlaceFrom::Home;
        }
        if answer.kind() == OutcomeKind::Answered {
            let mut second = samples::haircut_elsewhere();
            second.places = vec![PlacePath::new("山西省/大同市/云冈区")];
            answer.passages.push(second);
            answer.outcome = Outcome::Answered { others: vec![1] };
        }
        vec![answer]
    }

    fn read_turn(&self, text: &str) -> TurnReading {
        static KNOWLEDGE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::from_files(&[]).0);
        question::read_turn(text, &KNOWLEDGE)
    }

    fn detail(&self, _: &QuestionRequest<'_>, _: &ArticleId) -> Option<Detail> {
        None
    }

    fn latest(&self, newest: &Newest, _: Date) -> Vec<Passage> {
        let all = (0..7).map(|number| Passage {
            title: Some(format!("第{number}件新鲜事")),
            article: ArticleId(format!("2024/{number}")),
            ..samples::haircut()
        });
        all.skip(newest.offset).take(newest.limit).collect()
    }

    fn services(&self) -> Vec<String> {
        vec!["家政便民".to_owned()]
    }

    fn link_of(&self, id: &ArticleId) -> Option<String> {
        (id.as_str() == "2024/haircut").then(|| "00000000000000aa".to_owned())
    }

    fn recent(&self, _: usize, _: Date) -> Vec<Recent> {
        Vec::new()
    }

    fn revision(&self) -> u64 {
        1
    }
}
