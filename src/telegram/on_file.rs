//! Somebody sends a file to the bot in private.
//!
//! Knows nothing of what is done with it. It is fetched before the conversation hears of it; meanwhile other chats go on.

use teloxide::types::{Document, Message};

use super::download::fetch;
use super::on_question::placement;
use super::routes::{Surroundings, message_id, user_id};
use crate::delivery::Handled;
use crate::messaging::{NotFetched, Said, SentFile};

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
pub(super) async fn on_file(surroundings: Surroundings, message: Message, document: Document) -> Handled {
    let Some(from) = message.from.as_ref() else {
        return Handled::default();
    };
    let account = &surroundings.account;
    let limit = if account.is_operator(user_id(from)) { LARGEST } else { LARGEST_OF_RESIDENTS };
    let content = if u64::from(document.file.size) > limit {
        Err(NotFetched::TooLarge { limit })
    } else {
        fetch(account.presses.bot(), document.file.id.clone(), limit, &account.tuning).await
    };
    let name = document.file_name.unwrap_or_default();
    let said = Said::File(SentFile { name, message: message_id(&message), content });
    let outgoing = surroundings.answer(&message.chat, from, said, None).await;
    Handled { outgoing, placement: placement(&message), reachable: Some(true), moved: None }
}
