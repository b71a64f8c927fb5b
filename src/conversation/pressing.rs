//! A pressed button, or its label or number typed.
//!
//! Knows nothing of how buttons look.

use jiff::civil::Date;

use super::{
    Conversations, Outgoing,
    asking::Words,
    chat::{Awaiting, Chat, Shown},
    forgotten,
};
use crate::{
    answer::Answer,
    article::PlacePath,
    question::Before,
    reply::{self, Action, Message, Ticket, wording},
};

impl Conversations {
    pub(super) fn press(&self, chat: &mut Chat, action: &Action, today: Date) -> Outgoing {
        let done = match action {
            Action::Ask(question) => {
                let words = Words { before: Some(None), ..Words::new(question) };
                Some(Outgoing::of(self.ask(chat, &words, today)))
            }
            Action::Open(link) => Some(Outgoing::of(self.open(chat, link, today))),
            Action::Note => Some(self.ask_for_words(chat, Awaiting::Note)),
            Action::Send(ticket) => self.send(chat, ticket, today),
            Action::Drop(ticket) => Some(self.drop_words(chat, ticket, today)),
            Action::News => Some(self.my_wishes(chat, wording::news::NONE)),
            Action::WrongOpen(link, reason) => Some(self.wrong_open(chat, (link, *reason), today)),
            Action::Stop(wishes) => Some(self.stop(chat, wishes)),
            Action::StopAll => Some(self.stop_all(chat)),
            Action::Set(setting) => Some(self.set(chat, *setting)),
            Action::WrongBecause(ticket, at, reason) => {
                self.wrong_because(chat, ticket, (*at, *reason), today)
            }
            Action::Page(ticket, _)
            | Action::Item(ticket, _)
            | Action::Live(ticket, _)
            | Action::Tell(ticket)
            | Action::Passage(ticket, _)
            | Action::Whole(ticket, _)
            | Action::Choose(ticket, _)
            | Action::Wider(ticket)
            | Action::Narrower(ticket)
            | Action::OtherPlace(ticket)
            | Action::JustAsking(ticket)
            | Action::Newest(ticket)
            | Action::Wrong(ticket, _) => {
                self.shown(chat, ticket, today).and_then(|shown| self.press_below(chat, action, shown, today))
            }
        };
        done.unwrap_or_else(|| forgotten(chat))
    }

    /// A button below something that was shown; `None` when that has nothing for it.
    fn press_below(&self, chat: &mut Chat, action: &Action, shown: Shown, today: Date) -> Option<Outgoing> {
        match (action, shown) {
            (Action::Tell(_), shown) => self.tell_of(chat, &shown, today),
            (Action::Page(_, page), Shown::List { place, service, .. }) => {
                let messages = self.list(chat, place, service, *page, today);
                Some(Outgoing { messages, edit: true, ..Outgoing::default() })
            }
            (Action::Item(_, at), Shown::List { articles, .. }) => {
                Some(Outgoing::of(self.whole(chat, articles.get(*at)?, today)))
            }
            (Action::Live(_, at), Shown::Places(places)) => {
                let done = self.live(chat, places.get(*at)?);
                Some(Outgoing { edit: true, ..done })
            }
            (_, Shown::Answer { answer, before }) => {
                self.press_below_answer(chat, action, (&answer, before), today)
            }
            _ => None,
        }
    }

    fn press_below_answer(
        &self,
        chat: &mut Chat,
        action: &Action,
        (answer, before): (&Answer, Option<Before>),
        today: Date,
    ) -> Option<Outgoing> {
        let again = |place: PlacePath| Words {
            before: Some(before.clone()),
            place: Some(place),
            ..Words::new(&answer.question)
        };
        let (messages, edit) = match action {
            Action::Passage(ticket, at) => (self.turn_to(chat, answer, ticket, *at)?, true),
            Action::Whole(_, at) => {
                let article = &reply::passages_shown(answer).get(*at)?.article;
                (self.whole(chat, article, today), false)
            }
            Action::Choose(_, at) => {
                let place = answer.choices.get(*at)?.place.clone();
                (self.ask(chat, &again(place), today), true)
            }
            Action::Wider(_) => (self.ask(chat, &again(reply::wider_city(answer)?), today), true),
            Action::Narrower(_) => (self.ask(chat, &again(reply::first_district(answer)?), today), true),
            Action::OtherPlace(ticket) => {
                chat.awaiting = Some(Awaiting::Elsewhere(ticket.clone()));
                (vec![Message::of_text(wording::talk::WHERE_ELSE)], false)
            }
            Action::JustAsking(_) => {
                let words = Words { before: Some(before), just_asking: true, ..Words::new(&answer.question) };
                (self.ask(chat, &words, today), false)
            }
            Action::Newest(_) => {
                let place = answer.understood.places.first().map(|place| place.path.clone());
                (self.list(chat, place, None, 0, today), false)
            }
            Action::Wrong(ticket, at) => {
                reply::passages_shown(answer).get(*at)?;
                let because = |reason| Action::WrongBecause(ticket.clone(), *at, reason);
                (vec![reply::what_is_wrong(because)], false)
            }
            _ => return None,
        };
        Some(Outgoing { messages, edit, ..Outgoing::default() })
    }

    /// Another of the passages that fit.
    fn turn_to(&self, chat: &mut Chat, answer: &Answer, ticket: &Ticket, at: usize) -> Option<Vec<Message>> {
        let messages = reply::passage_page(answer, ticket, at, self.manner(chat));
        let more = at + 1 < reply::passages_shown(answer).len();
        chat.next = more.then(|| Action::Passage(ticket.clone(), at + 1));
        Some(messages).filter(|messages| !messages.is_empty())
    }
}
