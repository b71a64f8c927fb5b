//! What Telegram takes and what it refuses: marks, lengths, keyboards.

use serde_json::Value;

const TAGS: &[&str] = &[
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "tg-spoiler",
    "a",
    "code",
    "pre",
    "blockquote",
];

/// The text as shown, or Telegram's refusal.
pub(super) fn text_of(body: &Value) -> Result<String, String> {
    let raw = body.get("text").and_then(Value::as_str).unwrap_or_default();
    let shown = match body.get("parse_mode").and_then(Value::as_str) {
        None => raw.to_owned(),
        Some("HTML") => parse_html(raw).map_err(|why| format!("Bad Request: can't parse entities: {why}"))?,
        Some(other) => return Err(format!("Bad Request: unsupported parse_mode {other}")),
    };
    if shown.trim().is_empty() {
        return Err("Bad Request: message text is empty".to_owned());
    }
    if shown.encode_utf16().count() > 4096 {
        let edit = body.get("message_id").is_some();
        return Err(format!(
            "Bad Request: {}",
            if edit { "MESSAGE_TOO_LONG" } else { "message is too long" }
        ));
    }
    Ok(shown)
}

fn parse_html(html: &str) -> Result<String, String> {
    let mut shown = String::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(first) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix('<') {
            let (tag, after) = after.split_once('>').ok_or("Unclosed start tag")?;
            rest = after;
            match tag.strip_prefix('/') {
                Some(name) if open.pop().as_deref() == Some(name) => {}
                Some(name) => return Err(format!("Unmatched end tag \"{name}\"")),
                None => open.push(open_tag(tag)?),
            }
            continue;
        }
        let named = [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"')];
        let entity = named.iter().find_map(|(name, shown)| Some((rest.strip_prefix(name)?, *shown)));
        let (after, character) = entity.unwrap_or((rest.strip_prefix(first).unwrap_or_default(), first));
        shown.push(character);
        rest = after;
    }
    match open.pop() {
        Some(name) => Err(format!("Can't find end tag corresponding to start tag \"{name}\"")),
        None => Ok(shown),
    }
}

/// The name of a mark that Telegram knows, with the attributes it may have.
fn open_tag(tag: &str) -> Result<String, String> {
    let name = tag.split_whitespace().next().unwrap_or_default();
    if !TAGS.contains(&name) {
        return Err(format!("Unsupported start tag \"{name}\""));
    }
    let attribute = tag.strip_prefix(name).unwrap_or_default().trim();
    let fits = match name {
        "a" => attribute
            .strip_prefix("href=\"")
            .and_then(|rest| rest.split_once('"'))
            .is_some_and(|(_, end)| end.is_empty()),
        "blockquote" => ["", "expandable"].contains(&attribute),
        _ => attribute.is_empty(),
    };
    if fits { Ok(name.to_owned()) } else { Err(format!("Unexpected attribute in \"{name}\"")) }
}

/// Checks the buttons below a message.
pub(super) fn check_keyboard(body: &Value) -> Result<(), String> {
    let Some(markup) = body.get("reply_markup").filter(|markup| !markup.is_null()) else { return Ok(()) };
    let rows = markup.get("inline_keyboard").and_then(Value::as_array);
    let rows = rows.ok_or("Bad Request: object expected as reply markup")?;
    let mut count = 0;
    for row in rows {
        let row = row.as_array().ok_or("Bad Request: row of an inline keyboard must be an array")?;
        if row.len() > 8 {
            return Err("Bad Request: reply markup is too long".to_owned());
        }
        for button in row {
            count += 1;
            if button["text"].as_str().is_none_or(|text| text.trim().is_empty()) {
                return Err("Bad Request: text buttons are unallowed in the inline keyboard".to_owned());
            }
            match (button["callback_data"].as_str(), button["url"].as_str()) {
                (Some(data), None) if (1..=64).contains(&data.len()) => {}
                (Some(_), None) => return Err("Bad Request: BUTTON_DATA_INVALID".to_owned()),
                (None, Some(url)) if url.starts_with("http") => {}
                (None, Some(_)) => return Err("Bad Request: BUTTON_URL_INVALID".to_owned()),
                _ => return Err("Bad Request: BUTTON_TYPE_INVALID".to_owned()),
            }
        }
    }
    if count > 100 { Err("Bad Request: reply markup is too long".to_owned()) } else { Ok(()) }
}

#[test]
fn the_fake_is_as_strict_as_telegram() {
    let html = |text: &str| serde_json::json!({"text": text, "parse_mode": "HTML"});
    let texts = [
        (html("<b>一</b>&lt;二&gt;"), Ok("一<二>")),
        (html("<a href=\"https://a.example\">一</a>"), Ok("一")),
        (html("<b>一"), Err("can't parse entities")),
        (html("<b>一</i>"), Err("can't parse entities")),
        (html("<p>一</p>"), Err("can't parse entities")),
        (html("一 < 二"), Err("can't parse entities")),
        (html("<b> </b>"), Err("message text is empty")),
        (html(&"一".repeat(4097)), Err("message is too long")),
        (html(&"😀".repeat(2049)), Err("message is too long")),
        (serde_json::json!({"text": "<b>", "parse_mode": null}), Ok("<b>")),
    ];
    for (body, expected) in texts {
        match (text_of(&body), expected) {
            (Ok(shown), Ok(expected)) => assert_eq!(shown, expected),
            (Err(why), Err(expected)) => assert!(why.contains(expected), "{why}"),
            (got, expected) => panic!("{body}: {got:?} instead of {expected:?}"),
        }
    }
    assert!(text_of(&html(&format!("<b>{}</b>", "一".repeat(4096)))).is_ok());
    let button = |button: Value| serde_json::json!({"reply_markup": {"inline_keyboard": [[button]]}});
    let buttons = [
        (serde_json::json!({"text": "看", "callback_data": "中".repeat(21)}), None),
        (serde_json::json!({"text": "看", "callback_data": "中".repeat(22)}), Some("BUTTON_DATA_INVALID")),
        (serde_json::json!({"text": "看", "callback_data": ""}), Some("BUTTON_DATA_INVALID")),
        (serde_json::json!({"text": "看", "url": "tel:1"}), Some("BUTTON_URL_INVALID")),
        (serde_json::json!({"text": "看"}), Some("BUTTON_TYPE_INVALID")),
        (serde_json::json!({"text": " ", "callback_data": "a"}), Some("unallowed")),
    ];
    for (one, expected) in buttons {
        let got = check_keyboard(&button(one.clone())).err();
        assert_eq!(got.is_some(), expected.is_some(), "{one}: {got:?}");
        assert!(got.is_none_or(|why| expected.is_some_and(|expected| why.contains(expected))), "{one}");
    }
}
