//! What an operator reads when the state folder or the index cannot be used: what it is, and what helps.
//!
//! Knows nothing of how they are written.

/// `folder` keeps nothing now.
pub(crate) fn not_kept(folder: &str, why: &str, remedy: &str) -> String {
    format!(
        "我这会儿什么也记不下来：{folder} {why}。\n\
         怎么办：{remedy}。\n\
         在这之前我先不回话，大家发来的都在 Telegram 那边等着，丢不了；能记了我接着回。"
    )
}

pub(crate) const KEPT_AGAIN: &str = "又能记下来了，等着的话我接着回。";

pub(crate) const FULL: &str = "所在的磁盘满了";
pub(crate) const READ_ONLY: &str = "只能看，不能写";
pub(crate) const GONE: &str = "里的 linli.sqlite 被删了，或者换成别的了";
pub(crate) const DAMAGED: &str = "里的 linli.sqlite 坏了";
pub(crate) const LOCKED: &str = "里的 linli.sqlite 被别的程序占着";
pub(crate) const REFUSED: &str = "写不进去";

pub(crate) const MAKE_ROOM: &str = "腾出些地方，不用重启";
pub(crate) const MAKE_WRITABLE: &str = "把这个文件夹改成能写的，不用重启";
pub(crate) const PUT_IT_BACK: &str =
    "把原来的文件夹放回去；放不回去的，停下，用 linli restore 放回备份，再启动";
pub(crate) const BRING_BACK: &str = "停下，用 linli restore 放回备份，再启动";
pub(crate) const END_THE_OTHER: &str = "关掉正在用这个文件的程序，不用重启";
pub(crate) const LOOK_AT_THE_DISK: &str = "看看磁盘好不好、这个文件夹让不让写";

// ---- New knowledge that could not be taken up

pub(crate) fn folder_unread(folder: &str, fault: &str) -> String {
    format!("资料文件夹 {folder} 读不了（{fault}）。\n怎么办：看看它还在不在、让不让读。")
}

pub(crate) fn index_unwritten(folder: &str, fault: &str) -> String {
    format!(
        "索引文件夹 {folder} 写不了（{fault}）。\n怎么办：看看磁盘满没满、文件夹还在不在、让不让写；文件夹被删了的，重启一次。"
    )
}

pub(crate) const INDEX_BUSY: &str = "另一个程序正在更新索引。\n怎么办：等它做完，再发 /reload。";

pub(crate) fn index_damaged(folder: &str) -> String {
    format!("索引 {folder} 坏了。\n怎么办：不用修，它能从资料重做；发 /reload，不行就重启一次。")
}

pub(crate) const INDEX_MADE_ANEW: &str =
    "索引坏了，已经从资料重做好了，不用管。上一次的内容没了，这回退不回去。";
