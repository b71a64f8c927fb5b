//! What is said about new notices that come by themselves.
//!
//! Knows nothing of when they come.

use super::labels;

/// 平城区 and 家政便民 → 平城区家政便民; nothing in particular is said so.
pub(crate) fn subject(place: Option<&str>, service: Option<&str>) -> String {
    match (place, service) {
        (None, None) => "所有地方".to_owned(),
        (place, service) => format!("{}{}", place.unwrap_or_default(), service.unwrap_or_default()),
    }
}

pub(crate) fn subscribed(subject: &str, when: &str) -> String {
    format!("好，{subject}登了新的，我告诉您。{when}\n不想要了，发“{}”。", labels::STOP)
}

pub(crate) const AT_ONCE: &str = "来了就发，晚上不打扰。";
pub(crate) const AT_ANY_HOUR: &str = "来了就发，晚上也发。";

pub(crate) fn together(hour: &str) -> String {
    format!("每天{hour}一起发。")
}

pub(crate) const WHAT_OF: &str =
    "您要哪儿的、哪一类的新消息？\n请这样发：“有新的告诉我 平城区 理发”。\n只写地方也行。";
pub(crate) const TOO_MANY: &str = "您要的已经不少了。先发“别发了”去掉几样，再添新的。";
pub(crate) const MINE: &str = "您要的新消息：";
pub(crate) const NONE: &str =
    "您还没让我发过新消息，我不会自己发。\n想要的话，请这样发：“有新的告诉我 平城区 理发”。";
pub(crate) const WHICH_TO_STOP: &str = "哪一样不要了？点一下就行。";

pub(crate) fn stopped(subject: &str) -> String {
    format!("好，{subject}的新消息不再发了。")
}

pub(crate) const ALL_STOPPED: &str = "好，一条都不再发了。您问我才答。";
pub(crate) const STOPPED_BEFORE: &str = "这一样早就不发了。";

pub(crate) fn heading(subject: &str) -> String {
    format!("{subject}有新的：")
}

pub(crate) fn several(count: usize) -> String {
    format!("有{count}条新消息：")
}

pub(crate) fn more(count: usize) -> String {
    format!("还有{count}条，发“最新”就能看到。")
}
