//! What is said where others read along: in groups, and where an answer is put into somebody else's chat.
//!
//! Knows nothing of groups.

pub(crate) fn hello(name: &str) -> String {
    if name.is_empty() {
        return "大家好，我是邻里，帮着查本地报纸上的事。想问什么，回我这条消息就行。".to_owned();
    }
    format!("大家好，我是邻里，帮着查本地报纸上的事。\n想问什么，话前面写上 @{name}，或者回我的消息。")
}

pub(crate) const REST_IN_PRIVATE: &str = "后面还长，请您私下跟我看。";
pub(crate) const NOT_FOUND_HERE: &str = "没找到，点这里换个说法问";
pub(crate) const ASK_ME: &str = "点这里直接问我";

/// What is said around the address for a code.
pub(crate) fn before_address(what: &str) -> String {
    format!("{what}\n")
}

pub(crate) const AFTER_ADDRESS: &str = "\n把这个网址做成二维码，扫了就到。";

pub(crate) const NO_LINK: &str =
    "请这样发：“/link 平城区”、“/link 家政便民”，或者先问一句，看到那条以后发“/link”。";
pub(crate) const LINK_GONE: &str = "这个码的内容已经撤下来了。您想问什么，直接说就行。";

pub(crate) fn live_here(place: &str) -> String {
    format!("以后都按{place}找")
}
