//! Knowledge whose answers are counted.
//!
//! Knows nothing of Telegram.

use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    answer::{Answer, Detail, Passage},
    article::{Article, ArticleId, PlacePath},
    conversation::Retriever,
    intake::ReadFile,
    knowledge_base::{KnowledgeBase, Newest, Recent},
    question::{QuestionRequest, TurnReading},
    review::Catalogue,
    telemetry,
};

/// Counts questions by outcome.
pub(super) struct Counted(pub(super) Arc<KnowledgeBase>);

impl Catalogue for Counted {
    fn article(&self, id: &ArticleId) -> Option<Article> {
        self.0.article(id)
    }

    fn find_places(&self, text: &str) -> Vec<PlacePath> {
        self.0.find_places(text)
    }

    fn linked(&self, link: &str) -> Option<ArticleId> {
        self.0.linked(link)
    }

    fn read_sent(&self, name: &str, bytes: &[u8], today: Date) -> ReadFile {
        self.0.read_sent(name, bytes, today)
    }
}

impl Retriever for Counted {
    fn answer(&self, asked: &QuestionRequest<'_>) -> Vec<Answer> {
        let answers = self.0.answer(asked);
        for answer in &answers {
            telemetry::question(answer.kind().name());
        }
        answers
    }

    fn weigh(&self, asked: &QuestionRequest<'_>) -> Vec<Answer> {
        self.0.answer(asked)
    }

    fn read_turn(&self, text: &str) -> TurnReading {
        self.0.read_turn(text)
    }

    fn detail(&self, asked: &QuestionRequest<'_>, article: &ArticleId) -> Option<Detail> {
        self.0.detail(asked, article)
    }

    fn latest(&self, newest: &Newest, today: Date) -> Vec<Passage> {
        self.0.latest(newest, today)
    }

    fn services(&self) -> Vec<String> {
        self.0.services()
    }

    fn link_of(&self, id: &ArticleId) -> Option<String> {
        self.0.link_of(id)
    }

    fn recent(&self, limit: usize, today: Date) -> Vec<Recent> {
        self.0.recent(limit, today)
    }

    fn revision(&self) -> u64 {
        self.0.revision()
    }

    fn is_made(&self) -> bool {
        self.0.is_made()
    }
}
