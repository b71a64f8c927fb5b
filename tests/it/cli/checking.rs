//! `check` and `index`: problems with file, line and remedy, of every kind of file.

use super::{fields, keys};
use crate::workplace::Workplace;

#[test]
fn problems_of_every_kind_of_file_are_told() {
    let place = Workplace::with_notices();
    place.write(
        "knowledge/articles/late.md",
        "---\ntitle: \"晚了\"\npublished: 2024-13-45\n---\n\n平城区的一件小事，供大家知道。\n",
    );
    place.write("knowledge/services.toml", "[[service]\nname = ");
    place.write("knowledge/synonyms.toml", "[[synonym]]\nsay = [\"剃头\"]\n");
    place.write("knowledge/emergencies.toml", "nonsense");
    place.write("knowledge/hotlines.toml", "[[hotline]]\nnumber = \"12\"\n");
    place.write("knowledge/places/streets.csv", "code,name,parent\nx\n");
    place.write("knowledge/cases/mine.jsonl", "{\"q\":\"理发\",\"article\":\"gone\"}\n[]\n");
    place.write("knowledge/pages/scan.jpg", "x");
    place.write("knowledge/stray.md", "x");
    let ended = place.run(&["check", "--json"]);
    assert_eq!(ended.code, Some(1));
    let problems = ended.json();
    for problem in &problems {
        assert_eq!(keys(problem), fields("severity file line problem remedy"));
        assert!(["error", "warning"].contains(&problem["severity"].as_str().unwrap()), "{problem}");
        assert!(!problem["remedy"].as_str().unwrap().is_empty(), "{problem}");
    }
    let files = [
        "articles/late.md",
        "services.toml",
        "synonyms.toml",
        "emergencies.toml",
        "hotlines.toml",
        "places/streets.csv",
        "cases/mine.jsonl",
        "pages/scan.jpg",
        "stray.md",
    ];
    for file in files {
        assert!(problems.iter().any(|problem| problem["file"] == file), "nothing on {file}: {problems:#?}");
    }
    let of_cases: Vec<u64> = problems
        .iter()
        .filter(|problem| problem["file"] == "cases/mine.jsonl")
        .map(|problem| problem["line"].as_u64().unwrap())
        .collect();
    assert_eq!(of_cases, [1, 2]);
    let text = place.run(&["check"]);
    assert!(text.out.contains("错误  articles/late.md:3") && text.out.contains("→"), "{}", text.out);
    let asked = place.run(&["ask", "--json", "哪里免费理发"]);
    assert_eq!(asked.json()[0]["passages"][0]["article"], "haircut", "the rest is used");
    assert!(asked.err.contains("linli check"), "{}", asked.err);
}

#[test]
fn a_sound_folder_has_none() {
    let ended = Workplace::with_notices().run(&["check"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(0), "没有发现问题。\n"));
}

#[test]
fn the_index_says_what_it_took_up() {
    let place = Workplace::with_notices();
    assert!(place.run(&["index"]).out.starts_with("共 3 篇；新增 3，改动 0，移除 0"));
    let line = &place.run(&["index", "--json"]).json()[0];
    assert_eq!(keys(line), fields("articles added changed removed seconds"));
    assert_eq!((line["articles"].as_u64(), line["added"].as_u64()), (Some(3), Some(0)));
}
