//! Commands, and the typed words that work like them.
//!
//! Knows nothing of how questions are answered.

use jiff::civil::Date;

use super::{
    Conversations,
    chat::{Awaiting, Chat},
    filter::NoticeFilter,
    in_private,
};
use crate::{
    messaging::{Button, Message, Outgoing, ResidentAction},
    reply::{
        self,
        wording::{self, labels, operators, talk},
    },
    text::normalize::fold,
};

/// Words that stand below every answer.
pub(super) fn is_below_answers(text: &str) -> bool {
    matches!(text, labels::OTHER_PLACE | labels::WHOLE) || read_nth(text).is_some()
}

impl Conversations {
    /// The reply to a command, to a word or to a number that chooses; `None` when the text is none of them.
    pub(super) fn command(
        &self,
        chat: &mut Chat,
        text: &str,
        operator: bool,
        today: Date,
    ) -> Option<Outgoing> {
        if let Some(command) = text.strip_prefix('/') {
            let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
            return Some(match name.to_lowercase().as_str() {
                "start" => {
                    chat.start_anew();
                    self.welcome(today)
                }
                "help" => Outgoing::of_all(help(operator)),
                "latest" => self.latest.asked_for(chat, rest, today),
                "subscribe" => self.subscribe(chat, rest, today),
                "settings" => self.settings.show(chat),
                "privacy" => Outgoing::of(reply::privacy()),
                "forgetme" => self.forgetting.forget(chat),
                "id" => Outgoing::line(&talk::your_number(chat.speaker.user)),
                "link" if operator => self.links.address_of(chat, rest),
                "link" => Outgoing::line(talk::OPERATORS_ONLY),
                _ => Outgoing::line(talk::UNKNOWN_COMMAND),
            });
        }
        let word = text.trim_matches(|character: char| {
            character.is_whitespace() || "。，！？.!?“”\"".contains(character)
        });
        let outgoing = match word {
            "最新" | "最新的" | "最新消息" | "有什么新的" | "有啥新的" | "有什么新鲜事" | "有啥新鲜事" => {
                self.latest.asked_for(chat, "", today)
            }
            "帮助" => Outgoing::of_all(help(operator)),
            "设置" => self.settings.show(chat),
            "重新问" => {
                chat.start_anew();
                Outgoing::line(talk::FORGOTTEN)
            }
            "清除我的记录" => self.forgetting.forget(chat),
            "不对" | "不是这个" | "我说的不是这个" | "我问的不是这个" => {
                self.wrong(chat, today)
            }
            "给编辑部留话" => self.words.ask(chat, Awaiting::Note),
            "我有通知" | "登通知" | "投稿" => self.words.ask(chat, Awaiting::Notice),
            "有新的告诉我" => self.subscribe(chat, "", today),
            "我要的新消息" => self.subscriptions.list(chat, wording::news::NONE),
            "别发了" => self.subscriptions.unsubscribe_or_choose(chat),
            "全都别发了" => self.subscriptions.unsubscribe_all(chat),
            "晚上别打扰" => self.settings.quiet_nights(chat),
            "算了" if chat.awaiting.take().is_some() => Outgoing::line(talk::FORGOTTEN),
            "下一条" | "再看几条" | "下一页" => self.go_on(chat, today),
            _ => {
                if let Some(filter) = word.strip_prefix("最新").filter(|rest| self.filters.is_filter(rest))
                {
                    return Some(self.latest.asked_for(chat, filter, today));
                }
                if let Some(filter) =
                    word.strip_prefix("有新的告诉我").filter(|rest| self.filters.is_filter(rest))
                {
                    return Some(self.subscribe(chat, filter, today));
                }
                return self.number(chat, word, today);
            }
        };
        Some(outgoing)
    }

    pub(super) fn welcome(&self, today: Date) -> Outgoing {
        let examples = self.examples.questions(today);
        let more = if examples.is_empty() { talk::WELCOME_BARE } else { talk::WELCOME_MORE };
        let ask = |question: &String| vec![Button::new(question, ResidentAction::Ask(question.clone()))];
        let buttons = examples.iter().map(ask).collect();
        Outgoing::of(Message { buttons, ..Message::headed(talk::WELCOME, more) })
    }

    /// `/subscribe` or 有新的告诉我, with places and service types after it; without any, of what was asked last.
    pub(super) fn subscribe(&self, chat: &mut Chat, typed: &str, today: Date) -> Outgoing {
        if let Some(outgoing) = in_private(chat) {
            return outgoing;
        }
        // What was shown last says it, where it offers to notify.
        if typed.is_empty()
            && let Some(action) = chat.button_named(labels::TELL)
        {
            return Outgoing { edit: false, ..self.press(chat, &action, today) };
        }
        let filter = match self.filters.read(typed) {
            Ok(filter) => filter,
            Err(word) => return word.reply(),
        };
        let asked_last = || chat.before.as_ref().map(NoticeFilter::of_question);
        match Some(filter).filter(|filter| !filter.is_open()).or_else(asked_last) {
            Some(filter) => self.subscriptions.subscribe(chat, filter, today),
            None => self.subscriptions.list(chat, wording::news::WHAT_OF),
        }
    }

    /// 不对, typed: about what was shown last.
    fn wrong(&self, chat: &mut Chat, today: Date) -> Outgoing {
        self.feedback.misread(chat, today);
        let below = chat.below_last_answer(labels::WRONG).map(|action| self.press(chat, &action, today));
        below.unwrap_or_else(|| {
            let nothing = chat.before.is_none();
            Outgoing::line(if nothing { wording::editors::NOTHING_SHOWN } else { talk::NOT_THIS })
        })
    }

    fn go_on(&self, chat: &mut Chat, today: Date) -> Outgoing {
        match chat.next.take() {
            Some(action) => Outgoing { edit: false, ..self.press(chat, &action, today) },
            None if chat.before.is_some() => Outgoing::line(talk::NOTHING_MORE),
            None => Outgoing::line(talk::NOTHING_TO_CONTINUE),
        }
    }

    /// A typed number, when the last reply offered things to choose from.
    fn number(&self, chat: &mut Chat, word: &str, today: Date) -> Option<Outgoing> {
        let number = read_number(word)?;
        let choices = chat.choices();
        if choices.is_empty() {
            return None;
        }
        Some(match number.checked_sub(1).and_then(|at| choices.get(at)) {
            Some(action) => Outgoing { edit: false, ..self.press(chat, action, today) },
            None => Outgoing::line(talk::NO_SUCH_NUMBER),
        })
    }
}

fn help(operator: bool) -> Vec<Message> {
    let more = operator.then(|| Message::headed(operators::HELP_TITLE, operators::HELP));
    std::iter::once(Message::headed(talk::HELP_TITLE, talk::HELP)).chain(more).collect()
}

/// 第一条, 第2个: a number that can only mean one of several things shown.
pub(super) fn read_nth(word: &str) -> Option<usize> {
    let folded = fold(word.trim_end_matches(['。', '！', '.', '!']));
    let counted = folded.starts_with('第') && folded.ends_with(['个', '条', '号']);
    read_number(&folded).filter(|_| counted)
}

/// The first number up to ten in a text: 要第二个, 3号那条.
pub(super) fn number_in(text: &str) -> Option<usize> {
    let folded = fold(text);
    let digits: String = folded
        .chars()
        .skip_while(|character| !character.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    let spoken = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let word =
        || folded.chars().find_map(|character| spoken.iter().position(|word| word.starts_with(character)));
    digits
        .parse()
        .ok()
        .filter(|number| *number <= 20)
        .or_else(|| word().map(|at| at + 1))
        .or_else(|| folded.contains(['两', '俩']).then_some(2))
        .or_else(|| ["头一", "头条", "最上面"].iter().any(|word| folded.contains(word)).then_some(1))
}

/// 2, ２, 二, 第2个, 第二条: numbers up to ten, as they are typed.
fn read_number(word: &str) -> Option<usize> {
    let folded = fold(word);
    let bare = folded.strip_prefix('第').unwrap_or(&folded);
    let bare = bare.trim_end_matches(['个', '条', '号', '.', '、', ')']);
    let spoken = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    if let Some(at) = spoken.iter().position(|number| *number == bare) {
        return Some(at + 1);
    }
    bare.parse().ok().filter(|number| *number <= 20 && bare.len() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_typed() {
        let cases = [
            ("2", Some(2)),
            ("２", Some(2)),
            ("二", Some(2)),
            ("第2个", Some(2)),
            ("第三条", Some(3)),
            ("1.", Some(1)),
            ("0", Some(0)),
            ("12345", None),
            ("二楼", None),
            ("", None),
            ("-1", None),
        ];
        for (word, expected) in cases {
            assert_eq!(read_number(word), expected, "{word}");
        }
    }
}
