//! Somebody sends a file to the bot in private.
//!
//! Knows nothing of what is done with it. It is fetched before the conversation hears of it; meanwhile other chats go on.

use teloxide::types::{Document, Message};

use super::answering::Speech;
use super::download::fetch;
use super::on_question::{deliveries, elsewhere, spot};
use super::tree::{Done, Surroundings};
use crate::conversation::{NotFetched, Said, SentFile};

/// What Telegram gives to a bot.
const LARGEST: u64 = 20 << 20;
/// What is taken from anybody: a notice is far smaller.
const LARGEST_OF_RESIDENTS: u64 = 2 << 20;

/// The file of a message in a private chat.
pub(super) fn file_of(message: Message) -> Option<Document> {
    let from_person = message.from.as_ref().is_some_and(|from| !from.is_bot);
    (message.chat.is_private() && from_person).then(|| message.document().cloned()).flatten()
}

/// Fetches it and hands it on.
pub(super) async fn on_file(surroundings: Surroundings, message: Message, document: Document) -> Done {
    let Some(from) = message.from.as_ref() else {
        return Done::default();
    };
    let Surroundings { presses, answering, .. } = surroundings;
    let user = from.id.0.cast_signed();
    let limit = if answering.is_operator(user) { LARGEST } else { LARGEST_OF_RESIDENTS };
    let content = if u64::from(document.file.size) > limit {
        Err(NotFetched::TooLarge { limit })
    } else {
        fetch(presses.bot(), document.file.id.clone(), limit, &answering.tuning).await
    };
    let name = document.file_name.unwrap_or_default();
    let said = Said::File(SentFile { name, message: message.id.0, content });
    let mut outgoing = answering.answer(Speech { chat: message.chat.id.0, user, said, about: None }).await;
    let elsewhere = elsewhere(&mut outgoing, &answering);
    let deliveries = deliveries(outgoing, spot(&message), None);
    Done { deliveries, elsewhere, reachable: Some(true), moved: None }
}
