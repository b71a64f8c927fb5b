//! Date lines of a page: 「2024年10月18日 星期五」.
//!
//! Knows nothing of calendars: it tells that a line is a date, not which.

use crate::text::spans::{char_count, is_han};

/// Han characters that may stand beside a date and say nothing, and those that may where one of them names an office.
const IDLE_CHARS: usize = 2;
const OFFICE_CHARS: usize = 24;

/// 「2024年10月18日 星期五」 with at most a paper's name, an issue and a page beside it.
pub(super) fn is_date_line(squeezed: &str) -> bool {
    let mut rest = squeezed.to_owned();
    let numbers: String =
        rest.chars().map(|character| if character.is_ascii_digit() { '0' } else { character }).collect();
    let dated =
        ["年0月0日", "年0月00日", "年00月0日", "年00月00日"].iter().any(|form| numbers.contains(form))
            || [
                "0000.0.0",
                "0000-0-0",
                "0000/0/0",
                "0000.00.0",
                "0000-00-0",
                "0000/00/0",
                "0000.0.00",
                "0000-0-00",
            ]
            .iter()
            .any(|form| numbers.starts_with(form));
    let chinese = ["二〇", "二○"].iter().any(|century| rest.contains(century))
        && ["年", "月", "日"].iter().all(|part| rest.contains(part));
    if !dated && !chinese {
        return false;
    }
    if rest.contains(['。', '，', ',', '；', '、', '“', '？']) {
        return false;
    }
    for word in [
        "星期",
        "农历",
        "周",
        "第",
        "期",
        "版",
        "号",
        "总",
        "责任编辑",
        "责编",
        "今日",
        "年",
        "月",
        "日",
        "廿",
        "初",
        "闰",
        "正",
    ] {
        rest = rest.replace(word, "");
    }
    let left = rest.chars().filter(|character| {
        is_han(*character)
            && !"一二三四五六七八九十〇甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥".contains(*character)
    });
    // 「2024年10月18日起试行」 is a headline: between the date and the paper's name there is little room.
    let words: String = left.collect();
    let office = ["报", "编", "要闻", "综合", "新闻", "民生", "社区", "电话", "美编"]
        .iter()
        .any(|word| words.contains(word));
    let count = char_count(&words);
    count <= IDLE_CHARS || office && count <= OFFICE_CHARS
}

/// A date line that names the weekday, the page or the paper cannot be the date below a notice.
pub(super) fn names_page(squeezed: &str) -> bool {
    ["星期", "版", "报", "农历", "责编"].iter().any(|word| squeezed.contains(word))
}
