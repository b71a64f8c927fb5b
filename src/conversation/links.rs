//! Links that open the chat at an article, a place or a service: for codes on printed paper.
//!
//! Knows nothing of codes and addresses.

use jiff::civil::Date;

use super::{Conversations, chat::Chat, kept::Kept};
use crate::{
    article::{ArticleId, PlacePath},
    messaging::{Button, Message, Outgoing, ResidentAction, StartLink, TextStyle, plain},
    reply::{self, wording::sharing as wording},
};

/// What a link leads to, by its name.
struct Target {
    link: StartLink,
    name: String,
}

impl Conversations {
    /// Somebody came by a link; one that leads nowhere is a beginning like any other.
    pub(super) fn arrived(&self, chat: &mut Chat, link: &StartLink, today: Date) -> Outgoing {
        chat.start_anew();
        self.followed(chat, link, today).map_or_else(|| self.welcome(today), Outgoing::of)
    }

    fn followed(&self, chat: &mut Chat, link: &StartLink, today: Date) -> Option<Message> {
        match link {
            StartLink::Article(link) => Some(self.open(chat, link, today)),
            StartLink::Place(name) => {
                let place = self.knowledge.find_places(name).into_iter().next()?;
                Some(self.newest_of(chat, place, today))
            }
            StartLink::Service(name) => {
                let service = self.service_named(name)?;
                let place = self.own_place(chat).or_else(|| self.home.clone());
                Some(self.list(chat, place, Some(service), 0, today))
            }
        }
    }

    /// The newest of a place, with an offer to live there.
    fn newest_of(&self, chat: &mut Chat, place: PlacePath, today: Date) -> Message {
        let message = self.list(chat, Some(place.clone()), None, 0, today);
        if chat.is_group() || self.own_place(chat).as_ref() == Some(&place) {
            return message;
        }
        let label = wording::live_here(&reply::place_in_words(&place));
        let id = self.keep(chat, &Kept::Places(vec![place]), today);
        message.with_row_below(&[Button::new(&label, ResidentAction::Live(id, 0))])
    }

    /// The article behind a link.
    pub(super) fn open(&self, chat: &Chat, link: &str, today: Date) -> Message {
        match self.knowledge.linked(link) {
            Some(id) => self.whole(chat, &id, today),
            None => Message::of_text(wording::LINK_GONE),
        }
    }

    /// `/link`: the address for a code that leads to a place, a service, an article, or what was shown last.
    pub(super) fn link(&self, chat: &Chat, what: &str) -> Outgoing {
        let target = match what.trim() {
            "" => chat.last_article().and_then(|id| self.link_to_article(&id)),
            what => self
                .link_to_article(&ArticleId(what.to_owned()))
                .or_else(|| self.link_to_service(what))
                .or_else(|| self.link_to_place(what)),
        };
        let Some(Target { link, name }) = target else { return Outgoing::line(wording::NO_LINK) };
        let text = plain(&wording::before_address(&name)).styled(&name, TextStyle::Address(link));
        Outgoing::of(Message { text: text.plain(wording::AFTER_ADDRESS), ..Message::default() })
    }

    fn link_to_article(&self, id: &ArticleId) -> Option<Target> {
        let link = self.knowledge.link_of(id)?;
        let name = self.knowledge.article(id)?.headline().to_owned();
        Some(Target { link: StartLink::Article(link), name })
    }

    fn link_to_service(&self, written: &str) -> Option<Target> {
        let name = self.service_named(written)?;
        Some(Target { link: StartLink::Service(name.clone()), name })
    }

    /// As short a name as still means this place and no other.
    fn link_to_place(&self, written: &str) -> Option<Target> {
        let place = self.knowledge.find_places(written).into_iter().next()?;
        let steps: Vec<&str> = place.steps().collect();
        let names = (0..steps.len()).rev().map(|from| steps.iter().skip(from).copied().collect::<String>());
        let means_it = |name: &String| self.knowledge.find_places(name).as_slice() == [place.clone()];
        let shortest = names.into_iter().find(means_it)?;
        Some(Target { link: StartLink::Place(shortest), name: reply::place_in_words(&place) })
    }
}
