//! What the child is asked: one line of JSON before the bytes of the file.
//!
//! Knows nothing of processes. A name stands here and not among the arguments, which everybody on the machine can see.

use serde::{Deserialize, Serialize};

use crate::intake::FileRole;

/// A file to read; its bytes follow.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) role: FileRole,
    /// The path tells the format.
    pub(super) path: String,
    /// How many bytes follow: fewer, and whoever asked has ended.
    pub(super) bytes: u64,
}
