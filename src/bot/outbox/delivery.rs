//! One message on its way: what is kept of it in the outbox, and the call that sends it.
//!
//! Knows nothing of queues, pauses and repetitions.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use teloxide::Bot;
use teloxide::payloads::{
    EditMessageText, EditMessageTextSetters, SendChatAction, SendMessage, SendMessageSetters,
};
use teloxide::types::{
    ChatAction, ChatId, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageId, ParseMode,
    ReplyParameters, ThreadId,
};
use url::Url;

use crate::bot::call::{Fault, call, upload};
use crate::bot::options::Tuning;
use crate::reply::{Button, Message, Press, notices, split};

/// The most bytes that a button may bring back.
const PRESS_BYTES: usize = 64;

/// Where in a chat a message stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::bot) struct Spot {
    /// The topic of a forum.
    pub(in crate::bot) thread: Option<i32>,
    /// The message it answers: always given in groups.
    pub(in crate::bot) reply_to: Option<i32>,
}

/// A message and the way in which it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::bot) struct Delivery {
    /// What is said; short enough for one message.
    pub(in crate::bot) message: Message,
    /// Where it stands.
    pub(in crate::bot) spot: Spot,
    /// The message whose place it takes.
    pub(in crate::bot) edit: Option<i32>,
    /// One of many to many chats: rather lost than doubled.
    pub(in crate::bot) broadcast: bool,
    /// Without marks, because Telegram refused them.
    pub(in crate::bot) plain: bool,
    /// Without buttons, because Telegram refused them.
    pub(in crate::bot) bare: bool,
    /// It may have arrived already. A short line goes ahead and is then changed into it: Telegram has no key by which
    /// it would recognise a repetition, but a change that is made twice is made once.
    pub(in crate::bot) unsure: bool,
}

/// Telegram's answer to a message that it has taken.
#[derive(Deserialize)]
struct Taken {
    message_id: i32,
}

/// Asks for something that does no harm however often it is done: whether the line to the chat is there.
pub(super) async fn try_line(bot: &Bot, chat: i64, tuning: &Tuning) -> Result<(), Fault> {
    let typing = SendChatAction::new(ChatId(chat), ChatAction::Typing);
    call::<_, IgnoredAny>(bot, &typing, tuning.call_within).await.map(drop)
}

impl Delivery {
    /// Sends it, or the line that goes ahead of it; gives the number of the message.
    pub(super) async fn send(&self, bot: &Bot, chat: i64, tuning: &Tuning) -> Result<i32, Fault> {
        let preview = LinkPreviewOptions {
            is_disabled: true,
            url: None,
            prefer_small_media: false,
            prefer_large_media: false,
            show_above_text: false,
        };
        let text = match self {
            Self { unsure: true, .. } => notices::ONCE_MORE.to_owned(),
            Self { plain: true, .. } => split::plain(&self.message.html),
            Self { .. } => self.message.html.clone(),
        };
        let keyboard = if self.bare || self.unsure { None } else { keyboard(&self.message.buttons) };
        let within = tuning.call_within;
        if let Some(file) = &self.message.file {
            let fields = vec![("chat_id", chat.to_string()), ("caption", split::plain(&self.message.html))];
            return upload::<Taken>(bot, fields, file, within).await.map(|taken| taken.message_id);
        }
        if let Some(message) = self.edit {
            let mut edit =
                EditMessageText::new(ChatId(chat), MessageId(message), text).link_preview_options(preview);
            edit.parse_mode = (!self.plain).then_some(ParseMode::Html);
            edit.reply_markup = keyboard;
            return call::<_, IgnoredAny>(bot, &edit, within).await.map(|_| message);
        }
        let mut send = SendMessage::new(ChatId(chat), text).link_preview_options(preview);
        send.parse_mode = (!self.plain).then_some(ParseMode::Html);
        send.reply_markup = keyboard.map(Into::into);
        send.message_thread_id = self.spot.thread.map(|thread| ThreadId(MessageId(thread)));
        send.reply_parameters = self
            .spot
            .reply_to
            .map(|message| ReplyParameters::new(MessageId(message)).allow_sending_without_reply());
        call::<_, Taken>(bot, &send, within).await.map(|taken| taken.message_id)
    }
}

/// The buttons that Telegram can take; one that it cannot is left out rather than the whole message refused.
pub(crate) fn keyboard(rows: &[Vec<Button>]) -> Option<InlineKeyboardMarkup> {
    let rows: Vec<Vec<InlineKeyboardButton>> = rows
        .iter()
        .map(|row| row.iter().filter_map(button).collect::<Vec<_>>())
        .filter(|row| !row.is_empty())
        .collect();
    (!rows.is_empty()).then(|| InlineKeyboardMarkup::new(rows))
}

fn button(button: &Button) -> Option<InlineKeyboardButton> {
    if button.label.trim().is_empty() {
        return None;
    }
    match &button.press {
        Press::Say(data) if (1..=PRESS_BYTES).contains(&data.len()) => {
            Some(InlineKeyboardButton::callback(&button.label, data))
        }
        Press::Say(_) => None,
        Press::Open(address) => {
            let url = Url::parse(address).ok()?;
            matches!(url.scheme(), "http" | "https").then(|| InlineKeyboardButton::url(&button.label, url))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_that_telegram_would_refuse_is_left_out() {
        let say =
            |data: &str| Button { label: "再看几条".to_owned(), press: Press::Say(data.to_owned()) };
        let open = |to: &str| Button { label: "看原报".to_owned(), press: Press::Open(to.to_owned()) };
        let cases = [
            (say("more"), true),
            (say(""), false),
            (say(&"中".repeat(21)), true),
            (say(&"中".repeat(22)), false),
            (open("https://a.example/1"), true),
            (open("ftp://a.example"), false),
            (open("看"), false),
            (Button { label: " ".to_owned(), press: Press::Say("x".to_owned()) }, false),
        ];
        for (button, taken) in cases {
            assert_eq!(keyboard(&[vec![button.clone()]]).is_some(), taken, "{button:?}");
        }
    }
}
