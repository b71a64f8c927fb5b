//! Folders as operators leave them.

use super::*;

/// Files found, and `file: problem` of what was passed over.
fn check(files: &[&str], found: &[&str], problems: &[(&str, &str)]) {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }
    expect(folder.path(), found, problems);
}

fn expect(folder: &Path, found: &[&str], problems: &[(&str, &str)]) {
    let scan = scan(folder).unwrap();
    assert_eq!(scan.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), found);
    assert_eq!(scan.problems.len(), problems.len(), "{:?}", scan.problems);
    for (problem, (file, text)) in scan.problems.iter().zip(problems) {
        assert_eq!(problem.file, *file);
        assert!(problem.problem.contains(text), "{problem:?}");
    }
}

#[test]
fn every_kind_of_file_has_its_place() {
    check(
        &[
            "articles/2024/理发.md",
            "articles/a.MD",
            "pages/001.txt",
            "pages/x/2.docx",
            "services.toml",
            "places/a.csv",
            "cases/b.jsonl",
            "README.md",
        ],
        &[
            "articles/2024/理发.md",
            "articles/a.MD",
            "cases/b.jsonl",
            "pages/001.txt",
            "pages/x/2.docx",
            "places/a.csv",
            "services.toml",
        ],
        &[],
    );
}

#[test]
fn leftovers_are_passed_over_in_silence() {
    check(
        &[
            "articles/.a.md.swp",
            "articles/a.md~",
            "articles/~$通知.docx",
            "articles/.git/x.md",
            "articles/b.tmp",
            "pages/.DS_Store",
            "pages/#1.txt#",
        ],
        &[],
        &[],
    );
}

#[test]
fn what_cannot_be_used_is_named() {
    check(
        &[
            "articles/a.doc",
            "articles/b.txt",
            "pages/c.jpg",
            "pages/d.md",
            "x.md",
            "more/1.md",
            "more/2.md",
            "pages/e.zip",
            "pages/f.xlsx",
        ],
        &[],
        &[
            ("articles/a.doc", "读不了"),
            ("articles/b.txt", "只放 .md"),
            ("more/1.md", "不会被读"),
            ("pages/c.jpg", "图片"),
            ("pages/d.md", "不放 .md"),
            ("pages/e.zip", "压缩包"),
            ("pages/f.xlsx", "表格"),
            ("x.md", "放错"),
        ],
    );
}

#[test]
fn files_of_one_id_do_not_both_count() {
    check(&["pages/1.docx", "pages/1.txt"], &["pages/1.docx"], &[("pages/1.txt", "同名")]);
    check(
        &["articles/a.md", "articles/A.md"],
        &["articles/A.md", "articles/a.md"],
        &[("articles/a.md", "大小写")],
    );
}

#[cfg(unix)]
#[test]
fn a_name_that_misleads_is_not_read_and_not_repeated() {
    check(
        &["articles/a\u{202e}dm.md", "articles/b\n.md"],
        &[],
        &[("articles/adm.md", "看不见的符号"), ("articles/b .md", "看不见的符号")],
    );
}

#[cfg(unix)]
#[test]
fn links_that_loop_or_lead_nowhere_and_broken_names_are_problems() {
    use std::{
        ffi::OsStr,
        os::unix::{ffi::OsStrExt, fs::symlink},
    };
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir_all(&articles).unwrap();
    symlink(&articles, articles.join("again")).unwrap();
    symlink("gone.md", articles.join("link.md")).unwrap();
    fs::write(articles.join(OsStr::from_bytes(b"\xc9\xe7.md")), "x").unwrap();
    let mut problems = scan(folder.path()).unwrap().problems;
    problems.sort_by(|one, other| one.problem.cmp(&other.problem));
    let texts: Vec<&str> = problems.iter().map(|problem| problem.problem.as_str()).collect();
    assert_eq!(texts.len(), 3, "{texts:?}");
    assert!(
        texts[0].contains("绕回") && texts[1].contains("不见了") && texts[2].contains("编码"),
        "{texts:?}"
    );
    assert!(scan(&folder.path().join("nowhere")).is_err());
}
