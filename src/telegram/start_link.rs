//! Addresses that open the chat with the bot, and what somebody says who opens it by one.
//!
//! Knows nothing of what they lead to. What stands behind `?start=` is at most 64 of A–Z a–z 0–9 _ -.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::messaging::{Message, Outgoing, Press, RichText, Span, StartLink, TextStyle};

/// The longest that Telegram takes behind `?start=`.
const LONGEST: usize = 64;

/// Where `/start PAYLOAD` leads; `None` for any other text, and for a payload that nobody has made.
pub(crate) fn arrived(text: &str) -> Option<StartLink> {
    let (command, payload) = text.trim().split_once(char::is_whitespace)?;
    let is_start = command.eq_ignore_ascii_case("/start");
    is_start.then(|| read(payload.trim()))?
}

/// What was said, with the addresses of this bot in the places that are kept for them.
pub(crate) fn addressed(outgoing: Outgoing, bot: &str) -> Outgoing {
    let one = |message| addressed_one(message, bot);
    Outgoing {
        messages: outgoing.messages.into_iter().map(one).collect(),
        elsewhere: outgoing.elsewhere.into_iter().map(|(to, message)| (to, one(message))).collect(),
        ..outgoing
    }
}

fn addressed_one(mut message: Message, bot: &str) -> Message {
    let is_address = |span: &Span| matches!(span.style, TextStyle::Address(_));
    if message.text.spans().iter().any(is_address) {
        message.text =
            message.text.spans().iter().map(|span| addressed_span(span, bot)).collect::<RichText>();
    }
    for button in message.buttons.iter_mut().flatten() {
        if let Press::Start(link) = &button.press
            && let Some(address) = address(bot, link)
        {
            button.press = Press::Open(address);
        }
    }
    if let Some(overflow) = &mut message.overflow {
        let instead = overflow.instead.take();
        overflow.instead = instead.map(|instead| Box::new(addressed_one(*instead, bot)));
    }
    message
}

fn addressed_span(span: &Span, bot: &str) -> Span {
    match &span.style {
        TextStyle::Address(link) => {
            let text = address(bot, link).unwrap_or_else(|| span.text.clone());
            Span { text, style: TextStyle::Plain }
        }
        _ => span.clone(),
    }
}

/// The address; `None` where what it leads to has too long a name for one.
fn address(bot: &str, link: &StartLink) -> Option<String> {
    payload(link).map(|payload| format!("https://t.me/{bot}?start={payload}"))
}

fn payload(link: &StartLink) -> Option<String> {
    let payload = match link {
        StartLink::Article(link) => format!("a_{link}"),
        StartLink::Place(name) => format!("p_{}", URL_SAFE_NO_PAD.encode(name)),
        StartLink::Service(name) => format!("s_{}", URL_SAFE_NO_PAD.encode(name)),
    };
    (payload.len() <= LONGEST).then_some(payload)
}

fn read(payload: &str) -> Option<StartLink> {
    let (kind, rest) = payload.split_once('_')?;
    let name = || String::from_utf8(URL_SAFE_NO_PAD.decode(rest).ok()?).ok();
    match kind {
        "a" => Some(StartLink::Article(rest.to_owned())),
        "p" => name().map(StartLink::Place),
        "s" => name().map(StartLink::Service),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messaging::Button;

    #[test]
    fn names_come_back_from_links() {
        for name in ["平城区", "大同市平城区永泰街道", "家政便民"] {
            for link in [StartLink::Place(name.to_owned()), StartLink::Service(name.to_owned())] {
                let payload = payload(&link).unwrap();
                assert!(payload.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)));
                assert_eq!(arrived(&format!("/start {payload}")), Some(link));
            }
        }
        assert_eq!(payload(&StartLink::Place("长".repeat(16))), None);
        for nonsense in
            ["/start", "/start ", "/start p_%%", "/start p__w", "/start x_1", "/help a_1", "start a_1"]
        {
            assert_eq!(arrived(nonsense), None, "{nonsense}");
        }
        assert_eq!(arrived("/START  a_1 "), Some(StartLink::Article("1".to_owned())));
    }

    #[test]
    fn addresses_stand_where_they_are_wanted() {
        let link = || StartLink::Article("00aa".to_owned());
        let text = RichText::new().plain("看\n").styled("题目", TextStyle::Address(link())).bold("完");
        let button = Button { label: "私下看".to_owned(), press: Press::Start(link()) };
        let message = Message::with_buttons(text, vec![vec![button]]);
        let outgoing = addressed(Outgoing::of(message), "LinliBot");
        let message = &outgoing.messages[0];
        assert_eq!(message.text.to_plain(), "看\nhttps://t.me/LinliBot?start=a_00aa完");
        assert_eq!(message.buttons[0][0].press, Press::Open("https://t.me/LinliBot?start=a_00aa".to_owned()));
    }
}
