//! `backup` and `restore`, beside a bot that serves, and what a stop leaves.

use std::fs;

use super::serving::process::Serving;
use crate::{
    bot::running::By,
    fake_telegram::{FakeTelegram, resident},
    workplace::Workplace,
};

/// A subscription and a setting, made in the terminal.
const SAID: &str = "有新的告诉我 平城区 理发\n设置\n";

#[test]
fn what_was_said_in_the_terminal_comes_back_in_another_folder() {
    let place = Workplace::with_notices();
    assert_eq!(place.run_with(&["chat"], SAID.as_bytes()).code, Some(0));
    assert!(!place.path("state/linli.sqlite-wal").exists(), "the file alone is everything");
    let ended = place.run(&["backup", "copy", "--json"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(ended.json()[0]["wishes"], 1, "{ended:?}");
    assert_eq!(place.run(&["backup", "copy"]).code, Some(2), "never overwritten");

    let ended = place.run(&["restore", "copy", "--state", "other"]);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{ended:?}");
    let talk = place.run_with(&["chat", "--state", "other"], "别发了\n".as_bytes());
    assert!(!talk.out.contains("您还没让我发过"), "{talk:?}");
    let talk = place.run_with(&["chat", "--state", "third"], "别发了\n".as_bytes());
    assert!(talk.out.contains("您还没让我发过"), "or the line above shows nothing: {talk:?}");

    let ended = place.run(&["restore", "copy", "--json"]);
    let before = ended.json()[0]["before"].as_str().unwrap().to_owned();
    assert!(before.contains("linli.sqlite.before-restore-") && place.path(&before).exists(), "{ended:?}");
}

#[test]
fn what_cannot_be_done_is_one_line_with_a_remedy() {
    let place = Workplace::with_notices();
    place.write("text", "no database");
    for (line, word) in [
        ("backup copy", "nothing to back up"),
        ("restore missing", "cannot read"),
        ("restore text", "not a sound copy"),
        ("backup", "FILE"),
        ("restore", "FILE"),
    ] {
        let ended = place.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!((ended.code, ended.err.lines().count()), (Some(2), 1), "{line}: {ended:?}");
        assert!(ended.err.contains(word) && ended.out.is_empty(), "{line}: {ended:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn beside_a_bot_a_backup_works_and_a_restore_does_not() {
    let fake = FakeTelegram::start().await;
    let place = Workplace::with_notices();
    let mut bot = Serving::start(&place, &fake, By::Polling);
    bot.until_logged(&["up to date", "articles=3"]).await;
    fake.says(resident(7), "有新的告诉我 平城区 理发");
    fake.until_said(7, 1).await;
    let backup = place.run(&["backup", "copy", "--json"]);
    assert_eq!((backup.code, &backup.json()[0]["wishes"]), (Some(0), &1.into()), "{backup:?}");
    let refused = place.run(&["restore", "copy"]);
    assert_eq!((refused.code, refused.err.lines().count()), (Some(2), 1), "{refused:?}");
    assert!(refused.err.contains("stop the bot first"), "{refused:?}");

    bot.stop("-TERM").await;
    // As somebody copies it who has read nothing: one file.
    fs::create_dir(place.path("other")).unwrap();
    fs::copy(place.path("state/linli.sqlite"), place.path("other/linli.sqlite")).unwrap();
    let found = place.run(&["backup", "second", "--state", "other", "--json"]);
    assert_eq!((found.code, &found.json()[0]["wishes"]), (Some(0), &1.into()), "{found:?}");
    assert_eq!(place.run(&["restore", "copy"]).code, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_bot_leaves_is_a_backup_with_its_journal() {
    let fake = FakeTelegram::start().await;
    let place = Workplace::with_notices();
    let mut bot = Serving::start(&place, &fake, By::Polling);
    bot.until_logged(&["up to date", "articles=3"]).await;
    fake.says(resident(7), "有新的告诉我 平城区 理发");
    fake.until_said(7, 1).await;
    bot.signal("-KILL");
    drop(bot);
    fs::create_dir(place.path("copies")).unwrap();
    for name in ["linli.sqlite", "linli.sqlite-wal"] {
        fs::copy(place.path(&format!("state/{name}")), place.path(&format!("copies/{name}"))).unwrap();
    }
    let ended = place.run(&["restore", "copies/linli.sqlite", "--state", "other", "--json"]);
    assert_eq!((ended.code, &ended.json()[0]["wishes"]), (Some(0), &1.into()), "{ended:?}");
    assert_eq!(place.run(&["backup", "after"]).code, Some(0), "and of what lies there");
}
