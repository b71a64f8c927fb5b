//! Questions, asked with what was said before and with what a button adds.
//!
//! Knows nothing of commands and buttons.

use jiff::civil::Date;

use super::{
    Conversations,
    chat::{Awaiting, Chat, Shown},
    kept::{Kept, without_numbers},
};
use crate::{
    answer::{Answer, AskedPlace, Choice, Outcome, PlaceFrom, Slot},
    article::{ArticleId, PlacePath},
    cancellation,
    messaging::{Button, Message, Outgoing, Overflow, ResidentAction},
    question::{Asked, Before},
    reply::{self, Manner, wording},
    text::{normalize::fold, spans::char_count},
};

/// A longer text is a question, not the name of a place.
const PLACE_NAME: usize = 12;
/// Of several questions in one message so many are answered where others read along.
const ANSWERS_IN_A_GROUP: usize = 3;
/// Words of questions.
const ASKING: [&str; 9] = ["哪", "什么", "怎么", "多少", "几点", "吗", "呢", "？", "?"];
/// Words that point at a place that was named before.
const POINTERS: [&str; 6] = ["那儿", "那里", "那边", "这儿", "这里", "这边"];

/// A question with what a button adds to it.
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    /// What was said before, where it is not the conversation's own.
    pub(super) before: Option<Option<Before>>,
    pub(super) place: Option<PlacePath>,
    pub(super) just_asking: bool,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, before: None, place: None, just_asking: false }
    }
}

impl Conversations {
    pub(super) fn ask(&self, chat: &mut Chat, words: &Words<'_>, today: Date) -> Vec<Message> {
        chat.awaiting = None;
        let own_place = self.own_place(chat);
        let mut before = words.before.clone().unwrap_or_else(|| chat.before.clone());
        let answer = |before: Option<&Before>| {
            self.knowledge.answer(&Asked {
                text: words.text,
                before,
                chosen_place: words.place.as_ref(),
                own_place: own_place.as_ref(),
                home: self.home.as_ref(),
                just_asking: words.just_asking,
                today,
            })
        };
        let mut answers = answer(before.as_ref());
        let lives = own_place.as_ref().or(self.home.as_ref());
        if lives.is_some_and(|home| has_outlived_its_place(&answers, home)) {
            before = before.map(|before| Before { places: Vec::new(), ..before });
            answers = answer(before.as_ref());
        }
        if chat.is_group() {
            answers.truncate(ANSWERS_IN_A_GROUP);
        }
        // What nobody reads is not noted either.
        cancellation::check();
        if self.knowledge.is_made() {
            self.note(&answers, today);
        }
        chat.next = None;
        let mut ids = Vec::with_capacity(answers.len());
        for answer in &answers {
            let kept = Kept::Question {
                text: without_numbers(&answer.question),
                before: before.clone().map(Into::into),
                place: words.place.clone(),
                just_asking: words.just_asking,
            };
            let id = self.keep(chat, &kept, today);
            if chat.next.is_none() && reply::passages_shown(answer).len() > 1 {
                chat.next = Some(ResidentAction::Passage(id, 1));
            }
            chat.show(id, Shown::Answer { answer: Box::new(answer.clone()), before: before.clone() });
            chat.remember(answer);
            ids.push(id);
        }
        reply::answers_in(answers.iter().zip(ids), self.manner(chat))
    }

    /// How the chat is answered.
    pub(super) fn manner(&self, chat: &Chat) -> Manner {
        Manner {
            brief: self.preferences(chat).brief || chat.is_group(),
            others_read: chat.is_group(),
            unready: !self.knowledge.is_made(),
        }
    }

    /// The name of a place, after 「换个地方」: the same question is asked for it.
    pub(super) fn place_named(&self, chat: &mut Chat, text: &str, today: Date) -> Option<Outgoing> {
        let id = match chat.awaiting.take()? {
            Awaiting::Home => {
                // A longer text, or one that asks, is a question.
                let asks = ASKING.iter().any(|word| text.contains(word));
                let named = char_count(text) <= PLACE_NAME && !asks;
                return named.then(|| self.home_named(chat, text, today));
            }
            Awaiting::Elsewhere(id) => id,
            Awaiting::Note | Awaiting::Notice => return None,
        };
        let Shown::Answer { mut answer, before } = self.shown(chat, id, today)? else { return None };
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
            // After a restart the same button asks for the name again.
            let kept = Kept::Question {
                text: without_numbers(&answer.question),
                before: before.clone().map(Into::into),
                place: None,
                just_asking: false,
            };
            let id = self.keep(chat, &kept, today);
            let message = reply::answer(&answer, id);
            chat.show(id, Shown::Answer { answer, before });
            return Some(Outgoing::of(message));
        };
        let words = Words { before: Some(before), place: Some(only.clone()), ..Words::new(&answer.question) };
        Some(Outgoing::of_all(self.ask(chat, &words, today)))
    }

    /// A whole article; where others read along, its beginning and the way to the rest.
    pub(super) fn whole(&self, chat: &Chat, id: &ArticleId, today: Date) -> Message {
        let Some(article) = self.knowledge.article(id) else {
            return Message::of_text(wording::WITHDRAWN);
        };
        let link = self.knowledge.link_of(id);
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
