//! What it takes to show something again when its button is pressed after a restart: the question, never the answer.
//!
//! Knows nothing of buttons. What is kept is given up after a month, after thirty other things, or on demand.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    Conversations,
    chat::{Chat, Shown},
};
use crate::{
    answer::{AskedPlace, PlaceFrom},
    article::{ArticleId, PlacePath},
    messaging::ContextId,
    question::{Asked, Before},
    store::{Keeping, StoreError},
};

/// For how many days buttons work.
const DAYS: i32 = 30;
/// More digits in a row are somebody's number and no part of a question.
const DIGITS: usize = 6;

/// Something shown, as it is kept.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kept {
    /// A question, to be asked again.
    Question { text: String, before: Option<SaidBefore>, place: Option<PlacePath>, just_asking: bool },
    /// A page of a list.
    List { place: Option<PlacePath>, service: Option<String>, articles: Vec<ArticleId> },
    /// Places of the same name.
    Places(Vec<PlacePath>),
    /// Words for the editors.
    Written { text: String, is_notice: bool },
    /// A file for the editors, by its number.
    Parcel(i64),
}

/// What was said before a question.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SaidBefore {
    question: String,
    places: Vec<(String, PlacePath)>,
    services: Vec<String>,
    article: Option<ArticleId>,
}

impl From<Before> for SaidBefore {
    fn from(before: Before) -> Self {
        let Before { question, places, services, article } = before;
        let places = places.into_iter().map(|place| (place.as_written, place.path)).collect();
        Self { question: without_numbers(&question), places, services, article }
    }
}

impl From<SaidBefore> for Before {
    fn from(said: SaidBefore) -> Self {
        let SaidBefore { question, places, services, article } = said;
        let asked = |(as_written, path)| AskedPlace { path, as_written, from: PlaceFrom::Conversation };
        Self { question, places: places.into_iter().map(asked).collect(), services, article }
    }
}

/// A question without telephone and identity numbers.
pub(super) fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut digits = String::new();
    for character in text.chars().chain([' ']) {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        if digits.len() <= DIGITS {
            out.push_str(&digits);
        }
        digits.clear();
        out.push(character);
    }
    out.pop();
    out
}

impl Conversations {
    /// Keeps something for its buttons, and gives the name under which they find it.
    pub(super) fn keep(&self, chat: &Chat, kept: &Kept, today: Date) -> ContextId {
        let keeping = Keeping {
            chat: chat.speaker.chat,
            user: chat.speaker.user,
            day: today.to_string(),
            forget_before: today.saturating_sub(DAYS.days()).to_string(),
            body: serde_json::to_string(kept).expect("what is kept holds texts, numbers and lists of them"),
        };
        let number = match self.store.keep_shown(keeping) {
            Ok(seq) => u64::try_from(seq).unwrap_or_default(),
            Err(error) => {
                tracing::error!(%error, "buttons will not outlast this conversation");
                self.spare()
            }
        };
        ContextId::new(number)
    }

    /// What was shown under that name; after a restart it is asked for again.
    pub(super) fn shown(&self, chat: &Chat, id: ContextId, today: Date) -> Option<Shown> {
        if let Some(shown) = chat.just_shown(id) {
            return Some(shown);
        }
        let seq = i64::try_from(id.number()).ok()?;
        let kept = match self.kept(chat, seq) {
            Ok(kept) => kept?,
            Err(error) => {
                tracing::error!(%error, "what a button stands for could not be looked up");
                return None;
            }
        };
        Some(match kept {
            Kept::Question { text, before, place, just_asking } => {
                let before = before.map(Before::from);
                let answers = self.knowledge.answer(&Asked {
                    text: &text,
                    before: before.as_ref(),
                    chosen_place: place.as_ref(),
                    own_place: self.own_place(chat).as_ref(),
                    home: self.home.as_ref(),
                    just_asking,
                    today,
                });
                Shown::Answer { answer: Box::new(answers.into_iter().next()?), before }
            }
            Kept::List { place, service, articles } => Shown::List { place, service, articles },
            Kept::Places(places) => Shown::Places(places),
            Kept::Written { text, is_notice } => Shown::Written { text, is_notice },
            Kept::Parcel(number) => Shown::Parcel(number),
        })
    }

    fn kept(&self, chat: &Chat, seq: i64) -> Result<Option<Kept>, StoreError> {
        let Some(body) = self.store.shown(chat.speaker.chat, chat.speaker.user, seq)? else {
            return Ok(None);
        };
        serde_json::from_str(&body).map(Some).map_err(|_| StoreError::unreadable("shown", Some(seq)))
    }

    /// What was shown under that name is needed no more.
    pub(super) fn drop_shown(&self, chat: &mut Chat, id: ContextId) {
        chat.drop_shown(id);
        if let Ok(seq) = i64::try_from(id.number())
            && let Err(error) = self.store.forget_shown(seq)
        {
            tracing::error!(%error, "something written for the editors could not be deleted");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_are_not_kept() {
        let cases = [
            ("平城区60岁以上免费体检", "平城区60岁以上免费体检"),
            ("我的电话13900000000怎么登记", "我的电话怎么登记"),
            ("身份证140202190001010000", "身份证"),
            ("2024年", "2024年"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(without_numbers(text), expected);
        }
    }
}
