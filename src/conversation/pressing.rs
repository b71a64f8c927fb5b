//! A pressed button, or its label or number typed.
//!
//! Knows nothing of how buttons look.

use jiff::civil::Date;

use super::{
    Conversations,
    asking::Words,
    chat::{Awaiting, Chat, Shown},
    forgotten,
};
use crate::{
    answer::Answer,
    article::PlacePath,
    messaging::{ContextId, Message, Outgoing, ResidentAction},
    question::Before,
    reply::{self, wording},
};

impl Conversations {
    pub(super) fn press(&self, chat: &mut Chat, action: &ResidentAction, today: Date) -> Outgoing {
        let done = match action {
            ResidentAction::Ask(question) => {
                let words = Words { before: Some(None), ..Words::new(question) };
                Some(Outgoing::of_all(self.ask(chat, &words, today)))
            }
            ResidentAction::Open(link) => Some(Outgoing::of(self.open(chat, link, today))),
            ResidentAction::Note => Some(self.ask_for_words(chat, Awaiting::Note)),
            ResidentAction::Send(id) => self.send(chat, *id, today),
            ResidentAction::Drop(id) => Some(self.drop_words(chat, *id, today)),
            ResidentAction::News => Some(self.my_wishes(chat, wording::news::NONE)),
            ResidentAction::WrongOpen(link, reason) => Some(self.wrong_open(chat, (link, *reason), today)),
            ResidentAction::Stop(wishes) => Some(self.stop(chat, wishes)),
            ResidentAction::StopAll => Some(self.stop_all(chat)),
            ResidentAction::Set(preference) => Some(self.set(chat, *preference)),
            ResidentAction::WrongBecause(id, at, reason) => {
                self.wrong_because(chat, *id, (*at, *reason), today)
            }
            ResidentAction::Page(id, _)
            | ResidentAction::Item(id, _)
            | ResidentAction::Live(id, _)
            | ResidentAction::Tell(id)
            | ResidentAction::Passage(id, _)
            | ResidentAction::Whole(id, _)
            | ResidentAction::Choose(id, _)
            | ResidentAction::Wider(id)
            | ResidentAction::Narrower(id)
            | ResidentAction::OtherPlace(id)
            | ResidentAction::JustAsking(id)
            | ResidentAction::Newest(id)
            | ResidentAction::Wrong(id, _) => {
                self.shown(chat, *id, today).and_then(|shown| self.press_below(chat, action, shown, today))
            }
        };
        done.unwrap_or_else(|| forgotten(chat))
    }

    /// A button below something that was shown; `None` when that has nothing for it.
    fn press_below(
        &self,
        chat: &mut Chat,
        action: &ResidentAction,
        shown: Shown,
        today: Date,
    ) -> Option<Outgoing> {
        match (action, shown) {
            (ResidentAction::Tell(_), shown) => self.tell_of(chat, &shown, today),
            (ResidentAction::Page(_, page), Shown::List { place, service, .. }) => {
                Some(Outgoing::instead(self.list(chat, place, service, *page, today)))
            }
            (ResidentAction::Item(_, at), Shown::List { articles, .. }) => {
                Some(Outgoing::of(self.whole(chat, articles.get(*at)?, today)))
            }
            (ResidentAction::Live(_, at), Shown::Places(places)) => {
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
        action: &ResidentAction,
        (answer, before): (&Answer, Option<Before>),
        today: Date,
    ) -> Option<Outgoing> {
        let again = |place: PlacePath| Words {
            before: Some(before.clone()),
            place: Some(place),
            ..Words::new(&answer.question)
        };
        let (messages, edit) = match action {
            ResidentAction::Passage(id, at) => (vec![self.turn_to(chat, answer, *id, *at)?], true),
            ResidentAction::Whole(_, at) => {
                let article = &reply::passages_shown(answer).get(*at)?.article;
                (vec![self.whole(chat, article, today)], false)
            }
            ResidentAction::Choose(_, at) => {
                let place = answer.choices.get(*at)?.place.clone();
                (self.ask(chat, &again(place), today), true)
            }
            ResidentAction::Wider(_) => (self.ask(chat, &again(reply::wider_city(answer)?), today), true),
            ResidentAction::Narrower(_) => {
                (self.ask(chat, &again(reply::first_district(answer)?), today), true)
            }
            ResidentAction::OtherPlace(id) => {
                chat.awaiting = Some(Awaiting::Elsewhere(*id));
                (vec![Message::of_text(wording::talk::WHERE_ELSE)], false)
            }
            ResidentAction::JustAsking(_) => {
                let words = Words { before: Some(before), just_asking: true, ..Words::new(&answer.question) };
                (self.ask(chat, &words, today), false)
            }
            ResidentAction::Newest(_) => {
                let place = answer.understood.places.first().map(|place| place.path.clone());
                (vec![self.list(chat, place, None, 0, today)], false)
            }
            ResidentAction::Wrong(id, at) => {
                reply::passages_shown(answer).get(*at)?;
                let because = |reason| ResidentAction::WrongBecause(*id, *at, reason);
                (vec![reply::what_is_wrong(because)], false)
            }
            _ => return None,
        };
        Some(Outgoing { messages, edit, ..Outgoing::default() })
    }

    /// Another of the passages that fit.
    fn turn_to(&self, chat: &mut Chat, answer: &Answer, id: ContextId, at: usize) -> Option<Message> {
        let message = reply::passage_page(answer, id, at, self.manner(chat));
        let more = at + 1 < reply::passages_shown(answer).len();
        chat.next = more.then(|| ResidentAction::Passage(id, at + 1));
        message
    }
}
