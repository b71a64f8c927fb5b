//! A file whose path was typed or dropped into the window.
//!
//! Knows nothing of what is done with it.

use std::{
    fs,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use crate::messaging::{MessageId, NotFetched, SentFile};

/// A larger one holds no notice.
const LARGEST: u64 = 20 << 20;

/// The file of that path, if there is one; every time it is named it is another message.
pub(super) fn file_named(line: &str) -> Option<SentFile> {
    let line = line.trim_matches(['\'', '"']).replace("\\ ", " ");
    let path = Path::new(&line);
    // A bare word is a question, even where a file has that name.
    if !(line.contains('/') || line.contains('\\') || line.contains('.')) || !path.is_file() {
        return None;
    }
    let too_large = fs::metadata(path).is_ok_and(|metadata| metadata.len() > LARGEST);
    let content = if too_large {
        Err(NotFetched::TooLarge { limit: LARGEST })
    } else {
        fs::read(path).map(Into::into).map_err(|_| NotFetched::Failed)
    };
    let name = path.file_name()?.to_string_lossy().into_owned();
    let moment = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_millis());
    let message = MessageId(i64::try_from(moment).unwrap_or_default());
    Some(SentFile { name, message, content })
}
