//! Links that open the chat at an article, a place or a service: for codes on printed paper.
//!
//! Knows nothing of codes. What stands behind `?start=` is at most 64 of A–Z a–z 0–9 _ -.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::civil::Date;

use super::{Conversations, Outgoing, chat::Chat};
use crate::{
    article::{ArticleId, PlacePath},
    reply::{self, Action, Message, wording::sharing as wording},
};

/// The longest that Telegram takes behind `?start=`.
const LONGEST: usize = 64;

/// The link to an article.
pub(super) fn to_article(bot: &str, link: &str) -> String {
    wording::start(bot, &format!("a_{link}"))
}

/// A place or service in the letters that a link may have.
fn payload(kind: char, name: &str) -> Option<String> {
    let payload = format!("{kind}_{}", URL_SAFE_NO_PAD.encode(name));
    (payload.len() <= LONGEST).then_some(payload)
}

fn read(payload: &str) -> Option<String> {
    String::from_utf8(URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
}

impl Conversations {
    /// What a code leads to; `None` when there is no code, or one that nobody has made.
    pub(super) fn scanned(&self, chat: &mut Chat, payload: &str, today: Date) -> Option<Outgoing> {
        let (kind, rest) = payload.split_once('_')?;
        match kind {
            "a" => Some(Outgoing::of(self.open(chat, rest, today))),
            "p" => {
                let place = self.knowledge.find_places(&read(rest)?).into_iter().next()?;
                let mut messages = self.list(chat, Some(place.clone()), None, 0, today);
                let label = wording::live_here(&reply::place_in_words(&place));
                if !chat.is_group() && self.own_place(chat).as_ref() != Some(&place) {
                    let ticket = self.keep(chat, &super::kept::Kept::Places(vec![place]), today);
                    let live = Action::Live(ticket, 0).button(&label);
                    if let (Some(last), Some(live)) = (messages.last_mut(), live) {
                        last.buttons.push(vec![live]);
                    }
                }
                Some(Outgoing::of(messages))
            }
            "s" => {
                let service = self.service_named(&read(rest)?)?;
                let place = self.own_place(chat).or_else(|| self.home.clone());
                Some(Outgoing::of(self.list(chat, place, Some(service), 0, today)))
            }
            _ => None,
        }
    }

    /// The article behind a link.
    pub(super) fn open(&self, chat: &Chat, link: &str, today: Date) -> Vec<Message> {
        match self.knowledge.linked(link) {
            Some(id) => self.whole(chat, &id, today),
            None => vec![Message::of_text(wording::LINK_GONE)],
        }
    }

    /// `/link`: the address for a code that leads to a place, a service, an article, or what was shown last.
    pub(super) fn link(&self, chat: &Chat, what: &str) -> Outgoing {
        let found = match what.trim() {
            "" => chat.last_article().and_then(|id| self.link_to_article(&id)),
            what => self
                .link_to_article(&ArticleId(what.to_owned()))
                .or_else(|| self.service_named(what).and_then(|name| Some((payload('s', &name)?, name))))
                .or_else(|| self.link_to_place(what)),
        };
        match found {
            Some((payload, what)) => {
                Outgoing::line(&wording::link(&what, &wording::start(&chat.bot, &payload)))
            }
            None => Outgoing::line(wording::NO_LINK),
        }
    }

    fn link_to_article(&self, id: &ArticleId) -> Option<(String, String)> {
        let link = self.knowledge.link_of(id)?;
        let title = self.knowledge.article(id)?.headline().to_owned();
        Some((format!("a_{link}"), title))
    }

    /// As short a name as still means this place and no other.
    fn link_to_place(&self, written: &str) -> Option<(String, String)> {
        let place = self.knowledge.find_places(written).into_iter().next()?;
        let steps: Vec<&str> = place.steps().collect();
        let names = (0..steps.len()).rev().map(|from| steps.iter().skip(from).copied().collect::<String>());
        let means_it = |name: &String| {
            let found: Vec<PlacePath> = self.knowledge.find_places(name);
            found.as_slice() == [place.clone()]
        };
        let payload = names.into_iter().filter(means_it).find_map(|name| payload('p', &name))?;
        Some((payload, reply::place_in_words(&place)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_from_links() {
        for name in ["平城区", "大同市平城区永泰街道", "家政便民"] {
            let payload = payload('p', name).unwrap();
            assert!(payload.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)));
            assert_eq!(read(payload.strip_prefix("p_").unwrap()).as_deref(), Some(name));
        }
        assert_eq!(payload('p', &"长".repeat(16)), None);
        assert_eq!((read("%%"), read("_w")), (None, None));
    }
}
