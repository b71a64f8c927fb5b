//! The newest notices, by place and service, a page at a time.
//!
//! Knows nothing of how notices are found.

use jiff::civil::Date;

use super::{
    Conversations,
    chat::{Chat, Shown},
    kept::Kept,
};
use crate::{
    article::{ArticleId, PlacePath},
    knowledge_base::Newest,
    messaging::{Message, Outgoing, ResidentAction},
    reply::{
        self, List,
        wording::{self, talk},
    },
    services::Services,
    text::{normalize::fold, spans::char_count},
};

/// Notices a page.
const PER_PAGE: usize = 5;
/// The same where others read along.
const PER_PAGE_IN_A_GROUP: usize = 3;
/// Longer words after 最新 are a question.
const NAME: usize = 8;

impl Conversations {
    /// `/latest` or 最新, with places and service types after it.
    pub(super) fn newest(&self, chat: &mut Chat, filter: &str, today: Date) -> Outgoing {
        let (place, service) = match self.read_filter(filter) {
            Ok(read) => read,
            Err(outgoing) => return *outgoing,
        };
        let place = place.or_else(|| self.own_place(chat)).or_else(|| self.home.clone());
        Outgoing::of(self.list(chat, place, service, 0, today))
    }

    /// Places and service types, as they are typed behind a word.
    pub(super) fn read_filter(
        &self,
        filter: &str,
    ) -> Result<(Option<PlacePath>, Option<String>), Box<Outgoing>> {
        let (mut place, mut service) = (None, None);
        for word in filter
            .split(|character: char| character.is_whitespace() || matches!(character, '，' | ',' | '、'))
        {
            if word.is_empty() {
                continue;
            }
            if let Some(found) = self.service_named(word) {
                service = Some(found);
            } else if let Some(found) = self.knowledge.find_places(word).into_iter().next() {
                place = Some(found);
            } else {
                // A filter that is not understood must not list everything.
                return Err(Box::new(Outgoing::line(&talk::not_understood_filter(word))));
            }
        }
        Ok((place, service))
    }

    /// What stands after 最新 says which notices are wanted: after a space always, else the name of a place or service.
    pub(super) fn is_filter(&self, rest: &str) -> bool {
        let named = || !self.knowledge.find_places(rest).is_empty() || self.service_named(rest).is_some();
        rest.starts_with(char::is_whitespace) || (char_count(rest) <= NAME && named())
    }

    /// One page of the list, remembered for its buttons.
    pub(super) fn list(
        &self,
        chat: &mut Chat,
        place: Option<PlacePath>,
        service: Option<String>,
        page: usize,
        today: Date,
    ) -> Message {
        if !self.knowledge.is_made() {
            return Message::of_text(wording::UNREADY);
        }
        let per_page = if chat.is_group() { PER_PAGE_IN_A_GROUP } else { PER_PAGE };
        let newest = Newest {
            place: place.clone(),
            service: service.clone(),
            limit: per_page + 1,
            offset: page.saturating_mul(per_page),
        };
        let mut notices = self.knowledge.latest(&newest, today);
        let more = notices.len() > per_page;
        notices.truncate(per_page);
        let articles: Vec<ArticleId> = notices.iter().map(|notice| notice.article.clone()).collect();
        let kept = Kept::List { place: place.clone(), service: service.clone(), articles: articles.clone() };
        let id = self.keep(chat, &kept, today);
        let list = List {
            place: place.as_ref(),
            service: service.as_deref(),
            notices: &notices,
            page,
            more,
            others_read: chat.is_group(),
            today,
        };
        let message = reply::latest(&list, id);
        chat.next = more.then(|| ResidentAction::Page(id, page + 1));
        chat.show(id, Shown::List { place, service, articles });
        message
    }

    /// A service type by its name, a part of it, or a word that residents use for it.
    pub(super) fn service_named(&self, word: &str) -> Option<String> {
        let known = self.knowledge.services();
        let named = |name: &&String| *name == word || (word.chars().count() >= 2 && name.contains(word));
        if let Some(name) = known.iter().find(named) {
            return Some(name.clone());
        }
        let meant = Services::builtin().of_question(&fold(word));
        meant.into_iter().find(|name| known.contains(name))
    }
}
