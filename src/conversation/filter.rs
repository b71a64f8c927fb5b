//! Which notices somebody wants: of a place, of a service type; and how that is typed behind a word.
//!
//! Knows nothing of what it is wanted for.

use std::sync::Arc;

use super::{Retriever, chat::Chat};
use crate::{
    answer::Answer,
    article::PlacePath,
    messaging::Outgoing,
    question::PreviousTurn,
    reply::wording::talk,
    services::Services,
    text::{normalize::fold, spans::char_count},
};

/// Longer words after 最新 are a question.
const NAME: usize = 8;

/// Notices of a place, of a service type, of both, or any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NoticeFilter {
    pub(super) place: Option<PlacePath>,
    pub(super) service: Option<String>,
}

impl NoticeFilter {
    /// Of a place, whatever service.
    pub(super) fn of_place(place: Option<PlacePath>) -> Self {
        Self { place, service: None }
    }

    /// What a question before was about.
    pub(super) fn of_question(before: &PreviousTurn) -> Self {
        let place = before.places.first().map(|place| place.path.clone());
        Self { place, service: before.services.first().cloned() }
    }

    /// What an answer was about.
    pub(super) fn of_answer(answer: &Answer) -> Self {
        let understood = &answer.understood;
        let place = understood.places.first().map(|place| place.path.clone());
        Self { place, service: understood.services.first().cloned() }
    }

    /// Any notice passes.
    pub(super) fn is_open(&self) -> bool {
        self.place.is_none() && self.service.is_none()
    }

    /// Without a place, the one where somebody lives.
    pub(super) fn near(self, chat: &Chat, home: Option<&PlacePath>) -> Self {
        let place = self.place.or_else(|| chat.own_place()).or_else(|| home.cloned());
        Self { place, ..self }
    }
}

/// A word that names neither a place nor a service type.
#[derive(Debug)]
pub(super) struct UnknownWord(String);

impl UnknownWord {
    /// A filter that is not understood must not list everything.
    pub(super) fn reply(&self) -> Outgoing {
        Outgoing::line(&talk::not_understood_filter(&self.0))
    }
}

/// Reads filters.
#[derive(Clone)]
pub(super) struct FilterReader {
    pub(super) retriever: Arc<dyn Retriever>,
}

impl FilterReader {
    /// Places and service types, as they are typed behind a word.
    pub(super) fn read(&self, typed: &str) -> Result<NoticeFilter, UnknownWord> {
        let mut filter = NoticeFilter::default();
        for word in
            typed.split(|character: char| character.is_whitespace() || matches!(character, '，' | ',' | '、'))
        {
            if word.is_empty() {
                continue;
            }
            if let Some(found) = self.service_named(word) {
                filter.service = Some(found);
            } else if let Some(found) = self.retriever.find_places(word).into_iter().next() {
                filter.place = Some(found);
            } else {
                return Err(UnknownWord(word.to_owned()));
            }
        }
        Ok(filter)
    }

    /// What stands after 最新 says which notices are wanted: after a space always, else the name of a place or service.
    pub(super) fn is_filter(&self, rest: &str) -> bool {
        let named = || !self.retriever.find_places(rest).is_empty() || self.service_named(rest).is_some();
        rest.starts_with(char::is_whitespace) || (char_count(rest) <= NAME && named())
    }

    /// A service type by its name, a part of it, or a word that residents use for it.
    pub(super) fn service_named(&self, word: &str) -> Option<String> {
        let known = self.retriever.services();
        let named = |name: &&String| *name == word || (word.chars().count() >= 2 && name.contains(word));
        if let Some(name) = known.iter().find(named) {
            return Some(name.clone());
        }
        let meant = Services::builtin().of_question(&fold(word));
        meant.into_iter().find(|name| known.contains(name))
    }
}
