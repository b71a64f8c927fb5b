//! A pressed button, or its label or number typed.
//!
//! Knows nothing of how buttons look.

use jiff::civil::Date;

use super::{
    Conversations,
    chat::{Awaiting, Chat, LoadedContext},
    filter::NoticeFilter,
    forgotten, in_private,
    questions::QuestionInput,
    topic::{Topic, TopicAnswer},
};
use crate::{
    answer::Answer,
    article::PlacePath,
    messaging::{ContextId, Message, Outgoing, ResidentAction},
    question::PreviousTurn,
    reply::{self, wording},
};

/// An answer that was shown, and what was said before it.
struct AnswerShown<'a> {
    answer: &'a Answer,
    before: Option<PreviousTurn>,
}

impl Conversations {
    pub(super) fn press(&self, chat: &mut Chat, action: &ResidentAction, today: Date) -> Outgoing {
        let done = match action {
            ResidentAction::Ask(question) => {
                Some(self.questions.ask(chat, &QuestionInput::alone(question), today))
            }
            ResidentAction::Open(link) => Some(Outgoing::of(self.articles.behind(chat, link, today))),
            ResidentAction::Note => Some(self.words.ask(chat, Awaiting::Note)),
            ResidentAction::Send(id) => self.handing_in.send(chat, *id, today),
            ResidentAction::Drop(id) => Some(self.handing_in.cancel(chat, *id, today)),
            ResidentAction::News => Some(self.subscriptions.list(chat, wording::news::NONE)),
            ResidentAction::WrongOpen(link, reason) => {
                Some(self.feedback.article_wrong(chat, link, *reason, today))
            }
            ResidentAction::Stop(subscriptions) => Some(self.subscriptions.unsubscribe(chat, subscriptions)),
            ResidentAction::StopAll => Some(self.subscriptions.unsubscribe_all(chat)),
            ResidentAction::Set(preference) => Some(self.settings.change(chat, *preference)),
            ResidentAction::WrongBecause(id, at, reason) => {
                self.feedback.passage_wrong(chat, *id, *at, *reason, today)
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
                let shown = self.contexts.load(chat, *id, today);
                shown.and_then(|shown| self.press_below(chat, action, shown, today))
            }
        };
        done.unwrap_or_else(|| forgotten(chat))
    }

    /// A button below something that was shown; `None` when that has nothing for it.
    fn press_below(
        &self,
        chat: &mut Chat,
        action: &ResidentAction,
        shown: LoadedContext,
        today: Date,
    ) -> Option<Outgoing> {
        match (action, shown) {
            (ResidentAction::Tell(_), shown) => self.subscribe_to_shown(chat, &shown, today),
            (ResidentAction::Page(_, page), LoadedContext::List { filter, .. }) => {
                Some(Outgoing::instead(self.latest.page(chat, filter, *page, today)))
            }
            (ResidentAction::Item(_, at), LoadedContext::List { articles, .. }) => {
                Some(Outgoing::of(self.articles.whole(chat, articles.get(*at)?, today)))
            }
            (ResidentAction::Live(_, at), LoadedContext::Places(places)) => {
                let done = self.settings.live(chat, places.get(*at)?);
                Some(Outgoing { edit: true, ..done })
            }
            (_, LoadedContext::Answer { answer, before }) => {
                self.press_below_answer(chat, action, &AnswerShown { answer: &answer, before }, today)
            }
            _ => None,
        }
    }

    fn press_below_answer(
        &self,
        chat: &mut Chat,
        action: &ResidentAction,
        shown: &AnswerShown<'_>,
        today: Date,
    ) -> Option<Outgoing> {
        let AnswerShown { answer, before } = shown;
        let again = || QuestionInput { before: before.clone(), ..QuestionInput::alone(&answer.question) };
        let there = |place: PlacePath| QuestionInput { place: Some(place), ..again() };
        let asked = |outgoing: Outgoing, edit| Some(Outgoing { edit, ..outgoing });
        let (messages, edit) = match action {
            ResidentAction::Passage(id, at) => (vec![self.turn_to(chat, answer, *id, *at)?], true),
            ResidentAction::Whole(_, at) => {
                let article = &reply::passages_shown(answer).get(*at)?.article;
                (vec![self.articles.whole(chat, article, today)], false)
            }
            ResidentAction::Choose(_, at) => {
                let place = answer.choices().get(*at)?.place.clone();
                return asked(self.questions.ask(chat, &there(place), today), true);
            }
            ResidentAction::Wider(_) => {
                return asked(self.questions.ask(chat, &there(reply::wider_city(answer)?), today), true);
            }
            ResidentAction::Narrower(_) => {
                return asked(self.questions.ask(chat, &there(reply::first_district(answer)?), today), true);
            }
            ResidentAction::OtherPlace(id) => {
                chat.awaiting = Some(Awaiting::Elsewhere(*id));
                (vec![Message::of_text(wording::talk::WHERE_ELSE)], false)
            }
            ResidentAction::JustAsking(_) => {
                chat.emergency = None;
                let input = QuestionInput { just_asking: true, ..again() };
                return asked(self.questions.ask(chat, &input, today), false);
            }
            ResidentAction::Newest(_) => {
                let place = answer.understood.places.first().map(|place| place.path.clone());
                (vec![self.latest.page(chat, NoticeFilter::of_place(place), 0, today)], false)
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

    /// 有新的告诉我 below an answer or a list.
    fn subscribe_to_shown(&self, chat: &Chat, shown: &LoadedContext, today: Date) -> Option<Outgoing> {
        if let Some(outgoing) = in_private(chat) {
            return Some(outgoing);
        }
        let filter = match shown {
            LoadedContext::Answer { answer, .. } => NoticeFilter::of_answer(answer),
            LoadedContext::List { filter, .. } => filter.clone(),
            LoadedContext::Places(_) | LoadedContext::Written { .. } | LoadedContext::Submission(_) => {
                return None;
            }
        };
        Some(self.subscriptions.subscribe(chat, filter, today))
    }

    /// Another of the passages that fit.
    fn turn_to(&self, chat: &mut Chat, answer: &Answer, id: ContextId, at: usize) -> Option<Message> {
        let message = reply::passage_page(answer, id, at, self.questions.manner(chat));
        let more = at + 1 < reply::passages_shown(answer).len();
        chat.next = more.then(|| ResidentAction::Passage(id, at + 1));
        if let Some(passage) = reply::passages_shown(answer).get(at) {
            chat.topic = Some(Topic::new((*passage).clone(), Some(TopicAnswer { id, at })));
        }
        message
    }
}
