//! What people do: updates as Telegram makes them, complete enough for a strict reader.

use serde_json::{Value, json};

use super::{BOT_ID, BOT_NAME, FakeTelegram, Shown};

/// Who speaks, and where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Who {
    pub(crate) chat: i64,
    pub(crate) user: i64,
}

/// Somebody in a private chat.
pub(crate) fn resident(user: i64) -> Who {
    Who { chat: user, user }
}

/// Somebody in a group.
pub(crate) fn group(chat: i64, user: i64) -> Who {
    Who { chat, user }
}

const DATE: i64 = 1_790_000_000;

/// The bot, as the author of its messages.
pub(crate) fn bot_user() -> Value {
    json!({"id": BOT_ID, "is_bot": true, "first_name": "邻里", "username": BOT_NAME})
}

pub(super) fn user_json(id: i64) -> Value {
    json!({"id": id, "is_bot": false, "first_name": "居民", "language_code": "zh"})
}

fn chat_json(id: i64) -> Value {
    if id > 0 {
        json!({"id": id, "type": "private", "first_name": "居民"})
    } else {
        json!({"id": id, "type": "supergroup", "title": "小区群"})
    }
}

/// The mark of what is passed on.
pub(crate) fn forward_origin() -> Value {
    json!({"type": "user", "date": DATE, "sender_user": user_json(99)})
}

/// A message of the bot as Telegram gives it back.
pub(super) fn message_json(shown: &Shown) -> Value {
    let mut message = json!({"message_id": shown.id, "date": DATE, "from": bot_user(),
        "chat": chat_json(shown.chat), "text": shown.text});
    if let Some(markup) = shown.body.get("reply_markup").filter(|markup| !markup.is_null()) {
        message["reply_markup"] = markup.clone();
    }
    message
}

impl FakeTelegram {
    /// Queues any update and gives its number.
    pub(crate) fn push(&self, kind: &str, content: Value) -> i64 {
        let mut state = self.lock();
        let id = state.next_update;
        state.next_update += 1;
        state.waiting.push_back(json!({"update_id": id, kind: content}));
        drop(state);
        self.changed.notify_waiters();
        id
    }

    /// Somebody sends a message with these fields; gives the message's number.
    pub(crate) fn message(&self, who: Who, fields: Value) -> i64 {
        let id = {
            let mut state = self.lock();
            state.chats.insert(who.chat);
            let id = state.next_message;
            state.next_message += 1;
            let text = fields["text"].as_str().unwrap_or_default().to_owned();
            state.messages.push(Shown { id, chat: who.chat, by_bot: false, text, body: fields.clone() });
            id
        };
        let mut message =
            json!({"message_id": id, "date": DATE, "chat": chat_json(who.chat), "from": user_json(who.user)});
        message.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        self.push("message", message);
        id
    }

    /// Somebody writes; gives the message's number.
    pub(crate) fn says(&self, who: Who, text: &str) -> i64 {
        self.message(who, json!({"text": text}))
    }

    /// Somebody passes on what somebody else wrote, as Telegram says it today.
    pub(crate) fn forwards(&self, who: Who, fields: Value) -> i64 {
        let mut fields = fields;
        fields["forward_origin"] = forward_origin();
        self.message(who, fields)
    }

    /// Somebody sends what another bot has written.
    pub(crate) fn sends_via_bot(&self, who: Who, text: &str) -> i64 {
        let other = json!({"id": 999, "is_bot": true, "first_name": "别的", "username": "OtherBot"});
        self.message(who, json!({"text": text, "via_bot": other}))
    }

    /// Somebody presses the button with this label below a message of the bot; gives the press's number.
    pub(crate) fn presses(&self, who: Who, shown: &Shown, label: &str) -> String {
        let rows = shown.body["reply_markup"]["inline_keyboard"].as_array().unwrap();
        let button =
            rows.iter().flat_map(|row| row.as_array().unwrap()).find(|button| button["text"] == label);
        let data =
            button.unwrap_or_else(|| panic!("no button {label} below {shown:?}"))["callback_data"].clone();
        let mut message = message_json(shown);
        if let Some(asked) = shown.body["reply_parameters"]["message_id"].as_i64() {
            message["reply_to_message"] = json!({"message_id": asked, "date": DATE, "chat": chat_json(who.chat),
                "from": user_json(self.asker(shown.chat, asked)), "text": "问"});
        }
        self.press(who, json!({"message": message, "data": data}))
    }

    /// A press with these fields.
    pub(crate) fn press(&self, who: Who, fields: Value) -> String {
        let id = {
            let mut state = self.lock();
            state.next_press += 1;
            let id = format!("press-{}", state.next_press);
            state.presses.insert(id.clone(), None);
            id
        };
        let mut press = json!({"id": id, "from": user_json(who.user), "chat_instance": "1"});
        press.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        self.push("callback_query", press);
        id
    }

    /// The bot was blocked, unblocked, added or removed.
    pub(crate) fn membership(&self, who: Who, before: &str, after: &str) {
        let member = |status: &str| {
            let mut member = json!({"user": bot_user(), "status": status});
            if status == "kicked" {
                member["until_date"] = json!(0);
            }
            member
        };
        self.lock().chats.insert(who.chat);
        self.push(
            "my_chat_member",
            json!({"chat": chat_json(who.chat), "from": user_json(who.user), "date": DATE,
                   "old_chat_member": member(before), "new_chat_member": member(after)}),
        );
    }

    /// In our groups every message is followed by its author's number in the field `by`, set by the test.
    fn asker(&self, chat: i64, message: i64) -> i64 {
        let state = self.lock();
        let asked = state.messages.iter().find(|shown| shown.chat == chat && shown.id == message);
        asked.and_then(|shown| shown.body["by"].as_i64()).unwrap_or(1)
    }
}
