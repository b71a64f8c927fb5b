//! Several processes on one folder, and one state for several folders.

use linli::knowledge_base::{KnowledgeBase, KnowledgeBaseOptions, RefreshPolicy};

use crate::workplace::{TODAY, Workplace};

#[test]
fn while_another_process_writes_the_last_commit_answers() {
    let place = Workplace::with_notices();
    let writer = place.open();
    place.notice("glasses", "上门修眼镜", "文华苑社区每月5日免费修眼镜。");
    let ended = place.run(&["ask", "--json", "--today", TODAY, "平城区哪里免费理发", "哪里修眼镜"]);
    assert_eq!(ended.code, Some(0));
    assert!(ended.err.contains("another process"), "{}", ended.err);
    let lines = ended.json();
    assert_eq!(lines[0]["passages"][0]["article"], "haircut");
    assert_ne!(lines[1]["outcome"], "answered", "not yet committed");
    let index = place.run(&["index"]);
    assert_eq!(index.code, Some(2), "{index:?}");
    writer.reload().unwrap();
    let ended = place.run(&["ask", "--json", "--today", TODAY, "哪里修眼镜"]);
    assert_eq!(ended.json()[0]["passages"][0]["article"], "glasses");
    drop(writer);
    let ended = place.run(&["ask", "--today", TODAY, "哪里修眼镜"]);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
}

#[test]
fn another_folder_gets_its_own_part_of_the_state() {
    let place = Workplace::with_notices();
    place.write("other/articles/food.md", "---\ntitle: \"老年食堂\"\npublished: 2024-10-18\nsource: \"邻里小报\"\nplaces: [\"山西省/大同市/平城区\"]\n---\n\n平城区老年食堂每天中午开饭，十块钱一份。\n");
    let ask = |folder: &str| {
        let lines = place.run(&["ask", "--json", "--knowledge", folder, "老年食堂", "免费理发"]).json();
        lines.iter().map(|line| line["passages"][0]["article"].clone()).collect::<Vec<_>>()
    };
    let once = (ask("knowledge"), ask("other"));
    assert_eq!(once.1[0], "food");
    assert_eq!(once.0[1], "haircut");
    assert_eq!((ask("knowledge"), ask("other")), once);
    let folders = std::fs::read_dir(place.path("state")).unwrap().count();
    assert_eq!(folders, 2);
}

#[test]
fn later_means_from_the_last_commit() {
    let place = Workplace::with_notices();
    drop(place.open());
    place.notice("glasses", "上门修眼镜", "文华苑社区每月5日免费修眼镜。");
    let later = KnowledgeBaseOptions { refresh: RefreshPolicy::Later, ..place.options() };
    let (knowledge, _) = KnowledgeBase::open(&later).unwrap();
    assert_eq!(knowledge.article_count(), 3);
    assert_eq!(knowledge.reload().unwrap().added, 1);
    assert_eq!(knowledge.article_count(), 4);
}
