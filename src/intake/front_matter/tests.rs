//! Blocks as operators type them.

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> (Option<Split>, Vec<(Option<u32>, String)>) {
    let mut diagnostics = Diagnostics::new("x");
    let split = split(text, &mut diagnostics);
    (split, diagnostics.into_problems().into_iter().map(|problem| (problem.line, problem.problem)).collect())
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn list(items: &[&str]) -> Value {
    Value::List(items.iter().map(|item| (*item).to_owned()).collect())
}

#[test]
fn values_stay_as_written() {
    let cases = [
        ("2024-10-18", text("2024-10-18")),
        ("2024-10-18   # 批注", text("2024-10-18")),
        ("yes", text("yes")),
        ("03520000000", text("03520000000")),
        ("1e3", text("1e3")),
        ("\"免费：理发\"", text("免费：理发")),
        ("'它''s'", text("它's")),
        ("\"一\\n二 \\\" \\\\\"", text("一\n二 \" \\")),
        ("", text("")),
        ("~", text("")),
        ("[平城区, '云冈区']", list(&["平城区", "云冈区"])),
        ("\n  - 平城区\n  - 云冈区", list(&["平城区", "云冈区"])),
        ("\n- 平城区\n- 云冈区", list(&["平城区", "云冈区"])),
        ("|\n  第一行\n  第二行", text("第一行\n第二行\n")),
        ("https://a.cn/x#y", text("https://a.cn/x#y")),
    ];
    for (raw, value) in cases {
        let (split, problems) = read(&format!("---\ntitle: {raw}\n---\n正文"));
        let split = split.unwrap();
        assert_eq!(split.entries.unwrap()[0].value, value, "{raw}");
        assert!(problems.is_empty(), "{raw}: {problems:?}");
        assert_eq!(split.body, "正文");
    }
}

#[test]
fn slips_are_put_right_and_said() {
    let cases = [
        ("title：免费理发", text("免费理发"), "中文冒号"),
        ("title:免费理发", text("免费理发"), "少了一个空格"),
        ("title:\t免费理发", text("免费理发"), "Tab"),
        ("  title: 免费理发", text("免费理发"), "多了空格"),
        ("title: “免费理发”", text("免费理发"), "中文引号"),
        ("title: 通知: 免费理发", text("通知: 免费理发"), "特殊符号"),
        ("title: [重要]免费理发", text("[重要]免费理发"), "特殊符号"),
        ("title: \"免费\"理发", text("\"免费\"理发"), "特殊符号"),
        ("title: !免费 理发", text("!免费 理发"), "特殊符号"),
        ("title: @大家", text("@大家"), "特殊符号"),
        ("title: 免费理发 #3号楼", text("免费理发"), "批注"),
        ("title: 免费理发\ntitle: 修鞋", text("免费理发"), "写了两次"),
        ("title:\n\t- 免费理发", list(&["免费理发"]), "Tab"),
        ("title: 免费理发\n随便一句", text("免费理发"), "不是“名称: 内容”"),
    ];
    for (line, value, problem) in cases {
        let (split, problems) = read(&format!("---\n{line}\n---\n"));
        assert_eq!(split.unwrap().entries.unwrap()[0].value, value, "{line}");
        assert!(problems.len() == 1 && problems[0].1.contains(problem), "{line}: {problems:?}");
    }
}

#[test]
fn the_block_has_two_fences() {
    let (split, problems) = read("\n---\ntitle: 一\n\n# 批注\nsource: 二\n---\n正文\n---\n");
    let split = split.unwrap();
    assert_eq!(split.entries.unwrap().iter().map(|entry| entry.line).collect::<Vec<_>>(), [3, 6]);
    assert_eq!((split.body.as_str(), split.body_line), ("正文\n---\n", 8));
    assert!(problems.is_empty());

    assert_eq!(read("正文\n---\n").0.unwrap().entries, None);
    assert!(read("---\ntitle: 一\n正文").0.is_none());
    let (split, problems) = read("———\ntitle: 一\n－－－\n正文");
    assert_eq!(split.unwrap().body, "正文");
    assert_eq!(problems.len(), 2);
}

proptest! {
    #[test]
    fn any_text_splits_or_is_refused(text in "(---\n)?[社a:： \t\n\"'“”\\[\\]{}&*!|>#,%@`~-]{0,60}(\n---\n)?.{0,5}") {
        let (split, problems) = read(&text);
        prop_assert!(split.is_some() || !problems.is_empty());
    }
}
