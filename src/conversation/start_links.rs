//! Links that open the chat at an article, a place or a service: for codes on printed paper.
//!
//! Knows nothing of codes and addresses.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Retriever,
    articles::ArticlePages,
    button_contexts::{ButtonContext, ButtonContexts},
    chat::Chat,
    filter::{FilterReader, NoticeFilter},
    latest_list::LatestList,
};
use crate::{
    article::{ArticleId, PlacePath},
    messaging::{Button, Message, Outgoing, ResidentAction, StartLink, TextStyle, plain},
    reply::{self, wording::sharing as wording},
};

/// What a link leads to, by its name.
struct LinkTarget {
    link: StartLink,
    name: String,
}

/// Follows links, and makes them.
pub(super) struct StartLinks {
    pub(super) retriever: Arc<dyn Retriever>,
    pub(super) filters: FilterReader,
    pub(super) articles: ArticlePages,
    pub(super) latest: Arc<LatestList>,
    pub(super) contexts: Arc<ButtonContexts>,
}

impl StartLinks {
    /// What a link leads to; `None` when it leads nowhere.
    pub(super) fn follow(&self, chat: &mut Chat, link: &StartLink, today: Date) -> Option<Message> {
        match link {
            StartLink::Article(link) => Some(self.articles.behind(chat, link, today)),
            StartLink::Place(name) => {
                let place = self.retriever.find_places(name).into_iter().next()?;
                Some(self.latest_of(chat, place, today))
            }
            StartLink::Service(name) => {
                let service = self.filters.service_named(name)?;
                let filter = NoticeFilter { place: None, service: Some(service) };
                Some(self.latest.near(chat, filter, today))
            }
        }
    }

    /// The newest of a place, with an offer to live there.
    fn latest_of(&self, chat: &mut Chat, place: PlacePath, today: Date) -> Message {
        let message = self.latest.page(chat, NoticeFilter::of_place(Some(place.clone())), 0, today);
        if chat.is_group() || chat.own_place().as_ref() == Some(&place) {
            return message;
        }
        let label = wording::live_here(&reply::place_in_words(&place));
        let id = self.contexts.keep(chat, &ButtonContext::Places(vec![place]), today);
        message.with_row_below(&[Button::new(&label, ResidentAction::Live(id, 0))])
    }

    /// `/link`: the address for a code that leads to a place, a service, an article, or what was shown last.
    pub(super) fn address_of(&self, chat: &Chat, what: &str) -> Outgoing {
        let target = match what.trim() {
            "" => chat.last_article().and_then(|id| self.to_article(&id)),
            what => self
                .to_article(&ArticleId(what.to_owned()))
                .or_else(|| self.to_service(what))
                .or_else(|| self.to_place(what)),
        };
        let Some(LinkTarget { link, name }) = target else { return Outgoing::line(wording::NO_LINK) };
        let text = plain(&wording::before_address(&name)).styled(&name, TextStyle::Address(link));
        Outgoing::of(Message { text: text.plain(wording::AFTER_ADDRESS), ..Message::default() })
    }

    fn to_article(&self, id: &ArticleId) -> Option<LinkTarget> {
        let link = self.retriever.link_of(id)?;
        let name = self.retriever.article(id)?.headline().to_owned();
        Some(LinkTarget { link: StartLink::Article(link), name })
    }

    fn to_service(&self, written: &str) -> Option<LinkTarget> {
        let name = self.filters.service_named(written)?;
        Some(LinkTarget { link: StartLink::Service(name.clone()), name })
    }

    /// As short a name as still means this place and no other.
    fn to_place(&self, written: &str) -> Option<LinkTarget> {
        let place = self.retriever.find_places(written).into_iter().next()?;
        let steps: Vec<&str> = place.steps().collect();
        let names = (0..steps.len()).rev().map(|from| steps.iter().skip(from).copied().collect::<String>());
        let means_it = |name: &String| self.retriever.find_places(name).as_slice() == [place.clone()];
        let shortest = names.into_iter().find(means_it)?;
        Some(LinkTarget { link: StartLink::Place(shortest), name: reply::place_in_words(&place) })
    }
}
