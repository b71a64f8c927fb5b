//! Example questions that the knowledge really answers.
//!
//! Knows nothing of where they are shown.

use std::sync::PoisonError;

use jiff::civil::Date;

use super::Conversations;
use crate::{
    answer::Outcome,
    article::ArticleId,
    question::Asked,
    reply::{self, wording::talk},
};

/// As many as are taken in at a glance.
const EXAMPLES: usize = 3;

impl Conversations {
    /// Up to three questions, each answered by another article; found once a day.
    pub(super) fn examples(&self, today: Date) -> Vec<String> {
        let mut kept = self.examples.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, examples)) = kept.as_ref().filter(|(day, _)| *day == today) {
            return examples.clone();
        }
        let mut found: Vec<(String, ArticleId)> = Vec::new();
        let place = self.home.as_ref().map(reply::place_in_words).unwrap_or_default();
        let services = self.knowledge.services();
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
        let examples: Vec<String> = found.into_iter().map(|(question, _)| question).collect();
        *kept = Some((today, examples.clone()));
        examples
    }

    /// Other examples may be answered now.
    pub(crate) fn forget_examples(&self) {
        *self.examples.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn answered_by(&self, question: &str, today: Date) -> Option<ArticleId> {
        let asked = Asked {
            text: question,
            before: None,
            chosen_place: None,
            own_place: None,
            home: self.home.as_ref(),
            just_asking: false,
            today,
        };
        let answers = self.knowledge.answer(&asked);
        let answer = answers
            .first()
            .filter(|answer| answer.outcome == Outcome::Answered && answer.missing.is_none())?;
        answer.passages.first().map(|passage| passage.article.clone())
    }
}
