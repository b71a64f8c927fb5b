//! `linli chat`: the conversation in the terminal; buttons are numbered choices.
//!
//! Knows nothing of how questions are answered or worded.

use std::{
    fs,
    io::{self, BufRead, IsTerminal, Write},
    path::Path,
    process::ExitCode,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use jiff::civil::Date;
use rustyline::{DefaultEditor, error::ReadlineError};

use super::Session;
use crate::{
    conversation::{Conversations, Incoming, Knowledge, NotFetched, Options, Outgoing, Said, SentFile},
    knowledge_base::Look,
    messaging::{ChatKey, ChatKind, MessageId, NetworkId, UserId},
    reply::{Message, Press, plain, wording},
    store::Store,
    telegram,
    upkeep::{self, Upkeep},
};

/// How long the end waits for the database.
const CLOSE_WITHIN: Duration = Duration::from_secs(5);
/// As Telegram has it.
const LARGEST: u64 = 20 << 20;

/// The one chat that is held here.
fn terminal() -> ChatKey {
    NetworkId::named("terminal").chat(0)
}

pub(super) fn run(session: &Session, database: &Path, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let (knowledge, _) = session.open(Look::IfQuick)?;
    let options = Options { home: session.home.clone(), editors: true };
    let store = match Store::open(database) {
        Ok(store) => store,
        Err(error) => {
            session.note(&format!("{error}; settings are kept until the end of this talk"));
            Store::in_memory()?
        }
    };
    let knowledge = Arc::new(knowledge);
    let conversations =
        Arc::new(Conversations::new(Arc::clone(&knowledge) as Arc<dyn Knowledge>, store.clone(), options));
    let others = Arc::clone(&conversations);
    let desk = upkeep::Options {
        home: session.home.clone(),
        tell: None,
        queued: Arc::new(telegram::notification),
        changed: Arc::new(move || others.forget_examples()),
    };
    let upkeep = Upkeep::new(knowledge, store.clone(), desk);
    let hear = |incoming: Incoming| {
        let today = incoming.today;
        let mut outgoing = upkeep.hear(&incoming).unwrap_or_else(|| conversations.hear(incoming));
        match conversations.tidings_at_once(terminal(), today) {
            Ok(messages) => outgoing.messages.extend(messages),
            Err(error) => tracing::error!(%error, "news could not be looked for"),
        }
        outgoing
    };
    let talked = talk(&hear, session.today, out);
    if !store.close(CLOSE_WITHIN) {
        session.note("the database was not closed in time; nothing of it is lost");
    }
    talked?;
    Ok(ExitCode::SUCCESS)
}

/// Talks until the end of the input or a word of parting. A terminal gets line editing and a greeting; anything else
/// is read line by line.
fn talk(hear: &Hear<'_>, today: Date, out: &mut dyn Write) -> io::Result<()> {
    let talk = Talk { hear, today, out, buttons: Vec::new() };
    let stdin = io::stdin();
    if stdin.is_terminal() {
        let mut editor = DefaultEditor::new().map_err(io::Error::other)?;
        talk.greeted(|| match editor.readline("> ") {
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
        talk.until_parting(|| next_line(&mut input))
    }
}

/// The next line of any bytes; what is not UTF-8 is replaced.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let read = input.read_until(b'\n', &mut line)?;
    Ok((read > 0).then(|| String::from_utf8_lossy(&line).into_owned()))
}

/// Up to two digits: 110 is no choice.
fn is_number(line: &str) -> bool {
    line.len() <= 2 && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// A file whose path was typed or dropped into the window; every one is another message.
fn file_named(line: &str) -> Option<SentFile> {
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

/// Whoever answers.
type Hear<'a> = dyn Fn(Incoming) -> Outgoing + 'a;

struct Talk<'a> {
    hear: &'a Hear<'a>,
    today: Date,
    out: &'a mut dyn Write,
    /// What the numbered choices of the last reply stand for.
    buttons: Vec<Press>,
}

impl Talk<'_> {
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
            match self.button(line) {
                Some(Press::Open(url)) => writeln!(self.out, "{url}\n")?,
                Some(Press::Say(data)) => self.say(Said::Pressed(data))?,
                // A number that no button has is a slip, not a question.
                None if !self.buttons.is_empty() && is_number(line) => {
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

    fn button(&self, line: &str) -> Option<Press> {
        let number: usize = line.parse().ok()?;
        self.buttons.get(number.checked_sub(1)?).cloned()
    }

    fn say(&mut self, said: Said) -> io::Result<()> {
        // Whoever sits at the terminal may change the knowledge folder anyway.
        let bot = String::new();
        let incoming = Incoming {
            chat: terminal(),
            kind: ChatKind::Private,
            user: UserId(0),
            operator: true,
            said,
            today: self.today,
            bot,
            about: None,
        };
        let outgoing = (self.hear)(incoming);
        self.show(&outgoing)
    }

    fn show(&mut self, outgoing: &Outgoing) -> io::Result<()> {
        let elsewhere = outgoing.elsewhere.iter().map(|(_, message)| message);
        if outgoing.messages.iter().chain(elsewhere.clone()).any(|message| !message.buttons.is_empty()) {
            self.buttons.clear();
        }
        for message in &outgoing.messages {
            self.show_one(message)?;
        }
        // Whoever sits at the terminal is resident and editor.
        for message in elsewhere {
            writeln!(self.out, "{}", wording::SEEN_ELSEWHERE)?;
            self.show_one(message)?;
        }
        if let Some(toast) = &outgoing.toast {
            writeln!(self.out, "{toast}\n")?;
        }
        self.out.flush()
    }

    fn show_one(&mut self, message: &Message) -> io::Result<()> {
        writeln!(self.out, "{}", plain::text(message))?;
        if let Some(file) = &message.file {
            writeln!(self.out, "{}", file.text.trim_start_matches('\u{feff}'))?;
        }
        for row in &message.buttons {
            for button in row {
                self.buttons.push(button.press.clone());
                write!(self.out, "{}", wording::numbered_button(self.buttons.len(), &button.label))?;
            }
            writeln!(self.out)?;
        }
        writeln!(self.out)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use expect_test::expect;
    use jiff::civil::date;

    use super::*;
    use crate::conversation::{Options, tests::Desk};

    fn transcript(lines: &[u8]) -> String {
        let store = Store::in_memory().unwrap();
        let conversations = Conversations::new(Arc::new(Desk), store, Options::default());
        let mut out = Vec::new();
        let talk = Talk {
            hear: &|incoming| conversations.hear(incoming),
            today: date(2024, 10, 18),
            out: &mut out,
            buttons: Vec::new(),
        };
        let mut input = lines;
        talk.until_parting(|| next_line(&mut input)).unwrap();
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

            正在办（到11月30日）。
            您问的是：新营，免费，理发

            题目：理发师傅进院子
            每周三上午免费理发。
            带上身份证就行。

            出处：云中晚报
            日期：2024年10月16日

            还有1条，点“再看几条”。
            ［1 再看几条］
            ［2 看全文］
            ［3 不对］［4 有新的告诉我］

            第2条，一共2条。
            正在办（到11月30日）。
            您问的是：新营，免费，理发

            题目：河边公园理发不要钱
            每月头一天，河边公园给老人理发。

            出处：云中晚报
            日期：2024年10月16日
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
