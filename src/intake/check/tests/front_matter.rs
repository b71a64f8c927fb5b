//! One line of a good notice changed: what must be said about it.

use super::{GOOD, expect, problems};

#[test]
fn defects_of_the_front_matter() {
    // A line of the good notice, what stands there instead, and what must be said.
    let title = "title: 永泰街道免费理发";
    let published = "published: 2024-10-18";
    let source = "source: 邻里报";
    let with = |line: &str| format!("{source}\n{line}");
    let cases = [
        (title, "titel: 永泰街道免费理发".to_owned(), "error", 1, "没有标题"),
        (title, "title: ！！！".to_owned(), "error", 1, "只有标点"),
        (title, "title：永泰街道免费理发".to_owned(), "warning", 2, "中文冒号"),
        (title, "title:永泰街道免费理发".to_owned(), "warning", 2, "少了一个空格"),
        (title, "title: “永泰街道免费理发”".to_owned(), "warning", 2, "中文引号"),
        (title, "title: 通知: 免费理发".to_owned(), "warning", 2, "特殊符号"),
        (title, "title:\t永泰街道免费理发".to_owned(), "warning", 2, "Tab"),
        (title, " title: 永泰街道免费理发".to_owned(), "warning", 2, "多了空格"),
        (title, format!("title: {}", "理发".repeat(50)), "warning", 2, "标题太长"),
        (title, "title: 免费理发 #3号楼".to_owned(), "warning", 2, "批注"),
        (title, format!("{title}\n{title}"), "warning", 3, "写了两次"),
        (title, format!("{title}\n社区通知"), "error", 3, "不是“名称: 内容”"),
        (published, "published: 去年".to_owned(), "error", 3, "读不懂"),
        (published, "published: 2024-02-30".to_owned(), "error", 3, "读不懂"),
        (published, "published: 2024/10/18".to_owned(), "warning", 3, "不标准"),
        (published, "published: 2024-10-18 星期一".to_owned(), "warning", 3, "是星期五"),
        (published, "published: 2042-10-18".to_owned(), "warning", 3, "还没到"),
        (published, "published: 1924-10-18".to_owned(), "warning", 3, "太早"),
        (published, "# 没有日期".to_owned(), "warning", 1, "没有写见报日期"),
        (source, "source:".to_owned(), "warning", 4, "没有写来源"),
        (source, with("colour: red"), "warning", 5, "不认识“colour”"),
        (source, with("电话: 12345"), "warning", 5, "不认识“电话”"),
        (source, with("wording: copied"), "error", 5, "“wording”写成了"),
        (source, with("kind: story"), "error", 5, "“kind”写成了"),
        (source, with("withdrawn: 是"), "error", 5, "“withdrawn”写成了"),
        (source, with("published_from: guess"), "error", 5, "“published_from”写成了"),
        (source, with("url: www.a.cn/1"), "error", 5, "网址"),
        (source, with("url: ftp://a.cn/1"), "error", 5, "网址"),
        (source, with("phone: 0352-51012"), "warning", 5, "位数不对"),
        (source, with("phone: 见正文"), "warning", 5, "没有号码"),
        (source, with("valid: 2024-11-30/2024-10-18"), "error", 5, "颠倒"),
        (source, with("valid: 长期"), "error", 5, "期限“长期”读不懂"),
        (source, with("valid: 2023-10-18/2023-11-30"), "warning", 5, "比见报日期还早"),
        (source, with("services: [家政服务]"), "warning", 5, "没有“家政服务”这种服务"),
        (source, with("places: [火星区]"), "warning", 5, "找不到地方"),
        (source, with("places: 新营"), "warning", 5, "“新营”有"),
        (source, with("supersedes: 2024/gone"), "error", 5, "不存在"),
        (source, with("supersedes: a"), "error", 5, "绕成了圈"),
        (source, with("replaces: pages/009#1"), "error", 5, "不存在"),
        (source, with("replaces: 2024/x"), "error", 5, "第几篇"),
        (source, with("lines: 前三行"), "warning", 5, "行号"),
        (source, with("kicker: [平城区, 头条]"), "warning", 5, "列表"),
    ];
    for (line, instead, severity, at, problem) in cases {
        let text = GOOD.replacen(line, &instead, 1);
        if problem == "没有标题" {
            // The misspelt key and the missing title are two sides of one defect.
            let found = problems(&[("articles/a.md", text.as_bytes())]);
            assert!(found.len() == 2 && found[1].remedy.contains("“title”"), "{found:?}");
            continue;
        }
        expect(&[("articles/a.md", text.as_bytes())], severity, at, problem);
    }
}
