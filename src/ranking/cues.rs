//! Signs in a passage that it says what is wanted: a telephone number, a day, an hour, a price, a place, an enumeration.
//!
//! Knows nothing of articles or questions.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    question::AnswerType,
    text::spans::{is_han, last_chars, occurrences, slice},
};

/// How many signs of `want` a folded text holds.
#[must_use]
pub(crate) fn cues(want: AnswerType, text: &str) -> usize {
    match want {
        AnswerType::Phone => phones(text),
        AnswerType::Time => {
            count(text, &["年", "月", "日", "号", "时", "点", ":"], digit_before) + words(text, TIMES)
        }
        AnswerType::Cost => count(text, &["元", "块", "万", "折", "角"], digit_before) + words(text, COSTS),
        AnswerType::Number => numbers(text),
        AnswerType::Place => words(text, PLACES),
        AnswerType::Who => words(text, OFFICES),
        AnswerType::Conditions => {
            words(text, CONDITIONS) + count(text, &["岁", "周岁", "人以下", "人以上"], digit_before)
        }
        AnswerType::How => words(text, HOW),
        AnswerType::List => text.matches('、').count() + text.matches(['；', ';']).count(),
    }
}

/// An hour of the day stands in the folded text.
#[must_use]
pub(crate) fn has_hour(text: &str) -> bool {
    count(text, &["时", "点", ":", "：", "小时"], digit_before) > 0
        || words(text, &["全天", "昼夜", "随时", "上午", "下午", "早上", "晚上", "中午"]) > 0
}

const TIMES: &[&str] = &[
    "每周",
    "每天",
    "每日",
    "每月",
    "周一",
    "周二",
    "周三",
    "周四",
    "周五",
    "周六",
    "周日",
    "工作日",
    "节假日",
    "期间",
    "当天",
    "近日",
    "日前",
    "连日来",
    "即日起",
    "长期",
    "去年",
    "今年",
    "前不久",
    "国庆",
    "重阳",
    "春节",
];
const COSTS: &[&str] = &[
    "免费",
    "无偿",
    "不收费",
    "不收钱",
    "不花钱",
    "不要钱",
    "一分钱",
    "收费",
    "公益",
    "减免",
    "自费",
    "优惠",
];
const PLACES: &[&str] = &[
    "社区", "街道", "小区", "村", "路", "街", "巷", "中心", "广场", "公园", "大厦", "大厅", "学校", "医院",
    "公寓", "站", "号楼", "楼",
];
const OFFICES: &[&str] = &[
    "局",
    "部门",
    "中心",
    "委",
    "办",
    "会",
    "公司",
    "社区",
    "街道",
    "单位",
    "厅",
    "大队",
    "学校",
    "志愿者",
    "工作人员",
    "协会",
    "馆",
];
const CONDITIONS: &[&str] = &[
    "符合",
    "条件",
    "对象",
    "面向",
    "凡是",
    "以上",
    "以下",
    "户籍",
    "本市",
    "人员",
    "均可",
    "都可以",
    "不限",
];
const HOW: &[&str] = &[
    "报名",
    "申请",
    "办理",
    "携带",
    "登记",
    "预约",
    "提交",
    "材料",
    "身份证",
    "公众号",
    "拨打",
    "联系",
    "咨询",
    "登录",
    "注册",
    "领取",
    "窗口",
    "审核",
    "线上",
    "平台",
];

fn words(text: &str, list: &[&str]) -> usize {
    list.iter().filter(|word| text.contains(**word)).count()
}

/// Occurrences of `marks` for which `before` holds of the text in front of them.
fn count(text: &str, marks: &[&str], before: fn(&str) -> bool) -> usize {
    marks
        .iter()
        .flat_map(|mark| occurrences(text, mark))
        .filter(|at| before(slice(text, 0..at.start)))
        .count()
}

fn digit_before(text: &str) -> bool {
    let last = text.chars().next_back();
    last.is_some_and(|last| last.is_ascii_digit() || "一二三四五六七八九十百千万两半".contains(last))
}

/// Runs of digits, and Han numerals before a measure.
fn numbers(text: &str) -> usize {
    let runs =
        text.split(|character: char| !character.is_ascii_digit()).filter(|run| !run.is_empty()).count();
    runs + count(text, &["个", "名", "家", "人", "次", "条", "项", "种", "户"], |text| {
        text.chars().next_back().is_some_and(|last| "一二三四五六七八九十百千两".contains(last))
    })
}

/// Telephone numbers: 7 to 12 digits with their dashes, or a short public number after a word that announces one.
#[must_use]
pub(crate) fn phones(text: &str) -> usize {
    static RUN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("[0-9][0-9—－-]*").expect("the pattern is fixed and sound"));
    RUN.find_iter(text).filter(|run| is_phone(text, run.range())).count()
}

/// Whether a run of digits and dashes is a telephone number.
fn is_phone(text: &str, run: Range<usize>) -> bool {
    let digits = slice(text, run.clone()).bytes().filter(u8::is_ascii_digit).count();
    let announced = || {
        let before = last_chars(slice(text, 0..run.start), 12);
        ["电话", "热线", "拨打", "致电", "联系", "平台"].iter().any(|word| before.contains(word))
    };
    // A sum or a year is followed by its measure.
    let next = slice(text, run.end..text.len()).chars().next();
    let measured = next.is_some_and(|next| is_han(next) && !"转或进咨联反报".contains(next));
    let length_fits = (7..=12).contains(&digits) || (3..=6).contains(&digits) && announced();
    length_fits && !measured
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_told_from_other_numbers() {
        for (text, expected) in [
            ("咨询电话0352-5551234。", 1),
            ("拨打12356", 1),
            ("热线:12345转2", 1),
            ("共发放27650元", 0),
            ("2024年10月18日", 0),
            ("补贴1000000元", 0),
            ("联系人张先生13800001111", 1),
        ] {
            assert_eq!(phones(text), expected, "{text}");
        }
    }

    #[test]
    fn wants_are_seen_in_text() {
        assert!(cues(AnswerType::Cost, "每人收20元") > 0);
        assert!(cues(AnswerType::Cost, "无偿开放") > 0);
        assert_eq!(cues(AnswerType::Cost, "社区办过活动"), 0);
        assert!(cues(AnswerType::Time, "10月11日上午") > 0);
        assert!(has_hour("上午9时"));
        assert!(!has_hour("10月11日"));
        assert_eq!(cues(AnswerType::List, "剪纸、扎染、陶瓷"), 2);
    }
}
