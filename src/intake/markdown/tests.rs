//! Markdown as operators write it.

use proptest::prelude::*;

use super::*;

fn check(markdown: &str, text: &str, starts: &[(u32, u32)]) {
    let plain = plain(markdown, 1, &mut Diagnostics::new("x"));
    assert_eq!(plain.text, text, "{markdown}");
    if !starts.is_empty() {
        let found: Vec<(u32, u32)> = plain.line_starts.iter().map(|start| (start.at, start.line)).collect();
        assert_eq!(found, starts, "{markdown}");
    }
}

#[test]
fn marks_go_and_words_stay() {
    let cases = [
        ("## 时间\n\n每周三", "时间\n每周三"),
        ("免费**理发**和*量血压*", "免费理发和量血压"),
        ("请看[通知](http://a.cn/b)", "请看通知"),
        ("![海报](a.png)带上老年证", "带上老年证"),
        ("- 理发\n- 修鞋", "· 理发\n· 修鞋"),
        ("1. 理发\n1. 修鞋\n\n2) 量血压", "1. 理发\n1. 修鞋\n2) 量血压"),
        ("- 理发\n\n- 修鞋\n\n  免费", "· 理发\n· 修鞋\n免费"),
        ("截至\n\n2024.", "截至\n2024."),
        ("| 日期 | 地点 |\n|---|---|\n| 周三 | 一楼 |", "日期 地点\n周三 一楼"),
        ("<b>免费</b>理发<br>每周三", "免费理发\n每周三"),
        ("<div>\n<p>理发</p>\n<script>x()</script>\n</div>\n\n量血压", "理发\n量血压"),
        ("```\n周三 理发\n周四 修鞋\n```", "周三 理发\n周四 修鞋"),
        ("> 带证件", "带证件"),
        ("标题\n===\n正文", "标题\n正文"),
        ("一\n\n---\n\n二", "一\n二"),
        ("免费\\*理发\\*", "免费*理发*"),
        ("血压<140，A&amp;B", "血压<140，A&B"),
        ("`12345`热线", "12345热线"),
    ];
    for (markdown, text) in cases {
        check(markdown, text, &[]);
    }
}

#[test]
fn what_only_looks_like_a_mark_stays() {
    let cases = [
        ("上午9:00~11:00，下午2:00~5:00", "上午9:00~11:00，下午2:00~5:00"),
        ("电话138****1234", "电话138****1234"),
        ("获奖者张**、李**", "获奖者张**、李**"),
        ("参加**“敬老月”**活动", "参加“敬老月”活动"),
        ("**注意：**带证件，**（免费）**领取", "注意：带证件，（免费）领取"),
        ("联系<张老师>", "联系<张老师>"),
        ("1、理发\n\n（一）修鞋", "1、理发\n（一）修鞋"),
        ("#大同好人#投票", "#大同好人#投票"),
    ];
    for (markdown, text) in cases {
        check(markdown, text, &[]);
    }
}

#[test]
fn wrapped_lines_are_joined_and_keep_their_numbers() {
    check("社区理\n发室开门", "社区理发室开门", &[(0, 1), (9, 2)]);
    check("电话0352-\n5101234", "电话0352-5101234", &[(0, 1), (11, 2)]);
    check("open\ndaily", "open daily", &[(0, 1), (5, 2)]);
    check("\n\n理发\n\n\n修鞋", "理发\n修鞋", &[(0, 3), (7, 6)]);
    check("　　理发。\n　　修鞋。", "理发。\n修鞋。", &[(0, 1), (10, 2)]);
    check("- 理发\n  免费\n- 修鞋", "· 理发免费\n· 修鞋", &[(0, 1), (9, 2), (16, 3)]);
    check("```\n理发\n\n修鞋\n```", "理发\n修鞋", &[(0, 2), (7, 4)]);
    check("参加\n**“敬\n老月”**活动", "参加“敬老月”活动", &[(0, 1), (6, 2), (12, 3)]);
    check("参加\n**\n（敬老月）**活动", "参加（敬老月）活动", &[(0, 1), (6, 3)]);
}

#[test]
fn what_is_lost_is_said() {
    let cases = [
        ("理发\n\n![海报](a.png)", 3, "图片"),
        ("理发\n\n[注]: 本活动免费\n", 3, "[注]"),
        ("理发\n\n~~每周三~~改周四", 3, "删除线"),
    ];
    for (markdown, line, problem) in cases {
        let mut diagnostics = Diagnostics::new("x");
        plain(markdown, 1, &mut diagnostics);
        let problems = diagnostics.into_problems();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].problem.contains(problem) && problems[0].line == Some(line), "{problems:?}");
    }
}

proptest! {
    #[test]
    fn any_markdown_gives_whole_lines(markdown in "[社区 a1.*_#>\\-|`<>/!\\[\\]()~\\\\&;:“”。\t\n　]{0,80}") {
        let plain = plain(&markdown, 7, &mut Diagnostics::new("x"));
        prop_assert_eq!(plain.line_starts.is_empty(), plain.text.is_empty());
        prop_assert!(plain.line_starts.first().is_none_or(|start| start.at == 0));
        for pair in plain.line_starts.windows(2) {
            prop_assert!(pair[0].at < pair[1].at && pair[0].line <= pair[1].line);
        }
        let last = 7 + markdown.matches('\n').count() as u32;
        for start in &plain.line_starts {
            prop_assert!(plain.text.is_char_boundary(start.at as usize) && start.at < plain.text.len() as u32 && start.line <= last);
        }
        prop_assert!(plain.text.split('\n').all(|line| line.trim() == line && (!line.is_empty() || plain.text.is_empty())));
    }
}
