//! The database keeps nothing for a while: nothing is confirmed, whoever is in charge is told once, then all goes on.

use linli::store::Store;
use rstest::rstest;

use super::running::{By, OPERATOR, Running, options};
use crate::fake_telegram::{FakeTelegram, Shown, resident};

/// What the operator reads, once it holds this.
async fn reads(fake: &FakeTelegram, part: &str) -> Shown {
    let holds = |fake: &FakeTelegram| fake.said(OPERATOR).into_iter().find(|shown| shown.text.contains(part));
    fake.until(part, holds).await
}

/// Leaves no room in the database, or all of it.
async fn room(store: &Store, is_there: bool) {
    let limited = store.run(move |connection| {
        let pages: i64 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
        let most = if is_there { 1_000_000_000 } else { pages };
        connection.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))
    });
    limited.await.unwrap();
}

#[rstest]
#[tokio::test]
async fn a_full_disk_loses_nothing_and_is_told_once(#[values(By::Polling, By::Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    fake.meet(OPERATOR);
    let (_folder, mut options) = options(&fake, by);
    let store = Store::open(&options.delivery.database).unwrap();
    options.delivery.store = Some(store.clone());
    let bot = Running::start(options);
    fake.says(resident(7), "一");
    fake.until_shown(7, "居民：一").await;
    room(&store, false).await;
    // Longer than what is free in the pages that are there.
    let long = "满".repeat(3_000);
    fake.says(resident(7), &long);
    let told = reads(&fake, "怎么办").await;
    assert!(told.text.contains("磁盘满了") && told.text.contains("腾出些地方"), "{}", told.text);
    assert_eq!(fake.unconfirmed(), 1, "it is left with Telegram");
    assert_eq!(fake.said(7).len(), 1);
    room(&store, true).await;
    fake.until("the answer", |fake| fake.said(7).into_iter().find(|shown| shown.text.contains("满满"))).await;
    reads(&fake, "又能记下来了").await;
    assert_eq!(fake.said(OPERATOR).len(), 2, "{:?}", fake.said(OPERATOR));
    bot.end_of_day(&fake).await;
}

#[rstest]
#[tokio::test]
async fn a_removed_state_folder_is_told_and_nothing_is_confirmed(#[values(By::Polling, By::Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    fake.meet(OPERATOR);
    let (folder, mut options) = options(&fake, by);
    options.delivery.database = folder.path().join("state/linli.sqlite");
    let bot = Running::start(options);
    fake.says(resident(7), "一");
    fake.until_shown(7, "居民：一").await;
    std::fs::rename(folder.path().join("state"), folder.path().join("away")).unwrap();
    fake.says(resident(7), "二");
    let told = reads(&fake, "怎么办").await;
    let state = folder.path().join("state").display().to_string();
    assert!(told.text.contains(&state) && told.text.contains("被删了"), "{}", told.text);
    assert_eq!((fake.unconfirmed(), fake.said(7).len()), (1, 1));
    std::fs::rename(folder.path().join("away"), folder.path().join("state")).unwrap();
    fake.until_shown(7, "居民：二").await;
    reads(&fake, "又能记下来了").await;
    bot.end_of_day(&fake).await;
}
