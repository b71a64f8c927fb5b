//! The state folder is damaged, read-only or away: what is there answers, what is damaged is made anew from the folder.

use std::{
    fs,
    path::{Path, PathBuf},
};

use linli::{
    answer::OutcomeKind,
    knowledge_base::{KnowledgeBase, KnowledgeBaseOptions, OpenError, RefreshPolicy},
};

use crate::workplace::{Workplace, ask, first};

const QUESTION: &str = "哪里免费理发";

/// The folder of the one index of a workplace.
fn home(place: &Workplace) -> PathBuf {
    let folders = fs::read_dir(place.path("state")).unwrap().map(|entry| entry.unwrap().path());
    folders.into_iter().find(|path| path.is_dir()).unwrap()
}

/// The generation that stands.
fn standing(home: &Path) -> PathBuf {
    let standing: serde_json::Value =
        serde_json::from_slice(&fs::read(home.join("standing")).unwrap()).unwrap();
    home.join(format!("index-{}", standing["current"]))
}

fn options(place: &Workplace, refresh: RefreshPolicy) -> KnowledgeBaseOptions {
    KnowledgeBaseOptions { refresh, ..place.options() }
}

fn flip(path: &Path, at: impl Fn(usize) -> usize) {
    let mut bytes = fs::read(path).unwrap();
    let at = at(bytes.len());
    bytes[at] ^= 0x10;
    // Another file under the name: a former generation may share the old one.
    fs::remove_file(path).unwrap();
    fs::write(path, bytes).unwrap();
}

type Damage = fn(&Path);

/// Each kind of damage that a file can have.
const KINDS: [(&str, Damage); 5] = [
    ("flipped first", |path| flip(path, |_| 0)),
    ("flipped", |path| flip(path, |length| length / 2)),
    ("cut", |path| {
        let bytes = fs::read(path).unwrap();
        fs::remove_file(path).unwrap();
        fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
    }),
    ("empty", |path| {
        fs::remove_file(path).unwrap();
        fs::write(path, "").unwrap();
    }),
    ("gone", |path| fs::remove_file(path).unwrap()),
];

#[test]
fn every_damaged_file_of_an_index_is_found_and_the_index_made_anew() {
    let place = Workplace::with_notices();
    drop(place.open());
    let home = home(&place);
    let names: Vec<String> = fs::read_dir(standing(&home))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".lock"))
        .collect();
    for wanted in ["meta.json", "words.json", "seal", "format", ".managed.json"] {
        assert!(names.iter().any(|name| name == wanted), "{wanted} is not among {names:?}");
    }
    assert!(names.len() > 8, "{names:?}");
    // Segments have another name each time: they are taken by their kind.
    let kinds: Vec<&str> = names
        .iter()
        .map(|name| Path::new(name).extension().map_or(name.as_str(), |e| e.to_str().unwrap()))
        .collect();
    for (at, kind) in kinds.into_iter().enumerate() {
        // Two kinds of damage for each file, all kinds over all files.
        for (what, damage) in [KINDS[1], KINDS[at % KINDS.len()]] {
            let folder = standing(&home);
            let file = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).find(|path| {
                path.file_name().unwrap() == kind || path.extension().is_some_and(|e| e == kind)
            });
            let file = file.unwrap_or_else(|| panic!("no {kind} in {folder:?}"));
            damage(&file);
            let (knowledge, report) = KnowledgeBase::open(&options(&place, RefreshPolicy::IfQuick)).unwrap();
            assert!(report.made_anew, "{kind} {what}: {report:?}");
            assert!(report.notes.iter().any(|note| note.contains("damaged")), "{kind} {what}: {report:?}");
            assert_eq!(knowledge.article_count(), 3, "{kind} {what}");
            assert_eq!(first(&ask(&knowledge, QUESTION)), Some("haircut"), "{kind} {what}");
        }
    }
    let (_, report) = KnowledgeBase::open(&options(&place, RefreshPolicy::IfQuick)).unwrap();
    assert!(!report.made_anew && report.notes.is_empty(), "{report:?}");
}

#[test]
fn a_damaged_note_of_what_stands_is_got_over_and_nothing_that_is_whole_is_deleted_for_it() {
    let cases: [(&str, Damage); 5] = [
        ("garbage", |home| fs::write(home.join("standing"), "garbage").unwrap()),
        ("empty", |home| fs::write(home.join("standing"), "").unwrap()),
        ("away", |home| fs::remove_file(home.join("standing")).unwrap()),
        ("another", |home| {
            fs::write(home.join("standing"), "{\"current\":77,\"former\":null,\"held\":false}").unwrap()
        }),
        ("no generation", |home| fs::remove_dir_all(standing(home)).unwrap()),
    ];
    for (what, damage) in cases {
        let place = Workplace::with_notices();
        drop(place.open());
        damage(&home(&place));
        let (knowledge, report) = KnowledgeBase::open(&options(&place, RefreshPolicy::IfQuick)).unwrap();
        assert!(report.made_anew, "{what}: {report:?}");
        assert_eq!(first(&ask(&knowledge, QUESTION)), Some("haircut"), "{what}");
        // While it serves.
        fs::write(home(&place).join("standing"), "garbage").unwrap();
        assert!(!knowledge.is_held());
        place.notice("glasses", "眼镜店上门修眼镜", "平城区每月5日有师傅在文华苑社区免费修眼镜。");
        assert_eq!(knowledge.reload().unwrap().added, 1, "{what}");
        assert_eq!(first(&ask(&knowledge, "哪里修眼镜")), Some("glasses"), "{what}");
        assert!(knowledge.roll_back().unwrap(), "{what}");
    }
}

#[test]
fn a_reload_on_damaged_ground_begins_anew() {
    let place = Workplace::with_notices();
    let knowledge = place.open();
    // Nothing can be linked or opened any more; what is in memory answers.
    fs::remove_file(standing(&home(&place)).join("meta.json")).unwrap();
    assert_eq!(first(&ask(&knowledge, QUESTION)), Some("haircut"));
    place.notice("glasses", "眼镜店上门修眼镜", "平城区每月5日有师傅在文华苑社区免费修眼镜。");
    let report = knowledge.reload().unwrap();
    assert_eq!((report.made_anew, report.articles), (true, 4));
    assert_eq!(first(&ask(&knowledge, "哪里修眼镜")), Some("glasses"));
    assert_eq!(first(&ask(&knowledge, QUESTION)), Some("haircut"));
    assert!(!knowledge.roll_back().unwrap(), "what was damaged is nothing to go back to");
}

#[test]
fn damaged_former_knowledge_is_not_gone_back_to() {
    let place = Workplace::with_notices();
    let knowledge = place.open();
    let former = standing(&home(&place));
    place.notice("glasses", "眼镜店上门修眼镜", "平城区每月5日有师傅在文华苑社区免费修眼镜。");
    knowledge.reload().unwrap();
    flip(&former.join("words.json"), |length| length / 2);
    assert!(matches!(knowledge.roll_back(), Err(OpenError::Damaged { .. })));
    assert_eq!(first(&ask(&knowledge, "哪里修眼镜")), Some("glasses"));
}

#[test]
fn who_may_not_write_names_the_damage_and_the_remedy() {
    let place = Workplace::with_notices();
    let writer = place.open();
    flip(&standing(&home(&place)).join("words.json"), |length| length / 2);
    let ended = place.run(&["ask", QUESTION]);
    assert_eq!((ended.code, ended.err.lines().count()), (Some(2), 1), "{ended:?}");
    assert!(ended.err.contains("damaged") && ended.err.contains("another process"), "{ended:?}");
    drop(writer);
    let ended = place.run(&["ask", QUESTION]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.err.contains("was damaged") && ended.out.contains("理发"), "{ended:?}");
}

#[test]
fn a_state_folder_that_cannot_be_written_still_answers() {
    let place = Workplace::with_notices();
    drop(place.open());
    let home = home(&place);
    // Whoever runs the tests may write everywhere: folders stand where files would be written.
    let lock = standing(&home).join(".tantivy-meta.lock");
    for path in [&home.join("lock"), &lock] {
        let _ = fs::remove_file(path);
        fs::create_dir(path).unwrap();
    }
    for command in ["ask", "chat"] {
        let ended = if command == "ask" {
            place.run(&["ask", QUESTION])
        } else {
            place.run_with(&["chat"], QUESTION.as_bytes())
        };
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert!(ended.out.contains("理发"), "{ended:?}");
        assert!(
            ended.err.contains("cannot write the state folder") && ended.err.lines().count() == 1,
            "{ended:?}"
        );
    }
    let ended = place.run(&["index"]);
    assert_eq!((ended.code, ended.err.lines().count()), (Some(2), 1), "{ended:?}");
    assert!(ended.err.contains("cannot write the state folder"), "{ended:?}");
}

#[test]
fn without_a_state_folder_at_all_one_line_says_so_and_check_needs_none() {
    let place = Workplace::with_notices();
    place.write("state", "a file in the place of the folder");
    for command in ["ask", "chat", "index", "latest"] {
        let ended = place.run(&[command]);
        assert_eq!((ended.code, ended.err.lines().count()), (Some(2), 1), "{command}: {ended:?}");
        assert!(ended.err.contains("cannot write the state folder"), "{command}: {ended:?}");
    }
    assert_eq!(place.run(&["check"]).code, Some(0));
}

#[test]
fn while_the_state_folder_is_away_what_is_there_answers_and_the_right_folder_is_named() {
    let place = Workplace::with_notices();
    let knowledge = place.open();
    let home = home(&place);
    let away = place.path("away");
    fs::rename(&home, &away).unwrap();
    place.notice("glasses", "眼镜店上门修眼镜", "平城区每月5日有师傅在文华苑社区免费修眼镜。");
    for _ in 0..2 {
        let error = knowledge.reload().unwrap_err();
        assert!(matches!(&error, OpenError::State { path, .. } if *path == home), "{error}");
    }
    // A file in its place is no better.
    fs::write(&home, "").unwrap();
    assert!(matches!(knowledge.reload(), Err(OpenError::State { .. })));
    let answer = ask(&knowledge, QUESTION);
    assert_eq!((answer.kind(), first(&answer)), (OutcomeKind::Answered, Some("haircut")));
    fs::remove_file(&home).unwrap();
    fs::rename(&away, &home).unwrap();
    assert_eq!(knowledge.reload().unwrap().added, 1);
    assert_eq!(first(&ask(&knowledge, "哪里修眼镜")), Some("glasses"));
}
