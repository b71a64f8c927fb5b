//! What is said about one's own settings, and about what is kept.
//!
//! Knows nothing of how settings are kept.

pub(crate) const TITLE: &str = "您的设置";

// Its buttons.
pub(crate) const SET_PLACE: &str = "定我住的地方";
pub(crate) const NEW_PLACE: &str = "换我住的地方";
pub(crate) const NO_PLACE: &str = "不定地方";
pub(crate) const BRIEF: &str = "简短显示";
pub(crate) const FULL: &str = "完整显示";
pub(crate) const QUIET: &str = "晚上别打扰";
pub(crate) const LOUD: &str = "晚上也可以发";
pub(crate) const AT_ONCE: &str = "来了就发";

pub(crate) fn place(own: Option<&str>, home: Option<&str>) -> String {
    match (own, home) {
        (Some(own), _) => format!("住的地方：{own}\n您不说地方，我就按这儿找。"),
        (None, Some(home)) => format!("住的地方：还没定，先按{home}找。"),
        (None, None) => "住的地方：还没定。问的时候请带上地名。".to_owned(),
    }
}

pub(crate) fn length(brief: bool) -> &'static str {
    if brief { "回答：简短，只看要紧的" } else { "回答：完整" }
}

pub(crate) fn news(hour: Option<&str>) -> String {
    hour.map_or_else(|| "新消息：来了就发".to_owned(), |hour| format!("新消息：每天{hour}一起发"))
}

pub(crate) fn nights(quiet: bool) -> &'static str {
    if quiet { "晚上9点到早上8点：不发消息" } else { "晚上9点到早上8点：有消息也发" }
}

/// Hours as people say them.
pub(crate) fn hour(hour: i8) -> String {
    match hour {
        0..=11 => format!("早上{hour}点"),
        12 => "中午12点".to_owned(),
        13..=17 => format!("下午{}点", hour - 12),
        _ => format!("晚上{}点", hour - 12),
    }
}

/// What was set is damaged: it is for the resident to give it up.
pub(crate) const UNREADABLE: &str =
    "您存着的设置读不出来了，我没动它，晚上照样不打扰您。想从头再设：先发“清除我的记录”，再发“设置”。";
pub(crate) const CHANGED: &str = "改好了";
pub(crate) const WHERE_DO_YOU_LIVE: &str = "您住哪儿？把地名发给我，比如“平城区”。";
pub(crate) const WHICH_HOME: &str = "叫这个名字的地方不止一处，您住的是哪一个？";

pub(crate) fn unknown_place(word: &str) -> String {
    format!("“{word}”我没认出是哪儿。请您写区、县或者街道的名字，比如“平城区”。")
}

pub(crate) fn lives(place: &str) -> String {
    format!("记住了，以后您不说地方，我就按{place}找。\n要换，发“设置”。")
}

pub(crate) const QUIET_NOW: &str = "好，晚上9点到早上8点不给您发消息。";
pub(crate) const NOT_IN_A_GROUP: &str = "这个请您私下跟我说，群里不方便。";

pub(crate) const PRIVACY_TITLE: &str = "我记了些什么，记多久";
pub(crate) const PRIVACY: &str = "您问的话：按钮要用，最多留30天，您再问三十句，前面的就没了。\n\
    刚才聊到哪儿：半个钟头不说话就忘。\n\
    您的设置、您要的新消息：留到您改，或者让我忘。\n\
    发给您的消息：哪条发过了，记个号，免得发重。\n\
    您点“不对”：只记是哪条、为什么、哪天，不记是谁。\n\
    您留给编辑部的话：您点了头才转，转过去的那句收不回来。\n\
    您交的通知和文件：编辑部看的时候用，最多留14天；收下的那几句登出来，不写是谁交的。\n\
    没答上来的：记下哪一类、哪儿、问的什么（去掉数字和名字），不记是谁问的，30天就没了。\n\
    答您的是哪条：记号留30天，登错了好告诉您。\n\
    您的名字、电话、位置，我都不记。\n\n\
    想都抹掉，发“清除我的记录”，马上就没了。";

pub(crate) const CLEARED: &str = "好，您的记录都抹掉了：聊过的、设置、要的新消息，一样不留。";
pub(crate) const CLEARED_IN_A_GROUP: &str = "好，您在这个群里问过的，我都忘了。";
pub(crate) const NOT_CLEARED: &str = "刚才没抹成，请您过一会儿再发一次“清除我的记录”。";
