//! Work that takes its time: an operator hears that it is under way and goes on; a resident's is given up and ended.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use linli::cancellation;
use linli::delivery::Hear;
use linli::messaging::{Action, ResidentAction, Said};
use rstest::rstest;

use super::running::{By, OPERATOR, Running, echo, options, options_in};
use crate::fake_telegram::{FakeTelegram, resident};

/// Says back what it hears; `/reload` and the press `换` wait until the sender is gone.
fn waiting() -> (Sender<()>, Hear) {
    let (go, wait) = channel::<()>();
    let wait = Mutex::new(wait);
    let hear: Hear = Arc::new(move |incoming| {
        let waits = match &incoming.said {
            Said::Text(text) => text == "/reload",
            Said::Pressed(Action::Resident(ResidentAction::Ask(label))) => label == "甲",
            _ => false,
        };
        if waits {
            let _ = wait.lock().unwrap_or_else(PoisonError::into_inner).recv();
        }
        echo(incoming)
    });
    (go, hear)
}

#[rstest]
#[tokio::test]
async fn an_operators_work_goes_on_behind_the_chat(#[values(By::Polling, By::Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let (_folder, mut options) = options(&fake, by);
    // One answer at a time: what an operator wants takes none of it.
    (options.delivery.tuning.answering, options.delivery.tuning.under_way_after) = (1, Duration::ZERO);
    let (go, hear) = waiting();
    let bot = Running::start_with(options, hear);
    fake.says(resident(OPERATOR), "/reload");
    fake.until_shown(OPERATOR, "正在办，好了告诉您。").await;
    fake.says(resident(OPERATOR), "/status");
    fake.until_shown(OPERATOR, "管理员：/status").await;
    fake.says(resident(7), "一");
    fake.until_shown(7, "居民：一").await;
    assert!(fake.said(OPERATOR).iter().all(|shown| shown.text != "管理员：/reload"));
    drop(go);
    fake.until_shown(OPERATOR, "管理员：/reload").await;
    bot.end_of_day(&fake).await;
}

#[tokio::test]
async fn the_result_of_a_press_that_took_its_time_is_a_message_of_its_own() {
    let fake = FakeTelegram::start().await;
    let (_folder, mut options) = options(&fake, By::Polling);
    options.delivery.tuning.under_way_after = Duration::ZERO;
    let (go, hear) = waiting();
    let bot = Running::start_with(options, hear);
    fake.says(resident(OPERATOR), "按钮");
    let button = fake.until_shown(OPERATOR, "选一个").await;
    fake.presses(resident(OPERATOR), &button, "甲");
    fake.until_shown(OPERATOR, "正在换上，好了告诉您。").await;
    drop(go);
    let done = fake.until_shown(OPERATOR, "您选了甲").await;
    assert!(done.id > button.id, "the button stands far above by now");
    bot.end_of_day(&fake).await;
}

#[test]
fn an_operators_work_survives_the_end_of_the_process() {
    let folder = tempfile::TempDir::new().unwrap();
    let world = tokio::runtime::Runtime::new().unwrap();
    let fake = world.block_on(FakeTelegram::start());
    let mut first = options_in(folder.path(), &fake);
    first.delivery.tuning.under_way_after = Duration::ZERO;
    let (go, hear) = waiting();
    let life = tokio::runtime::Runtime::new().unwrap();
    life.spawn(async move { first.run_until(std::future::pending(), hear).await });
    fake.says(resident(OPERATOR), "/reload");
    world.block_on(fake.until_shown(OPERATOR, "正在办，好了告诉您。"));
    life.shutdown_background();
    drop(go);
    world.block_on(async {
        let bot = Running::start(options_in(folder.path(), &fake));
        fake.until_shown(OPERATOR, "管理员：/reload").await;
        bot.stop().await.unwrap();
    });
}

#[tokio::test]
async fn an_answer_that_takes_too_long_is_ended_and_the_chat_goes_on() {
    let fake = FakeTelegram::start().await;
    let (_folder, mut options) = options(&fake, By::Polling);
    (options.delivery.tuning.answering, options.delivery.tuning.given_up, options.delivery.tuning.reading) =
        (1, 0, 0);
    options.delivery.tuning.answer_within = Duration::from_millis(50);
    let hung = Arc::new(AtomicUsize::new(0));
    let hear: Hear = {
        let hung = Arc::clone(&hung);
        Arc::new(move |incoming| {
            while incoming.said == Said::Text("没完".to_owned()) {
                cancellation::check();
                hung.fetch_add(1, Ordering::Relaxed);
                std::thread::yield_now();
            }
            echo(incoming)
        })
    };
    let bot = Running::start_with(options, hear);
    fake.says(resident(7), "没完");
    assert!(fake.until_said(7, 1).await[0].text.contains("没答上来"));
    assert!(hung.load(Ordering::Relaxed) > 0);
    // The one thread is free once the work has ended; nobody is told when.
    let mut said = 1;
    loop {
        fake.says(resident(8), "好");
        said += 1;
        if fake.until_said(8, said - 1).await[said - 2].text == "居民：好" {
            break;
        }
        assert!(said < 100, "the thread is never given back");
    }
    bot.stop().await.unwrap();
}
