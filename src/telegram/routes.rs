//! The routes: which kind of update is handled where.
//!
//! Knows nothing of queues: an update goes in, what is to be sent and noted comes out. The tree is teloxide's; it is
//! asked by delivery and not by teloxide's dispatcher, which confirms an update before it is handled, ends at the
//! chat's next message after a panic, and stops for all chats when one chat's queue is full.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;
use teloxide::dispatching::{DpHandlerDescription, MessageFilterExt, UpdateFilterExt};
use teloxide::dptree::{self, Handler};
use teloxide::types::{AllowedUpdate, Chat, ChatId, Me, Message, Update, User};

use super::addressed::to_us;
use super::on_file::{file_of, on_file};
use super::on_inline::on_inline;
use super::on_membership::on_membership;
use super::on_move::{on_move_from, on_move_to};
use super::on_press::on_press;
use super::on_question::on_question;
use super::presses::Presses;
use super::start_link;
use crate::delivery::{Answering, Handled, Speech, Tuning};
use crate::messaging::{ChatKey, ChatKind, MessageId, Outgoing, Said, UserId};

/// How long the pictures of an album may come one after the other.
const ALBUM: Duration = Duration::from_secs(60);
/// Albums that are remembered at most.
const ALBUMS: u64 = 10_000;

/// The bot as Telegram knows it, and what its handlers share.
pub(super) struct Account {
    pub(super) me: Me,
    pub(super) presses: Presses,
    operators: BTreeSet<UserId>,
    pub(super) tuning: Tuning,
    albums: Cache<String, ()>,
}

impl Account {
    pub(super) fn new(me: Me, presses: Presses, operators: BTreeSet<UserId>, tuning: Tuning) -> Self {
        let albums = Cache::builder().max_capacity(ALBUMS).time_to_live(ALBUM).build();
        Self { me, presses, operators, tuning, albums }
    }

    /// The name by which the bot is called in groups and links; empty where it has none.
    pub(super) fn name(&self) -> &str {
        self.me.user.username.as_deref().unwrap_or_default()
    }

    /// True for the first picture of an album: ten pictures at once are one thing to say something about.
    pub(super) fn is_first_of(&self, album: &str) -> bool {
        let first = self.albums.get(album).is_none();
        self.albums.insert(album.to_owned(), ());
        first
    }

    /// May do what operators may.
    pub(super) fn is_operator(&self, user: UserId) -> bool {
        self.operators.contains(&user)
    }
}

/// What every handler may ask for besides the update.
#[derive(Clone)]
pub(super) struct Surroundings {
    pub(super) account: Arc<Account>,
    pub(super) answering: Arc<Answering>,
}

impl Surroundings {
    /// Has something answered that a person said in a chat.
    pub(super) async fn answer(
        &self,
        chat: &Chat,
        user: &User,
        said: Said,
        about: Option<&Message>,
    ) -> Outgoing {
        let user = user_id(user);
        let speech = Speech {
            chat: chat_key(chat.id),
            kind: if chat.is_private() { ChatKind::Private } else { ChatKind::Group },
            user,
            operator: self.account.is_operator(user),
            said,
            about: about.map(message_id),
        };
        self.answered(speech).await
    }

    /// Has it answered, with the addresses of this bot in the answer.
    pub(super) async fn answered(&self, speech: Speech) -> Outgoing {
        start_link::addressed(self.answering.answer(speech).await, self.account.name())
    }
}

/// A chat as others know it.
pub(super) fn chat_key(chat: ChatId) -> ChatKey {
    super::network().chat(chat.0)
}

/// A message as others know it.
pub(super) fn message_id(message: &Message) -> MessageId {
    MessageId(i64::from(message.id.0))
}

/// A person as others know them.
pub(super) fn user_id(user: &User) -> UserId {
    UserId(user.id.0.cast_signed())
}

/// The kinds of updates that the tree handles: Telegram is asked for these.
pub(super) const KINDS: [AllowedUpdate; 4] = [
    AllowedUpdate::Message,
    AllowedUpdate::CallbackQuery,
    AllowedUpdate::InlineQuery,
    AllowedUpdate::MyChatMember,
];

/// The whole routing table.
pub(super) fn routes() -> Handler<'static, Handled, DpHandlerDescription> {
    dptree::entry()
        .branch(
            Update::filter_message()
                .branch(Message::filter_migration_to().endpoint(on_move_to))
                .branch(Message::filter_migration_from().endpoint(on_move_from))
                .branch(dptree::filter_map(file_of).endpoint(on_file))
                .branch(dptree::filter_map(to_us).endpoint(on_question)),
        )
        .branch(Update::filter_callback_query().endpoint(on_press))
        .branch(Update::filter_inline_query().endpoint(on_inline))
        .branch(Update::filter_my_chat_member().endpoint(on_membership))
}
