//! The folder changes while the program runs: a reload takes all of it or nothing.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Child, Stdio},
};

use linli::{
    answer::OutcomeKind,
    article::ArticleId,
    diagnostic::Severity,
    knowledge_base::{KnowledgeBase, LoadReport, OpenError},
};

use crate::workplace::{Workplace, ask, first, shipped};

fn ids(knowledge: &KnowledgeBase) -> BTreeSet<String> {
    let all = linli::knowledge_base::Newest { limit: 1000, ..Default::default() };
    let passages = knowledge.latest(&all, "2024-11-01".parse().unwrap());
    passages.into_iter().map(|passage| passage.article.to_string()).collect()
}

fn counts(report: &LoadReport) -> [usize; 4] {
    [report.added, report.changed, report.removed, report.articles]
}

#[test]
fn adds_edits_deletes_and_renames_follow() {
    let place = Workplace::with_notices();
    let knowledge = place.open();
    assert_eq!(first(&ask(&knowledge, "哪里免费理发")), Some("haircut"));
    assert_eq!(counts(&knowledge.reload().unwrap()), [0, 0, 0, 3], "nothing has changed");

    place.notice("glasses", "眼镜店上门修眼镜", "平城区每月5日有师傅在文华苑社区免费修眼镜。");
    assert_eq!(counts(&knowledge.reload().unwrap()), [1, 0, 0, 4]);
    assert_eq!(first(&ask(&knowledge, "哪里修眼镜")), Some("glasses"));

    place.notice("haircut", "振兴街社区改成每周五免费理发", "振兴街社区从11月起改为每周五上午免费理发。");
    assert_eq!(counts(&knowledge.reload().unwrap()), [0, 1, 0, 4]);
    assert!(ask(&knowledge, "哪里免费理发").passages[0].text.contains("每周五"));

    fs::remove_file(place.path("knowledge/articles/shoes.md")).unwrap();
    assert_eq!(counts(&knowledge.reload().unwrap()), [0, 0, 1, 3]);
    assert_ne!(first(&ask(&knowledge, "哪里修鞋配钥匙")), Some("shoes"));

    fs::rename(place.path("knowledge/articles/glasses.md"), place.path("knowledge/articles/eyes.md"))
        .unwrap();
    knowledge.reload().unwrap();
    assert_eq!(first(&ask(&knowledge, "哪里修眼镜")), Some("eyes"));
    assert_eq!(ids(&knowledge), BTreeSet::from(["eyes", "haircut", "pressure"].map(str::to_owned)));
    assert!(knowledge.article(&ArticleId("glasses".to_owned())).is_none());
}

#[test]
fn a_touched_file_is_read_and_not_indexed_again() {
    let place = Workplace::with_notices();
    let knowledge = place.open();
    let path = place.path("knowledge/articles/haircut.md");
    let text = fs::read(&path).unwrap();
    fs::write(&path, text).unwrap();
    assert_eq!(counts(&knowledge.reload().unwrap()), [0, 0, 0, 3]);
}

#[test]
fn a_broken_file_keeps_the_rest() {
    let place = Workplace::with_notices();
    let knowledge = place.open();
    place.write("knowledge/articles/broken.md", b"\x00\x01\xff\xfe\x00 no notice");
    place.write("knowledge/articles/open.md", "---\ntitle: \"没有关上\n正文");
    place.write("knowledge/pages/scan.pdf", b"%PDF-1.4 nothing in it");
    place.notice("glasses", "上门修眼镜", "文华苑社区每月5日免费修眼镜。");
    let report = knowledge.reload().unwrap();
    let errors: BTreeSet<&str> = report
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| problem.file.as_str())
        .collect();
    assert!(errors.contains("articles/broken.md") && errors.contains("pages/scan.pdf"), "{errors:?}");
    assert_eq!(first(&ask(&knowledge, "哪里修眼镜")), Some("glasses"));
    assert_eq!(first(&ask(&knowledge, "哪里免费理发")), Some("haircut"));
}

#[test]
fn a_folder_that_vanishes_leaves_the_old_knowledge() {
    let place = Workplace::with_notices();
    let knowledge = place.open();
    let (here, gone) = (place.path("knowledge"), place.path("elsewhere"));
    fs::rename(&here, &gone).unwrap();
    assert!(matches!(knowledge.reload(), Err(OpenError::Folder { .. })));
    assert_eq!(first(&ask(&knowledge, "哪里免费理发")), Some("haircut"));
    fs::rename(&gone, &here).unwrap();
    assert_eq!(counts(&knowledge.reload().unwrap()), [0, 0, 0, 3]);
}

#[test]
fn a_folder_that_vanishes_while_it_is_read_never_empties_the_answers() {
    let place = Workplace::with_notices();
    let knowledge = place.open();
    let (here, gone) = (place.path("knowledge"), place.path("elsewhere"));
    std::thread::scope(|scope| {
        let mover = scope.spawn(|| {
            for _ in 0..200 {
                fs::rename(&here, &gone).unwrap();
                fs::rename(&gone, &here).unwrap();
            }
        });
        while !mover.is_finished() {
            if let Ok(report) = knowledge.reload() {
                // Every file may have been missed in a scan; a folder that is there again counts as it is then.
                assert!(report.articles <= 3);
            }
            assert!(ask(&knowledge, "哪里免费理发").passages.len() <= 3);
        }
    });
    knowledge.reload().unwrap();
    assert_eq!(first(&ask(&knowledge, "哪里免费理发")), Some("haircut"));
    assert_eq!(knowledge.article_count(), 3);
}

#[test]
fn an_index_that_grew_answers_like_a_fresh_one() {
    let (grown, fresh) = (Workplace::new(), Workplace::new());
    let knowledge = grown.open();
    let mut notices: Vec<_> = walk(&shipped().join("articles"));
    notices.sort();
    for (step, path) in notices.iter().enumerate() {
        let text = fs::read_to_string(path).unwrap();
        let name = format!("knowledge/articles/{step:02}.md");
        // First an early version, some of them gone again for a while, then the final one.
        grown.write(&name, text.replace("社区", "小区"));
        fresh.write(&name, &text);
        if step % 5 == 4 {
            knowledge.reload().unwrap();
            fs::remove_file(grown.path(&format!("knowledge/articles/{:02}.md", step - 2))).unwrap();
            knowledge.reload().unwrap();
        }
    }
    for (step, path) in notices.iter().enumerate() {
        grown.write(&format!("knowledge/articles/{step:02}.md"), fs::read_to_string(path).unwrap());
    }
    knowledge.reload().unwrap();
    let other = fresh.open();
    assert_eq!(ids(&knowledge), ids(&other));
    let questions = fs::read_to_string(shipped().join("cases/answerable.jsonl")).unwrap();
    for line in questions.lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let question = case["q"].as_str().unwrap();
        let (one, two) = (ask(&knowledge, question), ask(&other, question));
        let brief = |answer: &linli::answer::Answer| {
            (answer.kind(), answer.missing(), first(answer).map(str::to_owned))
        };
        assert_eq!(brief(&one), brief(&two), "{question}");
        let apart = (one.confidence - two.confidence).abs();
        assert!(apart < 0.02, "{question}: {} and {}", one.confidence, two.confidence);
    }
}

/// All files; a folder that has just gone is empty.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn a_killed_index_run_does_no_harm() {
    let place = Workplace::with_notices();
    let write = |round: usize| {
        for number in 0..100 {
            let title = format!("第{number}号通知");
            place.notice(
                &format!("more/{number:03}"),
                &title,
                &format!("平城区里的第{round}件小事，供大家知道。"),
            );
        }
    };
    for round in 0..9 {
        write(round);
        let child = place.command(&["index"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        kill_at(child, round, &place.path("state"));
    }
    let knowledge = place.open();
    assert_eq!(knowledge.article_count(), 103);
    let answer = ask(&knowledge, "哪里免费理发");
    assert_eq!((answer.kind(), first(&answer)), (OutcomeKind::Answered, Some("haircut")));
    assert!(knowledge.article(&ArticleId("more/000".to_owned())).unwrap().body.contains("第8件"));
}

/// Kills it as soon as its folder has looked different so many times, or when it has ended.
fn kill_at(mut child: Child, changes: usize, state: &Path) {
    let mut seen = BTreeSet::new();
    while seen.len() < changes && child.try_wait().unwrap().is_none() {
        seen.insert(walk(state));
    }
    child.kill().unwrap();
    child.wait().unwrap();
}
