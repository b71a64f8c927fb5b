//! Words typed behind the bot's name in any chat, and what Telegram takes as an answer to them.
//!
//! Knows nothing of chats: nothing is sent before somebody chooses a result.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::methods::{Answer, ok, refusal};
use super::rules::{check_keyboard, text_of};
use super::updates::user_json;
use super::{FakeTelegram, State};

impl FakeTelegram {
    /// Somebody types behind the bot's name; gives the query's number.
    pub(crate) fn types(&self, user: i64, query: &str, offset: &str) -> String {
        let id = {
            let mut state = self.lock();
            let id = format!("query-{}", state.queries.len() + 1);
            state.queries.insert(id.clone(), None);
            id
        };
        let from = user_json(user);
        self.push("inline_query", json!({"id": id, "from": from, "query": query, "offset": offset}));
        id
    }

    /// Waits for what is offered.
    pub(crate) async fn until_offered(&self, query: &str) -> Value {
        self.until("the results", |fake| fake.lock().queries.get(query).cloned().flatten()).await
    }
}

pub(super) fn answer(state: &mut State, body: &Value) -> Answer {
    if let Err(why) = check(body) {
        return refusal(400, why);
    }
    let id = body["inline_query_id"].as_str().unwrap_or_default();
    match state.queries.get_mut(id) {
        Some(answer @ None) => {
            *answer = Some(body.clone());
            ok(Value::Bool(true))
        }
        _ => {
            refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        }
    }
}

fn check(body: &Value) -> Result<(), String> {
    let results = body["results"].as_array().ok_or("Bad Request: can't parse inline query results")?;
    if results.len() > 50 {
        return Err("Bad Request: RESULTS_TOO_MUCH".to_owned());
    }
    if body["next_offset"].as_str().is_some_and(|offset| offset.len() > 64) {
        return Err("Bad Request: NEXT_OFFSET_INVALID".to_owned());
    }
    if let Some(button) = body.get("button").filter(|button| !button.is_null()) {
        let start = button["start_parameter"].as_str().unwrap_or_default();
        let letters = start.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        if button["text"].as_str().is_none_or(str::is_empty) || !(1..=64).contains(&start.len()) || !letters {
            return Err("Bad Request: START_PARAM_INVALID".to_owned());
        }
    }
    let mut ids = BTreeSet::new();
    for result in results {
        let id = result["id"].as_str().unwrap_or_default();
        if !(1..=64).contains(&id.len()) || !ids.insert(id) {
            return Err("Bad Request: RESULT_ID_INVALID".to_owned());
        }
        if result["type"] != "article" || result["title"].as_str().is_none_or(str::is_empty) {
            return Err("Bad Request: ARTICLE_TITLE_EMPTY".to_owned());
        }
        let content = &result["input_message_content"];
        text_of(&json!({"text": content["message_text"], "parse_mode": content["parse_mode"]}))?;
        check_keyboard(result)?;
    }
    Ok(())
}
