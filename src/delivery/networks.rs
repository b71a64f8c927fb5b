//! The networks that are served, found by the chats that are theirs.
//!
//! Knows nothing of any of them.

use std::{collections::BTreeMap, sync::Arc};

use super::network::{Network, Placement};
use crate::{
    messaging::{ChatKey, Message, MessageId, NetworkId},
    store::{Lane, QueuedMessage},
};

/// The networks that are served.
#[derive(Clone, Default)]
pub struct Networks(BTreeMap<NetworkId, Arc<dyn Network>>);

impl Networks {
    /// Serves these.
    #[must_use]
    pub fn new(networks: impl IntoIterator<Item = Arc<dyn Network>>) -> Self {
        Self(networks.into_iter().map(|network| (network.id(), network)).collect())
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arc<dyn Network>> {
        self.0.values()
    }

    /// One of them.
    #[must_use]
    pub(crate) fn get(&self, network: NetworkId) -> Option<&Arc<dyn Network>> {
        self.0.get(&network)
    }

    /// The network of a chat, if it is served.
    #[must_use]
    pub(crate) fn of(&self, chat: ChatKey) -> Option<&Arc<dyn Network>> {
        self.0.get(&chat.network)
    }

    /// A message as it is queued for a chat; nothing where the chat's network is not served.
    #[must_use]
    pub(crate) fn queued(
        &self,
        chat: ChatKey,
        message: &Message,
        placement: &Placement,
    ) -> Vec<QueuedMessage> {
        let lane = if placement.broadcast { Lane::Broadcast } else { Lane::Reply };
        let bodies = self.of(chat).map(|network| network.render(message, placement)).unwrap_or_default();
        bodies.into_iter().map(|body| QueuedMessage { chat, lane, body }).collect()
    }

    /// A message that nobody waits for, behind every answer, or the change of one that is there.
    #[must_use]
    pub fn notification(
        &self,
        chat: ChatKey,
        edit: Option<MessageId>,
        message: &Message,
    ) -> Vec<QueuedMessage> {
        let Some(network) = self.of(chat) else { return Vec::new() };
        notification(chat, edit, |placement| network.render(message, placement))
    }
}

/// The same with the form that `render` gives it, for whoever has no contact with the chat's network.
pub(crate) fn notification(
    chat: ChatKey,
    edit: Option<MessageId>,
    render: impl FnOnce(&Placement) -> Vec<String>,
) -> Vec<QueuedMessage> {
    let mut bodies = render(&Placement { edit, broadcast: true, ..Placement::default() });
    // A change is of one message.
    bodies.truncate(if edit.is_some() { 1 } else { usize::MAX });
    bodies.into_iter().map(|body| QueuedMessage { chat, lane: Lane::Broadcast, body }).collect()
}
