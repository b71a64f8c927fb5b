//! Files that people send: where they lie, and their bytes, for whoever has the token.
//!
//! Knows nothing of what is in them.

use serde_json::{Value, json};

use super::methods::{Answer, ok, refusal};
use super::updates::Who;
use super::{FakeTelegram, State, TOKEN};

/// What Telegram gives to a bot.
const LARGEST: usize = 20 << 20;

/// A file that somebody has sent.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    id: String,
    bytes: Vec<u8>,
    /// Its address, once somebody has asked for it.
    path: Option<String>,
}

impl FakeTelegram {
    /// Somebody sends a file; gives the message's number.
    pub(crate) fn sends_file(&self, who: Who, name: &str, bytes: &[u8]) -> i64 {
        self.sends_file_with(who, (name, bytes), json!({}))
    }

    /// The same with other fields of the message: an album, a caption.
    pub(crate) fn sends_file_with(&self, who: Who, (name, bytes): (&str, &[u8]), fields: Value) -> i64 {
        let document = self.keeps_file(name, bytes);
        let mut message = json!({"document": document});
        message.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        self.message(who, message)
    }

    /// A file as a message has it.
    fn keeps_file(&self, name: &str, bytes: &[u8]) -> Value {
        let mut state = self.lock();
        let number = state.files.len() + 1;
        let id = format!("file-{number}");
        state.files.push(Kept { id: id.clone(), bytes: bytes.to_vec(), path: None });
        json!({"file_id": id, "file_unique_id": format!("u{number}"), "file_name": name,
               "mime_type": "application/octet-stream", "file_size": bytes.len()})
    }
}

/// `getFile`.
pub(super) fn place(state: &mut State, body: &Value) -> Answer {
    let id = body["file_id"].as_str().unwrap_or_default();
    let Some((number, file)) = (1..).zip(&mut state.files).find(|(_, file)| file.id == id) else {
        return refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
    };
    if file.bytes.len() > LARGEST {
        return refusal(400, "Bad Request: file is too big");
    }
    let path = format!("documents/file_{number}");
    file.path = Some(path.clone());
    ok(json!({"file_id": id, "file_unique_id": format!("u{number}"), "file_size": file.bytes.len(),
              "file_path": path}))
}

/// The bytes; none for who has no token, or has not asked where they lie.
pub(super) fn bytes(state: &State, token: &str, path: &str) -> Option<Vec<u8>> {
    let known = |file: &&Kept| file.path.as_deref() == Some(path);
    (token == format!("bot{TOKEN}"))
        .then(|| state.files.iter().find(known))
        .flatten()
        .map(|file| file.bytes.clone())
}
