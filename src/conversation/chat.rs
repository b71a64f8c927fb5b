//! What is remembered of one conversation: the last question, what was shown, and which buttons were offered.
//!
//! Knows nothing of how questions are answered.

use std::collections::VecDeque;

use crate::{
    answer::{Answer, Outcome, PlaceFrom, Slot},
    article::{ArticleId, PlacePath},
    question::Before,
    reply::{Action, Message, Press, Ticket, wording::labels},
    text::normalize::fold,
};

/// Answers and lists whose buttons still work.
const SHOWN: usize = 4;
/// Passages kept of an answer: more than anybody pages through.
const PASSAGES: usize = 6;

/// One conversation.
#[derive(Debug, Default)]
pub(super) struct Chat {
    /// What was said before.
    pub(super) before: Option<Before>,
    /// What 下一条 goes on with.
    pub(super) next: Option<Action>,
    /// The answer for which another place is awaited.
    pub(super) awaiting_place: Option<Ticket>,
    shown: VecDeque<(Ticket, Shown)>,
    /// The buttons of the last reply, which may be typed as well.
    buttons: Vec<(String, Action)>,
}

/// Something that was shown, kept for its buttons.
#[derive(Clone, Debug)]
pub(super) enum Shown {
    /// An answer, with what it takes to ask again.
    Answer { answer: Box<Answer>, before: Option<Before> },
    /// A page of the newest notices.
    List { place: Option<PlacePath>, service: Option<String>, articles: Vec<ArticleId> },
}

impl Chat {
    /// Keeps something for its buttons; the oldest is forgotten.
    pub(super) fn show(&mut self, ticket: Ticket, mut shown: Shown) {
        if let Shown::Answer { answer, .. } = &mut shown {
            answer.passages.truncate(PASSAGES);
            answer.others.retain(|at| *at < PASSAGES);
        }
        self.shown.push_back((ticket, shown));
        if self.shown.len() > SHOWN {
            self.shown.pop_front();
        }
    }

    /// What was shown under that ticket.
    pub(super) fn shown(&self, ticket: &Ticket) -> Option<Shown> {
        self.shown.iter().find(|(known, _)| known == ticket).map(|(_, shown)| shown.clone())
    }

    /// Forgets what was said, but not what its buttons stand for.
    pub(super) fn start_anew(&mut self) {
        self.before = None;
        self.next = None;
        self.awaiting_place = None;
        self.buttons.clear();
    }

    /// Keeps the buttons of a reply; a reply without any leaves the earlier ones standing.
    pub(super) fn remember_buttons(&mut self, messages: &[Message]) {
        let buttons: Vec<(String, Action)> = messages
            .iter()
            .flat_map(|message| message.buttons.iter().flatten())
            .filter_map(|button| match &button.press {
                Press::Say(data) => Some((button.label.clone(), Action::read(data)?)),
                Press::Open(_) => None,
            })
            .collect();
        if !buttons.is_empty() {
            self.buttons = buttons;
        }
    }

    /// The button whose label was typed.
    pub(super) fn button_named(&self, text: &str) -> Option<Action> {
        self.buttons.iter().find(|(label, _)| label == text).map(|(_, action)| action.clone())
    }

    /// What these words mean below every answer, even where its last message has no such button.
    pub(super) fn below_last_answer(&self, text: &str) -> Option<Action> {
        let is_answer = |(_, shown): &&(Ticket, Shown)| matches!(shown, Shown::Answer { .. });
        let ticket = self.shown.iter().rev().find(is_answer)?.0.clone();
        match text {
            labels::OTHER_PLACE => Some(Action::OtherPlace(ticket)),
            labels::WHOLE => Some(Action::Whole(ticket, 0)),
            _ => None,
        }
    }

    /// The things to choose from in the last reply.
    pub(super) fn choices(&self) -> Vec<Action> {
        self.buttons
            .iter()
            .filter(|(_, action)| action.is_choice())
            .map(|(_, action)| action.clone())
            .collect()
    }

    /// Keeps what the next question may refer to.
    pub(super) fn remember(&mut self, answer: &Answer) {
        let searched = matches!(
            answer.outcome,
            Outcome::Answered | Outcome::NearMiss | Outcome::NotFound | Outcome::WhichPlace
        );
        if !searched {
            return;
        }
        let fits = answer.outcome == Outcome::Answered || answer.missing == Some(Slot::Detail);
        let said = |place: &&crate::answer::AskedPlace| {
            matches!(place.from, PlaceFrom::Question | PlaceFrom::Conversation)
        };
        self.before = Some(Before {
            question: self.subject(answer),
            places: answer.understood.places.iter().filter(said).cloned().collect(),
            services: answer.understood.services.clone(),
            article: answer.passages.first().filter(|_| fits).map(|passage| passage.article.clone()),
        });
    }

    /// The question that names the subject: after 「那云冈区呢」 that is still the one before it.
    fn subject(&self, answer: &Answer) -> String {
        let question = fold(&answer.question);
        let topic = &answer.understood.topic;
        let elsewhere = !topic.is_empty() && topic.iter().all(|word| !question.contains(word.as_str()));
        match &self.before {
            Some(before) if elsewhere => before.question.clone(),
            _ => answer.question.clone(),
        }
    }
}
