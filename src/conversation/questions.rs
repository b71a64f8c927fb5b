//! Questions, asked with what was said before and with what a button adds.
//!
//! Knows nothing of commands and buttons.

use std::{cell::LazyCell, sync::Arc};

use jiff::civil::Date;

use super::{
    Retriever,
    button_contexts::{ButtonContext, ButtonContexts, without_numbers},
    chat::{Chat, LoadedContext},
    following::named_places,
    question_log::QuestionLog,
};
use crate::{
    answer::{Answer, AskedPlace, Choice, Misfit, Outcome, OutcomeKind, PlaceFrom},
    article::PlacePath,
    cancellation,
    messaging::{ContextId, Outgoing, ResidentAction, TurnAccount},
    question::{ActChoice, PreviousTurn, QuestionRequest},
    reply::{self, ReplyStyle},
    text::{normalize::fold, spans::char_count},
};

/// A longer text is a question, not the name of a place.
pub(super) const PLACE_NAME: usize = 12;
/// Of several questions in one message so many are answered where others read along.
const ANSWERS_IN_A_GROUP: usize = 3;
/// Words that point at a place that was named before.
const POINTERS: [&str; 6] = ["那儿", "那里", "那边", "这儿", "这里", "这边"];

/// What a turn would be answered as a question of its own.
pub(super) type AloneAnswer<'a> = LazyCell<Option<Answer>, Box<dyn FnOnce() -> Option<Answer> + 'a>>;

/// A question with what a button adds to it.
pub(super) struct QuestionInput<'a> {
    pub(super) text: &'a str,
    /// What it may refer to.
    pub(super) before: Option<PreviousTurn>,
    pub(super) place: Option<PlacePath>,
    pub(super) just_asking: bool,
    /// What it is taken for; the words decide where nothing is said.
    pub(super) act: Option<ActChoice>,
}

impl<'a> QuestionInput<'a> {
    /// A question that refers to nothing.
    pub(super) fn alone(text: &'a str) -> Self {
        Self { text, before: None, place: None, just_asking: false, act: None }
    }
}

/// Asks, and remembers what was answered.
pub(super) struct Questions {
    pub(super) retriever: Arc<dyn Retriever>,
    pub(super) contexts: Arc<ButtonContexts>,
    pub(super) log: QuestionLog,
    pub(super) home: Option<PlacePath>,
}

impl Questions {
    pub(super) fn ask(&self, chat: &mut Chat, input: &QuestionInput<'_>, today: Date) -> Outgoing {
        chat.awaiting = None;
        let own_place = chat.own_place();
        let mut before = input.before.clone();
        let answer = |before: Option<&PreviousTurn>| {
            self.retriever.answer(&QuestionRequest {
                text: input.text,
                before,
                chosen_place: input.place.as_ref(),
                own_place: own_place.as_ref(),
                home: self.home.as_ref(),
                just_asking: input.just_asking,
                act: input.act,
                today,
            })
        };
        let mut answers = answer(before.as_ref());
        let lives = own_place.as_ref().or(self.home.as_ref());
        if lives.is_some_and(|home| has_outlived_its_place(&answers, home)) {
            before = before.map(|before| PreviousTurn { places: Vec::new(), ..before });
            answers = answer(before.as_ref());
        }
        if chat.is_group() {
            answers.truncate(ANSWERS_IN_A_GROUP);
        }
        // What nobody reads is not noted either.
        cancellation::check();
        if self.retriever.is_made() {
            self.log.add(&answers, today);
        }
        chat.next = None;
        let mut ids = Vec::with_capacity(answers.len());
        for answer in &answers {
            let context = ButtonContext::Question {
                text: without_numbers(&answer.question),
                before: before.clone().map(Into::into),
                place: input.place.clone(),
                just_asking: input.just_asking,
            };
            let id = self.contexts.keep(chat, &context, today);
            if chat.next.is_none() && reply::passages_shown(answer).len() > 1 {
                chat.next = Some(ResidentAction::Passage(id, 1));
            }
            chat.show(id, LoadedContext::Answer { answer: Box::new(answer.clone()), before: before.clone() });
            chat.remember(answer);
            chat.put_on_table(answer, id);
            ids.push(id);
        }
        if ids.len() > 1 {
            chat.several.clone_from(&ids);
        }
        let messages = reply::answers_in(answers.iter().zip(ids), self.manner(chat));
        chat.comforted |= answers.iter().any(|answer| answer.kind() == OutcomeKind::NotFound);
        Outgoing::of_all(messages).accounted(TurnAccount {
            act: None,
            outcomes: answers
                .iter()
                .map(|answer| if reply::asks_back(answer) { OutcomeKind::Chitchat } else { answer.kind() })
                .collect(),
            understood: answers.into_iter().map(|answer| answer.understood).collect(),
            may_repeat: false,
        })
    }

    /// A text as a question of its own, not remembered.
    pub(super) fn understood(&self, chat: &Chat, text: &str, today: Date) -> Option<Answer> {
        self.understood_from(chat.own_place().as_ref(), text, today)
    }

    fn understood_from(&self, own_place: Option<&PlacePath>, text: &str, today: Date) -> Option<Answer> {
        let input = QuestionInput { act: Some(ActChoice::default()), ..QuestionInput::alone(text) };
        self.peek_from(own_place, &input, today)
    }

    /// The same, when it is needed, and once.
    pub(super) fn alone<'a>(&'a self, chat: &Chat, text: &'a str, today: Date) -> AloneAnswer<'a> {
        let own_place = chat.own_place();
        LazyCell::new(Box::new(move || self.understood_from(own_place.as_ref(), text, today)))
    }

    /// The places that a text names.
    pub(super) fn places_named(&self, chat: &Chat, input: &QuestionInput<'_>, today: Date) -> Vec<PlacePath> {
        self.peek(chat, input, today).map(|answer| named_places(&answer)).unwrap_or_default()
    }

    /// What would be answered, not remembered.
    pub(super) fn peek(&self, chat: &Chat, input: &QuestionInput<'_>, today: Date) -> Option<Answer> {
        self.peek_from(chat.own_place().as_ref(), input, today)
    }

    fn peek_from(
        &self,
        own_place: Option<&PlacePath>,
        input: &QuestionInput<'_>,
        today: Date,
    ) -> Option<Answer> {
        let answers = self.retriever.weigh(&QuestionRequest {
            text: input.text,
            before: input.before.as_ref(),
            chosen_place: None,
            own_place,
            home: self.home.as_ref(),
            just_asking: true,
            act: input.act,
            today,
        });
        answers.into_iter().next()
    }

    /// How the chat is answered.
    pub(super) fn manner(&self, chat: &Chat) -> ReplyStyle {
        ReplyStyle {
            brief: chat.preferences().brief || chat.is_group(),
            others_read: chat.is_group(),
            unready: !self.retriever.is_made(),
            comforted: chat.comforted,
        }
    }

    /// The name of a place, after 「换个地方」: the same question is asked for it.
    pub(super) fn ask_elsewhere(
        &self,
        chat: &mut Chat,
        id: ContextId,
        text: &str,
        today: Date,
    ) -> Option<Outgoing> {
        let LoadedContext::Answer { mut answer, before } = self.contexts.load(chat, id, today)? else {
            return None;
        };
        if char_count(text) > PLACE_NAME {
            return None;
        }
        let places = self.retriever.find_places(text);
        let [only] = places.as_slice() else {
            if places.is_empty() {
                return None;
            }
            for asked in &mut answer.understood.places {
                text.clone_into(&mut asked.as_written);
            }
            answer.outcome = Outcome::WhichPlace { choices: places.into_iter().map(choice).collect() };
            // After a restart the same button asks for the name again.
            let context = ButtonContext::Question {
                text: without_numbers(&answer.question),
                before: before.clone().map(Into::into),
                place: None,
                just_asking: false,
            };
            let id = self.contexts.keep(chat, &context, today);
            let message = reply::answer(&answer, id);
            chat.show(id, LoadedContext::Answer { answer, before });
            return Some(Outgoing::of(message));
        };
        let input =
            QuestionInput { before, place: Some(only.clone()), ..QuestionInput::alone(&answer.question) };
        Some(self.ask(chat, &input, today))
    }
}

fn choice(place: PlacePath) -> Choice {
    Choice { label: reply::place_spoken(&place, None), place }
}

/// A new subject finds nothing in the place of the one before, which is too small or too far from home to be meant
/// again: who asked about one community is not asking about it ever after.
fn has_outlived_its_place(answers: &[Answer], home: &PlacePath) -> bool {
    let [answer] = answers else { return false };
    let taken_over = |place: &&AskedPlace| place.from == PlaceFrom::Conversation;
    let Some(AskedPlace { path: place, .. }) = answer.understood.places.first().filter(taken_over) else {
        return false;
    };
    let missed =
        matches!(answer.outcome, Outcome::NotFound { .. } | Outcome::NearMiss { misfit: Misfit::Place, .. });
    let question = fold(&answer.question);
    // A follow-up has no subject of its own: what is searched for comes from the question before.
    let own_subject = answer.understood.topic.iter().any(|word| question.contains(word.as_str()));
    let points_back = POINTERS.iter().any(|pointer| question.contains(pointer));
    let community = ["社区", "小区"].iter().any(|suffix| place.name().ends_with(suffix));
    let near = place.is_within(home) && !community && place.depth() <= home.depth() + 1;
    missed && own_subject && !points_back && !near
}
