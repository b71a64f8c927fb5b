//! The methods of the Bot API that a bot like ours calls.

use std::time::Instant;

use serde_json::{Value, json};

use super::files;
use super::inline;
use super::rules::{check_keyboard, text_of};
use super::updates::{bot_user, message_json};
use super::{BOT_NAME, Shown, State};

/// An answer: the code and the body.
pub(super) type Answer = (u16, Value);

pub(super) fn ok(result: Value) -> Answer {
    (200, json!({"ok": true, "result": result}))
}

pub(super) fn refusal(code: u16, description: impl Into<String>) -> Answer {
    (code, json!({"ok": false, "error_code": code, "description": description.into()}))
}

pub(super) fn too_many(seconds: u64) -> Answer {
    (
        429,
        json!({"ok": false, "error_code": 429, "parameters": {"retry_after": seconds},
               "description": format!("Too Many Requests: retry after {seconds}")}),
    )
}

/// Does what a method does, except `getUpdates`, which waits.
pub(super) fn answer(state: &mut State, method: &str, body: &Value) -> Answer {
    match method {
        "getme" => ok(me()),
        "sendmessage" => send(state, body).unwrap_or_else(|refused| refused),
        "senddocument" => document(state, body).unwrap_or_else(|refused| refused),
        "editmessagetext" => edit(state, body).unwrap_or_else(|refused| refused),
        "sendchataction" => match chat_of(state, body) {
            Ok(_) if body["action"] == "typing" => ok(Value::Bool(true)),
            Ok(_) => refusal(400, "Bad Request: wrong parameter action in request"),
            Err(refused) => refused,
        },
        "getfile" => files::place(state, body),
        "answercallbackquery" => end_press(state, body),
        "answerinlinequery" => inline::answer(state, body),
        "setmycommands" => set_commands(state, body),
        "setwebhook" => {
            state.webhook = Some(body.clone());
            ok(Value::Bool(true))
        }
        "deletewebhook" => {
            state.webhook = None;
            ok(Value::Bool(true))
        }
        _ => refusal(404, "Not Found"),
    }
}

fn me() -> Value {
    let mut me = bot_user();
    let rights = json!({"can_join_groups": true, "can_read_all_group_messages": false,
        "supports_inline_queries": true, "can_connect_to_business": false, "has_main_web_app": false});
    me.as_object_mut().unwrap().extend(rights.as_object().unwrap().clone());
    assert_eq!(me["username"], BOT_NAME);
    me
}

fn chat_of(state: &State, body: &Value) -> Result<i64, Answer> {
    let chat = body["chat_id"].as_i64().ok_or_else(|| refusal(400, "Bad Request: chat_id is empty"))?;
    if let Some(to) = state.moved.get(&chat) {
        let (code, mut answer) = refusal(400, "Bad Request: group chat was upgraded to a supergroup chat");
        answer["parameters"] = json!({"migrate_to_chat_id": to});
        return Err((code, answer));
    }
    if let Some(why) = state.gone.get(&chat) {
        return Err(refusal(if why.starts_with("Forbidden") { 403 } else { 400 }, *why));
    }
    if !state.chats.contains(&chat) {
        return Err(refusal(400, "Bad Request: chat not found"));
    }
    Ok(chat)
}

fn hold_back(state: &mut State, chat: i64) -> Result<(), Answer> {
    let now = Instant::now();
    if let Some((count, time)) = state.total_limit {
        state.last_sends.retain(|sent| now.duration_since(*sent) < time);
        if state.last_sends.len() >= count {
            return Err(too_many(time.as_secs().max(1)));
        }
        state.last_sends.push_back(now);
    }
    let Some(distance) = state.chat_limit else { return Ok(()) };
    if state.last_send.get(&chat).is_some_and(|last| now.duration_since(*last) < distance) {
        return Err(too_many(distance.as_secs().max(1)));
    }
    state.last_send.insert(chat, now);
    Ok(())
}

fn send(state: &mut State, body: &Value) -> Result<Answer, Answer> {
    let chat = chat_of(state, body)?;
    hold_back(state, chat)?;
    let text = text_of(body).map_err(|why| refusal(400, why))?;
    check_keyboard(body).map_err(|why| refusal(400, why))?;
    if let Some(reply) = body.get("reply_parameters").filter(|reply| !reply.is_null()) {
        let known = state
            .messages
            .iter()
            .any(|shown| shown.chat == chat && Some(shown.id) == reply["message_id"].as_i64());
        if !known && reply["allow_sending_without_reply"] != true {
            return Err(refusal(400, "Bad Request: message to be replied not found"));
        }
    }
    let id = state.next_message;
    state.next_message += 1;
    state.arrivals.entry(text.clone()).or_insert_with(Instant::now);
    let shown = Shown { id, chat, by_bot: true, text, body: body.clone() };
    let answer = message_json(&shown);
    state.messages.push(shown);
    Ok(ok(answer))
}

fn document(state: &mut State, body: &Value) -> Result<Answer, Answer> {
    let chat = chat_of(state, body)?;
    hold_back(state, chat)?;
    let caption = body["caption"].as_str().unwrap_or_default().to_owned();
    if caption.encode_utf16().count() > 1024 {
        return Err(refusal(400, "Bad Request: message caption is too long"));
    }
    if body["document"].as_str().is_none_or(str::is_empty) {
        return Err(refusal(400, "Bad Request: file must be non-empty"));
    }
    let id = state.next_message;
    state.next_message += 1;
    let shown = Shown { id, chat, by_bot: true, text: caption, body: body.clone() };
    let answer = message_json(&shown);
    state.messages.push(shown);
    Ok(ok(answer))
}

fn edit(state: &mut State, body: &Value) -> Result<Answer, Answer> {
    let chat = chat_of(state, body)?;
    hold_back(state, chat)?;
    let text = text_of(body).map_err(|why| refusal(400, why))?;
    check_keyboard(body).map_err(|why| refusal(400, why))?;
    let id = body["message_id"].as_i64();
    let Some(shown) = state.messages.iter_mut().find(|shown| shown.chat == chat && Some(shown.id) == id)
    else {
        return Err(refusal(400, "Bad Request: message to edit not found"));
    };
    if !shown.by_bot {
        return Err(refusal(400, "Bad Request: message can't be edited"));
    }
    if shown.body["text"] == body["text"] && shown.body["reply_markup"] == body["reply_markup"] {
        return Err(refusal(
            400,
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the \
             same as a current content and reply markup of the message",
        ));
    }
    state.arrivals.entry(text.clone()).or_insert_with(Instant::now);
    shown.text = text;
    // What an edit does not touch stays.
    let reply = shown.body["reply_parameters"].clone();
    shown.body = body.clone();
    shown.body["reply_parameters"] = reply;
    Ok(ok(message_json(shown)))
}

fn end_press(state: &mut State, body: &Value) -> Answer {
    let id = body["callback_query_id"].as_str().unwrap_or_default();
    if body["text"].as_str().is_some_and(|text| text.chars().count() > 200) {
        return refusal(400, "Bad Request: MESSAGE_TOO_LONG");
    }
    match state.presses.get_mut(id) {
        Some(answer @ None) => {
            *answer = Some(body.clone());
            ok(Value::Bool(true))
        }
        _ => {
            refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        }
    }
}

fn set_commands(state: &State, body: &Value) -> Answer {
    let good = |command: &Value| {
        let name = command["command"].as_str().unwrap_or_default();
        let what = command["description"].as_str().unwrap_or_default();
        (1..=32).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
            && (1..=256).contains(&what.chars().count())
    };
    if !body["commands"].as_array().is_some_and(|commands| commands.len() <= 100 && commands.iter().all(good))
    {
        return refusal(400, "Bad Request: BOT_COMMAND_INVALID");
    }
    match body["scope"]["chat_id"].as_i64() {
        Some(chat) if !state.chats.contains(&chat) => refusal(400, "Bad Request: chat not found"),
        _ => ok(Value::Bool(true)),
    }
}
