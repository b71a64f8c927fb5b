//! What is said between residents and the editors: something is wrong, a word to them, a notice that is handed in.
//!
//! Knows nothing of who the editors are.

pub(crate) const WHAT_IS_WRONG: &str = "对不住。哪儿不对？点一下，我记下来。";
pub(crate) const NOTHING_SHOWN: &str = "还没给您看过什么。您先问一句，我找给您。";
pub(crate) const MARKED: &str = "记下了，谢谢您。编辑看得到是哪条不对，看不到是谁说的。";
pub(crate) const MARKED_NOT_ASKED: &str = "记下了，谢谢您。\n您换个说法再问一遍：说说是哪儿、什么事。";

pub(crate) const WRITE: &str = "您写一句话发过来，我给您看过再转。\n\
    编辑部只看得到这句话，看不到您是谁。\n要他们回您，请把电话也写上。";
pub(crate) const HAND_IN: &str =
    "请把通知的字发过来，头一行写题目；有现成的文件，直接发文件也行。\n我给您看过，再交给编辑部。";

pub(crate) fn is_this_it(text: &str) -> String {
    format!("是这几句吗？点了头我才转。\n\n{text}")
}

pub(crate) const SENT: &str = "转过去了，谢谢您。";
pub(crate) const HANDED_IN: &str = "交上去了，谢谢您。编辑看过才会登。";
pub(crate) const DROPPED: &str = "好，没转，也没留。";
pub(crate) const ENOUGH: &str = "今天转过几回了，剩下的明天再说吧。急事请您打12345。";
pub(crate) const NO_EDITORS: &str = "眼下没有人收留言。急事请您打12345。";
pub(crate) const TOO_LONG: &str = "太长了，一次最多一千个字。请您分开发，或者写短些。";

pub(crate) fn note_arrived(text: &str) -> String {
    format!("有居民留话：\n\n{text}")
}

pub(crate) const NO_EDITORS_FOR_FILES: &str = "我还看不了文件。请您打几个字，说说想问什么。";

/// What a file holds, before it is passed on.
pub(crate) fn file_holds(name: &str, titles: &[String], count: usize) -> String {
    let mut lines = vec![format!("《{name}》里有{count}篇：")];
    lines.extend((1..).zip(titles).map(|(number, title)| format!("{number}. {title}")));
    if count > titles.len() {
        lines.push(format!("还有{}篇。", count - titles.len()));
    }
    lines.join("\n")
}

pub(crate) fn file_too_long(name: &str) -> String {
    format!("《{name}》太长了，没收。通知请一条一个文件，或者把字发过来。")
}

pub(crate) const YOURS_WAS_TAKEN: &str = "您交的通知，编辑部收下了。谢谢您。";
