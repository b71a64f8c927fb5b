//! The real program: what it prints, what it leaves behind, and how it ends.

mod asking;
mod backing_up;
mod chatting;
mod checking;
mod endings;
mod evaluating;
mod filing;
mod importing;
mod serving;
mod sharing;

use serde_json::Value;

/// The keys of an object, for comparing with the contract.
fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// Fields as the contract lists them, in the order of [`keys`].
fn fields(list: &str) -> Vec<&str> {
    let mut fields: Vec<&str> = list.split_whitespace().collect();
    fields.sort_unstable();
    fields
}
