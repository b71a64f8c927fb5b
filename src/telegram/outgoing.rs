//! One message on its way: what waits of it in the outbox, and the call that sends it.
//!
//! Knows nothing of queues, pauses and repetitions.

use std::time::Instant;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use teloxide::Bot;
use teloxide::payloads::{
    EditMessageText, EditMessageTextSetters, SendChatAction, SendMessage, SendMessageSetters,
};
use teloxide::types::{
    ChatAction, ChatId, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageId as Number,
    ParseMode, ReplyParameters, ThreadId,
};
use url::Url;

use super::call::{ApiError, call, upload};
use super::callback;
use super::failure::{self, Next};
use super::network;
use super::render;
use super::rendered::{RenderedButton, RenderedMessage, RenderedPress};
use crate::delivery::{Arrived, Attempt, Placement, Sent, Tuning};
use crate::messaging::{ChatKey, Message, MessageId};
use crate::reply::notices;
use crate::telemetry;

/// Where in a chat a message stands, as it is written in the outbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Spot {
    /// The topic of a forum.
    pub(super) thread: Option<i32>,
    /// The message it answers: always given in groups.
    pub(super) reply_to: Option<i32>,
}

/// A message and the way in which it is sent. Its JSON waits in databases: fields may be added, none renamed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Delivery {
    /// What is said; short enough for one message.
    pub(super) message: RenderedMessage,
    /// Where it stands.
    pub(super) spot: Spot,
    /// The message whose place it takes.
    pub(super) edit: Option<i32>,
    /// One of many to many chats: rather lost than doubled.
    pub(super) broadcast: bool,
    /// Without marks, because Telegram refused them.
    pub(super) plain: bool,
    /// Without buttons, because Telegram refused them.
    pub(super) bare: bool,
    /// It may have arrived already. A short line goes ahead and is then changed into it: Telegram has no key by which
    /// it would recognise a repetition, but a change that is made twice is made once.
    pub(super) unsure: bool,
}

/// Telegram's answer to a message that it has taken.
#[derive(Deserialize)]
struct SentMessage {
    message_id: i32,
}

/// Asks for something that does no harm however often it is done: whether the line to the chat is there.
async fn try_line(bot: &Bot, chat: i64, tuning: &Tuning) -> Result<(), ApiError> {
    let typing = SendChatAction::new(ChatId(chat), ChatAction::Typing);
    call::<_, IgnoredAny>(bot, &typing, tuning.call_within).await.map(drop)
}

/// A message as it waits in the outbox: in as many parts as Telegram takes, the buttons below the last.
pub(super) fn bodies(message: &Message, placement: &Placement) -> Vec<String> {
    let Placement { thread, reply_to, edit, broadcast } = *placement;
    let spot = Spot {
        thread: thread.and_then(|thread| i32::try_from(thread).ok()),
        reply_to: reply_to.and_then(number),
    };
    let parts = render::message(message).into_iter().enumerate().map(|(at, message)| {
        let edit = edit.filter(|_| at == 0).and_then(number);
        Delivery { message, spot, edit, broadcast, ..Delivery::default() }.body()
    });
    parts.collect()
}

/// A message by Telegram's number for it.
fn number(message: MessageId) -> Option<i32> {
    i32::try_from(message.0).ok()
}

impl Delivery {
    /// The form in which it waits.
    fn body(&self) -> String {
        serde_json::to_string(self).expect("a delivery is made of texts and numbers only")
    }

    /// Sends it, and says what came of it.
    pub(super) async fn attempt(
        self,
        bot: &Bot,
        chat: ChatKey,
        attempt: &Attempt<'_>,
        tuning: &Tuning,
    ) -> Sent {
        match self.sent(bot, chat.id, attempt, tuning).await {
            Ok(message) if self.unsure => {
                let other = Self { edit: Some(message), unsure: false, ..self };
                Sent::Instead(other.body())
            }
            Ok(message) => Sent::Arrived(Arrived {
                message: MessageId(i64::from(message)),
                is_edit: self.edit.is_some(),
                shows: self.message.about,
            }),
            Err(error) => {
                let lost = attempt.lost + u32::from(matches!(error, ApiError::Lost(_)));
                match failure::next(&self, &error, lost) {
                    Next::Arrived => Sent::Needless,
                    Next::Later(pause) => Sent::Later(pause),
                    Next::Unsure(other) => Sent::Unsure(other.body()),
                    Next::Instead(other) => Sent::Instead(other.body()),
                    Next::Moved(to) => Sent::Moved(network().chat(to)),
                    Next::Unreachable => Sent::Unreachable,
                    Next::Dropped => Sent::Dropped,
                }
            }
        }
    }

    async fn sent(
        &self,
        bot: &Bot,
        chat: i64,
        attempt: &Attempt<'_>,
        tuning: &Tuning,
    ) -> Result<i32, ApiError> {
        if attempt.interrupted {
            return Err(ApiError::Lost("the process ended"));
        }
        // What could be doubled is not said again into a line that is away: while it is, nothing is counted.
        if attempt.lost > 0
            && self.edit.is_none()
            && let Err(error) = try_line(bot, chat, tuning).await
        {
            match error {
                ApiError::Lost(_) | ApiError::NoConnection | ApiError::Server(_) => {
                    return Err(ApiError::NoConnection);
                }
                ApiError::Wait(_) => return Err(error),
                // It was answered, whatever the answer.
                ApiError::Moved(_) | ApiError::Refused { .. } => {}
            }
        }
        let begun = Instant::now();
        let sent = self.send(bot, chat, tuning).await;
        telemetry::sent(sent.as_ref().map_or_else(ApiError::kind, |_| "ok"), begun.elapsed());
        sent
    }

    /// Sends it, or the line that goes ahead of it; gives the number of the message.
    async fn send(&self, bot: &Bot, chat: i64, tuning: &Tuning) -> Result<i32, ApiError> {
        let preview = LinkPreviewOptions {
            is_disabled: true,
            url: None,
            prefer_small_media: false,
            prefer_large_media: false,
            show_above_text: false,
        };
        let text = match self {
            Self { unsure: true, .. } => notices::ONCE_MORE.to_owned(),
            Self { plain: true, .. } => self.message.words().to_owned(),
            Self { .. } => self.message.html.clone(),
        };
        let keyboard = if self.bare || self.unsure { None } else { keyboard(&self.message.buttons) };
        let within = tuning.call_within;
        if let Some(file) = &self.message.file {
            let fields = vec![("chat_id", chat.to_string()), ("caption", self.message.words().to_owned())];
            return upload::<SentMessage>(bot, fields, file, within).await.map(|taken| taken.message_id);
        }
        if let Some(message) = self.edit {
            let mut edit =
                EditMessageText::new(ChatId(chat), Number(message), text).link_preview_options(preview);
            edit.parse_mode = (!self.plain).then_some(ParseMode::Html);
            edit.reply_markup = keyboard;
            return call::<_, IgnoredAny>(bot, &edit, within).await.map(|_| message);
        }
        let mut send = SendMessage::new(ChatId(chat), text).link_preview_options(preview);
        send.parse_mode = (!self.plain).then_some(ParseMode::Html);
        send.reply_markup = keyboard.map(Into::into);
        send.message_thread_id = self.spot.thread.map(|thread| ThreadId(Number(thread)));
        send.reply_parameters = self
            .spot
            .reply_to
            .map(|message| ReplyParameters::new(Number(message)).allow_sending_without_reply());
        call::<_, SentMessage>(bot, &send, within).await.map(|taken| taken.message_id)
    }
}

/// The buttons that Telegram can take; one that it cannot is left out rather than the whole message refused.
pub(super) fn keyboard(rows: &[Vec<RenderedButton>]) -> Option<InlineKeyboardMarkup> {
    let rows: Vec<Vec<InlineKeyboardButton>> = rows
        .iter()
        .map(|row| row.iter().filter_map(button).collect::<Vec<_>>())
        .filter(|row| !row.is_empty())
        .collect();
    (!rows.is_empty()).then(|| InlineKeyboardMarkup::new(rows))
}

fn button(button: &RenderedButton) -> Option<InlineKeyboardButton> {
    if button.label.trim().is_empty() {
        return None;
    }
    match &button.press {
        RenderedPress::Callback(data) if (1..=callback::BYTES).contains(&data.len()) => {
            Some(InlineKeyboardButton::callback(&button.label, data))
        }
        RenderedPress::Callback(_) => None,
        RenderedPress::Url(address) => {
            let url = Url::parse(address).ok()?;
            matches!(url.scheme(), "http" | "https").then(|| InlineKeyboardButton::url(&button.label, url))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_earlier_versions_have_queued_is_read() {
        let row = r#"{"message":{"html":"<b>一</b>","buttons":[[{"label":"甲","press":{"Say":"a:甲"}}]],"about":[],
            "file":null},"spot":{"thread":null,"reply_to":7},"edit":null,"broadcast":true,"plain":false,"bare":false,
            "unsure":false}"#;
        let delivery: Delivery = serde_json::from_str(row).unwrap();
        assert_eq!((delivery.message.html.as_str(), delivery.spot.reply_to), ("<b>一</b>", Some(7)));
        assert!(keyboard(&delivery.message.buttons).is_some());
    }

    #[test]
    fn a_button_that_telegram_would_refuse_is_left_out() {
        let say = |data: &str| RenderedButton {
            label: "再看几条".to_owned(),
            press: RenderedPress::Callback(data.to_owned()),
        };
        let open = |to: &str| RenderedButton {
            label: "看原报".to_owned(),
            press: RenderedPress::Url(to.to_owned()),
        };
        let cases = [
            (say("more"), true),
            (say(""), false),
            (say(&"中".repeat(21)), true),
            (say(&"中".repeat(22)), false),
            (open("https://a.example/1"), true),
            (open("ftp://a.example"), false),
            (open("看"), false),
            (RenderedButton { label: " ".to_owned(), press: RenderedPress::Callback("x".to_owned()) }, false),
        ];
        for (button, taken) in cases {
            assert_eq!(keyboard(&[vec![button.clone()]]).is_some(), taken, "{button:?}");
        }
    }
}
