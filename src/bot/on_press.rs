//! A pressed button.
//!
//! Knows nothing of what the button means. Telegram shows a spinner on it until the press is answered, and takes that
//! for a few seconds only: it is answered when the conversation has, or after a moment without it.

use teloxide::types::{CallbackQuery, Message};

use super::answering::Speech;
use super::on_question::{deliveries, elsewhere, spot};
use super::tree::{Done, Surroundings};
use crate::conversation::Said;
use crate::reply::notices;

/// Answers the press, then changes the message or sends another.
pub(super) async fn on_press(surroundings: Surroundings, query: CallbackQuery) -> Done {
    let Surroundings { presses, answering, me } = surroundings;
    let toast = |text: Option<String>| presses.end(query.id.clone(), text);
    let (Some(message), Some(data)) = (query.regular_message(), query.data.clone()) else {
        toast(Some(notices::OLD_BUTTON.to_owned()));
        return Done::default();
    };
    // Our buttons stand below our own messages; what is pressed elsewhere was made up.
    if message.from.as_ref().is_none_or(|author| author.id != me.user.id) {
        toast(Some(notices::OLD_BUTTON.to_owned()));
        return Done::default();
    }
    if is_for_another(message, &query) {
        toast(Some(notices::NOT_YOURS.to_owned()));
        return Done::default();
    }
    let chat = message.chat.id.0;
    let user = query.from.id.0.cast_signed();
    let answer = answering.answer(Speech { chat, user, said: Said::Pressed(data), about: None });
    tokio::pin!(answer);
    let mut outgoing = tokio::select! {
        mut outgoing = &mut answer => {
            toast(outgoing.toast.take());
            outgoing
        }
        () = tokio::time::sleep(answering.tuning.press_within) => {
            toast(None);
            answer.await
        }
    };
    let elsewhere = elsewhere(&mut outgoing, &answering);
    Done {
        elsewhere,
        deliveries: deliveries(outgoing, spot(message), Some(message.id.0)),
        reachable: Some(true),
        moved: None,
    }
}

/// In a group only the one who was answered may turn the pages.
fn is_for_another(message: &Message, query: &CallbackQuery) -> bool {
    let asker = message.reply_to_message().and_then(|asked| asked.from.as_ref());
    !message.chat.is_private() && asker.is_some_and(|asker| !asker.is_bot && asker.id != query.from.id)
}
