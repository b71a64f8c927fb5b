//! The conversation of one chat: what was said before, commands and buttons; the same for every network.
//!
//! Knows nothing of any network, or of how passages are found.
//!
//! In comes what was said or pressed, by whom and in which chat ([`Incoming`]); out goes what is said to that, messages
//! with buttons that name what they do ([`Outgoing`]), and now and then, unasked, a `Notification`. [`Conversations`]
//! only finds out whose it is: each feature is an object of its own that holds what it needs of the two things below,
//! the [`Retriever`] that answers and the [`Store`] that keeps.
//!
//! The path of one question: [`Conversations::hear`] takes away what cannot be printed, finds the chat of the one who
//! speaks and looks up what is set there. Words that the editors wait for, commands, and the label or number of a
//! button go their own ways; all else is a question. `questions` asks it with what was said before, logs what was
//! missed, keeps for each answer what its buttons refer to, and has `reply` say it. The chat then remembers the buttons.
//!
//! The path of one press: a button brings an action, and most actions the name of a context. `button_contexts` finds
//! that: in the chat, if it was shown lately, else in the database, from where a question is asked once more. `pressing`
//! hands both to the feature that the action belongs to; a context that nobody knows any more gets a kind line.

use std::sync::{Arc, PoisonError};

use jiff::civil::{Date, DateTime};

use crate::{
    article::PlacePath,
    cancellation,
    messaging::{Action, ChatKey, Incoming, MediaKind, Message, NetworkId, Outgoing, Said, StartLink},
    reply::wording::{settings, sharing, talk},
    review::{Catalogue, ResidentSubmissions},
    store::{Store, StoreError},
};

mod about;
mod after_emergency;
mod articles;
mod bare_place;
mod button_contexts;
mod chat;
mod chat_cache;
mod commands;
mod daily_count;
mod editors;
mod examples;
mod feedback;
mod filter;
mod following;
mod forgetting;
mod handing_in;
mod inline;
mod latest_list;
mod notifications;
mod preferences;
mod pressing;
mod printable;
mod question_log;
mod questions;
mod retriever;
mod settings_menu;
mod start_links;
mod subscriptions;
#[cfg(test)]
pub(crate) mod tests;
mod topic;
mod turn_act;
mod turns;

pub use about::TurnAfterNotice;
use articles::ArticlePages;
use button_contexts::ButtonContexts;
use chat::{Awaiting, Chat, Speaker};
use chat_cache::ChatCache;
use editors::WordsForEditors;
use examples::Examples;
use feedback::Feedback;
use filter::FilterReader;
use forgetting::Forgetting;
use handing_in::HandingIn;
use inline::{InlineRequest, InlineSearch};
use latest_list::LatestList;
pub(crate) use notifications::Notification;
use notifications::Notifications;
use question_log::QuestionLog;
pub(crate) use question_log::monday;
use questions::{QuestionInput, Questions};
pub use retriever::Retriever;
use settings_menu::SettingsMenu;
use start_links::StartLinks;
use subscriptions::Subscriptions;

/// How conversations are held.
#[derive(Clone, Debug, Default)]
pub struct ConversationOptions {
    /// Where the residents are.
    pub home: Option<PlacePath>,
    /// Somebody reads what residents hand in.
    pub editors: bool,
}

/// All conversations: the chats that are remembered, and the features among which what comes in is shared out.
pub struct Conversations {
    chats: ChatCache,
    contexts: Arc<ButtonContexts>,
    questions: Questions,
    articles: ArticlePages,
    filters: FilterReader,
    latest: Arc<LatestList>,
    links: StartLinks,
    inline: InlineSearch,
    examples: Examples,
    settings: SettingsMenu,
    feedback: Feedback,
    subscriptions: Subscriptions,
    notifications: Arc<Notifications>,
    forgetting: Forgetting,
    words: WordsForEditors,
    handing_in: HandingIn,
}

impl Conversations {
    /// Conversations on `knowledge`; what outlasts them is kept in `store`.
    #[must_use]
    pub fn new(knowledge: Arc<dyn Retriever>, store: Store, options: ConversationOptions) -> Self {
        let ConversationOptions { home, editors } = options;
        let retriever = || Arc::clone(&knowledge);
        let catalogue = retriever() as Arc<dyn Catalogue>;
        let chats = ChatCache::new();
        let contexts = Arc::new(ButtonContexts::new(store.clone(), retriever(), home.clone()));
        let articles = ArticlePages { retriever: retriever() };
        let filters = FilterReader { retriever: retriever() };
        let notifications = Arc::new(Notifications::new(retriever(), store.clone()));
        let latest = Arc::new(LatestList {
            retriever: retriever(),
            filters: filters.clone(),
            contexts: Arc::clone(&contexts),
            home: home.clone(),
        });
        Self {
            questions: Questions {
                retriever: retriever(),
                contexts: Arc::clone(&contexts),
                log: QuestionLog { store: store.clone() },
                home: home.clone(),
            },
            links: StartLinks {
                retriever: retriever(),
                filters: filters.clone(),
                articles: articles.clone(),
                latest: Arc::clone(&latest),
                contexts: Arc::clone(&contexts),
            },
            inline: InlineSearch { retriever: retriever(), home: home.clone() },
            examples: Examples::new(retriever(), home.clone()),
            settings: SettingsMenu {
                store: store.clone(),
                retriever: retriever(),
                contexts: Arc::clone(&contexts),
                home: home.clone(),
            },
            feedback: Feedback {
                store: store.clone(),
                retriever: retriever(),
                contexts: Arc::clone(&contexts),
                editors,
            },
            subscriptions: Subscriptions {
                store: store.clone(),
                retriever: retriever(),
                notifications: Arc::clone(&notifications),
                home: home.clone(),
            },
            forgetting: Forgetting { store: store.clone(), chats: chats.clone() },
            words: WordsForEditors { contexts: Arc::clone(&contexts), editors },
            handing_in: HandingIn {
                submissions: ResidentSubmissions::new(store, catalogue, home),
                contexts: Arc::clone(&contexts),
                editors,
            },
            chats,
            contexts,
            articles,
            filters,
            latest,
            notifications,
        }
    }

    /// Hears what was said and says what to answer. May take a moment: not for an asynchronous thread.
    pub fn hear(&self, incoming: Incoming) -> Outgoing {
        self.hear_printable(Incoming { said: incoming.said.printable(), ..incoming }).printable()
    }

    /// The notifications of a network that are due at this moment, where the residents are. May take a while: not for
    /// an asynchronous thread.
    ///
    /// # Errors
    /// The database cannot be used.
    pub fn due_notifications(
        &self,
        network: NetworkId,
        now: DateTime,
    ) -> Result<Vec<Notification>, StoreError> {
        self.notifications.due(network, now)
    }

    /// What is new for a chat that is looked at: it is notified at once, by being shown.
    ///
    /// # Errors
    /// The database cannot be used.
    pub(crate) fn notifications_at_once(
        &self,
        chat: ChatKey,
        today: Date,
    ) -> Result<Vec<Message>, StoreError> {
        self.notifications.at_once(chat, today)
    }

    /// The knowledge has changed: other examples may be answered now.
    pub(crate) fn forget_examples(&self) {
        self.examples.forget();
    }

    fn hear_printable(&self, incoming: Incoming) -> Outgoing {
        let Incoming { chat, kind, user, today, .. } = incoming;
        // In a group everyone has a conversation of their own.
        let speaker = Speaker { chat, user };
        match &incoming.said {
            Said::Inline { query, offset } => {
                let mut chat = Chat::of(speaker, kind);
                self.settings.settle_in(&mut chat);
                return self.inline.find(&chat, InlineRequest { query, offset }, today);
            }
            Said::Joined { name } => return Outgoing::line(&sharing::hello(name)),
            Said::Left => {
                self.forgetting.leave(chat);
                return Outgoing::default();
            }
            Said::Text(_)
            | Said::Forwarded(_)
            | Said::Pressed(_)
            | Said::UnknownButton
            | Said::Arrived(_)
            | Said::File(_)
            | Said::Other(_) => {}
        }
        let chat = self.chats.chat_of(speaker, kind);
        let mut chat = chat.lock().unwrap_or_else(PoisonError::into_inner);
        // Who waited for the one before may have been given up meanwhile.
        cancellation::check();
        self.settings.settle_in(&mut chat);
        let outgoing = match &incoming.said {
            Said::Text(text) => self.hear_text(&mut chat, text.trim(), incoming.operator, today),
            Said::Forwarded(text) => self.hear_forwarded(&mut chat, text.trim(), today),
            Said::Pressed(Action::Resident(action)) => self.press(&mut chat, action, today),
            // What operators press was heard before, if it was theirs to press.
            Said::Pressed(Action::Operator(_)) | Said::UnknownButton => forgotten(&chat),
            Said::Arrived(link) => self.arrived(&mut chat, link, today),
            Said::File(file) => self.handing_in.receive_file(&mut chat, file, today),
            Said::Other(kind) => Outgoing::line(not_text(*kind)),
            Said::Inline { .. } | Said::Joined { .. } | Said::Left => Outgoing::default(),
        };
        let outgoing = unrepeated(&mut chat, outgoing);
        chat.remember_buttons(&outgoing.messages);
        outgoing
    }

    fn hear_text(&self, chat: &mut Chat, text: &str, operator: bool, today: Date) -> Outgoing {
        if let Some(outgoing) = self.words.hear(chat, text, today) {
            return outgoing;
        }
        if let Some(outgoing) = self.command(chat, text, operator, today) {
            return outgoing;
        }
        if let Some(action) = chat.button_named(text).or_else(|| chat.below_last_answer(text)) {
            return Outgoing { edit: false, ..self.press(chat, &action, today) };
        }
        if commands::is_below_answers(text) && chat.topic.is_none() {
            return Outgoing::line(talk::NOTHING_SHOWN);
        }
        if let Some(outgoing) = self.place_named(chat, text, today) {
            return outgoing;
        }
        self.take_turn(chat, text, today)
    }

    /// A question, or the notice that somebody wants to hand in; whatever else it says was not said to us.
    fn hear_forwarded(&self, chat: &mut Chat, text: &str, today: Date) -> Outgoing {
        if text.starts_with('/') {
            return Outgoing::line(talk::NOT_YOUR_WORDS);
        }
        if let Some(outgoing) = self.words.hear(chat, text, today) {
            return outgoing;
        }
        self.ask_following(chat, text, today)
    }

    /// A question after what was said before.
    fn ask_following(&self, chat: &mut Chat, text: &str, today: Date) -> Outgoing {
        let input = QuestionInput { before: chat.before.clone(), ..QuestionInput::alone(text) };
        self.questions.ask(chat, &input, today)
    }

    /// The name of a place, where one is awaited.
    fn place_named(&self, chat: &mut Chat, text: &str, today: Date) -> Option<Outgoing> {
        match chat.awaiting.take()? {
            Awaiting::Home => self.settings.home_named(chat, text, today),
            Awaiting::Elsewhere(id) => self.questions.ask_elsewhere(chat, id, text, today),
            Awaiting::Note | Awaiting::Notice => None,
        }
    }

    /// Somebody came by a link; one that leads nowhere is a beginning like any other.
    fn arrived(&self, chat: &mut Chat, link: &StartLink, today: Date) -> Outgoing {
        chat.start_anew();
        self.links.follow(chat, link, today).map_or_else(|| self.welcome(today), Outgoing::of)
    }
}

/// The same words are never said twice in a row to something that was typed.
fn unrepeated(chat: &mut Chat, mut outgoing: Outgoing) -> Outgoing {
    let same = |left: &[Message], right: &[Message]| {
        left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.text == right.text)
    };
    let typed = outgoing.account.act.is_some();
    let repeats = typed && !outgoing.messages.is_empty() && same(&outgoing.messages, &chat.last_reply);
    if repeats && !outgoing.account.may_repeat {
        outgoing.messages = vec![following::otherwise(chat, &outgoing)];
    }
    if !outgoing.messages.is_empty() {
        chat.spoke_last = outgoing.messages.iter().all(|message| message.about.is_empty());
        chat.last_reply.clone_from(&outgoing.messages);
    }
    outgoing
}

/// An old button. A group is spared the line.
fn forgotten(chat: &Chat) -> Outgoing {
    if chat.is_group() {
        Outgoing::toast(talk::FORGOTTEN_BUTTON)
    } else {
        Outgoing::line(talk::FORGOTTEN_BUTTON)
    }
}

/// What belongs into a private chat only.
fn in_private(chat: &Chat) -> Option<Outgoing> {
    chat.is_group().then(|| Outgoing::line(settings::NOT_IN_A_GROUP))
}

fn not_text(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Voice => talk::NO_VOICE,
        MediaKind::Photo => talk::NO_PHOTO,
        MediaKind::Sticker | MediaKind::Unknown => talk::NO_STICKER,
        MediaKind::Location => talk::NO_LOCATION,
        MediaKind::Document => talk::NO_FILE,
    }
}
