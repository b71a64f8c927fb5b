//! What Telegram takes and what it refuses: marks, lengths, keyboards.

use serde_json::Value;

const TAGS: &[&str] = &[
    "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "a", "code", "pre", "blockquote",
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
        return Err(format!("Bad Request: {}", if edit { "MESSAGE_TOO_LONG" } else { "message is too long" }));
    }
    Ok(shown)
}

fn parse_html(html: &str) -> Result<String, String> {
    let mut shown = String::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(first) = rest.chars().next() {
        match first {
            '<' => {
                let end = rest.find('>').ok_or("Unclosed start tag")?;
                let tag = &rest[1..end];
                rest = &rest[end + 1..];
                if let Some(name) = tag.strip_prefix('/') {
                    if open.pop().as_deref() != Some(name) {
                        return Err(format!("Unmatched end tag \"{name}\""));
                    }
                    continue;
                }
                let name = tag.split_whitespace().next().unwrap_or_default();
                if !TAGS.contains(&name) {
                    return Err(format!("Unsupported start tag \"{name}\""));
                }
                let attribute = tag[name.len()..].trim();
                let fits = if name == "a" {
                    attribute.starts_with("href=\"") && attribute.matches('"').count() == 2 && attribute.ends_with('"')
                } else {
                    attribute.is_empty() || name == "blockquote" && attribute == "expandable"
                };
                if !fits {
                    return Err(format!("Unexpected attribute in \"{name}\""));
                }
                open.push(name.to_owned());
            }
            '&' => {
                let named = [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"')];
                match named.iter().find(|(name, _)| rest.starts_with(name)) {
                    Some((name, character)) => {
                        shown.push(*character);
                        rest = &rest[name.len()..];
                    }
                    None => {
                        shown.push('&');
                        rest = &rest[1..];
                    }
                }
            }
            other => {
                shown.push(other);
                rest = &rest[other.len_utf8()..];
            }
        }
    }
    match open.pop() {
        Some(name) => Err(format!("Can't find end tag corresponding to start tag \"{name}\"")),
        None => Ok(shown),
    }
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
