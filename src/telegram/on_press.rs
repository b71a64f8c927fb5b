//! A pressed button.
//!
//! Knows nothing of what the button means. Telegram shows a spinner on it until the press is answered, and takes that
//! for a few seconds only: it is answered when the conversation has, or after a moment without it.

use teloxide::types::{CallbackQuery, Message};

use super::callback;
use super::on_question::placement;
use super::routes::{Surroundings, message_id};
use crate::delivery::{Handled, Placement};
use crate::messaging::Said;
use crate::reply::notices;

/// Answers the press, then changes the message or sends another.
pub(super) async fn on_press(surroundings: Surroundings, query: CallbackQuery) -> Handled {
    let account = &surroundings.account;
    let toast = |text: Option<String>| account.presses.end(query.id.clone(), text);
    let (Some(message), Some(data)) = (query.regular_message(), query.data.clone()) else {
        toast(Some(notices::OLD_BUTTON.to_owned()));
        return Handled::default();
    };
    // Our buttons stand below our own messages; what is pressed elsewhere was made up.
    if message.from.as_ref().is_none_or(|author| author.id != account.me.user.id) {
        toast(Some(notices::OLD_BUTTON.to_owned()));
        return Handled::default();
    }
    if is_for_another(message, &query) {
        toast(Some(notices::NOT_YOURS.to_owned()));
        return Handled::default();
    }
    let said = callback::read(&data).map_or(Said::UnknownButton, Said::Pressed);
    let answer = surroundings.answer(&message.chat, &query.from, said, None);
    tokio::pin!(answer);
    let outgoing = tokio::select! {
        mut outgoing = &mut answer => {
            toast(outgoing.toast.take());
            outgoing
        }
        () = tokio::time::sleep(account.tuning.press_within) => {
            toast(None);
            answer.await
        }
    };
    let placement = Placement { edit: Some(message_id(message)), ..placement(message) };
    Handled { outgoing, placement, reachable: Some(true), moved: None }
}

/// In a group only the one who was answered may turn the pages.
fn is_for_another(message: &Message, query: &CallbackQuery) -> bool {
    let asker = message.reply_to_message().and_then(|asked| asked.from.as_ref());
    !message.chat.is_private() && asker.is_some_and(|asker| !asker.is_bot && asker.id != query.from.id)
}
