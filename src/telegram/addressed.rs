//! What a message says to us, if it is meant for us: everything in a private chat, little in a group.
//!
//! Knows nothing of answers.

use teloxide::types::{Me, Message};

use super::{envelope::OwnWords, start_link};
use crate::messaging::{MediaKind, Said};
use crate::reply::notices::{COMMANDS, OPERATOR_COMMANDS};

/// What is said to us; none when it is for others, from another bot, or only a notice of Telegram's.
pub(super) fn to_us(message: Message, me: Me, own: OwnWords) -> Option<Said> {
    // An administrator who hides behind the group writes through a bot of Telegram's.
    if message.from.as_ref().is_some_and(|from| from.is_bot) && message.sender_chat.is_none() {
        return None;
    }
    let name = me.user.username.as_deref().unwrap_or_default();
    let Some(text) = message.text().or_else(|| message.caption()) else {
        let kind = other_kind(&message)?;
        return (message.chat.is_private() || answers_us(&message, &me)).then_some(Said::Other(kind));
    };
    if text.trim_start().starts_with('/') {
        return command(text.trim(), name, message.chat.is_private()).map(|text| said(text, own));
    }
    if message.chat.is_private() {
        return Some(said(text.to_owned(), own));
    }
    match without_mention(text, name) {
        Some(rest) => Some(said(rest, own)),
        None => answers_us(&message, &me).then(|| said(text.to_owned(), own)),
    }
}

/// Text as what it is: the sender's word, or something that he passes on.
pub(super) fn said(text: String, OwnWords(own): OwnWords) -> Said {
    if !own {
        return Said::Forwarded(text);
    }
    start_link::arrived(&text).map_or(Said::Text(text), Said::Arrived)
}

fn answers_us(message: &Message, me: &Me) -> bool {
    let author = message.reply_to_message().and_then(|answered| answered.from.as_ref());
    author.is_some_and(|author| author.id == me.user.id)
}

/// The command without the name of the bot that it is for; none if that is another bot. In groups a command without
/// a name may be meant for any bot, so only our own are ours.
fn command(text: &str, name: &str, private: bool) -> Option<String> {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (head, rest) = text.split_at(end);
    match head.split_once('@') {
        Some((command, bot)) if bot.eq_ignore_ascii_case(name) => Some(format!("{command}{rest}")),
        Some(_) => None,
        None if private => Some(text.to_owned()),
        None => {
            let ours = COMMANDS.iter().chain(OPERATOR_COMMANDS);
            let asked = head.trim_start_matches('/');
            ours.into_iter().any(|(command, _)| *command == asked).then(|| text.to_owned())
        }
    }
}

/// The text without `@name`; none if it is not mentioned.
fn without_mention(text: &str, name: &str) -> Option<String> {
    if name.is_empty() {
        return None;
    }
    let mention = format!("@{}", name.to_ascii_lowercase());
    // ASCII folding keeps byte positions, so they hold in the text as written.
    let folded = text.to_ascii_lowercase();
    let at = folded.match_indices(&mention).map(|(at, _)| at).find(|at| {
        let after = folded.get(at + mention.len()..).and_then(|rest| rest.chars().next());
        !after.is_some_and(|next| next.is_ascii_alphanumeric() || next == '_')
    })?;
    let before = text.get(..at)?;
    let after = text.get(at + mention.len()..)?;
    Some(format!("{} {}", before.trim(), after.trim()).trim().to_owned())
}

/// The kind of a message without text; none for notices such as a changed title.
fn other_kind(message: &Message) -> Option<MediaKind> {
    if message.voice().is_some() || message.video_note().is_some() {
        Some(MediaKind::Voice)
    } else if message.photo().is_some() {
        Some(MediaKind::Photo)
    } else if message.sticker().is_some() || message.animation().is_some() {
        Some(MediaKind::Sticker)
    } else if message.location().is_some() || message.venue().is_some() {
        Some(MediaKind::Location)
    } else if message.document().is_some() {
        Some(MediaKind::Document)
    } else if message.video().is_some()
        || message.audio().is_some()
        || message.contact().is_some()
        || message.poll().is_some()
        || message.dice().is_some()
        || message.story().is_some()
    {
        Some(MediaKind::Unknown)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_for_other_bots_are_left_alone() {
        let cases = [
            ("/help", true, Some("/help")),
            ("/unknown x", true, Some("/unknown x")),
            ("/latest@LinliBot 平城区", true, Some("/latest 平城区")),
            ("/latest@linlibot 平城区", false, Some("/latest 平城区")),
            ("/latest@other_bot", true, None),
            ("/latest 平城区", false, Some("/latest 平城区")),
            ("/weather", false, None),
        ];
        for (text, private, expected) in cases {
            assert_eq!(command(text, "LinliBot", private).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_mention_is_taken_out_of_the_question() {
        let cases = [
            ("@LinliBot 哪里理发", Some("哪里理发")),
            ("请问@linlibot，哪里理发", Some("请问 ，哪里理发")),
            ("哪里理发 @LinliBot", Some("哪里理发")),
            ("@LinliBot2 哪里理发", None),
            ("问 @LinliBot2 和 @LinliBot", Some("问 @LinliBot2 和")),
            ("哪里理发", None),
        ];
        for (text, expected) in cases {
            assert_eq!(without_mention(text, "LinliBot").as_deref(), expected, "{text}");
        }
    }
}
