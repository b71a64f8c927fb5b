//! Example questions that the knowledge really answers.
//!
//! Knows nothing of where they are shown.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::Retriever;
use crate::{
    answer::OutcomeKind,
    article::{ArticleId, PlacePath},
    question::QuestionRequest,
    reply::{self, wording::talk},
};

/// As many as are taken in at a glance.
const EXAMPLES: usize = 3;

/// The examples of a day.
#[derive(Debug)]
struct ExamplesOfDay {
    day: Date,
    questions: Vec<String>,
}

/// Finds the examples, once a day.
pub(super) struct Examples {
    retriever: Arc<dyn Retriever>,
    home: Option<PlacePath>,
    found: Mutex<Option<ExamplesOfDay>>,
}

impl Examples {
    pub(super) fn new(retriever: Arc<dyn Retriever>, home: Option<PlacePath>) -> Self {
        Self { retriever, home, found: Mutex::new(None) }
    }

    /// Up to three questions, each answered by another article.
    pub(super) fn questions(&self, today: Date) -> Vec<String> {
        let mut known = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(examples) = known.as_ref().filter(|examples| examples.day == today) {
            return examples.questions.clone();
        }
        let mut found: Vec<(String, ArticleId)> = Vec::new();
        let place = self.home.as_ref().map(reply::place_in_words).unwrap_or_default();
        let services = self.retriever.services();
        let of_services = services.iter().map(|service| talk::example_of_service(&place, service));
        for question in talk::EXAMPLES.into_iter().map(str::to_owned).chain(of_services) {
            if found.len() == EXAMPLES {
                break;
            }
            if let Some(article) = self.answered_by(&question, today)
                && !found.iter().any(|(_, known)| *known == article)
            {
                found.push((question, article));
            }
        }
        let questions: Vec<String> = found.into_iter().map(|(question, _)| question).collect();
        *known = Some(ExamplesOfDay { day: today, questions: questions.clone() });
        questions
    }

    /// Other examples may be answered now.
    pub(super) fn forget(&self) {
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn answered_by(&self, question: &str, today: Date) -> Option<ArticleId> {
        let asked = QuestionRequest {
            text: question,
            before: None,
            chosen_place: None,
            own_place: None,
            home: self.home.as_ref(),
            just_asking: false,
            act: None,
            today,
        };
        let answers = self.retriever.answer(&asked);
        let answer = answers.first().filter(|answer| answer.kind() == OutcomeKind::Answered)?;
        answer.passages.first().map(|passage| passage.article.clone())
    }
}
