//! Files of the knowledge folder → articles, with every problem and its remedy.
//!
//! Knows nothing of indexes, questions or Telegram.

pub mod encoding;
pub mod folder;
mod formats;
mod front_matter;
mod keys;
pub(crate) mod markdown;
mod notice;
pub mod report;
pub mod newspaper;
mod reading;

pub use folder::{FileStamp, Role, scan};
pub use reading::{FileRead, Reading, data_files, page_of, read_file};
