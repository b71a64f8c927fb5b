//! `@bot 义诊 平城` in any chat: passages that stand alone, with source and date.
//!
//! Knows nothing of Telegram's kinds of results.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Retriever, chat::Chat};
use crate::{
    answer::{OutcomeKind, Passage},
    article::PlacePath,
    knowledge_base::Newest,
    messaging::{ContextId, InlineResult, Message, Outgoing},
    question::QuestionRequest,
    reply,
};

/// Results at a time.
const RESULTS: usize = 10;

/// What was typed, and from where on results are wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct InlineRequest<'a> {
    pub(super) query: &'a str,
    pub(super) offset: &'a str,
}

/// Finds passages for other chats.
pub(super) struct InlineSearch {
    pub(super) retriever: Arc<dyn Retriever>,
    pub(super) home: Option<PlacePath>,
}

impl InlineSearch {
    /// What is found for the words, or the newest where there are none.
    pub(super) fn find(&self, chat: &Chat, request: InlineRequest<'_>, today: Date) -> Outgoing {
        let own_place = chat.own_place();
        let place = own_place.as_ref().or(self.home.as_ref());
        let query = request.query.trim();
        if query.is_empty() {
            let page: usize = request.offset.parse().unwrap_or(0);
            let newest = Newest {
                place: place.cloned(),
                service: None,
                limit: RESULTS + 1,
                offset: page.saturating_mul(RESULTS),
            };
            let mut notices = self.retriever.latest(&newest, today);
            let next = if notices.len() > RESULTS { (page + 1).to_string() } else { String::new() };
            notices.truncate(RESULTS);
            let found = notices.iter().map(|notice| self.newest_found(notice, today)).collect();
            return Outgoing { found, next, ..Outgoing::default() };
        }
        let answers = self.retriever.answer(&QuestionRequest {
            text: query,
            before: None,
            chosen_place: None,
            own_place: own_place.as_ref(),
            home: self.home.as_ref(),
            just_asking: false,
            act: None,
            today,
        });
        let mut found: Vec<InlineResult> = Vec::new();
        for answer in &answers {
            match answer.kind() {
                OutcomeKind::Answered => {
                    let passages = reply::passages_shown(answer).into_iter();
                    found.extend(passages.map(|passage| {
                        found_of(passage, reply::standalone(passage, &answer.understood.places, today))
                    }));
                }
                // The number to call is never kept back.
                OutcomeKind::Emergency => {
                    let message = reply::answer(answer, ContextId::UNKEPT);
                    let text = message.text.to_plain();
                    let (title, description) = text.split_once('\n').unwrap_or((&text, ""));
                    found.push(InlineResult {
                        id: "help".to_owned(),
                        title: title.to_owned(),
                        description: description.replace('\n', " "),
                        message: Message { buttons: Vec::new(), ..message },
                    });
                }
                _ => {}
            }
        }
        let mut seen = std::collections::HashSet::new();
        found.retain(|found| seen.insert(found.id.clone()));
        found.truncate(RESULTS);
        Outgoing { found, ..Outgoing::default() }
    }

    fn newest_found(&self, notice: &Passage, today: Date) -> InlineResult {
        let opened = self
            .retriever
            .article(&notice.article)
            .map(|article| reply::opening(&article, &notice.link, today));
        let passage = opened.as_ref().unwrap_or(notice);
        found_of(passage, reply::standalone(passage, &[], today))
    }
}

fn found_of(passage: &Passage, message: Message) -> InlineResult {
    InlineResult {
        id: passage.link.clone(),
        title: passage.headline().to_owned(),
        description: reply::in_one_line(passage),
        message,
    }
}
