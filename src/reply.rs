//! What goes to a chat: answers made into messages with their buttons, in our own types.
//!
//! Knows nothing of Telegram's library or of how an answer was found.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    answer::{Answer, Outcome, Passage, Slot},
    article::ArticleId,
};

mod action;
mod answered;
mod article;
mod dates;
mod editors;
mod emergency;
mod html;
mod latest;
mod near_miss;
mod not_found;
mod operators;
mod parcels;
mod passage;
mod places;
pub mod plain;
#[cfg(test)]
pub(crate) mod samples;
mod settings;
mod shared;
mod small_talk;
pub mod split;
mod status;
#[cfg(test)]
mod tests;
mod understood;
mod which_place;
mod wishes;
pub(crate) mod wording;

pub use action::{Action, PRESS_BYTES, Reason, Setting, Ticket};
pub(crate) use answered::first_district;
pub use answered::{page as passage_page, sequence as passages_shown};
pub use article::whole as article;
pub(crate) use dates::printed as printed_date;
pub use editors::{is_this_it, marked, what_is_wrong};
pub use latest::{List, latest};
pub use operators::{
    AskedInVain, GapsReport, Status, WorseAfter, correct_this, correction, correction_in_a_list, done, gaps,
    not_loaded, reload_failed, reloaded, status, withdraw_this, withdraw_which, worse_after,
};
pub use parcels::{
    ActsOn, AllDecided, PieceView, Standing, all_decided, headline_of, piece, unreadable, unreadable_piece,
    waiting as parcels_waiting, whole_piece,
};
pub(crate) use places::{in_list as place_in_words, spoken as place_spoken};
pub use settings::{Settings, privacy, settings, which_home};
pub use shared::{in_one_line, opening, piece_of_news, several_news, standalone};
pub(crate) use understood::{shortened, wider_city};
pub use wishes::{Wish, wished, wishes};
pub(crate) use wording::notices;
pub use wording::notices::ONCE_MORE;

/// One message to a resident.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Text with Telegram's HTML marks (`<b>`, `<a href>`); everything else is escaped. At most 4096 UTF-16 units once
    /// the marks are parsed.
    pub html: String,
    /// Rows of buttons below it, at most two a row.
    pub buttons: Vec<Vec<Button>>,
    /// The articles whose words it shows.
    #[serde(default)]
    pub about: Vec<ArticleId>,
    /// A file that goes with it; the text is its caption then.
    #[serde(default)]
    pub file: Option<Document>,
}

/// A text as a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// A button below a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// What the resident reads.
    pub label: String,
    /// What pressing it does.
    pub press: Press,
}

/// What pressing a button does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    /// Comes back to the conversation as this text, 1–64 bytes.
    Say(String),
    /// Opens a page, http or https.
    Open(String),
}

impl Message {
    /// A message of plain text, without buttons.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self { html: html::escape(text), ..Self::default() }
    }

    /// A line in bold with plain text below it.
    pub(crate) fn headed(heading: &str, text: &str) -> Self {
        Self { html: format!("{}\n{}", html::bold(heading), html::escape(text)), ..Self::default() }
    }

    /// The same message, said to show an article.
    fn showing(self, article: &ArticleId) -> Self {
        Self { about: vec![article.clone()], ..self }
    }

    /// The same message, said to show these articles.
    fn showing_all<'a>(self, articles: impl IntoIterator<Item = &'a ArticleId>) -> Self {
        Self { about: articles.into_iter().cloned().collect(), ..self }
    }

    /// A text of any length as messages; the buttons stand below the last.
    fn in_parts(html: &str, buttons: Vec<Vec<Button>>) -> Vec<Self> {
        let mut messages: Vec<Self> = split::split(html, split::LIMIT)
            .into_iter()
            .map(|part| Self { html: part.trim().to_owned(), ..Self::default() })
            .collect();
        if let Some(last) = messages.last_mut() {
            last.buttons = buttons;
        }
        messages
    }
}

/// How a chat is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// Only what matters most.
    pub brief: bool,
    /// Others read along: nothing is offered that belongs into a private chat.
    pub others_read: bool,
    /// Nothing is there yet to answer from: that nothing is found says nothing.
    pub unready: bool,
}

/// The messages for one answer; `ticket` is the name under which the conversation remembers it.
#[must_use]
pub fn answer(answer: &Answer, ticket: &Ticket) -> Vec<Message> {
    answer_in(answer, ticket, Manner::default())
}

/// The same, as the chat is answered.
#[must_use]
pub fn answer_in(answer: &Answer, ticket: &Ticket, manner: Manner) -> Vec<Message> {
    match answer.outcome {
        Outcome::Answered => answered::messages(answer, ticket, manner),
        // The article is the right one: what it lacks is said, and the rest is read all the same.
        Outcome::NearMiss if answer.missing == Some(Slot::Detail) => {
            answered::messages(answer, ticket, manner)
        }
        Outcome::NearMiss => near_miss::messages(answer, ticket, manner),
        Outcome::WhichPlace => which_place::messages(answer, ticket),
        Outcome::NotFound => not_found::messages(answer, ticket, manner),
        Outcome::Emergency => emergency::messages(answer, ticket),
        Outcome::Chitchat | Outcome::Refused => small_talk::messages(answer),
    }
}

/// The messages for all answers to one text, numbered when there are several; what needs help at once comes first.
#[must_use]
pub fn answers<'a>(answers: impl IntoIterator<Item = (&'a Answer, &'a Ticket)>) -> Vec<Message> {
    answers_in(answers, Manner::default())
}

/// The same, as the chat is answered.
#[must_use]
pub fn answers_in<'a>(
    answers: impl IntoIterator<Item = (&'a Answer, &'a Ticket)>,
    manner: Manner,
) -> Vec<Message> {
    let mut all: Vec<(usize, &Answer, &Ticket)> =
        answers.into_iter().enumerate().map(|(at, (answer, ticket))| (at + 1, answer, ticket)).collect();
    if let [(_, only, ticket)] = all.as_slice() {
        return answer_in(only, ticket, manner);
    }
    all.sort_by_key(|(_, answer, _)| answer.outcome != Outcome::Emergency);
    let mut messages = Vec::new();
    for (number, one, ticket) in all {
        let mut own = answer_in(one, ticket, manner);
        // The number to call stays the first thing that is read.
        if let Some(first) = own.first_mut().filter(|_| one.outcome != Outcome::Emergency) {
            let question = understood::shortened(one.question.trim(), 40);
            let headed =
                format!("{}\n{}", html::escape(&wording::nth_question(number, &question)), first.html);
            if split::units(&headed) <= split::LIMIT {
                first.html = headed;
            }
        }
        messages.append(&mut own);
    }
    messages
}

/// What a resident reads as the answers to one text, a message each, without marks and buttons.
#[must_use]
pub fn plain_texts(answers: &[Answer]) -> Vec<String> {
    let tickets = vec![Ticket::new(0); answers.len()];
    self::answers(answers.iter().zip(&tickets)).iter().map(plain::text).collect()
}

/// Notices as a numbered list, without marks and buttons.
#[must_use]
pub fn plain_list(notices: &[Passage], today: Date) -> String {
    latest::entries(notices, None, today)
}

/// In a group, behind the beginning of a long article.
#[must_use]
pub fn rest_in_private(link: Option<String>) -> Message {
    let button =
        link.map(|link| Button { label: wording::labels::IN_PRIVATE.to_owned(), press: Press::Open(link) });
    Message { buttons: rows([button], 1), ..Message::of_text(wording::sharing::REST_IN_PRIVATE) }
}

/// 「有新的告诉我」, where that is offered.
fn tell_me(ticket: &Ticket, others_read: bool) -> Option<Button> {
    if others_read { None } else { Action::Tell(ticket.clone()).button(wording::labels::TELL) }
}

/// Rows of at most `width` buttons; missing ones are left out.
fn rows(buttons: impl IntoIterator<Item = Option<Button>>, width: usize) -> Vec<Vec<Button>> {
    let buttons: Vec<Button> = buttons.into_iter().flatten().collect();
    buttons.chunks(width.max(1)).map(<[Button]>::to_vec).collect()
}
