//! The times that questions name, in many tiny cases, asked on Friday, 18 October 2024.
//!
//! Knows nothing of articles.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// `words from/to` on Friday, 18 October 2024.
fn shown(question: &str) -> String {
    let Some(asked) = asked_time(question, date(2024, 10, 18)) else { return String::new() };
    let words = slice(question, asked.range.clone());
    let mark = if asked.relative { "~" } else { "" };
    if asked.from == asked.to {
        format!("{words} {mark}{}", asked.from)
    } else {
        format!("{words} {mark}{}/{}", asked.from, asked.to)
    }
}

#[test]
fn questions_name_their_time() {
    let cases = [
        ("今天有义诊吗", "今天 ~2024-10-18"),
        ("明天哪里能理发", "明天 ~2024-10-19"),
        ("昨天社区搞了啥", "昨天 ~2024-10-17"),
        ("这周末有活动吗", "这周末 ~2024-10-19/2024-10-20"),
        ("周末有活动吗", "周末 ~2024-10-19/2024-10-20"),
        ("本周有什么讲座", "本周 ~2024-10-14/2024-10-20"),
        ("下周三开门吗", "下周三 ~2024-10-23"),
        ("周一能办吗", "周一 ~2024-10-21"),
        ("周一去了哪", "周一 ~2024-10-14"),
        ("上周的讲座", "上周 ~2024-10-07/2024-10-13"),
        ("这个月有啥活动", "这个月 ~2024-10-01/2024-10-31"),
        ("下个月5号", "下个月5号 ~2024-11-05"),
        ("今年的补贴", "今年 ~2024-01-01/2024-12-31"),
        ("去年谁入选了", "去年 ~2023-01-01/2023-12-31"),
        ("前年", "前年 ~2022-01-01/2022-12-31"),
        ("重阳节有什么活动", "重阳节 ~2024-10-11"),
        ("过九月九那阵子有人看老人没", "九月九那阵子 ~2024-10-06/2024-10-16"),
        ("国庆看了啥展", "国庆 ~2024-10-01/2024-10-07"),
        ("十一放假带娃看展", "十一放假 ~2024-10-01/2024-10-07"),
        ("10月11号去了哪", "10月11号 2024-10-11"),
        ("10号去了哪个小区", "10号 2024-10-10"),
        ("3月有什么", "3月 2024-03-01/2024-03-31"),
        ("2021年过年", "2021年过年 2021-02-01/2021-02-27"),
        ("过年不回家有培训吗", "过年 ~2025-01-18/2025-02-13"),
        ("去年春节慰问了谁", "去年春节 ~2023-01-11/2023-02-06"),
        ("年前谁清运垃圾", "年前 ~2024-12-29/2025-01-28"),
        ("寒假有托管班吗", "寒假 ~2025-01-10/2025-02-25"),
        ("暑假办过托管班没", "暑假 ~2024-07-01/2024-08-31"),
        ("2020年2月17日上午", "2020年2月17日 2020-02-17"),
        ("截至2月17日复工多少", "截至2月17日 2024-02-17"),
        ("从1月25日至2月2日派了多少人", "从1月25日至2月2日 2024-01-25/2024-02-02"),
        ("中秋还有活动吗", "中秋 ~2025-10-06"),
        ("今年冬天取暖费多少", "今年冬天 ~2024-12-01/2025-02-28"),
        ("周一休息吗", ""),
        ("什么时候开始", ""),
        ("几号报名", ""),
        ("几月份开的", ""),
        ("星期几上课", ""),
        ("三年级新生怎么报名", ""),
        ("75周年画展", ""),
        ("3年前盖的楼", ""),
        ("70岁以上免费理发", ""),
        ("17号院垃圾谁管", ""),
        ("现在还有吗", ""),
        ("最近的理发店", ""),
        ("12345是什么", ""),
    ];
    let wrong: Vec<_> = cases.iter().filter(|(text, expected)| shown(text) != *expected).collect();
    let wrong: Vec<_> =
        wrong.iter().map(|(text, expected)| format!("{text}: {} not {expected}", shown(text))).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_newest_and_what_goes_on_are_wishes() {
    let cases = [
        ("最近有什么活动", Some(("最近", RecencyKind::Newest))),
        ("最近的活动", Some(("最近", RecencyKind::Newest))),
        ("最近的理发店在哪", None),
        ("离我最近的社区医院", None),
        ("现在还有吗", Some(("现在还有", RecencyKind::Still))),
        ("免费理发还办吗", Some(("还办吗", RecencyKind::Still))),
        ("最新通知", Some(("最新", RecencyKind::Newest))),
        ("哪里理发", None),
    ];
    for (text, expected) in cases {
        let found = recency(text);
        let found = found.as_ref().map(|found| (slice(text, found.range.clone()), found.kind));
        assert_eq!(found, expected, "{text}");
    }
}

proptest! {
    #[test]
    fn any_question_is_read_without_panic(text in "[今明昨去年月日号周末上下这个0-9一二十春节国庆前后还有最近的了吗]{0,30}") {
        if let Some(asked) = asked_time(&text, date(2024, 2, 29)) {
            prop_assert!(asked.from <= asked.to && text.get(asked.range).is_some());
        }
        if let Some(recency) = recency(&text) {
            prop_assert!(text.get(recency.range).is_some());
        }
    }
}
