//! What a copy of the database holds, whoever makes it and whenever, and the way back.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use super::*;
use crate::store::{back_up, backup::BackupError, restore};

const PATIENCE: Duration = Duration::from_secs(20);

/// A store in `folder` that keeps something of each kind for a chat.
fn filled(folder: &Path) -> Store {
    let store = Store::open(&folder.join("linli.sqlite")).unwrap();
    store.prefer(chat(7), "{\"brief\":true}".to_owned()).unwrap();
    store.run_blocking(fill).unwrap();
    store
}

fn fill(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "INSERT INTO subscriptions (chat, place, service, since) VALUES ('telegram:7', '平城区', '理发', 0);
         INSERT INTO submissions (chat, origin, resident, handed, day, name) VALUES ('telegram:7', 'file:1', 0, 1, '2026-11-22', 'a.txt');
         INSERT INTO submitted_articles (submission, state, body) VALUES (1, 0, '一篇');",
    )
}

fn counts(path: &Path) -> (i64, i64, i64) {
    let connection = Connection::open(path).unwrap();
    let count =
        |table| connection.query_row(&format!("SELECT COUNT(*) FROM {table}"), [], |row| row.get(0)).unwrap();
    (count("preferences"), count("subscriptions"), count("submitted_articles"))
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn after_a_clean_stop_the_file_alone_is_everything() {
    let (folder, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let store = filled(folder.path());
    let clone = store.clone();
    assert!(store.close(PATIENCE) && clone.close(PATIENCE), "a second time is no harm");
    assert!(matches!(clone.prefer(chat(8), String::new()), Err(StoreError::Closed)));
    assert_eq!(names(folder.path()), ["linli.sqlite"]);
    let copy = other.path().join("copy.sqlite");
    fs::copy(folder.path().join("linli.sqlite"), &copy).unwrap();
    assert_eq!(counts(&copy), (1, 1, 1));
}

#[test]
fn a_backup_is_whole_while_others_write_and_comes_back() {
    let (folder, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let store = filled(folder.path());
    let database = folder.path().join("linli.sqlite");
    let copy = other.path().join("copy");
    let writing = store.clone();
    let holds = std::thread::scope(|scope| {
        let writer = scope.spawn(move || {
            for id in 100..400 {
                writing.prefer(chat(id), "{}".to_owned()).unwrap();
            }
        });
        let holds = back_up(&database, &copy).unwrap();
        writer.join().unwrap();
        holds
    });
    assert!((1..=301).contains(&holds.settings) && (holds.wishes, holds.drafts) == (1, 1), "{holds:?}");
    assert_eq!(holds.bytes, fs::metadata(&copy).unwrap().len());
    assert_eq!(names(other.path()), ["copy"], "nothing is left beside it");
    assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    let before = fs::read(&copy).unwrap();
    assert!(matches!(back_up(&database, &copy), Err(BackupError::Exists(_))));

    let fresh = other.path().join("state/linli.sqlite");
    let restored = restore(&fresh, &copy, "now").unwrap();
    assert_eq!((restored.holds, restored.before), (holds.clone(), None));
    assert_eq!(fs::read(&copy).unwrap(), before, "the copy stays as it is");
    let store = Store::open(&fresh).unwrap();
    assert_eq!(store.preferences(chat(7)).unwrap().as_deref(), Some("{\"brief\":true}"));
    let found = store.run_blocking(|connection| {
        connection
            .query_row("SELECT place FROM subscriptions WHERE chat = 'telegram:7'", [], |row| row.get(0))
    });
    assert_eq!(found.map(|place: String| place).unwrap(), "平城区");
}

#[test]
fn what_gives_way_is_put_aside_each_time_and_no_journal_of_it_is_left() {
    let (folder, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let database = folder.path().join("linli.sqlite");
    let copy = other.path().join("copy");
    let store = filled(folder.path());
    back_up(&database, &copy).unwrap();
    store.prefer(chat(8), "{}".to_owned()).unwrap();
    assert!(matches!(restore(&database, &copy, "now"), Err(BackupError::InUse(_))), "somebody has it open");
    assert!(store.close(PATIENCE));
    let turn = ServiceLock::take(&database).unwrap();
    assert!(matches!(restore(&database, &copy, "now"), Err(BackupError::InUse(_))), "a bot has the turn");
    drop(turn);
    for name in ["linli.sqlite.before-restore-now", "linli.sqlite.before-restore-now-1"] {
        let before = restore(&database, &copy, "now").unwrap().before.unwrap();
        assert_eq!(before, folder.path().join(name));
    }
    assert_eq!(counts(&folder.path().join("linli.sqlite.before-restore-now")), (2, 1, 1));
    assert_eq!(counts(&database), (1, 1, 1));
    let mut left = names(folder.path());
    left.retain(|name| !name.contains("before-restore"));
    assert_eq!(left, ["linli.lock", "linli.sqlite"]);
}

#[test]
fn what_is_no_sound_copy_changes_nothing() {
    let (folder, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let database = folder.path().join("linli.sqlite");
    assert!(filled(folder.path()).close(PATIENCE));
    let at = |name: &str| other.path().join(name);
    back_up(&database, &at("sound")).unwrap();
    let sound = fs::read(at("sound")).unwrap();
    let changed = |name: &str, sql: &str| {
        fs::write(at(name), &sound).unwrap();
        Connection::open(at(name)).unwrap().execute_batch(sql).unwrap();
    };
    changed("newer", "PRAGMA user_version = 99");
    changed("other", "PRAGMA application_id = 5");
    fs::write(at("text"), "no database, but long enough to be looked at as one".repeat(90)).unwrap();
    fs::write(at("empty"), "").unwrap();
    fs::write(at("cut"), sound.get(..sound.len() / 2).unwrap()).unwrap();
    let mut flipped = sound.clone();
    // The page of the table of subscriptions loses its head.
    let middle = sound.len() / 2 / 4096 * 4096;
    flipped.get_mut(middle..middle + 64).unwrap().fill(0xff);
    fs::write(at("flipped"), flipped).unwrap();
    fs::create_dir(at("folder")).unwrap();
    let before = fs::read(&database).unwrap();
    for name in ["newer", "other", "text", "empty", "cut", "flipped", "folder", "missing"] {
        let error = restore(&database, &at(name), "now").unwrap_err();
        let expected = matches!(error, BackupError::Unsound { .. } | BackupError::NoCopy { .. })
            || (name == "folder" && matches!(error, BackupError::Failed { .. }));
        assert!(expected, "{name}: {error}");
        assert!(fs::read(&database).unwrap() == before, "{name} has changed the database");
    }
    assert_eq!(names(folder.path()), ["linli.lock", "linli.sqlite"]);
    assert!(matches!(restore(&database, &database, "now"), Err(BackupError::Itself(_))));
    assert!(matches!(back_up(&at("none"), &at("copy")), Err(BackupError::NoDatabase(_))));
}

#[test]
fn a_copy_by_hand_with_its_journal_comes_back_whole() {
    let (folder, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    // Nothing is swept meanwhile: as after a kill.
    let timing = writer::Timing { idle: Duration::from_secs(3600), ..writer::Timing::default() };
    let store = Store::open_with(&folder.path().join("linli.sqlite"), timing).unwrap();
    store.prefer(chat(7), "{}".to_owned()).unwrap();
    store.run_blocking(fill).unwrap();
    for name in ["linli.sqlite", "linli.sqlite-wal"] {
        fs::copy(folder.path().join(name), other.path().join(name)).unwrap();
    }
    let fresh = other.path().join("state/linli.sqlite");
    let holds = restore(&fresh, &other.path().join("linli.sqlite"), "now").unwrap().holds;
    assert_eq!((holds.settings, holds.wishes, holds.drafts), (1, 1, 1));
    assert_eq!(counts(&fresh), (1, 1, 1));
}

#[test]
fn a_damaged_database_gives_way_too() {
    let (folder, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let database = folder.path().join("linli.sqlite");
    assert!(filled(folder.path()).close(PATIENCE));
    let copy = other.path().join("copy");
    back_up(&database, &copy).unwrap();
    fs::write(&database, "not a database any more".repeat(500)).unwrap();
    fs::write(folder.path().join("linli.sqlite-wal"), "nor this").unwrap();
    let before = restore(&database, &copy, "now").unwrap().before.unwrap();
    assert!(fs::read(before).unwrap().starts_with(b"not a database"));
    assert_eq!(counts(&database), (1, 1, 1));
    assert!(folder.path().join("linli.sqlite.before-restore-now-wal").exists());
}
