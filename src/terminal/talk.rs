//! Talks until the end of the input or a word of parting.
//!
//! Knows nothing of how an answer is made, or of how it looks.

use std::io::{self, BufRead, IsTerminal, Write};

use jiff::civil::Date;
use rustyline::{DefaultEditor, error::ReadlineError};

use super::{render::render, sent_file::file_named};
use crate::{
    messaging::{ChatKind, Incoming, Outgoing, Press, Said, UserId},
    reply::wording,
};

/// Whoever answers.
pub(crate) type Responder<'a> = dyn Fn(Incoming) -> Outgoing + 'a;

/// Talks on standard input and `out`. A terminal gets line editing and a greeting; anything else is read line by line.
pub(crate) fn talk(hear: &Responder<'_>, today: Date, out: &mut dyn Write) -> io::Result<()> {
    let dialogue = Dialogue { hear, today, out, choices: Vec::new() };
    let stdin = io::stdin();
    if stdin.is_terminal() {
        let mut editor = DefaultEditor::new().map_err(io::Error::other)?;
        dialogue.greeted(|| match editor.readline("> ") {
            Ok(line) => {
                // A line that cannot be kept in the history is no reason to stop.
                let _ = editor.add_history_entry(&line);
                Ok(Some(line))
            }
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => Ok(None),
            Err(ReadlineError::Io(error)) => Err(error),
            Err(error) => Err(io::Error::other(error)),
        })
    } else {
        let mut input = stdin.lock();
        dialogue.until_parting(|| next_line(&mut input))
    }
}

/// The next line of any bytes; what is not UTF-8 is replaced.
pub(super) fn next_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let read = input.read_until(b'\n', &mut line)?;
    Ok((read > 0).then(|| String::from_utf8_lossy(&line).into_owned()))
}

/// What was said at the terminal. Whoever sits there may change the knowledge folder anyway.
pub(super) fn incoming(said: Said, today: Date) -> Incoming {
    Incoming {
        chat: super::chat(),
        kind: ChatKind::Private,
        user: UserId(0),
        operator: true,
        said,
        today,
        about: None,
    }
}

/// Up to two digits: 110 is no choice.
fn is_number(line: &str) -> bool {
    line.len() <= 2 && line.bytes().all(|byte| byte.is_ascii_digit())
}

struct Dialogue<'a> {
    hear: &'a Responder<'a>,
    today: Date,
    out: &'a mut dyn Write,
    /// What the numbered choices of the last reply stand for.
    choices: Vec<Press>,
}

impl Dialogue<'_> {
    fn greeted(mut self, next: impl FnMut() -> io::Result<Option<String>>) -> io::Result<()> {
        self.say(Said::Text("/start".to_owned()))?;
        writeln!(self.out, "{}\n", wording::TERMINAL_HINT)?;
        self.until_parting(next)
    }

    fn until_parting(mut self, mut next: impl FnMut() -> io::Result<Option<String>>) -> io::Result<()> {
        while let Some(line) = next()? {
            let line = line.trim();
            if wording::QUIT.contains(&line) {
                break;
            }
            if line.is_empty() {
                continue;
            }
            match self.chosen(line) {
                Some(Press::Open(url)) => writeln!(self.out, "{url}\n")?,
                Some(Press::Do(action)) => self.say(Said::Pressed(action))?,
                Some(Press::Start(link)) => self.say(Said::Arrived(link))?,
                // A number that no button has is a slip, not a question.
                None if !self.choices.is_empty() && is_number(line) => {
                    writeln!(self.out, "{}\n", wording::talk::NO_SUCH_NUMBER)?;
                }
                None => match file_named(line) {
                    Some(file) => self.say(Said::File(file))?,
                    None => self.say(Said::Text(line.to_owned()))?,
                },
            }
        }
        self.out.flush()
    }

    fn chosen(&self, line: &str) -> Option<Press> {
        let number: usize = line.parse().ok()?;
        self.choices.get(number.checked_sub(1)?).cloned()
    }

    fn say(&mut self, said: Said) -> io::Result<()> {
        let outgoing = (self.hear)(incoming(said, self.today));
        let rendered = render(&outgoing, std::mem::take(&mut self.choices));
        self.choices = rendered.choices;
        self.out.write_all(rendered.text.as_bytes())?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use expect_test::expect;
    use jiff::civil::date;

    use super::*;
    use crate::{
        conversation::{ConversationOptions, Conversations, tests::FakeRetriever},
        store::Store,
    };

    fn transcript(lines: &[u8]) -> String {
        let store = Store::in_memory().unwrap();
        let conversations =
            Conversations::new(Arc::new(FakeRetriever), store, ConversationOptions::default());
        let mut out = Vec::new();
        let dialogue = Dialogue {
            hear: &|incoming| conversations.hear(incoming),
            today: date(2024, 10, 18),
            out: &mut out,
            choices: Vec::new(),
        };
        let mut input = lines;
        dialogue.until_parting(|| next_line(&mut input)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn buttons_are_numbered_choices() {
        expect![[r#"
            叫“新营”的地方不止一处，您说的是哪一个？
            1. 太原小店 · 新营
            2. 大同云州 · 新营
            点一下，或者回个数字就行。
            ［1 太原小店 · 新营］
            ［2 大同云州 · 新营］

            （正在办，到11月30日）每周三上午免费理发。
            带上身份证就行。
            《理发师傅进院子》云中晚报 2024年10月16日 · 平城区
            ［1 还有1条］
            ［2 看全文］
            ［3 不对］［4 有新的告诉我］

            （正在办，到11月30日）每月头一天，河边公园给老人理发。
            《河边公园理发不要钱》云中晚报 2024年10月16日 · 云冈区
            第2条，一共2条。
            ［1 回上一条］
            ［2 看全文］
            ［3 不对］［4 有新的告诉我］

        "#]]
        .assert_eq(&transcript("新营有理发的吗\r\n\n2\n1\n退出\n谢谢\n".as_bytes()));
    }

    #[test]
    fn any_bytes_are_survived() {
        assert!(transcript(b"\xff\xfe\n99\n").contains("没找到"));
        assert_eq!(transcript(b"quit"), "");
        assert_eq!(transcript(b""), "");
    }
}
