//! Hostile files: each is named with a remedy, nothing of it lives on, and everything else goes on.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::PathBuf,
    process::Command,
    time::Duration,
};

use linli::{
    diagnostic::Diagnostic,
    intake::{FileBytes, FileRole, ForeignReader, Parsed},
    knowledge_base::{KnowledgeBase, KnowledgeBaseOptions},
    store::Store,
};
use serde_json::Value;

use crate::workplace::{Workplace, ask, first, reader};

/// A PDF of these objects; the first is the catalog.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let table = file.len();
    let size = objects.len() + 1;
    file.push_str(&format!("xref\n0 {size}\n0000000000 65535 f \n"));
    offsets.iter().for_each(|offset| file.push_str(&format!("{offset:010} 00000 n \n")));
    file.push_str(&format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
    file.into_bytes()
}

/// A page that draws an object that draws itself: the parser's stack overflows.
pub(crate) fn draws_itself() -> Vec<u8> {
    let resources = "/Resources << /XObject << /X 5 0 R >> >>";
    pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R {resources} >>"),
        "<< /Length 5 >>\nstream\n/X Do\nendstream".to_owned(),
        format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources} /Length 5 >>\nstream\n/X Do\nendstream"
        ),
    ])
}

/// A page whose fonts' table names two thousand million characters: gigabytes of memory.
pub(crate) fn names_every_character() -> Vec<u8> {
    let map = "begincmap\n1 begincodespacerange\n<00000000> <ffffffff>\nendcodespacerange\n\
               1 beginbfrange\n<00000000> <7fffffff> <0041>\nendbfrange\nendcmap";
    let content = "BT /F 9 Tf (a) Tj ET";
    pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{map}\nendstream", map.len()),
    ])
}

/// Three sound notices, and in `pages` and `articles` one of each kind that has broken something.
fn hostile() -> (Workplace, Vec<&'static str>) {
    let place = Workplace::with_notices();
    place.write("knowledge/pages/itself.pdf", draws_itself());
    place.write("knowledge/pages/characters.pdf", names_every_character());
    place.write("knowledge/pages/nested.html", format!("<p>理发{}", "<s>理发".repeat(8_000)));
    place.write("knowledge/pages/broken.docx", "PK\u{3}\u{4}");
    assert!(Command::new("mkfifo").arg(place.path("knowledge/articles/pipe.md")).status().unwrap().success());
    symlink("/dev/zero", place.path("knowledge/articles/zero.md")).unwrap();
    let files = vec![
        "pages/itself.pdf",
        "pages/characters.pdf",
        "pages/nested.html",
        "pages/broken.docx",
        "articles/pipe.md",
        "articles/zero.md",
    ];
    (place, files)
}

/// The errors, by file, one each.
fn errors(problems: &[Diagnostic]) -> Vec<&str> {
    let errors = problems.iter().filter(|problem| problem.severity == linli::diagnostic::Severity::Error);
    errors.map(|problem| problem.file.as_str()).collect()
}

#[test]
fn every_such_file_is_named_and_the_rest_answers() {
    let (place, files) = hostile();
    let mut sorted = files.clone();
    sorted.sort_unstable();
    let (knowledge, report) = KnowledgeBase::open(&place.options()).unwrap();
    assert_eq!(errors(&report.problems), sorted, "{:#?}", report.problems);
    assert!(report.problems.iter().all(|problem| problem.remedy.starts_with('请')));
    assert_eq!(first(&ask(&knowledge, "哪里免费理发")), Some("haircut"));
    // A second look finds the same, and reads none of the files again: no program would be there for it.
    drop(knowledge);
    let gone = KnowledgeBaseOptions { reader: ForeignReader::new("/nowhere/linli"), ..place.options() };
    let (knowledge, again) = KnowledgeBase::open(&gone).unwrap();
    assert_eq!(again.problems, report.problems);
    let checked = knowledge.check("2024-11-01".parse().unwrap()).unwrap();
    assert_eq!(errors(&checked), sorted, "{checked:#?}");
    assert_eq!(knowledge.reload().unwrap().problems, report.problems);
}

#[test]
fn check_index_and_import_name_them() {
    let (place, files) = hostile();
    let checked = place.run(&["check", "--json"]);
    assert_eq!(checked.code, Some(1), "{checked:?}");
    let named: Vec<Value> = checked.json();
    for file in &files {
        assert!(named.iter().any(|problem| problem["file"] == *file), "{file}: {named:#?}");
    }
    let indexed = place.run(&["index"]);
    assert!(indexed.out.starts_with("共 3 篇"), "{indexed:?}");
    let asked = place.run(&["ask", "哪里免费理发"]);
    assert!(asked.out.contains("理发") && asked.err.contains("6 problems"), "{asked:?}");
    for file in &files {
        assert!(indexed.err.contains(file), "{file}: {}", indexed.err);
        let path = format!("knowledge/{file}");
        let imported = place.run(&["import", &path]);
        assert_eq!(imported.code, Some(1), "{file}: {imported:?}");
        assert!(imported.err.contains(&path) && imported.err.contains('请'), "{file}: {imported:?}");
    }
}

/// Reads a page with this shell script in the place of the program.
fn read_by(place: &Workplace, script: &str, within: Duration) -> Parsed {
    let path: PathBuf = place.path("reader.sh");
    place.write("reader.sh", format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    let reader = ForeignReader::new(path).within(within);
    reader.parse(&FileBytes { role: FileRole::Page, path: "pages/a.pdf", bytes: &[b' '; 200_000] })
}

#[test]
fn a_child_that_ends_badly_is_the_files_problem() {
    let (short, long) = (Duration::from_millis(300), Duration::from_secs(60));
    let cases = [
        ("cat >/dev/null; kill -9 $$", long, "出错退出"),
        ("kill -9 $$", long, "出错退出"),
        ("exit 3", long, "出错退出"),
        ("exec sleep 600", short, "很久"),
        ("cat >/dev/null; exec sleep 600 >/dev/null", short, "很久"),
        ("exec yes >&2", short, "很久"),
        ("exec yes", long, "太多"),
        ("cat >/dev/null; echo 理发", long, "不对头"),
        ("cat >/dev/null", long, "不对头"),
        ("cat >/dev/null; echo memory allocation of 9 bytes failed >&2; kill -6 $$", long, "内存"),
    ];
    let place = Workplace::new();
    for (script, within, said) in cases {
        let parsed = read_by(&place, script, within);
        let file = linli::intake::reader::finished(
            &FileBytes { role: FileRole::Page, path: "pages/a.pdf", bytes: b"" },
            parsed,
            &Default::default(),
            &linli::intake::ReadContext {
                places: &linli::places::Places::builtin(),
                services: &linli::services::Services::builtin(),
            },
        );
        assert!(file.articles.is_empty() && file.problems.len() == 1, "{script}: {file:?}");
        assert!(file.problems[0].problem.contains(said), "{script}: {:?}", file.problems);
        assert!(file.hash.is_some(), "it is not tried again: {script}");
    }
}

#[test]
fn the_child_gets_an_empty_environment_and_three_pipes() {
    let place = Workplace::new();
    let _knowledge = place.open();
    let _store = Store::open(&place.path("state/linli.sqlite")).unwrap();
    let out = place.path("seen");
    let seen = out.display();
    read_by(
        &place,
        &format!("cat >/dev/null; {{ cat /proc/$$/environ; pwd; ls -l /proc/$$/fd; }} >{seen} 2>/dev/null"),
        Duration::from_secs(60),
    );
    let text = fs::read_to_string(out).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "/", "no variable, and the root as its folder: {text}");
    let state = place.path("state");
    assert!(!text.contains(&*state.to_string_lossy()), "the index or the database is open: {text}");
    // The shell holds its script, what it left out, and the file into which it writes this.
    let known = ["pipe:", "/dev/null", "reader.sh", "seen"];
    let mut open = lines.iter().filter(|line| line.contains(" -> "));
    assert!(open.all(|line| known.iter().any(|known| line.contains(known))), "{text}");
}

#[test]
fn a_sound_file_comes_through_the_child_as_it_would_without() {
    let page = "<html><head><title>社区免费理发</title></head><body><h1>社区免费理发</h1>\
                <p>每周三上午九点到十一点，社区请来理发师傅，为六十岁以上的老人免费理发，请带上老年证到一楼大厅登记。</p>";
    let file = FileBytes { role: FileRole::Page, path: "pages/a.html", bytes: page.as_bytes() };
    let reading = linli::intake::ReadContext {
        places: &linli::places::Places::builtin(),
        services: &linli::services::Services::builtin(),
    };
    let here = linli::intake::read_page(file.path, file.bytes, &Default::default(), &reading);
    let there = reader().read(&file, &Default::default(), &reading);
    assert_eq!(there, here);
    assert_eq!(there.articles[0].title.as_deref(), Some("社区免费理发"));
    // Plain text that is longer than any page takes the same way.
    let long = "社区每周三上午免费理发。\n".repeat(20_000);
    let file = FileBytes { role: FileRole::Page, path: "pages/a.txt", bytes: long.as_bytes() };
    let there = reader().read(&file, &Default::default(), &reading);
    assert_eq!(there, linli::intake::read_page(file.path, file.bytes, &Default::default(), &reading));
}

#[test]
fn fields_longer_than_print_are_cut_or_dropped_and_said() {
    let place = Workplace::with_notices();
    let long = "长".repeat(600);
    let deep = "平城区/".repeat(40_000);
    place.write(
        "knowledge/articles/long.md",
        format!("---\ntitle: \"{long}\"\npublished: 2024-10-18\nsource: \"{long}\"\nplaces: [\"{deep}\"]\n---\n\n修钟表的师傅来了。\n"),
    );
    place.write(
        "knowledge/articles/body.md",
        format!("---\ntitle: \"长\"\n---\n\n{}", "长文。".repeat(70_000)),
    );
    let problems = KnowledgeBase::open(&place.options()).unwrap().1.problems;
    let said = |file: &str, line: Option<u32>, text: &str| {
        problems
            .iter()
            .any(|problem| problem.file == file && problem.line == line && problem.problem.contains(text))
    };
    assert!(said("articles/long.md", Some(2), "只用了前 500 个字"), "{problems:#?}");
    assert!(said("articles/long.md", Some(4), "只用了前 500 个字"), "{problems:#?}");
    assert!(said("articles/long.md", Some(5), "太长了"), "{problems:#?}");
    assert!(said("articles/body.md", Some(1), "文章太长"), "{problems:#?}");
}
