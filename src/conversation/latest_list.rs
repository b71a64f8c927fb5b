//! The newest notices, by place and service, a page at a time.
//!
//! Knows nothing of how notices are found.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Retriever,
    button_contexts::{ButtonContext, ButtonContexts},
    chat::{Chat, LoadedContext},
    filter::{FilterReader, NoticeFilter},
};
use crate::{
    article::{ArticleId, PlacePath},
    knowledge_base::Newest,
    messaging::{Message, Outgoing, ResidentAction},
    reply::{self, List, wording},
};

/// Notices a page.
const PER_PAGE: usize = 5;
/// The same where others read along.
const PER_PAGE_IN_A_GROUP: usize = 3;

/// Lists the newest notices.
pub(super) struct LatestList {
    pub(super) retriever: Arc<dyn Retriever>,
    pub(super) filters: FilterReader,
    pub(super) contexts: Arc<ButtonContexts>,
    pub(super) home: Option<PlacePath>,
}

impl LatestList {
    /// `/latest` or 最新, with places and service types after it.
    pub(super) fn asked_for(&self, chat: &mut Chat, typed: &str, today: Date) -> Outgoing {
        match self.filters.read(typed) {
            Ok(filter) => Outgoing::of(self.near(chat, filter, today)),
            Err(word) => word.reply(),
        }
    }

    /// The first page; without a place, of where somebody lives.
    pub(super) fn near(&self, chat: &mut Chat, filter: NoticeFilter, today: Date) -> Message {
        let filter = filter.near(chat, self.home.as_ref());
        self.page(chat, filter, 0, today)
    }

    /// The last day of which something was printed.
    pub(super) fn newest_day(&self, today: Date) -> Option<Date> {
        let newest = self.retriever.latest(&Newest { limit: 1, ..Newest::default() }, today);
        newest.first()?.published.as_ref().map(|published| published.date.last_day())
    }

    /// One page of the list, remembered for its buttons.
    pub(super) fn page(&self, chat: &mut Chat, filter: NoticeFilter, page: usize, today: Date) -> Message {
        if !self.retriever.is_made() {
            return Message::of_text(wording::UNREADY);
        }
        let per_page = if chat.is_group() { PER_PAGE_IN_A_GROUP } else { PER_PAGE };
        let newest = Newest {
            place: filter.place.clone(),
            service: filter.service.clone(),
            limit: per_page + 1,
            offset: page.saturating_mul(per_page),
        };
        let mut notices = self.retriever.latest(&newest, today);
        let more = notices.len() > per_page;
        notices.truncate(per_page);
        let articles: Vec<ArticleId> = notices.iter().map(|notice| notice.article.clone()).collect();
        let context = ButtonContext::List {
            place: filter.place.clone(),
            service: filter.service.clone(),
            articles: articles.clone(),
        };
        let id = self.contexts.keep(chat, &context, today);
        let list = List {
            place: filter.place.as_ref(),
            service: filter.service.as_deref(),
            notices: &notices,
            page,
            more,
            others_read: chat.is_group(),
        };
        let message = reply::latest(&list, id);
        chat.next = more.then(|| ResidentAction::Page(id, page + 1));
        chat.show(id, LoadedContext::List { filter, articles });
        message
    }
}
