//! What stands on the buttons: words, never pictures.
//!
//! Knows nothing of what the buttons do.

pub(crate) fn more(count: usize) -> String {
    format!("还有{count}条")
}

pub(crate) const NEXT: &str = "下一条";
pub(crate) const BACK: &str = "回上一条";
pub(crate) const WHOLE: &str = "看全文";
pub(crate) const ORIGINAL: &str = "看原报";
pub(crate) const OTHER_PLACE: &str = "换个地方";
pub(crate) const JUST_ASKING: &str = "只是问问";
pub(crate) const SHOW_IT: &str = "看看这一条";
pub(crate) const NEWEST_HERE: &str = "最新的";
pub(crate) const NEXT_PAGE: &str = "下一页";
pub(crate) const PAGE_BACK: &str = "回上一页";

pub(crate) const WRONG: &str = "不对";
pub(crate) const OUTDATED: &str = "过时了";
pub(crate) const WRONG_PLACE: &str = "地方不对";
pub(crate) const DEAD_PHONE: &str = "电话打不通";
pub(crate) const NOT_ASKED: &str = "不是我问的";
pub(crate) const NOTE: &str = "给编辑部留话";
pub(crate) const SEND: &str = "转给编辑部";
pub(crate) const HAND_IN: &str = "交给编辑部";
pub(crate) const NEVER_MIND: &str = "算了";
pub(crate) const TELL: &str = "有新的告诉我";
pub(crate) const STOP: &str = "别发了";
pub(crate) const STOP_ALL: &str = "全都别发了";
pub(crate) const MY_NEWS: &str = "我要的新消息";
pub(crate) const IN_PRIVATE: &str = "私下看全文";

pub(crate) fn stop_that(what: &str) -> String {
    format!("别发{what}")
}

pub(crate) fn together(hour: &str) -> String {
    format!("每天{hour}一起发")
}

pub(crate) fn wider(city: &str) -> String {
    format!("看全{city}")
}

pub(crate) fn narrower(district: &str) -> String {
    format!("只看{district}")
}

pub(crate) fn show_place(place: &str) -> String {
    format!("看看{place}的")
}

pub(crate) fn item(number: usize) -> String {
    format!("看第{number}条")
}
