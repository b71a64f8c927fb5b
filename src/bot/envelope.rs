//! The outside of an update: its number, the chat in which it is handled in turn, who sent it.
//!
//! Knows nothing of what it says. Read without teloxide's types, so that an update that they cannot read is stored,
//! counted and passed over like any other.

use serde_json::Value;

/// What must be known of an update before it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Envelope {
    pub(super) update_id: i64,
    pub(super) chat: i64,
    /// The sender of a message or press, where there is one: for the limit per user.
    pub(super) user: Option<i64>,
    /// Words typed behind the bot's name in another chat.
    pub(super) inline: bool,
    /// The press that waits for an end of its spinner.
    pub(super) press: Option<String>,
}

/// Reads it; none when it has no number.
pub(super) fn envelope(update: &Value) -> Option<Envelope> {
    let update_id = update.get("update_id")?.as_i64()?;
    let number = |path: &str| update.pointer(path).and_then(Value::as_i64);
    let press = update.pointer("/callback_query/id").and_then(Value::as_str).map(str::to_owned);
    let chat = number("/message/chat/id")
        .or_else(|| number("/callback_query/message/chat/id"))
        .or_else(|| number("/callback_query/from/id"))
        .or_else(|| number("/my_chat_member/chat/id"))
        .or_else(|| number("/inline_query/from/id"))
        .unwrap_or_default();
    let inline = update.get("inline_query").is_some();
    // Every letter that is typed there comes as a query: they have a limit of their own, under the negative number.
    let user = number("/message/from/id")
        .or_else(|| number("/callback_query/from/id"))
        .or_else(|| number("/inline_query/from/id").map(|user| -user));
    Some(Envelope { update_id, chat, user, inline, press })
}

/// The message of a private chat has a file with it.
pub(super) fn brings_file(update: &str) -> bool {
    // Most have none: they are not read for it.
    update.contains("\"document\"")
        && serde_json::from_str(update).is_ok_and(|update: Value| {
            update.pointer("/message/document").is_some()
                && update.pointer("/message/chat/type").is_some_and(|kind| kind == "private")
        })
}

/// A button was pressed.
pub(super) fn is_press(update: &str) -> bool {
    serde_json::from_str(update).is_ok_and(|update: Value| update.get("callback_query").is_some())
}

/// What makes of a message something that its sender only passes on, or that is said in the name of a chat. The last
/// two are of servers older than `forward_origin`.
const PASSED_ON: [&str; 6] =
    ["forward_origin", "via_bot", "sender_chat", "is_automatic_forward", "forward_date", "forward_from"];

/// Whether whoever sent the message has written it himself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OwnWords(pub(super) bool);

/// Reads it from the update as it came: teloxide's types leave out what older servers write.
pub(super) fn own_words(update: &str) -> OwnWords {
    // Most have none of it: they are not read for it.
    let passed_on = PASSED_ON.iter().any(|field| update.contains(field))
        && serde_json::from_str(update).is_ok_and(|update: Value| {
            let message = update.get("message");
            let says = |field: &&str| message.is_some_and(|message| message.get(field).is_some());
            PASSED_ON.iter().any(says)
        });
    OwnWords(!passed_on)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_update_with_a_number_has_an_outside() {
        let cases = [
            (
                json!({"update_id": 1, "message": {"chat": {"id": -5}, "from": {"id": 7}}}),
                Some((1, -5, Some(7))),
            ),
            (
                json!({"update_id": 2, "callback_query": {"id": "q", "from": {"id": 7}, "message": {"chat": {"id": 7}}}}),
                Some((2, 7, Some(7))),
            ),
            (
                json!({"update_id": 3, "callback_query": {"id": "q", "from": {"id": 7}}}),
                Some((3, 7, Some(7))),
            ),
            (
                json!({"update_id": 4, "my_chat_member": {"chat": {"id": 9}, "from": {"id": 7}}}),
                Some((4, 9, None)),
            ),
            (json!({"update_id": 5, "something_new": {}}), Some((5, 0, None))),
            (json!({"update_id": 6, "inline_query": {"from": {"id": 7}}}), Some((6, 7, Some(-7)))),
            (json!({"message": {}}), None),
            (json!("update"), None),
        ];
        for (update, expected) in cases {
            let got = envelope(&update).map(|envelope| (envelope.update_id, envelope.chat, envelope.user));
            assert_eq!(got, expected, "{update}");
        }
    }

    #[test]
    fn only_what_the_sender_wrote_is_his_own() {
        let cases = [
            (json!({"text": "/withdraw"}), true),
            (json!({"text": "\"forward_origin\":{}"}), true),
            (json!({"text": "a", "reply_to_message": {"forward_origin": {"type": "user"}}}), true),
            (
                json!({"text": "a", "external_reply": {"origin": {"type": "user"}}, "quote": {"text": "b"}}),
                true,
            ),
            (json!({"text": "a", "forward_origin": {"type": "hidden_user"}}), false),
            (json!({"text": "a", "forward_origin": {"type": "a_kind_of_next_year"}}), false),
            (json!({"text": "a", "forward_date": 1}), false),
            (json!({"text": "a", "forward_from": {"id": 1}}), false),
            (json!({"text": "a", "via_bot": {"id": 1}}), false),
            (json!({"text": "a", "sender_chat": {"id": -1}}), false),
            (json!({"text": "a", "is_automatic_forward": true}), false),
        ];
        for (message, expected) in cases {
            let update = json!({"update_id": 1, "message": message}).to_string();
            assert_eq!(own_words(&update), OwnWords(expected), "{update}");
        }
    }
}
