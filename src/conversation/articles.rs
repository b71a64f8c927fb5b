//! Whole articles, and what of them is shown where others read along.
//!
//! Knows nothing of how somebody came to an article.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Retriever, chat::Chat, topic::Topic};
use crate::{
    article::ArticleId,
    messaging::{Button, Message, Overflow, ResidentAction},
    reply::{
        self,
        wording::{self, sharing},
    },
};

/// Shows whole articles.
#[derive(Clone)]
pub(super) struct ArticlePages {
    pub(super) retriever: Arc<dyn Retriever>,
}

impl ArticlePages {
    /// A whole article; where others read along, its beginning and the way to the rest.
    pub(super) fn whole(&self, chat: &mut Chat, id: &ArticleId, today: Date) -> Message {
        let Some(article) = self.retriever.article(id) else {
            return Message::of_text(wording::WITHDRAWN);
        };
        let link = self.retriever.link_of(id);
        if chat.topic.as_ref().is_none_or(|topic| topic.article() != id) && !article.withdrawn {
            let opening = reply::opening(&article, link.as_deref().unwrap_or_default(), today);
            chat.topic = Some(Topic::new(opening, None));
        }
        let message = match link.clone().filter(|_| !article.withdrawn) {
            Some(link) => {
                let wrong = Button::new(wording::labels::WRONG, ResidentAction::WrongOpen(link, None));
                reply::article(&article, today).with_row_below(&[wrong])
            }
            None => reply::article(&article, today),
        };
        if !chat.is_group() {
            return message;
        }
        let instead = Some(Box::new(reply::rest_in_private(link)));
        Message { overflow: Some(Overflow { longer_than: 1, shown: 1, instead }), ..message }
    }

    /// The article behind a link.
    pub(super) fn behind(&self, chat: &mut Chat, link: &str, today: Date) -> Message {
        match self.retriever.linked(link) {
            Some(id) => self.whole(chat, &id, today),
            None => Message::of_text(sharing::LINK_GONE),
        }
    }
}
