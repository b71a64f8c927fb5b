//! stub
pub(crate) fn is_key(key: &str) -> bool { ["title","source"].contains(&key) }
