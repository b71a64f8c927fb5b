//! What is said: answers and everything else made into messages with their buttons.
//!
//! Knows nothing of networks, or of how an answer was found. Answers, articles, diagnostics and reports go in,
//! [`Message`]s come out. How something is said stands in `wording`, and nowhere else.

use crate::{
    answer::{Answer, Outcome, OutcomeKind, Passage, Retrieval},
    messaging::{Button, ContextId, Message, Press, ResidentAction, StartLink, plain},
};

mod answered;
mod article;
mod article_card;
mod dates;
mod detail;
mod editors;
mod emergency;
mod emphasis;
mod latest;
mod near_miss;
mod not_found;
mod operators;
mod passage;
mod places;
#[cfg(test)]
pub(crate) mod samples;
mod settings;
mod shared;
mod small_talk;
mod status;
mod submissions;
mod subscriptions;
#[cfg(test)]
mod tests;
mod unanswered;
mod understood;
mod which_place;
mod withdrawals;
pub(crate) mod wording;

pub(crate) use answered::{first_district, page as passage_page, sequence as passages_shown};
pub(crate) use article::whole as article;
pub(crate) use article_card::{
    ActsOn, ArticleCard, CardDecision, CardPosition, article_card, whole_submitted,
};
pub(crate) use dates::{period, printed as printed_date};
pub(crate) use detail::{detail, emergency_goes_on, passage_again, shorter, source, still_on};
pub(crate) use editors::{is_this_it, marked, what_is_wrong};
pub(crate) use latest::{List, latest};
pub(crate) use operators::{
    LookAgo, QueueDepths, Status, WorseAfter, not_loaded, reload_failed, reloaded, status, worse_after,
};
pub(crate) use places::{in_list as place_in_words, spoken as place_spoken};
pub(crate) use settings::{Settings, privacy, settings, which_home};
pub(crate) use shared::{in_one_line, opening, piece_of_news, several_news, standalone};
pub(crate) use submissions::{
    AllDecided, PendingEntry, all_decided, headline_of, pending_submissions, unreadable, unreadable_article,
};
pub(crate) use subscriptions::{ListedSubscription, subscribed, subscriptions};
pub(crate) use unanswered::{AskedInVain, MarkedWrong, MostAsked, UnansweredReport, WronglyRead, unanswered};
pub(crate) use understood::{shortened, wider_city};
pub(crate) use withdrawals::{
    CorrectionMessages, LinkedArticle, correct_this, correction, correction_in_a_list, done, withdraw_this,
    withdraw_which,
};
pub(crate) use wording::notices;
pub use wording::notices::ONCE_MORE;

/// From so many hundredths on an emergency is likelier than an answer of little confidence.
const LIKELY: u8 = 50;
/// From so many on it is likelier than a question that nobody printed anything about.
const NOT_UNLIKELY: u8 = 15;
/// The confidence of an answer that stands beside a likely emergency.
const SURELY_ANSWERED: f64 = 0.8;

/// How a chat is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ReplyStyle {
    /// Only what matters most.
    pub(crate) brief: bool,
    /// Others read along: nothing is offered that belongs into a private chat.
    pub(crate) others_read: bool,
    /// Nothing is there yet to answer from: that nothing is found says nothing.
    pub(crate) unready: bool,
    /// It was said before in this conversation that what is not printed may exist all the same.
    pub(crate) comforted: bool,
}

/// The message for one answer; `id` is the name under which the conversation remembers it.
#[must_use]
pub(crate) fn answer(answer: &Answer, id: ContextId) -> Message {
    answer_in(answer, id, ReplyStyle::default())
}

/// The same, as the chat is answered.
#[must_use]
fn answer_in(answer: &Answer, id: ContextId, style: ReplyStyle) -> Message {
    let Some(help) = &answer.first_call else { return message_of(answer, id, style) };
    let first = plain(&emergency::in_one_line(&help.advice));
    if asks_back(answer) {
        let then = emergency::first_steps(&help.advice).line(plain(wording::OR_ELSE_SAY));
        return Message::with_buttons(first.line(then), Vec::new());
    }
    let message = message_of(answer, id, style);
    Message { text: first.line(message.text), ..message }
}

/// Help may be needed, and the papers have nothing sure: what to do is said, and what else was meant is asked.
pub(crate) fn asks_back(answer: &Answer) -> bool {
    let Some(help) = &answer.first_call else { return false };
    match answer.outcome.retrieval() {
        Some(Retrieval::Miss) => help.percent >= NOT_UNLIKELY,
        Some(Retrieval::Hit) => help.percent >= LIKELY && answer.confidence < SURELY_ANSWERED,
        None => false,
    }
}

fn message_of(answer: &Answer, id: ContextId, style: ReplyStyle) -> Message {
    match &answer.outcome {
        // The article is the right one: what it lacks is said, and the rest is read all the same.
        Outcome::Answered { .. } | Outcome::DetailMissing { .. } => answered::message(answer, id, style),
        Outcome::NearMiss { misfit, .. } => near_miss::message(answer, *misfit, id, style),
        Outcome::WhichPlace { choices } => which_place::message(answer, choices, id),
        Outcome::NotFound { .. } => not_found::message(answer, id, style),
        Outcome::Emergency(advice) => emergency::message(answer, advice, id),
        Outcome::Chitchat(act) => small_talk::chitchat(*act),
        Outcome::Refused { act, hotlines } => small_talk::refused(*act, hotlines),
    }
}

/// The messages for all answers to one text, numbered when there are several; what needs help at once comes first.
#[must_use]
fn answers<'a>(answers: impl IntoIterator<Item = (&'a Answer, ContextId)>) -> Vec<Message> {
    answers_in(answers, ReplyStyle::default())
}

/// The same, as the chat is answered.
#[must_use]
pub(crate) fn answers_in<'a>(
    answers: impl IntoIterator<Item = (&'a Answer, ContextId)>,
    style: ReplyStyle,
) -> Vec<Message> {
    let mut all: Vec<(usize, &Answer, ContextId)> =
        answers.into_iter().enumerate().map(|(at, (answer, id))| (at + 1, answer, id)).collect();
    if let [(_, only, id)] = all.as_slice() {
        return vec![answer_in(only, *id, style)];
    }
    all.sort_by_key(|(_, answer, _)| answer.kind() != OutcomeKind::Emergency);
    let numbered = |(number, one, id): (usize, &Answer, ContextId)| {
        let own = answer_in(one, id, style);
        // The number to call stays the first thing that is read.
        if one.kind() == OutcomeKind::Emergency {
            return own;
        }
        let question = understood::shortened(one.question.trim(), 40);
        Message { text: plain(&wording::nth_question(number, &question)).line(own.text), ..own }
    };
    all.into_iter().map(numbered).collect()
}

/// What a resident reads as the answers to one text, a message each, without marks and buttons.
#[must_use]
pub(crate) fn plain_texts(answers: &[Answer]) -> Vec<String> {
    let unkept = answers.iter().map(|answer| (answer, ContextId::UNKEPT));
    self::answers(unkept).iter().map(|message| message.text.to_plain()).collect()
}

/// Notices as a numbered list, without marks and buttons.
#[must_use]
pub(crate) fn plain_list(notices: &[Passage]) -> String {
    latest::entries(notices, None)
}

/// In a group, behind the beginning of a long article.
#[must_use]
pub(crate) fn rest_in_private(article: Option<String>) -> Message {
    let button = article.map(|link| Button {
        label: wording::labels::IN_PRIVATE.to_owned(),
        press: Press::Start(StartLink::Article(link)),
    });
    Message { buttons: rows([button], 1), ..Message::of_text(wording::sharing::REST_IN_PRIVATE) }
}

/// 「有新的告诉我」, where that is offered.
fn tell_me(id: ContextId, others_read: bool) -> Option<Button> {
    (!others_read).then(|| Button::new(wording::labels::TELL, ResidentAction::Tell(id)))
}

/// Rows of at most `width` buttons; missing ones are left out.
fn rows(buttons: impl IntoIterator<Item = Option<Button>>, width: usize) -> Vec<Vec<Button>> {
    let buttons: Vec<Button> = buttons.into_iter().flatten().collect();
    buttons.chunks(width.max(1)).map(<[Button]>::to_vec).collect()
}
