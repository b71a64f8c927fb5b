//! One defect, one fixture: file, content, and what must be said about it.

use std::fs;

use jiff::civil::date;

use super::*;
use crate::intake::{
    Given, ReadContext,
    folder::{FileRole, FileStamp, scan},
    read_notice, read_page, read_text,
};

mod front_matter;

/// Content that has nothing wrong: the defect takes one part's place.
const GOOD: &str = "---\ntitle: 永泰街道免费理发\npublished: 2024-10-18\nsource: 邻里报\n---\n\n每周三上午九点，社区服务站免费给老人理发。\n";
const SENTENCE: &str = "每周三上午九点，社区服务站免费给老人理发。";
const OTHER: &str = "---\ntitle: 云冈区修鞋\npublished: 2024-10-01\nsource: 邻里报\n---\n\n每周四下午两点，云冈区广场有人免费修鞋。\n";

fn problems(files: &[(&str, &[u8])]) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().unwrap();
    for (file, content) in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    let (places, services) = (Places::builtin(), Services::builtin());
    let reading = ReadContext { places: &places, services: &services };
    let scan = scan(folder.path()).unwrap();
    let read_one = |stamp: &FileStamp| {
        let bytes = fs::read(folder.path().join(&stamp.path)).unwrap();
        match stamp.role {
            FileRole::Page => read_page(&stamp.path, &bytes, &Given::default(), &reading),
            _ => read_notice(&stamp.path, &bytes, &reading),
        }
    };
    let of = |roles: &'static [FileRole]| scan.files.iter().filter(move |file| roles.contains(&file.role));
    let read: Vec<ReadFile> = of(&[FileRole::Notice, FileRole::Page]).map(read_one).collect();
    let cases = of(&[FileRole::Cases]).filter_map(|stamp| {
        Some(CasesFile { file: stamp.path.clone(), text: read_text(folder.path(), stamp).0? })
    });
    let cases: Vec<CasesFile> = cases.collect();
    let known = CheckContext { services: &services, places: &places, today: date(2024, 12, 1) };
    check(&scan, &read, &cases, &known)
}

/// The only problem of the folder is in the first file, says `problem`, at `line` (0: none), and has a remedy.
fn expect(files: &[(&str, &[u8])], severity: &str, line: u32, problem: &str) {
    let found = problems(files);
    let shown = String::from_utf8_lossy(files[0].1);
    assert_eq!(found.len(), 1, "{problem}\n{shown}\n{found:#?}");
    assert!(found[0].problem.contains(problem), "{problem}: {found:?}");
    let severity_found =
        if found[0].severity == crate::diagnostic::Severity::Error { "error" } else { "warning" };
    assert_eq!(
        (severity_found, found[0].line.unwrap_or(0), found[0].file.as_str()),
        (severity, line, files[0].0),
        "{found:?}"
    );
    assert!(!found[0].remedy.is_empty());
}

#[test]
fn a_good_folder_has_no_problems() {
    let cases = "{\"q\": \"哪里免费理发\", \"article\": \"a\", \"answer\": \"每周三上午九点\"}\n\n{\"q\": \"哪里学车\", \"article\": null}\n";
    let page =
        "---\nsource: 邻里报\npublished: 2024-10-18\nplace: 平城区\n---\n社区免费量血压的时间是每周五。\n";
    let found = problems(&[
        ("articles/a.md", GOOD.as_bytes()),
        ("articles/b/c.md", OTHER.as_bytes()),
        ("pages/001.txt", page.as_bytes()),
        ("cases/x.jsonl", cases.as_bytes()),
    ]);
    assert_eq!(found, []);
}

#[test]
fn defects_of_a_notice() {
    let body = |text: &str| GOOD.replace("每周三上午九点，", text).into_bytes();
    let only = |text: &str| GOOD.replace("每周三上午九点，社区服务站免费给老人理发。\n", text).into_bytes();
    let gb18030 = encoding_rs::GB18030.encode(GOOD).0.into_owned();
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(GOOD.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let cases: Vec<(&str, Vec<u8>, &str, u32, &str)> = vec![
        ("articles/a.md", GOOD.replacen("\n---\n", "\n", 1).into_bytes(), "error", 1, "文件头没有结束"),
        ("articles/a.md", GOOD.replacen("---", "———", 1).into_bytes(), "warning", 1, "分隔线"),
        ("articles/a.md", "每周三免费理发。".into(), "error", 1, "没有文件头"),
        ("articles/a.md", "# 免费理发\n\n每周三上午在社区服务站。".into(), "warning", 1, "第一行的标题代替"),
        ("articles/a.md", only(""), "error", 6, "正文是空的"),
        ("articles/a.md", only("免费理发。"), "warning", 7, "正文太短"),
        ("articles/a.md", body("2024年10月18日（星期一）"), "warning", 7, "是星期五"),
        ("articles/a.md", body("身份证140202195001011234，"), "warning", 7, "身份证号"),
        ("articles/a.md", body("![海报](a.png)"), "warning", 7, "图片里的字"),
        ("articles/a.md", body("~~周二~~"), "warning", 7, "删除线"),
        ("articles/a.md", body("[注]: 免费\n\n"), "warning", 7, "[注]"),
        ("articles/a.md", body("\u{fffd}月"), "warning", 7, "1 个字读不出来"),
        ("articles/a.md", body("周\0三"), "warning", 7, "控制字符"),
        ("articles/a.md", body("周\u{202e}三"), "warning", 7, "控制字符"),
        ("articles/a.md", body("周&#8238;三"), "warning", 0, "控制字符"),
        ("articles/a.md", GOOD.replace(": 邻里报", ": \"邻里\\u202e报\"").into(), "warning", 0, "控制字符"),
        ("articles/a.md", only(&"社区免费理发。".repeat(28_572)), "error", 1, "文章太长"),
        ("articles/a.md", only(&"社区免费理发。\n".repeat(100_000)), "error", 0, "通知太长"),
        ("articles/a.md", format!("---\n{}---\n理发", "#\n".repeat(1_001)).into(), "error", 1, "文件头太长"),
        ("pages/1.txt", ("\n".repeat(100_001) + "理发").into_bytes(), "error", 0, "版面上的字太多"),
        ("articles/a.md", gb18030, "warning", 0, "GB18030"),
        ("articles/a.md", utf16, "warning", 0, "UTF-16"),
        ("articles/a.md", Vec::new(), "error", 0, "空的"),
        ("articles/a.md", vec![b'x'; 21 * 1024 * 1024], "error", 0, "太大"),
        ("articles/a.md", b"PK\x03\x04\0\0".to_vec(), "error", 0, "后缀不对"),
        ("articles/a.md", b"%PDF-1.4".to_vec(), "error", 0, "后缀不对"),
        ("articles/a.md", b"\xd0\xcf\x11\xe0".to_vec(), "error", 0, "旧版 Word"),
        ("articles/a.md", vec![1, 2, 3, 4, 0xff, 0xfe, 0], "error", 0, "不是文字文件"),
        ("articles/a.doc", b"x".to_vec(), "error", 0, "读不了"),
        ("articles/a.jpg", b"x".to_vec(), "error", 0, "图片"),
        ("articles/a.txt", b"x".to_vec(), "error", 0, "只放 .md"),
        ("articles/a.markdown", b"x".to_vec(), "error", 0, ".md"),
        ("a.md", GOOD.into(), "warning", 0, "放错了地方"),
        ("pages/a.md", GOOD.into(), "error", 0, "不放 .md"),
        ("notes/a.md", GOOD.into(), "warning", 0, "不会被读"),
        ("pages/1.txt", "---\nsource: 邻里报\n理发\n".into(), "error", 1, "文件头没有结束"),
        ("pages/1.txt", "---\nsource: 邻里报\npublished: 昨天\n---\n免费理发\n".into(), "error", 3, "读不懂"),
        (
            "pages/1.txt",
            "---\nsource: 邻里报\nplace: 火星区\n---\n免费理发\n".into(),
            "warning",
            3,
            "找不到地方",
        ),
        ("pages/1.txt", "——\n".into(), "error", 0, "没有文字"),
        ("pages/1.docx", b"broken".to_vec(), "error", 0, "Word 文档打不开"),
        ("pages/1.pdf", b"%PDF-broken".to_vec(), "error", 0, "PDF 打不开"),
        ("pages/1.html", b"<p></p>".to_vec(), "error", 0, "网页里没有文字"),
    ];
    for (file, content, severity, line, problem) in cases {
        expect(&[(file, &content)], severity, line, problem);
    }
}

#[test]
fn defects_between_files() {
    let extra = |key: &str| GOOD.replace("source: 邻里报\n", &format!("source: 邻里报\n{key}\n"));
    let other = |key: &str| OTHER.replace("source: 邻里报\n", &format!("source: 邻里报\n{key}\n"));
    let cases: Vec<(&str, String, &str, String, &str, u32, &str)> = vec![
        ("articles/b.md", GOOD.to_owned(), "articles/a.md", GOOD.to_owned(), "warning", 1, "同一条通知"),
        (
            "articles/a.md",
            GOOD.to_owned(),
            "pages/1.txt",
            format!("---\nsource: 邻里报\n---\n永泰街道免费理发\n\n{SENTENCE}"),
            "warning",
            1,
            "同一条通知",
        ),
        ("articles/b.md", OTHER.to_owned(), "articles/B.md", GOOD.to_owned(), "warning", 0, "大小写"),
        (
            "pages/1.txt",
            "修鞋的时间".to_owned(),
            "pages/1.html",
            format!("<p>{GOOD}</p>"),
            "error",
            0,
            "同名",
        ),
        (
            "articles/b.md",
            other("supersedes: a"),
            "articles/a.md",
            GOOD.to_owned(),
            "warning",
            5,
            "比这条还新",
        ),
        ("articles/b.md", other("supersedes: old/a"), "articles/a.md", GOOD.to_owned(), "error", 5, "不存在"),
        (
            "articles/b.md",
            other("replaces: pages/1#7"),
            "pages/1.txt",
            "修鞋的时间".to_owned(),
            "error",
            5,
            "不存在",
        ),
        (
            "cases/x.jsonl",
            "{\"q\": \"理发\", ".to_owned(),
            "articles/a.md",
            GOOD.to_owned(),
            "error",
            1,
            "JSON",
        ),
        (
            "cases/x.jsonl",
            "\n{\"article\": \"a\"}".to_owned(),
            "articles/a.md",
            GOOD.to_owned(),
            "error",
            2,
            "没有问题",
        ),
        (
            "cases/x.jsonl",
            "{\"q\": \"理发\"}".to_owned(),
            "articles/a.md",
            GOOD.to_owned(),
            "error",
            1,
            "article",
        ),
        (
            "cases/x.jsonl",
            "{\"q\": \"理发\", \"article\": 3}".to_owned(),
            "articles/a.md",
            GOOD.to_owned(),
            "error",
            1,
            "null",
        ),
        (
            "cases/x.jsonl",
            "{\"q\": \"理发\", \"article\": \"b\"}".to_owned(),
            "articles/a.md",
            GOOD.to_owned(),
            "error",
            1,
            "没有编号",
        ),
        (
            "cases/x.jsonl",
            "{\"q\": \"理发\", \"article\": \"a\", \"answer\": \"周日\"}".to_owned(),
            "articles/a.md",
            GOOD.to_owned(),
            "error",
            1,
            "没有 answer",
        ),
        (
            "cases/x.jsonl",
            "{\"q\": \"理发\", \"article\": null, \"today\": \"今天\"}".to_owned(),
            "articles/a.md",
            GOOD.to_owned(),
            "error",
            1,
            "today",
        ),
        (
            "cases/x.jsonl",
            "{\"q\": \"理发\", \"article\": null}\n{\"q\": \"理发\", \"article\": null}".to_owned(),
            "articles/a.md",
            GOOD.to_owned(),
            "warning",
            2,
            "已经有了",
        ),
    ];
    for (file, content, beside, neighbour, severity, line, problem) in cases {
        expect(&[(file, content.as_bytes()), (beside, neighbour.as_bytes())], severity, line, problem);
    }
    let circle = problems(&[
        ("articles/a.md", extra("supersedes: b").as_bytes()),
        ("articles/b.md", other("supersedes: a").as_bytes()),
    ]);
    assert!(
        circle.len() == 2 && circle.iter().all(|problem| problem.problem.contains("绕成了圈")),
        "{circle:?}"
    );
    let corrected = problems(&[
        ("articles/a.md", extra("replaces: pages/1#1").as_bytes()),
        ("pages/1.txt", "修鞋的时间".as_bytes()),
    ]);
    assert_eq!(corrected, []);
    let two_papers = problems(&[
        ("articles/a.md", GOOD.as_bytes()),
        ("articles/b.md", GOOD.replace("邻里报", "街坊报").as_bytes()),
    ]);
    assert_eq!(two_papers, []);
}
