//! Questions and the buttons below their answers.
//!
//! Knows nothing of commands.

use jiff::civil::Date;

use super::{
    Conversations, Outgoing,
    chat::{Chat, Shown},
};
use crate::{
    answer::{Answer, AskedPlace, Choice, Outcome, PlaceFrom, Slot},
    article::{ArticleId, PlacePath},
    question::{Asked, Before},
    reply::{self, Action, Message, wording},
    text::{normalize::fold, spans::char_count},
};

/// A longer text is a question, not the name of a place.
const PLACE_NAME: usize = 12;
/// Words that point at a place that was named before.
const POINTERS: [&str; 6] = ["那儿", "那里", "那边", "这儿", "这里", "这边"];

/// A question with what a button adds to it.
pub(super) struct Words<'a> {
    text: &'a str,
    /// What was said before, where it is not the conversation's own.
    before: Option<Option<Before>>,
    place: Option<PlacePath>,
    just_asking: bool,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, before: None, place: None, just_asking: false }
    }
}

impl Conversations {
    pub(super) fn ask(&self, chat: &mut Chat, words: &Words<'_>, today: Date) -> Vec<Message> {
        chat.awaiting_place = None;
        let mut before = words.before.clone().unwrap_or_else(|| chat.before.clone());
        let answer = |before: Option<&Before>| {
            self.knowledge.answer(&Asked {
                text: words.text,
                before,
                chosen_place: words.place.as_ref(),
                own_place: None,
                home: self.home.as_ref(),
                just_asking: words.just_asking,
                today,
            })
        };
        let mut answers = answer(before.as_ref());
        if self.home.as_ref().is_some_and(|home| has_outlived_its_place(&answers, home)) {
            before = before.map(|before| Before { places: Vec::new(), ..before });
            answers = answer(before.as_ref());
        }
        chat.next = None;
        let mut tickets = Vec::with_capacity(answers.len());
        for answer in &answers {
            let ticket = self.ticket();
            if chat.next.is_none() && reply::passages_shown(answer).len() > 1 {
                chat.next = Some(Action::Passage(ticket.clone(), 1));
            }
            chat.show(
                ticket.clone(),
                Shown::Answer { answer: Box::new(answer.clone()), before: before.clone() },
            );
            chat.remember(answer);
            tickets.push(ticket);
        }
        reply::answers(answers.iter().zip(&tickets))
    }

    /// A pressed button, or its label or number typed.
    pub(super) fn press(&self, chat: &mut Chat, action: &Action, today: Date) -> Outgoing {
        let forgotten = || Outgoing::line(wording::talk::FORGOTTEN_BUTTON);
        match action {
            Action::Ask(question) => {
                let words = Words { before: Some(None), ..Words::new(question) };
                Outgoing::of(self.ask(chat, &words, today))
            }
            Action::Page(ticket, page) => match chat.shown(ticket) {
                Some(Shown::List { place, service, .. }) => {
                    let messages = self.list(chat, place, service, *page, today);
                    Outgoing { messages, edit: true, toast: None }
                }
                _ => forgotten(),
            },
            Action::Item(ticket, at) => match chat.shown(ticket) {
                Some(Shown::List { articles, .. }) => {
                    articles.get(*at).map_or_else(forgotten, |id| Outgoing::of(self.whole(id, today)))
                }
                _ => forgotten(),
            },
            Action::Passage(ticket, _)
            | Action::Whole(ticket, _)
            | Action::Choose(ticket, _)
            | Action::Wider(ticket)
            | Action::Narrower(ticket)
            | Action::OtherPlace(ticket)
            | Action::JustAsking(ticket)
            | Action::Newest(ticket) => match chat.shown(ticket) {
                Some(Shown::Answer { answer, before }) => {
                    self.press_below(chat, action, &answer, before, today).unwrap_or_else(forgotten)
                }
                _ => forgotten(),
            },
        }
    }

    /// A button below an answer; `None` when the answer has nothing for it.
    fn press_below(
        &self,
        chat: &mut Chat,
        action: &Action,
        answer: &Answer,
        before: Option<Before>,
        today: Date,
    ) -> Option<Outgoing> {
        let again = |place: PlacePath| Words {
            before: Some(before.clone()),
            place: Some(place),
            ..Words::new(&answer.question)
        };
        let (messages, edit) = match action {
            Action::Passage(ticket, at) => {
                let messages = reply::passage_page(answer, ticket, *at);
                let more = at + 1 < reply::passages_shown(answer).len();
                chat.next = more.then(|| Action::Passage(ticket.clone(), at + 1));
                (Some(messages).filter(|messages| !messages.is_empty())?, true)
            }
            Action::Whole(_, at) => {
                (self.whole(&reply::passages_shown(answer).get(*at)?.article, today), false)
            }
            Action::Choose(_, at) => {
                let place = answer.choices.get(*at)?.place.clone();
                (self.ask(chat, &again(place), today), true)
            }
            Action::Wider(_) => (self.ask(chat, &again(reply::wider_city(answer)?), today), true),
            Action::Narrower(_) => (self.ask(chat, &again(reply::first_district(answer)?), today), true),
            Action::OtherPlace(ticket) => {
                chat.awaiting_place = Some(ticket.clone());
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
            Action::Ask(_) | Action::Page(..) | Action::Item(..) => return None,
        };
        Some(Outgoing { messages, edit, toast: None })
    }

    /// The name of a place, after 「换个地方」: the same question is asked for it.
    pub(super) fn place_named(&self, chat: &mut Chat, text: &str, today: Date) -> Option<Outgoing> {
        let ticket = chat.awaiting_place.take()?;
        let Shown::Answer { mut answer, before } = chat.shown(&ticket)? else { return None };
        if char_count(text) > PLACE_NAME {
            return None;
        }
        let places = self.knowledge.find_places(text);
        let [only] = places.as_slice() else {
            if places.is_empty() {
                return None;
            }
            for asked in &mut answer.understood.places {
                text.clone_into(&mut asked.as_written);
            }
            answer.outcome = Outcome::WhichPlace;
            answer.choices = places.into_iter().map(choice).collect();
            let ticket = self.ticket();
            let messages = reply::answer(&answer, &ticket);
            chat.show(ticket, Shown::Answer { answer, before });
            return Some(Outgoing::of(messages));
        };
        let words = Words { before: Some(before), place: Some(only.clone()), ..Words::new(&answer.question) };
        Some(Outgoing::of(self.ask(chat, &words, today)))
    }

    pub(super) fn whole(&self, id: &ArticleId, today: Date) -> Vec<Message> {
        match self.knowledge.article(id) {
            Some(article) => reply::article(&article, today),
            None => vec![Message::of_text(wording::WITHDRAWN)],
        }
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
    let missed = answer.outcome == Outcome::NotFound || answer.missing == Some(Slot::Place);
    let question = fold(&answer.question);
    // A follow-up has no subject of its own: what is searched for comes from the question before.
    let own_subject = answer.understood.topic.iter().any(|word| question.contains(word.as_str()));
    let points_back = POINTERS.iter().any(|pointer| question.contains(pointer));
    let community = ["社区", "小区"].iter().any(|suffix| place.name().ends_with(suffix));
    let near = place.is_within(home) && !community && place.depth() <= home.depth() + 1;
    missed && own_subject && !points_back && !near
}
