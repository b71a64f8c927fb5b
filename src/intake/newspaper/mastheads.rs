//! Mastheads: the paper's name, the page's number and name, staff, publisher, weather and lottery boxes.
//!
//! Knows nothing of articles.

use std::ops::RangeInclusive;

use super::punctuation;
use crate::text::spans::{char_count, first_chars, is_han, slice, squeezed};

/// How the names of papers end.
const PAPERS: [&str; 16] = [
    "日报",
    "晚报",
    "晨报",
    "都市报",
    "商报",
    "新报",
    "时报",
    "周报",
    "导报",
    "早报",
    "青年报",
    "工人报",
    "老年报",
    "生活报",
    "农民报",
    "法治报",
];

/// Characters of the longest line that is nothing but a page number, staff or publisher, a hint to scan, a lottery box.
const PAGE_NUMBER_LINE_CHARS: usize = 16;
const STAFF_LINE_CHARS: usize = 80;
const SCAN_LINE_CHARS: usize = 40;
const BOX_LINE_CHARS: usize = 60;
/// The same for what is known by its place at the edge of the page: the paper's name, a weekday or the page's name, the
/// weather.
const PAPER_LINE_CHARS: usize = 10;
const PAGE_NAME_LINE_CHARS: usize = 12;
const WEATHER_LINE_CHARS: usize = 60;
/// Characters of a paper's name.
const PAPER_CHARS: RangeInclusive<usize> = 3..=10;
/// Characters of a byline in which 讯 ends a paper's name.
const PAPER_BYLINE_CHARS: usize = 14;
/// Characters of the longest page number: 「A12」, 「第十二版」, 「12民生新闻版」.
pub(super) const PAGE_NUMBER_CHARS: usize = 3;
const CHINESE_PAGE_NUMBER_CHARS: usize = 5;
const NAMED_PAGE_CHARS: usize = 8;
/// Digits of a page number beside the page's name.
const PAGE_DIGITS: usize = 2;
/// Han characters of a page's name.
const PAGE_NAME_CHARS: RangeInclusive<usize> = 2..=6;
/// Characters of the longest name of one of the staff.
const STAFF_NAME_CHARS: usize = 4;
/// Characters of the longest line that begins with an office; a longer one must name as many offices as this.
const ONE_OFFICE_CHARS: usize = 40;
const OFFICES_NAMED: usize = 2;
/// Characters of the longest hint to scan a code.
const SCAN_HINT_CHARS: usize = 24;
/// Digits of the shortest draw, and words of the weather that no sentence has by chance.
const LOTTERY_DIGITS: usize = 3;
const WEATHER_WORDS: usize = 2;

/// True for a line of which no word belongs to an article.
pub(super) fn is_masthead(text: &str, squeezed: &str, edge: bool) -> bool {
    let count = char_count(squeezed);
    count <= PAGE_NUMBER_LINE_CHARS && is_page_number(squeezed)
        || count <= STAFF_LINE_CHARS && (is_staff(squeezed) || is_publisher(squeezed))
        || count <= SCAN_LINE_CHARS && is_scan_hint(squeezed)
        || count <= BOX_LINE_CHARS && is_lottery(squeezed)
        || edge && count <= PAPER_LINE_CHARS && is_paper_name(squeezed)
        || edge && count <= PAGE_NAME_LINE_CHARS && (is_weekday(squeezed) || is_page_name(text))
        || edge && count <= WEATHER_LINE_CHARS && is_weather(squeezed)
}

/// The paper's name in a masthead or date line.
pub(super) fn paper(text: &str) -> Option<String> {
    let squeezed = squeezed(text);
    if is_scan_hint(&squeezed) || is_publisher(&squeezed) {
        return None;
    }
    let mut words: Vec<&str> = text.split(|character| !is_han(character)).collect();
    if is_paper_name(&squeezed) {
        words.push(&squeezed);
    }
    let named = words
        .into_iter()
        .rev()
        .map(|word| word.rsplit_once("星期").map_or(word, |(_, rest)| after_first(rest)));
    named
        .filter(|word| PAPER_CHARS.contains(&char_count(word)) && is_paper_name(word))
        .map(str::to_owned)
        .next()
}

/// The paper's name in 「河东晚报讯(记者 王小河)」; none in 「本报讯」.
pub(super) fn paper_of_byline(byline: &str) -> Option<String> {
    let (name, _) = first_chars(byline, PAPER_BYLINE_CHARS).split_once('讯')?;
    paper(name).filter(|paper| paper == name.trim())
}

fn after_first(text: &str) -> &str {
    slice(text, text.chars().next().map_or(0, char::len_utf8)..text.len())
}

fn is_page_number(squeezed: &str) -> bool {
    let bare = squeezed.trim_matches(|character: char| {
        "·-—.|第版/".contains(character) || punctuation::BULLETS.contains(&character)
    });
    let numbered = !bare.is_empty()
        && char_count(bare) <= PAGE_NUMBER_CHARS
        && bare.chars().all(|character| character.is_ascii_alphanumeric());
    let chinese = squeezed.starts_with('第')
        && squeezed.ends_with('版')
        && char_count(squeezed) <= CHINESE_PAGE_NUMBER_CHARS;
    let named = squeezed.ends_with('版')
        && squeezed.chars().any(|character| character.is_ascii_digit())
        && char_count(squeezed) <= NAMED_PAGE_CHARS
        || ["A0", "B0", "C0", "A1", "B1", "C1"].iter().any(|page| squeezed.starts_with(page))
            && char_count(squeezed) <= NAMED_PAGE_CHARS;
    numbered && squeezed.chars().any(|character| character.is_ascii_digit()) || chinese || named
}

fn is_staff(squeezed: &str) -> bool {
    const OFFICES: [&str; 22] = [
        "责任编辑",
        "责编",
        "本版编辑",
        "编辑",
        "美术编辑",
        "美编",
        "校对",
        "版式",
        "排版",
        "组版",
        "值班编委",
        "值班主任",
        "值班总编",
        "主编",
        "总编辑",
        "审读",
        "一审",
        "二审",
        "终审",
        "制图",
        "设计",
        "检校",
    ];
    let found = OFFICES.iter().filter(|office| squeezed.contains(**office)).count();
    let first = OFFICES.iter().any(|office| {
        squeezed.strip_prefix(office).is_some_and(|rest| {
            rest.starts_with([':', '：', '/', '|'])
                || char_count(rest) <= STAFF_NAME_CHARS && !rest.is_empty()
        })
    });
    !squeezed.contains(['。', '，'])
        && (first && char_count(squeezed) <= ONE_OFFICE_CHARS || found >= OFFICES_NAMED)
}

fn is_publisher(squeezed: &str) -> bool {
    const SURE: [&str; 16] = [
        "国内统一连续出版物号",
        "国内统一刊号",
        "邮发代号",
        "新闻热线",
        "广告热线",
        "发行热线",
        "投稿邮箱",
        "本报地址",
        "报社地址",
        "本报社址",
        "零售价",
        "本报电话",
        "广告刊登",
        "本报法律顾问",
        "广告经营许可",
        "订报热线",
    ];
    let sure = SURE.iter().any(|word| squeezed.contains(word));
    let web = ["www.", "http", "WWW."].iter().any(|sign| squeezed.starts_with(sign))
        || squeezed.starts_with("网址");
    let mail = squeezed.contains('@')
        && (squeezed.starts_with('E')
            || squeezed.starts_with('e')
            || squeezed.starts_with("邮箱")
            || squeezed.starts_with("信箱"));
    let owner = squeezed.contains("主管") && squeezed.contains("主办")
        || squeezed.ends_with("主办") && squeezed.contains('报');
    !squeezed.contains('。')
        && (sure || web || mail || owner || squeezed.starts_with("CN") && squeezed.contains('-'))
}

fn is_scan_hint(squeezed: &str) -> bool {
    let scan = ["扫码", "扫一扫", "扫描二维码", "扫描上方", "扫描下方", "扫二维码"]
        .iter()
        .any(|word| squeezed.contains(word));
    let more = ["关注", "下载", "观看", "阅读", "查看", "更多", "客户端", "公众号", "视频"]
        .iter()
        .any(|word| squeezed.contains(word));
    scan && more && char_count(squeezed) <= SCAN_HINT_CHARS && !squeezed.contains('。')
}

fn is_paper_name(squeezed: &str) -> bool {
    char_count(squeezed) >= *PAPER_CHARS.start()
        && squeezed.chars().all(is_han)
        && PAPERS.iter().any(|end| squeezed.ends_with(end))
}

/// 「健康周刊」「04　社区·关注」: what the page is for.
fn is_page_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let numbered = |word: &str| {
        let digits = word.trim_start_matches(['A', 'B', 'C', 'D']);
        digits.len() == PAGE_DIGITS
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && (digits.len() < word.len() || digits.starts_with('0'))
    };
    let name = |word: &str| {
        PAGE_NAME_CHARS.contains(&punctuation::han_count(word))
            && word.chars().all(|one| is_han(one) || matches!(one, '·' | '•'))
    };
    match words.as_slice() {
        [only] => {
            name(only)
                && ["周刊", "专刊", "特刊", "副刊", "专版", "特版"].iter().any(|end| only.ends_with(end))
        }
        [number, word] => numbered(number) && name(word) || name(number) && numbered(word),
        _ => false,
    }
}

/// 「星期五」 alone: the rest of a date line.
fn is_weekday(squeezed: &str) -> bool {
    let day = squeezed.strip_prefix("星期").or_else(|| squeezed.strip_prefix("周"));
    day.is_some_and(|day| ["一", "二", "三", "四", "五", "六", "日", "天"].contains(&day))
}

/// 「体彩排列三 第21053期 3 7 1」
fn is_lottery(squeezed: &str) -> bool {
    let game = ["排列三", "排列五", "双色球", "大乐透", "七乐彩", "福彩3D", "22选5", "11选5", "开奖号码"];
    let digits = squeezed.bytes().filter(u8::is_ascii_digit).count();
    digits >= LOTTERY_DIGITS && !squeezed.contains('。') && game.iter().any(|name| squeezed.contains(name))
}

fn is_weather(squeezed: &str) -> bool {
    let signs =
        ["今日天气", "今天白天", "气温", "℃", "降水概率", "空气质量", "风力", "多云", "转晴", "尾号限行"];
    signs.iter().filter(|sign| squeezed.contains(**sign)).count() >= WEATHER_WORDS
        && !squeezed.contains("本报讯")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_is_called_belongs_to_no_article() {
        for text in
            ["星期五", "健康周刊", "04　社区·关注", "民生 A08", "体彩排列三 第21053期 3 7 1", "03 民生版"]
        {
            assert!(is_masthead(text, &squeezed(text), true), "{text}");
        }
        for text in ["39校学生慰问老人", "周五义诊", "3 天免费理发", "排列三张桌子", "社区开放日"]
        {
            assert!(!is_masthead(text, &squeezed(text), true), "{text}");
        }
    }

    #[test]
    fn papers_are_called_as_printed() {
        let cases = [
            ("河 东 晚 报", "河东晚报"),
            ("河东日报 2023年5月6日 星期六", "河东日报"),
            ("2023年5月6日星期六河东日报", "河东日报"),
            ("2023年5月6日 星期六", ""),
            ("社区日报名处", ""),
            ("扫码关注河东晚报", ""),
        ];
        for (text, name) in cases {
            assert_eq!(paper(text).unwrap_or_default(), name, "{text}");
        }
        assert_eq!(paper_of_byline("河东晚报讯(记者 王小河)").as_deref(), Some("河东晚报"));
        assert_eq!(paper_of_byline("本报讯(记者 王小河)"), None);
    }
}
