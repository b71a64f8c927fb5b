//! Who speaks, what is no text, and what outlasts a conversation.

use std::time::Duration;

use super::*;

#[test]
fn what_is_not_text_gets_advice() {
    let conversations = conversations();
    for kind in [
        MediaKind::Voice,
        MediaKind::Photo,
        MediaKind::Sticker,
        MediaKind::Location,
        MediaKind::Document,
        MediaKind::Unknown,
    ] {
        assert_eq!(say(&conversations, Said::Other(kind), false).messages.len(), 1);
    }
}

#[test]
fn everyone_in_a_group_has_a_conversation_of_their_own() {
    let conversations = conversations();
    let hear = |user, text: &str| {
        let said = Said::Text(text.to_owned());
        let today = date(2024, 10, 18);
        conversations
            .hear(Incoming {
                chat: NetworkId::named("telegram").chat(-5),
                kind: ChatKind::Group,
                user: UserId(user),
                operator: false,
                said,
                today,
                about: None,
            })
            .messages
            .remove(0)
    };
    hear(1, "平城区哪里有免费理发");
    assert!(hear(2, "那云冈区呢").text.to_plain().starts_with("没找到"));
    assert!(hear(1, "那云冈区呢").text.to_plain().contains("《理发师傅进院子》"));
}

#[test]
fn a_setting_that_cannot_be_kept_is_not_promised() {
    let store = Store::in_memory().unwrap();
    let conversations = conversations_on(store.clone());
    assert!(store.close(Duration::from_secs(20)));
    let outgoing = say(&conversations, Said::Text("晚上别打扰".to_owned()), false);
    assert_eq!(outgoing.messages[0].text.to_plain(), crate::reply::notices::APOLOGY);
}

#[test]
fn a_button_outlasts_the_conversation() {
    let store = Store::in_memory().unwrap();
    let text = |conversations: &Conversations, said| {
        say(conversations, said, false).messages.remove(0).text.to_plain()
    };
    let asked = Said::Text("平城区哪里有免费理发".to_owned());
    assert!(text(&conversations_on(store.clone()), asked).starts_with("（正在办"));
    let pressed = || Said::Pressed(ResidentAction::Passage(ContextId::new(1), 1).into());
    assert!(text(&conversations_on(store), pressed()).contains("河边公园"));
    assert!(text(&conversations(), pressed()).starts_with("隔得久了"), "another database");
}
