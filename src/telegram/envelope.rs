//! The outside of an update: its number, the chat in which it is handled in turn, who sent it.
//!
//! Knows nothing of what it says. Read without teloxide's types, so that an update that they cannot read is stored,
//! counted and passed over like any other.

use serde_json::Value;

use super::network;
use crate::delivery::{Content, Envelope};
use crate::messaging::{ChatKind, UpdateId, UserId};

/// Reads it; none when it has no number.
pub(super) fn envelope(update: &Value) -> Option<Envelope> {
    let number = |path: &str| update.pointer(path).and_then(Value::as_i64);
    let chat = number("/message/chat/id")
        .or_else(|| number("/callback_query/message/chat/id"))
        .or_else(|| number("/callback_query/from/id"))
        .or_else(|| number("/my_chat_member/chat/id"))
        .or_else(|| number("/inline_query/from/id"));
    let user = number("/message/from/id")
        .or_else(|| number("/callback_query/from/id"))
        .or_else(|| number("/inline_query/from/id"));
    Some(Envelope {
        update: UpdateId(update.get("update_id")?.as_i64()?),
        chat: chat.map(|chat| network().chat(chat)),
        kind: kind(update),
        user: user.map(UserId),
        content: content(update),
    })
}

/// What is pressed or typed without a chat concerns one person.
fn kind(update: &Value) -> ChatKind {
    let kinds = ["/message/chat/type", "/callback_query/message/chat/type", "/my_chat_member/chat/type"];
    match kinds.iter().find_map(|path| update.pointer(path)) {
        Some(kind) if kind != "private" => ChatKind::Group,
        _ => ChatKind::Private,
    }
}

fn content(update: &Value) -> Content {
    if update.get("inline_query").is_some() {
        Content::Inline
    } else if let Some(press) = update.pointer("/callback_query/id").and_then(Value::as_str) {
        Content::Press(press.to_owned())
    } else if update.pointer("/message/document").is_some() && kind(update) == ChatKind::Private {
        Content::File
    } else {
        Content::Other
    }
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
                Some((1, Some(-5), Some(7))),
            ),
            (
                json!({"update_id": 2, "callback_query": {"id": "q", "from": {"id": 7}, "message": {"chat": {"id": 7}}}}),
                Some((2, Some(7), Some(7))),
            ),
            (
                json!({"update_id": 3, "callback_query": {"id": "q", "from": {"id": 7}}}),
                Some((3, Some(7), Some(7))),
            ),
            (
                json!({"update_id": 4, "my_chat_member": {"chat": {"id": 9}, "from": {"id": 7}}}),
                Some((4, Some(9), None)),
            ),
            (json!({"update_id": 5, "something_new": {}}), Some((5, None, None))),
            (json!({"update_id": 6, "inline_query": {"from": {"id": 7}}}), Some((6, Some(7), Some(7)))),
            (json!({"message": {}}), None),
            (json!("update"), None),
        ];
        for (update, expected) in cases {
            let got = envelope(&update).map(|envelope| {
                let Envelope { update, chat, user, .. } = envelope;
                (update.0, chat.map(|chat| chat.id), user.map(|user| user.0))
            });
            assert_eq!(got, expected, "{update}");
        }
    }

    #[test]
    fn what_takes_its_time_and_who_reads_along_is_seen_from_outside() {
        let group = json!({"id": -5, "type": "supergroup"});
        let own = json!({"id": 7, "type": "private"});
        let cases = [
            (json!({"message": {"chat": own, "document": {}}}), ChatKind::Private, Content::File),
            (json!({"message": {"chat": group, "document": {}}}), ChatKind::Group, Content::Other),
            (json!({"message": {"chat": group, "text": "\"document\""}}), ChatKind::Group, Content::Other),
            (json!({"inline_query": {"from": {"id": 7}}}), ChatKind::Private, Content::Inline),
            (
                json!({"callback_query": {"id": "q", "message": {"chat": group}}}),
                ChatKind::Group,
                Content::Press("q".to_owned()),
            ),
        ];
        for (mut update, kind, content) in cases {
            update["update_id"] = json!(1);
            let envelope = envelope(&update).unwrap();
            assert_eq!((envelope.kind, envelope.content), (kind, content), "{update}");
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
