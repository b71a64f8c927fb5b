//! The routes: which kind of update is handled where.
//!
//! Knows nothing of queues: an update goes in, what is to be sent and noted comes out. The tree is teloxide's; it is
//! asked by `inbox` and not by teloxide's dispatcher, which confirms an update before it is handled, ends at the
//! chat's next message after a panic, and stops for all chats when one chat's queue is full.

use std::sync::Arc;

use teloxide::dispatching::{DpHandlerDescription, MessageFilterExt, UpdateFilterExt};
use teloxide::dptree::{self, Handler};
use teloxide::types::{AllowedUpdate, Me, Message, Update};

use super::addressed::to_us;
use super::answering::Answering;
use super::on_file::{file_of, on_file};
use super::on_inline::on_inline;
use super::on_membership::on_membership;
use super::on_move::{on_move_from, on_move_to};
use super::on_press::on_press;
use super::on_question::on_question;
use super::outbox::Delivery;
use super::presses::Presses;

/// What handling an update came to.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// What is to be sent, in order.
    pub(super) deliveries: Vec<Delivery>,
    /// The same to other chats.
    pub(super) elsewhere: Vec<(i64, Delivery)>,
    /// Whether the chat can be reached from now on, where the update tells.
    pub(super) reachable: Option<bool>,
    /// What belonged to the first chat belongs to the second from now on.
    pub(super) moved: Option<(i64, i64)>,
}

impl Done {
    /// The same as messages of their own: what stands above them was said long ago.
    pub(super) fn into_news(mut self) -> Self {
        self.deliveries.iter_mut().for_each(|delivery| delivery.edit = None);
        self
    }
}

/// What every handler may ask for besides the update.
#[derive(Clone)]
pub(super) struct Surroundings {
    pub(super) me: Me,
    pub(super) presses: Presses,
    pub(super) answering: Arc<Answering>,
}

/// The kinds of updates that the tree handles: Telegram is asked for these.
pub(super) const KINDS: [AllowedUpdate; 4] = [
    AllowedUpdate::Message,
    AllowedUpdate::CallbackQuery,
    AllowedUpdate::InlineQuery,
    AllowedUpdate::MyChatMember,
];

/// The whole routing table.
pub(super) fn tree() -> Handler<'static, Done, DpHandlerDescription> {
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
