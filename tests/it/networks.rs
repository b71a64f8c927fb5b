//! A third network: the conversation is held on it without a line in delivery, and beside Telegram nothing is mixed up.

mod memory;

use std::{collections::BTreeSet, sync::Arc};

use jiff::tz::TimeZone;
use linli::{
    conversation::{ConversationOptions, Conversations, Retriever},
    delivery::{self, Hear, Network, Networks, Today, Tuning},
    messaging::{ChatKind, ContextId, UserId},
    store::Store,
    telegram::Telegram,
};
use tokio::sync::oneshot;

use crate::{
    bot::running::options_in,
    fake_telegram::{FakeTelegram, resident},
    workplace::{TODAY, Workplace},
};
use memory::{Memory, Shown};

/// Somebody who is alone with the bot.
const SOMEBODY: i64 = 7;

/// The real conversation on the workplace's notices.
fn hear(place: &Workplace, store: &Store) -> (Arc<Conversations>, Hear) {
    let knowledge = Arc::new(place.open()) as Arc<dyn Retriever>;
    let options = ConversationOptions::default();
    let conversations = Arc::new(Conversations::new(knowledge, store.clone(), options));
    let hearing = Arc::clone(&conversations);
    (conversations, Arc::new(move |incoming| hearing.hear(incoming)))
}

fn options(place: &Workplace, store: &Store) -> delivery::DeliveryOptions {
    delivery::DeliveryOptions {
        operators: BTreeSet::new(),
        today: Today { time_zone: TimeZone::UTC, fixed: Some(TODAY.parse().unwrap()) },
        database: place.path("state/linli.sqlite"),
        store: Some(store.clone()),
        metrics_listen: None,
        reload: None,
        news: None,
        tuning: Tuning {
            first_pause: std::time::Duration::from_millis(5),
            news_every: std::time::Duration::from_millis(20),
            ..Tuning::default()
        },
    }
}

/// Runs a bot on these networks while `talk` goes on.
async fn while_served(
    options: delivery::DeliveryOptions,
    networks: Networks,
    hear: Hear,
    talk: impl Future<Output = ()>,
) {
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async {
        let _ = stopped.await;
    };
    let bot = tokio::spawn(delivery::run_until(stopped, options, networks, hear));
    talk.await;
    let _ = stop.send(());
    bot.await.unwrap().unwrap();
}

fn open(place: &Workplace) -> Store {
    Store::open(&place.path("state/linli.sqlite")).unwrap()
}

fn shows(shown: &Shown, words: &[&str]) {
    for word in words {
        assert!(shown.text.contains(word), "no {word} in {shown:?}");
    }
}

#[tokio::test]
async fn a_conversation_is_held_on_a_network_of_its_own() {
    let place = Workplace::with_notices();
    let store = open(&place);
    let memory = Arc::new(Memory::default());
    let (conversations, hear) = hear(&place, &store);
    let options = delivery::DeliveryOptions {
        news: Some(Arc::new(move |network| {
            conversations.due_notifications(network, "2024-11-01T10:00".parse().unwrap())
        })),
        ..options(&place, &store)
    };
    let networks = Networks::new([Arc::clone(&memory) as Arc<dyn Network>]);
    while_served(options, networks, hear, async {
        // The first attempt comes to nothing, the second arrives.
        memory.is_away_once();
        memory.says(SOMEBODY, ChatKind::Private, "平城区哪里有免费理发");
        let answer = memory.said(SOMEBODY, 1).await;
        shows(&answer, &["每周三上午", "免费理发", "邻里小报", "2024年10月18日"]);
        memory.press(&answer, "看全文");
        shows(&memory.said(SOMEBODY, 2).await, &["振兴街社区每周三免费理发"]);
        memory.press(&answer, "有新的告诉我");
        shows(&memory.said(SOMEBODY, 3).await, &["平城区家政便民登了新的，我告诉您"]);
        // The settings are changed where they stand.
        memory.says(SOMEBODY, ChatKind::Private, "设置");
        let settings = memory.said(SOMEBODY, 4).await;
        let brief = settings.buttons.iter().find(|button| button.label.contains("短")).unwrap().label.clone();
        memory.press(&settings, &brief);
        assert_eq!(memory.said(SOMEBODY, 5).await.edit, Some(settings.number));
        // In a group everybody reads along.
        memory.says(-5, ChatKind::Group, "设置");
        shows(&memory.said(-5, 1).await, &["私"]);
    })
    .await;
    let chat = memory.id().chat(SOMEBODY);
    let wishes = tokio::task::spawn_blocking(move || store.subscriptions(Some(chat)).unwrap().len());
    assert_eq!(wishes.await.unwrap(), 1);
}

#[tokio::test]
async fn the_same_number_on_two_networks_is_two_people() {
    let place = Workplace::with_notices();
    let store = open(&place);
    let fake = FakeTelegram::start().await;
    let on_telegram = options_in(&place.path("state"), &fake);
    let telegram = Telegram::new(on_telegram.telegram.clone(), on_telegram.delivery.tuning).unwrap();
    let memory = Arc::new(Memory::default());
    let networks =
        Networks::new([Arc::new(telegram) as Arc<dyn Network>, Arc::clone(&memory) as Arc<dyn Network>]);
    let (_, hear) = hear(&place, &store);
    let options = delivery::DeliveryOptions { store: Some(store.clone()), ..on_telegram.delivery };
    while_served(options, networks, hear, async {
        fake.says(resident(SOMEBODY), "平城区哪里有免费理发");
        fake.until_said(SOMEBODY, 1).await;
        // Nothing was asked before here.
        memory.says(SOMEBODY, ChatKind::Private, "电话多少");
        let answer = memory.said(SOMEBODY, 1).await;
        assert!(!answer.text.contains("理发"), "{answer:?}");
        memory.says(SOMEBODY, ChatKind::Private, "清除我的记录");
        memory.said(SOMEBODY, 2).await;
        assert_eq!(fake.said(SOMEBODY).len(), 1);
    })
    .await;
    let chat = linli::telegram::network().chat(SOMEBODY);
    let kept = move || store.button_context(chat, UserId(SOMEBODY), ContextId::new(1)).unwrap();
    let kept = tokio::task::spawn_blocking(kept);
    assert!(kept.await.unwrap().is_some(), "what was said on Telegram was forgotten as well");
}
