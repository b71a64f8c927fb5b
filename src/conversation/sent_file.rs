//! A file that came to a chat, and the name by which it is called.
//!
//! Knows nothing of what is in it.

use std::sync::Arc;

use crate::{messaging::MessageId, reply::wording::parcels, text::spans::first_chars};

/// The longest name, and the longest ending that is kept of a longer one.
const NAME: usize = 60;
const ENDING: usize = 10;

/// A file that came to a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentFile {
    /// Its name, as the sender has it.
    pub name: String,
    /// The message that brought it: the same message brings the same file.
    pub message: MessageId,
    /// What is in it.
    pub content: Result<Arc<[u8]>, NotFetched>,
}

/// Why a file's content is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFetched {
    /// It has more bytes than are taken from this sender.
    TooLarge {
        /// So many are taken.
        limit: u64,
    },
    /// Telegram did not give it.
    Failed,
}

impl SentFile {
    /// Its name in one line, without folders, and without what Telegram would make a command or a mention of or what
    /// turns a line around.
    pub(crate) fn called(&self) -> String {
        let name = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let seen: String = name.chars().filter(|c| c.is_whitespace() || !is_unseen(*c)).collect();
        let words: Vec<&str> = seen.split(|c: char| c.is_whitespace() || c == '@').collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let name = words.join(" ");
        let says_something = name.chars().any(|c| !matches!(c, '.' | ' '));
        if says_something { shorter(&name) } else { parcels::NAMELESS.to_owned() }
    }

    /// What is in it, or what is said where it is not there.
    pub(crate) fn bytes(&self) -> Result<&[u8], String> {
        match &self.content {
            Ok(bytes) => Ok(bytes),
            Err(NotFetched::TooLarge { limit }) => Err(parcels::too_large(&self.called(), limit >> 20)),
            Err(NotFetched::Failed) => Err(parcels::not_fetched(&self.called())),
        }
    }
}

/// Control characters, those without width, and those that set the direction of what follows.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e007f}')
}

/// The beginning of a long name, and its ending: by that a file is read.
fn shorter(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.to_owned();
    }
    match name.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().count() <= ENDING => {
            format!("{}.{ending}", first_chars(stem, NAME - ENDING))
        }
        _ => first_chars(name, NAME).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_only_a_name() {
        let long = "长".repeat(200);
        let shortened = format!("{}.docx", "长".repeat(50));
        let cases = [
            ("通知.md", "通知.md"),
            ("第3版  #1.txt", "第3版 #1.txt"),
            ("两\n行\u{0}.txt", "两 行.txt"),
            ("../../etc/passwd", "passwd"),
            ("C:\\报\\001.docx", "001.docx"),
            ("/withdraw", "withdraw"),
            ("看 /withdraw.md", "withdraw.md"),
            ("@LinliBot 你好.md", "LinliBot 你好.md"),
            ("通知\u{202e}dm.exe", "通知dm.exe"),
            ("הודעה.md", "הודעה.md"),
            ("..", "没名字的文件"),
            ("\u{200b}", "没名字的文件"),
            ("", "没名字的文件"),
        ];
        let called = |name: &str| {
            let content = Err(NotFetched::Failed);
            SentFile { name: name.to_owned(), message: MessageId(1), content }.called()
        };
        for (name, expected) in cases {
            assert_eq!(called(name), expected, "{name:?}");
        }
        assert_eq!(called(&format!("{long}.docx")), shortened);
        assert_eq!(called(&long), "长".repeat(60));
    }
}
