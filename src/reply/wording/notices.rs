//! What a resident reads when something stands in the way of an answer, and what the commands are called.
//!
//! Knows nothing of answers or of how messages are sent.

/// Something broke while answering.
pub(crate) const APOLOGY: &str = "对不起，刚才出了点问题，没答上来。请您再问一次。";
/// A file that was begun several times and never read to its end.
pub(crate) const FILE_GIVEN_UP: &str =
    "对不起，这个文件试了几次都没能读完。请您另存为纯文本 .txt 再发，或者把要紧的文字直接发给我。";
/// Said once to someone who sends very many messages.
pub(crate) const SLOW_DOWN: &str = "您发得太快了，我忙不过来。请您等一分钟再问。";
/// Stands where an answer will stand in a moment, when it may have been said before: the line broke meanwhile.
pub const ONCE_MORE: &str = "刚才网断了一下，这条再给您发一遍。";
/// A button below a message that is too old for Telegram to change.
pub(crate) const OLD_BUTTON: &str = "这个按钮太旧了，请您再问一次。";
/// A button below the answer to somebody else.
pub(crate) const NOT_YOURS: &str = "这是别人问的。您想问什么，请直接回复我。";

/// The commands that every resident sees in the menu.
pub(crate) const COMMANDS: &[(&str, &str)] = &[
    ("latest", "看最新的消息"),
    ("subscribe", "有新的告诉我"),
    ("settings", "定住的地方，别的设置"),
    ("help", "怎么问我"),
    ("privacy", "我记了些什么"),
    ("forgetme", "清除我的记录"),
    ("start", "从头开始"),
];
/// The commands that only operators see besides.
pub(crate) const OPERATOR_COMMANDS: &[(&str, &str)] = &[
    ("drafts", "看看等我定的文件和来稿"),
    ("reload", "重新读取资料"),
    ("status", "看看现在怎么样"),
    ("rollback", "退回上一次的资料"),
    ("withdraw", "撤下一条登错的"),
    ("correct", "更正一条登错的"),
    ("gaps", "看看哪些没答上来"),
    ("link", "做二维码用的网址"),
];
