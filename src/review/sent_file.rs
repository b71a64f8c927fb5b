//! The name by which a file that was sent is called, and its content.
//!
//! Knows nothing of what is in it.

use crate::{
    messaging::{NotFetched, SentFile},
    reply::wording::submissions,
    text::spans::first_chars,
};

/// The longest name, and the longest ending that is kept of a longer one.
const NAME: usize = 60;
const ENDING: usize = 10;

/// Its name in one line, without folders, and without what a network would make a command or a mention of or what
/// turns a line around.
pub(super) fn name_of(file: &SentFile) -> String {
    let name = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = name.chars().filter(|c| c.is_whitespace() || !is_unseen(*c)).collect();
    let words: Vec<&str> = seen.split(|c: char| c.is_whitespace() || c == '@').collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let name = words.join(" ");
    let says_something = name.chars().any(|c| !matches!(c, '.' | ' '));
    if says_something { shorter(&name) } else { submissions::NAMELESS.to_owned() }
}

/// What is in it, or why that is not there.
pub(super) fn content_of(file: &SentFile) -> Result<&[u8], NotFetched> {
    file.content.as_deref().map_err(|error| *error)
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
    use crate::messaging::MessageId;

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
            name_of(&SentFile { name: name.to_owned(), message: MessageId(1), content })
        };
        for (name, expected) in cases {
            assert_eq!(called(name), expected, "{name:?}");
        }
        assert_eq!(called(&format!("{long}.docx")), shortened);
        assert_eq!(called(&long), "长".repeat(60));
    }
}
