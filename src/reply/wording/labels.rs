//! What stands on the buttons: words, never pictures.
//!
//! Knows nothing of what the buttons do.

pub(crate) const MORE: &str = "再看几条";
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
